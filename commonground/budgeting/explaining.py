"""Why each project was funded or not, in figures and in words a resident can read.

The working of a run is replayed: who paid how much for each winner, and for each other project how much its supporters
held, what was missing, and what would have been enough. What is said to have been enough is so with every other ballot
and cost unchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal

import numpy as np

from commonground.budgeting.allocating import Outcome, ranks
from commonground.budgeting.election import Amount, said
from commonground.budgeting.equal_shares import Shares
from commonground.budgeting.greedy import density
from commonground.budgeting.index import Backing, Floats, Index
from commonground.budgeting.phragmen import Times
from commonground.budgeting.purse import Purse

Reason = Literal[
    "bought",
    "ranked",
    "unsupported",
    "left_out",
    "over_budget",
    "category_full",
    "supporters_lacked",
    "too_little_left",
    "not_in_time",
    "would_overspend",
]


@dataclass(frozen=True)
class Paid:
    """Who paid for a winner. most: what no supporter paid more than (for one point each, where points count).

    in_full: people who paid that. less: people who paid all they had, which was less, and came to from_those.
    """

    most: float
    in_full: int
    less: int
    from_those: float


@dataclass(frozen=True)
class Explanation:
    """Why one project was funded or not.

    supporters: people whose ballots support it. had: money its supporters held for it at the end, or that was left
    when its turn came; lacked: what was missing. enough_cost: at this cost it would have been funded. enough_people:
    with so many more supporters it would have been (who had spent nothing; points, where points count).
    """

    project: str
    funded: bool
    reason: Reason
    words: str
    cost: Amount
    supporters: int
    order: int | None = None
    paid: Paid | None = None
    had: float | None = None
    lacked: float | None = None
    enough_cost: float | None = None
    enough_people: int | None = None


def explain(index: Index, outcome: Outcome) -> list[Explanation]:
    """One explanation a project, in the order of the election's projects."""
    teller = _Teller(index, outcome)
    return [teller.winner(p) if p in teller.order else teller.loser(p) for p in range(len(index.cost))]


