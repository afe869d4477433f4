"""The search for what has to be hidden besides the small counts themselves.

Two readers are looked at: the public, who has what is published, and an insider, who knows some counts as
they are (whoever reads the answers to a survey counts them; only the cut by a characteristic is news). Each
small count is asked after: is there a world in which it is at the low end of the interval, and one in which
it is at the high end, that fits all that the reader knows? If not, the cheapest counts that stand in the way
are hidden. Afterwards whatever turns out not to be needed is shown again.

Where an insider knows that a count is at most 4, because only 4 people gave the answer at all, no hiding makes 9
possible. Then the wish is for as much of the interval as would be left if nothing were published now.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from commonground.disclosure.tables import KnownExactly
from commonground.disclosure.truth import Truth
from commonground.disclosure.worlds import Range, Ref, Relation, World, Worlds

# Totals are worth more to a reader than what is inside, so they cost more to give up.
PRICE_OF_TOTAL = 4
PRICE_OF_BASE = 16
# Where zeros are shown, nobody can be thought behind a hidden count, unless all of its row or column is hidden.
PRICE_OF_LINE = 32

Reader = Literal["insider", "public"]
Mask = npt.NDArray[np.bool_]


class Wish(NamedTuple):
    """A reader shall have to think a count possible somewhere in this range, before this backdrop or any."""

    reader: Reader
    ref: Ref
    wanted: Range
    backdrop: int | None = None


@dataclass(frozen=True)
class Shared:
    """Counts that several systems have in common, decided before each of them.

    `hidden` are those not shown. Each backdrop gives all of them values; the first is the truth. Every backdrop
    must stay possible in every system, and every world stands before one of them: then worlds of different
    systems before the same backdrop make one world together.
    """

    hidden: frozenset[Ref] = frozenset()
    backdrops: tuple[Mapping[Ref, float], ...] = ({},)

    def only(self, questions: Set[str]) -> Shared:
        """What is shared with a system of these questions."""
        backdrops = [{ref: n for ref, n in each.items() if ref.question in questions} for each in self.backdrops]
        distinct = {tuple(each.values()): each for each in backdrops}
        return Shared(frozenset(ref for ref in self.hidden if ref.question in questions), tuple(distinct.values()))


NOT_SHARED = Shared()


class _Worlds:
    """Worlds, a row each, and which of them the insider has to think possible too."""

    def __init__(self, true: World, insider: Mask) -> None:
        self._true, self._insider = true[insider], insider
        self._rows, self._fit, self._n = true[None].copy(), np.ones(1, dtype=np.bool_), 1

    @property
    def rows(self) -> World:
        return self._rows[: self._n]

    def fit(self, reader: Reader) -> Mask:
        return self._fit[: self._n] if reader == "insider" else np.ones(self._n, dtype=np.bool_)

    def add(self, world: World) -> None:
        if self._n == len(self._rows):
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
            self._fit = np.concatenate([self._fit, self._fit])
        self._rows[self._n] = world
        self._fit[self._n] = (world[self._insider] == self._true).all()
        self._n += 1


class Hiding:
    """One search over a system of counts."""

    def __init__(self, truth: Truth, known_exactly: KnownExactly, shared: Shared) -> None:
        self.truth = truth
        self.profile = truth.profile
        known = truth.before.known if truth.before else {}
        self.fixed = {ref: known[ref] for ref in known if ref in truth.counts_before}
        relations = [r for r in (truth.before.relations if truth.before else ()) if r.total in self.fixed]
        self.worlds = Worlds((*self.fixed, *truth.counts), [*relations, *truth.relations])
        everything = truth.everything
        self.true = np.array([float(everything[ref]) for ref in self.worlds.refs])
        self.insider = np.array([known_exactly(ref) for ref in self.worlds.refs], dtype=np.bool_)
        self.ceiling = self._ceilings([*relations, *truth.relations])
        self.backdrops = [
            (np.array([self.worlds.place[ref] for ref in each], dtype=np.intp), np.array(list(each.values())))
            for each in shared.backdrops
        ]
        self.hidden = frozenset(truth.primary() | shared.hidden)
        self.hideable = truth.may_be_shown() - set(shared.backdrops[0])
        # The rows, columns and margins of each count that this search may hide whole.
        self.lines: dict[Ref, list[tuple[Ref, ...]]] = {ref: [] for ref in self.hideable}
        for line in truth.lines:
            if self.hideable.issuperset(line):
                for ref in line:
                    self.lines[ref].append(line)
        self.prices = {ref: self._price(ref) for ref in self.hideable}
        self._of_hidden: tuple[frozenset[Ref], World, World] | None = None
        # Worlds known to fit, the true one first; hiding more never makes one impossible.
        self.found = _Worlds(self.true, self.insider)
        # Which wish each further count was hidden for.
        self.reasons: dict[Ref, Wish] = {}
        # One of them for each wish.
        self.proofs: dict[Wish, World] = {}

    def run(self) -> None:
        primary = self.hidden
        for reader in self._readers():
            for place in self._backdrops_for(reader):
                self._leave_room(reader, place)
        for wish in self._wishes():
            self._grant(wish)
        for wish in self._wishes_for_newcomers():
            self._grant(wish)
        # Zeros first: their lines are hidden for their sake. Then the largest.
        added = sorted(self.hidden - primary, key=lambda ref: (bool(n := self.truth.counts[ref]), -n))
        for ref in added:
            self._show_again(ref)

    def outcome(self) -> Shared:
        """What was decided, for systems that have these counts too."""
        places = {
            ref: at
            for ref, at in self.worlds.place.items()
            if ref.kind == "count" and ref.question not in self.truth.behind
        }
        found = (self.true, *self.proofs.values())
        distinct = {tuple(world[at] for at in places.values()): world for world in found}
        return Shared(
            self.hidden,
            tuple({ref: float(world[at]) for ref, at in places.items()} for world in distinct.values()),
        )

    def _wishes(self) -> Iterator[Wish]:
        """Small counts shall be possible at both ends of the interval, fallen ones where they were."""
        low, high = self.profile.interval
        small = [r for r in self.worlds.refs if r.kind in ("count", "rest") and self.truth.is_small(r)]
        for reader in self._readers():
            for ref in small:
                yield Wish(reader, ref, (0, low))
                yield Wish(reader, ref, (high, math.inf))
            for ref, before in self.truth.fallen.items():
                yield Wish(reader, ref, (before, math.inf))

    def _wishes_for_newcomers(self) -> Iterator[Wish]:
        """Enough numbers shall be possible for each small group who came, or left, between two dates."""
        for reader in self._readers():
            for ref in self.worlds.refs:
                if ref.kind not in ("new", "left") or not self.truth.is_small(ref):
                    continue
                if reader == "public" and ref._replace(kind="left") in self.worlds.place:
                    continue  # where people left as well, the published counts tell of neither
                at = self.worlds.place[ref]
                values = self.found.rows[self.found.fit(reader), at]
                low = float(values.min())
                if values.max() - low + 1 < self.profile.newcomers:
                    lowest = self._lowest(reader, at)
                    self.found.add(lowest)
                    low = float(lowest[at])
                yield Wish(reader, ref, (0, low))
                yield Wish(reader, ref, (low + self.profile.newcomers - 1, math.inf))

    def _readers(self) -> tuple[Reader, ...]:
        # What fits all that an insider knows fits what the public knows, so the insider comes first.
        return ("insider", "public") if self.insider.any() else ("public",)

    def _granted(self, wish: Wish, possible: Mask) -> World | None:
        """One of the possible worlds among those found that grants a wish already."""
        at = self.worlds.place[wish.ref]
        rows = self.found.rows
        grants = possible & (rows[:, at] >= wish.wanted[0]) & (rows[:, at] <= wish.wanted[1])
        if wish.backdrop is not None:
            places, values = self.backdrops[wish.backdrop]
            grants &= (rows[:, places] == values).all(axis=1)
        return rows[int(grants.argmax())] if grants.any() else None

    def _leave_room(self, reader: Reader, place: int) -> None:
        at, values = self.backdrops[place]
        if at.size:
            self._grant(Wish(reader, self.worlds.refs[at[0]], (float(values[0]), float(values[0])), place))

    def _grant(self, wish: Wish) -> None:
        at = self.worlds.place[wish.ref]
        if wish.reader == "insider" and wish.backdrop is None:
            if self.insider[at]:
                return
            wish = wish._replace(wanted=(min(wish.wanted[0], self.ceiling[at]), wish.wanted[1]))
        known = self._granted(wish, self.found.fit(wish.reader))
        if known is not None:
            self.proofs[wish] = known
            return
        world = self._cheapest(wish, may_hide=True)
        if world is None and wish.reader == "insider" and wish.backdrop is None:
            wish = self._as_far_as_can_be(wish)
            world = self._cheapest(wish, may_hide=True)
        if world is None:
            # Nothing short of hiding everything leaves this open.
            self.hidden |= self.hideable
            world = self._cheapest(wish, may_hide=False)
        if world is None:
            raise ValueError(f"what was published before already gives a small count away: {wish.ref}")
        self.found.add(world)
        self.proofs[wish] = world
        before = self.hidden
        low, high = self._ranges(before)
        for moved in np.flatnonzero((world < low) | (world > high)):
            self._hide(self.worlds.refs[moved], world[moved])
        self.reasons.update(dict.fromkeys(self.hidden - before, wish))

    def _hide(self, ref: Ref, value: float) -> None:
        self.hidden |= {ref}
        if not self.profile.suppress_zero and not (self.truth.counts[ref] and value):
            self.hidden |= set(min(self.lines[ref], key=lambda line: len(set(line) - self.hidden)))

    def _show_again(self, ref: Ref) -> None:
        """Publish a count after all, when every wish can still be had without hiding it."""
        if ref not in self.hidden:
            return
        fewer = self.hidden - {ref}
        low, high = self._ranges(fewer)
        if ((self.true < low) | (self.true > high)).any():
            return  # it keeps a zero company
        possible = ((self.found.rows >= low) & (self.found.rows <= high)).all(axis=1)
        # Mostly the wish that it was hidden for still needs it, and then no other has to be asked.
        wishes = list(self.proofs)
        if ref in self.reasons:
            wishes = [self.reasons[ref], *wishes]
        renewed: dict[Wish, World] = {}
        for wish in wishes:
            proof = self.proofs[wish]
            if wish in renewed or not ((proof < low) | (proof > high)).any():
                continue
            other = self._granted(wish, possible & self.found.fit(wish.reader))
            if other is None:
                other = self._cheapest(wish, may_hide=False, hidden=fewer)
                if other is None:
                    return
                self.found.add(other)
                possible = np.append(possible, True)
            renewed[wish] = other
        self.hidden = fewer
        self.proofs.update(renewed)

    def _cheapest(self, wish: Wish, *, may_hide: bool, hidden: frozenset[Ref] | None = None) -> World | None:
        hidden = self.hidden if hidden is None else hidden
        low, high = self._ranges(hidden)
        at = self.worlds.place[wish.ref]
        places = self._backdrops_for(wish.reader) if wish.backdrop is None else [wish.backdrop]
        # Hiding whole lines is asked for only where hiding single counts will not do.
        for lines in (False, True) if may_hide else (None,):
            prices, least = self._prices(hidden, low, lines=lines)
            for place in places:
                given_low, given_high, given = self._given(wish.reader, place, low, high)
                given_prices = np.where(given, math.inf, prices)
                world = self.worlds.cheapest(at, wish.wanted, given_low, given_high, given_prices, least)
                if world is not None:
                    return world
        return None

    def _lowest(self, reader: Reader, at: int) -> World:
        """A world before the truth in which a count is as low as can be."""
        low, high, _given = self._given(reader, 0, *self._ranges(self.hidden))
        world = self.worlds.extreme(at, low, high, highest=False)
        assert world is not None  # no count is below 0
        return world

    def _as_far_as_can_be(self, wish: Wish) -> Wish:
        """The wish, or as much of it as is possible for the reader if nothing at all is published now."""
        at, upwards = self.worlds.place[wish.ref], wish.wanted[1] == math.inf
        nothing_published = self._nothing_published()
        values = []
        for place in self._backdrops_for(wish.reader):
            low, high, _given = self._given(wish.reader, place, *nothing_published)
            world = self.worlds.extreme(at, low, high, highest=upwards)
            if world is None:
                return wish
            values.append(float(world[at]))
        if upwards:
            return wish._replace(wanted=(min(wish.wanted[0], max(values)), math.inf))
        return wish._replace(wanted=(0, max(wish.wanted[1], min(values))))

    def _backdrops_for(self, reader: Reader) -> list[int]:
        """Those that contradict nothing the reader knows, the truth first."""
        return [
            place
            for place, (at, values) in enumerate(self.backdrops)
            if reader == "public" or bool((values == self.true[at])[self.insider[at]].all())
        ]

    def _given(self, reader: Reader, place: int, low: World, high: World) -> tuple[World, World, Mask]:
        """The ranges with what the reader knows exactly and what the backdrop says, and which counts that is."""
        low, high = low.copy(), high.copy()
        given = self.insider.copy() if reader == "insider" else np.zeros_like(self.insider)
        low[given] = high[given] = self.true[given]
        at, values = self.backdrops[place]
        low[at] = high[at] = values
        given[at] = True
        return low, high, given

    def _ranges(self, hidden: frozenset[Ref]) -> tuple[World, World]:
        """What everybody knows of each count while these are hidden."""
        if self._of_hidden is None or self._of_hidden[0] != hidden:
            known = {**self.fixed, **self.truth.known(hidden)}
            low, high = np.array([known[ref] for ref in self.worlds.refs], dtype=np.float64).reshape(-1, 2).T
            self._of_hidden = hidden, low, high
        return self._of_hidden[1:]

    def _nothing_published(self) -> tuple[World, World]:
        """What everybody knows of each count before this publication."""
        low, high = np.zeros_like(self.true), np.full_like(self.true, math.inf)
        low[: len(self.fixed)], high[: len(self.fixed)] = np.array(list(self.fixed.values())).reshape(-1, 2).T
        return low, high

    def _prices(self, hidden: frozenset[Ref], low: World, *, lines: bool | None) -> tuple[World, World]:
        """What it costs to hide each count, and how low it can then be; infinity for what is not to be had.

        With `lines`, counts of which readers know that somebody is there may go down to nobody, at the price of
        hiding all of a line; with None, nothing may be hidden.
        """
        prices, least = np.full_like(low, math.inf), np.zeros_like(low)
        for ref in self.hideable if lines is not None else ():
            at = self.worlds.place[ref]
            to_nobody = self.profile.suppress_zero or not self.truth.counts[ref]
            if ref not in hidden:
                prices[at], least[at] = self.prices[ref], 0 if to_nobody else 1
            if lines and not to_nobody and low[at] > 0:
                prices[at], least[at] = PRICE_OF_LINE, 0
        return prices, least

    def _price(self, ref: Ref) -> float:
        count = self.truth.counts[ref]
        if not count and not self.profile.suppress_zero:
            return PRICE_OF_LINE
        price = math.log2(2 + count)
        if ref.by is None and ref.option is None:
            return price * PRICE_OF_BASE
        return price * PRICE_OF_TOTAL if ref.by is None or ref.option is None else price

    def _ceilings(self, relations: Sequence[Relation]) -> World:
        """The most that each count can be for the insider, as far as sums with a total known exactly say."""
        ceiling = np.full(len(self.true), math.inf)
        for relation in relations:
            total = self.worlds.place[relation.total]
            if relation.kind == "sum" and not relation.besides and self.insider[total]:
                for part in relation.parts:
                    at = self.worlds.place[part]
                    ceiling[at] = min(ceiling[at], self.true[total])
        return ceiling
