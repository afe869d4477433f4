"""Which question comes next, and which answers count. Decided here and nowhere else, never in a browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .types import (
    NUMBER_OPS,
    AllOf,
    Answer,
    Answers,
    Condition,
    Definition,
    Op,
    Role,
    State,
    Value,
    When,
    chosen,
)

Truth = Callable[[When], bool | None]


@dataclass(frozen=True)
class Position:
    """ "Question `number` of about `about`". `about` counts every question that may still be asked, so it
    never grows while earlier answers stand."""

    number: int
    about: int


def evaluate(condition: Condition | None, truth: Truth) -> bool | None:
    """Whether a condition holds; None where that is not known yet."""
    if condition is None:
        return True
    if isinstance(condition, When):
        return truth(condition)
    decisive = not isinstance(condition, AllOf)
    parts = [evaluate(part, truth) for part in condition.conditions]
    if decisive in parts:
        return decisive
    return None if None in parts else not decisive


def passes(test: When, definition: Definition, answer: Answer | None) -> bool:
    """One test against one answer; no answer is None, and so is an answer to a hidden question."""
    question = definition.by_key.get(test.question)
    if question is None:
        return False
    says_something = answer is not None and answer.says_something
    if test.op is Op.ANSWERED:
        return says_something
    if test.op is Op.NOT_ANSWERED:
        return not says_something
    if test.op in NUMBER_OPS:
        return _compares(test, answer.value if answer is not None and says_something else None)
    found = not chosen(question, answer, test.row).isdisjoint(test.values)
    return not found if test.op is Op.IS_NOT else found


def _compares(test: When, value: Value | None) -> bool:
    if not isinstance(value, (int, float)) or test.number is None:
        return False
    return {
        Op.LESS_THAN: value < test.number,
        Op.AT_MOST: value <= test.number,
        Op.EQUAL_TO: value == test.number,
        Op.AT_LEAST: value >= test.number,
        Op.MORE_THAN: value > test.number,
    }[test.op]


def counted(definition: Definition, answers: Answers) -> dict[str, Answer]:
    """The answers that count: to questions that the other counted answers still show, in order.

    Answers to questions that routing has since hidden are kept by the caller, and are not here.
    """
    shown = visible(definition, answers)
    return {key: answers[key] for key in shown if key in answers}


def visible(definition: Definition, answers: Answers) -> list[str]:
    """Keys of the questions to be asked, in order, as far as the answers tell."""
    shown: list[str] = []
    met: dict[str, Answer] = {}

    def truth(test: When) -> bool:
        return passes(test, definition, met.get(test.question))

    for question in definition.questions:
        if evaluate(definition.conditions.get(question.key), truth):
            shown.append(question.key)
            if question.key in answers:
                met[question.key] = answers[question.key]
    return shown


def hidden_answers(definition: Definition, answers: Answers) -> dict[str, Answer]:
    """Answers that are kept but not counted."""
    shown = set(visible(definition, answers))
    return {key: answer for key, answer in answers.items() if key not in shown}


def next_question(definition: Definition, answers: Answers, after: str | None = None) -> str | None:
    """The question after this one (None: the first); None at the end."""
    place = -1 if after is None else definition.order.get(after, -1)
    return next((key for key in visible(definition, answers) if definition.order[key] > place), None)


def previous_question(definition: Definition, answers: Answers, before: str) -> str | None:
    place = definition.order.get(before, 0)
    earlier = [key for key in visible(definition, answers) if definition.order[key] < place]
    return earlier[-1] if earlier else None


def next_unmet(definition: Definition, answers: Answers) -> str | None:
    """The first question shown that has neither been answered nor passed: where to go after a change."""
    return next((key for key in visible(definition, answers) if key not in answers), None)


def missing(definition: Definition, answers: Answers) -> list[str]:
    """Required questions, shown, that have no answer: what stands before sending."""
    return [
        key
        for key in visible(definition, answers)
        if definition.by_key[key].required
        and not (key in answers and (answers[key].says_something or _could_not_say(answers[key])))
    ]


def _could_not_say(answer: Answer) -> bool:
    """On paper, what cannot be read or was ticked twice has been dealt with as well as it can be."""
    return answer.state in (State.CANNOT_READ, State.DOUBLE_TICKED)


def position(definition: Definition, answers: Answers, key: str) -> Position:
    """Raises KeyError when there is no such question."""
    here = definition.order[key]
    status: dict[str, bool | None] = {}

    def truth(test: When) -> bool | None:
        other = test.question
        passed_by = definition.order.get(other, -1) < here
        if status.get(other, False) is False or (passed_by and other not in answers):
            return passes(test, definition, None)
        return passes(test, definition, answers[other]) if other in answers else None

    for question in definition.questions:
        status[question.key] = evaluate(definition.conditions.get(question.key), truth)
    asked = [definition.order[name] for name, shown in status.items() if shown is not False]
    number = sum(1 for place in asked if place < here) + 1
    return Position(number=number, about=max(len(asked), number))


def facts(definition: Definition, answers: Answers) -> dict[str, Value | None]:
    """What rules may read, by fact key: None where it was asked and is not known.

    "I do not know" and "prefer not to say" are not known. A fact that was never asked is absent.
    """
    found: dict[str, Value | None] = {}
    for key in visible(definition, answers):
        question = definition.by_key[key]
        if not question.fact_key:
            continue
        answer = answers.get(key)
        roles = {
            question.option_by_key[option].role
            for option in chosen(question, answer)
            if option in question.option_by_key
        }
        known = answer is not None and answer.says_something
        silent = roles & {Role.DO_NOT_KNOW, Role.PREFER_NOT_TO_SAY}
        value = answer.value if answer is not None and known and not silent else None
        if value is not None or question.fact_key not in found:
            found[question.fact_key] = value
    return found


def split_identifying(definition: Definition, answers: Answers) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Answers to keep with the answers, and identifying ones to keep with the link."""
    plain: dict[str, Answer] = {}
    identifying: dict[str, Answer] = {}
    for key, answer in answers.items():
        question = definition.by_key.get(key)
        (identifying if question is not None and question.identifying else plain)[key] = answer
    return plain, identifying
