"""Which column answers which question, and what each row says there. Pure: nothing is written anywhere.

A column is found by the question's wording or its key, however it is numbered or marked; an option or a statement
by its label, its key or its printed number. What a cell says goes through the same reading as what is typed online.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from alongside.questionnaires.answers import read_answer
from alongside.questionnaires.formats import read_postcode
from alongside.questionnaires.reading import Column, Export
from alongside.questionnaires.reading.headers import JOIN
from alongside.questionnaires.reading.joined import split_cell, split_choices
from alongside.questionnaires.reading.values import date_of, day_comes_first
from alongside.questionnaires.text import plain_line
from alongside.questionnaires.types import (
    LEFT_BLANK,
    MANY_CHOICES,
    ONE_CHOICE,
    Answer,
    DateParts,
    Definition,
    Kind,
    Option,
    Problem,
    Question,
)

_NUMBERING = re.compile(r"^(?:q(?:uestion)?\s*)?\d{1,3}[a-z]?\s*[.):\-–]\s*|^q\d{1,3}[a-z]?\s+", re.IGNORECASE)
_REPEATED = re.compile(r" \(\d{1,3}\)\Z")
_MARKS = re.compile(r"[^\w]+|_+")
_TICKED = frozenset({"1", "yes", "y", "x", "true", "t", "checked", "selected", "ticked", "on", "quoted", "chosen"})
_UNTICKED = frozenset({"0", "no", "n", "false", "f", "unchecked", "not selected", "not ticked", "off", "not quoted",
                       "not chosen", "unticked", "not checked"})  # fmt: skip
_OWN_WORDS = ("other", "other please specify", "please specify", "own words", "text", "other text", "please say")
_LONG_ENOUGH = 25
_REMEMBERED = 5000


def plain(text: str) -> str:
    """For comparing names: small letters and figures, one space between words."""
    return " ".join(_MARKS.sub(" ", text.casefold().replace("’", "").replace("'", "")).split())


class Part(StrEnum):
    """What a column holds of its question: all of it, one option or statement, or the words beside an option."""

    WHOLE = "whole"
    OPTION = "option"
    ROW = "row"
    WORDS = "words"


class Why(StrEnum):
    """Why a column is not brought in."""

    NO_QUESTION = "no_question"
    SAYS_WHO = "says_who"
    FILE = "file"
    TWICE = "twice"
    EMPTY = "empty"


@dataclass(frozen=True)
class Target:
    """A place for a column's answers. ``key`` is the option's or the row's, where there is one."""

    question: str
    part: Part
    key: str = ""


@dataclass(frozen=True)
class Left:
    """A column that is not brought in."""

    label: str
    why: Why


@dataclass(frozen=True)
class Trouble:
    """What is wrong with one answer of a row. Without ``problem`` the text is none of the question's options."""

    question: str
    text: str
    problem: Problem | None = None


Said = Answer | Trouble


