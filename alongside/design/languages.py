"""What languages call themselves, which way they run, and in which of them our own words are ready.

A catalogue may hold the words of the path alone: what somebody meets from a project's page to the receipt and what came
of it. Pages outside it stay in English then: no page is half in one language. `locale/languages.json` says how far each
catalogue goes and who has checked it.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.conf.locale import LANG_INFO

SOURCE = "en-gb"

# Spoken in England, missing from Django's list or named otherwise there.
OURS = {
    SOURCE: ("English", "ltr"),
    "so": ("Soomaali", "ltr"),
    "yo": ("Yorùbá", "ltr"),
    "ti": ("ትግርኛ", "ltr"),
    "am": ("አማርኛ", "ltr"),
    "ps": ("پښتو", "rtl"),
    "ku": ("Kurdî", "ltr"),
    "ckb": ("کوردی", "rtl"),
    "gu": ("ગુજરાતી", "ltr"),
    "zh-hans": ("简体中文", "ltr"),
    "zh-hant": ("繁體中文", "ltr"),
}


def own_name(code: str) -> str:
    """বাংলা for bn. The code itself when nobody told us."""
    if code in OURS:
        return OURS[code][0]
    known = LANG_INFO.get(code) or LANG_INFO.get(code.split("-")[0]) or {}
    return str(known.get("name_local", code)).capitalize()


def direction(code: str) -> str:
    """``rtl`` or ``ltr``."""
    if code in OURS:
        return OURS[code][1]
    known = LANG_INFO.get(code) or LANG_INFO.get(code.split("-")[0]) or {}
    return "rtl" if known.get("bidi") else "ltr"


# Django's list also has codes that only point to another.
NAMED = {code for code, known in LANG_INFO.items() if "name_local" in known}
ALL_NAMES = {code: own_name(code) for code in sorted({*NAMED, *OURS} - {"en", "en-au"})}


def same(one: str, other: str) -> bool:
    """English is English, whichever; every other language is told apart by its whole code."""
    return one == other or {one, other} <= {"en", SOURCE}


class Catalogue(NamedTuple):
    """How far our own words are translated into a language, the ``path`` or ``everything``, and who has checked them.

    ``lacks`` is how many of those texts have no translation yet: until it is 0 the language is not shown.
    """

    covers: str
    lacks: int = 0
    translated_by: str = ""
    checked_by: str = ""
    checked_on: str = ""


@lru_cache(maxsize=8)
def _catalogues(folders: tuple[str, ...]) -> dict[str, Catalogue]:
    found: dict[str, Catalogue] = {}
    for folder in reversed(folders):
        listed = Path(folder) / "languages.json"
        if listed.exists():
            kept = json.loads(listed.read_text(encoding="utf-8"))
            found |= {code: Catalogue(**facts) for code, facts in kept.items()}
    return found


def catalogues() -> dict[str, Catalogue]:
    return _catalogues(tuple(map(str, settings.LOCALE_PATHS)))


def spoken_in(code: str, *, everything: bool = False) -> str:
    """The language for our own words, for somebody who reads ``code``: that one where it is ready, else English.

    Without ``settings.INTERFACE_LANGUAGES`` a catalogue is ready once a speaker has checked it.
    """
    held = catalogues().get(code)
    if held is None or held.lacks or (everything and held.covers != "everything"):
        return SOURCE
    named = settings.INTERFACE_LANGUAGES
    return code if ("all" in named or code in named or (not named and held.checked_by)) else SOURCE
