"""A mix of methods in words for a page: reasons with the question and answer behind each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alongside.knowledge.mixing import NOBODY_KNOWN, WORDS, Mix, Reason, inside
from alongside.knowledge.picking import left_out_words, questions


@dataclass(frozen=True)
class Told:
    """A reason as a page shows it: the words, and the answer that led to it where the words do not name it."""

    words: str
    answer: str


def told(reasons: Iterable[Reason]) -> list[Told]:
    said = []
    for each in reasons:
        words, answer = _reason(each), answer_words(each.key, each.value)
        named = answer.casefold() in words.casefold()
        said.append(Told(words, "" if named else answer))
    return said


def led(answers: Iterable[str]) -> list[str]:
    """Answers that led to a choice, ``key = value``, as ``question answer``. One whose question is gone is left out."""
    said = []
    for each in answers:
        key, _equals, value = each.partition(" = ")
        if key in questions():
            said.append(f"{_(questions()[key].words)} {answer_words(key, value)}")
    return said


def answer_words(key: str, value: Any) -> str:
    """An answer in words; what is none of the choices any more is shown as kept."""
    question = questions()[key]
    return _(question.word(value)) if value in question.choices else str(value)


def leaves_out(mix: Mix) -> str:
    """Whom all of it leaves out."""
    named = [_(left_out_words()[each]) for each in mix.leaves_out]
    return ", ".join(named) if named else _(NOBODY_KNOWN)


def _reason(reason: Reason) -> str:
    choice = inside(_(reason.choice)) if reason.choice else ""
    return _(WORDS[reason.code]) % {"choice": choice, "value": reason.value, **dict(reason.values)}
