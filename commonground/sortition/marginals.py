"""Chances before panels: what the quotas would allow if a panel could have parts of people.

A lottery gives each type t a mean count y[t], and a mean of panels meets the quotas too. So the means of all lotteries lie
in the polytope low ≤ A y ≤ high, 0 ≤ y ≤ size, and whatever is best there bounds every lottery from above: that is
the certificate. It is a linear program with one row a quota, solved in milliseconds, and lotteries nearly
always reach it.

Leximin (the largest smallest chance, then the largest second smallest, and so on: Kurokawa, Procaccia and Shah,
"Leximin allocations in the real world", 2018) goes in stages. Raise the chance z of everyone not yet fixed; those whose
chance has a price in the dual cannot rise in any best solution, so fix them; repeat.

Nash (the largest product of chances) is found by cutting planes: each log is bounded by tangents, and tangents are
added where the solution lies until the bound is reached.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from commonground.sortition.solver import INFINITY, Program
from commonground.sortition.space import Floats, Space

Flags = npt.NDArray[np.bool_]

PRICED = 1e-7
"""A dual below minus this is a price: HiGHS keeps duals to 1e-7, and the prices of a stage add up to 1."""
NEGLIGIBLE = 1e-9


@dataclass(frozen=True)
class Target:
    """The best mean counts y, shape (types,), and the levels: (chance, how many types are fixed at it), rising.

    closed[t]: type t has no chance even here, so no panel holds anyone of it. bound: the largest smallest chance of
    the types that are drawn and not closed.
    """

    means: Floats
    levels: tuple[tuple[float, int], ...]
    closed: Flags
    bound: float


def leximin_target(space: Space, closed: Flags) -> Target:
    """Leximin over the polytope, for types not ``closed`` and not wholly selected already. The quotas can be met."""
    size = space.sizes.astype(float)
    selected = space.least > 0
    raised = ~closed & ~selected
    known = space.least.astype(float)
    means, closed, levels = known, closed.copy(), []
    caps: list[int] = []
    while raised.any():
        z, means, stuck = raise_smallest(space, raised, known, caps)
        if z >= 1 - NEGLIGIBLE:
            stuck = raised
        elif z <= NEGLIGIBLE:
            closed |= stuck
            means = np.where(stuck, 0.0, means)
        if not stuck.any():
            raise ArithmeticError("A stage of leximin has fixed nobody.")
        if z > NEGLIGIBLE:
            levels.append((z, int(stuck.sum())))
        known = np.where(stuck, max(0.0, z) * size, known)
        raised = raised & ~stuck
    return Target(means, tuple(levels), closed, levels[0][0] if levels else 1.0)


def raise_smallest(space: Space, raised: Flags, known: Floats, caps: list[int]) -> tuple[float, Floats, Flags]:
    """(z, y, stuck): the largest smallest chance of the types ``raised`` while the others have known[t] people.

    stuck[t]: the chance of t is z in every best solution. y = known + raised · size · z + extra with extra ≥ 0, so that
    the program has a row a quota and not a row a type; ``caps`` collects the types for whom y ≤ size has to be said.
    """
    size = space.sizes.astype(float)
    base, slope = np.where(raised, 0.0, known), np.where(raised, size, 0.0)
    while True:
        at = np.array(caps, dtype=np.int64)
        capped = sp.csc_array((np.ones(len(at)), (np.arange(len(at)), at)), shape=(len(at), space.types))
        rows = sp.vstack([space.matrix, capped], format="csc")
        program = Program(
            sp.hstack([rows, sp.csc_array((rows @ slope).reshape(-1, 1))]),
            np.concatenate([space.low, np.full(len(at), -INFINITY)]) - rows @ base,
            np.concatenate([space.high, size[at]]) - rows @ base,
            np.zeros(space.types + 1),
            np.append(np.where(raised, size, 0.0), 1.0),
            costs=np.append(np.zeros(space.types), 1.0),
            presolve="off",
        )
        if not program.solve():
            raise ArithmeticError("The quotas have no solution with parts of people.")
        x = program.solution()
        y = base + slope * x[-1] + x[:-1]
        over = np.flatnonzero(y > size + NEGLIGIBLE)
        over = over[~np.isin(over, at)]
        if not len(over):
            return float(x[-1]), y, raised & (program.column_duals()[:-1] < -PRICED)
        caps += over.tolist()


def nash_target(space: Space, closed: Flags, *, tolerance: float = 1e-6) -> Target:
    """The means with the largest sum of size · log(chance) over the polytope; closed types as leximin finds them.

    tolerance: how far below the best the mean log of a chance may be.
    """
    fair = leximin_target(space, closed)
    size = space.sizes.astype(float)
    drawn = np.flatnonzero(~fair.closed & (space.least == 0))
    upper = np.where(fair.closed, 0.0, size)
    count = len(drawn)
    chances = np.clip(fair.means[drawn] / size[drawn], NEGLIGIBLE, 1.0)
    best, found = -INFINITY, fair.means
    cuts: list[tuple[Floats, Floats]] = [(1 / chances, np.log(chances) - 1)]
    spread = np.linspace(0.2, 1.0, 5)
    cuts += [(np.full(count, 1 / p), np.full(count, np.log(p) - 1)) for p in spread]
    for _round in range(60):
        program = _tangents(space, upper, drawn, cuts)
        if not program.solve():
            raise ArithmeticError("The quotas have no solution with parts of people.")
        means = program.solution()[: space.types]
        chances = np.clip(means[drawn] / size[drawn], NEGLIGIBLE, 1.0)
        # Between the best so far and the corner found: the log is concave, so a short search along the line is enough.
        value, means = _best_between(found, means, drawn, size)
        if value > best:
            best, found = value, means
        if program.value - best <= tolerance * count:
            break
        inner = np.clip(found[drawn] / size[drawn], NEGLIGIBLE, 1.0)
        cuts += [(1 / p, np.log(p) - 1) for p in (chances, inner)]
    return Target(found, fair.levels, fair.closed, fair.bound)


def _tangents(space: Space, upper: Floats, drawn: npt.NDArray[np.int64], cuts: list[tuple[Floats, Floats]]) -> Program:
    """Maximise Σ size · level, where level[t] is under each tangent slope · chance + offset of the log."""
    size, count = space.sizes.astype(float), len(drawn)
    tangents = []
    for slope, _offset in cuts:
        chance = sp.csc_array((slope / size[drawn], (np.arange(count), drawn)), shape=(count, space.types))
        tangents.append(sp.hstack([-chance, sp.eye_array(count)]))
    quotas = sp.hstack([space.matrix, sp.csc_array((len(space.low), count))])
    return Program(
        sp.vstack([quotas, *tangents]),
        np.concatenate([space.low, np.full(count * len(cuts), -INFINITY)]),
        np.concatenate([space.high, *(offset for _slope, offset in cuts)]),
        np.concatenate([space.least.astype(float), np.full(count, -INFINITY)]),
        np.concatenate([upper, np.zeros(count)]),
        costs=np.concatenate([np.zeros(space.types), size[drawn]]),
    )


def _best_between(here: Floats, there: Floats, drawn: npt.NDArray[np.int64], size: Floats) -> tuple[float, Floats]:
    """(Σ size · log chance, means) at the best point of the line from one to the other, by golden section."""

    def worth(share: float) -> float:
        means = here + share * (there - here)
        return float(size[drawn] @ np.log(np.maximum(means[drawn] / size[drawn], 1e-300)))

    low, high, golden = 0.0, 1.0, (5**0.5 - 1) / 2
    for _step in range(40):
        left, right = high - golden * (high - low), low + golden * (high - low)
        if worth(left) < worth(right):
            low = left
        else:
            high = right
    share = (low + high) / 2
    return worth(share), here + share * (there - here)
