import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.disclosure import DEFAULT_PROFILE, PROFILES, UNPROTECTED, may_publish_again

profiles = st.sampled_from(list(PROFILES.values()))


def test_the_default_is_the_10_5_rule():
    assert DEFAULT_PROFILE.id == "SDC-ONS105"
    assert list(PROFILES) == ["SDC-HES", "SDC-ONS105", "SDC-TRE10", "SDC-LT5"]


@pytest.mark.parametrize(
    ("profile", "hidden", "shown"),
    [
        ("SDC-HES", range(1, 8), {0: 0, 8: 10, 12: 10, 13: 15}),
        ("SDC-ONS105", range(10), {10: 10, 12: 10, 13: 15, 102: 100}),
        ("SDC-TRE10", range(10), {10: 10, 11: 11}),
        ("SDC-LT5", range(1, 5), {0: 0, 5: 5, 6: 6}),
    ],
)
def test_each_profile_does_what_its_source_says(profile, hidden, shown):
    rules = PROFILES[profile]
    assert [n for n in range(200) if rules.is_small(n)] == list(hidden)
    assert {n: rules.shown(n) for n in shown} == shown
    assert rules.interval == (hidden[0], hidden[-1])


@given(profiles, st.integers(0, 300))
def test_possible_counts_are_exactly_those_published_alike(profile, count):
    if profile.is_small(count):
        return
    alike = [n for n in range(400) if not profile.is_small(n) and profile.shown(n) == profile.shown(count)]
    assert profile.possible(count) == (min(alike), max(alike))


def test_without_control_nothing_is_small_or_rounded():
    assert not any(UNPROTECTED.is_small(n) for n in range(20))
    assert [UNPROTECTED.shown(n) for n in range(20)] == list(range(20))


def test_publishing_again_waits_for_a_crowd():
    rules = PROFILES["SDC-ONS105"]
    assert may_publish_again(0, 10, rules).allowed
    assert not may_publish_again(0, 9, rules).allowed
    assert may_publish_again(100, 150, rules).allowed
    waiting = may_publish_again(100, 149, rules)
    assert (waiting.allowed, waiting.new, waiting.short_by) == (False, 49, 1)
    assert not may_publish_again(55, 5, rules).allowed
    with pytest.raises(ValueError):
        may_publish_again(-1, 5, rules)
