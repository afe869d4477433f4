"""Keeping small numbers safe: suppression, rounding, and noise that belongs to a set of people.

A suppressed number is None and is nowhere in what is returned. Fixed cuts that are linked by totals are in
`disclosure.tables` (it needs scipy, so it is imported by name); this package never decides who may see what.
"""

from commonground.disclosure.cellkeys import (
    Perturbed,
    PerturbedCrosstab,
    cell_key,
    perturb,
    perturbed_counts,
    perturbed_crosstab,
    record_key,
)
from commonground.disclosure.counts import Cell, ProtectedCounts, protect_counts
from commonground.disclosure.cuts import answers_far_apart, may_cut, may_tabulate
from commonground.disclosure.profiles import (
    DEFAULT_PROFILE,
    PROFILES,
    UNPROTECTED,
    Profile,
    Republication,
    may_publish_again,
)
from commonground.disclosure.ptables import PTable, build_ptable, ptable_for

__all__ = [
    "DEFAULT_PROFILE",
    "PROFILES",
    "UNPROTECTED",
    "Cell",
    "PTable",
    "Perturbed",
    "PerturbedCrosstab",
    "Profile",
    "ProtectedCounts",
    "Republication",
    "answers_far_apart",
    "build_ptable",
    "cell_key",
    "may_cut",
    "may_publish_again",
    "may_tabulate",
    "perturb",
    "perturbed_counts",
    "perturbed_crosstab",
    "protect_counts",
    "ptable_for",
    "record_key",
]
