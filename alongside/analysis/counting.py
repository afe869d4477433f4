"""Counting answers from columns: exactly, or with the noise that belongs to a set of people. Pure.

Every number of people goes through one ``Measure``, so that no count can leave by another way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from math import isinf
from typing import Any

import numpy as np
import numpy.typing as npt

from alongside.analysis.columns import (
    CANNOT_READ,
    CAPACITIES,
    CHANNELS,
    DOUBLE_TICKED,
    LEFT_BLANK,
    NOT_ASKED,
    NOT_RANKED,
    Arrays,
    Layout,
    layouts,
    rows_of,
)
from alongside.questionnaires.lineage import History, Line, lineage
from alongside.questionnaires.types import MANY_CHOICES, Kind
from commonground.disclosure import PTable, perturbed_counts
from commonground.tabulation import count_single, date_summary, number_summary

Codes = npt.NDArray[Any]
Measure = Callable[[Codes, int], list[int | None]]
"""Codes (-1: none of these) and how many there are, to the number of people of each; None is hidden."""


def exactly(codes: Codes, n: int) -> list[int | None]:
    found: list[int | None] = count_single(codes, n).counts.tolist()
    return found


def sets_of(arrays: Arrays, history: History) -> npt.NDArray[np.bool_]:
    """Every set of people that `count` asks a noisy measure about, in that order: shape (sets, people)."""
    found: list[npt.NDArray[np.bool_]] = []

    def measure(codes: Codes, n: int) -> list[int | None]:
        found.extend(codes == code for code in range(n))
        return [None] * n

    count(arrays, history, measure=measure)
    return np.array(found)


def with_noise(keys: npt.NDArray[np.uint64], ptable: PTable, allowed: Iterable[bool]) -> Measure:
    """The measure for people with these record keys. ``allowed`` says of each set, in the order of `sets_of`, whether
    it may have a number at all; a measure serves for one count of everything."""
    may = iter(allowed)

    def measure(codes: Codes, n: int) -> list[int | None]:
        noisy = perturbed_counts(codes, keys, n, ptable=ptable).counts.tolist()
        return [number if next(may) else None for number in noisy]

    return measure


@dataclass(frozen=True)
class Part:
    """One thing that was answered: a question, or a statement of a matrix.

    ``counts`` and ``bases`` are people by option; a base is who could have chosen it. None is hidden.
    """

    counts: dict[str, int | None]
    bases: dict[str, int | None]
    answered: int | None
    left_blank: int | None = 0
    cannot_read: int | None = 0
    double_ticked: int | None = 0
    not_asked: int | None = 0


@dataclass(frozen=True)
class Counted(Part):
    """A question. ``rows`` by statement; ``places`` by option, first place first; ``summary`` of numbers and dates."""

    rows: dict[str, Part] = field(default_factory=dict)
    places: dict[str, list[int | None]] = field(default_factory=dict)
    summary: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Counts:
    """Everything counted of some responses. ``people`` by channel, capacity and language; days are ISO dates."""

    responses: int | None
    channels: dict[str, int | None]
    capacities: dict[str, int | None]
    languages: dict[str, int | None]
    late: int | None
    first: str
    last: str
    questions: dict[str, Counted]
    days: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def from_json(raw: Mapping[str, Any]) -> Counts:
    return Counts(**{**raw, "questions": {key: counted_from_json(each) for key, each in raw["questions"].items()}})


def counted_from_json(raw: Mapping[str, Any]) -> Counted:
    return Counted(**{**raw, "rows": {key: Part(**row) for key, row in raw["rows"].items()}})


def count(arrays: Arrays, history: History, *, measure: Measure = exactly) -> Counts:
    """Count every question. With another measure than `exactly`, days, languages, numbers and dates are left out: what
    there is of them, and where their bands lie, would tell about single people."""
    exact = measure is exactly
    channels = dict(zip(CHANNELS, measure(arrays["channel"], len(CHANNELS)), strict=True))
    capacities = dict(zip(CAPACITIES, measure(arrays["capacity"], len(CAPACITIES)), strict=True))
    spoken, codes = np.unique(arrays["language"], return_inverse=True)
    languages: dict[str, int | None] = {}
    if exact:
        languages = dict(zip((each.decode() for each in spoken), measure(codes, len(spoken)), strict=True))
    days = arrays["day"]
    found = layouts(history)
    return Counts(
        responses=_everyone(measure, np.ones(rows_of(arrays), dtype=np.bool_)),
        channels={key: n for key, n in channels.items() if n},
        capacities={key: n for key, n in capacities.items() if n},
        languages=languages,
        late=_everyone(measure, arrays["late"]),
        first=date.fromordinal(int(days.min())).isoformat() if exact and len(days) else "",
        last=date.fromordinal(int(days.max())).isoformat() if exact and len(days) else "",
        questions={key: _question(arrays, found[key], lineage(history, key), measure) for key in found},
        days=by_day(days) if exact else {},
    )


def by_day(days: npt.NDArray[Any]) -> dict[str, int]:
    """{ISO date: how many}, of days on which any came."""
    came, counts = np.unique(days, return_counts=True)
    return {date.fromordinal(int(day)).isoformat(): int(n) for day, n in zip(came, counts, strict=True)}


def _everyone(measure: Measure, who: Any) -> int | None:
    """How many people of a mask."""
    return measure(np.where(who, 0, -1), 1)[0]


def _states(codes: Codes, measure: Measure) -> dict[str, Any]:
    names = {
        "left_blank": LEFT_BLANK,
        "cannot_read": CANNOT_READ,
        "double_ticked": DOUBLE_TICKED,
        "not_asked": NOT_ASKED,
    }
    return {name: _everyone(measure, codes == state) for name, state in names.items()}


def _bases(editions: Codes, answered: npt.NDArray[np.bool_], parts: Line, measure: Measure) -> dict[str, int | None]:
    """Who answered under an edition that offered the option."""
    by_editions: dict[tuple[int, ...], int | None] = {}
    for part in parts.options:
        if part.editions not in by_editions:
            by_editions[part.editions] = _everyone(measure, answered & np.isin(editions, part.editions))
    return {part.key: by_editions[part.editions] for part in parts.options}


def _question(arrays: Arrays, layout: Layout, line: Line, measure: Measure) -> Counted:
    key, editions = layout.key, arrays["edition"]
    codes = arrays.get(key)
    if codes is None:
        return Counted({}, {}, 0)
    offered = [part.key for part in line.options]
    if layout.kind is Kind.MATRIX:
        return _matrix(codes, layout, line, measure)
    answered = codes >= 0
    base = _everyone(measure, answered)
    states = _states(codes, measure)
    bases = _bases(editions, answered, line, measure)
    if layout.one:
        found = measure(np.maximum(codes, -1), len(layout.options))
        counts: dict[str, int | None] = {o: found[layout.options.index(o)] for o in offered}
        return Counted(counts, bases, base, **states)
    if layout.kind in MANY_CHOICES:
        ticks = _widened(arrays[f"{key}#ticks"], len(layout.options), False)
        counts = {o: _everyone(measure, answered & ticks[:, layout.options.index(o)]) for o in offered}
        return Counted(counts, bases, base, **states)
    if layout.kind is Kind.RANKING:
        ranks = _widened(arrays[f"{key}#places"], len(layout.options), NOT_RANKED)
        table = {
            o: measure(np.where(answered, ranks[:, layout.options.index(o)], -1), len(layout.options)) for o in offered
        }
        places: dict[str, list[int | None]] = {o: list(row) for o, row in table.items()}
        return Counted({o: row[0] for o, row in places.items()}, bases, base, **states, places=places)
    if layout.kind is Kind.NUMBER and measure is exactly:
        return Counted({}, {}, base, **states, summary=_numbers(arrays[f"{key}#number"], answered))
    if layout.kind is Kind.DATE and measure is exactly:
        return Counted({}, {}, base, **states, summary=_dates(arrays[f"{key}#day"], answered))
    return Counted({}, {}, base, **states)


def _widened(array: npt.NDArray[Any], width: int, filling: Any) -> npt.NDArray[Any]:
    """An edition may offer an option that nobody has met yet."""
    return np.pad(array, ((0, 0), (0, width - array.shape[1])), constant_values=filling)


def _matrix(grid: Codes, layout: Layout, line: Line, measure: Measure) -> Counted:
    grid = _widened(grid, len(layout.rows), NOT_ASKED)
    rows: dict[str, Part] = {}
    for part in line.rows:
        codes = grid[:, layout.rows.index(part.key)]
        found = measure(np.maximum(codes, -1), len(layout.options))
        base = _everyone(measure, codes >= 0)
        rows[part.key] = Part(
            {o.key: found[layout.options.index(o.key)] for o in line.options},
            {o.key: base for o in line.options},
            base,
            **_states(codes, measure),
        )
    anything = (grid >= 0).any(axis=1)
    nothing = ~anything
    worst = np.where(nothing, np.where((grid == NOT_ASKED).all(axis=1), NOT_ASKED, LEFT_BLANK), 0)
    for state in (DOUBLE_TICKED, CANNOT_READ):
        worst = np.where(nothing & (grid == state).any(axis=1), state, worst)
    return Counted({}, {}, _everyone(measure, anything), **_states(worst, measure), rows=rows)


def _numbers(values: npt.NDArray[np.float64], answered: npt.NDArray[np.bool_]) -> dict[str, Any]:
    found = number_summary(values[answered], open_ended=True)
    if not found.bands:
        return {}
    return {
        "bands": [[band.low, None if isinf(band.high) else band.high, band.count] for band in found.bands],
        "whole": found.whole,
        "quartiles": [found.lower_quartile, found.median, found.upper_quartile],
    }


def _dates(days: Codes, answered: npt.NDArray[np.bool_]) -> dict[str, Any]:
    present, counts = np.unique(days[answered], return_counts=True)
    if not len(present):
        return {}
    summary = date_summary(date.fromordinal(int(each)) for each in present)
    starts = np.array([period.start.toordinal() for period in summary.periods])
    periods = np.bincount(np.searchsorted(starts, present, side="right") - 1, weights=counts, minlength=len(starts))
    return {
        "unit": summary.unit,
        "periods": [[each.start.isoformat(), int(n)] for each, n in zip(summary.periods, periods, strict=True)],
    }
