"""From an export to `results.json`: each question's counts, made safe, and what there is to say of it.

What leaves here is safe to pass on under the chosen disclosure profile: a hidden number is None and is
nowhere else in the result. Answers in people's own words are never listed, under any profile: they can name
people, and the file's owner has them already. `results.schema.json` describes the shape.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from commonground.disclosure import DEFAULT_PROFILE, PROFILES, UNPROTECTED, Profile, protect_counts
from commonground.tabulation import count_multiple, count_single, date_summary, number_summary

from . import Export, Question
from .bands import band_label, by_period, neat, period_label, tails
from .joined import split_cell
from .table import Column
from .values import date_of, day_comes_first, number_of, seconds_of
from .vocabularies import is_non_answer

Ticks = NDArray[np.bool_]

_MOST_OPTIONS = 50
_OWN_WORDS_FROM = 12
_RARE = 3
_LONG_OPTION = 40
_MANY = 30


class Option(TypedDict):
    """One line of a question's table."""

    label: str
    count: int | None
    percent: int | None
    suppressed: bool


class QuestionResult(TypedDict):
    """One question of a result. `answered` and `blank` are None where they would give a hidden number away."""

    label: str
    columns: list[str]
    kind: str
    reason: str
    confidence: float
    answered: int | None
    blank: int | None
    options: list[Option]
    summary: dict[str, Any]


class Results(TypedDict):
    """A whole result, as written to results.json. `disclosure` is a profile's id, or "none"."""

    file: str
    responses: int
    disclosure: str
    questions: list[QuestionResult]
    warnings: list[str]


def profile_called(name: str | None) -> Profile:
    """The disclosure profile of that id (None: the default; "none": no control). Raises KeyError."""
    if name is None:
        return DEFAULT_PROFILE
    if name.lower() == "none":
        return UNPROTECTED
    return {profile.id.lower(): profile for profile in PROFILES.values()}[name.lower()]


@cache
def results_schema() -> dict[str, Any]:
    """The JSON Schema of a result."""
    schema: dict[str, Any] = json.loads(Path(__file__).with_name("results.schema.json").read_text("utf-8"))
    return schema


def make_results(export: Export, profile: Profile) -> Results:
    """Count every question of an export under a disclosure profile."""
    everyone = export.responses
    # Where even the number of responses is small, everything else is hidden, so it may be exact.
    responses = everyone if profile.is_small(everyone) else profile.shown(everyone)
    counter = _Counter(export, profile, responses)
    return Results(
        file=export.file,
        responses=responses,
        disclosure=profile.id,
        questions=[counter.result(question) for question in export.questions],
        warnings=[str(note) for note in export.warnings],
    )


