from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2, chi2_contingency

from commonground.tabulation import about_phrase, chi_squared, whole_percent, wilson
from commonground.tabulation.statistics import _chi_squared_tail

shares = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(shares)
def test_percentages_round_halves_upwards(share):
    count, base = share
    exact = Fraction(100 * count, base)
    percent = whole_percent(count, base)
    assert exact - Fraction(1, 2) <= percent <= exact + Fraction(1, 2)
    assert whole_percent(1, 200) == 1


def test_no_percentage_without_a_base():
    assert whole_percent(0, 0) is None


@given(shares, st.sampled_from([0.9, 0.95, 0.99]))
def test_wilson_is_scipys_wilson(share, confidence):
    count, base = share
    ours = wilson(count, base, confidence)
    theirs = binomtest(count, base).proportion_ci(confidence, method="wilson")
    assert ours.low == pytest.approx(theirs.low, abs=1e-9)
    assert ours.high == pytest.approx(theirs.high, abs=1e-9)
    assert 0 <= ours.low <= count / base <= ours.high <= 1


@given(st.floats(0, 400), st.integers(1, 200))
def test_the_tail_of_chi_squared_is_scipys(statistic, degrees):
    assert _chi_squared_tail(statistic, degrees) == pytest.approx(chi2.sf(statistic, degrees), abs=1e-11)


@given(st.lists(st.lists(st.integers(0, 60), min_size=3, max_size=3), min_size=2, max_size=5))
def test_chi_squared_is_scipys_or_says_why_not(table):
    ours = chi_squared(table)
    array = np.array(table)
    kept = array[array.sum(axis=1) > 0][:, array.sum(axis=0) > 0]
    if kept.size == 0 or 1 in kept.shape:
        assert ours.reason in {"no_answers", "one_answer", "one_group"}
        return
    theirs = chi2_contingency(kept, correction=False)
    small = theirs.expected_freq
    if (small < 1).any() or (small < 5).mean() > 0.2:
        assert ours.reason == "small_expected"
        assert ours.statistic is ours.p_value is ours.cramers_v is None
        assert ours.smallest_expected == pytest.approx(small.min())
        return
    assert ours.meaningful
    assert ours.statistic == pytest.approx(theirs.statistic)
    assert ours.degrees == theirs.dof
    assert ours.p_value == pytest.approx(theirs.pvalue, abs=1e-11)
    assert 0 <= ours.cramers_v <= 1 + 1e-12


@pytest.mark.parametrize(
    ("count", "base", "code", "top", "of", "near"),
    [
        (59, 100, "in", 6, 10, "just_under"),
        (60, 100, "in", 6, 10, "about"),
        (604, 1000, "in", 6, 10, "about"),
        (50, 100, "half", 1, 2, "about"),
        (33, 100, "third", 1, 3, "about"),
        (75, 100, "three_quarters", 3, 4, "about"),
        (52, 100, "half", 1, 2, "just_over"),
        (0, 50, "nobody", 0, 50, ""),
        (50, 50, "everyone", 50, 50, ""),
        (3, 7, "exactly", 3, 7, ""),
        (2, 100, "hardly_anyone", 2, 100, ""),
        (99, 100, "nearly_everyone", 99, 100, ""),
    ],
)
def test_shares_are_said_as_people_say_them(count, base, code, top, of, near):
    phrase = about_phrase(count, base)
    assert (phrase.code, phrase.top, phrase.of, phrase.near) == (code, top, of, near)


@given(shares)
def test_a_phrase_is_never_further_off_than_half_a_tenth(share):
    count, base = share
    phrase = about_phrase(count, base)
    if phrase.near:
        assert abs(Fraction(count, base) - Fraction(phrase.top, phrase.of)) <= Fraction(1, 20)
        exact = Fraction(count, base) - Fraction(phrase.top, phrase.of)
        assert (phrase.near == "about") == (abs(exact) < Fraction(1, 100))


@pytest.mark.parametrize(("count", "base"), [(1, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_is_refused(count, base):
    with pytest.raises(ValueError):
        about_phrase(count, base)
    with pytest.raises(ValueError):
        wilson(count, base)
