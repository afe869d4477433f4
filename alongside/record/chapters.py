"""The socket ``record.chapters``: what each room gives to the evidence pack of a project.

A chapter has files for machines and words for the PDF. Nothing in one is about somebody who takes part: no answer, no
code, no voice. Rooms register theirs from ``apps.ready``. What a chapter gives to the edition that everybody may have is
said apart; without it a chapter gives nothing.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from io import StringIO
from typing import Any
from uuid import UUID

Content = bytes | Iterable[bytes]
# What a path in a pack may be: folders and names that every system can hold.
PATH = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")


@dataclass(frozen=True)
class File:
    """``path`` is in the pack, beginning with the chapter's key. What is iterated over is read once, when written."""

    path: str
    media_type: str
    content: Content

    def blocks(self) -> Iterable[bytes]:
        return [self.content] if isinstance(self.content, bytes) else self.content


@dataclass(frozen=True)
class Table:
    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Part:
    """A heading of the PDF with what stands under it."""

    heading: str
    paragraphs: Sequence[str] = ()
    tables: Sequence[Table] = ()


Rows = Callable[[UUID], Iterable[File]]
Tell = Callable[[UUID], Iterable[Part]]


@dataclass(frozen=True)
class Public:
    """What everybody may have of a chapter: what public pages show, without anybody's name, and nothing more."""

    rows: Rows
    tell: Tell
    title: Callable[[], str] | None = None


@dataclass(frozen=True)
class Chapter:
    """``rows`` and ``tell`` are given the scope. ``order`` is where it stands among the others."""

    key: str
    title: Callable[[], str]
    order: int
    rows: Rows
    tell: Tell
    public: Public | None = None


_chapters: dict[str, Chapter] = {}


def register(chapter: Chapter) -> None:
    if _chapters.setdefault(chapter.key, chapter) is not chapter:
        raise ValueError(f"There are two chapters {chapter.key!r}.")


def chapters(*, public: bool = False) -> list[Chapter]:
    """In their order; with ``public`` those that give something to everybody, and as they give it."""
    found = sorted(_chapters.values(), key=lambda each: (each.order, each.key))
    if public:
        found = [
            replace(each, rows=each.public.rows, tell=each.public.tell, title=each.public.title or each.title)
            for each in found
            if each.public
        ]
    return found


def files(scope: UUID, *, public: bool = False) -> Iterator[File]:
    """Every chapter's files. Raises ValueError for a path that is not its chapter's, or comes twice."""
    seen: set[str] = set()
    for chapter in chapters(public=public):
        for file in chapter.rows(scope):
            if not PATH.fullmatch(file.path) or not file.path.startswith(f"{chapter.key}/") or file.path in seen:
                raise ValueError(f"The chapter {chapter.key!r} cannot have the path {file.path!r}.")
            seen.add(file.path)
            yield file


def as_json(path: str, value: object) -> File:
    """One JSON document."""
    return File(path, "application/json", (json.dumps(value, **_JSON, indent=1) + "\n").encode())


def as_lines(path: str, rows: Iterable[Mapping[str, Any]]) -> File:
    """JSON, one object a line, made while it is written."""
    return File(path, "application/jsonl", ((json.dumps(row, **_JSON) + "\n").encode() for row in rows))


def as_csv(path: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> File:
    """Comma-separated values with a line of headings, made while it is written."""

    def written() -> Iterator[bytes]:
        for row in (heads, *rows):
            line = StringIO()
            csv.writer(line, lineterminator="\r\n").writerow(row)
            yield line.getvalue().encode()

    return File(path, "text/csv", written())


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime | date | time) else str(value)


_JSON: dict[str, Any] = {"default": _plain, "ensure_ascii": False}
