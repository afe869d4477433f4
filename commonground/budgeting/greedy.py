"""The greedy rule: the most satisfaction for the money, until the money is gone.

Projects are taken in order of satisfaction per unit of cost, and each that still fits is funded. With satisfaction by
cost that is the order of votes, which is how most cities count. It looks after the largest groups only: half of the
voters can spend all of the money.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from commonground.budgeting.election import Amount, Rank
from commonground.budgeting.index import Backing
from commonground.budgeting.purse import Purse


def density(backing: Backing, cost: Sequence[Amount], p: int) -> Fraction:
    """Satisfaction per unit of cost, all supporters together, exactly."""
    return Fraction(backing.support[p]) * backing.worth[p] / cost[p]


def greedy(backing: Backing, cost: Sequence[Amount], purse: Purse, candidates: Sequence[int], rank: Rank) -> list[int]:
    """Fund candidates in turn from the purse, which is emptied. Ties go to the lowest rank.

    Returns the winners in order of selection.
    """
    order = sorted(candidates, key=lambda p: (-density(backing, cost, p), rank(p)))
    return [p for p in order if purse.spend(p)]
