"""What an outcome leaves to be wished for: who gets nothing, and which groups could have bought more by themselves.

A group of voters deserves a say over its part of the budget, people × budget / voters. Two checks of that, both in
polynomial time, project by project:

- justified representation: supporters of a project who have nothing they support could not pay for it with their part.
  Aziz, Lee and Talmon, "Proportionally Representative Participatory Budgeting", AAMAS 2018.
- extended justified representation in the form of EJR+ up to any project: Brill and Peters, "Robust and Verifiable
  Proportionality Axioms for Multiwinner Voting", EC 2023. No project p outside the outcome W and group N of its
  supporters are such that for every i in N

      u_i(W) + u_i(p)  ≤  (budget / voters) × (sum over N of u_j(p)) / cost(p).

  With satisfaction by cost this is their axiom; by count and by points it is what the proof that equal shares
  guarantees it gives (docs/commonground/budgeting.md). For one p, the groups to try are the least satisfied
  supporters, the two least satisfied, and so on: adding somebody no better off only raises the right side.

The method of equal shares passes both whatever the votes, unless a category limit stood in the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from commonground.budgeting.allocating import Outcome
from commonground.budgeting.index import Index

_CLOSE = 1e-9


@dataclass(frozen=True)
class Failure:
    """``people`` supporters of the project could have paid for it with ``money``, their part of the budget."""

    project: str
    people: int
    money: float


@dataclass(frozen=True)
class Fairness:
    """blank: people who support nothing. with_nothing: others, of whose projects none is funded.

    share_with_nothing: these of all who are not blank. mean_funded: how many projects of theirs are funded, on
    average over all who are not blank. The failures are groups at odds with each check, one a project, the largest.
    """

    blank: int
    with_nothing: int
    share_with_nothing: float
    mean_funded: float
    unjustified: list[Failure]
    unjustified_extended: list[Failure]


def fairness(index: Index, outcome: Outcome) -> Fairness:
    """The figures of an outcome, by its own satisfaction."""
    people = index.people
    some = np.zeros(len(people), bool)
    for ballots in index.backing("cardinality").ballots:
        some[ballots] = True
    funded = index.satisfied("cardinality", outcome.winners)
    voters = int(people[some].sum())
    with_nothing = int(people[some & (funded == 0)].sum())
    losers = [p for p in outcome.candidates if p not in set(outcome.winners)]
    return Fairness(
        index.voters - voters,
        with_nothing,
        with_nothing / voters if voters else 0.0,
        float(people @ funded) / voters if voters else 0.0,
        [found for p in losers if (found := _unjustified(index, outcome, p, funded))],
        _extended(index, outcome, losers),
    )


def _unjustified(
    index: Index, outcome: Outcome, p: int, funded: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> Failure | None:
    backing = index.backing("cardinality")
    nothing = int(backing.people[p][funded[backing.ballots[p]] == 0].sum())
    part = Fraction(outcome.budget) / index.voters * nothing
    if not nothing or part < index.cost[p]:
        return None
    return Failure(index.election.projects[p].id, nothing, float(part))


def _extended(index: Index, outcome: Outcome, losers: list[int]) -> list[Failure]:
    satisfaction = outcome.terms.satisfaction
    backing = index.backing(satisfaction)
    satisfied = index.satisfied(satisfaction, outcome.winners)
    share = Fraction(outcome.budget) / index.voters
    winners = set(outcome.winners)
    found = []
    for p in losers:
        ballots, points, worth = backing.ballots[p], backing.points[p], float(backing.worth[p])
        gain = np.full(len(ballots), worth) if points is None else points * worth
        with_p = satisfied[ballots] + gain
        order = np.argsort(with_p, kind="stable")
        weight = backing.weight[p][order].cumsum()
        right = float(share) / float(index.cost[p]) * worth * weight
        gap = with_p[order] - right
        close = np.abs(gap) <= _CLOSE * right
        for at in np.flatnonzero(close):
            ballot = int(ballots[order[at]])
            exact = _exactly(index, outcome, ballot, winners | {p})
            gap[at] = 1 if exact > share / index.cost[p] * backing.worth[p] * int(weight[at]) else -1
        failing = np.flatnonzero(gap <= 0)
        if len(failing):
            people = int(backing.people[p][order][: failing[-1] + 1].sum())
            found.append(Failure(index.election.projects[p].id, people, float(share * people)))
    return found


def _exactly(index: Index, outcome: Outcome, ballot: int, projects: set[int]) -> Fraction:
    """How satisfied who cast the ballot is with these projects."""
    backing = index.backing(outcome.terms.satisfaction)
    total = Fraction(0)
    for p in projects:
        at = int(np.searchsorted(backing.ballots[p], ballot))
        if at < len(backing.ballots[p]) and backing.ballots[p][at] == ballot:
            points = backing.points[p]
            total += Fraction(backing.worth[p]) * (1 if points is None else int(points[at]))
    return total
