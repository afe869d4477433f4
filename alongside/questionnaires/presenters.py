"""One question as a page shows it: what was typed, what is wrong with it, and answers in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.design.said import woven
from alongside.design.words import file_size
from alongside.questionnaires.answers import LONG, SHORT, Posted, form_data
from alongside.questionnaires.messages import MEDIA_TYPES, problem_words
from alongside.questionnaires.show import Shown, show_answer
from alongside.questionnaires.text import MOST_CHARACTERS
from alongside.questionnaires.types import (
    MANY_CHOICES,
    ONE_CHOICE,
    Answer,
    DateParts,
    Kind,
    Option,
    Problem,
    Question,
    State,
)

INLINE_POINTS = 5
"""A matrix with more points than this keeps its radios in a column on a desktop too."""

ACCEPT = {
    "image/jpeg": ".jpg,.jpeg",
    "image/png": ".png",
    "image/webp": ".webp",
}


@dataclass(frozen=True)
class Field:
    """A question with what to show in its boxes. ``errors`` is {form field name: words}, in page order."""

    question: Question
    data: Posted = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    wording: str = ""
    page_heading: bool = True

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def kind(self) -> Kind:
        return self.question.kind

    @cached_property
    def pattern(self) -> str:
        """Which part of question.html draws it."""
        if self.kind in ONE_CHOICE:
            return "radios"
        if self.kind in MANY_CHOICES:
            return "checkboxes"
        return {Kind.LONG_TEXT: "long_text"}.get(
            self.kind,
            self.kind.value
            if self.kind in (Kind.MATRIX, Kind.DATE, Kind.RANKING, Kind.FILE, Kind.POSTCODE)
            else "input",
        )

    @property
    def heading(self) -> str:
        return self.wording or self.question.wording

    @property
    def optional(self) -> bool:
        return not self.question.required

    def value(self, name: str) -> str:
        found = self.data.get(name, ())
        return found[-1] if found else ""

    def chose(self, name: str, option: str) -> bool:
        return option in self.data.get(name, ())

    @property
    def error(self) -> str:
        """The words above the field, where the whole question shares one error."""
        return next(iter(self.errors.values()), "")

    @cached_property
    def summary(self) -> list[tuple[str, str]]:
        """(anchor, words) for "There is a problem"."""
        return [(f"#{name}", words) for name, words in self.errors.items()]

    @cached_property
    def groups(self) -> list[tuple[str, list[Option]]]:
        """Options under their group headings, in printed order, those that stand alone last."""
        made: list[tuple[str, list[Option]]] = []
        for option in self.question.offered:
            if option.exclusive:
                continue
            if not made or made[-1][0] != option.group:
                made.append((option.group, []))
            made[-1][1].append(option)
        return made

    @cached_property
    def alone(self) -> list[Option]:
        """ "None of these", "I do not know", "Prefer not to say"."""
        return [option for option in self.question.offered if option.exclusive]

    @cached_property
    def ranked(self) -> list[Option]:
        """Options in the order given so far."""
        placed = []
        for place, option in enumerate(self.question.offered):
            typed = self.value(f"{self.key}-rank-{option.key}").strip()
            if typed.isdecimal() and len(typed) < 4:
                placed.append((int(typed), place, option))
        return [option for _number, _place, option in sorted(placed, key=lambda item: item[:2])]

    @cached_property
    def unranked(self) -> list[Option]:
        ranked = {option.key for option in self.ranked}
        return [option for option in self.question.offered if option.key not in ranked]

    @cached_property
    def focus(self) -> tuple[str, str]:
        """(act, option) of the button to stand on after a move: the one pressed, or one that is still there."""
        act, _colon, option = self.value(f"{self.key}-moved").partition(":")
        order = [each.key for each in self.ranked]
        if option not in order:
            return ("add", option)
        if option == order[0] and act != "down":
            act = "down" if len(order) > 1 else "out"
        elif option == order[-1] and act != "up":
            act = "up" if len(order) > 1 else "out"
        return (act if act in ("up", "down") else "up", option)

    @property
    def inline(self) -> bool:
        return len(self.question.offered) <= INLINE_POINTS

    @property
    def limit(self) -> int:
        standard = LONG if self.kind is Kind.LONG_TEXT else SHORT
        return min(self.question.limits.max_length or standard, MOST_CHARACTERS)

    @property
    def date_boxes(self) -> list[tuple[str, str, str]]:
        """(form field name, label, width class) of each box asked for."""
        boxes = [
            (f"{self.key}-day", _("Day"), "2"),
            (f"{self.key}-month", _("Month"), "2"),
            (f"{self.key}-year", _("Year"), "4"),
        ]
        return boxes[{DateParts.DAY: 0, DateParts.MONTH: 1, DateParts.YEAR: 2}[self.question.limits.date_parts] :]

    @property
    def date_hint(self) -> str:
        return {
            DateParts.DAY: _("For example, 12 6 2026"),
            DateParts.MONTH: _("For example, 6 2026"),
            DateParts.YEAR: _("For example, 2026"),
        }[self.question.limits.date_parts]

    @property
    def input(self) -> dict[str, str]:
        """Attributes of a single box, by kind."""
        unit = self.question.limits.unit
        return {
            Kind.NUMBER: {
                "inputmode": "decimal" if self.question.limits.decimals else "numeric",
                "width": "5",
                "suffix": "" if unit == "£" else unit,
                "prefix": unit if unit == "£" else "",
            },
            Kind.EMAIL: {"type": "email", "autocomplete": "email", "spellcheck": "false"},
            Kind.PHONE: {"type": "tel", "autocomplete": "tel", "width": "20"},
        }.get(self.kind, {})

    @property
    def choose_hint(self) -> str:
        """How many to choose, where there is a limit and the author's hint may not say it."""
        most, least = self.question.limits.max_choices, self.question.limits.min_choices
        if most is not None and least is not None and most == least:
            return ngettext("Select %(number)s.", "Select %(number)s.", most) % {"number": most}
        if most is not None:
            return ngettext("Select up to %(number)s.", "Select up to %(number)s.", most) % {"number": most}
        if self.kind is Kind.MULTIPLE and len(self.question.offered) > 1:
            return _("Select all that apply.")
        return ""

    @property
    def file_hint(self) -> str:
        return file_words(self.question)

    @property
    def accept(self) -> str:
        return ",".join(ACCEPT[each] for each in file_types(self.question))


