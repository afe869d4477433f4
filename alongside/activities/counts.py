"""How many took part, when and by which channel, so that no number is of a few people. Pure.

Days are joined until enough people are in them, and channels are counted apart only where each has enough: nothing is
hidden that a total could give away. Whoever came last waits until they are enough, while more can come.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from commonground.disclosure import Profile

Counted = Iterable[tuple[date, str, int]]
"""Day, channel, how many."""


@dataclass(frozen=True)
class Stretch:
    """Days, the first and the last included, and how many took part in them, as the profile shows it."""

    first: date
    last: date
    people: int


@dataclass(frozen=True)
class Counts:
    """``people`` is None where they are too few; ``channels`` is None where one of them has too few. ``until`` is the
    last day counted."""

    people: int | None
    until: date | None
    stretches: tuple[Stretch, ...]
    channels: Mapping[str, int] | None


NONE = Counts(None, None, (), None)


def safe(counted: Counted, profile: Profile, *, over: bool) -> Counts:
    """``over``: nobody comes any more, so that the last days join those before them."""
    least = max(profile.threshold, 1)
    by_day: Counter[date] = Counter()
    by_channel: dict[date, Counter[str]] = {}
    for day, channel, count in counted:
        by_day[day] += count
        by_channel.setdefault(day, Counter())[channel] += count
    found: list[tuple[date, date, int]] = []
    first: date | None = None
    waiting = 0
    for day in sorted(by_day):
        first, waiting = first or day, waiting + by_day[day]
        if waiting >= least:
            found.append((first, day, waiting))
            first, waiting = None, 0
    if not found:
        return NONE
    if over and waiting:
        begins, _ends, before = found[-1]
        found[-1] = (begins, max(by_day), before + waiting)
    until = found[-1][1]
    channels: Counter[str] = Counter()
    for day, some in by_channel.items():
        if day <= until:
            channels += some
    return Counts(
        profile.shown(sum(count for _first, _last, count in found)),
        until,
        tuple(Stretch(begins, ends, profile.shown(count)) for begins, ends, count in found),
        None
        if any(count < least for count in channels.values())
        else {channel: profile.shown(count) for channel, count in channels.items()},
    )
