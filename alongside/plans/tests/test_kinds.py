"""Which kind of involvement is recommended, with its reasons. Cases first, then what must hold of all answers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.spectrums import levels
from alongside.plans.kinds import called_too_much, payment_left_out, recommend
from alongside.plans.sheets import TEMPLATES

CASES: list[tuple[dict[str, Any], str | None, set[str], set[str]]] = [
    ({}, None, set(), {"plan.decided", "plan.shares"}),
    ({"plan.decided": "some"}, None, set(), {"plan.shares"}),
    ({"plan.decided": "do_not_know", "plan.shares": "us"}, None, set(), {"plan.decided"}),
    ({"plan.decided": "all"}, "inform", {"plan.decided"}, {"plan.explain"}),
    ({"plan.decided": "all", "plan.explain": "no"}, "inform", {"plan.decided"}, set()),
    ({"plan.decided": "all", "plan.explain": "yes"}, "educate", {"plan.decided", "plan.explain"}, set()),
    ({"plan.decided": "some", "plan.shares": "us"}, "consult", {"plan.decided", "plan.shares"}, set()),
    ({"plan.decided": "most", "plan.shares": "us_account"}, "consult", {"plan.decided", "plan.shares"}, set()),
    ({"plan.decided": "nothing", "plan.shares": "us"}, "engage", {"plan.decided", "plan.shares"}, set()),
    ({"plan.decided": "nothing", "plan.shares": "design"}, "co-design", {"plan.shares"}, set()),
    ({"plan.shares": "together"}, "co-design", {"plan.shares"}, {"plan.afterwards"}),
    ({"plan.shares": "together", "plan.afterwards": "no"}, "co-design", {"plan.shares", "plan.afterwards"}, set()),
    ({"plan.shares": "together", "plan.afterwards": "yes"}, "co-produce", {"plan.shares", "plan.afterwards"}, set()),
    ({"plan.shares": "them"}, "community-led", {"plan.shares"}, set()),
]


@pytest.mark.parametrize(("facts", "kind", "because", "still_open"), CASES)
def test_what_is_recommended_and_why(facts: Any, kind: Any, because: set[str], still_open: set[str]) -> None:
    found = recommend(facts, weeks=40)
    assert (found.kind, set(found.because), set(found.open)) == (kind, because, still_open)


def test_half_a_year_is_said_where_co_production_has_less() -> None:
    facts = {"plan.shares": "together", "plan.afterwards": "yes"}
    assert recommend(facts, weeks=20).cautions == ("half-a-year",)
    assert recommend(facts, weeks=None).cautions == recommend(facts, weeks=26).cautions == ()


def _choices(fact: str) -> list[str]:
    asked = [each for each in TEMPLATES["plan"].definition.questions if each.fact_key == fact]
    return [option.key for option in asked[0].options]


FACTS = st.fixed_dictionaries(
    {},
    optional={key: st.sampled_from(_choices(key)) for key in ("plan.decided", "plan.shares", "plan.explain", "plan.afterwards")},
)  # fmt: skip


@given(FACTS, st.none() | st.integers(0, 100))
def test_reasons_are_answers_and_open_ones_are_not(facts: dict[str, Any], weeks: int | None) -> None:
    found = recommend(facts, weeks)
    assert found.kind is None or found.kind in levels()
    assert all(facts.get(key) not in (None, "do_not_know") for key in found.because)
    assert all(facts.get(key) in (None, "do_not_know") for key in found.open)
    assert (found.kind is None) == (not found.because)
    without = {key: value for key, value in facts.items() if value != "do_not_know"}
    assert recommend(without, weeks) == found


@pytest.mark.parametrize("kind", levels())
def test_payment_is_offered_where_people_decide_with_us(kind: str) -> None:
    together = kind in ("co-design", "co-produce")
    assert payment_left_out(kind, {}) is together
    assert payment_left_out(kind, {"plan.payment": "thanks"}) is together
    assert not payment_left_out(kind, {"plan.payment": "pay"})


def test_co_production_goes_on_afterwards() -> None:
    assert called_too_much("co-produce", {"plan.afterwards": "no"})
    assert not called_too_much("co-produce", {}) and not called_too_much("co-design", {"plan.afterwards": "no"})