def field_of(
    question: Question,
    answer: Answer | None = None,
    *,
    posted: Posted | None = None,
    problems: Sequence[Problem] = (),
    wording: str = "",
) -> Field:
    """A question to show: with what was posted if there is something wrong with it, else with its answer."""
    data: Posted = form_data(question, answer) if posted is None else posted
    errors: dict[str, str] = {}
    for problem in problems:
        errors.setdefault(problem.field, problem_words(question, problem))
    return Field(question, data, errors, wording)


def file_types(question: Question) -> list[str]:
    """The media types taken for this question: those asked for, among those that we can make safe."""
    asked = question.limits.file_types or tuple(ACCEPT)
    return [each for each in ACCEPT if each in asked] or list(ACCEPT)


def file_words(question: Question) -> str:
    """Types and size, before choosing."""
    types = [str(MEDIA_TYPES[each]) for each in file_types(question)]
    size = file_size(question.limits.max_bytes or MOST_BYTES)
    return _("A %(types)s file smaller than %(size)s.") % {
        "types": f"{', '.join(types[:-1])}{_(' or ')}{types[-1]}" if len(types) > 1 else "".join(types),
        "size": size,
    }


MOST_BYTES = 10_000_000


@dataclass(frozen=True)
class Line:
    """A question with its answer in words, for check pages, copies and staff."""

    question: Question
    number: int
    lines: list[str]
    answered: bool
    long: bool = False


def line_of(question: Question, answer: Answer | None, number: int = 0) -> Line:
    shown = show_answer(question, answer)
    answered = answer is not None and (answer.says_something or bool(answer.rows))
    words = [shown_words(question, each) for each in shown] if answered else []
    return Line(question, number, [each for each in words if each], answered, question.kind is Kind.LONG_TEXT)


def shown_words(question: Question, shown: Shown) -> str:
    """One line of an answer, as people read it; empty for what is kept beside it and is nobody's words."""
    if question.kind is Kind.POSTCODE and shown.label not in ("", "postcode", "area"):
        return ""
    if shown.state is State.LEFT_BLANK:
        text = _("Not answered")
    elif shown.state is State.CANNOT_READ:
        text = _("Cannot read")
    elif shown.state is State.DOUBLE_TICKED:
        text = _("Ticked more than once")
    elif shown.date is not None:
        text = date_format(shown.date, {"day": "j E Y", "month": "F Y", "year": "Y"}[shown.parts.value])
    elif question.kind is Kind.FILE:
        text = _("1 file added")
    else:
        text = shown.text
    if shown.words:
        text = woven(_("%(choice)s: %(words)s"), choice=text, words=shown.words)
    if question.kind is Kind.NUMBER and shown.label:
        return f"£{text}" if shown.label == "£" else woven("%(number)s %(unit)s", number=text, unit=shown.label)
    if question.kind is Kind.RANKING and shown.label:
        return woven("%(place)s. %(option)s", place=shown.label, option=text)
    if question.kind is Kind.MATRIX and shown.label:
        return woven(_("%(statement)s: %(answer)s"), statement=shown.label, answer=text)
    return text