@dataclass
class Matched:
    """One question with the columns that answer it: (position, target) in the order of the file."""

    question: Question
    columns: list[tuple[int, Target]] = field(default_factory=list)
    mark: str = ""
    day_first: bool = True
    _labels: dict[str, str] = field(default_factory=dict)
    _seen: dict[tuple[str, ...], Said] = field(default_factory=dict)

    def read(self, cells: Sequence[str]) -> Said:
        """What a row says here. Blank is LEFT_BLANK even where an answer is required online: as on paper."""
        mine = tuple(cells[place] for place, _target in self.columns)
        if not any(mine):
            return LEFT_BLANK
        said = self._seen.get(mine)
        if said is None:
            said = self._read(mine)
            if len(self._seen) < _REMEMBERED:
                self._seen[mine] = said
        return said

    def _read(self, cells: tuple[str, ...]) -> Said:
        posted: dict[str, list[str]] = {}
        for (_place, target), cell in zip(self.columns, cells, strict=True):
            if cell:
                wrong = self._post(target, cell, posted)
                if wrong is not None:
                    return wrong
        read = read_answer(replace(self.question, required=False), posted)
        if isinstance(read, list):
            return Trouble(self.question.key, _short("; ".join(filter(None, cells))), read[0])
        return _district(read) if self.question.kind is Kind.POSTCODE else read

    def _post(self, target: Target, cell: str, posted: dict[str, list[str]]) -> Trouble | None:
        """Put a cell where the form that people fill in online would have it."""
        question, key, kind = self.question, self.question.key, self.question.kind
        if target.part is Part.WORDS:
            posted[f"{key}-words-{target.key}"] = [cell]
            if kind in MANY_CHOICES:
                posted.setdefault(key, []).append(target.key)
            return None
        if target.part is Part.ROW:
            point = self.option(cell)
            if point is None:
                return Trouble(key, _short(cell))
            posted[f"{key}-row-{target.key}"] = [point]
            return None
        if target.part is Part.OPTION and kind is Kind.RANKING:
            posted[f"{key}-rank-{target.key}"] = [cell]
            return None
        if target.part is Part.OPTION:
            ticked = _ticked(cell, question.option_by_key[target.key])
            if ticked is None:
                return Trouble(key, _short(cell))
            if ticked:
                posted.setdefault(key, []).append(target.key)
            return None
        if kind in ONE_CHOICE:
            return self._choose([cell], posted)
        if kind in MANY_CHOICES or kind is Kind.RANKING:
            return self._several(cell, posted)
        if kind is Kind.DATE:
            self._day(cell, posted)
        elif kind is Kind.POSTCODE and not isinstance(read_postcode(cell), str) and (area := self.option(cell)):
            posted[f"{key}-area"] = [area]
        else:
            posted[key] = [cell]
        return None

    def _several(self, cell: str, posted: dict[str, list[str]]) -> Trouble | None:
        question = self.question
        agreed = [option for option in question.offered if not option.exclusive]
        if question.kind is Kind.CONSENT and len(agreed) == 1 and (ticked := _ticked(cell, agreed[0])) is not None:
            posted[question.key] = [agreed[0].key] if ticked else []
            return None
        whole = frozenset(option.label for option in question.offered)
        parts = split_cell(cell, self.mark, whole) if self.mark and self.option(cell) is None else [cell]
        if question.kind is not Kind.RANKING:
            return self._choose(parts, posted)
        for place, part in enumerate(parts, 1):
            option = self.option(part)
            if option is None:
                return Trouble(question.key, _short(part))
            posted[f"{question.key}-rank-{option}"] = [str(place)]
        return None

    def _choose(self, parts: Sequence[str], posted: dict[str, list[str]]) -> Trouble | None:
        """Options by name. What is none of them is somebody's own words where the question has room for those."""
        question = self.question
        room = [option for option in question.offered if option.own_words]
        for part in parts:
            option = self.option(part)
            if option is None and len(room) == 1:
                option = room[0].key
                name = f"{question.key}-words-{option}"
                posted[name] = ["; ".join([*posted.get(name, ()), _after_label(part, room[0])])]
            if option is None:
                return Trouble(question.key, _short(part))
            posted.setdefault(question.key, []).append(option)
        return None

    def _day(self, cell: str, posted: dict[str, list[str]]) -> None:
        key, parts = self.question.key, self.question.limits.date_parts
        text = plain_line(cell)
        found = date_of(text, day_first=self.day_first)
        if found is not None:
            year, month, day = str(found.year), str(found.month), str(found.day)
        else:
            # "2019", "March 2019" or "3/2019", where that is all that is asked; else the reading says what is wrong.
            *front, year = re.split(r"[\s/.\-]+", text) or [""]
            month, day = (front[-1] if front else ""), ("" if parts is not DateParts.DAY else text)
        posted[f"{key}-year"] = [year]
        if parts is not DateParts.YEAR:
            posted[f"{key}-month"] = [month]
        if parts is DateParts.DAY:
            posted[f"{key}-day"] = [day]

    def option(self, text: str) -> str | None:
        """The key of the option that a text names: by label, then key, then printed number."""
        if not self._labels:
            offered = self.question.offered
            by_number = {str(option.number): option.key for option in offered if option.number}
            by_key = {plain(option.key): option.key for option in offered}
            by_label = {plain(option.label): option.key for option in offered}
            self._labels = {**by_number, **by_key, **by_label}
        return self._labels.get(plain(text))


@dataclass(frozen=True)
class Plan:
    """How a file is understood: the questions it answers, and the columns that are left."""

    matched: tuple[Matched, ...]
    left: tuple[Left, ...]
    unanswered: tuple[Question, ...]

    def rows(self, export: Export) -> Iterator[tuple[int, dict[str, Answer], list[Trouble]]]:
        """Every row: its number in the spreadsheet, its answers, and what is wrong with it."""
        for number, cells in export.rows():
            answers: dict[str, Answer] = {}
            troubles: list[Trouble] = []
            for each in self.matched:
                said = each.read(cells)
                if isinstance(said, Trouble):
                    troubles.append(said)
                elif said is not LEFT_BLANK:
                    answers[each.question.key] = said
            yield number, answers, troubles


