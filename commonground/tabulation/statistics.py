"""Percentages, phrases, intervals and tests, each refusing to say more than the numbers do."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import NormalDist
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Reason = Literal["no_answers", "one_group", "one_answer", "small_expected"]

# Below this base a fraction of people reads as more certain than it is, so the count is said instead.
SMALL_BASE = 20

# The share below which, and above whose complement, "hardly anyone" and "nearly everyone" are true.
EDGE = Fraction(1, 25)

# Fractions that people use in speech, in order of preference when two are equally near.
SPOKEN: tuple[tuple[str, int, int], ...] = (
    ("half", 1, 2),
    ("quarter", 1, 4),
    ("three_quarters", 3, 4),
    ("third", 1, 3),
    ("two_thirds", 2, 3),
    *(("in", n, 10) for n in (1, 2, 3, 4, 6, 7, 8, 9)),
    ("in", 1, 20),
    ("in", 19, 20),
)


@dataclass(frozen=True)
class Phrase:
    """What to say, for a template to word in any language.

    `code` is one of: nobody, everyone, exactly (count of base), hardly_anyone, nearly_everyone, half,
    quarter, three_quarters, third, two_thirds, in ("about `top` in `of`"). `near` says whether the
    share is "just_under", "about" or "just_over" the fraction (nothing for the first five).
    """

    code: str
    top: int
    of: int
    near: str = ""


@dataclass(frozen=True)
class Interval:
    """Proportions between 0 and 1."""

    low: float
    high: float


@dataclass(frozen=True)
class ChiSquared:
    """Pearson's test of independence, or the reason why it would mean nothing.

    When `reason` is set, the four figures are None. `smallest_expected` is given whenever it exists.
    """

    statistic: float | None
    degrees: int | None
    p_value: float | None
    cramers_v: float | None
    smallest_expected: float | None
    reason: Reason | None

    @property
    def meaningful(self) -> bool:
        return self.reason is None


def whole_percent(count: float, base: float) -> int | None:
    """A whole percentage, halves upwards; None without a base."""
    if base <= 0:
        return None
    return math.floor(100 * count / base + 0.5)


def about_phrase(count: int, base: int) -> Phrase:
    """A share as people say it: 59 of 100 is about 6 in 10.

    Raises ValueError unless 0 <= count <= base and base > 0.
    """
    if base <= 0 or not 0 <= count <= base:
        raise ValueError(f"{count} of {base} is not a share")
    if count == 0:
        return Phrase("nobody", 0, base)
    if count == base:
        return Phrase("everyone", base, base)
    if base < SMALL_BASE:
        return Phrase("exactly", count, base)
    share = Fraction(count, base)
    if share < EDGE:
        return Phrase("hardly_anyone", count, base)
    if share > 1 - EDGE:
        return Phrase("nearly_everyone", count, base)
    code, top, of = min(SPOKEN, key=lambda spoken: abs(share - Fraction(spoken[1], spoken[2])))
    difference = share - Fraction(top, of)
    near = "about"
    if abs(difference) >= Fraction(1, 100):
        near = "just_over" if difference > 0 else "just_under"
    return Phrase(code, top, of, near)


def wilson(count: int, base: int, confidence: float = 0.95) -> Interval:
    """Wilson's score interval for a proportion (Wilson 1927). Only for random samples.

    Raises ValueError unless 0 <= count <= base and base > 0.
    """
    if base <= 0 or not 0 <= count <= base:
        raise ValueError(f"{count} of {base} is not a proportion")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = count / base
    spread = 1 + z * z / base
    centre = (share + z * z / (2 * base)) / spread
    half = z * math.sqrt(share * (1 - share) / base + z * z / (4 * base * base)) / spread
    # At 0 and at the base the formula is exactly 0 and 1; floating point is not.
    low = 0.0 if count == 0 else max(0.0, centre - half)
    high = 1.0 if count == base else min(1.0, centre + half)
    return Interval(low, high)


def chi_squared(table: Sequence[Sequence[int]] | npt.NDArray[Any]) -> ChiSquared:
    """Pearson's chi-squared test on counts of people, shape (answers, groups); empty lines are left out.

    Meaningful only when no expected count is under 1 and at most a fifth are under 5 (Cochran 1954);
    otherwise the result carries the reason and no figures. Never give it weighted counts.
    """
    observed = np.asarray(table, dtype=np.float64)
    if observed.ndim != 2:
        raise ValueError("a table has two dimensions")
    total = float(observed.sum())
    if total == 0:
        return _no_test("no_answers")
    observed = observed[observed.sum(axis=1) > 0][:, observed.sum(axis=0) > 0]
    if observed.shape[0] < 2:
        return _no_test("one_answer")
    if observed.shape[1] < 2:
        return _no_test("one_group")
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / total
    smallest = float(expected.min())
    if smallest < 1 or float((expected < 5).mean()) > 0.2:
        return _no_test("small_expected", smallest)
    statistic = float(((observed - expected) ** 2 / expected).sum())
    rows, columns = observed.shape
    degrees = (rows - 1) * (columns - 1)
    strength = math.sqrt(statistic / (total * (min(rows, columns) - 1)))
    return ChiSquared(statistic, degrees, _chi_squared_tail(statistic, degrees), strength, smallest, None)


def _no_test(reason: Reason, smallest: float | None = None) -> ChiSquared:
    return ChiSquared(None, None, None, None, smallest, reason)


def _chi_squared_tail(statistic: float, degrees: int) -> float:
    """P(X > statistic), a finite sum for whole degrees of freedom (Abramowitz and Stegun 26.4)."""
    half = statistic / 2
    if half == 0:
        return 1.0
    # Terms are built in logarithms, so that hundreds of degrees neither overflow nor vanish.
    if degrees % 2 == 0:
        logs = [i * math.log(half) - math.lgamma(i + 1) - half for i in range(degrees // 2)]
        return min(1.0, math.fsum(math.exp(x) for x in logs))
    logs = [(i + 0.5) * math.log(half) - math.lgamma(i + 1.5) - half for i in range(degrees // 2)]
    return min(1.0, math.erfc(math.sqrt(half)) + math.fsum(math.exp(x) for x in logs))
