from datetime import date, timedelta

import pytest

from alongside.knowledge.holidays import (
    bank_holidays,
    by_rule,
    is_working_day,
    listed,
    working_days_after,
    working_days_between,
)


def test_eight_bank_holidays_a_year():
    assert [sum(day.year == year for day in listed()) for year in range(2025, 2029)] == [8, 8, 8, 8]
    assert all(day.weekday() < 5 for day in listed())


def test_the_summer_bank_holiday_is_no_working_day():
    assert not is_working_day(date(2026, 8, 31))
    assert not is_working_day(date(2026, 8, 30))
    assert is_working_day(date(2026, 9, 1))


@pytest.mark.parametrize("year", range(2025, 2029))
def test_the_rule_and_the_list_agree(year):
    assert by_rule(year) == bank_holidays(year) == {day for day in listed() if day.year == year}


def test_years_after_the_list_follow_the_rule():
    assert not is_working_day(date(2031, 4, 14)) and not is_working_day(date(2033, 12, 27))
    assert is_working_day(date(2031, 4, 15))


def test_working_days_are_counted_over_easter_and_back():
    maundy_thursday = date(2026, 4, 2)
    assert working_days_after(maundy_thursday, 1) == date(2026, 4, 7)
    assert working_days_after(date(2026, 4, 7), -1) == maundy_thursday
    assert working_days_after(maundy_thursday, 0) == maundy_thursday
    assert working_days_between(maundy_thursday, date(2026, 4, 8)) == 2
    assert working_days_between(date(2026, 4, 8), maundy_thursday) == 0


def by_the_tables(year):
    """Easter Sunday as the calendar itself defines it, computed another way: golden number, epact, paschal full moon,
    and the Sunday after it (Clavius; the tables of the Calendar (New Style) Act 1750)."""
    golden = year % 19 + 1
    century = year // 100 + 1
    solar, lunar = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + lunar - solar) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full_moon = 44 - epact
    full_moon += 30 if full_moon < 21 else 0
    moon = date(year, 3, 1) + timedelta(days=full_moon - 1)
    return moon + timedelta(days=7 - (moon.weekday() + 1) % 7)


@pytest.mark.parametrize("year", range(1971, 2200))
def test_every_year_has_its_eight_days_and_easter_agrees_with_the_tables(year):
    easter = by_the_tables(year)
    days = by_rule(year)
    assert {easter - timedelta(days=2), easter + timedelta(days=1)} <= days
    assert len(days) == 8 and all(day.weekday() < 5 for day in days)


@pytest.mark.parametrize(
    ("christmas_falls_on", "year", "closed"),
    [
        ("Thursday", 2025, {date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1)}),
        ("Friday", 2026, {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}),
        ("Saturday", 2027, {date(2027, 12, 27), date(2027, 12, 28), date(2028, 1, 3)}),
        ("Sunday", 2022, {date(2022, 12, 26), date(2022, 12, 27), date(2023, 1, 2)}),
        ("Monday", 2028, {date(2028, 12, 25), date(2028, 12, 26), date(2029, 1, 1)}),
    ],
)
def test_a_holiday_at_the_weekend_has_its_substitute(christmas_falls_on, year, closed):
    assert f"{date(year, 12, 25):%A}" == christmas_falls_on
    around = by_rule(year) | by_rule(year + 1)
    assert {day for day in around if date(year, 12, 20) < day < date(year + 1, 1, 10)} == closed
