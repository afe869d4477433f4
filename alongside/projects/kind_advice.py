"""Kind of involvement: what the plan's answers point to, in the organisation's words, and what stands against a label.
Also what working with the people whom the plan names asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.addresses import url
from alongside.knowledge.spectrums import word_for
from alongside.organisations.models import Organisation
from alongside.people.accounts.roles import Permission
from alongside.plans.audience_checks import Standing
from alongside.plans.audience_checks import standing as standing_of
from alongside.plans.giving import sheets_of
from alongside.plans.kinds import TOGETHER, Advice, called_too_much, not_borne, payment_left_out, recommend
from alongside.plans.sheets import TEMPLATES
from alongside.projects.models import Project
from alongside.projects.panels import Panel, Share, Task, register
from alongside.projects.rules import Check, Weight
from alongside.questionnaires.flow import facts as facts_of

PLAN = TEMPLATES["plan"]


@dataclass(frozen=True)
class Told:
    """Advice in words. ``because`` are (question, answer); ``open`` questions."""

    kind: str
    word: str
    because: list[tuple[str, str]]
    open: list[str]
    cautions: list[str]


def plan_facts(project: Project) -> dict[str, Any]:
    """What the plan's newest editions say, by fact key. One query."""
    held = sheets_of(project.pk).get("plan")
    return facts_of(PLAN.definition, held.answers if held else {})


def advice(project: Project, organisation: Organisation, facts: Mapping[str, Any], today: date) -> Told:
    weeks = (project.decides_on - today).days // 7 if project.decides_on else None
    found = recommend(facts, weeks)
    return _told(found, organisation, facts)


def _told(found: Advice, organisation: Organisation, facts: Mapping[str, Any]) -> Told:
    by_fact = {each.fact_key: each for each in PLAN.definition.questions if each.fact_key}
    cautions = {
        "half-a-year": _("Co-production is rarely done well in less than half a year."),
        "ends-with-the-plan": _(
            "People have no part in what comes afterwards. That is co-design: co-production goes on into running, watching over and evaluating it."
        ),
    }
    return Told(
        kind=found.kind or "",
        word=word_for(found.kind, organisation.vocabulary) if found.kind else "",
        because=[(by_fact[key].wording, by_fact[key].option_by_key[facts[key]].label) for key in found.because],
        open=[by_fact[key].wording for key in found.open],
        cautions=[cautions[key] for key in found.cautions],
    )


def checks(project: Project, kinds: Iterable[str], facts: Mapping[str, Any], org: str) -> list[Check]:
    """Before publishing: payment is offered where people decide with us, and a label is no more than it says. ``kinds``
    are the project's and those of its planned activities."""
    found, held = [], set(kinds)
    if any(payment_left_out(kind, facts) for kind in held):
        found.append(
            Check(
                "payment",
                Weight.STOPS,
                _("Say what payment is offered"),
                link=url("projects-team:sheet-section", org, project.slug, "plan", "offer"),
                detail=_("Where people decide or act together with you, payment is offered to them."),
            )
        )
    if any(called_too_much(kind, facts) for kind in held):
        found.append(
            Check(
                "label",
                Weight.WORTH_FIXING,
                _("It is called co-production, and people have no part in what comes afterwards"),
                link=url("projects-team:sheet-section", org, project.slug, "plan", "influence"),
                detail=_("Without a part in running, watching over or evaluating, it is co-design."),
            )
        )
    if any(not_borne(kind, facts) for kind in held):
        found.append(
            Check(
                "alone",
                Weight.WORTH_FIXING,
                _("It is called deciding together, and the plan says that you decide alone"),
                link=url("projects-team:sheet-section", org, project.slug, "plan", "influence"),
                detail=_("Change the kind of involvement, or what the plan says."),
            )
        )
    return found


def audience_checks(project: Project, standing: Standing, org: str) -> list[Check]:
    """Before publishing: what working with these people asks for is answered. What keeps children safe stops."""
    found = []
    link = url("projects-team:audiences", org, project.slug)
    for audience in standing.audiences:
        left = standing.open(audience)
        safety = [check for check in left if check.stops]
        facts = {"who": _(audience.name), "count": len(left)}
        if safety:
            detail = "; ".join(_(check.words) for check in safety)
            words = _("%(who)s: say how they are kept safe") % facts
            found.append(Check(f"safe-{audience.key}", Weight.STOPS, words, link=link, detail=detail))
        if left:
            words = ngettext("%(who)s: %(count)s to answer", "%(who)s: %(count)s to answer", len(left)) % facts
            found.append(Check(f"with-{audience.key}", Weight.WORTH_FIXING, words, link=link))
    return found


def _share(project: Project, org: str) -> Share:
    """One query, and one more for a draft in which people decide or act with us."""
    standing = standing_of(project.pk)
    tasks = (_audiences_task(project, standing, org),) if standing.audiences else ()
    if project.published_at is not None:
        return Share(tasks)
    kinds = {project.level, *standing.kinds}
    found = [] if kinds.isdisjoint(TOGETHER) else checks(project, kinds, plan_facts(project), org)
    return Share(tasks, (*found, *audience_checks(project, standing, org)))


def _audiences_task(project: Project, standing: Standing, org: str) -> Task:
    left = sum(len(standing.open(each)) for each in standing.audiences)
    words = ngettext("%(num)s to answer", "%(num)s to answer", left) % {"num": left}
    return Task(
        "plan",
        _("Checks for the people you want to hear"),
        words if left else _("Completed"),
        url("projects-team:audiences", org, project.slug),
        ", ".join(_(each.name) for each in standing.audiences),
        "blue" if left else "",
        left=False,
        needs=Permission.SEE_TEAM_PAGES,
        part="Ways",
    )


register(Panel("kind", _share, lambda project, by, at: None))
