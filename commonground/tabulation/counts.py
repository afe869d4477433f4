"""Counts of option codes: one question, several choices, a grid, a ranking, one question by another.

Every function is one or two passes of `numpy.bincount` over whole numbers, so a million answers take
milliseconds. A code of -1 is a blank: it is counted apart and never enters a base. A code outside
-1 to n_options - 1 is an error, not a blank, because silently losing an answer would be dishonest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

BLANK = -1

Codes = Sequence[int] | npt.NDArray[Any]
Weights = Sequence[float] | npt.NDArray[np.float64]
Numbers = npt.NDArray[Any]
"""Counts: whole numbers (int64), or weighted ones (float64) when weights were given."""

# Joint cells of several characteristics counted in one pass (see `crosstabs`). Bigger tables fall out
# of the processor's cache and lose what the saved pass gained.
JOINT_CELLS = 4096


@dataclass(frozen=True)
class Counts:
    """`counts[i]` people chose option i; `base` people answered; `blank` did not."""

    counts: Numbers
    base: float
    blank: float


@dataclass(frozen=True)
class Crosstab:
    """`counts[a, b]` people gave answer a to the first question and b to the second.

    `base` people answered both; `blank` left either blank.
    """

    counts: Numbers
    row_totals: Numbers
    column_totals: Numbers
    base: float
    blank: float


@dataclass(frozen=True)
class Matrix:
    """A grid question: `counts[r, i]` people chose option i in row r; bases and blanks are per row."""

    counts: Numbers
    bases: Numbers
    blanks: Numbers


@dataclass(frozen=True)
class Ranking:
    """`places[i, p]` people put option i in place p (0 is first).

    `ranked[i]` people placed option i at all; `mean_places[i]` is its mean place counted from 1, None
    when nobody placed it; `base` people placed at least one option.
    """

    places: Numbers
    ranked: Numbers
    mean_places: tuple[float | None, ...]
    base: int
    blank: int


def count_single(codes: Codes, n_options: int, weights: Weights | None = None) -> Counts:
    """Count one answer a person. `codes` has shape (people,); `weights`, when given, the same.

    Raises ValueError for a code outside -1 to n_options - 1, or weights of another length.
    """
    shifted = _shifted(codes, n_options)
    with_blank = _bincount(shifted, n_options + 1, _weights(weights, shifted.size))
    counts = with_blank[1:]
    return Counts(counts, base=_number(counts.sum()), blank=_number(with_blank[0]))


def count_multiple(
    choices: Iterable[Iterable[int] | None] | npt.NDArray[np.bool_],
    n_options: int | None = None,
    weights: Weights | None = None,
) -> Counts:
    """Count several choices a person.

    `choices` is a boolean matrix of shape (people, options), or one iterable of option codes a person
    (None or empty when blank), in which case `n_options` is needed. The base is people who chose at
    least one option, so counts add up to the base or more.
    """
    ticks = choices if isinstance(choices, np.ndarray) else _ticks(choices, n_options)
    if ticks.ndim != 2 or ticks.dtype != np.bool_:
        raise ValueError("a matrix of choices must be boolean, with shape (people, options)")
    answered = ticks.any(axis=1)
    scale = _weights(weights, len(ticks))
    if scale is None:
        base = int(np.count_nonzero(answered))
        # Column by column is contiguous work; a sum over axis 0 of booleans is ten times slower.
        counts = np.array([np.count_nonzero(ticks[:, i]) for i in range(ticks.shape[1])], dtype=np.int64)
        return Counts(counts, base=base, blank=len(ticks) - base)
    return Counts(scale @ ticks, base=float(scale[answered].sum()), blank=float(scale[~answered].sum()))


def crosstab(codes_a: Codes, codes_b: Codes, n_a: int, n_b: int, weights: Weights | None = None) -> Crosstab:
    """Count answers to one question by answers to another. Both have shape (people,).

    Raises ValueError for a code out of range or different lengths.
    """
    a, b = _shifted(codes_a, n_a), _shifted(codes_b, n_b)
    if a.size != b.size:
        raise ValueError(f"the two questions have {a.size} and {b.size} answers")
    joint = _bincount(a * (n_b + 1) + b, (n_a + 1) * (n_b + 1), _weights(weights, a.size))
    return _crosstab(joint.reshape(n_a + 1, n_b + 1))


def crosstabs(
    questions: Mapping[str, tuple[Codes, int]],
    characteristics: Mapping[str, tuple[Codes, int]],
    weights: Weights | None = None,
) -> dict[tuple[str, str], Crosstab]:
    """Every question by every characteristic; each is given as (codes, number of options).

    Characteristics are encoded once and taken several at a time: one pass counts a question by the
    joint cells of, say, three characteristics, and the three tables are margins of that one.
    """
    groups = [(names, _joint([characteristics[n] for n in names])) for names in _grouped(characteristics)]
    tables: dict[tuple[str, str], Crosstab] = {}
    for question, (codes, n_options) in questions.items():
        answers = _shifted(codes, n_options)
        scale = _weights(weights, answers.size)
        for names, (joint, shape) in groups:
            if joint.size != answers.size:
                raise ValueError(f"{question} has {answers.size} answers for {joint.size} people")
            cells = int(np.prod(shape))
            combined = answers * cells
            combined += joint
            counted = _bincount(combined, (n_options + 1) * cells, scale).reshape(n_options + 1, *shape)
            for axis, name in enumerate(names, start=1):
                others = tuple(i for i in range(1, len(shape) + 1) if i != axis)
                tables[question, name] = _crosstab(counted.sum(axis=others))
    return tables


def matrix_table(codes: Sequence[Sequence[int]] | npt.NDArray[Any], n_options: int) -> Matrix:
    """Count a grid question. `codes` has shape (people, rows)."""
    grid = np.asarray(codes)
    if grid.ndim != 2:
        raise ValueError("a grid of answers has shape (people, rows)")
    rows = [count_single(grid[:, r], n_options) for r in range(grid.shape[1])]
    counts = np.array([row.counts for row in rows], dtype=np.int64).reshape(len(rows), n_options)
    bases = np.array([row.base for row in rows], dtype=np.int64)
    return Matrix(counts, bases=bases, blanks=len(grid) - bases)


def ranking_table(rankings: Iterable[Sequence[int] | None], n_options: int) -> Ranking:
    """Count places. Each ranking lists option codes, best first, and may be partial; None is blank.

    Raises ValueError when a ranking holds an option twice or an unknown option.
    """
    places = np.zeros((n_options, n_options), dtype=np.int64)
    base = blank = 0
    for ranking in rankings:
        if not ranking:
            blank += 1
            continue
        if len(set(ranking)) != len(ranking) or not all(0 <= option < n_options for option in ranking):
            raise ValueError(f"not a ranking of options 0 to {n_options - 1}: {list(ranking)}")
        base += 1
        for place, option in enumerate(ranking):
            places[option, place] += 1
    ranked = places.sum(axis=1)
    sums = places @ np.arange(1, n_options + 1)
    means = tuple(float(s / r) if r else None for s, r in zip(sums, ranked, strict=True))
    return Ranking(places, ranked, means, base, blank)


def not_known_as_option(codes: Codes, n_options: int) -> npt.NDArray[np.intp]:
    """The same answers with blanks as one more option, number `n_options`.

    Tables of one question by several characteristics share their totals only when people whose
    characteristic is not known have a column too.
    """
    shifted = _shifted(codes, n_options) - 1
    shifted[shifted == BLANK] = n_options
    return shifted


def _shifted(codes: Codes, n_options: int) -> npt.NDArray[np.intp]:
    """Codes plus one, so that a blank is 0 and can be an index."""
    array = np.asarray(codes)
    if array.size == 0:
        return np.zeros(0, dtype=np.intp)
    if array.ndim != 1 or array.dtype.kind not in "iu":
        raise ValueError("codes must be whole numbers in one dimension")
    if int(array.min()) < BLANK or int(array.max()) >= n_options:
        raise ValueError(f"a code is outside -1 to {n_options - 1}")
    shifted = array.astype(np.intp)
    shifted += 1
    return shifted


def _bincount(indices: npt.NDArray[np.intp], length: int, weights: npt.NDArray[np.float64] | None) -> Numbers:
    return np.bincount(indices, weights=weights, minlength=length)


def _weights(weights: Weights | None, people: int) -> npt.NDArray[np.float64] | None:
    if weights is None:
        return None
    array = np.asarray(weights, dtype=np.float64)
    if array.shape != (people,):
        raise ValueError(f"{array.size} weights for {people} people")
    return array


def _ticks(choices: Iterable[Iterable[int] | None], n_options: int | None) -> npt.NDArray[np.bool_]:
    if n_options is None:
        raise ValueError("n_options is needed when choices are lists of codes")
    rows = [tuple(row) if row is not None else () for row in choices]
    ticks = np.zeros((len(rows), n_options), dtype=np.bool_)
    for person, row in enumerate(rows):
        for option in row:
            if not 0 <= option < n_options:
                raise ValueError(f"a code is outside 0 to {n_options - 1}: {option}")
            ticks[person, option] = True
    return ticks


def _grouped(characteristics: Mapping[str, tuple[Codes, int]]) -> list[list[str]]:
    """Neighbouring characteristics together while their joint cells stay few."""
    groups: list[list[str]] = []
    cells = 0
    for name, (_, n_options) in characteristics.items():
        if groups and cells * (n_options + 1) <= JOINT_CELLS:
            groups[-1].append(name)
            cells *= n_options + 1
        else:
            groups.append([name])
            cells = n_options + 1
    return groups


def _joint(members: Sequence[tuple[Codes, int]]) -> tuple[npt.NDArray[np.intp], tuple[int, ...]]:
    """One code for several characteristics at once, and the shape that takes it apart again."""
    joint = _shifted(*members[0])
    for codes, n_options in members[1:]:
        other = _shifted(codes, n_options)
        if other.size != joint.size:
            raise ValueError(f"characteristics have {joint.size} and {other.size} people")
        joint = joint * (n_options + 1) + other
    return joint, tuple(n_options + 1 for _, n_options in members)


def _crosstab(with_blanks: Numbers) -> Crosstab:
    """A table whose first row and column are blanks, with those taken off."""
    counts = with_blanks[1:, 1:]
    base = counts.sum()
    return Crosstab(
        counts,
        row_totals=counts.sum(axis=1),
        column_totals=counts.sum(axis=0),
        base=_number(base),
        blank=_number(with_blanks.sum() - base),
    )


def _number(value: Any) -> float:
    """A plain int for whole counts, a plain float for weighted ones."""
    plain: float = value.item()
    return plain
