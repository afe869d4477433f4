"""A lottery over panels, found by column generation.

There are more panels than anyone can list, and a best lottery needs few of them. The master program holds the panels found so
far and finds the best weights for them; its dual gives every type a price, and a panel dearer than the price of a lottery
ticket improves it. `Finder` looks for such panels; when the dearest of all is not dear enough, the lottery is best.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from commonground.narrating import KeepGoing, Narrator
from commonground.sortition.finder import Finder
from commonground.sortition.solver import INFINITY, Program
from commonground.sortition.space import Counts, Floats, Space

Flags = npt.NDArray[np.bool_]

CLOSE = 1e-6
"""How near a value must come to its bound to have reached it."""
BATCH = 20
LARGE = 300
"""From this many types on, the master is solved by an interior point: faster, and its prices jump less."""


class Columns:
    """The panels found so far, each once, with how often herding has chosen each type."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.panels: list[Counts] = []
        self._seen: set[bytes] = set()
        self.held = np.zeros(space.types)
        self.rng = np.random.default_rng(0)

    def add(self, panel: Counts) -> bool:
        """Whether the panel is new. Every panel is checked against every quota before it gets here (`Finder`)."""
        self.held += panel
        key = panel.astype(np.int16).tobytes()
        if key in self._seen:
            return False
        self._seen.add(key)
        self.panels.append(panel)
        return True

    def herd(self, finder: Finder, means: Floats, count: int, keep_going: KeepGoing) -> None:
        """Look for panels that together come near the means: each next one favours the types that are most behind."""
        wanted = means > 1e-9
        inverse = np.where(wanted, 1 / np.maximum(means, 1e-9), 0.0)
        for tries in range(1, count + 1):
            if not keep_going():
                return
            behind = np.clip((tries * means - self.held) * inverse, -3.0, 8.0)
            panel, _ceiling = finder.quick(behind * (1 + 0.1 * self.rng.random(len(behind))))
            if panel is not None:
                self.add(panel)


@dataclass(frozen=True)
class Climb:
    """value: what was reached. ceiling: what is proved not to be exceeded. prices: duals of the types, summing to 1."""

    value: float
    ceiling: float
    weights: Floats
    prices: Floats

    @property
    def proved(self) -> bool:
        return self.value >= self.ceiling - CLOSE


class Master:
    """Maximise z so that every type's chance is at least floor + gain · z: weights are those of a lottery.

    floor, gain: shape (types,). free[t]: nothing is asked of type t.
    """

    def __init__(self, columns: Columns, floor: Floats, gain: Floats, free: Flags) -> None:
        self.columns, self.floor, self.gain = columns, np.where(free, 0.0, floor), np.where(free, 0.0, gain)
        types = columns.space.types
        low = np.where(free, -INFINITY, self.floor)
        self.size = columns.space.sizes.astype(float)
        self.program = Program(
            sp.csc_array(np.append(-self.gain, 0.0).reshape(-1, 1)),
            np.append(low, 1.0),
            np.append(np.full(types, INFINITY), 1.0),
            np.array([-1.0]),
            np.array([1.0]),
            costs=np.array([1.0]),
        )
        self.interior = types > LARGE
        if self.interior:
            self.program.set_option("solver", "ipx")
            self.program.set_option("run_crossover", "off")
        self.held = 0
        self._catch_up()

    def _catch_up(self) -> None:
        new = self.columns.panels[self.held :]
        if new:
            self.held += len(new)
            chances = np.array(new).T / self.size[:, None]
            matrix = sp.csc_array(np.vstack([chances, np.ones(len(new))]))
            self.program.add_columns(matrix, np.zeros(len(new)), np.zeros(len(new)), np.full(len(new), INFINITY))

    def solve(self) -> tuple[float, Floats, float, Floats]:
        """(z, weights, price of a lottery ticket, prices of the types)."""
        self._catch_up()
        if not self.program.solve() and self.interior:
            self.program.set_option("solver", "simplex")
            self.program.solve()
        weights = np.maximum(0.0, self.program.solution()[1:])
        weights[weights < 1e-9] = 0.0
        weights /= weights.sum()
        duals = self.program.row_duals()
        prices = np.maximum(0.0, -duals[:-1])
        scale = float(prices @ self.gain) or 1.0
        return self.program.value, weights, float(duals[-1]) / scale, prices / scale

    def climb(
        self, finder: Finder, ceiling: float, say: Narrator, keep_going: KeepGoing, *, everywhere: bool, what: str
    ) -> Climb:
        """Add panels until z reaches the ceiling, or cannot rise, or nothing helps, or the work is stopped.

        everywhere: the finder looks among all panels, so that what it does not find proves something; then the exact search
        is asked where the quick one finds nothing.
        """
        patience = 12 + 4000 // (self.columns.space.types + 1)
        history: list[float] = []
        while True:
            z, weights, ticket, prices = self.solve()
            history.append(z)
            say(f"{what}: {len(self.columns.panels)} panels", max(0.0, min(1.0, z / ceiling)) if ceiling > 0 else None)
            before = history[-patience - 1] if len(history) > patience else -1.0
            stalled = len(history) > patience and z - before < 0.01 * (ceiling - z)
            if z >= ceiling - CLOSE or stalled or not keep_going():
                return Climb(z, ceiling, weights, prices)
            found, value = self._batch(finder, prices, ticket, keep_going)
            if everywhere:
                ceiling = min(ceiling, value - float(prices @ self.floor))
                if not found and z < ceiling - CLOSE:
                    panel, value = finder.best(prices / self.size, keep_going)
                    ceiling = min(ceiling, value - float(prices @ self.floor))
                    found = panel is not None and self.columns.add(panel)
            if not found:
                return Climb(z, max(ceiling, z), weights, prices)

    def _batch(self, finder: Finder, prices: Floats, ticket: float, keep_going: KeepGoing) -> tuple[bool, float]:
        """(whether any new panel is worth more than a ticket, what no panel is worth more than)."""
        found, value, turned = False, INFINITY, prices.copy()
        for turn in range(BATCH):
            noise = 1.0 if turn == 0 else 1 + 0.1 * self.columns.rng.random(len(prices))
            panel, ceiling = finder.quick(turned * noise / self.size)
            if turn == 0:
                value = ceiling
            if panel is not None:
                gained = float(prices @ (panel / self.size)) - ticket
                if self.columns.add(panel):
                    found |= gained > CLOSE / 10
                turned = turned * np.exp(-0.3 * panel / self.size)
            if not keep_going() and turn:
                break
        return found, value
