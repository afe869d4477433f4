"""What a project and its documents give to a plan's checks."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F

from alongside.core.dates import local
from alongside.documents.models import DocumentEdition
from alongside.documents.rules import SOURCE_FORMAT, SOURCE_LANGUAGE
from alongside.plans.facts import Doc, give
from alongside.projects.models import Project, Update

COLUMNS = (
    *("can_change", "cannot_change", "opens_at", "closes_at", "decides_on", "formal_consultation"),
    *("formal_reason", "late_rule", "published_at"),
)
OF_DOCUMENT, OF_EDITION = (
    ("document__slug", "document__title", "document__published_at"),
    ("language", "format", "version", "made_on", "made_from", "checked_with_people_on"),
)
REMEMBERED = "editions_of_documents"


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


def _announced(scope: UUID) -> dict[str, Any]:
    """One query."""
    updates = Update.objects.filter(project=scope).values_list("published_at", flat=True)
    return {"announced": tuple(local(each).date() for each in updates)}


class EditionRow(NamedTuple):
    """What is judged of an edition, and of the document it belongs to."""

    slug: str
    title: str
    published_at: datetime | None
    language: str
    format: str
    version: int
    made_on: date
    made_from: date | None
    checked_with_people_on: date | None


def editions_of(project: Project) -> list[EditionRow]:
    """Every edition of every document of the project. One query, remembered with the project."""
    found: list[EditionRow] | None = project.__dict__.get(REMEMBERED)
    if found is None:
        rows = DocumentEdition.objects.filter(document__scope=project.pk).values_list(*OF_DOCUMENT, *OF_EDITION)
        found = [EditionRow(*row) for row in rows.order_by("document__position", "document__title", "version")]
        project.__dict__[REMEMBERED] = found
    return found


def documents_of(project: Project) -> tuple[Doc, ...]:
    """As a plan's checks know them."""
    held: dict[tuple[str, str, datetime | None], list[EditionRow]] = {}
    for each in editions_of(project):
        held.setdefault((each.slug, each.title, each.published_at), []).append(each)
    return tuple(_doc(*document, found) for document, found in held.items())


def _doc(slug: str, title: str, published_at: datetime | None, editions: list[EditionRow]) -> Doc:
    """``formats`` by the key that lead times use: a translation is one too."""
    versions: list[date] = []
    formats: dict[str, date] = {}
    for each in editions:
        if each.language == SOURCE_LANGUAGE and each.format in (SOURCE_FORMAT, "file"):
            versions.append(each.made_on)
            continue
        key = "translation" if each.language != SOURCE_LANGUAGE else each.format
        formats[key] = min(each.made_on, formats.get(key, each.made_on))
    return Doc(
        slug=slug,
        title=title,
        published_on=local(published_at).date() if published_at else None,
        versions=tuple(sorted(versions)),
        formats=formats,
    )


give("projects", expressions={name: F(name) for name in COLUMNS}, facts=_facts)
give("updates", _announced)
