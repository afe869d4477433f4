"""What the weighted answers say of the population, and how sure that is.

Kish, "Survey Sampling" (1965), and "Weighting for unequal P_i", Journal of Official Statistics 8 (1992): unequal
weights cost precision. The design effect n × Σw² / (Σw)² is by how much they raise the variance of a mean that has
nothing to do with them, and n divided by it is the size of an equally weighted sample that would be as good.

Standard errors are linearised (Taylor): a weighted mean is a ratio of two totals, and its variance is that of the total
of w × (y − mean) / Σw, with people drawn one by one (Woodruff, Journal of the American Statistical Association 66,
1971). The weights count as given; that they were calibrated would make true errors a little smaller, if anything.
Intervals are by Student's t; for a proportion on the scale of its logarithmic odds, so that they stay between 0 and 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from commonground.weighting.margins import Floats


@dataclass(frozen=True)
class Estimate:
    """A mean (category None) or the proportion of a category, over the ``base`` people who answered.

    low and high: between them with 95 % confidence. None where one person's answer says nothing of its error.
    """

    column: str
    category: str | None
    base: int
    unweighted: float
    weighted: float
    standard_error: float | None
    low: float | None
    high: float | None


def design_effect(weights: Floats) -> float:
    """Kish's design effect of unequal weights: 1 or more."""
    return float(len(weights) * (weights @ weights) / weights.sum() ** 2)


def effective_size(weights: Floats) -> float:
    """How many equally weighted people would be as good."""
    return float(weights.sum() ** 2 / (weights @ weights))


def estimate(column: str, values: Sequence[str], weights: Floats) -> list[Estimate]:
    """The mean where all answers are numbers, and else the proportion of each, in order of the alphabet.

    Blank answers are left out: the base is who answered.
    """
    answered = np.array([value != "" for value in values], bool)
    said = [value for value in values if value]
    kept = weights[answered]
    numbers = _numbers(said)
    if numbers is not None:
        return [_mean(column, None, numbers, kept)] if said else []
    categories = sorted(set(said))
    place = {category: at for at, category in enumerate(categories)}
    codes = np.fromiter((place[value] for value in said), np.intp, len(said))
    return [_mean(column, category, (codes == at).astype(np.float64), kept) for at, category in enumerate(categories)]


def _numbers(said: Sequence[str]) -> Floats | None:
    try:
        found = np.array([float(value) for value in said])
    except ValueError:
        return None
    return found if np.isfinite(found).all() else None


def _mean(column: str, category: str | None, y: Floats, weights: Floats) -> Estimate:
    people = len(y)
    total = float(weights.sum())
    mean = float(weights @ y / total)
    if people < 2:
        return Estimate(column, category, people, float(y.mean()), mean, None, None, None)
    scores = weights * (y - mean) / total
    # The scores add up to 0, but for rounding.
    error = math.sqrt(people / (people - 1) * float(scores @ scores))
    quantile = float(stdtrit(people - 1, 0.975))
    low, high = mean - quantile * error, mean + quantile * error
    if category is not None:
        low, high = _within_one(mean, error, quantile, effective_size(weights))
    return Estimate(column, category, people, float(y.mean()), mean, error, low, high)


def _within_one(share: float, error: float, quantile: float, size: float) -> tuple[float, float]:
    """An interval for a proportion: by its logarithmic odds, or where these have no end, Wilson's for the effective size."""
    if 0 < share < 1 and error > 0:
        odds = math.log(share / (1 - share))
        wide = quantile * error / (share * (1 - share))
        return _from_odds(odds - wide), _from_odds(odds + wide)
    reach = quantile**2 / (size + quantile**2)
    return (0.0, reach) if share < 0.5 else (1 - reach, 1.0)


def _from_odds(odds: float) -> float:
    return 1 / (1 + math.exp(-odds)) if odds > -700 else 0.0