class _Counter:
    """Counts the questions of one export, one after the other."""

    def __init__(self, export: Export, profile: Profile, responses: int) -> None:
        self.columns = export.columns
        self.profile = profile
        self.responses = responses
        # Columns of own words whose option is hidden: how many answered them would give it away.
        self.hidden_columns: set[int] = set()

    def result(self, question: Question) -> QuestionResult:
        result = QuestionResult(
            label=question.label,
            columns=[self.columns[i].name for i in question.columns],
            kind=question.kind,
            reason=question.reading.reason,
            confidence=round(question.reading.sure, 2),
            answered=0,
            blank=0,
            options=[],
            summary={},
        )
        column = self.columns[question.columns[0]]
        match question.kind:
            case "multiple" if question.group:
                self._grouped(question, result)
            case "multiple":
                self._joined(question, column, result)
            case "single" | "scale" if question.group is None:
                self._chosen(question, column, result)
            case "number":
                self._numbers(column, result)
            case "date":
                self._dates(column, result)
            case _:
                self._only_answered(question, result)
        return result

    def _protect(
        self, result: QuestionResult, labels: Sequence[str], counts: Sequence[int], base: int, *, exclusive: bool
    ) -> None:
        """Write the counts, made safe, and the base and blank that follow from what is shown."""
        protected = protect_counts(counts, profile=self.profile, base=base, exclusive=exclusive)
        result["options"] = [
            Option(label=label, count=cell.count, percent=cell.percent, suppressed=cell.suppressed)
            for label, cell in zip(labels, protected.cells, strict=True)
        ]
        result["answered"] = protected.base
        result["blank"] = None if protected.base is None else max(0, self.responses - protected.base)

    def _only_answered(self, question: Question, result: QuestionResult) -> None:
        answered = np.zeros(len(self.columns[0]), dtype=bool)
        for i in question.columns:
            answered |= self.columns[i].codes > 0
        self._protect(result, (), (), int(answered.sum()), exclusive=True)
        if self.hidden_columns.intersection(question.columns):
            result["answered"] = result["blank"] = None
        if question.kind in ("short_text", "long_text") and result["answered"]:
            column = self.columns[question.columns[0]]
            words = np.array([len(value.split()) for value in column.values])[column.codes]
            result["summary"] = {"median_words": int(np.median(words[column.codes > 0]))}

    def _chosen(self, question: Question, column: Column, result: QuestionResult) -> None:
        counts = column.counts()
        given = [code for code in range(1, len(counts)) if counts[code]]
        code_of = {value: code for code, value in enumerate(column.values)}
        codes = [code_of[value] for value in question.reading.order if value in code_of]
        ordered = bool(codes)
        if ordered:
            labels, places = _with_gaps([column.values[code] for code in codes])
            rest = [code for code in given if code not in set(codes)]
            if rest:
                codes, places = codes + rest, places + [len(labels)] * len(rest)
                labels.append(_others(len(rest)))
        else:
            codes = sorted(given, key=lambda code: (-counts[code], column.values[code]))
            labels, places = self._listed([(column.values[code], int(counts[code])) for code in codes])
        place = np.full(len(column.values), -1, dtype=np.int64)
        place[codes] = places
        counted = count_single(place[column.codes], len(labels))
        totals = [int(n) for n in counted.counts]
        self._protect(result, labels, totals, int(counted.base), exclusive=True)
        if not ordered:
            _biggest_first(result)
        if question.kind == "scale" and not _any_hidden(result):
            result["summary"] = self._points(column, counts)

    def _listed(self, options: Sequence[tuple[str, int]]) -> tuple[list[str], list[int]]:
        """The options to show and each answer's place among them: rare own words share one line."""
        seldom = sum(count < _RARE for _label, count in options)
        own_words = len(options) > _OWN_WORDS_FROM or (seldom >= _RARE and self.responses >= _MANY)
        rare = [
            label
            for place, (label, count) in enumerate(options)
            if place >= _MOST_OPTIONS
            or (self.profile.threshold and count < _RARE and (own_words or len(label) > _LONG_OPTION))
        ]
        kept = [label for label, _count in options if label not in set(rare)]
        labels = [*kept, _others(len(rare))] if rare else kept
        place_of = {label: place for place, label in enumerate(kept)}
        return labels, [place_of.get(label, len(kept)) for label, _count in options]

    def _points(self, column: Column, counts: NDArray[np.int64]) -> dict[str, Any]:
        """The mean and median of a scale of numbers."""
        points = [
            (int(value), int(counts[code]))
            for code, value in enumerate(column.values)
            if counts[code] and _is_point(value)
        ]
        total = sum(n for _v, n in points)
        if total < sum(counts[1:]) * 0.5 or not self._enough(total, 2):
            return {}
        numbers = np.repeat([v for v, _n in points], [n for _v, n in points])
        return {"mean": round(float(numbers.mean()), 1), "median": float(np.median(numbers))}

    def _enough(self, base: int, times: int) -> bool:
        """Whether there are enough people that a middle figure is no single person's answer."""
        return base > 0 and base >= times * self.profile.threshold

    def _grouped(self, question: Question, result: QuestionResult) -> None:
        group = question.group
        assert group is not None
        ticks = np.zeros((len(self.columns[0]), len(group.columns)), dtype=bool)
        answered = np.zeros(len(self.columns[0]), dtype=bool)
        for place, (i, ticked) in enumerate(zip(group.columns, group.ticked, strict=True)):
            codes = self.columns[i].codes
            answered |= codes > 0
            ticks[:, place] = codes > 0 if i in group.own_words else np.isin(codes, list(ticked))
        base = int(answered.sum())
        counts = [int(n) for n in ticks.sum(axis=0)]
        self._protect(result, group.options, counts, base, exclusive=False)
        for option, i in zip(result["options"], group.columns, strict=True):
            if i in group.own_words and option["suppressed"]:
                self.hidden_columns.add(i)
        result["summary"] = {"chose_none": base - int(ticks.any(axis=1).sum())} if not self.profile.threshold else {}
        _biggest_first(result)

    def _joined(self, question: Question, column: Column, result: QuestionResult) -> None:
        known = frozenset(question.reading.options)
        mark = question.reading.mark or ";"
        cells = [list(dict.fromkeys(split_cell(value, mark, known))) for value in column.values]
        weights = column.counts()
        totals: dict[str, int] = {}
        for cell, times in zip(cells, weights.tolist(), strict=True):
            for choice in cell:
                totals[choice] = totals.get(choice, 0) + times
        options = sorted(((c, n) for c, n in totals.items() if n), key=lambda pair: (-pair[1], pair[0]))
        labels, places = self._listed(options)
        place_of = dict(zip((choice for choice, _n in options), places, strict=True))
        ticks = np.zeros((len(cells), len(labels)), dtype=bool)
        for row, cell in enumerate(cells):
            ticks[row, [place_of[choice] for choice in cell if choice in place_of]] = True
        counted = count_multiple(ticks, weights=weights.astype(np.float64))
        counts = [round(float(n)) for n in counted.counts]
        self._protect(result, labels, counts, round(float(counted.base)), exclusive=False)
        _biggest_first(result)

    def _numbers(self, column: Column, result: QuestionResult) -> None:
        of_value = np.array([_number(value) for value in column.values], dtype=np.float64)
        values = of_value[column.codes]
        found = number_summary(values)
        answered = column.answered
        bands = tails(list(found.bands), self.profile)
        labels = [band_label(band, i, len(bands), found.whole, self.profile) for i, band in enumerate(bands)]
        counts = [band.count for band in bands]
        if found.base < answered:
            labels.append("Not a number")
            counts.append(answered - found.base)
        self._protect(result, labels, counts, answered, exclusive=True)
        # A mean or a quartile beside the numbers that are shown would give the hidden ones away.
        if _any_hidden(result):
            return
        summary: dict[str, Any] = {}
        if found.median is not None and found.mean is not None and self._enough(found.base, 2):
            summary |= {"mean": neat(found.mean), "median": neat(found.median, whole=found.whole)}
        if self._enough(found.base, 4):
            summary["lower_quartile"] = neat(found.lower_quartile, whole=found.whole)
            summary["upper_quartile"] = neat(found.upper_quartile, whole=found.whole)
        if not self.profile.threshold and found.base:
            summary |= {"minimum": neat(found.minimum), "maximum": neat(found.maximum)}
        result["summary"] = summary

    def _dates(self, column: Column, result: QuestionResult) -> None:
        day_first, settled = day_comes_first(column.values[1:])
        days = [date_of(value, day_first=day_first) if value else None for value in column.values]
        found = date_summary(days[code] for code in column.codes.tolist())
        times: Counter[date] = Counter()
        for day, count in zip(days, column.counts().tolist(), strict=True):
            if day:
                times[day] += count
        unit, periods = by_period(times, found.unit or "day", self.profile)
        labels = [period_label(start, unit) for start in periods]
        counts = list(periods.values())
        if found.base < column.answered:
            labels.append("Not a date")
            counts.append(column.answered - found.base)
        self._protect(result, labels, counts, column.answered, exclusive=True)
        summary: dict[str, Any] = {"unit": unit} if periods else {}
        if not self.profile.threshold and found.first and found.last:
            summary |= {"first": found.first.isoformat(), "last": found.last.isoformat()}
        if not settled:
            summary["day_first"] = day_first
        result["summary"] = summary


