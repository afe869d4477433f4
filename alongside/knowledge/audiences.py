"""Working with children, carers, Deaf people and others: what helps before, during and after, and what to check.

Source: data/audiences.json.
"""

from dataclasses import dataclass
from functools import cache

from alongside.knowledge.practice import Practice, Span, entries


@dataclass(frozen=True)
class Check:
    """A short line that a plan is held against when this audience is chosen. ``stops``: nobody is asked before it is
    answered, as it keeps people safe."""

    key: str
    words: str
    stops: bool = False


@dataclass(frozen=True, kw_only=True)
class Audience(Practice):
    """``suits`` and ``care`` are methods that usually fit, and that need care; ``ages`` where it is an age group."""

    ages: Span | None
    before: tuple[str, ...]
    during: tuple[str, ...]
    after: tuple[str, ...]
    checks: tuple[Check, ...]
    suits: tuple[str, ...]
    care: tuple[str, ...]
    note: str


@cache
def audiences() -> dict[str, Audience]:
    """Every audience by its key."""
    return {
        each["key"]: Audience(**{**each, "checks": tuple(Check(**check) for check in each["checks"])})
        for each in entries("audiences")
    }
