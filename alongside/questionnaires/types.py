"""What a questionnaire is made of. Immutable values; keys are for ever, words may be edited.

Results are joined across editions by key alone, so a key is never given to another question, option or row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as stored
from enum import StrEnum
from functools import cached_property

KEY_PATTERN = re.compile(r"[a-z][a-z0-9_]{0,59}")
"""Keys hold no hyphen, so that form field names can join them with one."""


class Kind(StrEnum):
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    SINGLE = "single"
    YES_NO = "yes_no"
    MULTIPLE = "multiple"
    SCALE = "scale"
    MATRIX = "matrix"
    NUMBER = "number"
    DATE = "date"
    RANKING = "ranking"
    EMAIL = "email"
    PHONE = "phone"
    POSTCODE = "postcode"
    FILE = "file"
    CONSENT = "consent"


ONE_CHOICE = frozenset({Kind.SINGLE, Kind.YES_NO, Kind.SCALE})
MANY_CHOICES = frozenset({Kind.MULTIPLE, Kind.CONSENT})
TEXTS = frozenset({Kind.SHORT_TEXT, Kind.LONG_TEXT, Kind.EMAIL, Kind.PHONE})
CHECKABLE = frozenset({Kind.SINGLE, Kind.YES_NO})
"""Kinds of which one option can be right."""
NEEDS_OPTIONS = ONE_CHOICE | MANY_CHOICES | {Kind.MATRIX, Kind.RANKING}
MAY_HAVE_OPTIONS = NEEDS_OPTIONS | {Kind.POSTCODE}
"""A postcode question's options are the areas to choose from instead."""
ORDERED = frozenset({Kind.SCALE, Kind.MATRIX})
"""Kinds whose options are points in an order: adding or removing one changes what every point means."""


class Role(StrEnum):
    """What choosing an option says. Only `CHOICE` can stand beside another."""

    CHOICE = "choice"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"
    DO_NOT_KNOW = "do_not_know"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"


class Audience(StrEnum):
    """Who may see an answer, narrowest first."""

    COUNTS_ONLY = "counts_only"
    RESTRICTED = "restricted"
    TEAM = "team"
    PUBLIC = "public"

    @property
    def width(self) -> int:
        return list(Audience).index(self)

    def reads(self, *, personal: bool) -> bool:
        """Whether a colleague may read the answer itself; ``personal``: one who may see personal details."""
        return self.width >= (Audience.RESTRICTED if personal else Audience.TEAM).width


class Op(StrEnum):
    IS = "is"
    IS_NOT = "is_not"
    ANY_OF = "any_of"
    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    EQUAL_TO = "equal_to"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"


OPTION_OPS = frozenset({Op.IS, Op.IS_NOT, Op.ANY_OF})
NUMBER_OPS = frozenset({Op.LESS_THAN, Op.AT_MOST, Op.EQUAL_TO, Op.AT_LEAST, Op.MORE_THAN})


@dataclass(frozen=True)
class When:
    """A test of one earlier answer.

    A question that was hidden, left blank, or could not be read counts as not answered. `IS_NOT` is the
    plain opposite of `IS`, so it also holds where there is no answer. For a matrix, `row` names the
    statement; with no row, any statement will do. For a ranking, the first place is tested; for a
    postcode, the area.
    """

    question: str
    op: Op
    values: tuple[str, ...] = ()
    number: float | None = None
    row: str = ""


@dataclass(frozen=True)
class AllOf:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    conditions: tuple[Condition, ...]


Condition = When | AllOf | AnyOf


def tests_in(condition: Condition | None) -> Iterator[When]:
    """Every single test inside a condition."""
    if isinstance(condition, When):
        yield condition
    elif condition is not None:
        for part in condition.conditions:
            yield from tests_in(part)


@dataclass(frozen=True)
class Option:
    """One thing that can be chosen; for a scale or matrix one point; for consent one use.

    `number` is what is printed beside it on paper (0: not printed yet). `own_words` opens a text box.
    `retired` options are no longer offered but keep their answers. `replaces` names the option whose
    place this one took when its meaning changed.
    """

    key: str
    label: str
    hint: str = ""
    group: str = ""
    number: int = 0
    role: Role = Role.CHOICE
    own_words: bool = False
    retired: bool = False
    replaces: str = ""

    @property
    def exclusive(self) -> bool:
        return self.role is not Role.CHOICE


@dataclass(frozen=True)
class Row:
    """One statement of a matrix."""

    key: str
    label: str
    retired: bool = False
    replaces: str = ""


