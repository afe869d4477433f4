"""What a chosen method becomes in a plan: an activity, filled in as far as something is known, and its tasks. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from alongside.knowledge.audiences import audiences
from alongside.knowledge.holidays import working_days_after
from alongside.knowledge.methods import Method
from alongside.knowledge.spectrums import levels

A_WEEK = 5
"""Working days."""
# Which lead time a text of the library is about; of several, the longest.
LEADS = (
    ("interpreter", re.compile(r"\binterpreters?\b", re.I)),
    ("easy-read", re.compile(r"\beasy read\b", re.I)),
    ("translation", re.compile(r"\btranslations?\b", re.I)),
    ("bsl", re.compile(r"\bBSL video\b", re.I)),
    ("braille", re.compile(r"\bbraille\b", re.I)),
    ("large-print", re.compile(r"\blarge print\b", re.I)),
)
WEEK_BEFORE = re.compile(r"\ba week before\b", re.I)


@dataclass(frozen=True)
class Frame:
    """What the project says that an activity begins with."""

    kind: str
    opens_on: date | None
    closes_on: date | None
    decides_on: date | None
    today: date


@dataclass(frozen=True)
class Step:
    """A task to begin with; ``before`` is how many working days before the activity's first day, where that is known."""

    words: str
    before: int | None = None


@dataclass(frozen=True)
class Draft:
    """An activity as it is first put into the plan. ``values`` are plans.doing.FIELDS."""

    values: Mapping[str, Any]
    steps: tuple[Step, ...] = ()


def draft(method: Method, frame: Frame, who: Sequence[str], days: Mapping[str, int], where: str, title: str) -> Draft:
    """``who`` are the people the team wants to reach, as it answered; ``days`` working days by format; ``where`` the
    method's ways in words. Nothing is made up: what neither the method nor the project says stays empty."""
    first = _first(method, frame)
    last = frame.closes_on if frame.closes_on is not None and frame.closes_on >= first else first
    values = {
        "title": title[:120],
        "kind": nearest_kind(frame.kind, method.levels),
        "audiences": [each for each in who if each in audiences()],
        "for_whom": "",
        "lead": None,
        "first_on": first,
        "last_on": last,
        "times": 1,
        # How many there are at once is known of methods for groups; who answers alone was not counted.
        "people": method.group.least if method.group.least > 1 else None,
        "where": where[:160],
        "left": "",
    }
    return Draft(values, tuple(steps(method, days)))


def _first(method: Method, frame: Frame) -> date:
    """When answers open; where that is past or not known, when the least time that the method takes is over."""
    if frame.opens_on is not None and frame.opens_on >= frame.today:
        return frame.opens_on
    return frame.today + timedelta(weeks=method.weeks.least)


def steps(method: Method, days: Mapping[str, int]) -> Iterator[Step]:
    """What has to be seen to so that everybody can take part."""
    for words in method.access:
        yield Step(words, before(words, days))


def before(words: str, days: Mapping[str, int]) -> int | None:
    """How many working days ahead something has to be begun, as far as its words name a thing that takes long."""
    found = [days[key] for key, said in LEADS if key in days and said.search(words)]
    if WEEK_BEFORE.search(words):
        found.append(A_WEEK)
    return max(found, default=None)


def due(first_on: date | None, days: int | None) -> date | None:
    return None if first_on is None or days is None else working_days_after(first_on, -days)


def nearest_kind(kind: str, held: Sequence[str]) -> str:
    """The project's kind where the method can hold it; otherwise the nearest that it can, of two the one with less
    influence: nothing is promised that was not meant."""
    order = list(levels())
    if not held or kind in held or kind not in order:
        return kind or (held[0] if held else "")
    here = order.index(kind)
    return min(held, key=lambda each: (abs(order.index(each) - here), order.index(each)) if each in order else (99, 99))


def day_warnings(first: date | None, last: date | None, frame: Frame) -> list[str]:
    """Keys of what does not fit the project's days."""
    found = []
    ends = last or first
    if frame.opens_on and first and first < frame.opens_on:
        found.append("before-opening")
    if frame.closes_on and ends and ends > frame.closes_on:
        found.append("after-closing")
    if frame.decides_on and ends and ends >= frame.decides_on:
        found.append("after-decision")
    return found


def too_soon(method: Method, first: date | None, today: date) -> bool:
    """Whether there is less time than the method takes at the least."""
    return first is not None and first >= today and first < today + timedelta(weeks=method.weeks.least)


def needs_care(method: str, chosen: Sequence[str]) -> list[str]:
    """Keys of the audiences with whom the method needs care."""
    known = audiences()
    return [each for each in chosen if each in known and method in known[each].care]
