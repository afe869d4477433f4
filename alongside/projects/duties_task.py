"""Duties, on a project's workspace: how many apply, and how many are not known yet."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.addresses import url
from alongside.core.dates import local
from alongside.knowledge.facts import read_facts
from alongside.knowledge.rules import duties_that_apply
from alongside.library.duties import asked_now, gathered
from alongside.people.accounts.roles import Permission
from alongside.plans.models import DutyAssessment
from alongside.projects.models import Project
from alongside.projects.panels import Progress, Task, register_progress


def tasks(project: Project, org: str, counts: Mapping[str, Any]) -> Iterator[Task]:
    link, answers = url("projects-team:duties", org, project.slug), counts["answers"]
    if answers is None:
        hint = _("Which duties apply, and what is asked at least")
        yield Task(
            "plan",
            _("Duties"),
            _("Not started"),
            link,
            hint,
            left=False,
            needs=Permission.SEE_TEAM_PAGES,
            part="Duties",
        )
        return
    found = duties_that_apply(
        read_facts(answers), asked_now(project.organisation).known, on=local(timezone.now()).date()
    )
    yes, unknown = (sum(each.applies == applies for each in found) for applies in ("yes", "unknown"))
    hint = _("%(yes)s apply, %(unknown)s not known yet") % {"yes": yes, "unknown": unknown}
    status = _("In progress") if unknown else _("Completed")
    yield Task("plan", _("Duties"), status, link, hint, left=False, needs=Permission.SEE_TEAM_PAGES, part="Duties")


_newest = DutyAssessment.objects.filter(scope=OuterRef("pk")).order_by("-number").values("answers")[:1]
register_progress(Progress("duties", {"answers": Subquery(_newest), "own": gathered()}, tasks))
