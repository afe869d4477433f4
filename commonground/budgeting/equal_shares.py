"""The method of equal shares: everybody gets the same part of the budget, and projects are bought by those who want them.

Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with Additive Utilities", NeurIPS 2021. Each
voter starts with budget / voters. A project can be bought when its supporters together still hold its cost. All pay
the same for each point they gave it, or all they have left if that is less; the smaller this payment for the
satisfaction it buys, the better the project. The best is bought, again and again, until nobody can buy anything.

How it is fast. Money only falls, so the payment for a project only rises: what it was when last looked at bounds it
from below, and most projects need no second look (lazy evaluation). The payment x solves

    sum over supporters i of people_i × min(money_i, x × points_i) = cost,

whose left side is concave and piecewise linear in x, so Newton steps from a lower bound rise to the answer and stop
there after two or three (those who cannot pay x are the poor; each step finds more of them, until no more are found).

How it is exact. Floats decide where they are far apart. Where two payments, a payment and somebody's money, or a
group's money and a cost come within 1e-9 of each other, fractions decide (see `ledger`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heapify, heappop, heappush

import numpy as np

from commonground.budgeting.election import Amount, Rank
from commonground.budgeting.index import Backing, Floats
from commonground.budgeting.ledger import Ledger
from commonground.budgeting.purse import Purse

CLOSE = 1e-9
"""Relative: nearer than this, floats do not decide."""

_DUST = 1e-13
"""More than rounding can have taken from one voter's money, as part of a share."""


@dataclass(frozen=True)
class Purchase:
    """Supporters of project ``p`` each paid ``payment`` for each point they gave it, or all they had.

    in_full: all could. price, others: at most what a unit of satisfaction cost, and at least what it would have in any
    other project.
    """

    p: int
    payment: float
    in_full: bool = True
    price: float = 0.0
    others: float = math.inf


@dataclass
class Shares:
    """A run of the method: what was bought, in order, and what each ballot's people have left each, shape (B,)."""

    share: Fraction
    money: Floats
    purchases: list[Purchase] = field(default_factory=list)


def same_between(less: Shares, more: Shares) -> bool:
    """Whether every share between these two buys the same in the same order; False where that is not sure.

    While purchases are the same, whoever starts with more has more at every moment, so every price is lower. So for a
    share between, the price of what is bought is at most what it was with less, and of all else at least what it was
    with more. If these are apart at each purchase, all shares between agree. A price that all pay in full with less
    and with more is the same for all between, and then it is enough that it was chosen with more.
    """
    return len(less.purchases) == len(more.purchases) and all(
        one.p == two.p and ((one.in_full and two.in_full) or one.price * (1 + CLOSE) < two.others)
        for one, two in zip(less.purchases, more.purchases, strict=True)
    )


def equal_shares(
    backing: Backing,
    cost: Sequence[Amount],
    share: Fraction,
    ballots: int,
    purse: Purse,
    candidates: Sequence[int],
    rank: Rank,
) -> Shares:
    """Run the method. share: what each voter starts with. ballots: how many distinct ones there are.

    Projects that do not fit the purse are passed over. Ties go to the lowest rank.
    """
    return _Run(backing, cost, share, ballots).run(purse, candidates, rank)


