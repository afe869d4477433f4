"""Bands of numbers and periods of time: how wide, and what each is called, so that no name gives a person away."""

from collections import Counter
from datetime import date, timedelta

from commonground.disclosure import Profile
from commonground.tabulation import Band

MOST_PERIODS = 13


def neat(number: float | None, *, whole: bool = False) -> float | int | None:
    """Two figures after the point at most, and none where they would be zeros or the answers have none."""
    if number is None:
        return None
    return round(number) if whole or float(number).is_integer() else round(number, 2)


def tails(bands: list[Band], profile: Profile) -> list[Band]:
    """Join small bands at both ends, so that no band's name says what one extreme person answered."""
    while profile.threshold and len(bands) > 1 and bands[0].count < profile.threshold:
        bands = [Band(bands[0].low, bands[1].high, bands[0].count + bands[1].count), *bands[2:]]
    while profile.threshold and len(bands) > 1 and bands[-1].count < profile.threshold:
        bands = [*bands[:-2], Band(bands[-2].low, bands[-1].high, bands[-2].count + bands[-1].count)]
    return bands


def band_label(band: Band, place: int, bands: int, whole: bool, profile: Profile) -> str:
    low, high = f"{band.low:,.10g}", f"{band.high - 1 if whole else band.high:,.10g}"
    if profile.threshold and bands > 1 and place == 0:
        return f"Under {band.high:,.10g}"
    if profile.threshold and bands > 1 and place == bands - 1:
        return f"{low} or more"
    if profile.threshold and bands == 1:
        return "Any number"
    if whole:
        return low if band.low >= band.high - 1 else f"{low} to {high}"
    return f"{low} to under {high}"


def by_period(times: Counter[date], unit: str, profile: Profile) -> tuple[str, dict[date, int]]:
    """How many dates in each day, week, month or year: the finest that is short and mostly not too small."""
    units = ("day", "week", "month", "year")
    for name in units[units.index(unit) :]:
        periods: dict[date, int] = {}
        if times:
            day, end = _start(min(times), name), _start(max(times), name)
            while day <= end:
                periods[day] = 0
                day = _start(day + timedelta(days={"day": 1, "week": 7, "month": 32, "year": 367}[name]), name)
        for day, count in times.items():
            periods[_start(day, name)] += count
        small = sum(profile.is_small(count) for count in periods.values())
        if len(periods) <= MOST_PERIODS and small * 2 <= len(periods):
            break
    return name, periods


def _start(day: date, unit: str) -> date:
    """The first day of the period that a day is in; weeks start on Monday."""
    match unit:
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)
    return day


def period_label(start: date, unit: str) -> str:
    match unit:
        case "year":
            return str(start.year)
        case "month":
            return f"{start:%B} {start.year}"
        case "week":
            return f"Week of {start.day} {start:%B} {start.year}"
    return f"{start.day} {start:%B} {start.year}"
