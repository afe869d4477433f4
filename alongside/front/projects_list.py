"""The team's list of projects: filters and order that live in the address."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, DateTimeField, F, Q, When
from django.db.models.functions import Cast, Lower
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.core.dates import in_words, local
from alongside.knowledge.spectrums import word_for
from alongside.organisations.models import Organisation
from alongside.projects import staff
from alongside.projects.models import Project, ProjectQuerySet, State

PER_PAGE = 25
STAGES = {
    State.DRAFT: "plan",
    State.UPCOMING: "ask",
    State.OPEN: "hear",
    State.PAUSED: "hear",
    State.CLOSED: "answer",
    State.ANSWERED: "learn",
}


@dataclass(frozen=True)
class Line:
    name: str
    question: str
    link: str
    stage: str
    state: State
    kind: str
    lead: str
    next_date: str


@dataclass(frozen=True)
class Asked:
    """What the address asks for. Unknown words in it are ignored."""

    words: str
    states: list[State]
    mine: bool
    order: str
    descending: bool
    page: int

    @classmethod
    def read(cls, query: Any) -> "Asked":
        order = query.get("order", "next")
        page = query.get("page", "1")
        return cls(
            words=query.get("words", "").replace("\x00", "").strip()[:80],
            states=[State(each) for each in query.getlist("state") if each in State.values],
            mine=bool(query.get("mine")),
            order=order if order in {"name", "kind", "next"} else "next",
            descending=query.get("way") == "down",
            page=int(page) if page.isdecimal() and len(page) < 6 else 1,
        )

    def address(self, **changed: Any) -> str:
        """The query string for this page with something changed; empty values are left out."""
        now = {
            "words": self.words,
            "state": [str(state) for state in self.states],
            "mine": "on" if self.mine else "",
            "order": self.order,
            "way": "down" if self.descending else "",
            **changed,
        }
        return "?" + urlencode({key: value for key, value in now.items() if value}, doseq=True)

    @property
    def narrowed(self) -> bool:
        return bool(self.words or self.states or self.mine)

    def removals(self) -> list[tuple[str, str]]:
        """(what is applied, the address without it)."""
        found = []
        if self.words:
            found.append((_("“%(words)s”") % {"words": self.words}, self.address(words="")))
        for state in self.states:
            rest = [str(each) for each in self.states if each != state]
            found.append((str(state.label), self.address(state=rest)))
        if self.mine:
            found.append((_("Only projects I lead"), self.address(mine="")))
        return found


def find(organisation: Organisation, asked: Asked, person: UUID, now: datetime) -> Page[Project]:
    projects: ProjectQuerySet = organisation.projects.all()
    if asked.words:
        projects = projects.filter(Q(name__icontains=asked.words) | Q(question__icontains=asked.words))
    if asked.mine:
        projects = projects.filter(lead=person)
    if asked.states:
        wanted = projects.none()
        for state in asked.states:
            wanted = wanted | (
                projects.filter(published_at__isnull=True)
                if state is State.DRAFT
                else projects.in_state(state.value, now)
            )
        projects = wanted
    return Paginator(_in_order(projects, asked, now), PER_PAGE).get_page(asked.page)


def _in_order(projects: ProjectQuerySet, asked: Asked, now: datetime) -> Any:
    if asked.order == "next":
        day = local(now).date()
        projects = projects.annotate(
            next_at=Case(
                When(answered_at__isnull=False, then=None),
                When(opens_at__gt=now, then="opens_at"),
                When(closes_at__gt=now, then="closes_at"),
                When(published_at__isnull=False, then=Cast("findings_by", DateTimeField())),
                When(decides_on__gte=day, then=Cast("decides_on", DateTimeField())),
                default=None,
                output_field=DateTimeField(),
            )
        )
        by: Any = F("next_at")
    else:
        by = Lower("name") if asked.order == "name" else F("level")
    ordered = by.desc(nulls_last=True) if asked.descending else by.asc(nulls_last=True)
    return projects.order_by(ordered, "name", "pk")


def lines(page: Page[Project], organisation: Organisation, now: datetime) -> list[Line]:
    shown = list(page.object_list)
    names = staff.names(project.lead for project in shown)
    stages = {"plan": _("Plan"), "ask": _("Ask"), "hear": _("Hear"), "answer": _("Answer"), "learn": _("Learn")}
    return [
        Line(
            name=project.name,
            question=project.question,
            link=reverse("projects-team:workspace", args=[organisation.slug, project.slug]),
            stage=stages[STAGES[project.state_at(now)]],
            state=project.state_at(now),
            kind=_kind(project, organisation),
            lead=names.get(project.lead, "") if project.lead else "",
            next_date=_next(project, now),
        )
        for project in shown
    ]


def _kind(project: Project, organisation: Organisation) -> str:
    if project.formal_consultation:
        return _("Formal consultation")
    return word_for(project.level, organisation.vocabulary) if project.level else _("Not chosen")


def _next(project: Project, now: datetime) -> str:
    state = project.state_at(now)
    if state is State.ANSWERED:
        return ""
    if project.opens_at is not None and project.opens_at > now:
        return _("Opens %(day)s") % {"day": in_words(project.opens_at)}
    if project.closes_at is not None and project.closes_at > now:
        return _("Closes %(day)s") % {"day": in_words(project.closes_at)}
    if state is State.CLOSED and project.findings_by is not None:
        return _("What you heard by %(day)s") % {"day": in_words(project.findings_by)}
    return ""
