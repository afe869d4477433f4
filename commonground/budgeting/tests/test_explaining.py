"""What an explanation says would have been enough, is enough; what it says was paid, adds up."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from commonground.budgeting import Election, Explanation, Index, Terms, allocate, explain

from .makers import EVERY_RULE, election, elections


def explained(made: Election, terms: Terms) -> dict[str, Explanation]:
    index = Index(made)
    return {each.project: each for each in explain(index, allocate(index, terms))}


def cheaper(made: Election, id: str, cost: Any) -> Election:
    return replace(made, projects=tuple(replace(each, cost=cost) if each.id == id else each for each in made.projects))


def with_more(made: Election, id: str, people: int, budget: Any) -> Election:
    """So many more people who vote for this project alone."""
    place = [project.id for project in made.projects].index(id)
    ballots = [*made.ballots, (place,)]
    return replace(made, ballots=ballots, cast=[*made.cast, *[len(ballots) - 1] * people], budget=budget)


@pytest.mark.parametrize("rule", EVERY_RULE, ids="-".join)
@settings(max_examples=40, deadline=None)
@given(elections())
def test_every_project_is_explained_and_payments_add_up(rule: tuple[Any, Any, Any], made: Election) -> None:
    if "add1" in rule[2] and max(project.cost for project in made.projects) > 1000:
        return
    index = Index(made)
    outcome = allocate(index, Terms(*rule))
    told = explain(index, outcome)
    assert [each.project for each in told] == [project.id for project in made.projects]
    winners = sorted((each for each in told if each.funded), key=lambda each: each.order or 0)
    assert [each.project for each in winners] == [made.projects[p].id for p in outcome.winners]
    for each in told:
        assert each.words and (each.funded or each.reason not in ("bought", "ranked"))
        if each.lacked is not None:
            assert each.lacked > 0 and each.had is not None
            assert each.had + each.lacked == pytest.approx(float(each.cost))
        if each.paid and (rule[1] != "additive" or made.kind == "approval") and each.reason == "bought":
            if rule[0] == "equal-shares":
                paid = each.paid.most * each.paid.in_full + each.paid.from_those
                assert paid == pytest.approx(float(each.cost))
            assert each.paid.in_full + each.paid.less <= each.supporters


@settings(max_examples=150, deadline=None)
@given(elections(), some.sampled_from(["cost", "cardinality"]))
def test_what_equal_shares_says_would_have_been_enough(made: Election, satisfaction: Any) -> None:
    terms = Terms("equal-shares", satisfaction)
    for id, each in explained(made, terms).items():
        if each.enough_cost and each.reason == "supporters_lacked":
            cost = Fraction(each.enough_cost).limit_denominator(10**6) * Fraction(10**9 - 1, 10**9)
            assert explained(cheaper(made, id, cost), terms)[id].funded
        if each.enough_people and made.kind == "approval":
            share = Fraction(made.budget) / len(made.cast)
            more = with_more(made, id, each.enough_people, made.budget + share * each.enough_people)
            assert explained(more, terms)[id].funded


@settings(max_examples=150, deadline=None)
@given(elections(), some.sampled_from(["cost", "cardinality"]), some.sampled_from(["id", "cost"]))
def test_what_greedy_says_would_have_been_enough(made: Election, satisfaction: Any, ties: Any) -> None:
    terms = Terms("greedy", satisfaction, ties=ties)
    for id, each in explained(made, terms).items():
        if each.enough_people is not None and made.kind == "approval":
            assert explained(with_more(made, id, each.enough_people, made.budget), terms)[id].funded
            assert not explained(with_more(made, id, each.enough_people - 1, made.budget), terms)[id].funded


@settings(max_examples=150, deadline=None)
@given(elections())
def test_what_phragmen_says_would_have_brought_its_turn(made: Election) -> None:
    for id, each in explained(made, Terms("phragmen")).items():
        if each.enough_people is not None and made.kind == "approval":
            now = explained(with_more(made, id, each.enough_people, made.budget), Terms("phragmen"))[id]
            assert now.funded or now.reason == "would_overspend"


def test_the_words_by_hand() -> None:
    made = election([60, 30, 40, 36, 500, 7], ["AB"] * 6 + ["CD"] * 4, 100)
    told = {id: each.words for id, each in explained(made, Terms("equal-shares", "cost")).items()}
    assert told == {
        "A": "Funded as number 1. Each of its 6 people paid 10.",
        "B": "Its 6 people had 0 left together, 30 less than its cost of 30. That is what 3 more people with a whole "
        "share would have brought.",
        "C": "Funded as number 2. Each of its 4 people paid 10.",
        "D": "Its 4 people had 0 left together, 36 less than its cost of 36. That is what 4 more people with a whole "
        "share would have brought.",
        "E": "It costs 500, more than the whole budget of 100.",
        "F": "Nobody voted for it.",
    }
    greedy = explained(made, Terms("greedy", "cost"))
    assert greedy["C"].words == (
        "4 people supported it. When its turn came, 10 was left, and it costs 40. With 3 more supporters it would have "
        "come while there was enough."
    )
    assert greedy["F"].words.endswith("Nobody voted for it; it was the next that fitted into what was left.")


def test_limits_are_named() -> None:
    made = election([6, 6, 50], ["AB", "AB", "C"], 60, categories=[("park",), ("park",), ()])
    terms = Terms("greedy", category_limits={"park": 10}, most_cost=40)
    told = explained(made, terms)
    assert told["B"].reason == "category_full"
    assert told["B"].words == "Of the limit for “park”, 4 was left, and it costs 6."
    assert told["C"].reason == "left_out"
