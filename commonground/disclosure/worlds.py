"""The worlds that an attacker must think possible, as a small linear program.

A publication leaves an attacker with a range for each count and with relations between counts (a total is
the sum of its parts, and so on). A *world* is one assignment of whole numbers to all counts that fits. What
follows for a count is exactly the span of its values over all worlds; so a count is safe when there is a
world in which it is low enough and another in which it is high enough.

Hiding is the same question turned round: what is the cheapest to give up, so that such a world fits? Let
published counts leave their ranges at a price, ask for the cheapest world in which the count is where it
has to be, and hide the counts that had to move (after Kelly, Golden and Assad 1992). Hiding more never
makes a world impossible, so one pass over the counts to be protected is enough.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import highspy
import numpy as np
import numpy.typing as npt

from commonground.solving import QuietHighs

Range = tuple[float, float]
World = npt.NDArray[np.float64]
Kind = Literal["count", "rest", "new", "stayed", "left"]

NoWorld = Literal["impossible", "unbounded"]
IMPOSSIBLE: NoWorld = "impossible"
UNBOUNDED: NoWorld = "unbounded"

# A number that the solver left this far from whole is whole.
TINY = 1e-6


class Ref(NamedTuple):
    """A number of people: those who gave an option of a question and belong to a group of a characteristic.

    `option` None: everyone who answered (a base). `by` and `group` None: whatever their group (a total).
    `date` counts publications of the same cuts from 0. `kind` tells what is published from what follows
    from it: people who did *not* choose the option ("rest"), and people who came since the publication
    before ("new"), were there then and are now ("stayed"), or have gone since ("left").
    """

    question: str
    option: int | None = None
    by: str | None = None
    group: int | None = None
    date: int = 0
    kind: Kind = "count"


@dataclass(frozen=True)
class Relation:
    """How counts hang together, as every reader knows.

    sum: the total, with what is besides it, is the sum of the parts. cover: the parts add up to that or more.
    """

    total: Ref
    parts: tuple[Ref, ...]
    kind: Literal["sum", "cover"] = "sum"
    besides: tuple[Ref, ...] = ()

    @property
    def refs(self) -> tuple[Ref, ...]:
        return (self.total, *self.besides, *self.parts)

    def holds(self, counts: Mapping[Ref, int]) -> bool:
        parts = sum(counts[part] for part in self.parts)
        total = sum(counts[ref] for ref in (self.total, *self.besides))
        return parts == total if self.kind == "sum" else parts >= total


class Worlds:
    """The relations between some counts, ready to be asked which worlds fit given ranges.

    `refs` gives the order of the counts in a world and in every sequence of ranges. One model of the solver is kept
    and asked again and again: from one question to the next only ranges and prices change, and it goes on from
    where it stood.
    """

    def __init__(self, refs: Iterable[Ref], relations: Sequence[Relation]) -> None:
        self.refs = tuple(refs)
        self.place = {ref: i for i, ref in enumerate(self.refs)}
        self._solver = _model(len(self.refs), self._lines(relations), [each.kind for each in relations])
        # What the solver has been told: telling it again what it knows takes longer than most questions.
        columns = 3 * len(self.refs)
        self._goal = np.zeros(columns)
        self._bounds = np.zeros(columns), np.full(columns, math.inf)

    def extreme(self, at: int, low: World, high: World, *, highest: bool) -> World | None:
        """A world with the lowest or highest value of the count at a place; None when nothing bounds it.

        `low` and `high` give the range of each count, in the order of `refs`. Raises ValueError when no world
        fits: the ranges and relations contradict each other.
        """
        goal = np.zeros(3 * len(self.refs))
        goal[at] = -1.0 if highest else 1.0
        found = self._solve(goal, low, high, np.zeros(len(low)), np.zeros(len(low)))
        if isinstance(found, str) and found == UNBOUNDED:
            return None
        if isinstance(found, str):
            raise ValueError(f"nothing that fits what was published: {self.refs[at]}")
        return found

    def cheapest(self, at: int, wanted: Range, low: World, high: World, prices: World, least: World) -> World | None:
        """A world with the count at a place in its wanted range, in which others leave theirs as cheaply as they can.

        `prices[i]` is what it costs count i to lie 1 outside its range; infinity when it must not. If it does, it
        goes no lower than `least[i]`. None when no world will do.
        """
        movable = np.isfinite(prices)
        # A count that may move is what it is within its range, and more above it or less below it.
        more = np.where(movable, math.inf, 0.0)
        less = np.where(movable, np.maximum(low - least, 0.0), 0.0)
        low, high = low.copy(), high.copy()
        if movable[at]:
            # The count that is asked about is asked for where it is wanted, whatever it cost to get there.
            low[at], high[at], more[at], less[at] = max(least[at], wanted[0]), wanted[1], 0.0, 0.0
        else:
            low[at], high[at] = max(low[at], wanted[0]), min(high[at], wanted[1])
        if low[at] > high[at]:
            return None
        cost = np.where(movable, prices, 0.0)
        found = self._solve(np.concatenate([np.zeros(len(low)), cost, cost]), low, high, more, less)
        return None if isinstance(found, str) else found

    def _lines(self, relations: Sequence[Relation]) -> list[dict[int, float]]:
        """For each relation, the counts in it: parts positive, totals negative."""
        lines = []
        for relation in relations:
            line: dict[int, float] = {}
            for refs, sign in (((relation.total, *relation.besides), -1.0), (relation.parts, 1.0)):
                for ref in refs:
                    line[self.place[ref]] = line.get(self.place[ref], 0.0) + sign
            lines.append(line)
        return lines

    def _solve(self, goal: World, low: World, high: World, more: World, less: World) -> World | NoWorld:
        """Minimise over whole numbers. The relaxed program nearly always has a whole answer, so it is tried first."""
        if (low > high).any():
            return IMPOSSIBLE
        n, solver = len(low), self._solver
        self._set_bounds(np.concatenate([low, np.zeros(2 * n)]), np.concatenate([high, more, less]))
        found = self._run(goal)
        if not isinstance(found, str) and not _is_whole(found):
            # Asking for whole numbers makes the solver forget where it stood, so it is put off until needed.
            solver.changeColsIntegrality(
                3 * n, np.arange(3 * n, dtype=np.int32), np.full(3 * n, highspy.HighsVarType.kInteger)
            )
            found = self._run(goal)
            solver.changeColsIntegrality(
                3 * n, np.arange(3 * n, dtype=np.int32), np.full(3 * n, highspy.HighsVarType.kContinuous)
            )
        if isinstance(found, str):
            return found
        within, more, less = np.round(found).reshape(3, n)
        world: World = within + more - less
        return world

    def _set_bounds(self, low: World, high: World) -> None:
        columns = np.flatnonzero((low != self._bounds[0]) | (high != self._bounds[1])).astype(np.int32)
        self._solver.changeColsBounds(len(columns), columns, low[columns], high[columns])
        self._bounds = low, high

    def _set_goal(self, goal: World) -> None:
        columns = np.flatnonzero(goal != self._goal).astype(np.int32)
        self._solver.changeColsCost(len(columns), columns, goal[columns])
        self._goal = goal

    def _run(self, goal: World) -> World | NoWorld:
        solver = self._solver
        self._set_goal(goal)
        solver.run()
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return np.array(solver.getSolution().col_value)
        if status == highspy.HighsModelStatus.kInfeasible:
            return IMPOSSIBLE
        if status not in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            raise RuntimeError(f"the solver stopped: {solver.modelStatusToString(status)}")
        # Without a goal nothing is unbounded, so that tells which it is.
        return UNBOUNDED if goal.any() and not isinstance(self._run(np.zeros_like(goal)), str) else IMPOSSIBLE


def _is_whole(found: World) -> bool:
    return bool(np.abs(found - np.round(found)).max(initial=0) < TINY)


def _model(counts: int, lines: Sequence[Mapping[int, float]], kinds: Sequence[str]) -> highspy.Highs:
    """A program with three columns for each count: within its range, more than that, less than that."""
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = 3 * counts, len(lines)
    program.col_cost_ = np.zeros(3 * counts)
    program.col_lower_, program.col_upper_ = np.zeros(3 * counts), np.full(3 * counts, math.inf)
    program.row_lower_ = np.zeros(len(lines))
    program.row_upper_ = np.array([0.0 if kind == "sum" else math.inf for kind in kinds])
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.cumsum([0, *(3 * len(line) for line in lines)])
    program.a_matrix_.index_ = np.array(
        [at + shift for line in lines for shift in (0, counts, 2 * counts) for at in line], dtype=np.int32
    )
    program.a_matrix_.value_ = np.array(
        [value * sign for line in lines for sign in (1, 1, -1) for value in line.values()], dtype=np.float64
    )
    solver = QuietHighs()
    solver.setOptionValue("threads", 1)
    solver.passModel(program)
    return solver
