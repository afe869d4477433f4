"""The screen on which a form is typed in: what is in each box, and two readings side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from alongside.questionnaires.formats import write_number
from alongside.questionnaires.paper import BLANK_SIGN, UNREAD_SIGN, PaperForm, Typed
from alongside.questionnaires.show import Shown, show_answer
from alongside.questionnaires.types import Answer, Answers, Definition, Kind, Question, State


@dataclass(frozen=True)
class Screen:
    """``typed`` by question; ``problems`` in words by question; ``once`` makes sending twice one form."""

    layout: PaperForm
    typed: Mapping[str, Typed]
    problems: Mapping[str, str]
    once: str
    printed: str = ""
    nothing: Typed = field(default_factory=Typed)

    def at(self, key: str) -> Typed:
        return self.typed.get(key, self.nothing)


def typed_from(definition: Definition, posted: Mapping[str, str]) -> dict[str, Typed]:
    """What was typed, question by question; names that are not on the form are ignored."""
    return {question.key: _posted(posted, question.key) for question in definition.questions}


def _posted(posted: Mapping[str, str], key: str) -> Typed:
    """A dash alone is left blank, a question mark alone cannot be read: no need to leave the boxes for typing."""
    text = posted.get(f"q-{key}", "")
    alone = text.strip()
    return Typed(
        text="" if alone in (BLANK_SIGN, UNREAD_SIGN) else text,
        left_blank=f"blank-{key}" in posted or alone == BLANK_SIGN,
        cannot_read=f"unread-{key}" in posted or alone == UNREAD_SIGN,
    )


def refill(definition: Definition, answers: Answers) -> dict[str, Typed]:
    """Stored answers as they would be typed from the paper."""
    return {key: _typed(definition.by_key[key], answer) for key, answer in answers.items() if key in definition.by_key}


def _unclear(state: State | None) -> str:
    """How a row of a grid without one plain point is typed. Which two were ticked is not kept: any two say so."""
    return BLANK_SIGN if state is None else "1+2" if state is State.DOUBLE_TICKED else UNREAD_SIGN


def _typed(question: Question, answer: Answer) -> Typed:
    def number(key: str) -> str:
        option = question.option_by_key.get(key)
        return str(option.number) if option else UNREAD_SIGN

    if question.kind is Kind.MATRIX and (answer.rows or answer.says_something):
        points = answer.value if isinstance(answer.value, dict) else {}
        return Typed(
            " ".join(
                number(points[row.key]) if row.key in points else _unclear(answer.rows.get(row.key))
                for row in question.offered_rows
            )
        )
    if answer.state is State.DOUBLE_TICKED:
        return Typed(" ".join(number(key) for key in answer.ticked))
    if answer.state is State.CANNOT_READ:
        return Typed(cannot_read=True)
    if not answer.says_something:
        return Typed(left_blank=True)
    value = answer.value
    if question.kind is Kind.RANKING and isinstance(value, list):
        places = {key: str(place) for place, key in enumerate(value, 1)}
        return Typed(" ".join(places.get(option.key, BLANK_SIGN) for option in question.offered))
    keys: list[str] = []
    if isinstance(value, list):
        keys = value
    elif isinstance(value, str) and value in question.option_by_key:
        keys = [value]
    if keys:
        words = "; ".join(answer.words.values())
        numbers = " ".join(number(key) for key in keys)
        return Typed(f"{numbers}: {words}" if words else numbers)
    if isinstance(value, dict):
        return Typed(" ".join(str(part) for part in value.values()))
    if isinstance(value, int | float):
        return Typed(write_number(value))
    if question.kind is Kind.DATE:
        return Typed("/".join(reversed(str(value).split("-"))))
    return Typed(str(value))


@dataclass(frozen=True)
class SideBySide:
    question: Question
    number: int
    first: list[Shown]
    second: list[Shown]
    differ: bool


def show_side_by_side(
    definition: Definition, rows: Iterable[tuple[str, Answer | None, Answer | None]]
) -> list[SideBySide]:
    return [
        SideBySide(
            definition.by_key[key],
            definition.numbers[key],
            show_answer(definition.by_key[key], one),
            show_answer(definition.by_key[key], two),
            one != two,
        )
        for key, one, two in rows
    ]
