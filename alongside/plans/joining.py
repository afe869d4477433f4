"""Two people wrote in the same place: their words joined so that nothing either wrote is lost; and what changed, in words.

Pure. Texts are compared line by line, a paragraph being a line as people type it; words, where two texts are compared.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

WORDS = re.compile(r"\s+|[^\s]+")
FEW = 1
"""So many words that stayed between two changes are not shown apart."""


class Edit(NamedTuple):
    """Lines ``start`` to ``end`` of the base (``end`` left out) become ``lines``."""

    start: int
    end: int
    lines: tuple[str, ...]


class Piece(NamedTuple):
    """Part of a comparison: what stayed, what was taken out, what was put in."""

    what: Literal["same", "out", "in"]
    text: str


def join(base: str, theirs: str, mine: str) -> str:
    """Both people's changes to ``base``. Where both changed the same lines, theirs come first and mine after."""
    if theirs == mine or mine == base:
        return theirs
    if theirs == base:
        return mine
    start = base.splitlines()
    return "\n".join(_joined(start, _edits(start, theirs.splitlines()), _edits(start, mine.splitlines())))


def _edits(base: list[str], new: list[str]) -> list[Edit]:
    found = SequenceMatcher(None, base, new, autojunk=False).get_opcodes()
    return [Edit(start, end, tuple(new[at:to])) for tag, start, end, at, to in found if tag != "equal"]


def _joined(base: list[str], theirs: list[Edit], mine: list[Edit]) -> Iterator[str]:
    place = 0
    while theirs or mine:
        first = min((each[0] for each in (theirs, mine) if each), key=lambda edit: (edit.start, edit.end))
        start, end = first.start, first.end
        taken: tuple[list[Edit], list[Edit]] = ([], [])
        # All edits of either that touch this stretch belong together; each may make it longer.
        growing = True
        while growing:
            growing = False
            for edits, into in zip((theirs, mine), taken, strict=True):
                while edits and _touches(edits[0], start, end):
                    edit = edits.pop(0)
                    into.append(edit)
                    end = max(end, edit.end)
                    growing = True
        yield from base[place:start]
        their_lines, my_lines = (_applied(base, start, end, into) for into in taken)
        if taken[0]:
            yield from their_lines
        if taken[1]:
            # What both wrote stands once.
            yield from my_lines if not taken[0] else [line for line in my_lines if line not in their_lines]
        place = end
    yield from base[place:]


def _touches(edit: Edit, start: int, end: int) -> bool:
    return edit.start < end or edit.start == start


def _applied(base: list[str], start: int, end: int, edits: list[Edit]) -> tuple[str, ...]:
    lines: list[str] = []
    place = start
    for edit in edits:
        lines += [*base[place : edit.start], *edit.lines]
        place = edit.end
    return (*lines, *base[place:end])


def compare(old: str, new: str) -> list[Piece]:
    """What changed from ``old`` to ``new``, in words. Joined without "in", it is the old text; without "out", the new.

    Words that stayed between two changes are part of one change where they are too few to be read as having stayed:
    a sentence that was written anew is shown as one taken out and one put in.
    """
    before, after = WORDS.findall(old), WORDS.findall(new)
    pieces: list[Piece] = []
    for i, j, k, m, same in _stretches(SequenceMatcher(None, before, after, autojunk=False).get_opcodes(), before):
        if same:
            pieces.append(Piece("same", "".join(before[i:j])))
            continue
        if i < j:
            pieces.append(Piece("out", "".join(before[i:j])))
        if k < m:
            pieces.append(Piece("in", "".join(after[k:m])))
    return pieces


def _stretches(
    opcodes: Sequence[tuple[str, int, int, int, int]], before: list[str]
) -> Iterator[tuple[int, int, int, int, bool]]:
    """(from, to, from, to, same) of the old and the new text."""
    change: tuple[int, int, int, int] | None = None
    for place, (tag, i, j, k, m) in enumerate(opcodes):
        island = change is not None and place + 1 < len(opcodes) and _few(before[i:j])
        if tag != "equal" or island:
            change = (change[0], j, change[2], m) if change else (i, j, k, m)
            continue
        if change:
            yield (*change, False)
        change = None
        yield i, j, k, m, True
    if change:
        yield (*change, False)


def _few(words: list[str]) -> bool:
    """A word at most, on one line."""
    return sum(not each.isspace() for each in words) <= FEW and not any("\n" in each for each in words)
