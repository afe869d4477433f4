"""Attacks on the team's tables by someone with every pair of filters at three dates.

The attacker knows the p-table, the rules and how the tables hang together, and has for each date every
table that the rules allow: the question alone and by each characteristic, for everyone, for each filter and
for each pair of filters. Only the record keys are secret. Three attacks: what follows for certain (linear
programs over everything at once), what can be guessed by averaging over all tables (least squares), and
what two equal numbers tell.
"""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, lsq_linear, milp
from scipy.sparse import csr_array

from commonground.disclosure import (
    PROFILES,
    may_publish_again,
    may_tabulate,
    perturbed_counts,
    perturbed_crosstab,
    ptable_for,
)

GROUPS = (2, 3, 4)
OPTIONS = 3
SHAPE = (*GROUPS, OPTIONS)
DATES = (180, 240, 310)


class Town:
    """People with three characteristics and an answer, and everything a team can see of them."""

    def __init__(self, seed, profile, rule=may_tabulate):
        rng = np.random.default_rng(seed)
        self.profile = profile
        self.ptable = ptable_for(profile)
        self.rule = rule
        self.groups = [rng.choice(k, DATES[-1], p=rng.dirichlet(np.full(k, 2.0))) for k in GROUPS]
        self.answer = rng.choice(OPTIONS, DATES[-1], p=[0.6, 0.3, 0.1])
        self.keys = rng.integers(0, 2**64, DATES[-1], dtype=np.uint64)
        # (date, fixed value or None for each axis): the noisy count, and the true one.
        self.seen: dict[tuple, int] = {}
        self.true: dict[tuple, int] = {}
        for date, n in enumerate(DATES):
            for filters in self.filters():
                self.tabulate(date, n, filters)

    def keep(self, n, filters):
        kept = np.arange(DATES[-1]) < n
        for axis, value in filters.items():
            kept &= self.groups[axis] == value
        return kept

    def filters(self):
        for size in (0, 1, 2):
            for axes in combinations(range(len(GROUPS)), size):
                for values in product(*(range(GROUPS[axis]) for axis in axes)):
                    yield dict(zip(axes, values, strict=True))

    def allowed(self, n, filters, by):
        first = {axis: groups[:n] for axis, groups in enumerate(self.groups)}
        return self.rule(first, filters, by, self.profile)

    def tabulate(self, date, n, filters):
        kept = self.keep(n, filters)
        answers, keys = self.answer[kept], self.keys[kept]
        where = [filters.get(axis) for axis in range(len(GROUPS))]
        if self.allowed(n, filters, None):
            alone = perturbed_counts(answers, keys, OPTIONS, ptable=self.ptable)
            for option in range(OPTIONS):
                self.note(date, n, (*where, option), alone.counts[option])
            self.note(date, n, (*where, None), alone.base)
        for axis in range(len(GROUPS)):
            if axis in filters or not self.allowed(n, filters, axis):
                continue
            table = perturbed_crosstab(
                answers, self.groups[axis][kept], keys, OPTIONS, GROUPS[axis], ptable=self.ptable
            )
            for group in range(GROUPS[axis]):
                there = [*where]
                there[axis] = group
                for option in range(OPTIONS):
                    self.note(date, n, (*there, option), table.counts[option, group])
                self.note(date, n, (*there, None), table.column_totals[group])

    def note(self, date, n, cell, shown):
        kept = np.arange(DATES[-1]) < n
        for values, wanted in zip((*self.groups, self.answer), cell, strict=True):
            if wanted is not None:
                kept &= values == wanted
        # However the same people were reached, the number is the same.
        assert self.seen.setdefault((date, *cell), int(shown)) == shown
        self.true[date, *cell] = int(kept.sum())

    def small(self):
        return [cell for cell, count in self.true.items() if 1 <= count < self.profile.threshold]

    def system(self):
        """The shown numbers as sums of unknowns: those who came with each date, by every trait at once."""
        unknowns = np.arange(np.prod(SHAPE)).reshape(SHAPE)
        lines, columns = [], []
        for line, (date, *cell) in enumerate(self.seen):
            inside = unknowns[tuple(slice(None) if v is None else v for v in cell)].ravel()
            for earlier in range(date + 1):
                lines += [line] * inside.size
                columns += (earlier * unknowns.size + inside).tolist()
        shape = (len(self.seen), len(DATES) * unknowns.size)
        return csr_array((np.ones(len(lines)), (lines, columns)), shape=shape)


def anything(characteristics, filters, by, profile):
    return True


