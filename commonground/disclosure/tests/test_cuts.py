import numpy as np

from commonground.disclosure import PROFILES, answers_far_apart, may_cut, may_tabulate

RULES = PROFILES["SDC-ONS105"]


def people(*groups):
    """Characteristics a, b, c from (how many, group of a, of b, of c)."""
    codes = np.repeat(np.array([row[1:] for row in groups]), [row[0] for row in groups], axis=0)
    return {name: codes[:, i] for i, name in enumerate("abc"[: codes.shape[1]])}


def test_a_cut_with_a_small_group_is_refused():
    assert may_cut([120, 0, 10], RULES)
    assert not may_cut([120, 9], RULES)
    assert not may_cut([1, 120], RULES)


def test_a_filter_that_keeps_or_leaves_out_few_is_refused():
    one_apart = people((100, 0, 0), (9, 1, 0))
    assert may_tabulate(one_apart, {}, None, RULES)
    assert may_tabulate(one_apart, {}, "b", RULES)
    assert not may_tabulate(one_apart, {}, "a", RULES)
    assert not may_tabulate(one_apart, {"a": 0}, None, RULES)
    assert not may_tabulate(one_apart, {"a": 1}, None, RULES)


def test_few_in_a_corner_are_not_set_apart_by_way_of_other_filters():
    corner = people((50, 0, 0), (50, 0, 1), (50, 1, 0), (3, 1, 1))
    assert may_tabulate(corner, {}, "a", RULES)
    assert may_tabulate(corner, {"a": 0}, None, RULES)
    assert may_tabulate(corner, {"a": 0, "b": 0}, None, RULES)
    # Keeps the 3.
    assert not may_tabulate(corner, {"a": 1}, "b", RULES)
    assert not may_tabulate(corner, {"b": 1}, "a", RULES)
    # Leaves them out of those with b = 1, though nobody is few among those with a = 0.
    assert not may_tabulate(corner, {"a": 0}, "b", RULES)
    assert not may_tabulate(corner, {"a": 0, "b": 1}, None, RULES)


def test_without_the_few_the_same_tables_may_be_seen():
    nobody_there = people((50, 0, 0), (50, 0, 1), (50, 1, 0))
    assert may_tabulate(nobody_there, {"a": 0}, "b", RULES)
    assert may_tabulate(nobody_there, {"b": 1}, "a", RULES)


def test_nobody_at_all_may_be_tabulated():
    assert may_tabulate(people((50, 0), (50, 1)), {"a": 2}, None, RULES)


def test_answers_of_nearly_the_same_people_do_not_both_have_a_line():
    n = 100
    first = np.arange(n) < 40
    one_more = np.arange(n) < 41
    other = (np.arange(n) >= 30) & (np.arange(n) < 70)
    few = np.arange(n) < 5
    all_but_few = np.arange(n) >= 5
    nobody = np.zeros(n, dtype=bool)
    sets = np.array([first, one_more, other, few, all_but_few, nobody, first, np.ones(n, dtype=bool)])
    assert answers_far_apart(sets, RULES).tolist() == [True, False, True, False, False, True, True, True]
    assert answers_far_apart(sets[:0], RULES).tolist() == []


def test_equal_sets_are_what_lets_two_answers_tell_on_one_person():
    """The attack that the rule stops: the groups of whoever is in one set and not in the other."""
    from commonground.disclosure import perturbed_crosstab, ptable_for

    rng = np.random.default_rng(4)
    n = 300
    keys, area = rng.integers(0, 2**64, n, dtype=np.uint64), rng.integers(0, 5, n)
    yes = rng.random(n) < 0.6
    also_one = yes.copy()
    one = int(np.flatnonzero(~yes)[0])
    also_one[one] = True
    shown = [
        perturbed_crosstab(np.where(s, 0, -1), area, keys, 1, 5, ptable=ptable_for(RULES)).counts[0]
        for s in (yes, also_one)
    ]
    assert np.flatnonzero(shown[0] != shown[1]).tolist() in ([area[one]], [])
    assert answers_far_apart(np.array([yes, also_one]), RULES).tolist() == [True, False]
