"""When answers came, in words, columns and a table."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from alongside.analysis.days import MOST_DAYS, by_day

days = st.dictionaries(
    st.dates(date(2026, 1, 1), date(2027, 6, 1)).map(date.isoformat), st.integers(1, 5000), min_size=1
)


def test_days_without_answers_have_their_place() -> None:
    found = by_day({"2026-03-02": 4, "2026-03-05": 9})
    assert found is not None and not found.by_week
    assert found.rows == [("5 March", "9"), ("4 March", "0"), ("3 March", "0"), ("2 March", "4")]
    assert found.told == "Most on 5 March: 9 answers. 13 in the 7 days to 5 March."


def test_nobody_yet() -> None:
    assert by_day({}) is None


@given(days)
def test_every_answer_is_in_one_column_and_a_long_survey_goes_by_week(counts: dict[str, int]) -> None:
    found = by_day(counts)
    assert found is not None and sum(n for _day, n in found.columns) == sum(counts.values())
    steps = {(later - day).days for (day, _n), (later, _m) in zip(found.columns, found.columns[1:], strict=False)}
    assert steps <= {7 if found.by_week else 1} and len(found.columns) <= max(MOST_DAYS, 520 / 7)
    for width in (320, 560):
        assert found.chart(width).count("<rect") == len(found.columns)
