import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.disclosure import (
    PROFILES,
    build_ptable,
    cell_key,
    perturb,
    perturbed_counts,
    perturbed_crosstab,
    ptable_for,
    record_key,
)

TABLES = {name: ptable_for(profile) for name, profile in PROFILES.items()}
tables = st.sampled_from(list(TABLES.values()))
KEYS = np.random.default_rng(7).integers(0, 2**64, 400, dtype=np.uint64)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_noise_keeps_its_stated_conditions(table):
    for count in range(table.threshold + table.deviation + 5):
        chances = table.probabilities(count)
        assert sum(chances.values()) == pytest.approx(1, abs=1e-12)
        assert sum(d * p for d, p in chances.items()) == pytest.approx(0, abs=1e-8)
        assert all(abs(d) <= table.deviation for d in chances)
        assert all(count + d == 0 or count + d >= table.threshold for d in chances)
        variance = sum(d * d * p for d, p in chances.items())
        if count == 0:
            assert chances == {0: 1.0}
        elif count >= table.threshold:
            assert variance == pytest.approx(table.variance, abs=1e-6)
        else:
            two_values = count * (table.threshold - count)
            assert variance == pytest.approx(two_values + table.variance * count / table.threshold, abs=1e-6)


@given(tables, st.integers(0, 80), st.integers(0, 2**64 - 1))
def test_a_noisy_count_is_never_small_and_its_possible_causes_hold_the_truth(table, count, key):
    shown = perturb(count, key, table)
    assert shown == 0 or shown >= table.threshold
    low, high = table.possible(shown)
    assert low <= count <= high
    assert perturb(count, key, table) == shown


def test_possible_causes_are_exactly_those_of_the_table():
    for table in TABLES.values():
        for shown in (0, table.threshold, table.threshold + 3, 3 * table.threshold):
            causes = [c for c in range(shown + 2 * table.deviation) if table.probabilities(c).get(shown - c, 0) > 0]
            low, high = table.possible(shown)
            assert low <= min(causes) and max(causes) <= high


@settings(max_examples=50)
@given(st.permutations(list(range(60))), tables)
def test_the_order_of_people_changes_nothing(order, table):
    codes = np.arange(60) % 4 - 1
    mixed = perturbed_counts(codes[order], KEYS[:60][order], 3, ptable=table)
    straight = perturbed_counts(codes, KEYS[:60], 3, ptable=table)
    assert mixed.counts.tolist() == straight.counts.tolist()
    assert mixed.base == straight.base


@given(tables, st.integers(0, 2**20))
def test_the_same_people_have_the_same_noise_whichever_filter_led_to_them(table, seed):
    rng = np.random.default_rng(seed)
    answer, sex, area = rng.integers(-1, 3, 400), rng.integers(-1, 2, 400), rng.integers(-1, 4, 400)
    in_area = area == 2
    by_filter = perturbed_counts(answer[in_area & (sex == 1)], KEYS[in_area & (sex == 1)], 3, ptable=table)
    cut = perturbed_crosstab(answer[in_area], sex[in_area], KEYS[in_area], 3, 2, ptable=table)
    other_way = perturbed_crosstab(answer[sex == 1], area[sex == 1], KEYS[sex == 1], 3, 4, ptable=table)
    assert by_filter.counts.tolist() == cut.counts[:, 1].tolist() == other_way.counts[:, 2].tolist()
    assert by_filter.base == cut.column_totals[1] == other_way.column_totals[2]


@given(st.lists(st.integers(-1, 2), max_size=50), tables)
def test_one_at_a_time_and_all_at_once_agree(codes, table):
    keys = KEYS[: len(codes)]
    at_once = perturbed_counts(codes, keys, 3, ptable=table)
    from commonground.disclosure.cellkeys import _scrambled

    for option in range(3):
        people = [int(k) for c, k in zip(codes, keys, strict=True) if c == option]
        assert at_once.counts[option] == perturb(len(people), cell_key(people), table)
    assert _scrambled(np.array([0, 1], dtype=np.uint64)).tolist() != [0, 1]


def test_noise_over_many_sets_is_as_the_table_says():
    table = TABLES["SDC-ONS105"]
    rng = np.random.default_rng(3)
    for count in (4, 10, 60):
        keys = rng.integers(0, 2**64, 40_000, dtype=np.uint64)
        noisy = table.apply(np.full(40_000, count), keys)
        variance = sum(d * d * p for d, p in table.probabilities(count).items())
        assert abs(noisy.mean() - count) < 5 * (variance / 40_000) ** 0.5
        assert noisy.var() == pytest.approx(variance, rel=0.1)


def test_noise_of_a_total_cannot_be_reckoned_from_that_of_its_parts():
    table = build_ptable(threshold=1, deviation=10, variance=9)
    rng = np.random.default_rng(5)
    a, b = (rng.integers(0, 2**64, 30_000, dtype=np.uint64) for _ in range(2))
    from commonground.disclosure.cellkeys import _scrambled

    noise = [table.apply(np.full(30_000, 100), _scrambled(k)) for k in (a, b, a + b)]
    # With unmixed keys, parts that both got the highest noise would always have a total with the highest.
    highest = (noise[0] > 103) & (noise[1] > 103)
    assert abs(noise[2][highest].mean() - 100) < 5 * (9 / highest.sum()) ** 0.5


def test_sums_of_keys_are_exact_for_more_people_than_fit_in_one_block(monkeypatch):
    monkeypatch.setattr("commonground.disclosure.cellkeys.BLOCK", 7)
    from commonground.disclosure.cellkeys import _tally

    cells = np.arange(100) % 3
    counts, sums = _tally(cells.astype(np.intp), KEYS[:100], 3)
    assert counts.tolist() == [34, 33, 33]
    assert [int(s) for s in sums] == [cell_key(KEYS[:100][cells == i].tolist()) for i in range(3)]


def test_record_keys_depend_on_secret_and_identifier():
    assert record_key(b"one", "a") == record_key(b"one", "a")
    assert len({record_key(s, i) for s in (b"one", b"two") for i in ("a", "b")}) == 4
    with pytest.raises(ValueError, match="secret"):
        record_key(b"", "a")


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="deviation"):
        build_ptable(threshold=10, deviation=9, variance=4)
    with pytest.raises(ValueError, match="variance"):
        build_ptable(threshold=3, deviation=5, variance=100)
    with pytest.raises(ValueError, match="record keys"):
        perturbed_counts([0, 1], KEYS[:1], 2, ptable=TABLES["SDC-HES"])
    with pytest.raises(ValueError, match="codes"):
        perturbed_counts([5], KEYS[:1], 2, ptable=TABLES["SDC-HES"])
    with pytest.raises(ValueError, match="answers"):
        perturbed_crosstab([0], [0, 1], KEYS[:1], 2, 2, ptable=TABLES["SDC-HES"])


def test_nobody_stays_nobody():
    empty = perturbed_crosstab([], [], [], 2, 2, ptable=TABLES["SDC-HES"])
    assert empty.counts.tolist() == [[0, 0], [0, 0]]
    assert empty.base == 0
