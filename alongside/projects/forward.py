"""Who is involving whom on what, and when: across every organisation in the house, for what is published, and a team's
own plans. Where the same people are asked about the same things in the same months, both are told. Overlaps are pure."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import combinations
from typing import Any, NamedTuple

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from alongside.core.dates import local, moment
from alongside.knowledge.timings import months_before
from alongside.organisations.models import Organisation
from alongside.projects.models import Project

MONTHS = 3
MOST = 300


class Plan(NamedTuple):
    """A piece of involvement in time. ``link``, of its house and itself, is its own; ``areas`` empty is everywhere its
    organisation works."""

    name: str
    organisation: str
    own: bool
    link: str
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
    found: dict[tuple[str, str], Overlap] = {}
    for topic in sorted(by_topic):
        for one, other in combinations(by_topic[topic], 2):
            first, last = max(one.opens, other.opens), min(one.closes, other.closes)
            if first > last or (one.areas and other.areas and not one.areas & other.areas):
                continue
            key = (one.link, other.link)
            topics = (*found[key].topics, topic) if key in found else (topic,)
            found[key] = Overlap(one, other, topics, first, last)
    return sorted(found.values(), key=lambda each: (each.first - each.last, each.one.name))


COLUMNS = (
    *("name", "organisation__name", "organisation__short_name", "organisation__slug", "slug"),
    *("topics", "area_codes", "opens_at", "closes_at", "public"),
)


def plans_between(organisation: Organisation, first: date, last: date, topics: Iterable[str] = ()) -> list[Plan]:
    """Those open on some day of the stretch: published ones of everybody, and one's own; of these topics, where there
    are any. One query of the columns that are needed."""
    seen = Q(published_at__isnull=False) | Q(organisation=organisation)
    # Moments, not days: a day of each row would be worked out before it is compared.
    open_then = Q(opens_at__lt=moment(last + timedelta(days=1)), closes_at__gte=moment(first))
    texts = Project.objects.annotate(topics_text=Cast("topics", TextField()))
    held = texts.filter(seen, open_then, _about(topics))
    told = held.annotate(public=Q(published_at__isnull=False))
    rows = told.order_by("opens_at", "name").values_list(*COLUMNS)[:MOST]
    zone = timezone.get_current_timezone()
    return [_plan(row, organisation, zone) for row in rows]


def _about(topics: Iterable[str]) -> Q:
    """JSON as SQLite keeps it is escaped, as PostgreSQL keeps it is not."""
    wanted = Q()
    for topic in topics:
        wanted |= Q(topics_text__icontains=f'"{topic}"') | Q(topics_text__icontains=json.dumps(topic))
    return wanted


def _plan(row: tuple[Any, ...], organisation: Organisation, zone: tzinfo) -> Plan:
    name, house_name, house_short, house, slug, topics, areas, opens, closes, public = row
    return Plan(
        name=name,
        organisation=house_short or house_name,
        own=house == organisation.slug,
        link=f"{house}/{slug}",
        topics=frozenset(topics),
        areas=frozenset(areas),
        opens=opens.astimezone(zone).date(),
        closes=closes.astimezone(zone).date(),
        published=public,
    )


def months_from(day: date, count: int = MONTHS) -> list[date]:
    """The first days of so many months, from the one that holds the day."""
    return [months_before(day.replace(day=1), -each) for each in range(count)]


def by_month(plans: Iterable[Plan], months: Sequence[date]) -> list[tuple[date, list[Plan]]]:
    held = list(plans)
    return [
        (month, [each for each in held if each.opens < after and each.closes >= month])
        for month, after in ((month, months_before(month, -1)) for month in months)
    ]


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
    mine = f"{organisation.slug}/{project.slug}"
    found = overlaps(plans_between(organisation, first, last, project.topics))
    return [each for each in found if mine in (each.one.link, each.other.link)]


def asked_before(project: Project, organisation: Organisation) -> list[Any]:
    """Closed projects of this house that share a topic: what people told us already. One query, newest first."""
    if not project.topics:
        return []
    closed = organisation.projects.filter(published_at__isnull=False, closes_at__isnull=False).exclude(pk=project.pk)
    texts = closed.annotate(topics_text=Cast("topics", TextField())).filter(_about(project.topics))
    return list(texts.order_by("-closes_at").only("organisation", "name", "slug", "closes_at")[:10])
