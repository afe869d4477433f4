"""Law and practice as dated data: duties, evidence, changes to watch, and what was superseded, from data/*.json.

Every entry says where it comes from, how sure we are, since when and until when it holds, and when to look again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
HARDNESS = {
    "LAW": "Law",
    "STAT": "Statutory guidance",
    "STD": "Mandatory standard",
    "POL": "Published policy",
    "GP": "Good practice",
    "SEED": "Promise of a source",
}
"""How hard an entry is, in words."""
Clause = Mapping[str, Any]
"""One condition of a rule: ``{"all": [...]}``, ``{"any": [...]}``, or a fact with what it must be; see rules.py."""


@dataclass(frozen=True)
class Source:
    """``provenance``: V checked against the public page, K own knowledge; ``confidence``: H, M or L."""

    name: str
    seen: str
    provenance: str
    confidence: str


@dataclass(frozen=True)
class Duty:
    """Something that law, guidance or policy asks. It holds from ``valid_from`` to ``valid_to``, both days included;
    None is open. A ``draft`` is not in force on any day. ``when`` is the trigger, ``unless`` an exception, which counts
    only once it is shown."""

    id: str
    title: str
    binds: str
    source: Source
    hardness: str
    valid_from: date | None
    valid_to: date | None
    replaced_by: str | None
    draft: bool
    requires: str
    when: Clause
    unless: Clause | None
    evidence: tuple[str, ...]
    watch: tuple[str, ...]
    note: str
    review_by: date

    def in_force(self, on: date) -> bool:
        """Whether it holds on that day."""
        begun = self.valid_from is None or self.valid_from <= on
        return not self.draft and begun and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Evidence:
    """What shows that something was done. ``kinds``: exists, date, diff, count, link, attest (a named person), pub."""

    id: str
    words: str
    kinds: tuple[str, ...]
    source: Source
    review_by: date


@dataclass(frozen=True)
class Change:
    """A change of law that is under way: ``state`` says how far it was when we looked."""

    id: str
    title: str
    state: str
    source: Source
    review_by: date


@dataclass(frozen=True)
class Superseded:
    """Law or a standard that no longer holds, with the ``names`` it is looked for by and what took its place."""

    id: str
    title: str
    names: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    replaced_by: tuple[str, ...]
    words: str
    source: Source
    review_by: date


@dataclass(frozen=True)
class Advice:
    """A line of advice that is given when its condition holds; ``key`` is a level or the name of a warning."""

    key: str
    words: str
    when: Clause
    unless: Clause | None = None


@dataclass(frozen=True)
class Knowledge:
    """All that the rules read. Levels stand from the strictest to the least."""

    duties: tuple[Duty, ...]
    evidence: Mapping[str, Evidence]
    changes: Mapping[str, Change]
    superseded: tuple[Superseded, ...]
    levels: tuple[Advice, ...]
    warnings: tuple[Advice, ...]


@cache
def knowledge() -> Knowledge:
    """The knowledge that comes with Alongside."""
    advice = read("advice")
    return Knowledge(
        duties=tuple(Duty(**dated(each)) for each in read("duties")["entries"]),
        evidence={each["id"]: Evidence(**dated(each)) for each in read("evidence")["entries"]},
        changes={each["id"]: Change(**dated(each)) for each in read("changes")["entries"]},
        superseded=tuple(Superseded(**dated(each)) for each in read("superseded")["entries"]),
        levels=tuple(
            Advice(each["level"], each["words"], each["when"], each.get("unless")) for each in advice["levels"]
        ),
        warnings=tuple(Advice(each["id"], each["words"], each["when"]) for each in advice["warnings"]),
    )


def due_for_review(known: Knowledge, on: date) -> list[tuple[str, str, date]]:
    """(id, title, since when it is due), the longest due first."""
    titled = [
        *((each.id, each.title, each.review_by) for each in known.duties),
        *((each.id, each.words, each.review_by) for each in known.evidence.values()),
        *((each.id, each.title, each.review_by) for each in known.changes.values()),
        *((each.id, each.title, each.review_by) for each in known.superseded),
    ]
    return sorted((each for each in titled if each[2] <= on), key=lambda each: (each[2], each[0]))


def find(known: Knowledge, words: str) -> list[Duty | Superseded]:
    """Duties and superseded law whose id, title, source or old names hold all the words; superseded ones first."""
    asked = words.casefold().split()

    def holds(*texts: str) -> bool:
        text = " ".join(texts).casefold()
        return bool(asked) and all(each in text for each in asked)

    old = [each for each in known.superseded if holds(each.id, each.title, *each.names)]
    return [*old, *(each for each in known.duties if holds(each.id, each.title, each.binds, each.source.name))]


def read(name: str) -> dict[str, Any]:
    """What data/<name>.json holds."""
    found: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return found


def dated(raw: Mapping[str, Any]) -> dict[str, Any]:
    """An entry with its dates, source and lists read."""
    made: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
    made["source"] = Source(**raw["source"])
    for key in ("valid_from", "valid_to", "review_by"):
        if raw.get(key):
            made[key] = date.fromisoformat(raw[key])
    return made
