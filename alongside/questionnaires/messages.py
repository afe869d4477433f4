"""Codes of the pure modules in words. They hold codes and figures; every sentence about an answer is here.

Sentences for people who build questionnaires are in `messages_builder`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from alongside.core.dates import short
from alongside.design.said import joined, marked, woven
from alongside.design.words import file_size, number

from .routing import Directions, GoTo
from .types import MANY_CHOICES, ONE_CHOICE, AnyOf, Condition, Definition, Kind, Op, Problem, Question, When

Sentence = str | Promise


class Figure(int):
    """A count that chooses the plural and is written with its thousands."""

    def __str__(self) -> str:
        return number(int(self))


def fill(sentence: Sentence, params: Mapping[str, str | int | float]) -> str:
    """Put figures and words into a sentence."""
    shown = {name: _shown(value) for name, value in params.items()}
    # A plural chooses its form when it is given its figures, and holds nobody's words.
    return woven(str(sentence), **shown) if marked(*shown.values()) else str(sentence % shown if shown else sentence)


def _shown(value: str | int | float) -> str | Figure:
    if isinstance(value, str):
        return value
    return Figure(value) if value == int(value) else number(value)


PROBLEMS: dict[str, Sentence] = {
    "text_too_long": ngettext_lazy(
        "Your answer must be %(limit)s characters or fewer. You have %(over)s too many.",
        "Your answer must be %(limit)s characters or fewer. You have %(over)s too many.",
        "over",
    ),
    "email_format": gettext_lazy("Enter an email address, like name@example.com"),
    "phone_format": gettext_lazy("Enter a phone number, like 020 7946 0142"),
    "postcode_format": gettext_lazy("Enter a full postcode, like SE1 7PB"),
    "postcode_or_area": gettext_lazy("Enter a full postcode, like SE1 7PB, or choose your area"),
    "number_whole": gettext_lazy("Your answer must be a whole number, like 12"),
    "number_decimals": ngettext_lazy(
        "Your answer must have no more than %(decimals)s number after the point",
        "Your answer must have no more than %(decimals)s numbers after the point",
        "decimals",
    ),
    "number_between": gettext_lazy("Your answer must be between %(minimum)s and %(maximum)s"),
    "number_minimum": gettext_lazy("Your answer must be %(minimum)s or more"),
    "number_maximum": gettext_lazy("Your answer must be %(maximum)s or less"),
    "date_without_day": gettext_lazy("The date must include a day"),
    "date_without_month": gettext_lazy("The date must include a month"),
    "date_without_year": gettext_lazy("The date must include a year"),
    "date_year": gettext_lazy("The year must have 4 numbers, like 2026"),
    "date_real": gettext_lazy("The date must be a real date, like 12 6 2026"),
    "date_earliest": gettext_lazy("The date must be %(earliest)s or later"),
    "date_latest": gettext_lazy("The date must be %(latest)s or earlier"),
    "choose_one": gettext_lazy("Select one answer only"),
    "not_an_option": gettext_lazy("Select an answer from the list"),
    "exclusive": gettext_lazy("Select your answers, or select “%(option)s”, not both"),
    "too_many_choices": ngettext_lazy("Select up to %(most)s answer", "Select up to %(most)s answers", "most"),
    "too_few_choices": ngettext_lazy("Select at least %(least)s answer", "Select at least %(least)s answers", "least"),
    "row_missing": gettext_lazy("Select an answer for “%(row)s”"),
    "rank_number": gettext_lazy("The place for “%(option)s” must be a number from 1 to %(most)s"),
    "rank_twice": gettext_lazy("Give each option a different place. %(place)s is used more than once."),
    "rank_at_least": ngettext_lazy("Rank at least %(least)s option", "Rank at least %(least)s options", "least"),
    "file_empty": gettext_lazy("The file is empty. Choose another."),
    "file_too_large": gettext_lazy("The file must be smaller than %(bytes)s"),
    "file_type": gettext_lazy("The file must be one of these types: %(types)s"),
    "file_unknown": gettext_lazy("We cannot find the file. Choose it again."),
    # Typing from paper
    "one_of_three": gettext_lazy("Type what is on the form, or tick “Left blank” or “Cannot read”: only one of these"),
    "nothing_typed": gettext_lazy("Type what is on the form, or tick “Left blank” or “Cannot read”"),
    "not_printed": gettext_lazy("“%(typed)s” is not a number printed beside this question"),
    "words_nowhere": gettext_lazy("Words can follow only a choice that has a line to write on"),
    "rows_typed": ngettext_lazy(
        "Type %(rows)s number, with a dash for a blank. You typed %(typed)s.",
        "Type %(rows)s numbers, with a dash for each blank. You typed %(typed)s.",
        "rows",
    ),
}

MISSING: dict[Kind, Sentence] = {
    Kind.SHORT_TEXT: gettext_lazy("Enter an answer to “%(question)s”"),
    Kind.LONG_TEXT: gettext_lazy("Enter an answer to “%(question)s”"),
    Kind.NUMBER: gettext_lazy("Enter a number, like 12"),
    Kind.DATE: gettext_lazy("Enter a date, like 12 6 2026"),
    Kind.RANKING: gettext_lazy("Rank at least 1 option"),
    Kind.EMAIL: PROBLEMS["email_format"],
    Kind.PHONE: PROBLEMS["phone_format"],
    Kind.FILE: gettext_lazy("Choose a file"),
    Kind.CONSENT: gettext_lazy("Select what we may do, or that we may not"),
    **dict.fromkeys(
        (ONE_CHOICE | MANY_CHOICES | {Kind.MATRIX}) - {Kind.CONSENT},
        gettext_lazy("Select an answer to “%(question)s”"),
    ),
}

MEDIA_TYPES: dict[str, Sentence] = {
    "image/jpeg": gettext_lazy("JPEG"),
    "image/png": gettext_lazy("PNG"),
    "image/webp": gettext_lazy("WebP"),
    "application/pdf": gettext_lazy("PDF"),
}


def problem_words(question: Question, problem: Problem) -> str:
    """What to do about a problem with an answer to this question."""
    params = dict(problem.params)
    if problem.code == "missing":
        return _missing(question)
    if problem.code == "number_format":
        if not params.get("unit"):
            return _("Your answer must be a number, like 12")
        unit = str(params["unit"])
        return fill(_("%(unit)s must be a number, like 12"), {"unit": unit[:1].upper() + unit[1:]})
    if problem.code == "file_too_large":
        params["bytes"] = file_size(int(params["bytes"]))
    if problem.code == "file_type":
        names = [str(MEDIA_TYPES.get(part, part)) for part in str(params["types"]).split(", ")]
        params["types"] = ", ".join(names)
    for name in ("earliest", "latest"):
        if name in params:
            params[name] = short(date.fromisoformat(str(params[name])))
    return fill(PROBLEMS[problem.code], params)


def _missing(question: Question) -> str:
    if question.when_missing:
        return question.when_missing
    if question.kind is Kind.POSTCODE:
        return str(PROBLEMS["postcode_or_area" if question.offered else "postcode_format"])
    return fill(MISSING[question.kind], {"question": question.wording})


def number_and_label(definition: Definition, key: str, value: str) -> str:
    """An option as a direction names it: its printed number and its words."""
    question = definition.by_key.get(key)
    option = question.option_by_key.get(value) if question else None
    if option is None:
        return value
    return woven("%(number)s %(label)s", number=option.number, label=option.label) if option.number else option.label


def _any_of(parts: list[str]) -> str:
    return joined(_(" or "), parts)


def test_words(definition: Definition, test: When, *, here: bool = False) -> str:
    """ "you chose 2 No at question 1"; `here` leaves out the question, for directions beside it."""
    question = definition.by_key.get(test.question)
    where = definition.numbers.get(test.question, 0)
    row = question.row_by_key[test.row].label if question and test.row in question.row_by_key else ""
    params: dict[str, str | int | float] = {
        "choice": _any_of([number_and_label(definition, test.question, value) for value in test.values]),
        "number": test.number if test.number is not None else "",
        "row": row,
    }
    words = fill(_TESTS[test.op], params)
    if row and test.values:
        words = woven(_("%(test)s for “%(row)s”"), test=words, row=row)
    elif test.values and question and question.kind is Kind.MATRIX:
        words = woven(_("%(test)s on any line"), test=words)
    if not here:
        words = woven(_("%(test)s at question %(where)s"), test=words, where=number(where))
    return words


_TESTS: dict[Op, Sentence] = {
    Op.IS: gettext_lazy("you chose %(choice)s"),
    Op.ANY_OF: gettext_lazy("you chose %(choice)s"),
    Op.IS_NOT: gettext_lazy("you did not choose %(choice)s"),
    Op.ANSWERED: gettext_lazy("you gave an answer"),
    Op.NOT_ANSWERED: gettext_lazy("you gave no answer"),
    Op.LESS_THAN: gettext_lazy("your number is less than %(number)s"),
    Op.AT_MOST: gettext_lazy("your number is %(number)s or less"),
    Op.EQUAL_TO: gettext_lazy("your number is %(number)s"),
    Op.AT_LEAST: gettext_lazy("your number is %(number)s or more"),
    Op.MORE_THAN: gettext_lazy("your number is more than %(number)s"),
}


def condition_words(definition: Definition, condition: Condition, *, inside: bool = False) -> str:
    """ "you chose 1 Yes at question 1, and your number is 5 or more at question 2"."""
    if isinstance(condition, When):
        return test_words(definition, condition)
    parts = [condition_words(definition, part, inside=True) for part in condition.conditions]
    together = joined(_(", or ") if isinstance(condition, AnyOf) else _(", and "), parts)
    return woven(_("(%(conditions)s)"), conditions=together) if inside and len(parts) > 1 else together


def before_words(definition: Definition, directions: Directions) -> str:
    """Printed above a question: whom it is for, and where everyone else goes. Empty for everyone's."""
    if directions.only_if is None:
        return ""
    params = {
        "condition": condition_words(definition, directions.only_if),
        "target": _target(definition, directions.skip_to),
    }
    return woven(_("Answer this only if %(condition)s. If not, go to %(target)s."), **params)


def after_words(definition: Definition, directions: Directions) -> list[str]:
    """Printed below a question, one line each: "If you chose 2 No, go to question 7."."""
    return [_go_to(definition, way, alone=len(directions.go_to) == 1) for way in directions.go_to]


def _go_to(definition: Definition, way: GoTo, *, alone: bool) -> str:
    target = _target(definition, way.target)
    if way.test is not None:
        params = {"test": test_words(definition, way.test, here=True), "target": target}
        if way.blank:
            return woven(_("If %(test)s, or leave this blank, go to %(target)s."), **params)
        return woven(_("If %(test)s, go to %(target)s."), **params)
    if way.blank:
        return _("If you leave this blank, go to %(target)s.") % {"target": target}
    if alone:
        return _("Go to %(target)s.") % {"target": target}
    return _("If not, go to %(target)s.") % {"target": target}


def _target(definition: Definition, key: str | None) -> str:
    if key is None:
        return _("the end")
    return _("question %(number)s") % {"number": number(definition.numbers[key])}
