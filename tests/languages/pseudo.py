"""A language nobody speaks: every text of ours longer and between ⟦ and ⟧, written from right to left.

It stands in for Arabic, so that the pages turn round. What a page shows outside the brackets is either data, which
people wrote, or English that nobody can translate.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings
from django.test import override_settings

from alongside.design import environment
from scripts.messages import gather

LANGUAGE = "ar"
OPEN, CLOSE = "⟦", "⟧"
SAID_ALOUD = ("alt", "aria-label", "placeholder", "title", "data-words")
SILENT = {"script", "style", "svg", "code", "pre"}
NEVER_CLOSED = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def longer(text: str) -> str:
    """A third longer, as German is; what is filled in stays as it is."""
    return f"{OPEN}{text}{' ~~~~~~' * max(1, len(text) // 21)}{CLOSE}"


def write(folder: Path, covers: str = "everything") -> None:
    """The catalogue of the whole product, or of the path of a resident alone, below ``folder``."""
    made = Catalog(locale=LANGUAGE)
    for message in gather(path_only=covers == "path"):
        if not message.id:
            continue
        if isinstance(message.id, str):
            made.add(message.id, longer(message.id), context=message.context)
        else:
            one, many = message.id
            forms = (longer(one), *[longer(many)] * (made.num_plurals - 1))
            made.add((one, many), tuple(longer(many) for _form in forms), context=message.context)
    place = folder / LANGUAGE / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "django.mo").open("wb") as file:
        write_mo(file, made)
    (folder / "languages.json").write_text(json.dumps({LANGUAGE: {"covers": covers}}))


def _forget() -> None:
    for each in vars(environment).values():
        if hasattr(each, "cache_clear"):
            each.cache_clear()


@contextmanager
def spoken(folder: Path) -> Iterator[None]:
    """While this lasts, Arabic is the pseudo-language."""
    with override_settings(LOCALE_PATHS=[folder, *settings.LOCALE_PATHS], INTERFACE_LANGUAGES=[LANGUAGE]):
        _forget()
        yield
    _forget()


class Outside(HTMLParser):
    """Every piece of a page that is shown or said aloud and is outside the brackets: ``found``."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.depth = 0
        self.silent: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = dict(attrs)
        if tag not in NEVER_CLOSED and (
            self.silent or tag in SILENT or here.get("translate") == "no" or "lang" in here
        ):
            # What says its own language is not ours to translate; the page itself is.
            if tag != "html":
                self.silent.append(tag)
            return
        if self.silent:
            return
        for name in SAID_ALOUD:
            if here.get(name):
                self._take(str(here[name]))

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag not in NEVER_CLOSED:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._take(data)

    def _take(self, text: str) -> None:
        outside = ""
        for letter in text:
            if letter == OPEN:
                self.depth += 1
            elif letter == CLOSE:
                self.depth -= 1
            elif self.depth == 0:
                outside += letter
        if words := " ".join(outside.split()):
            self.found.append(words)
