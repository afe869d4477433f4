"""How long it takes to have a text in another format, or an interpreter: defaults that an organisation may replace.

Source: data/lead_times.json. A default is the longer end of what is usual: a promise that can be kept.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILE = Path(__file__).parent / "data" / "lead_times.json"
# In the middle of a sentence.
NAMES: dict[str, str | Promise] = {
    "large-print": _("large print"),
    "audio": _("audio"),
    "braille": _("braille"),
    "translation": _("another language"),
    "easy-read": _("Easy Read"),
    "bsl": _("British Sign Language video"),
    "interpreter": _("an interpreter"),
}
INTERPRETER = "interpreter"
"""Booked, where the others are made."""


@dataclass(frozen=True)
class LeadTime:
    """``days`` are working days; ``usual`` is the range they come from, where one is known."""

    key: str
    days: int
    usual: tuple[int, int] | None

    @property
    def name(self) -> str:
        return str(NAMES[self.key])


@cache
def _data() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return read


@cache
def lead_times() -> dict[str, LeadTime]:
    """Every format by key, the quickest first."""
    return {
        each["key"]: LeadTime(each["key"], each["days"], tuple(each["usual"]) if each["usual"] else None)
        for each in _data()["formats"]
    }


def source() -> str:
    return str(_data()["source"])
