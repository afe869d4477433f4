"""When a group took part less than its share of the people who live here. Pure."""

from __future__ import annotations

from enum import StrEnum
from math import sqrt

COMPARED_FROM = 50
"""Fewer people than this are too few to compare: one household would move a share by several per cent."""

SHORT_OF = 0.8
"""A group is short when its share is under four fifths of what it would be. Source of the figure: the four-fifths
rule of the Uniform Guidelines on Employee Selection Procedures (United States, 1978), borrowed as a rule of thumb."""


class Compared(StrEnum):
    """What came of comparing who took part with who lives here. Each has a sentence of its own: that there is no gap,
    that nobody can tell, and that nobody has looked are three different things."""

    GAPS = "gaps"
    NO_GAP = "no-gap"
    TOO_FEW = "too-few"
    NOT_ASKED = "not-asked"
    NO_CENSUS = "no-census"
    NOT_YET = "not-yet"


ERRORS = 1.96
"""How many standard errors are larger than chance usually gives: 19 times in 20."""


def is_gap(count: int, base: int, share: float, *, noise: float = 0.0) -> bool:
    """Whether ``count`` of ``base`` people is short of ``share`` (0 to 1), by more than chance usually gives.

    ``noise`` is the variance of what was added to the count to protect people. Nobody was drawn at random: chance
    is only a measure of how much a number this small moves by itself.
    """
    if base < COMPARED_FROM or not 0 < share < 1:
        return False
    expected = base * share
    error = sqrt(base * share * (1 - share) + noise)
    return count < SHORT_OF * expected and count < expected - ERRORS * error
