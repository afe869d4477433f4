"""Kind of involvement: what the plan's answers point to, in the organisation's words, and what stands against a label.
Also what working with the people whom the plan names asks for."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.addresses import url
from alongside.knowledge.spectrums import word_for
from alongside.organisations.models import Organisation
from alongside.people.accounts.roles import Permission
from alongside.plans.audience_checks import Standing, made_of
from alongside.plans.audience_checks import standing as standing_of
from alongside.plans.giving import sheets_of
from alongside.plans.kinds import TOGETHER, Advice, called_too_much, not_borne, payment_left_out, recommend
from alongside.plans.models import AudienceAnswer, ChosenMethod, PlannedActivity
from alongside.plans.sheets import TEMPLATES
from alongside.projects.methods_task import BETWEEN, Lines
from alongside.projects.models import Project
from alongside.projects.panels import Panel, Progress, Share, Task, register, register_progress
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
    """For a draft, one query where the project did not bring what is counted of it, and one more where people decide or
    act with us."""
    if project.published_at is not None:
        return Share()
    held = (
        {name: getattr(project, f"kind_{name}", None) for name in COUNTS} if hasattr(project, "kind_planned") else None
    )
    standing = standing_of(project.pk) if held is None else _standing(held)
    kinds = {project.level, *standing.kinds}
    found = [] if kinds.isdisjoint(TOGETHER) else checks(project, kinds, plan_facts(project), org)
    return Share(checks=(*found, *audience_checks(project, standing, org)))


def _standing(held: Mapping[str, Any]) -> Standing:
    planned, chosen, answered = ((held[name] or "").splitlines() for name in COUNTS)
    activities = [line.partition(BETWEEN) for line in planned]
    return made_of([(kind, json.loads(keys)) for kind, _between, keys in activities], map(json.loads, chosen), answered)


def tasks(project: Project, org: str, counts: Mapping[str, Any]) -> Iterator[Task]:
    """A row where the plan names people with whom something has to be thought of."""
    standing = _standing(counts)
    if not standing.audiences:
        return
    left = sum(len(standing.open(each)) for each in standing.audiences)
    yield Task(
        "plan",
        _("Checks for the people you want to hear"),
        ngettext("%(num)s to answer", "%(num)s to answer", left) % {"num": left} if left else _("Completed"),
        url("projects-team:audiences", org, project.slug),
        ", ".join(_(each.name) for each in standing.audiences),
        "blue" if left else "",
        left=False,
        needs=Permission.SEE_TEAM_PAGES,
        part="Ways",
    )


def _lines(rows: Any, *parts: Any) -> Subquery:
    here = rows.filter(scope=OuterRef("pk")).order_by().values("scope")
    said = Concat(*parts, output_field=CharField()) if len(parts) > 1 else parts[0]
    return Subquery(here.annotate(lines=Lines(said, Value("\n"))).values("lines"))


# What a standing is made of, as lines, so that the workspace stays at one query.
COUNTS = {
    "planned": _lines(
        PlannedActivity.objects.filter(cancelled_at=None), F("kind"), Value(BETWEEN), Cast("audiences", CharField())
    ),
    "chosen": _lines(ChosenMethod.objects.filter(removed_at=None), Cast("answers", CharField())),
    "answered": _lines(AudienceAnswer.objects.all(), F("audience"), Value("/"), F("check_key")),
}
register_progress(Progress("kind", COUNTS, tasks))
register(Panel("kind", _share, lambda project, by, at: None))
