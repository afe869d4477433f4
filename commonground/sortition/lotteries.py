"""The three fair lotteries over panels that meet every quota.

- leximin (Flanigan, Gölz, Gupta, Hennig and Procaccia, "Fair algorithms for selecting citizens' assemblies", Nature 2021): the
  smallest chance as large as can be, then the second smallest, and so on;
- maximin: the smallest chance as large as can be;
- nash: the product of all chances as large as can be.

Each goes the same way. The polytope gives a target (`marginals.py`) that no lottery beats. Panels on the target's face
are collected until some weights of theirs have the target's means: then the lottery is best, and proved so. Only where no
lottery has these means is the best one sought among all panels, stage by stage.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.narrating import KeepGoing, Narrator, always, quiet
from commonground.sortition.columns import CLOSE, Climb, Columns, Master
from commonground.sortition.finder import Finder
from commonground.sortition.marginals import Target, leximin_target, nash_target, raise_smallest
from commonground.sortition.solver import INFINITY
from commonground.sortition.space import Counts, Floats, Space

Flags = npt.NDArray[np.bool_]

NASH_CLOSE = 1e-3
"""How near, relatively, the condition for the largest product has to hold."""
METHODS = ("leximin", "maximin", "nash")


@dataclass(frozen=True)
class TypeLottery:
    """A lottery on types: panels, shape (panels, types), with weights, shape (panels,), that add up to 1.

    closed[t]: it is proved that no panel holds anyone of type t. open[t]: nobody of type t is on a panel, and that none
    could be is not proved (only where the work was stopped). bound: the largest smallest chance of the polytope.
    finished: the lottery is proved to be what its method asks for.
    """

    panels: Counts
    weights: Floats
    closed: Flags
    open: Flags
    bound: float
    finished: bool


def type_lottery(
    space: Space, first: Counts, method: str, say: Narrator = quiet, keep_going: KeepGoing = always
) -> TypeLottery:
    """The best lottery of a method. ``first`` is any panel."""
    columns = Columns(space)
    columns.add(first)
    aim = nash_target if method == "nash" else leximin_target
    target, open_types = _cover(space, columns, aim, say, keep_going)
    columns.held[:] = 0
    face = Finder.on_face(space, target.means)
    say("Looking for panels", 0.0)
    columns.herd(face, target.means, 20 + space.types // 3, keep_going)
    free = target.closed | open_types | (space.least > 0)
    climb = _METHODS[method](space, columns, target, face, free, say, keep_going)
    kept = climb.weights > 0
    panels = np.array([panel for panel, keep in zip(columns.panels, kept, strict=False) if keep])
    finished = climb.proved and not open_types.any()
    return TypeLottery(panels, climb.weights[kept], target.closed, open_types, target.bound, finished)


def _cover(
    space: Space, columns: Columns, aim: Callable[[Space, Flags], Target], say: Narrator, keep_going: KeepGoing
) -> tuple[Target, Flags]:
    """(the target over types that some panel holds, types not settled): a panel for each type, or the proof of none."""
    closed = np.zeros(space.types, dtype=np.bool_)
    while True:
        target = aim(space, closed)
        closed = target.closed
        face, anywhere = Finder.on_face(space, target.means), Finder.anywhere(space, closed)
        columns.herd(face, target.means, 20 + space.types // 6, keep_going)
        missed = [int(t) for t in np.flatnonzero((columns.held == 0) & ~closed)]
        proved = []
        for at, t in enumerate(missed):
            say("Looking for a panel for everyone", at / len(missed))
            if columns.held[t] > 0 or not keep_going():
                continue
            prices = np.where(columns.held == 0, 1.0, 0.1) + 0.1 * columns.rng.random(space.types)
            panel, none = _holding(face, anywhere, t, prices, keep_going)
            if panel is not None:
                columns.add(panel)
            elif none:
                proved.append(t)
        closed = closed.copy()
        closed[proved] = True
        if not proved:
            return target, (columns.held == 0) & ~closed


def _holding(
    face: Finder, anywhere: Finder, t: int, prices: Floats, keep_going: KeepGoing
) -> tuple[Counts | None, bool]:
    """(a panel with somebody of type t, on the face if that is easy; whether it is proved that there is none)."""
    for where in (face, anywhere):
        finder = where.holding(t)
        if finder is not None:
            panel, _ceiling = finder.quick(prices)
            if panel is not None:
                return panel, False
    if finder is None:
        return None, True
    return finder.any(keep_going), finder.proved_none


def _leximin(
    space: Space, columns: Columns, target: Target, face: Finder, free: Flags, say: Narrator, keep_going: KeepGoing
) -> Climb:
    """All levels at once where the target can be met; otherwise stage by stage."""
    wanted = target.means / space.sizes
    climb = _towards(columns, wanted, face, free, say, keep_going)
    if climb.proved:
        return climb
    return _stages(space, columns, target, free, say, keep_going)


def _towards(
    columns: Columns, wanted: Floats, face: Finder, free: Flags, say: Narrator, keep_going: KeepGoing
) -> Climb:
    """Everyone's share of the wanted chance as large as can be, with panels of the face: 1 where it can be met."""
    master = Master(columns, np.zeros(len(wanted)), wanted, free)
    return master.climb(face, 1.0, say, keep_going, everywhere=False, what="Fitting chances")


