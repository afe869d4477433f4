"""How long things take, and the days that take time from an involvement: dated data with its sources.

Sources: data/timings.json and data/festivals.json. Festivals are known to the end of 2028.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from alongside.knowledge.english import English, english_n
from alongside.knowledge.holidays import working_days_after

DATA = Path(__file__).parent / "data"
PRE_ELECTION = "TIM-17"
AT_MOST = frozenset({"TIM-06"})
"""Days by which something is done: less is stricter. The others are the least."""
USED = ("TIM-01", "TIM-02", "TIM-03", "TIM-04", "TIM-05", "TIM-06", "TIM-11", "TIM-12", "TIM-12f", "TIM-19")
"""What timetables and checks measure by: an organisation can set its own for these."""


@dataclass(frozen=True)
class Timing:
    """``value`` is in ``unit``: days, weeks, months or working days. ``hardness``: LAW, POL, GP or SEED. An
    organisation's own has ``shipped``, what comes with Alongside, and holds ``since`` a day."""

    id: str
    title: str
    value: int
    unit: str
    hardness: str
    source: str
    review_by: date
    since: date | None = None
    shipped: "Timing | None" = None

    def weaker(self, value: int) -> bool:
        """Whether that value asks less than this one."""
        return value > self.value if self.id in AT_MOST else value < self.value

    def before(self, day: date) -> date:
        """The day that lies so long before."""
        if self.unit == "working days":
            return working_days_after(day, -self.value)
        if self.unit == "months":
            return months_before(day, self.value)
        return day - timedelta(days=self.value * (7 if self.unit == "weeks" else 1))

    def after(self, day: date) -> date:
        """The day that lies so long after."""
        if self.unit == "working days":
            return working_days_after(day, self.value)
        if self.unit == "months":
            return months_before(day, -self.value)
        return day + timedelta(days=self.value * (7 if self.unit == "weeks" else 1))

    @property
    def words(self) -> English:
        """``2 months``"""
        return english_n(f"%(count)s {self.unit[:-1]}", f"%(count)s {self.unit}", self.value)


@dataclass(frozen=True)
class Festival:
    """``season``: it takes time wherever it falls; ``day``: nothing should begin, end or meet on it."""

    title: str
    first: date
    last: date
    kind: Literal["season", "day"]
    id: str
    review_by: date


@cache
def timings() -> Mapping[str, Timing]:
    """Every timing by its id."""
    return {
        each["id"]: Timing(
            each["id"],
            each["title"],
            each["value"],
            each["unit"],
            each["hardness"],
            each["source"]["name"],
            date.fromisoformat(each["review_by"]),
        )
        for each in _read("timings")
    }


@cache
def festivals() -> tuple[Festival, ...]:
    return tuple(
        Festival(
            each["title"],
            date.fromisoformat(each["first"]),
            date.fromisoformat(each["last"]),
            each["kind"],
            each["id"],
            date.fromisoformat(each["review_by"]),
        )
        for each in _read("festivals")
    )


def known_until() -> date:
    """The last day on which festivals are known."""
    return max(each.last for each in festivals())


def election_day(year: int) -> date:
    """The ordinary day of local elections: the first Thursday of May (Representation of the People Act 1983 s.37)."""
    first = date(year, 5, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7)


def before_election(day: date) -> date | None:
    """The polling day, where the day lies in the time before local elections."""
    poll = election_day(day.year)
    return poll if timings()[PRE_ELECTION].before(poll) <= day <= poll else None


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last; a later one when ``months`` is below zero."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (date(years + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(years, month + 1, min(day.day, last))


def _read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))["entries"]
    return found
