"""Texts that people type, made fit to keep. Nothing a person meant is taken out."""

from __future__ import annotations

import re
import unicodedata

MOST_CHARACTERS = 20_000
"""No question may ask for a longer text than this."""


def clean_line(typed: str) -> str:
    """One line: composed Unicode, no control characters, single spaces, trimmed."""
    return " ".join(clean_text(typed).split())


def clean_text(typed: str) -> str:
    """Several lines: composed Unicode, LF line ends, tabs kept, no other control characters, trimmed.

    Half surrogates go too: no database can keep them. Joiners and direction marks stay: scripts need them.
    """
    lines = typed.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(letter for letter in lines if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept).strip()


def plain_line(typed: str) -> str:
    """For numbers, dates and addresses: full-width and other look-alike forms become the plain ones."""
    return clean_line(unicodedata.normalize("NFKC", clean_line(typed)))


def same_words(text: str) -> str:
    """For comparing: small letters, words only."""
    return " ".join(re.findall(r"\w+", text.casefold()))
