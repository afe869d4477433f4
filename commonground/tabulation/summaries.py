"""Summaries of numbers and dates, in bands and periods that a reader would choose."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

Unit = Literal["day", "week", "month", "year"]

# As many bands as fit on a phone without scrolling far, as many periods as fit on a chart.
MOST_BANDS = 8
MOST_PERIODS = 31


@dataclass(frozen=True)
class Band:
    """`count` values v with low <= v < high (the last band also holds its own `high`)."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class NumberSummary:
    """Figures are None and `bands` empty when nobody gave a number.

    Quartiles interpolate between neighbours (Hyndman and Fan's type 7). `whole` is true when every
    value is a whole number, so that a band can be worded "20 to 29".
    """

    base: int
    blank: int
    mean: float | None
    median: float | None
    lower_quartile: float | None
    upper_quartile: float | None
    minimum: float | None
    maximum: float | None
    whole: bool
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Period:
    """`count` dates from `start` until the next period's start."""

    start: date
    count: int


@dataclass(frozen=True)
class DateSummary:
    """`first`, `last` and `unit` are None when nobody gave a date; empty periods in between are kept."""

    base: int
    blank: int
    first: date | None
    last: date | None
    unit: Unit | None
    periods: tuple[Period, ...]


def number_summary(values: Iterable[float | None], *, open_ended: bool = False) -> NumberSummary:
    """Summarise numbers; None and not-a-number are blanks. Raises ValueError for infinity.

    Where most are small and a few are large, bands of one width tell little: `open_ended` makes them fit the lower
    19 in 20, and the last has no upper end.
    """
    everything = np.array([math.nan if value is None else value for value in values], dtype=np.float64)
    numbers = everything[~np.isnan(everything)]
    blank = int(everything.size - numbers.size)
    if numbers.size == 0:
        return NumberSummary(0, blank, None, None, None, None, None, None, False, ())
    if not np.isfinite(numbers).all():
        raise ValueError("a number is infinite")
    lower, middle, upper = (float(q) for q in np.quantile(numbers, [0.25, 0.5, 0.75]))
    whole = bool((numbers == np.floor(numbers)).all())
    return NumberSummary(
        base=int(numbers.size),
        blank=blank,
        mean=float(numbers.mean()),
        median=middle,
        lower_quartile=lower,
        upper_quartile=upper,
        minimum=float(numbers.min()),
        maximum=float(numbers.max()),
        whole=whole,
        bands=_open_ended_bands(numbers, whole=whole) if open_ended else _bands(numbers, whole=whole),
    )


def date_summary(values: Iterable[date | None]) -> DateSummary:
    """Summarise dates (None is a blank) by day, week from Monday, month or year, whichever fits."""
    everything = list(values)
    dates = sorted(value for value in everything if value is not None)
    blank = len(everything) - len(dates)
    if not dates:
        return DateSummary(0, blank, None, None, None, ())
    first, last = dates[0], dates[-1]
    unit = _unit(first, last)
    counts: dict[date, int] = {}
    start = _start(first, unit)
    end = _start(last, unit)
    while start < end:
        counts[start] = 0
        start = _next(start, unit)
    counts[end] = 0
    for value in dates:
        counts[_start(value, unit)] += 1
    periods = tuple(Period(start, count) for start, count in counts.items())
    return DateSummary(len(dates), blank, first, last, unit, periods)


def _bands(numbers: np.ndarray[tuple[int, ...], np.dtype[np.float64]], *, whole: bool) -> tuple[Band, ...]:
    low, high = float(numbers.min()), float(numbers.max())
    if low == high:
        return (Band(low, high, int(numbers.size)),)
    step = _step((high - low) / MOST_BANDS, whole=whole)
    # A value on an edge belongs above it, so whole numbers up to 30 by tens need a band from 30.
    first = math.floor(low / step)
    last = math.floor(high / step) if whole else math.ceil(high / step) - 1
    if last - first + 1 > MOST_BANDS:
        step = _step(step * 1.5, whole=whole)
        first = math.floor(low / step)
        last = math.floor(high / step) if whole else math.ceil(high / step) - 1
    edges = [(first + i) * step for i in range(last - first + 2)]
    counts, _ = np.histogram(numbers, bins=np.array(edges))
    return tuple(
        Band(edge, after, int(count)) for edge, after, count in zip(edges[:-1], edges[1:], counts, strict=True)
    )


def _open_ended_bands(numbers: np.ndarray[tuple[int, ...], np.dtype[np.float64]], *, whole: bool) -> tuple[Band, ...]:
    low, high = float(numbers.min()), float(np.quantile(numbers, 0.95))
    if low == high:
        return _bands(numbers, whole=whole)
    step = _step((high - low) / (MOST_BANDS - 1), whole=whole)
    first = math.floor(low / step)
    edges = [place * step for place in range(first, math.ceil(high / step))] or [low]
    counts, _ = np.histogram(numbers, bins=np.array([*edges, math.inf]))
    return tuple(
        Band(edge, after, int(count)) for edge, after, count in zip(edges, [*edges[1:], math.inf], counts, strict=True)
    )


def _step(least: float, *, whole: bool) -> float:
    """The smallest of 1, 2, 5, 10, 20, 50 and so on (or 0.1, 0.2, 0.5) that is not under `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= least * (1 - 1e-12))
    return max(step, 1.0) if whole else step


def _unit(first: date, last: date) -> Unit:
    days = (last - first).days
    if days < MOST_PERIODS:
        return "day"
    if days < MOST_PERIODS * 7 - 7:
        return "week"
    if (last.year - first.year) * 12 + last.month - first.month < MOST_PERIODS:
        return "month"
    return "year"


def _start(day: date, unit: Unit) -> date:
    if unit == "week":
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    if unit == "month":
        return day.replace(day=1)
    if unit == "year":
        return day.replace(month=1, day=1)
    return day


def _next(start: date, unit: Unit) -> date:
    if unit == "day":
        return start + timedelta(days=1)
    if unit == "week":
        return start + timedelta(days=7)
    if unit == "month":
        return date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return date(start.year + 1, 1, 1)
