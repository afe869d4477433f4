"""Reading equality answers: many voices at once, for tables that are then made safe. Never for one person's page."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from alongside.people.monitoring.masks import masks
from alongside.people.monitoring.models import Monitoring


def by_voice(scope: UUID, voices: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """{voice's id: {question key: stored value}} for those voices of the project that answered. One query."""
    rows = dict(Monitoring.objects.filter(scope=scope).values_list("voice", "answers"))
    if not rows:
        return {}
    found: dict[UUID, dict[str, Any]] = {}
    for voice in voices:
        for masked in masks(voice):
            if masked in rows:
                found[voice] = rows[masked]
                break
    return found


def has_answered(voice: UUID) -> bool:
    return Monitoring.objects.filter(voice__in=masks(voice)).exists()
