"""Who stands behind which project, as arrays: built once, asked by every rule and every budget.

A rule never looks at a ballot that does not name the project at hand, so for each project the index holds the places
of the distinct ballots that support it, how many people cast each, and, where satisfaction is read from points, the
points. All of it is in step with `Election.ballots` (shape B) and `Election.projects` (shape P).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import lcm
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from commonground.budgeting.election import WITH_POINTS, Amount, Election

Satisfaction = Literal["cost", "cardinality", "additive"]
SATISFACTIONS: tuple[Satisfaction, ...] = ("cost", "cardinality", "additive")

Places = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Backing:
    """For each project p: ``ballots[p]`` support it, ``people[p]`` cast each, ``points[p]`` each gives it.

    points[p] is None where every ballot gives one. weight[p] is people times points, support[p] its sum; worth[p] is how much
    satisfaction one point for p is. A ballot with points v in p is worth v × worth[p] to each who cast it.
    """

    ballots: list[Places]
    people: list[Floats]
    points: list[Floats | None]
    weight: list[Floats]
    support: list[int]
    worth: list[Amount]


class Index:
    """The election as arrays. ``people``, shape (B,): how many cast each distinct ballot."""

    def __init__(self, election: Election) -> None:
        self.election = election
        self.cost: list[Amount] = [project.cost for project in election.projects]
        self.voters = len(election.cast)
        self.people: Floats = np.bincount(np.asarray(election.cast, np.intp), minlength=len(election.ballots)).astype(
            np.float64
        )
        lengths = np.fromiter(map(len, election.ballots), np.intp, len(election.ballots))
        self._entries = np.fromiter(chain.from_iterable(election.ballots), np.intp, int(lengths.sum()))
        self._owners = np.repeat(np.arange(len(lengths)), lengths)
        self._lengths = lengths
        points = _whole_points(election) if election.kind in WITH_POINTS else None
        # Points of nothing are no support.
        self._named = self._sorted(None if points is None else points > 0)
        self._points = self._borda() if election.kind == "ordinal" else points
        self._backings: dict[Satisfaction, Backing] = {}

    def backing(self, satisfaction: Satisfaction) -> Backing:
        """Who supports what, and how satisfied each is with it.

        cost: by its cost. cardinality: by one. additive: by the points given; on ordinal ballots by the Borda score,
        the number of projects that the ballot ranks below it; on approval ballots by one.
        """
        found = self._backings.get(satisfaction)
        if found is None:
            found = self._backings[satisfaction] = self._back(satisfaction)
        return found

    def _back(self, satisfaction: Satisfaction) -> Backing:
        places = self._named
        worth: list[Amount] = self.cost if satisfaction == "cost" else [1] * len(self.cost)
        if satisfaction != "additive" or self._points is None:
            people = [self.people[ballots] for ballots in places]
            return Backing(places, people, [None] * len(people), people, [int(each.sum()) for each in people], worth)
        order, ends = self._order(self._points > 0)
        by_project = np.split(self._points[order], ends)
        places = np.split(self._owners[order], ends)
        people = [self.people[ballots] for ballots in places]
        weight = [many * given for many, given in zip(people, by_project, strict=True)]
        return Backing(places, people, list(by_project), weight, [int(each.sum()) for each in weight], worth)

    def satisfied(self, satisfaction: Satisfaction, winners: list[int]) -> Floats:
        """How satisfied each who cast a ballot is with the winners together, shape (B,)."""
        backing = self.backing(satisfaction)
        found = np.zeros(len(self.people))
        for p in winners:
            given: Any = 1.0 if backing.points[p] is None else backing.points[p]
            found[backing.ballots[p]] += given * float(backing.worth[p])
        return found

    def _order(self, kept: npt.NDArray[np.bool_] | None) -> tuple[Places, Places]:
        """Entries in order of project, and where each project ends but the last."""
        entries = self._entries if kept is None else self._entries[kept]
        order = np.argsort(entries.astype(np.int32), kind="stable")
        ends = np.cumsum(np.bincount(entries, minlength=len(self.cost)))[:-1]
        return (order if kept is None else np.flatnonzero(kept)[order]), ends

    def _sorted(self, kept: npt.NDArray[np.bool_] | None) -> list[Places]:
        order, ends = self._order(kept)
        return np.split(self._owners[order], ends)

    def _borda(self) -> Floats:
        starts = np.cumsum(self._lengths) - self._lengths
        place = np.arange(len(self._entries)) - np.repeat(starts, self._lengths)
        return (np.repeat(self._lengths, self._lengths) - place - 1).astype(np.float64)


def _whole_points(election: Election) -> Floats:
    """All points as whole numbers: what they are counted in changes no outcome."""
    given = list(chain.from_iterable(election.points))
    unit = lcm(*{Fraction(each).denominator for each in given})
    return np.fromiter((int(each * unit) for each in given), np.float64, len(given))
