"""Words that a template suggests for a section. They are marked in the text itself, wherever it is read or printed, until
somebody replaces them; they are nobody's answer, so they hold no evidence and complete no section."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from alongside.questionnaires.types import Answer

MARK = "✎"
"""Stands at the beginning of suggested words, in every language."""

_PERSONAL = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "email"),
    (re.compile(r"(?<!\w)(?:\+44|0)(?:[\s()-]*\d){9,10}(?!\d)"), "phone"),
    (re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2})\b"), "postcode"),
    (re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b"), "date"),
    (
        re.compile(
            r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
            r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
            r"\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d{2}\b"
            r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?"
            r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
            re.I,
        ),
        "date",
    ),
    (re.compile(r"\b(?:19|20)\d{2}\b"), "year"),
)


def suggest(words: str) -> str:
    """The words, marked."""
    return f"{MARK} {_('Suggestion, to be replaced:')} {words}"


def suggested(answer: Answer) -> bool:
    """Whether the mark still stands in it: nobody has made the words their own."""
    return isinstance(answer.value, str) and MARK in answer.value


def without_people(words: str, names: Iterable[str]) -> str:
    """The words with names, dates and ways to reach somebody in square brackets. ``names`` are those that the piece of work
    knows; others a reader has to see."""
    gone = {
        "email": _("[email]"),
        "phone": _("[phone]"),
        "postcode": _("[postcode]"),
        "date": _("[day]"),
        "year": _("[year]"),
    }
    for pattern, what in _PERSONAL:
        words = pattern.sub(gone[what], words)
    # The longest first: "Ann Marie Lee" before "Ann".
    parts = sorted({part for name in names for part in (name, *name.split()) if len(part) > 2}, key=len, reverse=True)
    for part in parts:
        words = re.sub(rf"\b{re.escape(part)}\b", _("[name]"), words)
    return words
