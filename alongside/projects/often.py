"""How often the same people are asked: places, subjects and partners, across every organisation in the house. Those who
are asked most stand beside those whom nobody asks. Counting is pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, Subquery

from alongside.core.dates import local
from alongside.organisations.models import Organisation
from alongside.projects.models import Project
from alongside.stakeholders.models import Position, Stakeholder

YEAR = timedelta(days=365)
OFTEN_FROM, OFTEN_TIMES = 3, 1.5
SUBJECTS = PARTNERS = 20


@dataclass(frozen=True)
class Asking:
    """A piece of involvement: what it is about, where (nowhere named is everywhere), and from when to when."""

    pk: UUID
    subjects: frozenset[str]
    places: frozenset[str]
    opens: date
    closes: date


@dataclass(frozen=True)
class Asked:
    """How many closed within a year, are open today, and open later. ``often``: clearly more than others."""

    name: str
    before: int
    now: int
    later: int
    often: bool = False

    @property
    def all(self) -> int:
        return self.before + self.now + self.later


def since(organisation: Organisation, today: date) -> list[Asking]:
    """Everything public, and this organisation's own plans, that closes within the last year or later. One query."""
    seen = Q(published_at__isnull=False) | Q(organisation=organisation)
    held = Project.objects.filter(seen, opens_at__isnull=False, closes_at__date__gte=today - YEAR)
    rows: Any = held.values_list("pk", "topics", "area_codes", "opens_at", "closes_at")
    return [
        Asking(
            pk,
            frozenset(" ".join(each.split()) for each in topics if each.strip()),
            frozenset(areas),
            local(opens).date(),
            local(closes).date(),
        )
        for pk, topics, areas, opens, closes in rows
    ]


def by_place(asking: Iterable[Asking], names: Mapping[str, str], today: date) -> list[Asked]:
    """Each place of ``names`` {code: name}, also where nobody is asked; the most asked first."""
    held = list(asking)
    counted = [
        _count(name, (each for each in held if code in each.places or not each.places), today)
        for code, name in names.items()
    ]
    return _marked(counted)


def by_subject(asking: Iterable[Asking], today: date) -> list[Asked]:
    """Each subject, the most asked first. Capitals make no other subject."""
    held: dict[str, tuple[str, list[Asking]]] = {}
    for each in asking:
        for subject in each.subjects:
            held.setdefault(subject.casefold(), (subject, []))[1].append(each)
    return _marked([_count(subject, rows, today) for subject, rows in held.values()])


def _count(name: str, rows: Iterable[Asking], today: date) -> Asked:
    before = now = later = 0
    for each in rows:
        before += each.closes < today
        now += each.opens <= today <= each.closes
        later += each.opens > today
    return Asked(name, before, now, later)


def _marked(counted: list[Asked]) -> list[Asked]:
    """A place or subject is asked often from three times on, and half as often again as the one in the middle."""
    if not counted:
        return []
    line = max(OFTEN_FROM, OFTEN_TIMES * median(each.all for each in counted))
    found = [Asked(each.name, each.before, each.now, each.later, each.all >= line) for each in counted]
    return sorted(found, key=lambda each: (-each.all, each.name.casefold()))


def partners(organisation: Organisation, asking: Iterable[Asking]) -> tuple[list[dict[str, Any]], int]:
    """Partners who stand on the maps of two or more of these, ``stakeholder``, ``name`` and ``maps``, the most first; and
    how many of the register stand on none. Two queries."""
    same = Position.objects.filter(scope=OuterRef("scope"), stakeholder=OuterRef("stakeholder"))
    newest = Subquery(same.order_by("-at", "-pk").values("pk")[:1])
    register = Stakeholder.objects.filter(organisation=organisation, merged_into=None)
    stand = Position.objects.filter(
        stakeholder__in=register, scope__in=[each.pk for each in asking], on_map=True, pk=newest
    ).order_by()
    counted: Any = (
        stand.values("stakeholder", name=F("stakeholder__name")).annotate(maps=Count("pk")).filter(maps__gt=1)
    )
    on_none = register.exclude(pk__in=stand.values("stakeholder")).count()
    return list(counted.order_by("-maps", "name")[:PARTNERS]), on_none
