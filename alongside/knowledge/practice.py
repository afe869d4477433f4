"""What entries about practice have in common: where they come from, since when they hold, and when to look again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from alongside.knowledge.entries import Source, dated, read


@dataclass(frozen=True)
class Span:
    """From the least to the most, both included."""

    least: int
    most: int


@dataclass(frozen=True, kw_only=True)
class Practice:
    """An entry. It holds from ``valid_from`` to ``valid_to``, both days included; None is open."""

    id: str
    key: str
    name: str
    what: str
    source: Source
    valid_from: date | None
    valid_to: date | None
    replaced_by: str | None
    review_by: date

    def in_force(self, on: date) -> bool:
        """Whether it holds on that day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


Entry = TypeVar("Entry", bound=Practice)


def entries(name: str) -> list[dict[str, Any]]:
    """What data/<name>.json holds, with dates, sources and spans read."""
    return [_spans(dated(each)) for each in read(name)["entries"]]


def holding(found: Iterable[Entry], on: date) -> list[Entry]:
    """Those that hold on that day."""
    return [each for each in found if each.in_force(on)]


def _spans(raw: dict[str, Any]) -> dict[str, Any]:
    def span(value: Any) -> Any:
        is_span = isinstance(value, Mapping) and set(value) == {"from", "to"}
        return Span(value["from"], value["to"]) if is_span else value

    return {key: span(value) for key, value in raw.items()}
