"""What is open in the team's house, with answers so far and who has not been heard; and what has come in lately.

Reads kept counts and kept reach figures only, in a fixed number of queries.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.activities.models import Channel, Contribution
from alongside.analysis.reach_page import InShort, in_short
from alongside.core.addresses import url
from alongside.core.dates import clock, days_left
from alongside.front.needing import near
from alongside.organisations.models import Organisation

MOST = 7
ACTIVITIES = 3
"""So many activities of each project are read, on average: one is usual."""


@dataclass(frozen=True)
class OpenProject:
    name: str
    link: str
    answers: int
    answers_link: str
    closes: str
    gap: InShort | None
    gap_link: str


@dataclass(frozen=True)
class NewAnswers:
    words: str
    link: str
    detail: str


@dataclass
class _Found:
    """A project that is open, as its rows come: one an activity."""

    slug: str
    name: str
    closes_at: datetime
    areas: list[str]
    total: int
    answers: int = 0
    asked: bool = False
    people: int = 0
    groups: dict[str, Any] = field(default_factory=dict)


def open_projects(house: Organisation, now: datetime, *, reach: bool) -> tuple[list[OpenProject], int]:
    """(those that close soonest, how many more are open). ``reach``: with the largest gap in who took part."""
    found = _found(house, now)
    everywhere: list[str] | None = None
    shown = []
    for each in found:
        if reach and not each.areas:
            everywhere = everywhere if everywhere is not None else list(house.areas.values_list("code", flat=True))
            each.areas = everywhere
        shown.append(_shown(house, each, now, reach=reach))
    return shown, max(0, found[0].total - len(found)) if found else 0


def _found(house: Organisation, now: datetime) -> list[_Found]:
    standing = house.projects.open(now).filter(answered_at=None)
    total = standing.order_by().values("organisation").annotate(each=Count("pk")).values("each")
    rows = (
        standing.annotate(total=Subquery(total))
        .order_by("closes_at", "pk")
        .values_list(
            *("pk", "slug", "name", "closes_at", "area_codes", "total", "activities__tally__responses"),
            *("activities__survey__monitoring", "activities__reach_table__people"),
            "activities__reach_table__tables__groups",
        )[: MOST * ACTIVITIES]
    )
    found: dict[UUID, _Found] = {}
    for pk, slug, name, closes, areas, count, answers, monitoring, people, groups in rows:
        each = found.setdefault(pk, _Found(slug, name, closes, areas, count))
        each.answers += answers or 0
        each.asked = each.asked or monitoring is not None
        if groups is not None:
            each.people, each.groups = people, groups
    return list(found.values())[:MOST]


def _shown(house: Organisation, each: _Found, now: datetime, *, reach: bool) -> OpenProject:
    at = house.slug, each.slug
    gap = None
    if reach:
        gap = in_short(each.people, each.groups, each.areas) if each.asked else InShort(_("Not known: nobody is asked"))
    return OpenProject(
        each.name,
        url("projects-team:workspace", *at),
        each.answers,
        url("analysis-team:responses", *at),
        _closes(each.closes_at, now),
        gap,
        url("analysis-team:reach", *at),
    )


def _closes(closes_at: datetime, now: datetime) -> str:
    left = days_left(closes_at, now)
    days = ngettext("%(count)s day left", "%(count)s days left", left) % {"count": left} if left else _("today")
    return _("%(time)s, %(day)s. %(left)s") % {
        "time": clock(closes_at),
        "day": near(closes_at),
        "left": days[:1].upper() + days[1:],
    }


def new_answers(house: Organisation, since: datetime) -> list[NewAnswers]:
    """What has come in since, by project and way; most first."""
    arrived = (
        Contribution.objects.counted()
        .filter(project__organisation=house, project__answered_at=None, received_at__gte=since)
        .order_by()
        .values_list("project__slug", "project__name", "channel")
        .annotate(answers=Count("pk"))
    )
    by_project: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for slug, name, channel, answers in arrived:
        by_project.setdefault((slug, name), []).append((answers, channel))
    most = sorted(by_project.items(), key=lambda each: -_sum(each[1]))[:MOST]
    return [
        NewAnswers(
            _("%(count)s for %(project)s") % {"count": _sum(ways), "project": name},
            url("analysis-team:responses", house.slug, slug),
            ", ".join(f"{answers} {_way(channel)}" for answers, channel in sorted(ways, reverse=True)),
        )
        for (slug, name), ways in most
    ]


def _sum(ways: Sequence[tuple[int, str]]) -> int:
    return sum(answers for answers, _channel in ways)


def _way(channel: str) -> str:
    return str(Channel(channel).label).lower()
