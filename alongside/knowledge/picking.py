"""The questions that lead to a mix of methods, and their answers: closed to keys and values it does not know.

Source: data/picking.json. An answer left out, or null, is not known, and never counts as no.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from alongside.knowledge.entries import read

Value = int | str | tuple[str, ...]
Answers = Mapping[str, Value]
EXCLUSION = "digital_exclusion"
NOT_KNOWN = "unknown"


class NotAnAnswer(Exception):
    """A key or a value that the questions do not have. The words name it."""


@dataclass(frozen=True)
class Question:
    """``kind``: list (of choices), choice or number, which has a ``most``."""

    key: str
    kind: Literal["list", "choice", "number"]
    words: str
    hint: str
    choices: tuple[str, ...] = ()
    choice_words: tuple[str, ...] = ()
    most: int = 0

    def word(self, choice: str) -> str:
        """What a choice is called."""
        return self.choice_words[self.choices.index(choice)]


@cache
def questions() -> dict[str, Question]:
    """Every question by its key, in the order in which a person would be asked."""
    return {
        each["key"]: Question(
            each["key"],
            each["kind"],
            each["words"],
            each["hint"],
            tuple(each.get("choices", ())),
            tuple(each.get("choice_words", ())),
            each.get("max", 0),
        )
        for each in _data()["entries"]
    }


@cache
def left_out_words() -> dict[str, str]:
    """{who a method may leave out: in words, for the middle of a sentence}"""
    return dict(_data()["leaves_out"])


def read_answers(raw: object) -> Answers:
    """Plain JSON data as answers, lists in the order of the choices. Raises NotAnAnswer, naming the key."""
    if not isinstance(raw, dict):
        raise NotAnAnswer("The answers must be one JSON object of keys and values.")
    asked = questions()
    for key in raw:
        if key not in asked:
            raise NotAnAnswer(f"“{key}” is not a question we ask. The questions are {', '.join(asked)}.")
    found = {key: _value(each, raw[key]) for key, each in asked.items() if raw.get(key) is not None}
    found = {key: value for key, value in found.items() if value != ()}
    if "why" not in found:
        raise NotAnAnswer("“why” is missing: name at least one purpose.")
    return {**found, EXCLUSION: found.get(EXCLUSION, NOT_KNOWN)}


def as_json(answers: Answers) -> dict[str, object]:
    """Answers as plain JSON data, such as ``read_answers`` reads."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in answers.items()}


def _value(question: Question, value: object) -> Value:
    if question.kind == "number" and isinstance(value, int) and not isinstance(value, bool):
        if 0 <= value <= question.most:
            return value
    elif question.kind == "choice" and value in question.choices:
        return str(value)
    elif question.kind == "list" and isinstance(value, list):
        for each in value:
            if each not in question.choices:
                raise NotAnAnswer(f"“{question.key}” has “{each}”, which is not one of {', '.join(question.choices)}.")
        return tuple(choice for choice in question.choices if choice in value)
    wanted = {
        "number": f"a whole number from 0 to {question.most}",
        "choice": f"one of {', '.join(question.choices)}",
        "list": f"a list of any of {', '.join(question.choices)}",
    }[question.kind]
    raise NotAnAnswer(f"“{question.key}” is {json.dumps(value, ensure_ascii=False)}, and must be {wanted}.")


@cache
def _data() -> dict[str, Any]:
    return read("picking")
