"""Words that people wrote, with the language they are in.

On a page in another language they say so themselves, wherever a template shows them: a screen reader changes its voice,
and a line from right to left stays whole. ``str(words)`` is the plain text, for places that hold no markup.
"""

from collections.abc import Iterable
from typing import Any

from django.utils import translation
from markupsafe import Markup, escape

from alongside.design.languages import SOURCE, direction, same


class Said(str):
    """``language`` is the code of the language the words are in."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, words: str, language: str = SOURCE) -> "Said":
        made = super().__new__(cls, words)
        made.language = language
        return made

    def __reduce__(self) -> tuple[type["Said"], tuple[str, str]]:
        return Said, (str(self), self.language)

    def rstrip(self, chars: str | None = None, /) -> "Said":
        return Said(super().rstrip(chars), self.language)

    def __html__(self) -> str:
        mark = lang(self)
        return f"<span{mark}>{escape(str(self))}</span>" if mark and self else str(escape(str(self)))


def lang(words: object) -> Markup:
    """The attributes of an element that holds only these words; none where the page is in their language."""
    if not isinstance(words, Said) or same(words.language, translation.get_language() or SOURCE):
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(words.language, direction(words.language))


def marked(*words: object) -> bool:
    """Whether some of them are in another language than the page."""
    return any(isinstance(each, Markup) or lang(each) for each in words)


def woven(sentence: str, **words: Any) -> str:
    """A sentence of ours with people's words in it, marked where they are in another language."""
    return escape(sentence) % words if marked(*words.values()) else sentence % words


def joined(separator: str, parts: Iterable[str]) -> str:
    """As ``separator.join(parts)``, with the marks of those in another language."""
    held = list(parts)
    return escape(separator).join(held) if marked(*held) else separator.join(held)


def plain(words: object) -> str:
    """Without marks, for a message or a file."""
    return words.striptags() if isinstance(words, Markup) else str(words)
