"""Cuts that a team makes as it likes: which answers are asked for, whether that may be seen, and the counts. Pure.

Answers may be read by the team, so counting them by channel, day or area says nothing new and is exact. Equality
answers may be read by nobody: a cut by one of them is refused where somebody might be recognised, its numbers carry
noise that belongs to the set of people, and it waits for a crowd of newcomers, so that watching the page as answers
come in tells nothing about whoever came last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from alongside.analysis.columns import ABOUT, CAPACITIES, CHANNELS, Arrays, Layout, picked, rows_of
from alongside.analysis.counting import Counts, count, exactly, sets_of, with_noise
from alongside.questionnaires.lineage import History
from commonground.disclosure import Profile, answers_far_apart, may_tabulate, ptable_for
from commonground.disclosure.profiles import NEW_FOR_EACH_SMALL

UNKNOWN = "not-known"
MOST_CHARACTERISTICS = 2
LEAST_LINE = 2  # thresholds: people who gave an answer, for it to stand beside characteristics
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Cut:
    """What was asked for. ``about`` is {characteristic: option or UNKNOWN}; ``by`` is what to compare: "channel",
    "capacity", "area" or "about:" and a characteristic."""

    channels: frozenset[str] = frozenset()
    capacities: frozenset[str] = frozenset()
    area: str = ""
    since: date | None = None
    until: date | None = None
    about: Mapping[str, str] = field(default_factory=dict)
    by: str = ""

    @property
    def everything(self) -> bool:
        return self == Cut()

    @property
    def personal(self) -> bool:
        """Whether equality answers decide who is counted where."""
        return bool(self.about) or self.by.startswith(ABOUT)

    def without(self, part: str) -> Cut:
        """``part`` as ``parts`` names it."""
        if part.startswith(ABOUT):
            about = {key: value for key, value in self.about.items() if ABOUT + key != part}
            return replace(self, about=about)
        blank = Cut()
        if part == "dates":
            return replace(self, since=None, until=None)
        return replace(self, **{part: getattr(blank, part)})

    def parts(self) -> Iterator[str]:
        """The names of what narrows or divides: channels, capacities, area, dates, about:key, by."""
        for name in ("channels", "capacities", "area"):
            if getattr(self, name):
                yield name
        if self.since or self.until:
            yield "dates"
        yield from (ABOUT + key for key in self.about)
        if self.by:
            yield "by"


@dataclass(frozen=True)
class Source:
    """Everything there is to cut: the responses, and what their codes mean."""

    arrays: Arrays
    history: History
    about: Mapping[str, Layout]
    area: Layout | None
    profile: Profile
    over: bool

    @property
    def characteristics(self) -> dict[str, Layout]:
        return {key: layout for key, layout in self.about.items() if ABOUT + key in self.arrays}


@dataclass(frozen=True)
class Group:
    key: str
    counts: Counts


@dataclass(frozen=True)
class Answered:
    """``until`` is the last day counted, where newcomers have to wait; ``exact`` is false where there is noise."""

    counts: Counts
    groups: tuple[Group, ...]
    exact: bool
    until: date | None = None


@dataclass(frozen=True)
class Refused:
    """``remove`` names the parts of the cut without any one of which it could be seen."""

    remove: tuple[str, ...]


def cut_of(source: Source, cut: Cut) -> Answered | Refused:
    """Count what is asked for, or say what stands in the way."""
    if cut.personal and not _may(source, cut):
        return Refused(tuple(part for part in cut.parts() if _may(source, cut.without(part))))
    arrays = source.arrays
    until = None
    if cut.personal:
        whole = settled(arrays["day"], source)
        until = date.fromordinal(int(arrays["day"][whole].max())) if whole.any() else None
        arrays = picked(arrays, whole)
    kept = picked(arrays, _kept(arrays, cut, source))
    far = _lines(arrays, source) if cut.personal else None

    def counted(some: Arrays) -> Counts:
        noisy = exactly if far is None else with_noise(some["key"], ptable_for(source.profile), far)
        return count(some, source.history, measure=noisy)

    groups = tuple(Group(key, counted(some)) for key, some in _groups(kept, cut, source))
    return Answered(counted(kept), groups, not cut.personal, until)


def _lines(arrays: Arrays, source: Source) -> npt.NDArray[np.bool_]:
    """Which answers may have a number beside characteristics, in the order in which they are counted.

    Besides being far apart they are given by enough people: the team knows exactly how many gave an answer, and each
    cell of it that shows a number has somebody in it, so of a dozen people few would be left to be anywhere.
    """
    sets = sets_of(arrays, source.history)
    sizes = sets.sum(axis=1)
    enough = (sizes == 0) | (sizes >= LEAST_LINE * source.profile.threshold)
    allowed: npt.NDArray[np.bool_] = answers_far_apart(sets, source.profile) & enough
    return allowed


def settled(days: npt.NDArray[Any], source: Source) -> Mask:
    """Whole days, taken in crowds: the newest responses wait until enough of them have come."""
    crowd = NEW_FOR_EACH_SMALL * source.profile.threshold
    present, counts = np.unique(days, return_counts=True)
    until, waiting = -1, 0
    for day, n in zip(present[:-1] if not source.over else present, counts, strict=False):
        waiting += int(n)
        if waiting >= crowd or (source.over and day == present[-1] and waiting >= source.profile.threshold):
            until, waiting = int(day), 0
    mask: Mask = days <= until
    return mask


def _kept(arrays: Arrays, cut: Cut, source: Source) -> Mask:
    kept = np.ones(rows_of(arrays), dtype=np.bool_)
    for mask in _conditions(arrays, cut, source).values():
        kept &= mask
    return kept


def _conditions(arrays: Arrays, cut: Cut, source: Source) -> dict[str, Mask]:
    """Who fits each part of the cut."""
    found: dict[str, Mask] = {}
    if cut.channels:
        found["channels"] = np.isin(arrays["channel"], [CHANNELS.index(each) for each in cut.channels])
    if cut.capacities:
        found["capacities"] = np.isin(arrays["capacity"], [CAPACITIES.index(each) for each in cut.capacities])
    if cut.area and source.area is not None:
        found["area"] = arrays[source.area.key] == source.area.options.index(cut.area)
    if cut.since or cut.until:
        first = cut.since.toordinal() if cut.since else 0
        last = cut.until.toordinal() if cut.until else date.max.toordinal()
        found["dates"] = (arrays["day"] >= first) & (arrays["day"] <= last)
    for key, option in cut.about.items():
        codes = arrays[ABOUT + key]
        found[ABOUT + key] = codes == (-1 if option == UNKNOWN else source.about[key].options.index(option))
    return found


def _may(source: Source, cut: Cut) -> bool:
    """Whether the cut sets no few people apart (docs/decisions/0010).

    Beside an equality answer there is no other filter: the team knows who answered how, where and when, and could
    choose them so that two numbers are one person apart. And there are two characteristics at most.
    """
    if not cut.personal:
        return True
    plain_by = bool(cut.by) and not cut.by.startswith(ABOUT)
    if cut.channels or cut.capacities or cut.area or cut.since or cut.until or plain_by:
        return False
    if len(cut.about) + bool(cut.by) > MOST_CHARACTERISTICS or ABOUT + next(iter(cut.about), "") == cut.by:
        return False
    arrays = picked(source.arrays, settled(source.arrays["day"], source))
    if not rows_of(arrays):
        return False
    names = dict.fromkeys([*cut.about, *([cut.by.removeprefix(ABOUT)] if cut.by else [])])
    groups: dict[str, npt.NDArray[Any]] = {}
    for key in names:
        codes = arrays[ABOUT + key].astype(np.intp)
        groups[key] = np.where(codes < 0, len(source.about[key].options), codes)
    filters = {key: _group_of(source.about[key], option) for key, option in cut.about.items()}
    return may_tabulate(groups, filters, cut.by.removeprefix(ABOUT) or None, source.profile)


def _group_of(layout: Layout, option: str) -> int:
    return len(layout.options) if option == UNKNOWN else layout.options.index(option)


def _by_codes(arrays: Arrays, by: str, source: Source) -> npt.NDArray[Any]:
    if by == "area" and source.area is not None:
        return np.maximum(arrays[source.area.key], -1)
    return arrays[by]


def _groups(arrays: Arrays, cut: Cut, source: Source) -> Iterator[tuple[str, Arrays]]:
    """The groups to compare, in the order of their options; "not known" last, where there is anybody."""
    if not cut.by:
        return
    if cut.by in ("channel", "capacity"):
        keys: tuple[str, ...] = CHANNELS if cut.by == "channel" else CAPACITIES
    elif cut.by == "area" and source.area is not None:
        keys = source.area.options
    else:
        keys = source.about[cut.by.removeprefix(ABOUT)].options
    codes = _by_codes(arrays, cut.by, source)
    for code, key in [*enumerate(keys), (-1, UNKNOWN)]:
        mask = codes == code
        if mask.any():
            yield key, picked(arrays, mask)
