"""Tables of noise probabilities with the most uncertainty that their conditions allow.

For each true count, the noise is the distribution of greatest entropy (Marley and Leaver 2011) among those
that are right on average, have the stated variance, stay within the stated deviation, and show only 0 or
values from the threshold up. Such a distribution is exp(a d + b d**2), normalised, on the allowed
deviations d; two equations give a and b.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from commonground.disclosure.profiles import Profile

# Noise on counts that the threshold does not touch: standard deviation 3, as small as an attacker who
# averages over many tables leaves it useful. The deviation is set far in the tail, where it costs nothing:
# bounds can only be driven together by noise that is nearly as large as it can be.
VARIANCE = 9.0
TAIL = 12


@dataclass(frozen=True, eq=False)
class PTable:
    """`cumulative[c, d]`: chance that a true count of c gets a deviation of at most d - deviation.

    Shape (threshold + deviation + 1, 2 * deviation + 1); larger counts use the last row.
    """

    threshold: int
    deviation: int
    variance: float
    cumulative: npt.NDArray[np.float64]

    @property
    def interval(self) -> tuple[int, int]:
        """The promise for a small count: what follows for certain about it never lies inside this.

        The range left to an attacker has at least as many numbers and reaches the threshold or beyond, so
        nobody can be sure that a count is small. (That somebody is there at all may follow.)
        """
        return (1, self.threshold - 1)

    def probabilities(self, count: int) -> dict[int, float]:
        """Chances of each deviation for a true count; deviations that cannot happen are left out."""
        row = self.cumulative[min(count, len(self.cumulative) - 1)]
        chances = np.diff(row, prepend=0.0)
        return {d - self.deviation: float(p) for d, p in enumerate(chances) if p > 0}

    def possible(self, shown: int) -> tuple[int, int]:
        """All true counts, from and to, that could be shown so; for an attacker who knows the table."""
        if shown == 0:
            return (0, self.deviation)
        return (max(1, shown - self.deviation), shown + self.deviation)

    def apply(self, counts: npt.NDArray[np.int64], keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
        """Add to each count the noise that its (well mixed) key picks. Any shape, the same for both."""
        if counts.size and int(counts.min()) < 0:
            raise ValueError("a count is below 0")
        rows = np.minimum(counts.ravel(), len(self.cumulative) - 1)
        # 53 bits make a fraction under 1 exactly; the last cumulative chance is exactly 1.
        chances = (keys.ravel() >> np.uint64(11)).astype(np.float64) / 2.0**53
        steps = (chances[:, None] >= self.cumulative[rows]).sum(axis=1)
        noisy: npt.NDArray[np.int64] = counts + (steps - self.deviation).reshape(counts.shape)
        return noisy


def build_ptable(*, threshold: int, deviation: int, variance: float) -> PTable:
    """A table with the stated conditions.

    Counts of at least the threshold get the stated variance. A count c below it can only become 0 or at
    least the threshold, which alone has variance c * (threshold - c); to that is added the stated variance
    times c / threshold, so that not even there is the noise one of two values.

    Raises ValueError when the deviation is too small for the threshold or the variance for the deviation.
    """
    if threshold < 1 or deviation < max(threshold, 2):
        raise ValueError("the deviation must be at least 2 and at least the threshold")
    if not 0 < variance <= (deviation / 2) ** 2:
        raise ValueError("the variance must be above 0, and its root at most half the deviation")
    rows = [_row(count, threshold, deviation, variance) for count in range(threshold + deviation + 1)]
    cumulative = np.cumsum(np.array(rows), axis=1)
    cumulative[:, -1] = 1.0
    # Deviations at the top that cannot happen must not be reached by rounding errors.
    for row, chances in zip(cumulative, rows, strict=True):
        row[np.flatnonzero(chances)[-1] :] = 1.0
    cumulative.setflags(write=False)
    return PTable(threshold, deviation, variance, cumulative)


@lru_cache(maxsize=16)
def ptable_for(profile: Profile) -> PTable:
    """The table of a profile: its threshold, standard deviation 3, deviations up to threshold + 12."""
    return build_ptable(threshold=profile.threshold, deviation=profile.threshold + TAIL, variance=VARIANCE)


def _row(count: int, threshold: int, deviation: int, variance: float) -> npt.NDArray[np.float64]:
    row = np.zeros(2 * deviation + 1)
    if count == 0:
        row[deviation] = 1.0
        return row
    steps = np.arange(-deviation, deviation + 1)
    shown = count + steps
    allowed = (shown == 0) | (shown >= threshold)
    target = variance
    if count < threshold:
        target = count * (threshold - count) + variance * count / threshold
    row[allowed] = _most_uncertain(steps[allowed].astype(np.float64), target)
    return row


def _most_uncertain(steps: npt.NDArray[np.float64], variance: float) -> npt.NDArray[np.float64]:
    """Greatest entropy on `steps` with mean 0 and the given variance, by damped Newton on the dual.

    The dual (log of the normalising sum, less b * variance) is smooth and convex, so each step that
    lowers it leads to the one solution.
    """
    scale = float(np.abs(steps).max())
    features = np.stack([steps / scale, (steps / scale) ** 2])
    target = np.array([0.0, variance / scale**2])
    weights = np.array([0.0, -0.5 * scale**2 / variance])
    value, chances = _dual(weights, features, target)
    for _ in range(500):
        gradient = features @ chances - target
        if float(np.abs(gradient).max()) < 1e-13:
            return chances
        centred = features - (features @ chances)[:, None]
        curvature = (centred * chances) @ centred.T + 1e-15 * np.eye(2)
        direction = np.linalg.solve(curvature, gradient)
        size = 1.0
        while size > 1e-12:
            tried_value, tried = _dual(weights - size * direction, features, target)
            # Near the solution the value is flat to the last digit, and the gradient still tells.
            closer = np.abs(features @ tried - target).max() < np.abs(gradient).max()
            if tried_value < value or closer:
                break
            size /= 2
        else:
            break
        weights, value, chances = weights - size * direction, tried_value, tried
    if float(np.abs(features @ chances - target).max()) > 1e-9:
        raise ValueError("no noise with this threshold, deviation and variance")
    return chances


def _dual(
    weights: npt.NDArray[np.float64], features: npt.NDArray[np.float64], target: npt.NDArray[np.float64]
) -> tuple[float, npt.NDArray[np.float64]]:
    exponents = weights @ features
    highest = float(exponents.max())
    unscaled = np.exp(exponents - highest)
    total = float(unscaled.sum())
    return highest + float(np.log(total)) - float(weights @ target), unscaled / total
