import itertools
import statistics
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.tabulation import date_summary, number_summary

numbers = st.one_of(
    st.lists(st.integers(-1000, 1000), min_size=1, max_size=50),
    st.lists(st.floats(-1e6, 1e6).map(lambda x: round(x, 3)), min_size=1, max_size=50),
)


@given(numbers)
def test_a_number_summary_is_the_standard_librarys(values):
    summary = number_summary(values)
    assert summary.base == len(values)
    assert summary.mean == pytest.approx(statistics.fmean(values), abs=1e-6)
    assert summary.median == pytest.approx(statistics.median(values), abs=1e-9)
    assert (summary.minimum, summary.maximum) == (min(values), max(values))
    if len(values) > 1:
        lower, _, upper = statistics.quantiles(values, n=4, method="inclusive")
        assert summary.lower_quartile == pytest.approx(lower, abs=1e-6)
        assert summary.upper_quartile == pytest.approx(upper, abs=1e-6)


@given(numbers)
def test_bands_hold_everyone_once_and_are_few(values):
    bands = number_summary(values).bands
    assert sum(band.count for band in bands) == len(values)
    assert 1 <= len(bands) <= 9
    for before, after in itertools.pairwise(bands):
        assert before.high == after.low
    assert bands[0].low <= min(values)
    assert bands[-1].high >= max(values)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=50))
def test_bands_count_what_lies_in_them(values):
    bands = number_summary(values).bands
    for band in bands:
        last = band is bands[-1]
        inside = [v for v in values if band.low <= v < band.high or (last and v == band.high)]
        assert band.count == len(inside)


def test_bands_are_round():
    bands = number_summary([18, 23, 35, 47, 52, 68, 71, 90]).bands
    assert [(band.low, band.high) for band in bands] == [(x, x + 20) for x in range(0, 100, 20)]


def test_blanks_are_counted_and_nobody_is_no_summary():
    assert number_summary([1, None, float("nan")]).blank == 2
    empty = number_summary([None])
    assert (empty.base, empty.mean, empty.bands) == (0, None, ())
    with pytest.raises(ValueError, match="infinite"):
        number_summary([float("inf")])


def test_whole_numbers_are_known_as_such():
    assert number_summary([1, 2.0, 30]).whole
    assert not number_summary([1, 2.5]).whole


@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=1, max_size=40))
def test_periods_hold_every_date_once_without_gaps(dates):
    summary = date_summary(dates)
    assert (summary.first, summary.last) == (min(dates), max(dates))
    starts = [period.start for period in summary.periods]
    assert starts == sorted(set(starts))
    for i, period in enumerate(summary.periods):
        end = starts[i + 1] if i + 1 < len(starts) else date.max
        assert period.count == sum(period.start <= d < end for d in dates)
    if summary.unit != "year":
        assert len(starts) <= 32


@pytest.mark.parametrize(
    ("days", "unit"), [(0, "day"), (30, "day"), (31, "week"), (200, "week"), (300, "month"), (1200, "year")]
)
def test_the_unit_suits_the_span(days, unit):
    first = date(2026, 1, 15)
    assert date_summary([first, first + timedelta(days=days)]).unit == unit


def test_weeks_start_on_monday_and_empty_ones_are_kept():
    summary = date_summary([date(2026, 11, 4), date(2026, 12, 16), None])
    assert summary.unit == "week"
    assert {period.start.weekday() for period in summary.periods} == {0}
    assert [period.count for period in summary.periods] == [1, 0, 0, 0, 0, 0, 1]
    assert summary.blank == 1


def test_no_dates_no_summary():
    assert date_summary([None]).first is None


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=300))
def test_open_ended_bands_hold_everyone_once_and_are_few(values):
    bands = number_summary(values, open_ended=True).bands
    assert sum(band.count for band in bands) == len(values)
    assert len(bands) <= 9
    for band in bands:
        assert band.count == sum(1 for value in values if band.low <= value < band.high or value == band.low)


def test_a_few_large_numbers_do_not_put_everyone_into_one_band():
    bands = number_summary([*range(15)] * 40 + [40, 60, 104], open_ended=True).bands
    assert [band.low for band in bands] == [0, 2, 4, 6, 8, 10, 12]
    assert bands[-1].high == float("inf")
