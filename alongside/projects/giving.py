"""What a project and its documents give to a plan's checks."""

from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from alongside.core.dates import local
from alongside.documents.models import Document
from alongside.documents.rules import SOURCE_FORMAT, SOURCE_LANGUAGE
from alongside.plans.facts import Doc, give
from alongside.projects.models import Project


def _given(scope: UUID) -> dict[str, Any]:
    project = Project.objects.filter(pk=scope).first()
    if project is None:
        return {}
    return {
        "says_open": bool(project.can_change),
        "says_fixed": bool(project.cannot_change),
        "opens": local(project.opens_at).date() if project.opens_at else None,
        "closes": local(project.closes_at).date() if project.closes_at else None,
        "decides_on": project.decides_on,
        "formal": project.formal_consultation,
        "shorter_reason": bool(project.formal_reason),
        "late_rule": bool(project.late_rule),
        "announced": tuple(local(each).date() for each in project.updates.values_list("published_at", flat=True)),
        "extended": project.moves.filter(to="extended").exists(),
        "documents": tuple(_doc(each) for each in Document.objects.filter(scope=scope).prefetch_related("editions")),
    }


def _doc(document: Document) -> Doc:
    """``formats`` by the key that lead times use: a translation is one too."""
    versions, formats = [], {}
    for (language, form), group in groupby(document.editions.all(), key=attrgetter("language", "format")):
        days = [each.made_on for each in group]
        if language == SOURCE_LANGUAGE and form in (SOURCE_FORMAT, "file"):
            versions += days
        else:
            formats["translation" if language != SOURCE_LANGUAGE else form] = min(days)
    return Doc(
        slug=document.slug,
        title=document.title,
        published_on=local(document.published_at).date() if document.published_at else None,
        versions=tuple(sorted(versions)),
        formats=formats,
    )


give("projects", _given)