def _maximin(
    space: Space, columns: Columns, target: Target, face: Finder, free: Flags, say: Narrator, keep_going: KeepGoing
) -> Climb:
    zeros, ones = np.zeros(space.types), np.ones(space.types)
    master = Master(columns, zeros, ones, free)
    climb = master.climb(face, target.bound, say, keep_going, everywhere=False, what="Raising the smallest chance")
    if not climb.proved:
        anywhere = Finder.anywhere(space, target.closed)
        say("Raising the smallest chance", 0.0)
        climb = master.climb(anywhere, target.bound, say, keep_going, everywhere=True, what="Closing the gap")
    return climb


def _stages(space: Space, columns: Columns, target: Target, free: Flags, say: Narrator, keep_going: KeepGoing) -> Climb:
    """Leximin over all panels: raise everyone not yet fixed, fix whose price is not zero, repeat (Nature 2021)."""
    anywhere = Finder.anywhere(space, target.closed)
    wanted = target.means / space.sizes
    known = np.zeros(space.types)
    raised = ~free
    caps: list[int] = []
    while True:
        gain = raised.astype(float)
        people = np.where(free & ~target.closed, space.least, known * space.sizes)
        ceiling, _means, stuck = raise_smallest(space, raised, people.astype(float), caps)
        master = Master(columns, known, gain, free)
        climb = master.climb(
            anywhere, ceiling, say, keep_going, everywhere=True, what=f"{int(raised.sum())} types to go"
        )
        if not climb.proved:
            # The best that is at hand: nobody below what is reached, and everyone as near the target as may be.
            floor = np.where(raised, np.minimum(climb.value, wanted), known) - CLOSE
            rest = Master(columns, floor, np.where(raised, np.maximum(wanted - floor, 0.0), 0.0), free)
            _z, weights, _ticket, prices = rest.solve()
            return Climb(climb.value, climb.ceiling, weights, prices)
        if climb.value < ceiling - CLOSE:
            stuck = raised & (climb.prices > 1e-6)
        if not stuck.any():
            stuck = raised & (climb.prices >= climb.prices[raised].max())
        known = np.where(stuck, max(0.0, climb.value), known)
        raised = raised & ~stuck
        if not raised.any():
            return climb


def _nash(
    space: Space, columns: Columns, target: Target, face: Finder, free: Flags, say: Narrator, keep_going: KeepGoing
) -> Climb:
    """The target of the polytope where it can be met; otherwise towards the best mean log, panel by panel.

    A lottery is best when no panel's Σ 1/chance is above the number of people drawn (the condition of Kuhn and Tucker).
    """
    climb = _towards(columns, target.means / space.sizes, face, free, say, keep_going)
    if climb.proved:
        return climb
    anywhere = Finder.anywhere(space, target.closed)
    size = space.sizes.astype(float)
    people = float(size[~free].sum())
    weights = climb.weights
    while True:
        matrix = np.array(columns.panels)[:, ~free]
        weights = np.append(weights, np.zeros(len(matrix) - len(weights)))
        weights = _best_weights(matrix, size[~free], np.maximum(weights, 1e-7))
        chances = np.maximum(weights @ matrix / size[~free], 1e-12)
        prices = np.zeros(space.types)
        prices[~free] = 1 / chances
        found, most = _dearer(columns, anywhere, prices, people, keep_going)
        say("Raising the product of chances", people / most)
        if most <= people * (1 + NASH_CLOSE) or not found or not keep_going():
            weights = np.append(weights, np.zeros(len(columns.panels) - len(weights)))
            return Climb(min(1.0, (1 + NASH_CLOSE) * people / most), 1.0, weights, prices)


def _dearer(
    columns: Columns, anywhere: Finder, prices: Floats, people: float, keep_going: KeepGoing
) -> tuple[bool, float]:
    """(whether panels with Σ 1/chance above ``people`` were found and added, what no panel's sum is above)."""
    enough, found, most = people * (1 + NASH_CLOSE / 10), False, INFINITY
    for turn in range(5):
        panel, ceiling = anywhere.quick(prices * (1 + 0.05 * turn * columns.rng.random(len(prices))))
        most = ceiling if turn == 0 else most
        if panel is not None and float(prices @ panel) > enough:
            found |= columns.add(panel)
    if not found and most > people * (1 + NASH_CLOSE):
        panel, most = anywhere.best(prices, keep_going)
        found = panel is not None and float(prices @ panel) > enough and columns.add(panel)
    return found, most


def _best_weights(matrix: Counts, size: Floats, weights: Floats) -> Floats:
    """Weights of given panels with the largest Σ size · log chance: Cover's multiplicative steps (1984)."""
    people = float(size.sum())
    weights = weights / weights.sum()
    for _step in range(2000):
        worth = matrix @ (size / np.maximum(weights @ matrix, 1e-300)) / people
        weights = weights * worth
        if float(worth.max()) < 1 + 1e-5:
            break
    weights[weights < 1e-9] = 0.0
    return np.asarray(weights / weights.sum())


_METHODS = {"leximin": _leximin, "maximin": _maximin, "nash": _nash}
