"""Who is involving whom on what, and when: across every organisation in the house, for what is published, and a team's
own plans. Where the same people are asked about the same things in the same months, both are told. Overlaps are pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db.models import Q

from alongside.core.dates import local
from alongside.organisations.models import Organisation
from alongside.projects.models import Project

MONTHS = 3
MOST = 300


@dataclass(frozen=True)
class Plan:
    """A piece of involvement in time. ``areas`` empty is everywhere its organisation works."""

    pk: UUID
    name: str
    organisation: str
    own: bool
    link: str
    question: str
    topics: frozenset[str]
    areas: frozenset[str]
    opens: date
    closes: date
    published: bool


@dataclass(frozen=True)
class Overlap:
    """Two that ask about the same, in the same place, at the same time: from ``first`` to ``last``."""

    one: Plan
    other: Plan
    topics: tuple[str, ...]
    first: date
    last: date


def overlaps(plans: Sequence[Plan]) -> list[Overlap]:
    """Each pair with a topic in common, a place in common and days in common; the longest first."""
    by_topic: dict[str, list[Plan]] = {}
    for plan in plans:
        for topic in plan.topics:
            by_topic.setdefault(topic.casefold(), []).append(plan)
    found: dict[tuple[UUID, UUID], Overlap] = {}
    for topic in sorted(by_topic):
        for one, other in combinations(by_topic[topic], 2):
            first, last = max(one.opens, other.opens), min(one.closes, other.closes)
            if first > last or (one.areas and other.areas and not one.areas & other.areas):
                continue
            key = (one.pk, other.pk)
            topics = (*found[key].topics, topic) if key in found else (topic,)
            found[key] = Overlap(one, other, topics, first, last)
    return sorted(found.values(), key=lambda each: (each.first - each.last, each.one.name))


def plans_between(organisation: Organisation, first: date, last: date) -> list[Plan]:
    """Those open on some day of the stretch: published ones of everybody, and one's own. One query."""
    seen = Q(published_at__isnull=False) | Q(organisation=organisation)
    open_then = Q(opens_at__date__lte=last, closes_at__date__gte=first)
    held = Project.objects.filter(seen, open_then).select_related("organisation").order_by("opens_at", "name")
    return [_plan(each, organisation) for each in held[:MOST]]


def _plan(project: Project, organisation: Organisation) -> Plan:
    opens, closes = project.opens_at, project.closes_at
    assert opens is not None and closes is not None
    house = project.organisation
    return Plan(
        pk=project.pk,
        name=project.name,
        organisation=house.short_name or house.name,
        own=house.pk == organisation.pk,
        link=f"{house.slug}/{project.slug}",
        question=project.question,
        topics=frozenset(str(each) for each in project.topics),
        areas=frozenset(str(each) for each in project.area_codes),
        opens=local(opens).date(),
        closes=local(closes).date(),
        published=project.published_at is not None,
    )


def months_from(day: date, count: int = MONTHS) -> list[date]:
    """The first days of so many months, from the one that holds the day."""
    found = [day.replace(day=1)]
    while len(found) < count:
        found.append((found[-1] + timedelta(days=32)).replace(day=1))
    return found


def by_month(plans: Iterable[Plan], months: Sequence[date]) -> list[tuple[date, list[Plan]]]:
    held = list(plans)
    return [(month, [each for each in held if each.opens < _after(month) and each.closes >= month]) for month in months]


def _after(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def read_month(typed: str, today: date) -> date:
    """A month out of an address, like 2026-12; this month where it is none."""
    try:
        found = datetime.strptime(typed, "%Y-%m").date()  # noqa: DTZ007 (a month has no zone)
    except ValueError:
        return today.replace(day=1)
    return found if 2000 <= found.year <= 2100 else today.replace(day=1)


def beside(project: Project, organisation: Organisation) -> list[Overlap]:
    """Who else asks the same people while this is open. One query."""
    if project.opens_at is None or project.closes_at is None or not project.topics:
        return []
    first, last = local(project.opens_at).date(), local(project.closes_at).date()
    return [
        each
        for each in overlaps(plans_between(organisation, first, last))
        if project.pk in (each.one.pk, each.other.pk)
    ]


def asked_before(project: Project, organisation: Organisation) -> list[Any]:
    """Closed projects of this house that share a topic: what people told us already. One query, newest first."""
    if not project.topics:
        return []
    wanted = {str(each).casefold() for each in project.topics}
    closed = organisation.projects.filter(published_at__isnull=False, closes_at__isnull=False).exclude(pk=project.pk)
    newest = closed.order_by("-closes_at").only("organisation", "name", "slug", "topics", "closes_at")[:MOST]
    return [each for each in newest if wanted & {str(topic).casefold() for topic in each.topics}][:10]
