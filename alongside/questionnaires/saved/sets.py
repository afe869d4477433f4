"""What a ready-made set carries beside its questions: what it is for and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from ..types import Definition


@dataclass(frozen=True)
class Source:
    """Where a code list or template comes from. `known`: "seen" (the publication was read) or "recalled"
    (general knowledge, to be verified before relying on it). `confidence`: high, medium or low."""

    id: str
    title: str
    known: str
    confidence: str
    note: str = ""


@dataclass(frozen=True)
class SavedSet:
    """`minutes` is about how long it takes. `checked_on` is the date (ISO) the sources were last looked at."""

    key: str
    title: str
    summary: str
    minutes: int
    checked_on: str
    sources: tuple[Source, ...]
    definition: Definition
