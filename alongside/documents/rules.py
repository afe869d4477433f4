"""Judgement about editions: which is the source, and which have fallen behind. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from alongside.design.languages import SOURCE

SOURCE_LANGUAGE = SOURCE
SOURCE_FORMAT = "web"
# A document with this name is the page it belongs to, in other languages and formats.
ABOUT = "about"
LETTERS_A_MINUTE = 200 * 6


class Edition(Protocol):
    @property
    def language(self) -> str: ...
    @property
    def format(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def made_on(self) -> date: ...
    @property
    def made_from(self) -> date | None: ...


E = TypeVar("E", bound=Edition)


@dataclass(frozen=True)
class Stale:
    """An edition is of an older version than the source's: of which day, and when the source changed."""

    of: date
    changed_on: date


def newest(editions: Iterable[E]) -> list[E]:
    """The last version of each language and format, in the order given."""
    last: dict[tuple[str, str], E] = {}
    for each in editions:
        key = (each.language, each.format)
        if key not in last or each.version > last[key].version:
            last[key] = each
    return list(last.values())


def source_of(editions: Iterable[E]) -> E | None:
    """The English web page; without one, an English file."""
    english = [each for each in newest(editions) if each.language == SOURCE_LANGUAGE]
    for wanted in (SOURCE_FORMAT, "file"):
        for each in english:
            if each.format == wanted:
                return each
    return None


def stale(edition: Edition, source: Edition | None) -> Stale | None:
    """None when it is up to date, is the source, or nobody said what it was made from."""
    if source is None or edition is source or edition.made_from is None or edition.made_from >= source.made_on:
        return None
    return Stale(edition.made_from, source.made_on)


def minutes_to_read(letters: int) -> int:
    """At 200 words a minute, 6 letters to a word with its space; one at least."""
    return max(1, round(letters / LETTERS_A_MINUTE))
