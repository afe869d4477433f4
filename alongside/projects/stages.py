"""The five stages of a project, as the navigation across its team pages."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.addresses import url
from alongside.core.dates import day_and_month, local, said
from alongside.organisations.models import Organisation
from alongside.projects.models import Project, State
from alongside.projects.sections import SECTIONS, unfinished

Stage = tuple[str, str, str, str]


def stages(project: Project, organisation: Organisation, now: datetime) -> list[Stage]:
    """(key, words, fact, link) of Plan, Ask, Hear, Answer and Learn. Costs no query."""
    at = [organisation.slug, project.slug]
    state = project.state_at(now)
    return [
        ("plan", _("Plan"), _plan(project), url("projects-team:workspace", *at)),
        ("ask", _("Ask"), _ask(project, state), url("survey-team:build", *at)),
        ("hear", _("Hear"), _hear(project, state), url("analysis-team:responses", *at)),
        ("answer", _("Answer"), _answer(project, state), url("feedback-team:findings", *at)),
        ("learn", _("Learn"), _learn(project, now), url("record:timeline", *at)),
    ]


def frame(project: Project, organisation: Organisation, now: datetime, stage: str) -> dict[str, Any]:
    """What projects/team/project.html needs: the layout of every team page inside a project."""
    return {
        "current": "projects",
        "project": project,
        "state": project.state_at(now),
        "stages": stages(project, organisation, now),
        "stage": stage,
    }


def _plan(project: Project) -> str:
    left = len(unfinished(project, [each for each in SECTIONS.values() if each.stage == "plan"]))
    return ngettext("%(count)s task left", "%(count)s tasks left", left) % {"count": left} if left else _("Completed")


def _ask(project: Project, state: State) -> str:
    if project.opens_at is None:
        return _("No date yet")
    if state in (State.DRAFT, State.UPCOMING):
        return _("Opens %(day)s") % {"day": day_and_month(project.opens_at)}
    return _("Opened %(day)s") % {"day": day_and_month(project.opens_at)}


def _hear(project: Project, state: State) -> str:
    if project.closes_at is None:
        return _("No date yet")
    if state is State.PAUSED:
        return _("Paused")
    if state in (State.CLOSED, State.ANSWERED):
        return _("Closed %(day)s") % {"day": day_and_month(project.closes_at)}
    return _("Closes %(day)s") % {"day": day_and_month(project.closes_at)}


def _answer(project: Project, state: State) -> str:
    if state is State.ANSWERED and project.answered_at is not None:
        return _("Answered %(day)s") % {"day": day_and_month(project.answered_at)}
    return _("By %(day)s") % {"day": day_and_month(project.findings_by)} if project.findings_by else _("No date yet")


def _learn(project: Project, now: datetime) -> str:
    if project.decides_on is None:
        return _("After the decision")
    if project.decides_on < local(now).date():
        return _("Decided %(day)s") % {"day": day_and_month(project.decides_on)}
    return _("After %(month)s") % {"month": said(project.decides_on, "F")}
