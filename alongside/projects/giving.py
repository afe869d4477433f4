"""What a project and its documents give to a plan's checks."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from alongside.core.dates import local
from alongside.documents.models import DocumentEdition
from alongside.documents.rules import SOURCE_FORMAT, SOURCE_LANGUAGE
from alongside.plans.facts import Doc, give
from alongside.projects.models import Update

COLUMNS = (
    *("can_change", "cannot_change", "opens_at", "closes_at", "decides_on", "formal_consultation"),
    *("formal_reason", "late_rule", "published_at"),
)
OF_DOCUMENT, OF_EDITION = (
    ("document__slug", "document__title", "document__published_at"),
    ("language", "format", "made_on"),
)


def _facts(values: Mapping[str, Any]) -> dict[str, Any]:
    opens, closes = values["opens_at"], values["closes_at"]
    return {
        "says_open": bool(values["can_change"]),
        "says_fixed": bool(values["cannot_change"]),
        "opens": local(opens).date() if opens else None,
        "closes": local(closes).date() if closes else None,
        "decides_on": values["decides_on"],
        "formal": values["formal_consultation"],
        "shorter_reason": bool(values["formal_reason"]),
        "late_rule": bool(values["late_rule"]),
        "published": values["published_at"] is not None,
    }


def _given(scope: UUID) -> dict[str, Any]:
    """Two queries."""
    updates = Update.objects.filter(project=scope).values_list("published_at", flat=True)
    held: dict[tuple[str, str, datetime | None], list[tuple[str, str, date]]] = {}
    rows = DocumentEdition.objects.filter(document__scope=scope).values_list(*OF_DOCUMENT, *OF_EDITION)
    for slug, title, published_at, *edition in rows.order_by("document__position", "document__title", "version"):
        held.setdefault((slug, title, published_at), []).append(tuple(edition))
    return {
        "announced": tuple(local(each).date() for each in updates),
        "documents": tuple(_doc(*document, found) for document, found in held.items()),
    }


def _doc(slug: str, title: str, published_at: datetime | None, editions: list[tuple[str, str, date]]) -> Doc:
    """``formats`` by the key that lead times use: a translation is one too."""
    versions: list[date] = []
    formats: dict[str, date] = {}
    for language, layout, made_on in editions:
        if language == SOURCE_LANGUAGE and layout in (SOURCE_FORMAT, "file"):
            versions.append(made_on)
            continue
        key = "translation" if language != SOURCE_LANGUAGE else layout
        formats[key] = min(made_on, formats.get(key, made_on))
    return Doc(
        slug=slug,
        title=title,
        published_on=local(published_at).date() if published_at else None,
        versions=tuple(sorted(versions)),
        formats=formats,
    )


give("projects", _given, {name: F(name) for name in COLUMNS}, _facts)
