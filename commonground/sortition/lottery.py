"""What a caller asks for: a fair lottery for a pool, its certificate, and panels that can be published.

The steps and the words of the literature are in `lotteries.py`, `marginals.py`, `finder.py` and `columns.py`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from commonground.errors import Impossible, Refused
from commonground.narrating import KeepGoing, Narrator, always, quiet
from commonground.sortition.clash import Bound, Change, clash, relaxations
from commonground.sortition.equal import equal_panels
from commonground.sortition.finder import Finder
from commonground.sortition.lotteries import METHODS, type_lottery
from commonground.sortition.people import people_panels, tickets
from commonground.sortition.pool import Pool, Quota, check
from commonground.sortition.published import published
from commonground.sortition.space import Counts, Space, space


@dataclass(frozen=True)
class Certificate:
    """bound: the largest smallest chance that the quotas allow anyone to reach, by the marginal linear program.

    reached: the smallest chance of the lottery, over the people who can be on a panel and are drawn; gap: bound − reached.
    proved: the lottery is the best of its method (otherwise work was stopped, or gave up, before that was proved).
    """

    bound: float
    reached: float
    gap: float
    proved: bool


@dataclass(frozen=True)
class Lottery:
    """Panels with tickets; a draw takes one ticket, each as likely as any other.

    panels: ids, each panel in the order of the pool; tickets: whole numbers, one for each panel. chances: {id: tickets of
    their panels ÷ all tickets}, in the order of the pool. uncoverable: ids of people whom no panel that meets the quotas
    can hold, which is proved. unsettled: ids of people on no panel, where that is not proved (unfinished only).
    loss: for equal panels, the most that anyone's chance may have fallen by rounding.
    """

    pool: Pool
    quotas: tuple[Quota, ...]
    number: int
    method: str
    panels: tuple[tuple[str, ...], ...]
    tickets: tuple[int, ...]
    chances: dict[str, float]
    uncoverable: tuple[str, ...]
    unsettled: tuple[str, ...]
    certificate: Certificate
    loss: float | None = None

    @property
    def weights(self) -> list[float]:
        total = sum(self.tickets)
        return [count / total for count in self.tickets]

    @property
    def drawn(self) -> list[float]:
        """The chances of the people who can be on a panel and do not have their place already."""
        out = self.pool.excluded | self.pool.selected | set(self.uncoverable)
        return [chance for person, chance in self.chances.items() if person not in out]

    def published(self) -> str:
        """The file from which anyone can repeat the draw (see `published.py`)."""
        return published(self.panels, self.tickets)


@dataclass(frozen=True)
class Clash:
    """Why there is no panel: bounds that clash, and least changes that would make one possible."""

    bounds: tuple[Bound, ...]
    relaxations: tuple[tuple[Change, ...], ...]


def find_panel(pool: Pool, quotas: Sequence[Quota], number: int) -> tuple[str, ...] | None:
    """The ids of any panel that meets the quotas; None if it is proved that there is none."""
    check(pool, quotas, number)
    panels = space(pool, quotas, number)
    counts = _any_panel(panels)
    if counts is None:
        return None
    return tuple(pool.ids[person] for person in people_panels(panels, counts[None, :], np.array([1]))[0][0])


def fair_lottery(
    pool: Pool,
    quotas: Sequence[Quota],
    number: int,
    *,
    method: str = "leximin",
    equal: int | None = None,
    say: Narrator = quiet,
    keep_going: KeepGoing = always,
) -> Lottery:
    """The fairest lottery over panels of ``number`` people that meet every quota.

    method: "leximin", "maximin" or "nash". equal: make this many panels with one ticket each. Refuses contradictory input;
    raises Impossible("infeasible", clash=Clash) where no panel meets the quotas. Stopped early (keep_going), it
    gives the best lottery so far, and its certificate does not say proved.
    """
    if method not in METHODS:
        raise Refused("method.unknown", f"There is no method “{method}”. There are {', '.join(METHODS)}.")
    if equal is not None and equal < 1:
        raise Refused("panels.too_few", f"{equal} panels cannot be drawn from.")
    check(pool, quotas, number)
    panels = space(pool, quotas, number)
    say("Looking for a panel", 0.0)
    first = _any_panel(panels)
    if first is None:
        raise infeasible(panels, keep_going)
    found = type_lottery(panels, first, method, say, keep_going)
    say("Dealing panels to people", None)
    loss = None
    if equal is None:
        held = tickets(found.weights)
        people, counts = people_panels(panels, found.panels[held > 0], held[held > 0])
    else:
        people, loss = equal_panels(panels, found.panels, found.weights, equal)
        counts = [1] * len(people)
    return _lottery(panels, found.closed, found.open, found.bound, found.finished, method, people, counts, loss)


def without(pool: Pool, panel: Sequence[str], left: Sequence[str]) -> Pool:
    """The pool from which replacements are drawn: those of the panel who stay have a place, those who left have none.

    Replacements have the same target as the first draw: a lottery over whole panels that meet every quota, fair by the same
    method to everyone who is not on the panel.
    """
    for person in left:
        if person not in panel:
            raise Refused("left.not_on_panel", f"“{person}” is said to have left, and is not on the panel.", id=person)
    stays = frozenset(panel) - frozenset(left) - pool.excluded
    return replace(pool, selected=pool.selected | stays, excluded=pool.excluded | frozenset(left))


def why_uncoverable(lottery: Lottery, person: str, keep_going: KeepGoing = always) -> str:
    """Which bounds cannot be met together by a panel with this person, who is on none."""
    panels = space(lottery.pool, lottery.quotas, lottery.number)
    at = lottery.pool.ids.index(person)
    of = next(t for t, members in enumerate(panels.members) if at in members)
    found = clash(panels, with_type=of, keep_going=keep_going)
    if not found:
        return "People who have a place already may not be on a panel with this person."
    return "; ".join(
        f"{each.feature}: {each.value} ({'minimum' if each.bound == 'min' else 'maximum'})" for each in found
    )


def _any_panel(panels: Space) -> Counts | None:
    """A panel; None if it is proved that there is none. Never stopped: without one there is nothing to tell."""
    if not panels.types:
        return None
    finder = Finder.anywhere(panels, np.zeros(panels.types, dtype=np.bool_))
    prices = 1 + 0.1 * np.random.default_rng(0).random(panels.types)
    quick, _ceiling = finder.quick(prices)
    return quick if quick is not None else finder.any()


def infeasible(panels: Space, keep_going: KeepGoing = always) -> Impossible:
    """What is said where no panel meets the quotas."""
    found = Clash(clash(panels, keep_going=keep_going), relaxations(panels, keep_going))
    names = ", ".join(f"{each.bound} of “{each.feature}: {each.value}”" for each in found.bounds)
    why = f"These cannot be met together: {names}." if names else "Too many people may not be on a panel together."
    return Impossible("infeasible", f"No panel of {panels.number} meets the quotas. {why}", clash=found)


def _lottery(
    panels: Space,
    closed: npt.NDArray[np.bool_],
    opened: npt.NDArray[np.bool_],
    bound: float,
    finished: bool,
    method: str,
    people: list[tuple[int, ...]],
    counts: list[int],
    loss: float | None,
) -> Lottery:
    """In the words of the pool, checked: every panel meets every quota."""
    pool = panels.pool
    held: Counter[int] = Counter()
    for panel, count in zip(people, counts, strict=True):
        for person in panel:
            held[person] += count
    named = tuple(tuple(pool.ids[person] for person in panel) for panel in people)
    check_panels(pool, panels.quotas, panels.number, named)
    total = sum(counts)
    chances = {name: held[at] / total for at, name in enumerate(pool.ids)}

    def names(types: npt.NDArray[np.bool_]) -> tuple[str, ...]:
        members = sorted(person for t in np.flatnonzero(types) for person in panels.members[t])
        return tuple(pool.ids[person] for person in members)

    uncoverable = names(closed)
    out = pool.excluded | pool.selected | set(uncoverable)
    reached = min((chance for person, chance in chances.items() if person not in out), default=1.0)
    return Lottery(
        pool,
        panels.quotas,
        panels.number,
        method,
        named,
        tuple(counts),
        chances,
        uncoverable,
        names(opened),
        Certificate(bound, reached, bound - reached, finished),
        loss,
    )


def check_panels(pool: Pool, quotas: Sequence[Quota], number: int, panels: Sequence[Sequence[str]]) -> None:
    """Raise AssertionError unless each is a panel: quotas, number, keys, selected, excluded. From the input alone."""
    place = {name: at for at, name in enumerate(pool.ids)}
    for panel in panels:
        if len(set(panel)) != number or len(panel) != number:
            raise AssertionError("A panel has another number of people.")
    at = np.array([[place[name] for name in panel] for panel in panels], dtype=np.int64).reshape(len(panels), number)
    for quota in quotas:
        feature = pool.features.index(quota.feature)
        has = np.array([values[feature] == quota.value for values in pool.values])
        count = has[at].sum(axis=1)
        if (count < quota.min).any() or (count > quota.max).any():
            raise AssertionError(f"A panel misses the quota for {quota.feature}: {quota.value}.")
    if any(pool.excluded.intersection(panel) or not pool.selected.issubset(panel) for panel in panels):
        raise AssertionError("A panel holds somebody excluded, or leaves out somebody selected.")
    for row in at.tolist() if pool.apart else ():
        keys = [key for person in row for key in set(pool.apart[person]) if key]
        if len(set(keys)) != len(keys):
            raise AssertionError("A panel holds two people who may not be together.")


def composition(pool: Pool, quotas: Sequence[Quota], people: Sequence[str]) -> list[tuple[Quota, int]]:
    """How many of these people each quota counts, quota by quota."""
    chosen = set(people)
    columns = {feature: f for f, feature in enumerate(pool.features)}
    counted = Counter(
        (feature, pool.values[at][columns[feature]])
        for at, name in enumerate(pool.ids)
        if name in chosen
        for feature in {quota.feature for quota in quotas}
    )
    return [(quota, counted[quota.feature, quota.value]) for quota in quotas]


def gini(chances: Sequence[float]) -> float:
    """Gini coefficient: 0 where all chances are equal, near 1 where one person has nearly everything."""
    ordered = np.sort(np.asarray(chances, dtype=float))
    if not len(ordered) or ordered.sum() <= 0:
        return 0.0
    ranks = np.arange(1, len(ordered) + 1)
    return float(max(0.0, 2 * (ranks @ ordered) / (len(ordered) * ordered.sum()) - (len(ordered) + 1) / len(ordered)))
