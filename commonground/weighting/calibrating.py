"""Weights as near as can be to those people came with, that meet the margins.

Deville and Särndal, "Calibration Estimators in Survey Sampling", Journal of the American Statistical Association 87
(1992). A person who came with weight d gets w = d × F(λ·x), where x says which categories they are in, and the
multipliers λ, one a category, are such that the weights meet the margins.

- Raking: F(u) = exp(u). The same weights that iterative proportional fitting converges to (Deming and Stephan 1940).
- Linear: F(u) = 1 + u. The weights of the generalised regression estimator (GREG); some can be below 0.

Trimmed weights stay between two bounds: F is cut there, and the rest makes up for it. In each case λ is where a convex
function is smallest, whose slope is the miss; Newton's method finds it in a few steps, halved where they would go up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from commonground.narrating import KeepGoing, Narrator
from commonground.weighting.margins import Codes, Floats

Method = Literal["raking", "linear"]
METHODS: tuple[Method, ...] = ("raking", "linear")

CLOSE = 1e-10
"""A margin is met when it is missed by no more of the whole."""

_STEPS = 200


@dataclass(frozen=True)
class Calibrated:
    """factors[g]: what the weight of group g is multiplied by. miss: the largest, as a part of the whole."""

    factors: Floats
    miss: float
    iterations: int


class Problem:
    """Groups of people who are alike: amount[g], what they weigh together, as a part of the whole; codes[v][g].

    targets[v] are shares. lows and highs, shape (G,), are what factors are kept between.
    """

    def __init__(
        self,
        amount: Floats,
        codes: Sequence[Codes],
        targets: Sequence[Floats],
        method: Method,
        lows: Floats,
        highs: Floats,
    ) -> None:
        self.amount = amount
        self.codes = codes
        self.targets = np.concatenate(targets)
        self.sizes = [len(each) for each in targets]
        self.starts = np.cumsum([0, *self.sizes])
        self.method = method
        self.lows, self.highs = lows, highs
        # Where F is cut, seen from below: u at the bounds.
        if method == "raking":
            with np.errstate(divide="ignore"):
                self.least, self.most = np.log(lows), np.log(highs)
        else:
            self.least, self.most = lows - 1, highs - 1

    def exponent(self, multipliers: Floats) -> Floats:
        """λ·x, shape (G,)."""
        found = np.zeros(len(self.amount))
        for start, codes in zip(self.starts, self.codes, strict=False):
            found += multipliers[start + codes]
        return found

    def factors(self, u: Floats) -> Floats:
        """F(u)."""
        within = np.clip(u, self.least, self.most)
        return np.exp(within) if self.method == "raking" else 1 + within

    def height(self, u: Floats, multipliers: Floats) -> float:
        """The convex function: the integral of F, straight beyond the bounds, less targets × multipliers."""
        within = np.clip(u, self.least, self.most)
        if self.method == "raking":
            rise = np.exp(within)
            return float(self.amount @ (rise + rise * (u - within)) - self.targets @ multipliers)
        return float(self.amount @ (within + within**2 / 2 + (1 + within) * (u - within)) - self.targets @ multipliers)

    def totals(self, amounts: Floats) -> Floats:
        """How much is in each category, one variable after the other."""
        counted = (np.bincount(codes, amounts, size) for codes, size in zip(self.codes, self.sizes, strict=True))
        return np.concatenate(list(counted))

    def curvature(self, u: Floats) -> Floats:
        """The second derivative: how much of each two categories is free to move."""
        free = (u > self.least) & (u < self.most)
        amounts = self.amount * free * (self.factors(u) if self.method == "raking" else 1.0)
        found = np.zeros((self.starts[-1], self.starts[-1]))
        for v, (first, size) in enumerate(zip(self.codes, self.sizes, strict=True)):
            for w, (second, other) in enumerate(zip(self.codes, self.sizes, strict=True)):
                if w >= v:
                    block = np.bincount(first * other + second, amounts, size * other).reshape(size, other)
                    rows = slice(self.starts[v], self.starts[v + 1])
                    columns = slice(self.starts[w], self.starts[w + 1])
                    found[rows, columns] = block
                    found[columns, rows] = block.T
        return found


def calibrate(problem: Problem, say: Narrator, keep_going: KeepGoing) -> Calibrated:
    """Find the multipliers. Stops when the margins are met, or no step leads on."""
    multipliers = np.zeros(problem.starts[-1])
    u = problem.exponent(multipliers)
    height = problem.height(u, multipliers)
    iterations = 0
    while True:
        factors = problem.factors(u)
        slope = problem.totals(problem.amount * factors) - problem.targets
        miss = float(np.abs(slope).max())
        if miss <= CLOSE or iterations == _STEPS or not keep_going():
            return Calibrated(factors, miss, iterations)
        say(f"Step {iterations + 1}: margins are missed by at most {miss:.2e}")
        step = -np.linalg.lstsq(problem.curvature(u), slope, rcond=1e-12)[0]
        downhill = float(slope @ step)
        if not downhill < 0:
            return Calibrated(factors, miss, iterations)
        length = min(1.0, 20.0 / float(np.abs(step).max()))
        while True:
            there = multipliers + length * step
            u_there = problem.exponent(there)
            height_there = problem.height(u_there, there)
            if height_there <= height + 1e-4 * length * downhill + 1e-15 * abs(height):
                break
            length /= 2
            if length < 1e-12:
                return Calibrated(factors, miss, iterations)
        multipliers, u, height = there, u_there, height_there
        iterations += 1
