"""Kinds of involvement: seven levels, and what each published spectrum calls them.

Source of the data: data/spectrums.json, which names the source of every spectrum. An organisation chooses the words.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext

DATA = Path(__file__).parent / "data" / "spectrums.json"
DEFAULT_SPECTRUM = "six-kinds"
KIND = "kind of involvement"
"""The context, in the catalogue, of the words for kinds; all texts of the file are gathered by scripts/messages.py."""


@dataclass(frozen=True)
class Spectrum:
    """A published set of words, with where it comes from."""

    key: str
    name: str | Promise
    source: str


@dataclass(frozen=True)
class Level:
    """One kind of involvement. ``names`` is {spectrum key: what that spectrum calls it}, in English."""

    key: str
    code: str
    term: str
    meaning: str | Promise
    influence: str | Promise
    decision_power: str
    pay: str
    names: Mapping[str, str]

    @property
    def name(self) -> str:
        return pgettext(KIND, self.names[DEFAULT_SPECTRUM])


@cache
def _data() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return read


@cache
def spectrums() -> tuple[Spectrum, ...]:
    return tuple(Spectrum(**{**each, "name": gettext_lazy(each["name"])}) for each in _data()["spectrums"])


@cache
def levels() -> dict[str, Level]:
    """Every kind by key, from least to most influence."""
    lazy = ("meaning", "influence")
    return {
        each["key"]: Level(**{**each, **{name: gettext_lazy(each[name]) for name in lazy}})
        for each in _data()["levels"]
    }


def vocabulary_of(spectrum: str) -> dict[str, str]:
    """{level key: word} of one published spectrum. KeyError when there is no such spectrum."""
    return {level.key: level.names[spectrum] for level in levels().values()}


def words_of(spectrum: str) -> list[str]:
    """The words of one published spectrum as a page shows them."""
    return [pgettext(KIND, word) for word in vocabulary_of(spectrum).values()]


def word_for(level: str, vocabulary: Mapping[str, str]) -> str:
    """What an organisation calls this kind: its own word, or ours. A kind we do not know is shown as written."""
    own = vocabulary.get(level, "").strip()
    known = levels().get(level)
    return pgettext(KIND, own) if own else known.name if known else level
