"""The printed form and what staff type from it.

Left blank, cannot read and ticked twice are three different stored states. Nothing here knows a name:
identifying questions are on a separate slip, and files are sent beside the form.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from . import answers as web
from .answers import Read, choices_problem, ranked, read_answer
from .flow import visible
from .routing import Directions, directions
from .text import MOST_CHARACTERS, clean_line, plain_line, same_words
from .types import (
    CANNOT_READ,
    LEFT_BLANK,
    MANY_CHOICES,
    ONE_CHOICE,
    Answer,
    Answers,
    Definition,
    Kind,
    Option,
    Problem,
    Question,
    Row,
    Section,
    State,
)

BLANK_SIGN, UNREAD_SIGN = "-", "?"
LIKELY_SHARE, LIKELY_BITS = 0.9, 20.0


@dataclass(frozen=True)
class PaperQuestion:
    """`options` and `rows` as printed. `on_slip`: on the separate slip. `apart`: sent beside the form."""

    number: int
    question: Question
    options: tuple[Option, ...]
    rows: tuple[Row, ...]
    directions: Directions
    on_slip: bool
    apart: bool


@dataclass(frozen=True)
class PaperSection:
    section: Section
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True)
class PaperForm:
    sections: tuple[PaperSection, ...]
    numbers: Mapping[str, int]

    @property
    def to_type(self) -> list[PaperQuestion]:
        """The questions of the entry screen, in paper order."""
        asked = (item for section in self.sections for item in section.questions)
        return [item for item in asked if not (item.on_slip or item.apart)]


def numbered(definition: Definition) -> Definition:
    """The same, with a printed number for every option that has none. Numbers given before never change."""

    def number(question: Question) -> Question:
        last = max((option.number for option in question.options), default=0)
        options = []
        for option in question.options:
            last = last if option.number else last + 1
            options.append(option if option.number else replace(option, number=last))
        return replace(question, options=tuple(options))

    return replace(
        definition,
        sections=tuple(
            replace(section, questions=tuple(number(question) for question in section.questions))
            for section in definition.sections
        ),
    )


def layout(definition: Definition) -> PaperForm:
    """The form as printed. Give it a `numbered` definition: an option without a number prints as 0."""
    printed = directions(definition)
    sections = []
    for section in definition.sections:
        questions = tuple(
            PaperQuestion(
                number=definition.numbers[question.key],
                question=question,
                options=question.offered,
                rows=question.offered_rows,
                directions=printed.get(question.key, Directions()),
                on_slip=question.identifying,
                apart=question.kind is Kind.FILE,
            )
            for question in section.questions
        )
        sections.append(PaperSection(section, questions))
    return PaperForm(tuple(sections), definition.numbers)


@dataclass(frozen=True)
class Typed:
    """What staff entered for one question."""

    text: str = ""
    left_blank: bool = False
    cannot_read: bool = False


@dataclass(frozen=True)
class FormRead:
    answers: dict[str, Answer]
    problems: list[Problem]


def read_form(definition: Definition, typed: Mapping[str, Typed]) -> FormRead:
    """A whole form. A question that routing skips may be empty; any other must say what was on the paper."""
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for question in definition.questions:
        if question.identifying or question.kind is Kind.FILE:
            continue
        entry = typed.get(question.key, Typed())
        said_nothing = entry == Typed() or (entry == Typed(text=entry.text) and not plain_line(entry.text))
        if said_nothing and question.key not in visible(definition, answers):
            continue
        read = read_typed(question, entry.text, left_blank=entry.left_blank, cannot_read=entry.cannot_read)
        if isinstance(read, list):
            problems += read
        else:
            answers[question.key] = read
    return FormRead(answers, problems)


def read_typed(question: Question, typed: str, *, left_blank: bool = False, cannot_read: bool = False) -> Read:
    """One question as typed from paper: printed numbers ("3", "2 4"), or the text as written.

    Matrix: one printed number a statement, "-" for a blank statement, "?" for one that cannot be read,
    "2+4" for two ticks. Ranking: what is written beside each option from the top, "-" for nothing.
    What the form asked for (required, at least two) binds the web, not the paper: what was written is kept.
    """
    text = plain_line(typed)
    if [bool(text), left_blank, cannot_read].count(True) > 1:
        return [Problem("one_of_three", question.key, {})]
    if left_blank:
        return LEFT_BLANK
    if cannot_read:
        return CANNOT_READ
    if not text:
        return [Problem("nothing_typed", question.key, {})]
    if question.kind in ONE_CHOICE | MANY_CHOICES:
        return _ticks(question, text)
    if question.kind is Kind.MATRIX:
        return _statements(question, text)
    if question.kind is Kind.RANKING:
        return _places(question, text)
    if question.kind is Kind.DATE:
        parts = re.split(r"[\s/.\-]+", text)
        names = {1: ["year"], 2: ["month", "year"], 3: ["day", "month", "year"]}.get(len(parts), [])
        if not names:
            return [Problem("date_real", question.key, {})]
        return _at_one_field(
            question, {f"{question.key}-{name}": [part] for name, part in zip(names, parts, strict=True)}
        )
    return _at_one_field(question, {question.key: [typed]})


def _at_one_field(question: Question, data: Mapping[str, list[str]]) -> Read:
    """Read as on the web; the entry screen has one field a question, so problems point there."""
    roomy = replace(question, limits=replace(question.limits, max_length=MOST_CHARACTERS))
    read = read_answer(roomy, data)
    return [replace(problem, field=question.key) for problem in read] if isinstance(read, list) else read


def _by_number(question: Question, text: str) -> list[Option] | Problem:
    printed = {str(option.number): option for option in question.offered}
    found: list[Option] = []
    for part in re.split(r"[\s,;+&]+", text):
        if not part:
            continue
        number = str(int(part)) if part.isdecimal() and len(part) <= 4 else part
        if number not in printed:
            return Problem("not_printed", question.key, {"typed": part[:20]})
        if printed[number] not in found:
            found.append(printed[number])
    return sorted(found, key=question.offered.index)


def _ticks(question: Question, text: str) -> Read:
    """Numbers, and own words after a colon: "5: by bicycle"."""
    numbers, _, words = text.partition(":")
    found = _by_number(question, numbers)
    if isinstance(found, Problem):
        return [found]
    keys = tuple(option.key for option in found)
    if not keys:
        return [Problem("nothing_typed", question.key, {})]
    own: dict[str, str] = {}
    if plain_line(words):
        writable = [option.key for option in found if option.own_words]
        if len(writable) != 1:
            return [Problem("words_nowhere", question.key, {})]
        problem = web.too_long(clean_line(words), web.OWN_WORDS, question.key)
        if problem:
            return [problem]
        own = {writable[0]: clean_line(words)}
    if question.kind in ONE_CHOICE:
        twice = len(keys) > 1
        return Answer(words=own, state=State.DOUBLE_TICKED, ticked=keys) if twice else Answer(keys[0], own)
    wrong = choices_problem(question, found)
    if wrong is not None and wrong.code != "too_few_choices":
        return Answer(words=own, state=State.DOUBLE_TICKED, ticked=keys)
    return Answer(list(keys), own)


def _statements(question: Question, text: str) -> Read:
    parts = text.split()
    rows = question.offered_rows
    if len(parts) != len(rows):
        return [Problem("rows_typed", question.key, {"rows": len(rows), "typed": len(parts)})]
    value: dict[str, str] = {}
    unclear: dict[str, State] = {}
    for row, part in zip(rows, parts, strict=True):
        if part == UNREAD_SIGN:
            unclear[row.key] = State.CANNOT_READ
        elif part != BLANK_SIGN:
            found = _by_number(question, part)
            if isinstance(found, Problem):
                return [found]
            if len(found) > 1:
                unclear[row.key] = State.DOUBLE_TICKED
            elif found:
                value[row.key] = found[0].key
    if value:
        return Answer(value, rows=unclear)
    if not unclear:
        return LEFT_BLANK
    unread = State.CANNOT_READ in unclear.values()
    return Answer(state=State.CANNOT_READ if unread else State.DOUBLE_TICKED, rows=unclear)


def _places(question: Question, text: str) -> Read:
    parts = text.split()
    options = question.offered
    if len(parts) != len(options):
        return [Problem("rows_typed", question.key, {"rows": len(options), "typed": len(parts)})]
    places: dict[int, list[str]] = {}
    for option, part in zip(options, parts, strict=True):
        if part == BLANK_SIGN:
            continue
        if not part.isdecimal() or len(part) > 3 or not 1 <= int(part) <= len(options):
            return [Problem("rank_number", question.key, {"most": len(options), "option": option.label})]
        places.setdefault(int(part), []).append(option.key)
    if any(len(keys) > 1 for keys in places.values()):
        ticked = tuple(key for _, keys in sorted(places.items()) for key in keys)
        return Answer(state=State.DOUBLE_TICKED, ticked=ticked)
    return ranked(replace(question, limits=replace(question.limits, rank_at_least=None)), places)


@dataclass(frozen=True)
class Difference:
    """One question that two people typed differently. None: not typed at all."""

    key: str
    first: Answer | None
    second: Answer | None


def compare_entries(definition: Definition, first: Answers, second: Answers) -> list[Difference]:
    """In paper order. Spaces and capitals at the ends of a text are not a difference; its words are."""
    found = []
    for question in definition.questions:
        one, two = first.get(question.key), second.get(question.key)
        if one != two and not (question.kind is Kind.LONG_TEXT and _same_text(one, two)):
            found.append(Difference(question.key, one, two))
    return found


def _same_text(one: Answer | None, two: Answer | None) -> bool:
    if one is None or two is None or one.state is not two.state:
        return False
    return " ".join(str(one.value).split()) == " ".join(str(two.value).split())


@dataclass(frozen=True)
class Likeness:
    """How alike two forms are: `share` of what they say that agrees, and how telling that is in `bits`
    (twenty bits agree by chance about once in a million pairs of people who answer at random)."""

    share: float
    bits: float

    @property
    def likely_duplicate(self) -> bool:
        return self.share >= LIKELY_SHARE and self.bits >= LIKELY_BITS


def likeness(definition: Definition, a: Answers, b: Answers) -> Likeness:
    """Rests on what both say. Blanks tell nothing; a long text tells more than a tick."""
    total = agreed = 0.0
    for question in definition.questions:
        one, two = a.get(question.key), b.get(question.key)
        if one is None or two is None or not (one.says_something or two.says_something):
            continue
        weight = _weight(question, one if one.says_something else two)
        total += weight
        agreed += weight * _agreement(question, one, two)
    return Likeness(share=agreed / total if total else 0.0, bits=agreed)


def _weight(question: Question, answer: Answer) -> float:
    options = max(2, len(question.offered))
    if question.kind in ONE_CHOICE:
        return math.log2(options)
    if question.kind in MANY_CHOICES:
        return float(options) / 2
    if question.kind is Kind.MATRIX and isinstance(answer.value, dict):
        return math.log2(options) * max(1, len(answer.value))
    if question.kind is Kind.RANKING:
        return math.log2(math.factorial(options))
    if question.kind in (Kind.NUMBER, Kind.DATE):
        return 4.0
    return min(30.0, len(same_words(str(answer.value))) / 2)


def _agreement(question: Question, one: Answer, two: Answer) -> float:
    if not (one.says_something and two.says_something):
        return 0.0
    if question.kind is Kind.MATRIX and isinstance(one.value, dict) and isinstance(two.value, dict):
        rows = one.value.keys() | two.value.keys()
        return sum(one.value.get(row) == two.value.get(row) for row in rows) / len(rows)
    if question.kind in (Kind.SHORT_TEXT, Kind.LONG_TEXT):
        left, right = same_words(str(one.value))[:500], same_words(str(two.value))[:500]
        alike = SequenceMatcher(None, left, right, autojunk=False).ratio()
        return alike if alike >= 0.8 else 0.0
    return 1.0 if one.value == two.value else 0.0
