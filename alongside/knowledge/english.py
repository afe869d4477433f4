"""English sentences that remember what they were made of, so that a page can say them in another language.

The commands print them as they are, with no web framework; ``scripts/messages.py`` gathers the templates for translators.
"""

from collections.abc import Mapping
from datetime import date


class English(str):
    """A sentence, its template (for one, and for many where it counts) and the values in it."""

    one: str
    many: str
    number: int | None
    values: Mapping[str, "date | int | str"]

    __slots__ = ("many", "number", "one", "values")


def english(template: str, **values: date | int | str) -> English:
    """``english("It ends on %(day)s.", day=day)``: days as 2026-11-27 until a page says them."""
    return _made(template, template, None, values)


def english_n(one: str, many: str, count: int, **values: date | int | str) -> English:
    """The form for one, or for many, with ``count`` in it."""
    return _made(one, many, count, {"count": count, **values})


def _made(one: str, many: str, count: int | None, values: Mapping[str, date | int | str]) -> English:
    shown = {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
    made = English((one if count == 1 else many) % shown)
    made.one, made.many, made.number, made.values = one, many, count, values
    return made
