"""Phragmén's sequential rule: everybody earns at the same pace, and supporters buy a project once they can.

Los, Christoff and Grossi, "Proportional Budget Allocations: Towards a Systematization", IJCAI 2022, after Phragmén
(1894); Brill, Freeman, Janson and Lackner, "Phragmén's Voting Methods and Justified Representation", 2017. Money
flows to every voter at one unit a time. As soon as supporters together hold the cost of a project, they buy it and
start from nothing again. The rule ends when what comes next would overspend the budget. So project p is bought at

    time = (cost + sum over supporters i of people_i × last_i) / supporters,

where last_i is when i last paid. Times only rise, so the last one known bounds the next from below.

Floats decide; within 1e-9 the times are worked out as fractions. A project that nobody supports is never bought, but
where every supported one is, the rule goes on to those that still fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heapify, heappop, heappush

import numpy as np

from commonground.budgeting.election import Amount, Rank
from commonground.budgeting.index import Backing, Floats, Places
from commonground.budgeting.purse import Purse

_CLOSE = 1e-9


@dataclass
class Times:
    """A run: projects in the order they were bought, when (None: unsupported), and when each last paid, shape (B,).

    stopped: the projects that came next, of which one would have overspent the budget, and their time.
    """

    last: Floats
    winners: list[int] = field(default_factory=list)
    times: list[float | None] = field(default_factory=list)
    stopped: tuple[list[int], float] | None = None


def phragmen(
    backing: Backing,
    cost: Sequence[Amount],
    ballots: int,
    purse: Purse,
    candidates: Sequence[int],
    rank: Rank,
) -> Times:
    """Run the rule. Projects whose category is full are passed over; the budget stops it. Ties go to the lowest rank.

    Of projects that come at the same time, one that would overspend stops the rule even where another would not.
    """
    run = _Run(backing, cost, ballots)
    queue = [(float(cost[p]) / backing.support[p], p) for p in candidates if backing.support[p]]
    heapify(queue)
    while queue and run.done.stopped is None:
        seen: list[tuple[float, int]] = []
        limit = float("inf")
        while queue and queue[0][0] <= limit:
            p = heappop(queue)[1]
            if purse.full_category(p) is not None:
                continue
            time = run.time(p)
            seen.append((time, p))
            limit = min(limit, time * (1 + _CLOSE))
        first = [p for time, p in seen if time <= limit]
        if not first:
            break
        if len(first) > 1:
            exact = {p: run.exact_time(p) for p in first}
            first = sorted((p for p in first if exact[p] == min(exact.values())), key=rank)
        if not all(purse.fits(p) for p in first):
            run.done.stopped = first, run.time(first[0])
            break
        for time, p in seen:
            if p != first[0]:
                heappush(queue, (time, p))
        purse.spend(first[0])
        run.buy(first[0])
    if run.done.stopped is None:
        run.buy_unsupported(purse, sorted((p for p in candidates if not backing.support[p]), key=rank))
    return run.done


class _Run:
    def __init__(self, backing: Backing, cost: Sequence[Amount], ballots: int) -> None:
        self.backing = backing
        self.cost = cost
        self.done = Times(np.zeros(ballots))
        # Which purchase each ballot last took part in, counted from 1, and the same for its supporters before each.
        self._which = np.zeros(ballots, np.intp)
        self._before: list[Places] = []
        self._exact = [Fraction(0)]

    def time(self, p: int) -> float:
        """When its supporters hold the cost."""
        waited = float(self.backing.people[p] @ self.done.last[self.backing.ballots[p]])
        return (float(self.cost[p]) + waited) / self.backing.support[p]

    def exact_time(self, p: int) -> Fraction:
        return self._time(p, self._which[self.backing.ballots[p]])

    def _time(self, p: int, which: Places) -> Fraction:
        many = np.bincount(which, self.backing.people[p])
        waited = sum((self._bought_at(int(at)) * int(many[at]) for at in np.flatnonzero(many)), Fraction(0))
        return Fraction(self.cost[p] + waited) / self.backing.support[p]

    def _bought_at(self, number: int) -> Fraction:
        """The exact time of a purchase, counted from 1; worked out when first asked for."""
        while len(self._exact) <= number:
            at = len(self._exact) - 1
            self._exact.append(self._time(self.done.winners[at], self._before[at]))
        return self._exact[number]

    def buy(self, p: int) -> None:
        ballots = self.backing.ballots[p]
        time = self.time(p)
        self._before.append(self._which[ballots])
        self.done.winners.append(p)
        self.done.times.append(time)
        self.done.last[ballots] = time
        self._which[ballots] = len(self.done.winners)

    def buy_unsupported(self, purse: Purse, waiting: list[int]) -> None:
        while waiting := [p for p in waiting if purse.full_category(p) is None]:
            if not all(purse.fits(p) for p in waiting):
                return
            purse.spend(waiting[0])
            self.done.winners.append(waiting.pop(0))
            self.done.times.append(None)