class _Run:
    def __init__(self, backing: Backing, cost: Sequence[Amount], share: Fraction, ballots: int) -> None:
        self.backing = backing
        self.cost = cost
        self.each = float(share)
        self.done = Shares(share, np.full(ballots, self.each))
        self.ledger = Ledger(backing, cost, share, self.done.money)
        self.costs = [float(each) for each in cost]
        self.worth = [float(each) for each in backing.worth]
        # What rounding can have done to the money of all supporters together.
        self.dust = [_DUST * self.each * support for support in backing.support]

    def run(self, purse: Purse, candidates: Sequence[int], rank: Rank) -> Shares:
        worth = self.worth
        # The least that each supporter can be asked for a point, and the queue by the price of satisfaction at that.
        floor = {p: self.costs[p] / self.backing.support[p] for p in candidates if self.backing.support[p]}
        queue = [(floor[p] / worth[p], p) for p in floor]
        heapify(queue)
        while queue:
            close: list[tuple[float, int]] = []
            found: dict[int, tuple[float, float]] = {}
            limit = math.inf
            while queue and queue[0][0] <= limit:
                p = heappop(queue)[1]
                if purse.limited and not purse.fits(p):
                    continue
                if limit < math.inf:
                    beyond = self.beyond(p, limit * worth[p])
                    if beyond is not None:
                        floor[p] = beyond
                        if beyond < math.inf:
                            heappush(queue, (beyond / worth[p], p))
                        continue
                asked = self.payment(p, floor[p])
                if asked is not None:
                    payment, rounding = found[p] = asked
                    floor[p] = payment - rounding
                    close.append((floor[p] / worth[p], p))
                    limit = min(limit, (payment + rounding) / worth[p] * (1 + CLOSE))
            if not close:
                break
            tied = [p for price, p in close if price <= limit]
            chosen = tied[0] if len(tied) == 1 else self.cheapest({p: found[p] for p in tied}, rank)
            for price, p in close:
                if p != chosen:
                    heappush(queue, (price, p))
            purse.spend(chosen)
            self.buy(chosen, *found[chosen], queue[0][0] if queue else math.inf)
        return self.done

    def beyond(self, p: int, limit: float) -> float | None:
        """A lower bound of the payment above the limit, if it is above it by more than rounding; else None.

        Infinite if supporters hold too little together.
        """
        weight, per_point = self.backing.weight[p], self.per_point(p)
        missing = self.costs[p] - float(np.minimum(per_point, limit) @ weight)
        if missing <= CLOSE * self.costs[p] + self.dust[p]:
            return None
        each = float(weight @ (per_point > limit))
        return limit + missing / each if each else math.inf

    def payment(self, p: int, least: float) -> tuple[float, float] | None:
        """What each supporter pays for a point, and what rounding may have done to it; None if they cannot buy it.

        least bounds it from below.
        """
        weight, per_point = self.backing.weight[p], self.per_point(p)
        cost, dust = self.costs[p], self.dust[p]
        together = float(per_point @ weight)
        if together < cost * (1 + CLOSE) + dust and (
            together < cost * (1 - CLOSE) - dust or not self.ledger.affordable(p)
        ):
            return None
        payment, before = least, -1.0
        while True:
            each = float(weight @ (per_point >= payment))
            if each == before:
                return payment, dust / each
            if not each:
                # Everybody pays all they have, give or take rounding.
                return float(per_point.max()), CLOSE * self.each
            payment += (cost - float(np.minimum(per_point, payment) @ weight)) / each
            before = each

    def per_point(self, p: int) -> Floats:
        """What each ballot's people could pay for a point, in step with the ballots that support p."""
        money, points = self.done.money[self.backing.ballots[p]], self.backing.points[p]
        return money if points is None else money / points

    def cheapest(self, tied: dict[int, tuple[float, float]], rank: Rank) -> int:
        """The best of projects too close for floats; equal ones by rank."""
        prices = {p: self.ledger.payment(p, *self.near(*tied[p])) / self.backing.worth[p] for p in tied}
        least = min(prices.values())
        return min((p for p in tied if prices[p] == least), key=rank)

    def near(self, payment: float, rounding: float) -> tuple[float, float]:
        return payment, rounding + CLOSE * self.each

    def buy(self, p: int, payment: float, rounding: float, others: float) -> None:
        ballots, points = self.backing.ballots[p], self.backing.points[p]
        before = self.done.money[ballots]
        left = before - (payment if points is None else payment * points)
        unsure = self.near(payment, rounding)[1] * (1.0 if points is None else points)
        unclear = (np.abs(left) <= unsure) & (before > 0)
        np.maximum(left, 0.0, out=left)
        if unclear.any():
            exact = self.ledger.payment(p, *self.near(payment, rounding))
            given = [1] * int(unclear.sum()) if points is None else map(int, points[unclear])
            has = self.ledger.each(ballots[unclear])
            left[unclear] = [max(0.0, float(h - exact * v)) for h, v in zip(has, given, strict=True)]
        self.ledger.note(p, before, left)
        self.done.money[ballots] = left
        in_full = float(before.min() if points is None else (before / points).min()) >= payment + rounding
        price = (payment + rounding) / self.worth[p]
        self.done.purchases.append(Purchase(p, payment, in_full, price, others))