class DateParts(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class Limits:
    """What an answer must keep to. Lengths are in characters, sizes in bytes, dates are ISO texts."""

    max_length: int | None = None
    min_choices: int | None = None
    max_choices: int | None = None
    rank_at_least: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    decimals: int = 0
    unit: str = ""
    date_parts: DateParts = DateParts.DAY
    earliest: str = ""
    latest: str = ""
    file_types: tuple[str, ...] = ()
    max_bytes: int | None = None


@dataclass(frozen=True)
class Question:
    """One question.

    `when_missing` is the author's own error ("Select how often you use the clinic"). `fact_key` lets
    rules read the answer; `code_list` names the standard list its options follow (EQ-SEX).
    `identifying` answers are kept with the link to the person, never with the other answers. `right` is the
    key of the option that is right, where the question checks whether something was understood;
    `explanation` says why. Both are shown to somebody after they sent their answers, never before.
    """

    key: str
    kind: Kind
    wording: str
    hint: str = ""
    background: str = ""
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    limits: Limits = Limits()
    required: bool = False
    required_reason: str = ""
    when_missing: str = ""
    identifying: bool = False
    who_sees: Audience = Audience.TEAM
    why_we_ask: str = ""
    fact_key: str = ""
    code_list: str = ""
    show_when: Condition | None = None
    replaces: str = ""
    right: str = ""
    explanation: str = ""

    @cached_property
    def offered(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if not option.retired)

    @cached_property
    def offered_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.retired)

    @cached_property
    def option_by_key(self) -> dict[str, Option]:
        return {option.key: option for option in self.options}

    @cached_property
    def row_by_key(self) -> dict[str, Row]:
        return {row.key: row for row in self.rows}


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    intro: str = ""
    questions: tuple[Question, ...] = ()
    show_when: Condition | None = None


@dataclass(frozen=True)
class Definition:
    """A whole questionnaire, in one language. A published edition is one of these, never changed."""

    title: str
    sections: tuple[Section, ...] = ()
    intro: str = ""
    language: str = "en"

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """In the order they are asked and printed."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def by_key(self) -> dict[str, Question]:
        return {question.key: question for question in self.questions}

    @cached_property
    def order(self) -> dict[str, int]:
        """Place of each question, from 0."""
        return {question.key: place for place, question in enumerate(self.questions)}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The one number a question has, on the outline and on paper, from 1."""
        return {key: place + 1 for key, place in self.order.items()}

    @cached_property
    def conditions(self) -> dict[str, Condition]:
        """What must hold for each routed question, its section's condition included."""
        found: dict[str, Condition] = {}
        for section in self.sections:
            for question in section.questions:
                parts = tuple(part for part in (section.show_when, question.show_when) if part is not None)
                if parts:
                    found[question.key] = parts[0] if len(parts) == 1 else AllOf(parts)
        return found


class State(StrEnum):
    """How a question that was met was dealt with. A question never met has no answer at all."""

    ANSWERED = "answered"
    LEFT_BLANK = "left_blank"
    CANNOT_READ = "cannot_read"
    DOUBLE_TICKED = "double_ticked"


Value = str | int | float | list[str] | dict[str, str]


@dataclass(frozen=True)
class Answer:
    """What is stored for one question.

    Shape of `value` by kind: texts, email, phone and ISO date a text; one choice an option key; several
    choices and consent a list of keys in printed order; ranking a list of keys, first place first; number
    an int or float; matrix `{row: option}`; postcode `{"postcode": …}` or `{"area": …}`; file
    `{"upload": …}`. `words` are a person's own words by option key. From paper only: `ticked` keeps the
    boxes marked when more were marked than allowed, and `rows` the matrix rows that are not plain.
    """

    value: Value | None = None
    words: Mapping[str, str] = stored(default_factory=dict)
    state: State = State.ANSWERED
    ticked: tuple[str, ...] = ()
    rows: Mapping[str, State] = stored(default_factory=dict)

    @property
    def says_something(self) -> bool:
        return self.state is State.ANSWERED and self.value not in (None, "", [], {})


LEFT_BLANK = Answer(state=State.LEFT_BLANK)
CANNOT_READ = Answer(state=State.CANNOT_READ)

Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Problem:
    """Why something typed was not taken. `field` is the form field to point at; `messages` has the words."""

    code: str
    field: str
    params: Mapping[str, str | int | float] = stored(default_factory=dict)


def chosen(question: Question, answer: Answer | None, row: str = "") -> frozenset[str]:
    """The option keys that an answer picks out, as a condition sees them."""
    if answer is None or not answer.says_something:
        return frozenset()
    value = answer.value
    if isinstance(value, list):
        return frozenset(value[:1] if question.kind is Kind.RANKING else value)
    if isinstance(value, dict):
        if question.kind is Kind.MATRIX:
            return frozenset({value[row]} if row in value else () if row else value.values())
        return frozenset({value["area"]} if "area" in value else ())
    return frozenset({value}) if isinstance(value, str) and question.kind in ONE_CHOICE else frozenset()
