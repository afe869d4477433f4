"""The plan and its assessments, on a project's workspace: how many sections are complete, how many are begun."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.addresses import url
from alongside.people.accounts.roles import Permission
from alongside.plans.models import BudgetLine, ChangeOption, Decision, SectionEdition, Sheet, Submission, TeamMember
from alongside.plans.sheets import TEMPLATES
from alongside.projects.models import Project
from alongside.projects.panels import Progress, Task, register_progress

# Worth doing, and nothing waits for it.
beside = partial(Task, left=False, needs=Permission.SEE_TEAM_PAGES)
SECTIONS = len(TEMPLATES["plan"].definition.sections)
ASSESSMENTS = [key for key, each in TEMPLATES.items() if each.essential and key != "plan"]


def _begun_or_not(begun: Any) -> str:
    return _("In progress") if begun else _("Not started")


def tasks(project: Project, org: str, counts: Mapping[str, Any]) -> Iterator[Task]:
    done, begun = counts["complete"], counts["begun"]
    facts = {"done": done, "count": SECTIONS}
    yield Task(
        "plan",
        _("The whole plan"),
        _("Completed") if done == SECTIONS else _("In progress") if done else _("Not started"),
        url("projects-team:sheet", org, project.slug, "plan"),
        _("%(done)s of %(count)s sections written together") % facts,
        left=False,
        needs=Permission.WORK_TOGETHER,
    )
    yield beside(
        "plan",
        _("Timetable"),
        _("Made from your dates") if project.decides_on and project.level else _("Cannot start yet"),
        url("projects-team:timetable", org, project.slug),
        _("What has to begin when, at the latest"),
        part="Time and money",
    )
    yield beside(
        "plan",
        _("Budget"),
        _begun_or_not(counts["costs"]),
        url("projects-team:budget", org, project.slug),
        _("Planned, committed and spent"),
        part="Time and money",
    )
    yield beside(
        "plan",
        _("Team"),
        _begun_or_not(counts["team"]),
        url("projects-team:plan-team", org, project.slug),
        _("Who works on it, and who is missing"),
        part="Time and money",
    )
    yield beside(
        "plan",
        _("Evidence and gaps"),
        _("See what is held"),
        url("projects-team:evidence", org, project.slug),
        _("Worked out from dates, documents and counts"),
        part="Duties",
    )
    if project.formal_consultation:
        yield beside(
            "plan",
            _("Options"),
            _begun_or_not(counts["options"]),
            url("projects-team:options", org, project.slug),
            _("%(count)s in the log") % {"count": counts["options"]},
            part="Duties",
        )
    yield beside(
        "plan",
        _("Assurance"),
        {
            "assured": _("Assured"),
            "conditions": _("Assured with conditions"),
            "not-yet": _("Not yet"),
            "considered": _("Considered"),
            "": _("Being read"),
        }[counts["verdict"]]
        if counts["verdict"] is not None
        else _("Not started"),
        url("projects-team:assurance", org, project.slug),
        _("A group says whether it is good enough"),
        part="Duties",
    )
    yield beside(
        "answer",
        _("What was decided"),
        _("Recorded") if counts["decided"] else _("Not yet"),
        url("projects-team:decision", org, project.slug),
        _("What was decided, why, and who read what"),
    )
    hint = _("Equality, data protection, ethics: %(begun)s of %(count)s begun") % {
        "begun": begun,
        "count": len(ASSESSMENTS),
    }
    if counts["papers"]:
        papers = ngettext("%(count)s other paper", "%(count)s other papers", counts["papers"])
        hint = f"{hint}. {papers % {'count': counts['papers']}}"
    yield beside(
        "plan",
        _("Assessments and other papers"),
        _begun_or_not(begun or counts["papers"]),
        url("projects-team:assessments", org, project.slug),
        hint,
        part="Duties",
    )


def _number(counted: Any) -> Coalesce:
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


# Only the newest edition of a section says whether it is complete.
_newer = SectionEdition.objects.filter(
    sheet=OuterRef("sheet"), section=OuterRef("section"), number__gt=OuterRef("number")
)
_complete = (
    SectionEdition.objects.filter(~Exists(_newer), sheet__scope=OuterRef("pk"), sheet__template="plan", complete=True)
    .order_by()
    .values("sheet")
    .annotate(count=Count("pk"))
    .values("count")
)


def _sheets(templates: Any) -> Any:
    """How many of these are begun."""
    held = Sheet.objects.filter(scope=OuterRef("pk"), template__in=templates)
    return held.order_by().values("scope").annotate(count=Count("pk")).values("count")


_options = ChangeOption.objects.filter(scope=OuterRef("pk")).order_by().values("scope").annotate(count=Count("pk")).values("count")  # fmt: skip
register_progress(
    Progress(
        "sheets",
        {
            "complete": _number(_complete),
            "begun": _number(_sheets(ASSESSMENTS)),
            "papers": _number(_sheets([key for key, each in TEMPLATES.items() if not each.essential])),
            "options": _number(_options),
            "verdict": Subquery(
                Submission.objects.filter(scope=OuterRef("pk")).order_by("-number").values("verdict")[:1]
            ),
            "costs": Exists(BudgetLine.objects.filter(scope=OuterRef("pk"))),
            "team": Exists(TeamMember.objects.filter(scope=OuterRef("pk"))),
            "decided": Exists(Decision.objects.filter(scope=OuterRef("pk"))),
        },
        tasks,
    )
)
