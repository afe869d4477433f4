"""Fairness figures against a look at every group, and the promise of equal shares."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from commonground.budgeting import Election, Index, Terms, allocate, fairness

from .makers import election, elections
from .reference import satisfactions


def groups(voters: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for size in range(1, len(voters) + 1):
        yield from combinations(voters, size)


def by_every_group(made: Election, satisfaction: str, winners: Sequence[int]) -> tuple[set[str], set[str]]:
    """Projects whose supporters have a group at odds with justified representation, and with EJR+."""
    table, chosen = satisfactions(made, satisfaction), satisfactions(made, "cardinality")
    share = Fraction(made.budget) / len(made.cast)
    unjustified, extended = set(), set()
    for p, project in enumerate(made.projects):
        if p in winners:
            continue
        for group in groups([i for i, row in enumerate(chosen) if row[p] > 0]):
            if share * len(group) >= project.cost and not any(chosen[i][w] for i in group for w in winners):
                unjustified.add(project.id)
        for group in groups([i for i, row in enumerate(table) if row[p] > 0]):
            right = share * sum(table[i][p] for i in group) / project.cost
            if all(sum(table[i][w] for w in winners) + table[i][p] <= right for i in group):
                extended.add(project.id)
    return unjustified, extended


def small(made: Election) -> Election:
    return replace(made, cast=made.cast[:8], voters={})


@settings(max_examples=120, deadline=None)
@given(
    elections().map(small),
    some.sampled_from(["equal-shares", "greedy", "phragmen"]),
    some.sampled_from(["cost", "cardinality", "additive"]),
)
def test_checks_find_what_a_look_at_every_group_finds(made: Election, rule: Any, satisfaction: Any) -> None:
    index = Index(made)
    outcome = allocate(index, Terms(rule, satisfaction))
    found = fairness(index, outcome)
    unjustified, extended = by_every_group(made, satisfaction, outcome.winners)
    assert {each.project for each in found.unjustified} == unjustified
    assert {each.project for each in found.unjustified_extended} == extended
    if rule == "equal-shares":
        assert not extended


def test_figures_by_hand() -> None:
    made = election([60, 40], ["A"] * 6 + ["B"] * 4 + [""] * 2, 60)
    index = Index(made)
    found = fairness(index, allocate(index, Terms("greedy")))
    assert (found.blank, found.with_nothing, found.share_with_nothing, found.mean_funded) == (2, 4, 0.4, 0.6)
    assert not found.unjustified  # Four of twelve may spend 20, and B costs 40.


def test_half_can_take_all_under_greedy_and_the_checks_say_so() -> None:
    made = election([50, 50, 49], ["AB"] * 51 + ["C"] * 49, 100)
    index = Index(made)
    found = fairness(index, allocate(index, Terms("greedy")))
    assert [(each.project, each.people, each.money) for each in found.unjustified] == [("C", 49, 49.0)]
    assert [each.project for each in found.unjustified_extended] == ["C"]
    assert not fairness(index, allocate(index, Terms("equal-shares"))).unjustified
