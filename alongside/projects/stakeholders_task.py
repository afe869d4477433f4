"""Stakeholders, on a project's workspace: how many are on its map."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.addresses import url
from alongside.people.accounts.roles import Permission
from alongside.projects.models import Project
from alongside.projects.panels import Progress, Task, register_progress
from alongside.stakeholders.models import Position


def tasks(project: Project, org: str, counts: Mapping[str, Any]) -> Iterator[Task]:
    link, here = url("projects-team:stakeholders", org, project.slug), counts["here"] or 0
    hint = ngettext("%(count)s on the map", "%(count)s on the map", here) % {"count": here}
    if not here:
        hint = _("Who is affected, who has influence, who can reach whom")
    status = _("In progress") if here else _("Not started")
    yield Task(
        "plan", _("Stakeholders"), status, link, hint, left=False, needs=Permission.SEE_TEAM_PAGES, part="People"
    )


_later = Position.objects.filter(scope=OuterRef("scope"), stakeholder=OuterRef("stakeholder"), at__gt=OuterRef("at"))
_here = (
    Position.objects.filter(scope=OuterRef("pk"), on_map=True)
    .exclude(Exists(_later))
    .order_by()
    .values("scope")
    .annotate(n=Count("stakeholder", distinct=True))
    .values("n")
)
register_progress(Progress("stakeholders", {"here": Subquery(_here)}, tasks))