class _Teller:
    def __init__(self, index: Index, outcome: Outcome) -> None:
        self.index = index
        self.outcome = outcome
        self.order = {p: at + 1 for at, p in enumerate(outcome.winners)}
        self.supporters = index.backing("cardinality").support
        by_points = outcome.terms.satisfaction == "additive" and index.election.kind != "approval"
        self.pointed = by_points and outcome.terms.rule != "phragmen"
        self.backing = index.backing("cardinality" if outcome.terms.rule == "phragmen" else outcome.terms.satisfaction)
        self.money: Floats = np.zeros(0)
        self.paid: dict[int, Paid] = {}
        if outcome.shares:
            self.money = outcome.shares.money
            self.paid = _replayed(self.backing, outcome.shares, len(index.people))
        if outcome.times:
            self.paid = _earned(self.backing, outcome.times, len(index.people))
        # Greedy goes through what is left in order; before each of its winners so much was left.
        first = 0 if outcome.terms.rule == "greedy" else outcome.completed
        self.ranked = [] if first is None else outcome.winners[first:]
        self.purses = self._purses(len(outcome.winners) - len(self.ranked))
        rank = ranks(index, outcome.terms.ties)
        # The order in which greedy goes, lowest first, and who is before whom in it.
        self.places = [(-density(self.backing, index.cost, p), rank[p]) for p in range(len(rank))]

    def _purses(self, first: int) -> list[Purse]:
        """The purse before each of the winners that greedy took, and after the last."""
        winners = self.outcome.winners
        return [self._purse(winners[:at]) for at in range(first, len(winners) + 1)]

    def _purse(self, spent_on: Sequence[int]) -> Purse:
        purse = Purse(self.index.election.projects, self.outcome.budget, self.outcome.category_limits)
        purse.spend_all(spent_on)
        return purse

    def winner(self, p: int) -> Explanation:
        paid = self.paid.get(p)
        people = _people(self.supporters[p])
        place = f"Funded as number {self.order[p]}."
        if p in self.ranked or paid is None:
            points = f", who gave it {self.backing.support[p]:,} points" if self.pointed else ""
            why = "Its satisfaction for its cost came next, and there was enough left for it."
            if not self.supporters[p]:
                why = "Nobody voted for it; it was the next that fitted into what was left."
            return self._explanation(p, "ranked", f"{place} {people} supported it{points}. {why}")
        unit = " for each point they gave it" if self.pointed else ""
        if not paid.less:
            how = f"Each of its {people} paid {_money(paid.most)}{unit}."
            how = how.replace("Each of its 1 person", "Its only supporter")
        else:
            how = (
                f"Of its {people}, {paid.in_full:,} paid {_money(paid.most)}{unit}; {paid.less:,} had less and paid "
                f"all of it, {_money(paid.from_those)} together."
            )
        if self.outcome.times:
            how = f"Its {people} paid what they had earned since they last bought something, at most {_money(paid.most)} each."
        return self._explanation(p, "bought", f"{place} {how}", paid=paid)

    def loser(self, p: int) -> Explanation:
        cost, budget = self.index.cost[p], self.outcome.budget
        if p not in self.outcome.candidates:
            return self._explanation(
                p, "left_out", "Its cost is outside the limits for a project, so it was not counted."
            )
        if cost > budget:
            words = f"It costs {said(cost)}, more than the whole budget of {said(budget)}."
            return self._explanation(
                p, "over_budget", words, had=float(budget), lacked=float(cost - budget), enough_cost=float(budget)
            )
        if self.outcome.terms.rule == "greedy" or self.outcome.completed is not None:
            before = sum(1 for w in self.ranked if self.places[w] < self.places[p])
            return self._no_room(p, self.purses[before]) or self._crowded_out(p, self.purses[before].left or 0)
        if (explained := self._no_room(p, self.purses[-1])) is not None:
            return explained
        if not self.supporters[p]:
            return self._explanation(p, "unsupported", "Nobody voted for it.")
        return self._too_late(p, self.outcome.times) if self.outcome.times else self._too_poor(p)

    def _no_room(self, p: int, purse: Purse) -> Explanation | None:
        """Its category's limit stood in the way."""
        category, cost = purse.full_category(p), self.index.cost[p]
        if category is None:
            return None
        left = purse.left_for[category]
        words = f"Of the limit for “{category}”, {said(left)} was left, and it costs {said(cost)}."
        return self._explanation(p, "category_full", words, had=float(left), lacked=float(cost - left))

    def _too_poor(self, p: int) -> Explanation:
        """Equal shares: supporters did not hold enough together."""
        cost, share = float(self.index.cost[p]), float(self.outcome.shares.share) if self.outcome.shares else 0.0
        had = self._held(p)
        more = ceil((cost - had) / share - 1e-9) if share else None
        words = (
            f"Its {_people(self.supporters[p])} had {_money(had)} left together, {_money(cost - had)} less than its cost "
            f"of {said(self.index.cost[p])}. "
        )
        if more is not None:
            words += f"That is what {_more(more)} with a whole share would have brought. "
        words += (
            f"At a cost of {_money(floor(had * 100 + 1e-6) / 100)} or less it would have been bought."
            if had >= 0.01
            else ""
        )
        return self._explanation(
            p, "supporters_lacked", words.strip(), had=had, lacked=cost - had, enough_cost=had, enough_people=more
        )

    def _held(self, p: int) -> float:
        return float(self.backing.people[p] @ self.money[self.backing.ballots[p]])

    def _too_late(self, p: int, times: Times) -> Explanation:
        """Phragmén: the rule ended first, or it is what ended it."""
        cost = self.index.cost[p]
        left = self.outcome.budget - self.outcome.cost
        if times.stopped and p in times.stopped[0] and cost <= left:
            words = (
                "Its turn came together with that of a project that would overspend the budget. Here the count ends."
            )
            return self._explanation(p, "not_in_time", words, enough_people=1)
        if times.stopped and p in times.stopped[0]:
            words = f"Its turn came, but it costs {said(cost)} and {said(left)} of the budget was left. Here the count ends."
            return self._explanation(
                p,
                "would_overspend",
                words,
                had=float(left),
                lacked=float(cost - left),
                enough_cost=float(left),
            )
        end = times.stopped[1] if times.stopped else 0.0
        waited = float(self.backing.people[p] @ times.last[self.backing.ballots[p]])
        had = self.supporters[p] * end - waited
        more = floor((float(cost) + waited) / end + 1e-9) + 1 - self.supporters[p] if end else None
        words = (
            f"When the count ended, its {_people(self.supporters[p])} had earned {_money(had)} together, "
            f"{_money(float(cost) - had)} less than its cost of {said(cost)}."
        )
        if more is not None:
            words += f" With {_more(more)} who had bought nothing yet, its turn would have come before."
        return self._explanation(p, "not_in_time", words, had=had, lacked=float(cost) - had, enough_people=more)

    def _crowded_out(self, p: int, left: Amount) -> Explanation:
        """Greedy: too little was left when its turn came."""
        cost = self.index.cost[p]
        words = f"{_people(self.supporters[p])} supported it. " if self.supporters[p] else "Nobody voted for it. "
        words += f"When its turn came, {said(left)} was left, and it costs {said(cost)}."
        more = self._support_needed(p)
        if more is not None:
            what = "points" if self.pointed else "supporters"
            words += f" With {more:,} more {what if more > 1 else what[:-1]} it would have come while there was enough."
        if self.outcome.shares:
            words = f"Its supporters had {_money(self._held(p))} of their shares left together. {words}"
        enough = float(left) if left else None
        return self._explanation(
            p,
            "too_little_left",
            words,
            had=float(left),
            lacked=float(cost - left),
            enough_cost=enough,
            enough_people=more,
        )

    def _support_needed(self, p: int) -> int | None:
        """How much more support would have put it ahead of the last winner before which there was room for it."""
        room = [at for at, purse in enumerate(self.purses[:-1]) if purse.fits(p)]
        if not room or not self.backing.worth[p]:
            return None
        theirs, rank = self.places[self.ranked[room[-1]]]
        target = -theirs * self.index.cost[p] / self.backing.worth[p]
        level = ceil(target)
        behind = level == target and rank < self.places[p][1]
        return level + behind - self.backing.support[p]

    def _explanation(
        self,
        p: int,
        reason: Reason,
        words: str,
        *,
        paid: Paid | None = None,
        had: float | None = None,
        lacked: float | None = None,
        enough_cost: float | None = None,
        enough_people: int | None = None,
    ) -> Explanation:
        return Explanation(
            self.index.election.projects[p].id,
            p in self.order,
            reason,
            words,
            self.index.cost[p],
            self.supporters[p],
            self.order.get(p),
            paid,
            had,
            lacked,
            enough_cost,
            enough_people,
        )


