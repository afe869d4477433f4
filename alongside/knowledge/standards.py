"""Standards that a project or a group can be held against, with indicators. Source: data/standards.json.

They show and ask; people judge.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from alongside.knowledge.practice import Practice, entries


@dataclass(frozen=True)
class Indicator:
    """``asked``: read from the record, or asked of people who took part, or of staff."""

    words: str
    asked: Literal["record", "people", "staff"]


@dataclass(frozen=True)
class Part:
    """One principle, element, value or step."""

    key: str
    name: str
    meaning: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, kw_only=True)
class Standard(Practice):
    parts: tuple[Part, ...]


@cache
def standards() -> dict[str, Standard]:
    """Every standard by its key."""
    return {
        each["key"]: Standard(
            **{
                **each,
                "parts": tuple(
                    Part(**{**part, "indicators": tuple(Indicator(**one) for one in part["indicators"])})
                    for part in each["parts"]
                ),
            }
        )
        for each in entries("standards")
    }
