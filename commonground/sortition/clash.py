"""Why quotas cannot be met, and the least that would make it possible.

A clash is an irreducible set of minimums and maximums: together they leave no panel, and without any one of them there would
be one. It is found by the deletion filter (Chinneck and Dravnieks, 1991), which starts from the bounds that have a price in
the least-violation program, since these alone are already infeasible, and drops whatever is not needed.

A relaxation is a least change: the fewest places by which minimums go down or maximums go up until some panel meets the
quotas. Others are found by forbidding, in turn, each change of the first.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from commonground.narrating import KeepGoing, always
from commonground.sortition.solver import INFINITY, Program
from commonground.sortition.space import Floats, Space

MOST = 4
"""How many relaxations are offered."""


@dataclass(frozen=True)
class Bound:
    """One side of a quota: bound is "min" or "max"."""

    feature: str
    value: str
    bound: str


@dataclass(frozen=True)
class Change:
    """A quota's side moved from one number of places to another."""

    feature: str
    value: str
    bound: str
    before: int
    after: int


Relaxation = tuple[Change, ...]


def clash(space: Space, *, with_type: int | None = None, keep_going: KeepGoing = always) -> tuple[Bound, ...]:
    """An irreducible set of bounds that leave no panel (with somebody of ``with_type``).

    Empty: the number of places and the keys that keep people apart leave none by themselves. Stopped early, the set
    leaves no panel, and may hold more than it needs to. The caller knows that there is no panel.
    """
    lower = space.least.astype(float)
    if with_type is not None:
        lower[with_type] = max(1.0, lower[with_type])
    sides = [(q, side) for q in range(len(space.quotas)) for side in ("min", "max")]
    priced = _priced(space, lower)
    program = Program(
        space.matrix, space.low, space.high, lower, space.sizes, whole=not priced, mip_max_improving_sols=1
    )
    needed = set(priced or sides)
    for q in range(len(space.quotas)):
        _set(program, space, q, needed)
    for side in [each for each in sides if each in needed]:
        if not keep_going():
            break
        _set(program, space, side[0], needed - {side})
        program.solve(keep_going)
        if program.no_solution:
            needed.remove(side)
        else:
            _set(program, space, side[0], needed)
    return tuple(
        Bound(space.quotas[q].feature, space.quotas[q].value, side) for q, side in sides if (q, side) in needed
    )


def _set(program: Program, space: Space, q: int, needed: set[tuple[int, str]]) -> None:
    """The row of a quota with only the sides that are needed."""
    low = space.low[q] if (q, "min") in needed else -INFINITY
    program.set_row(q, low, space.high[q] if (q, "max") in needed else INFINITY)


def _priced(space: Space, lower: Floats) -> list[tuple[int, str]]:
    """The bounds with a price in the program of least violation with parts of people; none if it can be met."""
    rows, quotas = space.matrix.shape[0], len(space.quotas)
    give = sp.eye_array(rows, quotas, format="csc")
    program = Program(
        sp.hstack([space.matrix, give, -give]),
        space.low,
        space.high,
        np.concatenate([lower, np.zeros(2 * quotas)]),
        np.concatenate([space.sizes.astype(float), np.full(2 * quotas, INFINITY)]),
        costs=np.concatenate([np.zeros(space.types), np.full(2 * quotas, -1.0)]),
    )
    if not program.solve() or program.value > -1e-6:
        return []
    duals, given = program.row_duals()[:quotas], space.matrix @ program.solution()[: space.types]
    return [
        (q, "min" if given[q] < (space.low[q] + space.high[q]) / 2 else "max")
        for q in range(quotas)
        if abs(duals[q]) > 1e-7
    ]


def relaxations(space: Space, keep_going: KeepGoing = always) -> tuple[Relaxation, ...]:
    """Least changes that make a panel possible, the smallest first, all different; at least two where two exist.

    Respects min_flex and max_flex. Empty: no change of quotas within them is enough.
    """
    quotas = space.quotas
    most = np.array(
        [float(q.min - (q.min_flex or 0)) for q in quotas]
        + [float((space.number if q.max_flex is None else max(q.max, q.max_flex)) - q.max) for q in quotas]
    ).clip(min=0)
    first = _least(space, most, keep_going)
    if first is None:
        return ()
    found = [first]
    for narrower in (lambda _amount: 0.0, lambda amount: amount - 1.0):
        for side in np.flatnonzero(first).tolist():
            if len(found) >= MOST or not keep_going():
                break
            room = most.copy()
            room[side] = narrower(first[side])
            other = _least(space, room, keep_going)
            if other is not None and not any((other == each).all() for each in found):
                found.append(other)
        if len(found) > 1:
            break
    found.sort(key=lambda each: (each.sum(), np.count_nonzero(each)))
    return tuple(_changes(space, each) for each in found)


def _least(space: Space, most: Floats, keep_going: KeepGoing) -> Floats | None:
    """Places given by each minimum, then each maximum, the fewest in all; shape (2 · quotas,)."""
    rows, quotas = space.matrix.shape[0], len(space.quotas)
    give = sp.eye_array(rows, quotas, format="csc")
    program = Program(
        sp.hstack([space.matrix, give, -give]),
        space.low,
        space.high,
        np.concatenate([space.least.astype(float), np.zeros(2 * quotas)]),
        np.concatenate([space.sizes.astype(float), most]),
        # A little more for each place further down the list: of equal changes always the same one is found.
        costs=np.concatenate([np.zeros(space.types), -1.0 - 1e-4 * np.arange(2 * quotas) / (2 * quotas)]),
        whole=True,
    )
    program.solve(keep_going)
    return np.rint(program.solution()[space.types :]) if program.has_solution() else None


def _changes(space: Space, given: Floats) -> Relaxation:
    quotas = space.quotas
    changes = []
    for q, quota in enumerate(quotas):
        down, up = int(given[q]), int(given[len(quotas) + q])
        if down:
            changes.append(Change(quota.feature, quota.value, "min", quota.min, quota.min - down))
        if up:
            changes.append(Change(quota.feature, quota.value, "max", quota.max, quota.max + up))
    return tuple(changes)
