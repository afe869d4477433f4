"""What voters hold after each purchase of the method of equal shares, as exact fractions, worked out only when asked.

A voter who has not paid all they had holds share − (sum over purchases k they support of payment_k × points given), and
a voter who has holds nothing. So the money of any group is share × people − sum over k of payment_k × m_k, where the
m_k are whole numbers: an exact answer needs one fraction for each purchase, not one for each voter. The fractions of
past purchases are found when they are first needed, which is seldom.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from commonground.budgeting.election import Amount
from commonground.budgeting.index import Backing, Floats, Places


class Ledger:
    """The exact side of a run. ``money`` is the run's own array: nothing exactly where nothing is left."""

    def __init__(self, backing: Backing, cost: Sequence[Amount], share: Fraction, money: Floats) -> None:
        self.backing = backing
        self.cost = cost
        self.share = share
        self.money = money
        self._bought: list[tuple[int, Floats, Floats]] = []
        self._payments: list[Fraction] = []
        self._marked = np.zeros(0)

    def note(self, p: int, before: Floats, after: Floats) -> None:
        """Project p was bought: what each of its ballots had before and has after."""
        self._bought.append((p, before, after))

    def affordable(self, p: int) -> bool:
        """Whether the supporters together hold the cost."""
        ballots = self.backing.ballots[p]
        live = self.money[ballots] > 0
        return self._together(ballots[live], self.backing.people[p][live]) >= self.cost[p]

    def payment(self, p: int, near: float, rounding: float) -> Fraction:
        """What each supporter pays for a point; ``near`` is that as a float, ``rounding`` what it may be wrong by."""
        ballots, people = self.backing.ballots[p], self.backing.people[p]
        points = self._points(p)
        money = self.money[ballots]
        left = money - near * points
        unsure = rounding * points
        poor = (money > 0) & (left < -unsure)
        unclear = (money > 0) & (np.abs(left) <= unsure)
        weight = people * points
        owed = self.cost[p] - self._together(ballots[poor], people[poor])
        rich = int(weight[(money > 0) & ~poor].sum())
        waiting = list(
            zip(self.each(ballots[unclear]), map(int, points[unclear]), map(int, people[unclear]), strict=True)
        )
        while True:
            payment = Fraction(owed) / rich
            newly = [(has, given, many) for has, given, many in waiting if has < payment * given]
            if not newly:
                return payment
            waiting = [(has, given, many) for has, given, many in waiting if has >= payment * given]
            owed -= sum(has * many for has, _given, many in newly)
            rich -= sum(given * many for _has, given, many in newly)

    def each(self, ballots: Places) -> list[Fraction]:
        """What the people of each of these ballots hold, who all have something left."""
        given = np.zeros((len(ballots), len(self._bought)))
        for at, (p, _before, _after) in enumerate(self._bought):
            supporters = self.backing.ballots[p]
            place = np.minimum(np.searchsorted(supporters, ballots), len(supporters) - 1)
            given[:, at] = (supporters[place] == ballots) * self._points(p)[place]
        known: dict[bytes, Fraction] = {}
        for row in given:
            if row.tobytes() not in known:
                paid = (self._paid(int(at)) * int(row[at]) for at in np.flatnonzero(row))
                known[row.tobytes()] = self.share - sum(paid, Fraction(0))
        return [known[row.tobytes()] for row in given]

    def _together(self, ballots: Places, people: Floats, before: int | None = None) -> Fraction:
        """What the people of these ballots hold together (before the purchase at that place), who all have some."""
        if not len(self._marked):
            self._marked = np.zeros(len(self.money))
        self._marked[ballots] = people
        together = self.share * int(people.sum())
        for at, (p, _before, _after) in enumerate(self._bought[:before]):
            points = self.backing.points[p]
            marked = self._marked[self.backing.ballots[p]]
            many = int(marked.sum() if points is None else marked @ points)
            if many:
                together -= self._paid(at) * many
        self._marked[ballots] = 0.0
        return together

    def _paid(self, at: int) -> Fraction:
        """The exact payment at the purchase in that place."""
        while len(self._payments) <= at:
            self._payments.append(self._work_out(len(self._payments)))
        return self._payments[at]

    def _work_out(self, at: int) -> Fraction:
        p, before, after = self._bought[at]
        people = self.backing.people[p]
        poor = (before > 0) & (after == 0)
        rich = int((people * self._points(p))[after > 0].sum())
        if not rich:
            return Fraction(0)  # All paid all they had, so nobody will ask.
        marked, self._marked = self._marked, np.zeros(0)
        owed = self.cost[p] - self._together(self.backing.ballots[p][poor], people[poor], at)
        self._marked = marked
        return Fraction(owed) / rich

    def _points(self, p: int) -> Floats:
        points: Any = self.backing.points[p]
        return np.ones(len(self.backing.ballots[p])) if points is None else points
