"""Judgement about translations: what is there to translate, what is missing, and what was made from an older text. Pure.

A text is known by its path, which begins with its part: ``page.summary``, ``survey.questions.change.wording``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from alongside.documents.rules import Stale

MadeFrom = Mapping[str, Sequence[str]]


def print_of(words: str) -> str:
    """A short mark of these words, however they are spaced: a translation of others is noticed."""
    return sha256(" ".join(words.split()).encode("utf-8", "surrogatepass")).hexdigest()[:8]


@dataclass(frozen=True)
class Text:
    """A text in English. ``what`` and ``group`` tell a translator what it is; ``since`` is the day it is from."""

    path: str
    words: str
    what: str
    since: date
    group: str = ""

    @property
    def print(self) -> str:
        return print_of(self.words)


@dataclass(frozen=True)
class Part:
    """What one room has to translate. ``key`` begins the path of each of its texts."""

    key: str
    title: str
    texts: tuple[Text, ...]


class State(StrEnum):
    MISSING = "missing"
    CHANGED = "changed"
    READY = "ready"


@dataclass(frozen=True)
class Row:
    """A text with its translation. ``was`` is the English it was made from, where that is not the English of today."""

    text: Text
    said: str
    state: State
    was: str = ""
    of: date | None = None


def rows(texts: Iterable[Text], said: Mapping[str, str], made_from: MadeFrom) -> list[Row]:
    return [_row(text, said.get(text.path, ""), made_from.get(text.path, ("", ""))) for text in texts]


def _row(text: Text, said: str, made_from: Sequence[str]) -> Row:
    if not said:
        return Row(text, "", State.MISSING)
    words, day = made_from
    if words == text.words:
        return Row(text, said, State.READY)
    return Row(text, said, State.CHANGED, words, date.fromisoformat(day) if day else None)


def behind(found: Iterable[Row]) -> Stale | None:
    """How old the oldest text is that has changed since it was translated, and when the English last did."""
    changed = [row for row in found if row.state is State.CHANGED]
    if not changed:
        return None
    days = [row.of for row in changed if row.of is not None]
    changed_on = max(row.text.since for row in changed)
    return Stale(min(days, default=changed_on), changed_on)


@dataclass(frozen=True)
class Typed:
    """What a translator gave for one text, and the mark of the English that was beside it."""

    said: str
    print: str
    still_right: bool = False


def taken(
    texts: Iterable[Text], typed: Mapping[str, Typed], said: Mapping[str, str], made_from: MadeFrom
) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Texts and what they were made from, after a translator's work. What they did not touch stays as it was."""
    new, source = dict(said), {path: list(each) for path, each in made_from.items()}
    for text in texts:
        given = typed.get(text.path)
        if given is None or (given.said == said.get(text.path, "") and not given.still_right):
            continue
        if not given.said:
            new.pop(text.path, None)
            source.pop(text.path, None)
            continue
        new[text.path] = given.said
        # Made from words that are no longer there: it stays marked as changed.
        source[text.path] = [text.words, text.since.isoformat()] if given.print == text.print else ["", ""]
    return new, source