def _any_hidden(result: QuestionResult) -> bool:
    return result["answered"] is None or any(option["suppressed"] for option in result["options"])


def _biggest_first(result: QuestionResult) -> None:
    """Order options by what is shown, so that the order says nothing about hidden counts."""
    result["options"].sort(key=lambda o: (is_non_answer(o["label"]), o["suppressed"], -(o["count"] or 0), o["label"]))


def _others(different: int) -> str:
    return f"Other answers ({different} different)"


def _is_point(value: str) -> bool:
    """Whether an answer is a bare number that a scale may have."""
    return value.isdecimal() and len(value) <= 3


def _with_gaps(values: Sequence[str]) -> tuple[list[str], list[int]]:
    """The points of a scale, and each value's place: bare numbers get the points that nobody chose."""
    figures = [int(value) for value in values if _is_point(value)]
    if not figures or max(figures) > 20:
        return list(values), list(range(len(values)))
    low, high = min(figures), max(figures)
    words = [value for value in values if not _is_point(value)]
    labels = [*map(str, range(low, high + 1)), *words]
    return labels, [int(v) - low if _is_point(v) else high - low + 1 + words.index(v) for v in values]


def _number(value: str) -> float:
    number = number_of(value)
    if number is None:
        number = seconds_of(value)
    return float("nan") if number is None else number


def to_json(results: Results | Mapping[str, Any]) -> str:
    """The result as the text of results.json."""
    return json.dumps(results, ensure_ascii=False, indent=2) + "\n"
