"""The rules as their papers state them, voter by voter in fractions: slow, obvious, and what the fast ones must equal."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import count

from commonground.budgeting.allocating import Terms
from commonground.budgeting.election import Election

Satisfactions = list[list[Fraction]]


def satisfactions(election: Election, satisfaction: str) -> Satisfactions:
    """[voter][project]"""
    table = []
    for cast in election.cast:
        ballot = election.ballots[cast]
        row = [Fraction(0)] * len(election.projects)
        for place, p in enumerate(ballot):
            points = Fraction(election.points[cast][place]) if election.points else Fraction(1)
            if satisfaction == "additive":
                row[p] = Fraction(len(ballot) - place - 1) if election.kind == "ordinal" else points
            elif points > 0:
                row[p] = Fraction(election.projects[p].cost) if satisfaction == "cost" else Fraction(1)
        table.append(row)
    return table


def fits(election: Election, terms: Terms, winners: Sequence[int], p: int, budget: Fraction | None) -> bool:
    limits = {**election.category_limits, **terms.category_limits}
    chosen = [election.projects[each] for each in [*winners, p]]
    if budget is not None and sum(each.cost for each in chosen) > budget:
        return False
    return all(
        sum(each.cost for each in chosen if category in each.categories) <= limits[category]
        for category in election.projects[p].categories
        if category in limits
    )


def allocate(election: Election, terms: Terms) -> list[int]:
    budget = Fraction(election.budget if terms.budget is None else terms.budget)
    candidates = [
        p
        for p, project in enumerate(election.projects)
        if (terms.least_cost is None or project.cost >= terms.least_cost)
        and (terms.most_cost is None or project.cost <= terms.most_cost)
    ]
    if terms.rule == "greedy":
        return greedy(election, terms, [], candidates, budget)
    if terms.rule == "phragmen":
        return phragmen(election, terms, [p for p in candidates if election.projects[p].cost <= budget], budget)
    share = budget / len(election.cast)
    winners = equal_shares(election, terms, candidates, share)
    if "add1" in terms.completion:
        table = satisfactions(election, terms.satisfaction)
        supported = [p for p in candidates if any(row[p] > 0 for row in table)]
        for more in count(1):
            if not any(fits(election, terms, winners, p, budget) for p in supported if p not in winners):
                break
            after = equal_shares(election, terms, candidates, share + more)
            if sum(election.projects[p].cost for p in after) > budget:
                break
            winners = after
    return greedy(election, terms, winners, candidates, budget) if "greedy" in terms.completion else winners


def greedy(election: Election, terms: Terms, winners: list[int], candidates: list[int], budget: Fraction) -> list[int]:
    table = satisfactions(election, terms.satisfaction)
    winners = list(winners)

    def order(p: int) -> tuple[Fraction, object]:
        return -sum(row[p] for row in table) / election.projects[p].cost, rank(election, terms, p)

    for p in sorted(set(candidates) - set(winners), key=order):
        if fits(election, terms, winners, p, budget):
            winners.append(p)
    return winners


def equal_shares(election: Election, terms: Terms, candidates: list[int], share: Fraction) -> list[int]:
    table = satisfactions(election, terms.satisfaction)
    money = [share] * len(table)
    winners: list[int] = []
    while True:
        prices: dict[int, Fraction] = {}
        for p in set(candidates) - set(winners):
            cost = Fraction(election.projects[p].cost)
            supporters = [i for i, row in enumerate(table) if row[p] > 0]
            if (
                not fits(election, terms, winners, p, None)
                or sum(money[i] for i in supporters) < cost
                or not supporters
            ):
                continue
            # The least price: somebody is the poorest who pays in full.
            tries = []
            for i in supporters:
                bound = money[i] / table[i][p]
                poor = [j for j in supporters if money[j] / table[j][p] < bound]
                rich = [j for j in supporters if j not in poor]
                tries.append((cost - sum(money[j] for j in poor)) / sum(table[j][p] for j in rich))
            prices[p] = min(
                price for price in tries if sum(min(money[i], price * table[i][p]) for i in supporters) == cost
            )
        if not prices:
            return winners
        best = min(prices, key=lambda p: (prices[p], rank(election, terms, p)))
        for i, row in enumerate(table):
            money[i] -= min(money[i], prices[best] * row[best])
        winners.append(best)


def phragmen(election: Election, terms: Terms, candidates: list[int], budget: Fraction) -> list[int]:
    table = satisfactions(election, "cardinality")
    last = [Fraction(0)] * len(table)
    winners: list[int] = []
    while True:
        times: dict[int, tuple[int, Fraction]] = {}
        for p in set(candidates) - set(winners):
            supporters = [i for i, row in enumerate(table) if row[p] > 0]
            if fits(election, terms, winners, p, None):
                together = election.projects[p].cost + sum(last[i] for i in supporters)
                # Nobody's project comes after all others.
                times[p] = (0, together / len(supporters)) if supporters else (1, Fraction(0))
        first = sorted((p for p in times if times[p] == min(times.values())), key=lambda p: rank(election, terms, p))
        if not first or any(not fits(election, terms, winners, p, budget) for p in first):
            return winners
        for i, row in enumerate(table):
            if row[first[0]] > 0:
                last[i] = times[first[0]][1]
        winners.append(first[0])


def rank(election: Election, terms: Terms, p: int) -> tuple[Fraction, str]:
    project = election.projects[p]
    support = sum(row[p] for row in satisfactions(election, "cardinality"))
    value = {"id": Fraction(0), "cost": Fraction(project.cost), "support": -support}[terms.ties]
    return value, project.id
