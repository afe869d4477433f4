"""The attacker: what follows for each count from everything published, and whether that is too much."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np

from commonground.disclosure.profiles import Profile
from commonground.disclosure.tables import Exposed, KnownExactly, Past, Publication, Table, nothing
from commonground.disclosure.truth import Truth, truth_of
from commonground.disclosure.worlds import Range, Ref, Relation


def bounds(publication: Publication, ref: Ref) -> Range:
    """The lowest and highest that a count can be, for someone who knows all that was published."""
    worlds = publication.worlds()
    low, high = np.array([publication.known[r] for r in worlds.refs], dtype=np.float64).T
    at = worlds.place[ref]
    lowest = worlds.extreme(at, low, high, highest=False)
    highest = worlds.extreme(at, low, high, highest=True)
    # No count is below 0, so only upwards can a count be without bound.
    return (0.0 if lowest is None else float(lowest[at]), math.inf if highest is None else float(highest[at]))


def audit(
    tables: Sequence[Table],
    publication: Publication,
    profile: Profile,
    *,
    links: Sequence[Relation] = (),
    earlier: Sequence[Past] = (),
    known_exactly: KnownExactly = nothing,
) -> tuple[Exposed, ...]:
    """Every count that a reader can place more tightly than the profile promises; none is as it should be.

    Looks at the counts of every date so far, and at the people who came in between; for the public, and for
    an insider who knows some counts exactly. What the insider would know without any publication but the sizes of
    groups is no exposure.
    """
    truth = truth_of(tables, profile, links, earlier)
    exposed = list(_Attack(truth, publication, nothing).exposed())
    if any(known_exactly(ref) for ref in publication.known):
        exposed += _Attack(truth, publication, known_exactly).exposed()
    return tuple(exposed)


class _Attack:
    """One reader, and the worlds that this reader has to think possible."""

    def __init__(self, truth: Truth, publication: Publication, known_exactly: KnownExactly) -> None:
        self.truth = truth
        self.profile = truth.profile
        self.worlds = publication.worlds()
        everything = truth.everything
        true = np.array([float(everything[ref]) for ref in self.worlds.refs])
        self.low, self.high = np.array([publication.known[r] for r in self.worlds.refs], dtype=np.float64).T
        self.known = np.array([known_exactly(ref) for ref in self.worlds.refs], dtype=np.bool_)
        # If nothing were published now but the sizes of groups: what no hiding could take from the reader.
        now = np.array([r.date == publication.date for r in self.worlds.refs], dtype=np.bool_)
        self.free_low, self.free_high = np.where(now, 0.0, self.low), np.where(now, math.inf, self.high)
        sizes = self.known | np.array([r.by is not None and r.option is None for r in self.worlds.refs])
        sizes &= self.known | (self.high < math.inf)
        self.free_low[sizes] = self.free_high[sizes] = true[sizes]
        self.low[self.known] = self.high[self.known] = true[self.known]
        # The lowest and highest of each count in the worlds found so far: one world settles many.
        self.least, self.most = np.full_like(true, math.inf), np.full_like(true, -math.inf)

    def exposed(self) -> Iterator[Exposed]:
        reader: Literal["insider", "public"] = "insider" if self.known.any() else "public"
        for ref, at in self.worlds.place.items():
            if self.known[at] or not self._is_to_protect(ref):
                continue
            for highest in (False, True):
                if not self._wide_enough(ref, at):
                    self._explore(at, highest=highest)
            if not self._wide_enough(ref, at) and not self._as_wide_as_can_be(ref, at):
                yield Exposed(ref, float(self.least[at]), float(self.most[at]), reader)
        for ref, before in self.truth.fallen.items():
            at = self.worlds.place[ref]
            if not self.known[at] and self.most[at] < before:
                self._explore(at, highest=True)
                if self.most[at] < min(before, self._free(at, highest=True)):
                    yield Exposed(ref, float(self.least[at]), float(self.most[at]), reader)

    def _is_to_protect(self, ref: Ref) -> bool:
        if ref.kind == "stayed" or not self.truth.is_small(ref):
            return False
        if ref.kind in ("new", "left") and not self.known.any():
            # Where people left as well, the published counts tell of neither.
            return ref.kind == "new" and ref._replace(kind="left") not in self.worlds.place
        return True

    def _explore(self, at: int, *, highest: bool) -> None:
        world = self.worlds.extreme(at, self.low, self.high, highest=highest)
        if world is None:
            self.most[at] = math.inf
        else:
            np.minimum(self.least, world, out=self.least)
            np.maximum(self.most, world, out=self.most)

    def _wide_enough(self, ref: Ref, at: int) -> bool:
        low, high = self._promised(ref, at)
        return bool(self.least[at] <= low and self.most[at] >= high)

    def _promised(self, ref: Ref, at: int) -> Range:
        if ref.kind in ("new", "left"):
            return (self.least[at], self.least[at] + self.profile.newcomers - 1)
        return self.profile.interval

    def _as_wide_as_can_be(self, ref: Ref, at: int) -> bool:
        if not self.known.any():
            return False
        low, high = self._promised(ref, at)
        return bool(
            self.least[at] <= max(low, self._free(at, highest=False))
            and self.most[at] >= min(high, self._free(at, highest=True))
        )

    def _free(self, at: int, *, highest: bool) -> float:
        world = self.worlds.extreme(at, self.free_low, self.free_high, highest=highest)
        return math.inf if world is None else float(world[at])
