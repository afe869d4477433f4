"""The attacker here is the slowest and plainest one: try every possible set of counts."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.disclosure import PROFILES, UNPROTECTED, Profile, protect_counts

profiles = st.sampled_from(list(PROFILES.values()))
counts = st.lists(st.one_of(st.integers(0, 12), st.integers(0, 30)), min_size=1, max_size=3)


def worlds(published, profile, *, exclusive, left_over, covered, most):
    """Every (counts, base) that would have been published so, to someone who knows the rules."""

    def fits(value, shown, hidden):
        if hidden:
            return value >= profile.smallest_hidden
        return not profile.is_small(value) and profile.shown(value) == shown

    bases = [b for b in range(most + 1) if fits(b, published.base, hidden=False)]
    options = [[n for n in range(max(bases) + 1) if fits(n, cell.count, cell.suppressed)] for cell in published.cells]
    for base in bases:
        for world in product(*options):
            if exclusive and (sum(world) == base or (left_over and sum(world) <= base)):
                yield world, base
            if not exclusive and max(world) <= base and (not covered or sum(world) >= base):
                yield world, base


def check_promise(truth, base, profile, exclusive):
    published = protect_counts(truth, profile=profile, base=base, exclusive=exclusive)
    if published.base is None:
        assert all(cell.suppressed for cell in published.cells)
        return
    covered = sum(truth) >= base
    possible = list(
        worlds(
            published,
            profile,
            exclusive=exclusive,
            left_over=sum(truth) < base,
            covered=covered,
            most=base + 5,
        )
    )
    assert (tuple(truth), base) in possible
    low, high = profile.interval
    for i, count in enumerate(truth):
        if profile.is_small(count):
            values = {world[i] for world, _ in possible}
            assert min(values) <= low and max(values) >= high, (i, sorted(values), published)
        rest = base - count
        if not exclusive and len(truth) > 1 and profile.is_small(rest):
            values = {n - world[i] for world, n in possible}
            assert min(values) <= low and max(values) >= high, (i, sorted(values), published)
    if exclusive and profile.is_small(base - sum(truth)) and base > sum(truth):
        values = {n - sum(world) for world, n in possible}
        assert min(values) <= low and max(values) >= high, (sorted(values), published)


@settings(max_examples=200, deadline=None)
@given(counts, profiles)
def test_one_answer_a_person_keeps_its_promise(truth, profile):
    check_promise(truth, sum(truth), profile, exclusive=True)


@settings(max_examples=100, deadline=None)
@given(counts, st.integers(1, 12), profiles)
def test_people_left_over_are_protected_too(truth, left_over, profile):
    check_promise(truth, sum(truth) + left_over, profile, exclusive=True)


@settings(max_examples=200, deadline=None)
@given(counts, st.integers(0, 12), profiles)
def test_several_choices_keep_their_promise(truth, more, profile):
    check_promise(truth, max(truth) + more, profile, exclusive=False)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=12), profiles, st.booleans())
def test_what_is_shown_is_never_small_and_what_is_hidden_is_nowhere(truth, profile, exclusive):
    base = sum(truth) if exclusive else max(truth)
    published = protect_counts(truth, profile=profile, base=base, exclusive=exclusive)
    assert len(published.cells) == len(truth)
    for cell, count in zip(published.cells, truth, strict=True):
        if cell.suppressed:
            assert cell.count is None and cell.percent is None
        else:
            assert not profile.is_small(count)
            assert cell.count == profile.shown(count)
            if published.base:
                assert cell.percent == int(100 * cell.count / published.base + 0.5)
    if all(count >= 3 * profile.threshold for count in truth) and exclusive:
        assert not published.any_suppressed


def test_yes_and_no_hide_together_without_rounding():
    published = protect_counts([97, 3], profile=PROFILES["SDC-LT5"], base=100)
    assert [cell.count for cell in published.cells] == [None, None]
    assert published.base == 100


def test_rounding_can_be_protection_enough():
    published = protect_counts([3, 52, 45], profile=PROFILES["SDC-HES"], base=100)
    assert [cell.count for cell in published.cells] == [None, 50, 45]


def test_the_smallest_shown_count_is_what_is_hidden_besides():
    published = protect_counts([4, 60, 20, 16], profile=PROFILES["SDC-LT5"], base=100)
    assert [cell.count for cell in published.cells] == [None, 60, 20, None]


def test_hidden_counts_that_the_base_pins_down_take_a_large_one_with_them():
    # Zeros are shown here, so three hidden counts that add up to 3 would each be 1.
    published = protect_counts([1, 1, 1, 300], profile=PROFILES["SDC-LT5"], base=303)
    assert [cell.count for cell in published.cells] == [None, None, None, None]


def test_several_choices_guard_those_who_did_not_choose():
    published = protect_counts([98, 40], profile=PROFILES["SDC-LT5"], base=100, exclusive=False)
    assert published.cells[0].suppressed
    assert published.cells[1].count == 40


def test_several_choices_guard_an_option_that_the_others_pin_down():
    published = protect_counts([60, 35, 4], profile=PROFILES["SDC-LT5"], base=98, exclusive=False)
    assert [cell.suppressed for cell in published.cells] == [False, True, True]


def test_a_small_base_hides_everything():
    published = protect_counts([3, 2], profile=PROFILES["SDC-ONS105"], base=5)
    assert published.base is None
    assert published.any_suppressed


def test_without_control_everything_is_shown_as_it_is():
    published = protect_counts([1, 0, 2], profile=UNPROTECTED, base=3)
    assert [(cell.count, cell.percent) for cell in published.cells] == [(1, 33), (0, 0), (2, 67)]


def test_a_profile_without_secondary_suppression_hides_only_small_counts():
    plain = Profile("plain", "plain", 5, None, False, False, "a test", "L")
    published = protect_counts([97, 3], profile=plain, base=100)
    assert [cell.count for cell in published.cells] == [97, None]


@pytest.mark.parametrize(("truth", "base", "exclusive"), [([-1], 5, True), ([6], 5, False), ([3, 3], 5, True)])
def test_counts_that_cannot_belong_to_the_base_are_refused(truth, base, exclusive):
    with pytest.raises(ValueError):
        protect_counts(truth, profile=PROFILES["SDC-HES"], base=base, exclusive=exclusive)
