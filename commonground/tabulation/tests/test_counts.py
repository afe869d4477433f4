from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.tabulation import (
    count_multiple,
    count_single,
    crosstab,
    crosstabs,
    matrix_table,
    not_known_as_option,
    ranking_table,
)

N = 4
codes = st.lists(st.integers(-1, N - 1), max_size=60)


@given(codes)
def test_single_counts_are_those_of_counting_by_hand(answers):
    result = count_single(answers, N)
    by_hand = Counter(answers)
    assert result.counts.tolist() == [by_hand[i] for i in range(N)]
    assert result.blank == by_hand[-1]
    assert result.base == len(answers) - by_hand[-1]
    assert isinstance(result.base, int)


@given(st.lists(st.tuples(st.integers(-1, N - 1), st.floats(0, 10)), max_size=40))
def test_weighted_counts_add_up_weights(answers):
    result = count_single([a for a, _ in answers], N, weights=[w for _, w in answers])
    for option in range(N):
        assert result.counts[option] == pytest.approx(sum(w for a, w in answers if a == option))
    assert result.blank == pytest.approx(sum(w for a, w in answers if a == -1))


@given(st.lists(st.one_of(st.none(), st.sets(st.integers(0, N - 1))), max_size=40))
def test_several_choices_count_people_once_an_option(choices):
    result = count_multiple(choices, N)
    assert result.counts.tolist() == [sum(i in (c or ()) for c in choices) for i in range(N)]
    assert result.base == sum(bool(c) for c in choices)
    assert result.blank == len(choices) - result.base
    matrix = np.array([[i in (c or ()) for i in range(N)] for c in choices], dtype=bool).reshape(-1, N)
    again = count_multiple(matrix)
    assert (again.counts.tolist(), again.base, again.blank) == (
        result.counts.tolist(),
        result.base,
        result.blank,
    )


def test_several_choices_with_weights():
    result = count_multiple([[0, 1], [1], None], 2, weights=[2.0, 0.5, 1.0])
    assert result.counts.tolist() == [2.0, 2.5]
    assert (result.base, result.blank) == (2.5, 1.0)


@given(st.lists(st.tuples(st.integers(-1, 2), st.integers(-1, 3)), max_size=60))
def test_crosstab_is_counting_pairs(pairs):
    a, b = [x for x, _ in pairs], [y for _, y in pairs]
    result = crosstab(a, b, 3, 4)
    by_hand = Counter(pairs)
    assert result.counts.tolist() == [[by_hand[i, j] for j in range(4)] for i in range(3)]
    assert result.row_totals.tolist() == result.counts.sum(axis=1).tolist()
    assert result.column_totals.tolist() == result.counts.sum(axis=0).tolist()
    assert result.base + result.blank == len(pairs)


@given(
    st.lists(
        st.tuples(*(st.integers(-1, n - 1) for n in (3, 2, 5, 4))),
        min_size=1,
        max_size=60,
    ),
    st.booleans(),
)
def test_all_crosstabs_at_once_are_the_crosstabs_one_by_one(people, weighted):
    columns = [list(column) for column in zip(*people, strict=True)]
    weights = [1 + i % 3 for i in range(len(people))] if weighted else None
    characteristics = {"a": (columns[1], 2), "b": (columns[2], 5), "c": (columns[3], 4)}
    tables = crosstabs({"q": (columns[0], 3)}, characteristics, weights)
    for name, (values, n) in characteristics.items():
        alone = crosstab(columns[0], values, 3, n, weights)
        together = tables["q", name]
        assert together.counts.tolist() == alone.counts.tolist()
        assert (together.base, together.blank) == (alone.base, alone.blank)


def test_characteristics_with_many_groups_are_not_joined_into_a_table_too_large():
    rng = np.random.default_rng(0)
    wide = {f"c{i}": (rng.integers(-1, 300, 500), 300) for i in range(3)}
    question = rng.integers(-1, 3, 500)
    tables = crosstabs({"q": (question, 3)}, wide)
    for name, (values, n) in wide.items():
        assert (tables["q", name].counts == crosstab(question, values, 3, n).counts).all()


@given(st.permutations(list(range(12))))
def test_the_order_of_people_changes_nothing(order):
    a = [0, 1, 2, -1, 0, 1, 2, 2, 2, -1, 0, 0]
    b = [1, 1, 0, 0, -1, 1, 0, 1, 0, -1, 1, 1]
    mixed = crosstab([a[i] for i in order], [b[i] for i in order], 3, 2)
    assert mixed.counts.tolist() == crosstab(a, b, 3, 2).counts.tolist()


@pytest.mark.parametrize("bad", [[5], [-2], [0.5], ["a"], [[0]]])
def test_what_is_not_a_code_is_refused_rather_than_lost(bad):
    with pytest.raises(ValueError):
        count_single(bad, 3)


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="2 and 1"):
        crosstab([0, 1], [0], 2, 2)
    with pytest.raises(ValueError, match="weights"):
        count_single([0, 1], 2, weights=[1.0])
    with pytest.raises(ValueError, match="people"):
        crosstabs({"q": ([0, 1], 2)}, {"c": ([0], 1)})


def test_nobody_is_counted_as_nobody():
    assert count_single([], 2).counts.tolist() == [0, 0]
    assert crosstab([], [], 2, 3).counts.shape == (2, 3)
    assert count_multiple([], 2).base == 0


def test_a_grid_has_a_base_for_each_row():
    grid = matrix_table([[0, 1], [-1, 1], [2, -1]], 3)
    assert grid.counts.tolist() == [[1, 0, 1], [0, 2, 0]]
    assert grid.bases.tolist() == [2, 2]
    assert grid.blanks.tolist() == [1, 1]


def test_places_of_a_ranking_with_partial_ones_and_blanks():
    ranking = ranking_table([[2, 0], [0, 1, 2], None, []], 3)
    assert ranking.places.tolist() == [[1, 1, 0], [0, 1, 0], [1, 0, 1]]
    assert ranking.ranked.tolist() == [2, 1, 2]
    assert ranking.mean_places == (1.5, 2.0, 2.0)
    assert (ranking.base, ranking.blank) == (2, 2)
    assert ranking_table([[0]], 2).mean_places == (1.0, None)


@pytest.mark.parametrize("bad", [[0, 0], [3], [-1, 0]])
def test_a_ranking_with_an_option_twice_or_unknown_is_refused(bad):
    with pytest.raises(ValueError, match="not a ranking"):
        ranking_table([bad], 3)


def test_not_known_becomes_a_group_so_that_tables_share_totals():
    q, age, sex = [0, 1, 0, 1], [0, -1, 1, 0], [-1, 0, 0, 0]
    by_age = crosstab(q, not_known_as_option(age, 2), 2, 3)
    by_sex = crosstab(q, not_known_as_option(sex, 1), 2, 2)
    assert by_age.row_totals.tolist() == by_sex.row_totals.tolist() == [2, 2]
