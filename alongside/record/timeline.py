"""A chain as people read it: lines in words, newest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.record import verbs
from alongside.record.models import Batch, Detail, Entry

ALIKE = timedelta(hours=1)
By = Literal["person", "erased", "system", "public"]


@dataclass(frozen=True)
class Line:
    """``actor`` is the person's id where the act is by a person who has not been erased."""

    seq: int
    at: datetime
    verb: str
    words: str
    by: By
    actor: UUID | None
    subject: str


def timeline(scope: UUID, *, limit: int = 50, before: int | None = None) -> list[Line]:
    """The newest lines of a scope; ``before`` is the last line's ``seq`` of the page before."""
    entries = Entry.objects.filter(chain__scope=scope).select_related("readable", "batch").order_by("-seq")
    if before is not None:
        entries = entries.filter(seq__lt=before)
    return [_line(entry) for entry in entries[:limit]]


@dataclass(frozen=True)
class Told:
    """Lines that say the same and follow each other within an hour, as one. ``seq`` is the earliest one's."""

    at: datetime
    words: str
    times: int
    seq: int


def told(lines: Iterable[Line], names: Mapping[UUID, str]) -> list[Told]:
    """The lines, newest first, as sentences, those alike folded together."""
    found: list[Told] = []
    for line in lines:
        words, last = sentence(line, names), found[-1] if found else None
        if last is not None and last.words == words and last.at - line.at < ALIKE:
            found[-1] = replace(last, times=last.times + 1, seq=line.seq)
        else:
            found.append(Told(line.at, words, 1, line.seq))
    return found


def sentence(line: Line, names: Mapping[UUID, str]) -> str:
    """The line with who did it: "Priya Shah paused the project". ``names`` is {person's id: name}."""
    if line.by == "public":
        return line.words
    who = {"erased": _("Someone whose name was erased"), "system": _("Alongside")}.get(line.by)
    if who is None:
        who = (names.get(line.actor) if line.actor else None) or _("Someone who has left")
    return _("%(who)s %(did)s") % {"who": who, "did": line.words}


def _line(entry: Entry) -> Line:
    batch: Batch | None = getattr(entry, "batch", None)
    readable: Detail | None = getattr(entry, "readable", None)
    if batch is not None:
        return _of(entry, {"count": batch.leaves}, "public", None, "")
    if readable is None:
        return _of(entry, {}, "erased", None, "")
    by: By = "person" if readable.actor else "system" if readable.actor_salt else "erased"
    return _of(entry, readable.words, by, readable.actor, readable.subject)


def _of(entry: Entry, detail: Mapping[str, str | int | None], by: By, actor: UUID | None, subject: str) -> Line:
    return Line(entry.seq, entry.at, entry.verb, verbs.in_words(entry.verb, detail), by, actor, subject)
