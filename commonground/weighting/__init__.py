"""Weighting: make the people who answered be as the population is, where that is known, and say what that costs.

`weigh` finds weights that meet margins, by raking or linearly, and keeps them between bounds if asked. `estimate` gives
weighted means and proportions with their errors.
"""

from commonground.weighting.calibrating import METHODS, Method
from commonground.weighting.estimating import Estimate, design_effect, effective_size, estimate
from commonground.weighting.weighing import Met, Weighed, weigh

__all__ = ["METHODS", "Estimate", "Met", "Method", "Weighed", "design_effect", "effective_size", "estimate", "weigh"]
