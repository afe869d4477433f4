"""Weights for a survey, so that its people are as the population is where that is known."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from commonground.errors import Impossible, Refused
from commonground.narrating import KeepGoing, Narrator, always, quiet
from commonground.weighting.calibrating import CLOSE, METHODS, Calibrated, Method, Problem, calibrate
from commonground.weighting.contradicting import LEAST, Reach
from commonground.weighting.estimating import design_effect, effective_size
from commonground.weighting.margins import Codes, Floats, Sorted, shares, sort_people


@dataclass(frozen=True)
class Met:
    """One category of a margin, in the units of the margins: counts of the population, or shares.

    before: what it would be with the weights people came with.
    """

    variable: str
    category: str
    target: float
    before: float
    after: float


@dataclass(frozen=True)
class Weighed:
    """weights, shape (people,), in their order: 1 on average, or the population altogether where margins are counts.

    largest_miss: of any category, as a part of the whole. blank: how many said nothing for a variable; they keep the
    share they have in the data.
    """

    weights: Floats
    converged: bool
    iterations: int
    largest_miss: float
    design_effect: float
    effective_size: float
    margins: list[Met]
    blank: dict[str, int]


def weigh(
    columns: Mapping[str, Sequence[str]],
    margins: Mapping[str, Mapping[str, float]],
    *,
    method: Method = "raking",
    bounds: tuple[float, float] | None = None,
    base: Sequence[float] | Floats | None = None,
    say: Narrator = quiet,
    keep_going: KeepGoing = always,
) -> Weighed:
    """Weigh people so that they meet the margins.

    columns[variable][i]: what person i said, "" for nothing. margins[variable][category]: shares or counts, of every
    variable. bounds: weights stay between these times the mean weight. base: weights that people came with.

    Raises Refused for what makes no sense, and Impossible, with the margins that clash, for what cannot be met.
    """
    people = _people(columns, margins)
    came = _base(base, people)
    _check(method, bounds)
    targets, population = shares(margins)
    found = sort_people(columns, targets, came)
    # People who are alike, and came with the same weight, are weighed once.
    head, cell = _alike(found.codes)
    first, kind = _alike([cell, np.unique(came, return_inverse=True)[1]])
    codes = [each[first] for each in found.codes]
    amount = np.bincount(kind, came) / came.sum()
    # A factor of 1 is the weight somebody came with, as a part of the mean.
    relative = came[first] / came.mean()
    low, high = bounds or ((0.0, np.inf) if method == "raking" else (-np.inf, np.inf))
    problem = Problem(amount, codes, found.targets, method, low / relative, high / relative)
    done = calibrate(problem, say, keep_going)
    reach = Reach(np.bincount(cell) / people, [each[head] for each in found.codes], found.targets)
    _reachable(done, reach, found, method, bounds)
    weights = (relative * done.factors)[kind]
    weights *= (people if population is None else population) / weights.sum()
    scale = 1.0 if population is None else population
    met = [
        Met(variable, category, *(float(each) * scale for each in row))
        for variable, categories, want, each in zip(
            found.variables, found.categories, found.targets, found.codes, strict=True
        )
        for category, *row in zip(categories, want, _parts(each, came, want), _parts(each, weights, want), strict=True)
    ]
    missed = max(abs(each.after - each.target) for each in met) / scale
    return Weighed(
        weights,
        done.miss <= CLOSE,
        done.iterations,
        missed,
        design_effect(weights),
        effective_size(weights),
        met,
        {variable: many for variable, many in zip(found.variables, found.blank, strict=True) if many},
    )


def _parts(codes: Codes, weights: Floats, want: Floats) -> Floats:
    """The share of each category by these weights."""
    counted: Floats = np.bincount(codes, weights, len(want)) / weights.sum()
    return counted


def _alike(codes: Sequence[Codes]) -> tuple[Codes, Codes]:
    """One person of each kind, and the kind of each person."""
    joint = codes[0]
    for each in codes[1:]:
        joint = np.unique(joint * (int(each.max()) + 1) + each, return_inverse=True)[1]
    _kinds, first, kind = np.unique(joint, return_index=True, return_inverse=True)
    return first, kind


def _reachable(
    done: Calibrated, reach: Reach, found: Sorted, method: Method, bounds: tuple[float, float] | None
) -> None:
    """Say what stands in the way, where something does."""
    if done.miss <= CLOSE and (method == "linear" or bounds or float(done.factors.min()) > LEAST):
        return
    names = [
        {"variable": variable, "category": category, "target": round(float(target), 6)}
        for variable, categories, targets in zip(found.variables, found.categories, found.targets, strict=True)
        for category, target in zip(categories, targets, strict=True)
    ]
    clash = [names[place] for place in reach.clash(linear=method == "linear" and bounds is None)]
    if clash:
        listed = ", ".join(f"“{each['category']}” of “{each['variable']}” ({each['target']:.1%})" for each in clash)
        words = f"The margins contradict each other in this data: no weights give everybody some and meet {listed}."
        raise Impossible("contradictory", words, clash=clash)
    if bounds and not reach.can(range(len(names)), *bounds):
        high = reach.least_high(bounds[0])
        words = f"No weights between {bounds[0]:g} and {bounds[1]:g} times the mean meet the margins. "
        if high is not None:
            high = math.ceil(high * 100 - 1e-9) / 100
            words += f"From {bounds[0]:g} up, the least upper bound that does is {high:g}."
            raise Impossible("trimmed_too_far", words, bounds=list(bounds), least_high=high)
        low = math.floor((reach.most_low() or 0.0) * 100 + 1e-9) / 100
        words += f"Whatever the upper bound, the lower one can be at most {low:g}."
        raise Impossible("trimmed_too_far", words, bounds=list(bounds), most_low=low)


def _people(columns: Mapping[str, Sequence[str]], margins: Mapping[str, Mapping[str, float]]) -> int:
    for variable in margins:
        if variable not in columns:
            raise Refused("data.missing_column", f"The data has no column “{variable}”.", column=variable)
    lengths = {len(columns[variable]) for variable in margins}
    if not lengths:
        raise Refused("margins.none", "There are no margins.")
    if lengths == {0}:
        raise Refused("data.nobody", "There is nobody in the data.")
    if len(lengths) > 1:
        raise Refused("data.lengths", "The columns have different numbers of people.")
    return lengths.pop()


def _base(base: Sequence[float] | Floats | None, people: int) -> Floats:
    if base is None:
        return np.ones(people)
    came = np.array(base, np.float64)
    if came.shape != (people,):
        raise Refused("base.length", f"There are {came.size:,} weights for {people:,} people.")
    wrong = np.flatnonzero(~(np.isfinite(came) & (came > 0)))
    if len(wrong):
        row = int(wrong[0])
        raise Refused("base.not_positive", f"{came[row]:g} is no weight that somebody can come with.", row=row)
    return came


def _check(method: str, bounds: tuple[float, float] | None) -> None:
    if method not in METHODS:
        raise Refused("terms.method", f"“{method}” is no method known here; those are {', '.join(METHODS)}.")
    if bounds is not None:
        low, high = bounds
        if not (0 <= low < 1 < high):
            words = (
                f"Weights cannot be kept between {low:g} and {high:g}: their mean is 1. Give one below and one above."
            )
            raise Refused("terms.bounds", words)