def match(definition: Definition, export: Export) -> Plan:
    """Find the question for each column of a file."""
    names = _names(definition)
    in_parts = MANY_CHOICES | {Kind.MATRIX, Kind.RANKING}
    keys = {plain(each.key): Target(each.key, Part.WHOLE) for each in definition.questions if each.kind not in in_parts}
    says_who = {i for question in export.questions if question.kind == "identifier" for i in question.columns}
    found: dict[str, Matched] = {}
    left: list[Left] = []
    taken: set[Target] = set()
    for place, column in enumerate(export.columns):
        target = _target(column.name, names, keys)
        question = definition.by_key[target.question] if target else None
        if target is None or question is None:
            why = Why.SAYS_WHO if place in says_who else Why.EMPTY if not column.answered else Why.NO_QUESTION
            left.append(Left(column.name, why))
        elif question.identifying or question.kind in (Kind.EMAIL, Kind.PHONE):
            left.append(Left(column.name, Why.SAYS_WHO))
        elif question.kind is Kind.FILE:
            left.append(Left(column.name, Why.FILE))
        elif target in taken:
            left.append(Left(column.name, Why.TWICE))
        else:
            taken.add(target)
            each = found.setdefault(question.key, Matched(question))
            each.columns.append((place, target))
            if target.part is Part.WHOLE:
                _prepare(each, column, export, place)
    unanswered = tuple(question for question in definition.questions if question.key not in found)
    in_order = sorted(found.values(), key=lambda each: definition.order[each.question.key])
    return Plan(tuple(in_order), tuple(left), unanswered)


def _names(definition: Definition) -> dict[str, Target]:
    """Every name that a column could have. The questions' own names win over those of their parts."""
    wholes: dict[str, Target] = {}
    parts: dict[str, Target] = {}
    for question in definition.questions:
        whole = Target(question.key, Part.WHOLE)
        for stem in (question.wording, question.key):
            if question.kind is not Kind.MATRIX:
                wholes.setdefault(plain(stem), whole)
            for row in question.offered_rows:
                for name in (row.label, row.key):
                    parts.setdefault(plain(f"{stem} {name}"), Target(question.key, Part.ROW, row.key))
            if question.kind in MANY_CHOICES or question.kind is Kind.RANKING:
                for option in question.offered:
                    for name in (option.label, option.key):
                        parts.setdefault(plain(f"{stem} {name}"), Target(question.key, Part.OPTION, option.key))
            for option in question.offered:
                if option.own_words:
                    words = Target(question.key, Part.WORDS, option.key)
                    for name in _OWN_WORDS:
                        parts.setdefault(plain(f"{stem} {option.label} {name}"), words)
                        parts.setdefault(plain(f"{stem} {name}"), words)
    return {**parts, **wholes}


def _target(label: str, names: dict[str, Target], keys: dict[str, Target]) -> Target | None:
    """The whole name; or, of a name in two parts as two header rows give it, a key before or a wording after."""
    label = _REPEATED.sub("", label)
    for name in (plain(label), plain(_NUMBERING.sub("", label))):
        if name in names:
            return names[name]
    before, parted, after = label.partition(JOIN)
    if parted:
        return keys.get(plain(before)) or names.get(plain(after)) or _cut_short(plain(after), names)
    return _cut_short(name, names)


def _cut_short(name: str, names: dict[str, Target]) -> Target | None:
    """A long name that stops early still names its question."""
    if len(name) < _LONG_ENOUGH:
        return None
    found = {target for known, target in names.items() if known.startswith(name)}
    wholes = {target for target in found if target.part is Part.WHOLE} or found
    return wholes.pop() if len(wholes) == 1 else None


def _prepare(each: Matched, column: Column, export: Export, place: int) -> None:
    """What can only be told from all the answers: what stands between several choices, and the order of dates."""
    question = each.question
    if question.kind is Kind.DATE:
        each.day_first = day_comes_first(column.values[1:])[0]
    if question.kind not in MANY_CHOICES and question.kind is not Kind.RANKING:
        return
    reading = next((known.reading for known in export.questions if known.columns == (place,)), None)
    if reading is not None and reading.mark:
        each.mark = reading.mark
        return
    found = split_choices(column.values[1:], column.counts().tolist()[1:])
    each.mark = found.mark if found else max(";|\n,", key=lambda mark: sum(mark in value for value in column.values))


def _ticked(cell: str, option: Option) -> bool | None:
    """Whether a cell in an option's own column says that it was chosen; None where that cannot be told."""
    text = plain(cell)
    if text in _UNTICKED or (not text and cell.strip() in "-–—"):
        return False
    named = plain(option.label)
    if text in _TICKED or text in (named, plain(option.key)) or cell.strip() in ("✓", "✔", "☑"):
        return True
    return True if len(text) >= _LONG_ENOUGH and named.startswith(text) else None


def _after_label(text: str, option: Option) -> str:
    """ "Other: a crèche" is the words "a crèche"."""
    before, mark, after = text.partition(":")
    return after.strip() if mark and plain(before) in (plain(option.label), "other") and after.strip() else text


def _district(answer: Answer) -> Answer:
    """Of a postcode only the district is brought in, as online."""
    if isinstance(answer.value, dict) and "postcode" in answer.value:
        return Answer({"postcode": answer.value["postcode"].split(" ")[0]})
    return answer


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
