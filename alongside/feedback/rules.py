"""Judgement about promises and findings: pure, the day is an argument."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=14)


class Clock(StrEnum):
    """How a promise stands."""

    LATE = "late"
    SOON = "soon"
    ON_TIME = "on-time"
    DONE = "done"
    DONE_LATE = "done-late"


def clock(*, due_on: date, first_due_on: date, done_on: date | None, today: date) -> Clock:
    """Late is measured against the date now promised; done late against the first: moving a date hides nothing."""
    if done_on is not None:
        return Clock.DONE_LATE if done_on > first_due_on else Clock.DONE
    if due_on < today:
        return Clock.LATE
    return Clock.SOON if due_on - today <= SOON else Clock.ON_TIME


@dataclass(frozen=True)
class Kept:
    """How promises stand together: all, done, of these late, open and on time, open and late."""

    made: int
    done: int
    done_late: int
    on_time: int
    late: int


def kept(clocks: Iterable[Clock]) -> Kept:
    seen = list(clocks)
    return Kept(
        made=len(seen),
        done=sum(each in (Clock.DONE, Clock.DONE_LATE) for each in seen),
        done_late=seen.count(Clock.DONE_LATE),
        on_time=sum(each in (Clock.ON_TIME, Clock.SOON) for each in seen),
        late=seen.count(Clock.LATE),
    )


@dataclass(frozen=True)
class Missing:
    """What a finding still needs before it is published; ``code`` has words in presenters."""

    code: str


def missing(*, evidence: int, response: bool, independent: bool = False) -> list[Missing]:
    """A finding is published when it rests on something and has been answered. An independent group waits for no answer:
    who does not answer must not be able to keep it from the public.

    Source: requirements K1 and K2: each finding is traceable and gets a response with a reason.
    """
    found = []
    if not evidence:
        found.append(Missing("evidence"))
    if not response and not independent:
        found.append(Missing("response"))
    return found


def safe_count(people: int, *, threshold: int, round_to: int | None) -> int | None:
    """How many people, for the public: rounded as the profile says, None when there are too few to say."""
    if people < threshold:
        return None
    return people if not round_to else round_to * int(people / round_to + 0.5)
