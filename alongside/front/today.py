"""Today: what needs somebody now, this week, or is waiting; what is open; what has come in.

Rows are read in a fixed number of queries, whatever the size of the house, and at most seven a group are shown.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter

from django.db.models import Case, F, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.core.dates import clock, local
from alongside.front.needing import MOST_READ, SOON, Due, Rank, Row, near, needing
from alongside.front.open_now import NewAnswers, OpenProject, new_answers, open_projects
from alongside.organisations.models import Organisation
from alongside.people.accounts.access import can
from alongside.people.accounts.models import Membership
from alongside.people.accounts.roles import Permission

MOST_ROWS = 7


@dataclass
class Group:
    """Things that need somebody. ``more`` is how many are not shown."""

    key: str
    title: str
    found: list[Due] = field(default_factory=list)

    @property
    def shown(self) -> list[Row]:
        """What is most urgent, in words. In "Act now" the first of each kind is always there: ten late promises do
        not push away the one person who waits for an interpreter."""
        if self.key != "act":
            return [each.say() for each in sorted(self.found, key=attrgetter("due"))[:MOST_ROWS]]
        ordered = sorted(self.found, key=attrgetter("rank", "due"))
        firsts = [next(kind) for _rank, kind in groupby(ordered, attrgetter("rank"))]
        others = [each for each in ordered if each not in firsts]
        chosen = sorted([*firsts, *others[: MOST_ROWS - len(firsts)]], key=attrgetter("rank", "due"))
        return [each.say() for each in chosen]

    @property
    def more(self) -> int:
        return max(0, len(self.found) - MOST_ROWS)


@dataclass(frozen=True)
class Today:
    greeting: str
    groups: list[Group]
    open_projects: list[OpenProject]
    more_open: int
    new_answers: list[NewAnswers]
    since: str
    next_date: str

    @property
    def needs(self) -> int:
        return sum(len(group.found) for group in self.groups)

    @property
    def at_least(self) -> bool:
        """There are more of some kind than were read."""
        return max(Counter(each.rank for group in self.groups for each in group.found).values(), default=0) >= MOST_READ


def today_for(membership: Membership, name: str, now: datetime) -> Today:
    """Everything on the page for this colleague: only what their role may see or do."""
    house, day = membership.organisation, local(now).date()
    groups = _groups(membership, day, now)
    since = _since(now)
    opened, more = open_projects(house, now, reach=can(membership, Permission.SEE_RESULTS))
    return Today(
        greeting=_greeting(name, now),
        groups=groups,
        open_projects=opened,
        more_open=more,
        new_answers=new_answers(house, since),
        since=_("since %(day)s %(time)s") % {"day": date_format(local(since), "l"), "time": clock(since)},
        next_date="" if groups else _next_date(house, now),
    )


def _groups(membership: Membership, day: date, now: datetime) -> list[Group]:
    act, week, waiting = (
        Group("act", _("Act now")),
        Group("week", _("This week")),
        Group("waiting", _("Waiting for you")),
    )
    for each in needing(membership, day, now):
        if each.rank is Rank.TEXT:
            waiting.found.append(each)
        elif each.due <= day:
            act.found.append(each)
        else:
            (week if each.due <= day + SOON else waiting).found.append(each)
    return [group for group in (act, week, waiting) if group.found]


def _greeting(name: str, now: datetime) -> str:
    hour = local(now).hour
    first = name.split(" ")[0] if name else ""
    words = _("Good morning") if hour < 12 else _("Good afternoon") if hour < 18 else _("Good evening")
    return f"{words}, {first}." if first else f"{words}."


def _since(now: datetime) -> datetime:
    """5pm on the working day before."""
    day = local(now).date() - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(17)))


def _next_date(house: Organisation, now: datetime) -> str:
    """For an empty page: what comes next, and when."""
    following = Case(When(opens_at__gt=now, then=F("opens_at")), default=F("closes_at"))
    ahead = house.projects.published().filter(closes_at__gt=now, answered_at=None).annotate(following=following)
    found = ahead.order_by("following").values_list("name", "opens_at", "following").first()
    if found is None:
        return ""
    name, opens_at, moment = found
    words = _("%(project)s opens") if opens_at == moment else _("%(project)s closes")
    return _("%(what)s on %(day)s") % {"what": words % {"project": name}, "day": near(moment)}
