"""Whether an edit of words keeps their sense, as far as a machine may say.

It calls an edit harmless only when the words are the same. It does not guess at spelling: "carer" to
"career" looks like a slip of one letter. It calls an edit a new question when a "not" or a number changes.
"""

from __future__ import annotations

import re
from enum import StrEnum

_PUNCTUATION = re.compile(r"[.,;:!?'\"‘’“”()\-–—\s]+")
_NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|nothing|without|neither|nor|cannot|\w+n['’]t)\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_OPPOSITE_STARTS = ("un", "dis", "in", "im", "ir", "non", "fe")


class Sense(StrEnum):
    SAME = "same"
    UNSURE = "unsure"
    OPPOSITE = "opposite"


def compare_words(old: str, new: str) -> Sense:
    before, after = old.casefold(), new.casefold()
    if _words(before) == _words(after):
        return Sense.SAME
    if len(_NEGATION.findall(before)) != len(_NEGATION.findall(after)):
        return Sense.OPPOSITE
    if _NUMBER.findall(before) != _NUMBER.findall(after):
        return Sense.OPPOSITE
    gone, come = set(_words(before)) - set(_words(after)), set(_words(after)) - set(_words(before))
    turned = any(_opposites(one, other) for one in gone for other in come)
    return Sense.OPPOSITE if turned else Sense.UNSURE


def _words(text: str) -> list[str]:
    return [word for word in _PUNCTUATION.split(text) if word]


def _opposites(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and any(long == start + short for start in _OPPOSITE_STARTS)
