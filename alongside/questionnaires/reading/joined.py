"""Several choices in one cell: "GP;Dentist;" or "GP, Dentist".

The mark that divides the choices is the one for which the parts come back again and again. An option that
has the mark in its own words ("Evenings, after 6pm") is put together again: its parts never stand apart.
"""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_MARKS = (";", "|", "\n", ",")
_MOST_OPTIONS = 60
SURE = 0.92


@dataclass(frozen=True)
class Choices:
    """The mark between choices, the choices in the order in which the cells list them, and how sure."""

    mark: str
    options: tuple[str, ...]
    sure: float
    doubt: str = ""


def split_cell(cell: str, mark: str, options: frozenset[str]) -> list[str]:
    """The choices in one cell. Parts that are only together an option of `options` stay together."""
    parts = [part.strip() for part in cell.split(mark)]
    parts = [part for part in parts if part]
    found: list[str] = []
    i = 0
    while i < len(parts):
        for end in range(min(len(parts), i + 6), i, -1):
            whole = f"{mark} ".join(parts[i:end]) if mark == "," else mark.join(parts[i:end])
            if end == i + 1 or whole in options:
                found.append(whole)
                i = end
                break
    return found


def split_choices(values: Sequence[str], times: Sequence[int]) -> Choices | None:
    """Whether these answers hold several choices a cell, and which; None where they do not."""
    for mark in _MARKS:
        if sum(mark in value for value in values):
            found = _by_mark(values, times, mark)
            if found:
                return found
    return None


def _by_mark(values: Sequence[str], times: Sequence[int], mark: str) -> Choices | None:
    given = sum(times)
    marked = sum(t for v, t in zip(values, times, strict=True) if mark in v.rstrip("; "))
    ended = sum(t for v, t in zip(values, times, strict=True) if v.rstrip().endswith(mark))
    ends_with_mark = mark == ";" and ended > 0.9 * given
    if not ends_with_mark and (marked < 2 or marked < 0.05 * given):
        return None
    rows = [[part.strip() for part in value.split(mark) if part.strip()] for value in values]
    if len({part for row in rows for part in row}) > 20 * _MOST_OPTIONS:
        return None
    if mark == ",":
        rows = _together(rows, times)
    counts: Counter[str] = Counter()
    for row, t in zip(rows, times, strict=True):
        if len(set(row)) < len(row):
            return None
        for part in row:
            counts[part] += t
    if not counts:
        return None  # nothing but marks
    several = sum(t for row, t in zip(rows, times, strict=True) if len(row) > 1)
    if not ends_with_mark and (several < 2 or several < 0.04 * given):
        return None
    if mark == "," and len({len(row) for row in rows}) == 1:
        return None  # always as many parts: an address or a name, not a choice
    if not _like_options(rows, counts, mark, given):
        return None
    back = sum(n for n in counts.values() if n >= (3 if given >= 30 else 2)) / counts.total()
    if back < (0.7 if mark == "," else 0.6) and not ends_with_mark:
        return None
    order, disorder = _order(rows, times)
    sure, doubt = SURE, ""
    if given < 10 or len(counts) < 3:
        sure = 0.6
    if mark == "," and (back < 0.9 or len(values) < 1.2 * len(counts)):
        sure = min(sure, 0.65)
    if disorder > 0.15:
        sure, doubt = min(sure, 0.65), " Their order differs from cell to cell, so it may be a ranking."
    return Choices(mark, tuple(order), sure, doubt)


def _like_options(rows: Sequence[Sequence[str]], counts: Counter[str], mark: str, given: int) -> bool:
    """Whether the parts look like items of a list rather than pieces of sentences."""
    often = [part for part, n in counts.items() if n >= 2]
    if len(often) > _MOST_OPTIONS or len(counts) > max(_MOST_OPTIONS, given // 5):
        return False
    if sum(len(part) * n for part, n in counts.items()) / counts.total() > 90:
        return False
    if mark != ",":
        return True
    later = [part for row in rows for part in row[1:]]
    small = sum(part[:1].islower() for part in later) / max(1, len(later))
    first_small = sum(row[0][:1].islower() for row in rows if row) / max(1, len(rows))
    return small < 0.3 or first_small > 0.6


def _together(rows: list[list[str]], times: Sequence[int]) -> list[list[str]]:
    """Join neighbours that are never seen apart, where the second does not start as an option would."""
    for _round in range(5):
        counts: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        for row, t in zip(rows, times, strict=True):
            counts.update(dict.fromkeys(row, t))
            pairs.update(dict.fromkeys(itertools.pairwise(row), t))
        glued = {
            (a, b)
            for (a, b), n in pairs.items()
            if n == counts[b] and n > 1 and (b[:1].islower() or b[:1].isdigit() or (n == counts[a] and n > 2))
        }
        if not glued:
            return rows
        rows = [_glue(row, glued) for row in rows]
    return rows


def _glue(row: Sequence[str], glued: set[tuple[str, str]]) -> list[str]:
    result: list[str] = []
    last = ""
    for part in row:
        if result and (last, part) in glued:
            result[-1] = f"{result[-1]}, {part}"
        else:
            result.append(part)
        last = part
    return result


def _order(rows: Sequence[Sequence[str]], times: Sequence[int]) -> tuple[list[str], float]:
    """The options in the order in which cells list them, and the share of pairs that are out of order."""
    places: Counter[str] = Counter()
    before: Counter[tuple[str, str]] = Counter()
    for row, t in zip(rows, times, strict=True):
        for i, a in enumerate(row[:20]):
            places[a] += 0
            for b in row[i + 1 : 20]:
                before[a, b] += t
    wins = Counter(dict.fromkeys(places, 0))
    out = total = 0
    for (a, b), n in before.items():
        other = before.get((b, a), 0)
        total += n
        out += n if n < other else 0
        if n >= other:
            wins[a] += 1
    return sorted(places, key=lambda part: (-wins[part], part)), out / total if total else 0.0
