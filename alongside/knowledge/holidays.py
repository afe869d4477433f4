"""Days on which offices are closed in England and Wales, and counting the days on which they are open.

Source: data/bank_holidays.json, which knows days that are given once. In other years the days that come round by rule
are known (Banking and Financial Dealings Act 1971 and proclamations).
"""

import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "bank_holidays.json"


@cache
def listed() -> frozenset[date]:
    days = json.loads(DATA.read_text(encoding="utf-8"))["days"]
    return frozenset(date.fromisoformat(day) for day in days)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """As listed; in years that the list does not cover, by rule."""
    return frozenset(day for day in listed() if day.year == year) or by_rule(year)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def working_days_after(day: date, count: int) -> date:
    """The date that many working days later, or earlier when ``count`` is below zero."""
    step = timedelta(days=1 if count > 0 else -1)
    for _each in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days ``last`` comes after ``first``; 0 when it does not."""
    return sum(is_working_day(first + timedelta(days=each + 1)) for each in range((last - first).days))


@cache
def by_rule(year: int) -> frozenset[date]:
    """A holiday at the weekend moves to the next working day."""

    def first_monday(month: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=-first.weekday() % 7)

    def last_monday(last: date) -> date:
        return last - timedelta(days=last.weekday())

    sunday = _easter(year)
    days = {
        sunday - timedelta(days=2),
        sunday + timedelta(days=1),
        first_monday(5),
        last_monday(date(year, 5, 31)),
        last_monday(date(year, 8, 31)),
    }
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() > 4 or fixed in days:
            fixed += timedelta(days=1)
        days.add(fixed)
    return frozenset(days)


def _easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian computus, published in Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return date(year, month, day + 1)
