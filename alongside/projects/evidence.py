"""Evidence and gaps of a project: which items are wanted, how each stands, and which of them stop what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.addresses import url
from alongside.core.dates import local
from alongside.knowledge.entries import Evidence
from alongside.knowledge.facts import Facts, read_facts
from alongside.knowledge.rules import duties_that_apply
from alongside.library.duties import asked_now
from alongside.library.values import lengths
from alongside.plans.evidence.looking import STOPS, Result, at_closing, look, may_be_dated, may_be_said
from alongside.plans.facts import Known, expressions, gather
from alongside.projects import panels
from alongside.projects.giving import documents_of
from alongside.projects.models import Project
from alongside.projects.panels import Panel, Share, register
from alongside.projects.rules import Check, Weight

# What every involvement shows, also before anybody answered the questions about duties.
ALWAYS = ("E-INV", "E-G1-1", "E-G1-2", "E-G3-5", "E-G4-1", "E-G4-2", "E-G4-3", "E-G4-9", "E-EQIA-1", "E-DP-1", "E-FEED")
# Other checks before publishing say these already.
SCRUTINY = ("E-HOSC", "E-SOS", "E-URGENT", "E-JHOSC")
SAID_ELSEWHERE = ("E-G1-1",)


@dataclass(frozen=True)
class Item:
    """An item of evidence as a page shows it."""

    evidence: Evidence
    result: Result
    words: str
    link: str
    link_words: str
    may_say: bool
    may_date: bool

    @property
    def anchor(self) -> str:
        return self.evidence.id.lower()


@dataclass(frozen=True)
class Standing:
    """How all wanted items stand today."""

    known: Known
    results: list[tuple[Evidence, Result]]

    def stopping(self, stage: str) -> list[tuple[Evidence, Result]]:
        return [(item, found) for item, found in self.results if found.stopping and found.stops == stage]


def wanted(project: Project, today: date, answers: Facts | None) -> list[Evidence]:
    """Items that the duties that apply ask for, by the newest ``answers``; for a formal consultation all that fairness
    asks."""
    known = asked_now(project.organisation).known
    ids = set(ALWAYS)
    if project.formal_consultation:
        ids |= {each for each in known.evidence if each.startswith("E-G")}
    if answers is not None:
        found = duties_that_apply(answers, known, on=today)
        ids |= {id for each in found if each.applies == "yes" for id in each.duty.evidence}
    return [each for each in known.evidence.values() if each.id in ids]


# What the items that stop a stage are worked out from, where that is not everything.
ROOMS: dict[str, tuple[str, ...]] = {"publish": ("plans", "projects")}


@cache
def _counting(*rooms: str) -> Any:
    """Made once, when every room is registered: to make it costs more than to ask it."""
    return Project.objects.values(**expressions(*rooms))


@cache
def before_publishing() -> QuerySet[Project]:
    """Projects with what is asked before one is published: it need not be asked for again."""
    return panels.counting("kind", "duties").annotate(**expressions(*ROOMS["publish"]))


def _values(project: Project, rooms: tuple[str, ...]) -> dict[str, Any]:
    names = expressions(*rooms)
    if rooms and all(name in project.__dict__ for name in names):
        return {name: getattr(project, name) for name in names}
    return dict(_counting(*rooms).get(pk=project.pk))


def standing(project: Project, now: datetime, *, stage: str = "") -> Standing:
    """For the stage "close" as it would be if the project closed today; for "decide" as if it had closed. Where a stage
    needs not everything, only the items that stop it are looked at."""
    today, rooms = local(now).date(), ROOMS.get(stage, ())
    values = _values(project, rooms)
    read = {"documents": documents_of(project)}
    known = gather(project.pk, today, values, lengths(project.organisation, today).timings, *rooms, read=read)
    answers = values["plans_answers"]
    items = wanted(project, today, read_facts(answers) if answers is not None else None)
    if rooms:
        items = [each for each in items if STOPS.get(each.id) == stage]
    if stage == "close":
        known = at_closing(known, today)
    if stage == "decide" and (known.closes is None or known.closes >= today):
        known = at_closing(known, today - timedelta(days=1))
    return Standing(known, list(zip(items, look(items, known), strict=True)))


def stops(project: Project, stage: str, now: datetime) -> list[tuple[Evidence, Result]]:
    """What stops a formal consultation from being published, closed early or decided. An engagement is not stopped."""
    if not project.formal_consultation:
        return []
    return standing(project, now, stage=stage).stopping(stage)


def grouped(found: Standing, project: Project, org: str) -> list[tuple[str, list[Item]]]:
    titles = {
        "E-G1": _("The decision is still open"),
        "E-G2": _("Enough to answer by"),
        "E-G3": _("Time enough to answer"),
        "E-G4": _("What people said is taken into account"),
        "E-HO": _("Health scrutiny and the Secretary of State"),
        "": _("Across all of it"),
    }
    places = _places(project, org)
    groups: dict[str, list[Item]] = {key: [] for key in titles}
    for evidence, result in found.results:
        key = "E-HO" if evidence.id.startswith(SCRUTINY) else evidence.id[:4] if evidence.id[:4] in titles else ""
        link, words = places.get(evidence.id, ("", ""))
        groups[key].append(
            Item(evidence, result, _(evidence.words), link, words, may_be_said(evidence), may_be_dated(evidence))
        )
    return [(titles[key], items) for key, items in groups.items() if items]


def _places(project: Project, org: str) -> dict[str, tuple[str, str]]:
    """{item: (the page where its gap is closed, the page's name)}"""
    at = (org, project.slug)
    pages: Iterable[tuple[tuple[str, ...], str, tuple[str, ...], str]] = (
        (("E-G1-4", "E-G1-5", "E-G1-6", "E-G2-3", "E-G2-4", "E-G4-4"), "projects-team:options", (), _("Options")),
        (("E-G2-1", "E-G2-2", "E-G2-5", "E-G2-10"), "projects-team:parts", (), _("Parts of the consultation document")),
        (("E-G4-6", "E-G4-7"), "projects-team:decision", (), _("The decision")),
        (("E-G2-7", "E-G3-3"), "projects-team:timetable-change", (), _("Formats and meetings")),
        (
            ("E-G2-6", "E-EQIA-1", "E-EQIA-2", "E-EQIA-4"),
            "projects-team:sheet",
            ("equality-before",),
            _("Equality impact, before"),
        ),
        (("E-G4-8", "E-EQIA-3"), "projects-team:sheet", ("equality-after",), _("Equality impact, after")),
        (("E-DP-1", "E-DP-2", "E-DP-4"), "projects-team:sheet", ("data-protection",), _("Data protection impact")),
        (("E-G4-2",), "projects-team:sheet-section", ("plan", "data"), _("Data, in the plan")),
        (("E-INV",), "projects-team:sheet", ("plan",), _("The whole plan")),
        (("E-G1-1",), "projects-team:edit", ("change",), _("What can change")),
        (("E-G1-2",), "projects-team:edit", ("decision",), _("The decision date")),
        (("E-G3-1", "E-G3-2", "E-G3-4", "E-G3-5"), "projects-team:edit", ("dates",), _("Dates")),
        (("E-G2-9",), "projects-team:updates", (), _("Updates on the page")),
        (("E-G4-1",), "analysis-team:responses", (), _("Responses")),
        (("E-G4-3", "E-G4-9", "E-G4-10", "E-FEED"), "feedback-team:findings", (), _("Findings")),
        (("E-WHO",), "analysis-team:reach", (), _("Reach")),
    )
    return {item: (url(name, *at, *more), words) for items, name, more, words in pages for item in items}


def _share(project: Project, org: str) -> Share:
    """Before publishing a formal consultation: each gap that stops it is a check that a named person can override."""
    if project.published_at is not None or not project.formal_consultation:
        return Share()
    link = url("projects-team:evidence", org, project.slug)
    return Share(
        checks=tuple(
            Check(
                f"evidence-{item.id.lower()}",
                Weight.STOPS,
                _("Evidence missing: %(what)s") % {"what": _(item.words)},
                link=f"{link}#{item.id.lower()}",
                detail=found.why,
            )
            for item, found in stops(project, "publish", timezone.now())
            if item.id not in SAID_ELSEWHERE
        )
    )


def _deep(project: Project) -> bool:
    return project.published_at is None and project.formal_consultation


register(Panel("evidence", _share, lambda project, by, at: None, _deep))
