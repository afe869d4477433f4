"""What is wrong with a questionnaire, and what might be better. The first kind stops publishing."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from .formats import MOST_DECIMALS
from .routing import reachable
from .text import MOST_CHARACTERS
from .types import (
    CHECKABLE,
    MANY_CHOICES,
    MAY_HAVE_OPTIONS,
    NEEDS_OPTIONS,
    NUMBER_OPS,
    ONE_CHOICE,
    OPTION_OPS,
    Audience,
    Definition,
    Kind,
    Limits,
    Option,
    Question,
    Role,
    Row,
    When,
    tests_in,
)


class Weight(StrEnum):
    STOPS = "stops"
    WORTH_FIXING = "worth_fixing"


@dataclass(frozen=True)
class Finding:
    """`question` is the key of the question concerned, or "" for the whole. `messages` has the words."""

    code: str
    weight: Weight
    question: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)


_LENGTH = frozenset({"max_length"})
_CHOICES = frozenset({"min_choices", "max_choices"})
_LIMITS_OF: dict[Kind, frozenset[str]] = {
    Kind.SHORT_TEXT: _LENGTH,
    Kind.LONG_TEXT: _LENGTH,
    Kind.MULTIPLE: _CHOICES,
    Kind.RANKING: frozenset({"rank_at_least"}),
    Kind.NUMBER: frozenset({"minimum", "maximum", "decimals", "unit"}),
    Kind.DATE: frozenset({"date_parts", "earliest", "latest"}),
    Kind.FILE: frozenset({"file_types", "max_bytes"}),
}

_NAMES_SOMEBODY = re.compile(
    r"\b(?:your|full|first|last) name\b|\bname of the person\b|\be-?mail\b|\b(?:tele)?phone number\b"
    r"|\b(?:home|postal|your) address\b|\bdate of birth\b|\bnhs number\b"
)
_LEADING = re.compile(
    r"\bdo you agree that\b|\bdon['’]t you\b|\bwouldn['’]t you\b|\bhow much do you like\b|\bsurely\b|\bobviously\b"
    r"|\bhow (?:good|satisfied|happy|easy) (?:is|was|are|were) (?:the|our) (?:excellent|new|improved)\b"
)
_TWO_IN_ONE = re.compile(r"\b(?:and|or)\b|/")
LONGEST_WORDING = 25
MOST_POINTS = 11
MOST_QUESTIONS = 300


def check_definition(definition: Definition) -> list[Finding]:
    """Everything found, in the order of the questions. Never fails, whatever it is given."""
    return list(_check(definition))


def can_publish(findings: Iterable[Finding]) -> bool:
    return not any(finding.weight is Weight.STOPS for finding in findings)


def _stops(code: str, question: str = "", **params: str | int) -> Finding:
    return Finding(code, Weight.STOPS, question, params)


def _worth(code: str, question: str = "", **params: str | int) -> Finding:
    return Finding(code, Weight.WORTH_FIXING, question, params)


def _repeated(keys: Iterable[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1]


def _check(definition: Definition) -> Iterator[Finding]:
    if not definition.questions:
        yield _stops("no_questions")
    for key in _repeated(section.key for section in definition.sections):
        yield _stops("section_key_repeated", key=key)
    for section in definition.sections:
        if not section.questions:
            yield _worth("section_empty", section=section.title)
    repeated = _repeated(question.key for question in definition.questions)
    for key in repeated:
        yield _stops("question_key_repeated", key, key=key)
    if len(definition.questions) > MOST_QUESTIONS:
        yield _stops("too_many_questions", most=MOST_QUESTIONS)
    routing = {question.key: list(_routing(definition, question)) for question in definition.questions}
    sound = not repeated and not any(finding.weight is Weight.STOPS for found in routing.values() for finding in found)
    for question in definition.questions:
        yield from _question(question)
        yield from routing[question.key]
        if sound and not reachable(definition, question.key):
            yield _stops("unreachable", question.key)
        if definition.language == "en":
            yield from _prompts(question)


def _question(question: Question) -> Iterator[Finding]:
    key = question.key
    if not question.wording.strip():
        yield _stops("wording_missing", key)
    if question.required and not question.required_reason.strip():
        yield _stops("required_without_reason", key)
    yield from _options(question)
    yield from _privacy(question)
    yield from _limits(question)


def _options(question: Question) -> Iterator[Finding]:
    key, kind, offered = question.key, question.kind, question.offered
    for part in _repeated(option.key for option in question.options):
        yield _stops("option_key_repeated", key, option=part)
    for number in _repeated(str(option.number) for option in question.options if option.number):
        yield _stops("option_number_repeated", key, number=number)
    for label in _repeated(option.label.strip().casefold() for option in offered):
        yield _stops("option_label_repeated", key, label=label)
    for part in _repeated(row.key for row in question.rows):
        yield _stops("row_key_repeated", key, row=part)
    parts: list[Option | Row] = [*question.options, *question.rows]
    if any(not part.label.strip() for part in parts if not part.retired):
        yield _stops("label_missing", key)
    if question.options and kind not in MAY_HAVE_OPTIONS:
        yield _stops("options_not_used", key)
    least = 1 if kind is Kind.CONSENT else 2
    if kind in NEEDS_OPTIONS and sum(not option.exclusive for option in offered) < least:
        yield _stops("options_missing", key, least=least)
    if kind is Kind.YES_NO and {"yes", "no"} - {option.key for option in offered}:
        yield _stops("yes_no_keys", key)
    if kind is Kind.MATRIX and not question.offered_rows:
        yield _stops("rows_missing", key)
    if question.right and (
        kind not in CHECKABLE or question.right not in {option.key for option in offered if not option.exclusive}
    ):
        yield _stops("right_not_offered", key)
    if question.rows and kind is not Kind.MATRIX:
        yield _stops("rows_not_used", key)
    if kind is Kind.CONSENT and question.required and not any(option.exclusive for option in offered):
        yield _stops("consent_not_free", key)
    if kind is Kind.SCALE and len(offered) > MOST_POINTS:
        yield _worth("too_many_points", key, most=MOST_POINTS)
    known = {"", *(part.key for part in parts)}
    if question.replaces == key or any(part.replaces not in known for part in parts):
        yield _stops("replaces_unknown", key)


def _privacy(question: Question) -> Iterator[Finding]:
    key = question.key
    if question.kind in (Kind.EMAIL, Kind.PHONE) and not question.identifying:
        yield _stops("identifying_not_marked", key)
    elif (
        question.kind in (Kind.SHORT_TEXT, Kind.LONG_TEXT, Kind.DATE)
        and not question.identifying
        and _NAMES_SOMEBODY.search(question.wording.casefold())
    ):
        yield _worth("may_identify", key)
    if question.identifying and question.who_sees in (Audience.PUBLIC, Audience.TEAM):
        yield _stops("identifying_seen_widely", key)
    if question.identifying and question.fact_key:
        yield _stops("identifying_fact", key)
    if question.kind is Kind.POSTCODE and not question.why_we_ask:
        yield _worth("postcode_without_why", key)
    if question.code_list:
        roles = {option.role for option in question.offered}
        if question.who_sees is not Audience.COUNTS_ONLY:
            yield _worth("monitoring_seen", key)
        if question.kind in ONE_CHOICE | MANY_CHOICES and Role.PREFER_NOT_TO_SAY not in roles:
            yield _worth("prefer_not_to_say_missing", key)


def _limits(question: Question) -> Iterator[Finding]:
    key, limits = question.key, question.limits
    allowed = _LIMITS_OF.get(question.kind, frozenset())
    default = Limits()
    for spec in fields(Limits):
        if spec.name not in allowed and getattr(limits, spec.name) != getattr(default, spec.name):
            yield _stops("limit_not_used", key, limit=spec.name)
    choices = sum(not option.exclusive for option in question.offered)
    lowest, highest = limits.minimum, limits.maximum
    crossed = (
        (limits.max_length is not None and not 1 <= limits.max_length <= MOST_CHARACTERS)
        or (limits.max_choices is not None and not 1 <= limits.max_choices <= choices)
        or (limits.min_choices is not None and not 0 <= limits.min_choices <= (limits.max_choices or choices))
        or (limits.rank_at_least is not None and not 0 <= limits.rank_at_least <= len(question.offered))
        or (lowest is not None and highest is not None and lowest > highest)
        or not 0 <= limits.decimals <= MOST_DECIMALS
        or (limits.max_bytes is not None and limits.max_bytes < 1)
        or any(bound and not _is_date(bound) for bound in (limits.earliest, limits.latest))
        or bool(limits.earliest and limits.latest and limits.earliest > limits.latest)
    )
    if crossed:
        yield _stops("limits_impossible", key)
    if question.kind is Kind.FILE and (not limits.file_types or limits.max_bytes is None):
        yield _stops("file_without_limits", key)


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _routing(definition: Definition, question: Question) -> Iterator[Finding]:
    for test in tests_in(definition.conditions.get(question.key)):
        other = definition.by_key.get(test.question)
        if other is None:
            yield _stops("routing_unknown_question", question.key, key=test.question)
        elif definition.order[other.key] >= definition.order[question.key]:
            yield _stops("routing_later", question.key, key=other.key)
        elif other.identifying:
            yield _stops("routing_identifying", question.key, key=other.key)
        else:
            yield from _test(question.key, test, other)


def _test(key: str, test: When, other: Question) -> Iterator[Finding]:
    fits = (
        (test.op in OPTION_OPS and other.kind in MAY_HAVE_OPTIONS and bool(test.values))
        or (test.op in NUMBER_OPS and other.kind is Kind.NUMBER and test.number is not None)
        or (test.op not in OPTION_OPS | NUMBER_OPS)
    )
    if not fits:
        yield _stops("routing_test", key, key=other.key)
    if test.row and test.row not in other.row_by_key:
        yield _stops("routing_unknown_row", key, key=other.key, row=test.row)
    for value in test.values:
        option = other.option_by_key.get(value)
        if option is None:
            yield _stops("routing_unknown_option", key, key=other.key, option=value)
        elif option.retired:
            yield _worth("routing_retired_option", key, key=other.key, option=option.label)


def _prompts(question: Question) -> Iterator[Finding]:
    """Advice on English wording. It prompts and never stops anybody."""
    wording = question.wording.casefold()
    if _LEADING.search(wording):
        yield _worth("leading", question.key)
    if question.kind is Kind.SCALE and _TWO_IN_ONE.search(wording):
        yield _worth("two_in_one", question.key)
    words = len(wording.split())
    if words > LONGEST_WORDING:
        yield _worth("long_wording", question.key, words=words)