def _replayed(backing: Backing, shares: Shares, ballots: int) -> dict[int, Paid]:
    money = np.full(ballots, float(shares.share))
    paid: dict[int, Paid] = {}
    for purchase in shares.purchases:
        at, people, points = backing.ballots[purchase.p], backing.people[purchase.p], backing.points[purchase.p]
        has = money[at]
        asked = np.full(len(at), purchase.payment) if points is None else purchase.payment * points
        # Whoever is short by a rounding has paid in full.
        short = has < asked * (1 - 1e-9)
        pays = np.minimum(has, asked)
        less = short & (has > 0)
        paid[purchase.p] = Paid(
            purchase.payment, int(people[~short].sum()), int(people[less].sum()), float(people[less] @ pays[less])
        )
        money[at] = has - pays
    return paid


def _earned(backing: Backing, times: Times, ballots: int) -> dict[int, Paid]:
    last = np.zeros(ballots)
    paid: dict[int, Paid] = {}
    for p, time in zip(times.winners, times.times, strict=True):
        if time is None:
            continue
        at, people = backing.ballots[p], backing.people[p]
        pays = time - last[at]
        most = float(pays.max())
        full = pays >= most * (1 - 1e-9)
        paid[p] = Paid(most, int(people[full].sum()), int(people[~full].sum()), float(people[~full] @ pays[~full]))
        last[at] = time
    return paid


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def _more(number: int) -> str:
    return "1 more person" if number == 1 else f"{number:,} more people"


def _money(amount: float) -> str:
    """To the hundredth, where it is not whole."""
    return said(round(amount, 2))
