"""Kind of involvement: what the plan's answers point to, in the organisation's words, and what stands against a label."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from alongside.core.addresses import url
from alongside.knowledge.spectrums import word_for
from alongside.organisations.models import Organisation
from alongside.plans.giving import sheets_of
from alongside.plans.kinds import TOGETHER, Advice, called_too_much, payment_left_out, recommend
from alongside.plans.sheets import TEMPLATES
from alongside.projects.models import Project
from alongside.projects.panels import Panel, Share, register
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


def checks(project: Project, facts: Mapping[str, Any], org: str) -> list[Check]:
    """Before publishing: payment is offered where people decide with us, and a label is no more than it says."""
    found = []
    if payment_left_out(project.level, facts):
        found.append(
            Check(
                "payment",
                Weight.STOPS,
                _("Say what payment is offered"),
                link=url("projects-team:sheet-section", org, project.slug, "plan", "offer"),
                detail=_("Where people decide or act together with you, payment is offered to them."),
            )
        )
    if called_too_much(project.level, facts):
        found.append(
            Check(
                "label",
                Weight.WORTH_FIXING,
                _("It is called co-production, and people have no part in what comes afterwards"),
                link=url("projects-team:sheet-section", org, project.slug, "plan", "influence"),
                detail=_("Without a part in running, watching over or evaluating, it is co-design."),
            )
        )
    return found


def _share(project: Project, org: str) -> Share:
    if project.published_at is not None or project.level not in TOGETHER:
        return Share()
    return Share(checks=tuple(checks(project, plan_facts(project), org)))


register(Panel("kind", _share, lambda project, by, at: None))
