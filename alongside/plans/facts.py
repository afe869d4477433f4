"""The socket by which rooms give typed facts to a plan's checks: how many took part, what was published when.

A room registers a reader; it gets the scope and gives what it knows, by field name. What no room gives stays unknown,
and unknown never counts as yes or no.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models.expressions import Combinable

from alongside.knowledge.timings import Timing, timings


@dataclass(frozen=True)
class Doc:
    """A document about a piece of work. ``versions`` are the days of the source's words, oldest first; ``formats`` the
    other formats with the day they were first there."""

    slug: str
    title: str
    published_on: date | None
    versions: tuple[date, ...] = ()
    formats: Mapping[str, date] | None = None


@dataclass(frozen=True)
class OptionFact:
    """An option in the log. ``origin``: team, people or nothing (doing nothing). ``standing`` is the newest."""

    title: str
    origin: str
    standing: str
    standing_on: date | None
    reason: str
    missing: tuple[str, ...] = ()
    preferred: bool = False
    provisional: bool = False
    shaped_by: bool = False


@dataclass(frozen=True)
class Said:
    """What a named person said about an item, and when. ``shows`` is false where they say it does not apply."""

    item: str
    shows: bool
    words: str
    who: str
    on: date


@dataclass(frozen=True)
class Step:
    """Something done on a day for an item; ``told`` is the day the other side was told of."""

    item: str
    on: date
    who: str
    told: date | None


@dataclass(frozen=True)
class Confirmed:
    """A decision-maker confirmed reading a document."""

    who: str
    slug: str
    on: date


@dataclass(frozen=True)
class Known:
    """All that checks read. None is unknown: no room has said."""

    today: date
    timings: Mapping[str, Timing] = field(default_factory=timings)
    """What checks measure by: an organisation can have its own."""
    # projects
    says_open: bool | None = None
    says_fixed: bool | None = None
    opens: date | None = None
    closes: date | None = None
    decides_on: date | None = None
    formal: bool | None = None
    shorter_reason: bool | None = None
    late_rule: bool | None = None
    announced: tuple[date, ...] | None = None
    published: bool | None = None
    # documents
    documents: tuple[Doc, ...] | None = None
    # plans
    duties_answered: bool | None = None
    plan_begun: bool | None = None
    method: bool | None = None
    parts: Mapping[str, str] | None = None
    options: tuple[OptionFact, ...] | None = None
    formats_wanted: tuple[str, ...] | None = None
    sheets: Mapping[str, "SheetFact"] | None = None
    said: tuple[Said, ...] | None = None
    confirmed: tuple[Confirmed, ...] | None = None
    steps: tuple[Step, ...] | None = None
    decided_on: date | None = None
    decision_minute: str | None = None
    # activities and what stands on them
    received: int | None = None
    by_channel: Mapping[str, int] | None = None
    unread: int | None = None
    groups: int | None = None
    told_about: int | None = None
    # feedback
    findings: int | None = None
    findings_traced: int | None = None
    findings_answered: int | None = None
    told_on: date | None = None
    promises: int | None = None
    promises_late: int | None = None

    def doc(self, slug: str | None) -> Doc | None:
        return next((each for each in self.documents or () if each.slug == slug), None)

    def part(self, key: str) -> Doc | None:
        """The document behind a part of the consultation document, where it is published."""
        found = self.doc((self.parts or {}).get(key))
        return found if found and found.published_on else None


@dataclass(frozen=True)
class SheetFact:
    """A sheet: the days it was begun, approved and published, and facts that its answers give."""

    begun_on: date
    approved_on: date | None
    published_on: date | None
    facts: Mapping[str, Any]
    prints: str = ""
    """A digest of what it says: two sheets that say the same have the same."""
    changed_since: bool = False
    """Whether something was written after it was approved."""


Reader = Callable[[UUID], Mapping[str, Any]]
Facts = Callable[[Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True)
class Giver:
    """What a room knows. ``read`` asks for lists; ``expressions`` are single values over pieces of work, asked for in one
    query with those of every other room, and ``facts`` makes facts of them."""

    read: Reader
    expressions: Mapping[str, Combinable]
    facts: Facts


_givers: dict[str, Giver] = {}
FIELDS = frozenset(each.name for each in fields(Known)) - {"today", "timings"}


def give(
    room: str,
    read: Reader = lambda scope: {},
    expressions: Mapping[str, Combinable] | None = None,
    facts: Facts = dict,
) -> None:
    """Register what a room knows. Each field comes from one room."""
    _givers[room] = Giver(read, expressions or {}, facts)


def expressions(*rooms: str) -> dict[str, Combinable]:
    """Single values of these rooms, or of every room, for one query over the pieces of work: ``pk`` is the scope."""
    return {f"{room}_{name}": each for room, giver in _asked(rooms) for name, each in giver.expressions.items()}


def gather(
    scope: UUID,
    today: date,
    values: Mapping[str, Any],
    lengths: Mapping[str, Timing],
    *rooms: str,
    read: Mapping[str, Any] | None = None,
) -> Known:
    """What these rooms, or every room, know of a piece of work. ``values`` are those of ``expressions``, ``lengths`` what
    checks measure by, ``read`` facts that whoever asks has read already. Constant queries: each reader's."""
    found: dict[str, Any] = dict(read or {})
    for room, giver in _asked(rooms):
        mine = {name: values[f"{room}_{name}"] for name in giver.expressions}
        given = {**giver.facts(mine), **giver.read(scope)}
        if strange := (given.keys() - FIELDS) | (given.keys() & found.keys()):
            raise TypeError(f"{room} gives facts that are not known or that another room gives: {sorted(strange)}.")
        found |= given
    return Known(today=today, timings=lengths, **found)


def _asked(rooms: tuple[str, ...]) -> list[tuple[str, Giver]]:
    return [(room, giver) for room, giver in _givers.items() if room in rooms or not rooms]
