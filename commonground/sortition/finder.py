"""Finding panels: the best panel for given prices, quickly, or exactly.

Quickly: solve the linear program (kept alive, so only the change of prices costs), then dive. Only a few types are
fractional at a corner; they and a few hundred others that cost nearly nothing are kept in a small program, the rest stay as they
are. Fix the most nearly whole type upwards, solve again, turn back where nothing is left, and stop at the first
panel. This takes milliseconds and very rarely fails even where every quota leaves no room, where general whole-number solvers
take a hundred times as long.

Exactly: HiGHS's branch and bound, which also proves what no panel can exceed.
"""

import numpy as np
import numpy.typing as npt

from commonground.narrating import KeepGoing, always
from commonground.sortition.solver import Program
from commonground.sortition.space import Counts, Floats, Space

NEARBY = 300
NODES = 80
WHOLE = 1e-6


class Finder:
    """Panels between bounds: low ≤ A x ≤ high, lower ≤ x ≤ upper. Bounds may be tighter than the space's own."""

    def __init__(self, space: Space, low: Floats, high: Floats, lower: Floats, upper: Floats) -> None:
        self.space = space
        self.low, self.high, self.lower, self.upper = low, high, lower, upper
        self._parts = Program(space.matrix, low, high, lower, upper)
        self._whole: Program | None = None
        self.proved_none = False

    @classmethod
    def anywhere(cls, space: Space, closed: npt.NDArray[np.bool_]) -> "Finder":
        """Among all panels; nobody of a closed type is on any."""
        upper = np.where(closed, 0, space.sizes).astype(float)
        return cls(space, space.low, space.high, space.least.astype(float), upper)

    @classmethod
    def on_face(cls, space: Space, means: Floats) -> "Finder":
        """Among panels of the face of the polytope where these means lie.

        If a lottery has exactly these means and they use up a quota, each of its panels uses it up. Looking nowhere
        else is what lets columns add up to the target with few of them (a thousandth of the shortfall for the same work).
        """
        got = space.matrix @ means
        floor, ceiling = got < space.low + WHOLE, got > space.high - WHOLE
        low = np.where(ceiling, space.high, space.low)
        high = np.where(floor, space.low, space.high)
        size = space.sizes.astype(float)
        lower = np.where(means > size - WHOLE, size, space.least.astype(float))
        return cls(space, low, high, lower, np.where(means < WHOLE, lower, size))

    def quick(self, prices: Floats) -> tuple[Counts | None, float]:
        """(a good panel, what no panel's price is above). None: the dive found none, which proves nothing."""
        self._parts.set_costs(prices)
        if not self._parts.solve():
            return None, -np.inf
        x, ceiling = self._parts.solution(), self._parts.value
        whole = np.rint(x)
        loose = np.abs(x - whole) > WHOLE
        if loose.any():
            near = np.argsort(np.abs(self._parts.column_duals()), kind="stable")[: NEARBY + int(loose.sum())]
            loose[near] = True
            at = np.flatnonzero(loose)
            found = self._dive(prices, at, np.where(loose, 0.0, whole))
            if found is None:
                return None, ceiling
            whole[at] = found
        panel = whole.astype(np.int64)
        return (panel if self.space.is_panel(panel) else None), ceiling

    def _dive(self, prices: Floats, at: npt.NDArray[np.int64], rest: Floats) -> Floats | None:
        """Whole counts for the types ``at`` while the others stay at ``rest``, depth first."""
        kept = self.space.matrix @ rest
        lower, upper = self.lower[at].copy(), self.upper[at].copy()
        program = Program(
            self.space.matrix[:, at], self.low - kept, self.high - kept, lower, upper, costs=prices[at], presolve="off"
        )
        # (type, its bounds before, what it would be at most on the other branch: None once that was tried)
        path: list[tuple[int, float, float, float | None]] = []
        for _node in range(NODES):
            if program.solve():
                x = program.solution()
                part = x - np.floor(x + WHOLE)
                if not (part > WHOLE).any():
                    return np.rint(x)
                t = int(np.argmax(np.where(part > WHOLE, part, 0.0)))
                path.append((t, lower[t], upper[t], float(np.floor(x[t]))))
                lower[t] = np.floor(x[t]) + 1
                program.set_bound(t, lower[t], upper[t])
                continue
            while path:
                t, before, after, most = path.pop()
                if most is not None:
                    lower[t], upper[t] = before, most
                    path.append((t, before, after, None))
                    program.set_bound(t, lower[t], upper[t])
                    break
                lower[t], upper[t] = before, after
                program.set_bound(t, before, after)
            else:
                return None
        return None

    def best(self, prices: Floats, keep_going: KeepGoing = always) -> tuple[Counts | None, float]:
        """(the best panel found, what no panel's price is above). Stopped early, the second may be far above."""
        if self._whole is None:
            space = self.space
            self._whole = Program(
                space.matrix, self.low, self.high, self.lower, self.upper, whole=True, mip_rel_gap=0.0
            )
        self._whole.set_costs(prices)
        self._whole.solve(keep_going)
        if not self._whole.has_solution():
            return None, (-np.inf if self._whole.no_solution else np.inf)
        panel = np.rint(self._whole.solution()).astype(np.int64)
        return (panel if self.space.is_panel(panel) else None), max(self._whole.bound, float(prices @ panel))

    def any(self, keep_going: KeepGoing = always) -> Counts | None:
        """Any panel, by exact search. None: there is none (or the work was stopped: see `proved_none`)."""
        program = Program(
            self.space.matrix, self.low, self.high, self.lower, self.upper, whole=True, mip_max_improving_sols=1
        )
        program.solve(keep_going)
        self.proved_none = program.no_solution
        if not program.has_solution():
            return None
        panel = np.rint(program.solution()).astype(np.int64)
        return panel if self.space.is_panel(panel) else None

    def holding(self, t: int) -> "Finder | None":
        """Among those of these panels that have somebody of type t; None: the bounds leave no such panel."""
        if self.upper[t] < 1:
            return None
        lower = self.lower.copy()
        lower[t] = max(1.0, lower[t])
        return Finder(self.space, self.low, self.high, lower, self.upper)
