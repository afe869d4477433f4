"""Each rule against its paper, on small elections of every kind, and the cases that floats alone get wrong."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from commonground.budgeting import BallotBox, Election, Index, Project, Terms, allocate
from commonground.errors import Impossible, Refused

from . import reference
from .makers import EVERY_RULE, election, elections, winners


@pytest.mark.parametrize("rule", EVERY_RULE, ids="-".join)
@settings(max_examples=60, deadline=None)
@given(
    elections(),
    some.sampled_from(("id", "cost", "support")),
    some.sampled_from([{}, {}, {"park": 5}, {"park": 3, "road": 4}]),
    some.sampled_from([(None, None), (None, None), (2, 5)]),
)
def test_every_rule_is_what_its_paper_says(
    rule: tuple[Any, Any, Any], made: Election, ties: Any, limits: dict[str, Any], costs: tuple[Any, Any]
) -> None:
    known = {category for project in made.projects for category in project.categories}
    limits = {category: most for category, most in limits.items() if category in known}
    terms = Terms(*rule, category_limits=limits, least_cost=costs[0], most_cost=costs[1], ties=ties)
    if "add1" in rule[2] and max(project.cost for project in made.projects) > 1000:
        return  # A million steps is no test for the reference.
    outcome = allocate(Index(made), terms)
    assert outcome.winners == reference.allocate(made, terms)
    assert outcome.cost == sum(made.projects[p].cost for p in outcome.winners) <= outcome.budget


@settings(max_examples=40, deadline=None)
@given(elections(units=[20, Fraction(55, 2)]), some.sampled_from(["cost", "cardinality", "additive"]))
def test_shares_that_rise_by_many_steps(made: Election, satisfaction: Any) -> None:
    terms = Terms("equal-shares", satisfaction, "add1")
    assert allocate(Index(made), terms).winners == reference.allocate(made, terms)


def test_equal_shares_by_hand() -> None:
    """Ten voters, a budget of 100, so ten each. Six want A (60) and B (30), four want C (40) and D (36).

    By cost, A takes 60 / (60 × 6) = 1/6 for a unit, C 1/4: A first, and its six have nothing left; then C is paid
    in full by its four, who have nothing left.
    """
    made = election([60, 30, 40, 36], ["AB"] * 6 + ["CD"] * 4, 100)
    assert winners(made, Terms("equal-shares", "cost")) == "AC"
    # One project is one, whatever it costs: B asks 5 of each of six, D 9 of each of four, and then A is too dear.
    assert winners(made, Terms("equal-shares", "cardinality")) == "BD"
    assert winners(made, Terms("greedy", "cost")) == "AB"
    # Everybody earns one unit a time: B after 5, D after 9, C after 19; A after 15 would leave nothing for it.
    assert winners(made, Terms("phragmen")) == "BD"


def test_points_pay_in_proportion() -> None:
    """One gives three points and one gives one: they pay three quarters and a quarter."""
    made = election([8, 6], [{"A": 3, "B": 1}, {"A": 1, "B": 3}], 14, kind="cumulative")
    outcome = allocate(Index(made), Terms("equal-shares", "additive"))
    assert outcome.shares is not None
    assert [made.projects[each.p].id for each in outcome.shares.purchases] == ["B", "A"]
    assert outcome.shares.purchases[0].payment == pytest.approx(1.5)


def test_ties_go_by_id_as_text_unless_told_otherwise() -> None:
    box = BallotBox([Project("9", 10), Project("10", 10)], "approval")
    box.add(["9"])
    box.add(["10"])
    made = Election((Project("9", 10), Project("10", 10)), 10, "approval", box.ballots, box.cast)
    for terms in (Terms("greedy"), Terms("equal-shares", completion="greedy"), Terms("equal-shares", budget=20)):
        assert made.projects[allocate(Index(made), terms).winners[0]].id == "10"
    assert winners(election([3, 2], ["A", "A", "A", "B", "B"], 3), Terms("greedy", "cardinality")) == "A"
    assert winners(election([3, 2], ["A", "A", "A", "B", "B"], 3), Terms("greedy", "cardinality", ties="cost")) == "B"
    assert winners(election([2, 3], ["A", "A", "B", "B", "B"], 3), Terms("greedy", "cardinality")) == "A"
    assert (
        winners(election([2, 3], ["A", "A", "B", "B", "B"], 3), Terms("greedy", "cardinality", ties="support")) == "B"
    )


def test_a_project_that_comes_at_the_same_time_stops_phragmen() -> None:
    """B and A come together; A would overspend, so nothing more is bought, though B fits."""
    made = election([6, 3, 2], ["A", "A", "B", "C", "C"], 6)
    assert winners(made, Terms("phragmen")) == "C"


@pytest.mark.parametrize("voters", [3, 7, 49, 999])
def test_sums_that_floats_get_wrong(voters: int) -> None:
    """A share of a third, a seventh: supporters hold the cost exactly, and rounding must not say they do not."""
    budget = Fraction(1, 10) * voters
    made = election([Fraction(1, 10) * voters], ["A"] * voters, budget)
    assert winners(made, Terms("equal-shares", "cardinality")) == "A"
    split = election([Fraction(voters, 30)] * 3, ["ABC"] * voters, budget)
    assert winners(split, Terms("equal-shares", "cardinality")) == "ABC"
    assert winners(split, Terms("phragmen")) == "ABC"


@pytest.mark.parametrize("apart", [0, 1])
def test_prices_closer_than_floats_can_tell(apart: int) -> None:
    """Two costs differ by one in 10 to the 12: the cheaper is bought first, whatever its id."""
    cost = 10**12 - 1
    made = election([cost, cost - apart], ["A", "B"] * 2, 4 * 10**12)
    for satisfaction in ("cardinality", "additive"):
        assert winners(made, Terms("equal-shares", satisfaction))[0] == ("B" if apart else "A")  # type: ignore[arg-type]
    assert winners(made, Terms("phragmen"))[0] == ("B" if apart else "A")


def test_a_share_gone_to_the_last_penny_is_gone() -> None:
    """After A everybody who paid has nothing, not a rounding: nobody is left to buy B."""
    made = election([Fraction(1, 3) * 3, Fraction(1, 1000)], ["AB"] * 3, 1)
    assert winners(made, Terms("equal-shares", "cost")) == "A"


def test_a_remainder_too_small_for_floats_still_buys() -> None:
    """Seven share 10 to the 12. After A each holds a seventh of a millionth: together exactly what B costs."""
    made = election([10**12 - Fraction(1, 10**6), Fraction(1, 10**6)], ["AB"] * 7, 10**12)
    assert winners(made, Terms("equal-shares", "cost")) == "AB"


def test_money_can_be_stopped_while_shares_rise() -> None:
    made = election([10000, 9999], ["A", "B"], 10000)
    with pytest.raises(Impossible, match="Stopped"):
        allocate(Index(made), Terms(completion="add1"), keep_going=lambda: False)


def test_nobody_voted_for_anything() -> None:
    made = election([5, 6], ["", ""], 5)
    assert winners(made, Terms()) == "" and winners(made, Terms(completion="add1")) == ""
    # These spend what they can, and the explanation says that nobody asked for it.
    assert winners(made, Terms("greedy")) == "A" and winners(made, Terms("phragmen")) == "A"


@pytest.mark.parametrize(
    "terms, words",
    [
        (Terms("lottery"), "“lottery” is no rule"),  # type: ignore[arg-type]
        (Terms(satisfaction="joy"), "“joy” is no satisfaction"),  # type: ignore[arg-type]
        (Terms(completion="all"), "“all” is no completion"),  # type: ignore[arg-type]
        (Terms(ties="dice"), "“dice” is no ties"),  # type: ignore[arg-type]
        (Terms("greedy", completion="add1"), "Completion is for equal shares"),
        (Terms(budget=-1), "less than 0"),
        (Terms(least_cost=5, most_cost=4), "more than the most"),
        (Terms(category_limits={"sea": 4}), "No project is in a category “sea”"),
        (Terms(category_limits={"park": -4}), "less than 0"),
    ],
)
def test_terms_that_make_no_sense_are_refused(terms: Terms, words: str) -> None:
    made = election([5, 6], ["A", "B"], 5, categories=[("park",), ("road",)])
    with pytest.raises(Refused, match=words):
        allocate(Index(made), terms)
