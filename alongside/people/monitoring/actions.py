"""Keeping and forgetting equality answers. Acts of the person; nothing of them is in the record or a log."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.core.work import chore
from alongside.people.monitoring.masks import mask, masks
from alongside.people.monitoring.models import Monitoring
from alongside.people.voices.mixing import mix, write_mixed
from alongside.questionnaires.models import Edition

Answers = Mapping[str, Any]


@transaction.atomic
def keep(*, voice: UUID, scope: UUID, edition: Edition, answers: Answers, on: date | None = None) -> None:
    """A voice's equality answers, whole, once finished; answering again replaces them. The month only is kept."""
    forget(voice=voice)
    keep_many(scope=scope, edition=edition, rows=[(voice, answers)], on=on)


def keep_many(*, scope: UUID, edition: Edition, rows: Iterable[tuple[UUID, Answers]], on: date | None = None) -> None:
    """The same for many voices that have none yet (an import, a demo)."""
    month = (on or timezone.localdate()).replace(day=1)
    write_mixed(
        [
            Monitoring(voice=mask(voice), scope=scope, edition=edition, answers=dict(answers), month=month)
            for voice, answers in rows
        ]
    )


def forget(*, voice: UUID) -> None:
    """The voice was withdrawn or erased, or the person wants these answers gone."""
    Monitoring.objects.filter(voice__in=masks(voice)).delete()


@chore("mix monitoring rows", every=24 * 3600)
def mix_rows() -> None:
    """Nothing of the order in which rows came outlives the day, however many there are."""
    mix(Monitoring)
