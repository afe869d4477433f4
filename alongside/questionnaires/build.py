"""Short ways to write questions in Python, for saved sets and tests. Options get their printed numbers here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .types import Condition, Kind, Limits, Op, Option, Question, Role, Row, When

YES = Option("yes", "Yes")
NO = Option("no", "No")
DO_NOT_KNOW = Option("do_not_know", "I do not know", role=Role.DO_NOT_KNOW)
NOT_APPLICABLE = Option("not_applicable", "Does not apply", role=Role.NOT_APPLICABLE)
PREFER_NOT_TO_SAY = Option("prefer_not_to_say", "Prefer not to say", role=Role.PREFER_NOT_TO_SAY)
NONE_OF_THESE = Option("none", "None of these", role=Role.NONE)


def options(*parts: tuple[str, str] | Option) -> tuple[Option, ...]:
    """(key, label) pairs or whole options, numbered from 1 as they will be printed."""
    made = (part if isinstance(part, Option) else Option(*part) for part in parts)
    return tuple(replace(option, number=number) for number, option in enumerate(made, 1))


def rows(*parts: tuple[str, str]) -> tuple[Row, ...]:
    return tuple(Row(key, label) for key, label in parts)


def own_words(key: str, label: str, group: str = "") -> Option:
    return Option(key, label, own_words=True, group=group)


def grouped(group: str, parts: Iterable[tuple[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(key, label, group=group) for key, label in parts)


def when(question: str, *values: str, row: str = "") -> When:
    """The answer is this, or any of these."""
    return When(question, Op.IS if len(values) == 1 else Op.ANY_OF, values, row=row)


_LONG = Limits(max_length=10_000)


def text(key: str, wording: str, hint: str = "", fact: str = "", shown: Condition | None = None) -> Question:
    """A long text, as a team writes it in a sheet."""
    return Question(key, Kind.LONG_TEXT, wording, hint=hint, limits=_LONG, fact_key=fact, show_when=shown)


def line(key: str, wording: str, hint: str = "", shown: Condition | None = None) -> Question:
    return Question(key, Kind.SHORT_TEXT, wording, hint=hint, show_when=shown)


def day(key: str, wording: str, hint: str = "", shown: Condition | None = None) -> Question:
    return Question(key, Kind.DATE, wording, hint=hint, show_when=shown)


def choice(
    key: str,
    wording: str,
    *parts: tuple[str, str] | Option,
    hint: str = "",
    fact: str = "",
    shown: Condition | None = None,
) -> Question:
    return Question(key, Kind.SINGLE, wording, hint=hint, options=options(*parts), fact_key=fact, show_when=shown)