def ranges_that_follow(town, cells):
    matrix = town.system()
    low, high = (np.array(side) for side in zip(*map(town.ptable.possible, town.seen.values()), strict=True))
    constraints = LinearConstraint(matrix, low, high)
    order = {cell: line for line, cell in enumerate(town.seen)}
    for cell in cells:
        goal = matrix[[order[cell]]].toarray().ravel()
        ends = [sign * milp(sign * goal, constraints=constraints, bounds=Bounds(0)).fun for sign in (1, -1)]
        yield cell, np.ceil(ends[0] - 1e-6), np.floor(ends[1] + 1e-6)


# The second column of cases drops the rule about cuts, which gives the attacker many more tables.
@pytest.mark.parametrize("rule", [may_tabulate, anything])
@pytest.mark.parametrize("name", PROFILES)
def test_no_small_count_is_placed_inside_the_interval(name, rule):
    profile = PROFILES[name]
    town = Town(11, profile, rule)
    low, high = town.ptable.interval
    small = town.small()
    picked = [small[i] for i in np.random.default_rng(0).permutation(len(small))[:40]]
    assert len(picked) >= 15
    for cell, least, most in ranges_that_follow(town, picked):
        assert least <= town.true[cell] <= most
        assert most > high, "nobody can be sure that a count is small"
        assert most - least >= high - low, "as many numbers stay possible as in the interval"


# The table of noise is the same for SDC-TRE10 and SDC-ONS105.
@pytest.mark.parametrize("name", ["SDC-HES", "SDC-ONS105", "SDC-LT5"])
def test_averaging_over_everything_does_little_better_than_guessing(name):
    """Not a promise of the method, which can only slow averaging down: a watch on how far it gets."""
    threshold = PROFILES[name].threshold
    guesses, truths = [], []
    for seed in range(2):
        town = Town(seed, PROFILES[name])
        matrix = town.system()
        shown = np.array(list(town.seen.values()), dtype=float)
        weights = np.full(len(shown), 1 / 3)
        for _ in range(2):
            weighted = csr_array(matrix.multiply(weights[:, None]))
            fit = matrix @ lsq_linear(weighted, shown * weights, bounds=(0, np.inf), lsmr_tol="auto").x
            small = fit * (threshold - fit) + 9 * fit / threshold
            weights = 1 / np.sqrt(np.maximum(np.where(fit < threshold, small, 9), 1))
        order = {cell: line for line, cell in enumerate(town.seen)}
        truths += [town.true[cell] for cell in town.small()]
        guesses += [fit[order[cell]] for cell in town.small()]
    assert len(truths) > 50
    errors = np.array(guesses) - truths
    assert np.sqrt(np.mean(errors**2)) >= 1
    assert np.mean(np.abs(errors) < 0.5) <= 0.4, "right to the person for at most two in five"


def left_out(town, smaller, larger):
    """How many people of the larger set, whatever they answered, the smaller leaves out."""
    return town.true[(*larger[:-1], None)] - town.true[(*smaller[:-1], None)]


def nested_pairs(town):
    cells = [cell for cell in town.seen if cell[-1] is not None]
    for smaller, larger in product(cells, cells):
        fixed = [(a, b) for a, b in zip(smaller, larger, strict=True) if a != b]
        if fixed and smaller[0] == larger[0] and all(b is None for _, b in fixed):
            yield smaller, larger


def test_equal_numbers_tell_on_a_small_group_that_could_be_left_out():
    """Without the rule about cuts: the answers of a few people are read off where numbers differ."""
    told = 0
    for seed in range(3):
        town = Town(seed, PROFILES["SDC-ONS105"], anything)
        for smaller, larger in nested_pairs(town):
            few = left_out(town, smaller, larger)
            told += 0 < few < 10 and town.seen[smaller] != town.seen[larger]
    assert told > 0


@pytest.mark.parametrize("name", PROFILES)
def test_under_the_rule_about_cuts_whoever_is_left_out_is_a_crowd(name):
    pairs = 0
    for seed in range(3):
        town = Town(seed, PROFILES[name])
        for smaller, larger in nested_pairs(town):
            few = left_out(town, smaller, larger)
            assert few == 0 or few >= PROFILES[name].threshold
            pairs += 1
    assert pairs > 100


def test_dates_of_the_attack_are_those_that_the_rule_allows():
    for profile in PROFILES.values():
        for before, after in zip((0, *DATES), DATES, strict=False):
            assert may_publish_again(before, after, profile).allowed
