"""One question's counts made safe, with no more hidden than has to be.

The idea: play the attacker. A published number says that the count lies in a range; the base says what the
counts add up to (one answer a person) or at least reach (several choices). For one question the tightest
range that follows for each hidden count is a closed formula, so we can look: while a small count could be
placed inside the profile's interval, hide the smallest count that is still shown; when all are safe, show
again whatever turned out not to be needed. If even hiding every count is not enough, the base goes too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commonground.disclosure.profiles import Profile

Range = tuple[float, float]


@dataclass(frozen=True)
class Cell:
    """A count as published, and its percentage of the published base; both None when suppressed."""

    count: int | None
    percent: int | None
    suppressed: bool


@dataclass(frozen=True)
class ProtectedCounts:
    """Cells in the order given; `base` is None when it too is suppressed. Rounded cells may not add up."""

    cells: tuple[Cell, ...]
    base: int | None
    profile: str

    @property
    def any_suppressed(self) -> bool:
        return any(cell.suppressed for cell in self.cells)


HIDDEN = Cell(count=None, percent=None, suppressed=True)


def protect_counts(counts: Sequence[int], *, profile: Profile, base: int, exclusive: bool = True) -> ProtectedCounts:
    """Make one question's counts of people safe to publish beside their base.

    `exclusive`: one answer a person, so that counts add up to the base; if they fall short, the people
    left over are protected as an option that is not shown. Otherwise several choices a person: no count
    exceeds the base, and those who did *not* choose an option are protected as well.

    Raises ValueError when the counts cannot belong to the base.
    """
    whole = [int(count) for count in counts]
    if base < 0 or any(count < 0 or count > base for count in whole):
        raise ValueError("a count is below 0 or above the base")
    if exclusive and sum(whole) > base:
        raise ValueError(f"counts of one answer a person add up to {sum(whole)}, over the base of {base}")
    if profile.is_small(base):
        return ProtectedCounts(tuple(HIDDEN for _ in whole), None, profile.id)
    question = _Question(whole, base, profile, exclusive or len(whole) == 1)
    hidden = {i for i, count in enumerate(whole) if profile.is_small(count)}
    if profile.secondary:
        enough = _hide_enough(question, hidden)
        if enough is None:
            return ProtectedCounts(tuple(HIDDEN for _ in whole), None, profile.id)
        hidden = enough
    shown_base = profile.shown(base)
    cells = tuple(
        HIDDEN if i in hidden else shown_cell(profile.shown(count), shown_base) for i, count in enumerate(whole)
    )
    return ProtectedCounts(cells, shown_base, profile.id)


def shown_cell(count: int, base: int | None) -> Cell:
    """A cell that may be shown; its percentage comes from published values alone, halves upwards."""
    percent = math.floor(100 * count / base + 0.5) if base else None
    return Cell(count, percent, suppressed=False)


def _hide_enough(question: _Question, primary: set[int]) -> set[int] | None:
    """A set of options to hide that leaves none exposed; None when hiding all of them is not enough."""
    hidden = set(primary)
    smallest_first = sorted(
        (i for i, count in enumerate(question.counts) if i not in primary and count > 0),
        key=lambda i: (question.counts[i], i),
    )
    added = []
    for option in smallest_first:
        if question.is_safe(hidden):
            break
        hidden.add(option)
        added.append(option)
    if not question.is_safe(hidden):
        return None
    for option in reversed(added):
        if question.is_safe(hidden - {option}):
            hidden.discard(option)
    return hidden


@dataclass(frozen=True)
class _Question:
    """The true counts, and what follows from publishing all but some of them."""

    counts: list[int]
    base: int
    profile: Profile
    exclusive: bool

    def is_safe(self, hidden: set[int]) -> bool:
        low, high = self.profile.interval
        return all(
            least <= low and most >= high
            for count, (least, most) in self._deducible(hidden)
            if self.profile.is_small(count)
        )

    def _deducible(self, hidden: set[int]) -> Iterator[tuple[int, Range]]:
        """Each count that a reader can reckon, with the range it can be reckoned to."""
        ranges: list[Range] = [
            (self.profile.smallest_hidden, math.inf) if i in hidden else self.profile.possible(count)
            for i, count in enumerate(self.counts)
        ]
        if self.exclusive:
            yield from self._one_answer(ranges, hidden)
        else:
            yield from self._several_choices(ranges, hidden)

    def _one_answer(self, ranges: list[Range], hidden: set[int]) -> Iterator[tuple[int, Range]]:
        left_over = self.base - sum(self.counts)
        counts = self.counts
        unknown = hidden
        if left_over:
            counts = [*counts, left_over]
            unknown = hidden | {len(self.counts)}
            ranges = [*ranges, (0, math.inf)]
        base_low, base_high = self.profile.possible(self.base)
        for i in unknown:
            others = [r for j, r in enumerate(ranges) if j != i]
            least = max(ranges[i][0], base_low - sum(high for _, high in others))
            yield counts[i], (least, base_high - sum(low for low, _ in others))

    def _several_choices(self, ranges: list[Range], hidden: set[int]) -> Iterator[tuple[int, Range]]:
        # That everyone in the base chose something is known to a reader, unless the counts deny it.
        covered = sum(self.counts) >= self.base
        base_low, base_high = self.profile.possible(self.base)
        for i, count in enumerate(self.counts):
            others = [r for j, r in enumerate(ranges) if j != i]
            chose: list[Range] = []
            did_not: list[Range] = []
            for base in range(int(base_low), int(base_high) + 1):
                rest = sum(min(high, base) for _, high in others) if covered else math.inf
                least = max(ranges[i][0], base - rest)
                most = min(ranges[i][1], base)
                if least <= most and all(low <= base for low, _ in others):
                    chose.append((least, most))
                    did_not.append((base - most, base - least))
            if i in hidden:
                yield count, _hull(chose)
            yield self.base - count, _hull(did_not)


def _hull(ranges: list[Range]) -> Range:
    return min(low for low, _ in ranges), max(high for _, high in ranges)
