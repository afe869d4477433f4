"""Projects, a budget, and what people voted: the nouns, and what makes them sound.

Money and points are exact: whole numbers, or fractions where a file had decimals. Equal ballots are kept once, with
who cast them, because everything here depends on how many people voted alike and on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from commonground.errors import Refused

Kind = Literal["approval", "cumulative", "scoring", "ordinal"]
KINDS: tuple[Kind, ...] = ("approval", "cumulative", "scoring", "ordinal")
WITH_POINTS = ("cumulative", "scoring")

Amount = int | Fraction
"""Money or points, exactly."""

Rank = Callable[[int], tuple[Amount, str]]
"""What of projects that are level decides which goes first: the lowest."""


@dataclass(frozen=True)
class Project:
    """Something the money could be spent on. ``more`` is what else a file says of it, by column."""

    id: str
    cost: Amount
    name: str = ""
    categories: tuple[str, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Limits:
    """What a ballot may hold at least and at most: projects, their cost together, points for one, points together."""

    projects: tuple[int | None, int | None] = (None, None)
    cost: tuple[Amount | None, Amount | None] = (None, None)
    points: tuple[Amount | None, Amount | None] = (None, None)
    points_together: tuple[Amount | None, Amount | None] = (None, None)


@dataclass(frozen=True)
class Election:
    """Everything that was decided before the count, and every ballot.

    ballots: the distinct ones; each is places in ``projects``, best first where they are ordinal.
    points: for cumulative and scoring ballots, in step with ballots; empty otherwise.
    cast: for each voter, in file order, the place of the ballot they cast.
    category_limits: the most that may be spent on projects of a category.
    facts and voters: what a file says besides (by key, and by column in step with cast), kept to be written again.
    """

    projects: tuple[Project, ...]
    budget: Amount
    kind: Kind
    ballots: Sequence[tuple[int, ...]]
    cast: Sequence[int]
    points: Sequence[tuple[Amount, ...]] = ()
    category_limits: Mapping[str, Amount] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    voters: Mapping[str, Sequence[str]] = field(default_factory=dict)


class BallotBox:
    """Takes ballots one by one, refuses the unsound, and keeps equal ones once."""

    def __init__(self, projects: Sequence[Project], kind: Kind, limits: Limits | None = None) -> None:
        self.kind = kind
        self.pointed = kind in WITH_POINTS
        self.limits = limits or Limits()
        self.costs = [project.cost for project in projects]
        self.places = {project.id: place for place, project in enumerate(projects)}
        self.ballots: list[tuple[int, ...]] = []
        self.points: list[tuple[Amount, ...]] = []
        self.cast: list[int] = []
        self._known: dict[tuple[tuple[int, ...], tuple[Amount, ...]], int] = {}

    def add(self, ids: Sequence[str], points: Sequence[Amount] = ()) -> int:
        """Take one ballot: ids of projects (best first where ordinal), and points in step. Returns its place."""
        places = [self.places.get(id, -1) for id in ids]
        if -1 in places:
            id = ids[places.index(-1)]
            raise Refused("ballot.unknown_project", f"The ballot names “{id}”, which is not a project.", project=id)
        if len(set(places)) != len(places):
            twice = next(id for id in ids if list(ids).count(id) > 1)
            raise Refused("ballot.twice", f"The ballot names “{twice}” twice.", project=twice)
        if self.pointed and len(points) != len(places):
            words = f"The ballot names {_count(len(places), 'project')} and gives {_count(len(points), 'score')}."
            raise Refused("ballot.points_missing", words)
        self._within_limits(places, points)
        if self.pointed:
            pairs = sorted(zip(places, points, strict=True))
            key = tuple(place for place, _given in pairs), tuple(given for _place, given in pairs)
        else:
            key = tuple(places if self.kind == "ordinal" else sorted(places)), ()
        at = self._known.setdefault(key, len(self.ballots))
        if at == len(self.ballots):
            self.ballots.append(key[0])
            if self.pointed:
                self.points.append(key[1])
        self.cast.append(at)
        return at

    def _within_limits(self, places: Sequence[int], points: Sequence[Amount]) -> None:
        limits = self.limits
        if limits.projects != (None, None):
            _within(len(places), limits.projects, "The ballot names {} projects", "ballot.length")
        if limits.cost != (None, None):
            cost = sum(self.costs[place] for place in places)
            _within(cost, limits.cost, "The projects of the ballot cost {}", "ballot.cost")
        if self.pointed:
            for given in points:
                if given < 0:
                    raise Refused("ballot.points_below_zero", f"The ballot gives {said(given)} points: less than 0.")
                _within(given, limits.points, "The ballot gives {} points to a project", "ballot.points")
            _within(sum(points), limits.points_together, "The ballot gives {} points together", "ballot.over_limit")


def _within(value: Amount, limits: tuple[Amount | None, Amount | None], words: str, code: str) -> None:
    least, most = limits
    if most is not None and value > most:
        raise Refused(code, f"{words.format(said(value))}; the most is {said(most)}.", value=value, most=most)
    if least is not None and value < least:
        raise Refused(code, f"{words.format(said(value))}; the least is {said(least)}.", value=value, least=least)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def said(amount: Amount | float) -> str:
    """An amount in words: 12,500 or 12.50."""
    return f"{int(amount):,}" if amount == int(amount) else f"{float(amount):,.2f}"


def plain(amount: Amount) -> int | float:
    """An amount as JSON has it: whole where it is whole."""
    return int(amount) if amount == int(amount) else float(amount)
