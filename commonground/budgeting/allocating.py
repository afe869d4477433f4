"""One question, one answer: which projects, by this rule, with this money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from commonground.budgeting.election import Amount, said
from commonground.budgeting.equal_shares import Shares, equal_shares, same_between
from commonground.budgeting.greedy import greedy
from commonground.budgeting.index import SATISFACTIONS, Index, Satisfaction
from commonground.budgeting.phragmen import Times, phragmen
from commonground.budgeting.purse import Purse
from commonground.errors import Impossible, Refused
from commonground.narrating import KeepGoing, Narrator, always, quiet

Rule = Literal["equal-shares", "greedy", "phragmen"]
Completion = Literal["none", "add1", "greedy", "add1-greedy"]
Ties = Literal["id", "cost", "support"]
RULES: tuple[Rule, ...] = ("equal-shares", "greedy", "phragmen")
COMPLETIONS: tuple[Completion, ...] = ("none", "add1", "greedy", "add1-greedy")
TIES: tuple[Ties, ...] = ("id", "cost", "support")


@dataclass(frozen=True)
class Terms:
    """How to count. budget None: the election's. Projects costing less or more than the limits are left out.

    ties: by project id as text; or the cheaper first; or the one with more supporters first; then by id.
    """

    rule: Rule = "equal-shares"
    satisfaction: Satisfaction = "cost"
    completion: Completion = "none"
    budget: Amount | None = None
    least_cost: Amount | None = None
    most_cost: Amount | None = None
    category_limits: Mapping[str, Amount] = field(default_factory=dict)
    ties: Ties = "id"


@dataclass(frozen=True)
class Outcome:
    """The winners, as places in the election's projects, in order of selection, and the working.

    shares: the run of the method of equal shares that gave the first winners. raised: what was added to each voter's
    share to spend more of the budget. times: the run of Phragmén's rule. completed: how many winners came before
    greedy completion.
    """

    terms: Terms
    budget: Amount
    winners: list[int]
    cost: Amount
    candidates: list[int]
    category_limits: Mapping[str, Amount]
    shares: Shares | None = None
    raised: int = 0
    times: Times | None = None
    completed: int | None = None


def allocate(index: Index, terms: Terms, *, say: Narrator = quiet, keep_going: KeepGoing = always) -> Outcome:
    """Spend the budget by the rule."""
    return _Count(index, terms, say, keep_going).outcome()


class _Count:
    def __init__(self, index: Index, terms: Terms, say: Narrator, keep_going: KeepGoing) -> None:
        _check(index, terms)
        self.index = index
        self.terms = terms
        self.say = say
        self.keep_going = keep_going
        self.budget: Amount = index.election.budget if terms.budget is None else terms.budget
        self.limits = {**index.election.category_limits, **terms.category_limits}
        # Equal shares and greedy weigh projects by satisfaction; Phragmén's rule knows only for and not for.
        self.backing = index.backing("cardinality" if terms.rule == "phragmen" else terms.satisfaction)
        self.candidates = [
            p
            for p, cost in enumerate(index.cost)
            if (terms.least_cost is None or cost >= terms.least_cost)
            and (terms.most_cost is None or cost <= terms.most_cost)
        ]
        self.rank = ranks(index, terms.ties).__getitem__

    def outcome(self) -> Outcome:
        if self.terms.rule == "greedy":
            winners = greedy(self.backing, self.index.cost, self.purse(), self.candidates, self.rank)
            return self._outcome(winners)
        if self.terms.rule == "phragmen":
            within = [p for p in self.candidates if self.index.cost[p] <= self.budget]
            times = phragmen(self.backing, self.index.cost, len(self.index.people), self.purse(), within, self.rank)
            return self._outcome(times.winners, times=times)
        shares, raised = self._add_one() if "add1" in self.terms.completion else (self._shares(0), 0)
        winners = [purchase.p for purchase in shares.purchases]
        if "greedy" not in self.terms.completion:
            return self._outcome(winners, shares=shares, raised=raised)
        purse = self.purse()
        purse.spend_all(winners)
        left = [p for p in self.candidates if p not in winners]
        more = greedy(self.backing, self.index.cost, purse, left, self.rank)
        return self._outcome(winners + more, shares=shares, raised=raised, completed=len(winners))

    def purse(self, *, endless: bool = False) -> Purse:
        return Purse(self.index.election.projects, None if endless else self.budget, self.limits)

    def _shares(self, raised: int) -> Shares:
        share = Fraction(self.budget) / self.index.voters + raised
        return equal_shares(
            self.backing,
            self.index.cost,
            share,
            len(self.index.people),
            self.purse(endless=True),
            self.candidates,
            self.rank,
        )

    def _add_one(self) -> tuple[Shares, int]:
        """Give every voter one more unit of money until the outcome is exhaustive; before it overspends, stop.

        Exhaustive: no further project that somebody supports would fit. Steps that are sure to change nothing are
        taken many at a time.
        """
        raised, step = 0, 1
        before = self._shares(0)
        while not self._exhaustive(before):
            self.say(f"Raising everybody's share, by {raised:,} so far")
            if not self.keep_going():
                raise Impossible("stopped", f"Stopped while raising shares, at {raised:,} more for each voter.")
            after = self._shares(raised + step)
            same = same_between(before, after)
            if not same and step > 1:
                step = max(1, step // 4)
                continue
            if sum(self.index.cost[purchase.p] for purchase in after.purchases) > self.budget:
                break
            before, raised, step = after, raised + step, step * 2 if same else 1
        return before, raised

    def _exhaustive(self, shares: Shares) -> bool:
        purse = self.purse()
        purse.spend_all(purchase.p for purchase in shares.purchases)
        won = {purchase.p for purchase in shares.purchases}
        return not any(self.backing.support[p] and p not in won and purse.fits(p) for p in self.candidates)

    def _outcome(
        self,
        winners: list[int],
        shares: Shares | None = None,
        raised: int = 0,
        times: Times | None = None,
        completed: int | None = None,
    ) -> Outcome:
        cost: Amount = sum(self.index.cost[p] for p in winners)
        return Outcome(
            self.terms, self.budget, winners, cost, self.candidates, self.limits, shares, raised, times, completed
        )


def ranks(index: Index, ties: Ties) -> list[tuple[Amount, str]]:
    """What is compared where projects are level, project by project: the lowest goes first."""
    projects = index.election.projects
    if ties == "cost":
        return [(project.cost, project.id) for project in projects]
    if ties == "support":
        support = index.backing("cardinality").support
        return [(-have, project.id) for have, project in zip(support, projects, strict=True)]
    return [(0, project.id) for project in projects]


def _check(index: Index, terms: Terms) -> None:
    named: list[tuple[str, str, Sequence[str]]] = [
        ("rule", terms.rule, RULES),
        ("satisfaction", terms.satisfaction, SATISFACTIONS),
        ("completion", terms.completion, COMPLETIONS),
        ("ties", terms.ties, TIES),
    ]
    for what, value, known in named:
        if value not in known:
            raise Refused("terms.unknown", f"“{value}” is no {what} known here; those are {', '.join(known)}.")
    if terms.completion != "none" and terms.rule != "equal-shares":
        raise Refused("terms.completion", f"Completion is for equal shares; {terms.rule} needs none.")
    if terms.budget is not None and terms.budget < 0:
        raise Refused("terms.budget", f"The budget of {said(terms.budget)} is less than 0.")
    if terms.least_cost is not None and terms.most_cost is not None and terms.least_cost > terms.most_cost:
        raise Refused("terms.costs", "The least cost of a project is more than the most.")
    known_categories = {category for project in index.election.projects for category in project.categories}
    for category, most in terms.category_limits.items():
        if category not in known_categories:
            there = ", ".join(f"“{each}”" for each in sorted(known_categories)) or "none"
            raise Refused("terms.category", f"No project is in a category “{category}”. The categories are {there}.")
        if most < 0:
            raise Refused("terms.category_limit", f"The limit of {said(most)} for “{category}” is less than 0.")
