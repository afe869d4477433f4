"""Columns of answers as tables: each question for everyone, and by each characteristic, made safe together.

Small counts are protected with everything that links them (`disclosure.questions`). Weighted percentages are a way round
that: with the weights of groups known, they say how a hidden total divides. So a question with anything hidden keeps its
unweighted percentages, and only one of which every count is shown gets weighted ones.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.disclosure.alike import Crowds, alike, few_who_differ
from commonground.disclosure.profiles import UNPROTECTED, Profile
from commonground.disclosure.questions import Cuts, protect_questions
from commonground.disclosure.tables import ProtectedTable, Table
from commonground.errors import Impossible, Refused

EVERYONE = "everyone"
MOST_CATEGORIES = 30
MOST_CHARACTERISTICS = 3
Codes = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class CutCell:
    """group: None in the table of everyone, "" for people of whom it is not known. Hidden: count and percent are None."""

    category: str
    group: str | None
    count: int | None
    percent: int | None
    suppressed: bool


@dataclass(frozen=True)
class CutTable:
    """by: None for everyone. base: people who answered, and bases of each group; None where hidden.

    weighted: whether percentages are. Counts are always of people.
    """

    question: str
    by: str | None
    base: int | None
    bases: Mapping[str, int | None]
    weighted: bool
    cells: tuple[CutCell, ...]


@dataclass(frozen=True)
class CutFile:
    """left_out: columns that are no question to count, with how many different answers they have."""

    rows: int
    tables: tuple[CutTable, ...]
    left_out: Mapping[str, int]


@dataclass(frozen=True)
class _Column:
    """codes: -1 for a blank, and otherwise the place in ``categories``, which are in the order of the alphabet."""

    name: str
    categories: tuple[str, ...]
    codes: Codes


def cut(
    columns: Mapping[str, Sequence[str]],
    by: Sequence[str] = (),
    *,
    profile: Profile = UNPROTECTED,
    weights: Sequence[float] | Floats | None = None,
) -> CutFile:
    """Count every column for everyone and by each characteristic in ``by``.

    columns[name][row] is an answer, "" for a blank; all have the same length. weights: one for each row, above 0.
    A column with more than 30 different answers, or with fewer than two people for each, is left out: it is own words
    or says who somebody is. Raises Refused for a characteristic that is not there, or has too many groups; Impossible
    if the tables could not be made safe.
    """
    rows = len(next(iter(columns.values()), ()))
    if not rows:
        raise Refused("data.nobody", "There is nobody in the data.")
    scale = None if weights is None else _weights(weights, rows)
    groups = {name: _characteristic(columns, name) for name in _distinct(by)}
    asked, left_out = [], {}
    for name, values in columns.items():
        if name not in groups:
            column = _coded(name, values)
            if _is_question(column):
                asked.append(column)
            else:
                left_out[name] = len(column.categories)
    shown = _protect(asked, groups, profile)
    whole = {
        column.name
        for column in asked
        if not any(_hides(table) for table in shown.values() if table.question == column.name)
    }
    tables = [
        _told(
            column,
            None if key == EVERYONE else groups[key],
            shown[column.name, key],
            scale if column.name in whole else None,
        )
        for column in asked
        for key in (EVERYONE, *groups)
    ]
    return CutFile(rows, tuple(tables), left_out)


def _distinct(by: Sequence[str]) -> list[str]:
    found = list(dict.fromkeys(by))
    if len(found) > MOST_CHARACTERISTICS:
        words = f"At most {MOST_CHARACTERISTICS} characteristics at a time: with more, tables together say too much."
        raise Refused("terms.too_many_by", words)
    return found


def _characteristic(columns: Mapping[str, Sequence[str]], name: str) -> _Column:
    if name == EVERYONE:
        raise Refused("terms.everyone", f"A characteristic cannot be called “{EVERYONE}”.", column=name)
    if name not in columns:
        there = ", ".join(f"“{each}”" for each in columns)
        raise Refused("data.missing_column", f"There is no column “{name}”. The columns are {there}.", column=name)
    column = _coded(name, columns[name])
    if len(column.categories) > MOST_CATEGORIES:
        words = f"“{name}” has {len(column.categories):,} groups; at most {MOST_CATEGORIES} can be compared."
        raise Refused("data.too_many_groups", words, column=name)
    return column


def _coded(name: str, values: Sequence[str]) -> _Column:
    texts = np.asarray(values, dtype=object)
    categories, codes = np.unique(texts.astype(str), return_inverse=True)
    if len(categories) and categories[0] == "":
        return _Column(name, tuple(map(str, categories[1:])), codes - 1)
    return _Column(name, tuple(map(str, categories)), codes.astype(np.intp))


def _is_question(column: _Column) -> bool:
    answered = int((column.codes >= 0).sum())
    return 0 < len(column.categories) <= min(MOST_CATEGORIES, answered // 2)


def _weights(weights: Sequence[float] | Floats, rows: int) -> Floats:
    scale = np.asarray(weights, np.float64)
    if scale.shape != (rows,):
        raise Refused("weights.length", f"There are {scale.size:,} weights for {rows:,} people.")
    wrong = np.flatnonzero(~(np.isfinite(scale) & (scale > 0)))
    if len(wrong):
        row = int(wrong[0])
        raise Refused("weights.not_positive", f"{scale[row]:g} is no weight: it is not above 0.", row=row)
    return scale


def _protect(
    asked: Sequence[_Column], groups: Mapping[str, _Column], profile: Profile
) -> dict[tuple[str, str], ProtectedTable]:
    tables: list[Table] = []
    of = {name: _with_unknown(column) for name, column in groups.items()}
    for column in asked:
        tables.append(_table(column, EVERYONE, np.zeros(len(column.codes), np.intp), 1))
        tables += [_table(column, name, *codes) for name, codes in of.items()]
    crowds = [_crowds(column) for column in asked] if groups and profile.secondary else []
    same = alike(crowds, profile.threshold)
    tables += few_who_differ(same, crowds, of)
    made = protect_questions(Cuts(tuple(tables), (), tuple(same)), profile=profile)
    if made.exposed:
        raise Impossible("not_safe", "These tables could not be made safe together. Ask for fewer at a time.")
    return {(table.question, table.by): table for table in made.tables}


def _with_unknown(column: _Column) -> tuple[Codes, int]:
    """People of whom it is not known are a group too, the last: tables of one question then share their totals.

    Where it is known of everyone there is no such group. That says only that nobody left it blank.
    """
    last = len(column.categories)
    unknown = column.codes < 0
    return np.where(unknown, last, column.codes), last + int(unknown.any())


def _table(column: _Column, by: str, groups: Codes, many: int) -> Table:
    answered = column.codes >= 0
    options = len(column.categories)
    counts = np.bincount(column.codes[answered] * many + groups[answered], minlength=options * many)
    return Table(column.name, by, tuple(map(tuple, counts.reshape(options, many).tolist())))


def _crowds(column: _Column) -> Crowds:
    chose = np.array([column.codes == option for option in range(len(column.categories))])
    return Crowds(column.name, column.codes >= 0, chose)


def _hides(table: ProtectedTable) -> bool:
    return table.base is None or None in table.bases or any(cell.suppressed for row in table.cells for cell in row)


def _told(column: _Column, by: _Column | None, table: ProtectedTable, scale: Floats | None) -> CutTable:
    codes, many = (np.zeros(len(column.codes), np.intp), 1) if by is None else _with_unknown(by)
    names: tuple[str | None, ...] = (None,) if by is None else (*by.categories, "")[:many]
    percents = None if scale is None else _shares(column, codes, many, scale)
    cells = []
    for option, category in enumerate(column.categories):
        for at, group in enumerate(names):
            cell = table.cells[option][at]
            percent = cell.percent if percents is None or cell.percent is None else percents[option][at]
            cells.append(CutCell(category, group, cell.count, percent, cell.suppressed))
    bases = {} if by is None else {str(group): table.bases[at] for at, group in enumerate(names)}
    return CutTable(column.name, None if by is None else by.name, table.base, bases, scale is not None, tuple(cells))


def _shares(column: _Column, groups: Codes, many: int, scale: Floats) -> list[list[int]]:
    """Weighted percentages of each group, whole, halves upwards; shape (options, groups)."""
    answered, options = column.codes >= 0, len(column.categories)
    places = column.codes[answered] * many + groups[answered]
    sums = np.bincount(places, scale[answered], minlength=options * many).reshape(options, many)
    whole = np.maximum(sums.sum(axis=0), 1e-300)
    return [[math.floor(100 * float(share) + 0.5) for share in row] for row in sums / whole]
