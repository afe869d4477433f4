"""Weights against slow and obvious references, and what cannot be met said by name."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as student

from commonground.errors import Impossible, Refused
from commonground.weighting import estimate, weigh

AGE = ["young"] * 8 + ["old"] * 12
SEX = ["f"] * 6 + ["m"] * 2 + ["f"] * 7 + ["m"] * 5
PEOPLE = {"age": AGE, "sex": SEX}
MARGINS = {"age": {"young": 0.5, "old": 0.5}, "sex": {"f": 0.52, "m": 0.48}}


def raked(columns: dict[str, list[str]], margins: dict[str, dict[str, float]], base: list[float]) -> list[float]:
    """Iterative proportional fitting as Deming and Stephan wrote it in 1940: each margin in turn, until none moves."""
    weights = list(base)
    for _round in range(20_000):
        moved = 0.0
        for variable, targets in margins.items():
            whole = sum(weights)
            for category, target in targets.items():
                those = [at for at, value in enumerate(columns[variable]) if value == category]
                factor = target * whole / sum(weights[at] for at in those)
                moved = max(moved, abs(factor - 1))
                for at in those:
                    weights[at] *= factor
        if moved < 1e-13:
            break
    mean = sum(weights) / len(weights)
    return [each / mean for each in weights]


def linear(columns: dict[str, list[str]], margins: dict[str, dict[str, float]]) -> np.ndarray:
    """The weights nearest to 1 by least squares that meet every margin (Deville and Särndal 1992), all at once."""
    people = len(next(iter(columns.values())))
    rows = [(variable, category) for variable, targets in margins.items() for category in targets]
    x = np.array([[value == category for value in columns[variable]] for variable, category in rows], float)
    totals = np.array([margins[variable][category] * people for variable, category in rows])
    return 1 + np.linalg.pinv(x) @ (totals - x.sum(axis=1))


def test_raking_is_iterative_proportional_fitting() -> None:
    found = weigh(PEOPLE, MARGINS)
    assert found.converged and found.weights == pytest.approx(raked(PEOPLE, MARGINS, [1.0] * 20), abs=1e-9)
    assert sum(found.weights) == pytest.approx(20) and found.largest_miss < 1e-9


def test_the_yardsticks_say_the_same() -> None:
    """Raking in balance 0.23 (the example of its docstring), mean and proportion with their errors in samplics 0.4."""
    four = {"gender": ["Female", "Male", "Male", "Female"], "age_group": ["18-24", "18-24", "25-34", "45+"]}
    known = {"gender": {"Female": 60, "Male": 40}, "age_group": {"18-24": 50, "25-34": 25, "45+": 25}}
    assert weigh(four, known).weights == pytest.approx([1.4, 0.6, 1, 1], rel=1e-6)  # theirs add up to 100
    weights = np.array([1, 2, 1.5, 3, 0.5, 2])
    (mean,) = estimate("score", ["7", "5", "8", "6", "9", "4"], weights)
    said = (mean.weighted, mean.standard_error, mean.low, mean.high)
    assert said == pytest.approx((5.95, 0.6170210693, 4.3638968470, 7.5361031531), rel=1e-6)
    no, yes = estimate("said", ["yes", "no", "yes", "no", "no", "yes"], weights)
    said = (no.weighted, no.standard_error, no.low, no.high)
    assert said == pytest.approx((0.55, 0.2418987391, 0.0901556939, 0.9377938790), rel=1e-6)
    assert (yes.low, yes.high) == pytest.approx((0.0622061210, 0.9098443061), rel=1e-6)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_data_is_raked_as_the_reference_does(data: st.DataObject) -> None:
    many = data.draw(st.integers(12, 40))
    columns = {
        name: data.draw(st.lists(st.sampled_from("abc"[:size]), min_size=many, max_size=many))
        for name, size in (("one", 2), ("two", 3))
    }
    base = data.draw(st.lists(st.sampled_from([0.5, 1.0, 2.0]), min_size=many, max_size=many))
    # Margins that some weights meet: those of the data under random weights of the people.
    other = data.draw(st.lists(st.floats(0.3, 3), min_size=many, max_size=many))
    margins = {
        name: {
            each: sum(w for w, value in zip(other, values, strict=True) if value == each) / sum(other)
            for each in sorted(set(values))
        }
        for name, values in columns.items()
    }
    found = weigh(columns, margins, base=base)
    assert found.converged
    assert found.weights == pytest.approx(raked(columns, margins, base), rel=1e-5, abs=1e-7)


def test_linear_calibration_is_the_nearest_by_least_squares() -> None:
    found = weigh(PEOPLE, MARGINS, method="linear")
    assert found.weights == pytest.approx(linear(PEOPLE, MARGINS), abs=1e-9)


def test_the_order_of_people_and_margins_changes_nothing() -> None:
    order = np.random.default_rng(3).permutation(20)
    turned = {name: [values[at] for at in order] for name, values in reversed(PEOPLE.items())}
    found = weigh(turned, dict(reversed(MARGINS.items())))
    assert found.weights == pytest.approx(weigh(PEOPLE, MARGINS).weights[order], abs=1e-9)


def test_counts_give_weights_that_add_up_to_the_population() -> None:
    counts = {"age": {"young": 5200, "old": 4800}, "sex": {"f": 5100, "m": 4900}}
    found = weigh(PEOPLE, counts)
    assert found.weights.sum() == pytest.approx(10_000)
    young = sum(weight for weight, age in zip(found.weights, AGE, strict=True) if age == "young")
    assert young == pytest.approx(5200)
    assert [each.after for each in found.margins] == pytest.approx([each.target for each in found.margins])


def test_the_design_effect_is_kish_s() -> None:
    weights = weigh(PEOPLE, MARGINS).weights
    found = weigh(PEOPLE, MARGINS)
    spread = float(np.var(weights) / np.mean(weights) ** 2)
    assert found.design_effect == pytest.approx(1 + spread)
    assert found.effective_size == pytest.approx(20 / (1 + spread))


@pytest.mark.parametrize("method", ["raking", "linear"])
def test_trimmed_weights_keep_their_bounds_and_the_margins(method: str) -> None:
    found = weigh(PEOPLE, MARGINS, method=method, bounds=(0.59, 1.9))  # type: ignore[arg-type]
    assert found.converged and found.largest_miss < 1e-8
    assert found.weights.min() >= 0.59 - 1e-9 and found.weights.max() <= 1.9 + 1e-9
    assert max(weigh(PEOPLE, MARGINS).weights) > 1.9


def test_bounds_too_tight_are_refused_with_the_least_that_would_do() -> None:
    with pytest.raises(Impossible) as problem:
        weigh(PEOPLE, MARGINS, bounds=(0.7, 1.2))
    high = problem.value.details["least_high"]
    assert weigh(PEOPLE, MARGINS, bounds=(0.7, high)).converged
    with pytest.raises(Impossible):
        weigh(PEOPLE, MARGINS, bounds=(0.7, high - 0.011))


def test_margins_that_contradict_each_other_are_named() -> None:
    # Everyone young is a woman: the young cannot be more than the women are.
    columns = {"age": ["young", "young", "old", "old"], "sex": ["f", "f", "f", "m"]}
    margins = {"age": {"young": 0.7, "old": 0.3}, "sex": {"f": 0.5, "m": 0.5}}
    with pytest.raises(Impossible) as problem:
        weigh(columns, margins)
    named = {(each["variable"], each["category"]) for each in problem.value.details["clash"]}
    assert problem.value.code == "contradictory" and {variable for variable, _category in named} == {"age", "sex"}
    assert all(category in str(problem.value) for _variable, category in named)


def test_totals_that_differ_name_both_variables() -> None:
    with pytest.raises(Refused, match="“age” add up to 10,000, and those of “sex” to 9,000"):
        weigh(PEOPLE, {"age": {"young": 5000, "old": 5000}, "sex": {"f": 4500, "m": 4500}})


def test_a_category_without_anybody_is_refused() -> None:
    with pytest.raises(Impossible, match="Nobody in the data has “other”"):
        weigh(PEOPLE, {"sex": {"f": 0.5, "m": 0.4, "other": 0.1}})


def test_a_value_without_a_margin_is_refused_with_its_row() -> None:
    with pytest.raises(Refused) as problem:
        weigh({"sex": ["f", "m", "x"]}, {"sex": {"f": 0.5, "m": 0.5}})
    assert problem.value.parameters["row"] == 2


def test_who_said_nothing_keeps_their_share() -> None:
    found = weigh({"sex": ["f", "f", "f", "m", ""]}, {"sex": {"f": 0.5, "m": 0.5}})
    assert found.blank == {"sex": 1} and found.weights == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2, 1])


def test_a_mean_has_its_linearised_error() -> None:
    weights = np.array([1.0, 2.0, 0.5, 1.5, 1.0])
    values = [3.0, 5.0, 4.0, 8.0, 1.0]
    (found,) = estimate("score", [f"{each:g}" for each in values], weights)
    mean = sum(w * y for w, y in zip(weights, values, strict=True)) / sum(weights)
    # Woodruff's residuals, and their variance as that of a total.
    scores = [w * (y - mean) / sum(weights) for w, y in zip(weights, values, strict=True)]
    error = math.sqrt(5 / 4 * sum((each - sum(scores) / 5) ** 2 for each in scores))
    assert found.weighted == pytest.approx(mean) and found.standard_error == pytest.approx(error)
    assert found.high == pytest.approx(mean + student.ppf(0.975, 4) * error)


def test_equal_weights_give_the_textbook_error_of_a_proportion() -> None:
    said = ["yes"] * 30 + ["no"] * 70
    no, yes = estimate("vote", said, np.ones(100))
    assert (yes.category, yes.weighted) == ("yes", 0.3)
    assert yes.standard_error == pytest.approx(math.sqrt(0.3 * 0.7 / 99))
    assert yes.low is not None and 0 < yes.low < 0.3
    assert no.low == pytest.approx(1 - (yes.high or 0))


def test_an_interval_of_a_proportion_never_leaves_nought_to_one() -> None:
    (all_yes,) = estimate("vote", ["yes"] * 12, np.ones(12))
    assert all_yes.high == 1 and all_yes.low is not None and 0.6 < all_yes.low < 1
