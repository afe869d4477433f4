"""A table held by column: each different answer is kept once, and each cell is a number that points to it.

200,000 rows of 20 questions then take tens of megabytes, and all later work (kinds, counts) looks at the
different answers, not at the cells.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]
Cell = str | float | int

# Everything that a terminal, XML or a spreadsheet must never be given. Tab and line feed stay.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# How Excel writes a control character inside a workbook.
_ESCAPED = re.compile(r"_x00([01][0-9A-Fa-f]|7F)_")
_EDGES = " \t\n\u00a0\u2028\u2029\ufeff"
BLANK = 0


def cell_text(value: Cell) -> str:
    """The text of a cell as a spreadsheet shows it: 5.0 is "5"."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        return repr(value)
    return str(value)


def clean(text: str) -> str:
    """The text without control characters, outer space, or foreign line endings."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "_x00" in text:
        text = _ESCAPED.sub(lambda m: "\n" if m[1].upper() == "0A" else "", text)
    return CONTROL.sub("", text).strip(_EDGES)


@dataclass(frozen=True)
class Column:
    """One column of answers.

    `codes` has one number a row; `values[code]` is the answer; `values[0]` is always "" (blank).
    """

    name: str
    codes: Codes
    values: tuple[str, ...]

    def counts(self) -> NDArray[np.int64]:
        """How many rows have each of `values`."""
        return np.bincount(self.codes, minlength=len(self.values)).astype(np.int64)

    @property
    def answered(self) -> int:
        return int(np.count_nonzero(self.codes))

    def __len__(self) -> int:
        return len(self.codes)


class _Interner(defaultdict[Cell, int]):
    """Gives each new cell value the next number."""

    def __missing__(self, key: Cell) -> int:
        number = self[key] = len(self)
        return number


class TableBuilder:
    """Takes rows in batches, each batch as columns, and gives finished columns."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self._seen = [_Interner() for _ in names]
        self._codes = [array("i") for _ in names]
        for seen in self._seen:
            seen[""] = BLANK

    def add(self, columns: Sequence[Sequence[Cell]]) -> None:
        """Add a batch: one sequence a column, all of the same length."""
        for seen, codes, cells in zip(self._seen, self._codes, columns, strict=True):
            codes.extend(map(seen.__getitem__, cells))

    def finish(self) -> "Finished":
        """Clean the different answers, join those that became equal, and drop rows with nothing in them."""
        dirty = lost = 0
        columns: list[tuple[Codes, tuple[str, ...]]] = []
        for seen, numbers in zip(self._seen, self._codes, strict=True):
            vocabulary = _cleaned(list(map(cell_text, seen)))
            seen.clear()
            dirty += vocabulary.dirty
            lost += vocabulary.lost
            codes = np.frombuffer(numbers, dtype=np.int32) if numbers else np.zeros(0, np.int32)
            remap = vocabulary.remap
            columns.append((codes if remap is None else remap[codes], vocabulary.values))
        rows = len(columns[0][0]) if columns else 0
        some = np.zeros(rows, dtype=bool)
        for codes, _values in columns:
            some |= codes != BLANK
        kept = np.flatnonzero(some).astype(np.int32)
        if len(kept) < rows:
            columns = [(codes[kept], values) for codes, values in columns]
        finished = [Column(name, *column) for name, column in zip(self.names, columns, strict=True)]
        return Finished(finished, kept, dirty, lost)


@dataclass(frozen=True)
class Finished:
    """The columns; the positions (from 0) of the rows kept; how many different answers held control
    characters; how many letters could not be read."""

    columns: list[Column]
    kept: Codes
    dirty: int
    lost: int


@dataclass(frozen=True)
class _Vocabulary:
    """Different answers, cleaned; a map from old numbers to new where the two differ; what was found."""

    values: tuple[str, ...]
    remap: Codes | None
    dirty: int
    lost: int


def _cleaned(texts: list[str]) -> _Vocabulary:
    # One look at all of them together is far quicker than a look at each, and nearly always enough.
    together = "".join(texts)
    lost = together.count("\ufffd")
    if CONTROL.search(together) or "_x00" in together:
        cleaned = [clean(text) for text in texts]
        dirty = sum(1 for text in texts if CONTROL.search(text.replace("\r", "")))
    else:
        cleaned = [text.strip(_EDGES) for text in texts]
        dirty = 0
    if cleaned == texts:
        return _Vocabulary(tuple(texts), None, dirty, lost)
    numbers: dict[str, int] = {"": BLANK}
    remap = np.fromiter((numbers.setdefault(text, len(numbers)) for text in cleaned), np.int32, len(cleaned))
    return _Vocabulary(tuple(numbers), remap, dirty, lost)
