"""What an edit does to results already gathered. Editions are joined by key, so a key keeps its meaning.

An edit is safe, needs a note beside the results, or starts something new. `settling` gives new keys to
whatever starts something new, so that old and new answers can never be added up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from .answers import check_answer
from .sense import Sense, compare_words
from .types import (
    ORDERED,
    Answer,
    Answers,
    Definition,
    Kind,
    Limits,
    Option,
    Question,
)


class Level(StrEnum):
    SAFE = "safe"
    NEEDS_NOTE = "needs_note"
    STARTS_NEW = "starts_new"


@dataclass(frozen=True)
class Change:
    """One edit. `subject` is the option or row, where there is one. `messages` says what it means for
    results, by code."""

    code: str
    level: Level
    question: str = ""
    subject: str = ""
    params: Mapping[str, str] = field(default_factory=dict)


WHOLE_QUESTION = frozenset(
    {
        "kind_changed",
        "wording_opposite",
        "audience_widened",
        "identifying_changed",
        "unit_changed",
        "date_parts_changed",
        "point_added",
        "point_removed",
        "points_moved",
        "point_reworded",
    }
)
"""Changes after which the question must have a new key."""

ONE_PART = frozenset({"option_opposite", "option_reused", "consent_reworded", "row_opposite"})
"""Changes after which an option or row must have a new key."""

HELP = ("hint", "background", "why_we_ask", "required_reason", "when_missing", "explanation")


def compare(old: Definition, new: Definition) -> list[Change]:
    """Every change, in the new order, then what was removed."""
    return list(_changes(old, new))


def unsettled(changes: Sequence[Change]) -> list[Change]:
    """Changes that would mix different things under one key. `settling.settle` leaves none."""
    return [change for change in changes if change.code in WHOLE_QUESTION | ONE_PART]


def _changes(old: Definition, new: Definition) -> Iterator[Change]:
    if (old.title, old.intro) != (new.title, new.intro):
        yield Change("title_changed", Level.SAFE)
    old_sections = {section.key: section for section in old.sections}
    for section in new.sections:
        before = old_sections.get(section.key)
        if before is not None and (before.title, before.intro) != (section.title, section.intro):
            yield Change("section_changed", Level.SAFE, params={"section": section.title})
    replaced = {question.replaces for question in new.questions if question.key not in old.by_key}
    for question in new.questions:
        if question.key in old.by_key:
            yield from _question(old.by_key[question.key], question)
            if old.conditions.get(question.key) != new.conditions.get(question.key):
                yield Change("routing_changed", Level.NEEDS_NOTE, question.key)
        elif question.replaces in old.by_key:
            yield Change("question_replaced", Level.STARTS_NEW, question.key, question.replaces)
        else:
            yield Change("question_added", Level.NEEDS_NOTE, question.key)
    for question in old.questions:
        if question.key not in new.by_key and question.key not in replaced:
            yield Change("question_removed", Level.NEEDS_NOTE, question.key)
    if _moved([question.key for question in old.questions], [question.key for question in new.questions]):
        yield Change("questions_moved", Level.NEEDS_NOTE)


def _question(old: Question, new: Question) -> Iterator[Change]:
    key = new.key
    if old.kind is not new.kind:
        yield Change("kind_changed", Level.STARTS_NEW, key)
        return
    yield from _words("wording", old.wording, new.wording, key)
    if any(getattr(old, name) != getattr(new, name) for name in HELP):
        yield Change("help_changed", Level.SAFE, key)
    if old.required != new.required:
        code = "made_required" if new.required else "made_optional"
        yield Change(code, Level.NEEDS_NOTE if new.required else Level.SAFE, key)
    if new.who_sees.width > old.who_sees.width:
        yield Change("audience_widened", Level.STARTS_NEW, key)
    elif new.who_sees is not old.who_sees:
        yield Change("audience_narrowed", Level.SAFE, key)
    if old.identifying != new.identifying:
        yield Change("identifying_changed", Level.STARTS_NEW, key)
    if (old.fact_key, old.code_list) != (new.fact_key, new.code_list):
        yield Change("fact_changed", Level.NEEDS_NOTE, key)
    if old.right != new.right:
        yield Change("right_changed", Level.NEEDS_NOTE, key)
    yield from _limits(old.limits, new.limits, key)
    yield from _options(old, new)
    yield from _rows(old, new)


def _words(what: str, old: str, new: str, key: str, subject: str = "") -> Iterator[Change]:
    """`what` is wording, option or row; the codes are wording_tidied, wording_changed, wording_opposite."""
    params = {"old": old, "new": new}
    if old != new:
        sense = compare_words(old, new)
        if sense is Sense.SAME:
            yield Change(f"{what}_tidied", Level.SAFE, key, subject, params)
        elif sense is Sense.OPPOSITE:
            yield Change(f"{what}_opposite", Level.STARTS_NEW, key, subject, params)
        else:
            yield Change(f"{what}_changed", Level.NEEDS_NOTE, key, subject, params)


def _limits(old: Limits, new: Limits, key: str) -> Iterator[Change]:
    if old.unit != new.unit:
        yield Change("unit_changed", Level.STARTS_NEW, key, params={"old": old.unit, "new": new.unit})
    if old.date_parts is not new.date_parts:
        yield Change("date_parts_changed", Level.STARTS_NEW, key)
    plain = {"unit": "", "date_parts": old.date_parts}
    if replace(old, **plain) != replace(new, **plain):  # type: ignore[arg-type]
        code = "limit_loosened" if _looser(old, new) else "limit_tightened"
        yield Change(code, Level.SAFE if code == "limit_loosened" else Level.NEEDS_NOTE, key)


def _looser(old: Limits, new: Limits) -> bool:
    """Whether everything that could be answered before can be answered still, in choices as many."""
    endless = float("inf")

    def most(limit: float | None) -> float:
        return endless if limit is None else limit

    def least(limit: float | None) -> float:
        return -endless if limit is None else limit

    return (
        most(new.max_length) >= most(old.max_length)
        and most(new.maximum) >= most(old.maximum)
        and most(new.max_bytes) >= most(old.max_bytes)
        and least(new.minimum) <= least(old.minimum)
        and new.decimals >= old.decimals
        and (not new.earliest or (bool(old.earliest) and new.earliest <= old.earliest))
        and (not new.latest or (bool(old.latest) and new.latest >= old.latest))
        and set(new.file_types or old.file_types) >= set(old.file_types)
        and (new.min_choices, new.max_choices, new.rank_at_least)
        == (old.min_choices, old.max_choices, old.rank_at_least)
    )


def _options(old: Question, new: Question) -> Iterator[Change]:
    key, points = new.key, new.kind in ORDERED
    taken = {option.replaces: option for option in new.offered if option.key not in old.option_by_key}
    for option in old.offered:
        now = new.option_by_key.get(option.key)
        if now is not None and not now.retired:
            yield from _option(option, now, new)
        elif option.key in taken:
            fresh = taken[option.key]
            yield Change("option_meaning", Level.STARTS_NEW, key, fresh.key, {"old": option.label, "new": fresh.label})
        elif points and not option.exclusive:
            yield Change("point_removed", Level.STARTS_NEW, key, option.key, {"old": option.label})
        else:
            yield Change("option_removed", Level.NEEDS_NOTE, key, option.key, {"old": option.label})
    offered_before = {option.key for option in old.offered}
    for option in new.offered:
        if option.key in offered_before or option.replaces in offered_before:
            continue
        if option.key in old.option_by_key:
            before = old.option_by_key[option.key].label
            same = compare_words(before, option.label) is Sense.SAME
            code, level = ("option_returned", Level.NEEDS_NOTE) if same else ("option_reused", Level.STARTS_NEW)
            yield Change(code, level, key, option.key, {"old": before, "new": option.label})
        elif points and not option.exclusive:
            yield Change("point_added", Level.STARTS_NEW, key, option.key, {"new": option.label})
        else:
            yield Change("option_added", Level.NEEDS_NOTE, key, option.key, {"new": option.label})
    if _moved([option.key for option in old.offered], [option.key for option in new.offered]):
        level = Level.STARTS_NEW if points else Level.NEEDS_NOTE
        yield Change("points_moved" if points else "options_moved", level, key)


def _option(old: Option, new: Option, question: Question) -> Iterator[Change]:
    key = question.key
    found = list(_words("option", old.label, new.label, key, new.key))
    for change in found:
        if change.code == "option_tidied":
            yield change
        elif question.kind is Kind.CONSENT:
            # What somebody agreed to is the sentence they read: other words need a new yes.
            yield replace(change, code="consent_reworded", level=Level.STARTS_NEW)
        elif question.kind in ORDERED and change.code == "option_opposite":
            yield replace(change, code="point_reworded")
        else:
            yield change
    if old.role is not new.role:
        yield Change("option_role", Level.NEEDS_NOTE, key, new.key)
    if old.number and old.number != new.number:
        yield Change("option_renumbered", Level.NEEDS_NOTE, key, new.key)
    if (old.hint, old.group, old.own_words) != (new.hint, new.group, new.own_words):
        yield Change("help_changed", Level.SAFE, key, new.key)


def _rows(old: Question, new: Question) -> Iterator[Change]:
    key = new.key
    taken = {row.replaces: row for row in new.offered_rows if row.key not in old.row_by_key}
    before = {row.key for row in old.offered_rows}
    for row in old.offered_rows:
        now = new.row_by_key.get(row.key)
        if now is not None and not now.retired:
            yield from _words("row", row.label, now.label, key, row.key)
        elif row.key in taken:
            fresh = taken[row.key]
            yield Change("row_meaning", Level.STARTS_NEW, key, fresh.key, {"old": row.label, "new": fresh.label})
        else:
            yield Change("row_removed", Level.NEEDS_NOTE, key, row.key, {"old": row.label})
    for row in new.offered_rows:
        if row.key not in before and row.replaces not in before:
            yield Change("row_added", Level.NEEDS_NOTE, key, row.key, {"new": row.label})


def _moved(old: list[str], new: list[str]) -> bool:
    shared = set(old) & set(new)
    return [key for key in old if key in shared] != [key for key in new if key in shared]


@dataclass(frozen=True)
class Migrated:
    """`answers` fit the new edition. `set_aside` is everything that does not, as it was: nothing is lost.
    `ask_again` are questions of the new edition to show, because an answer to them was set aside."""

    answers: dict[str, Answer]
    set_aside: dict[str, Answer]
    ask_again: list[str]


def migrate_answers(answers: Answers, old: Definition, new: Definition) -> Migrated:
    """For somebody who began under the old edition and goes on under the new one."""
    kept: dict[str, Answer] = {}
    aside: dict[str, Answer] = {}
    again: set[str] = {
        question.key for question in new.questions if question.replaces in answers and question.key not in old.by_key
    }
    for key, answer in answers.items():
        now, before = new.by_key.get(key), old.by_key.get(key)
        if now is None or before is None:
            aside[key] = answer
            continue
        apart = (
            now.kind is not before.kind
            or now.identifying != before.identifying
            or now.who_sees.width > before.who_sees.width
        )
        still = None if apart else _still_fits(answer, now)
        if still is not None:
            kept[key] = still
        if still != answer:
            aside[key] = answer
            again.add(key)
    return Migrated(kept, aside, [question.key for question in new.questions if question.key in again])


def _still_fits(answer: Answer, question: Question) -> Answer | None:
    """The answer without what is no longer offered; None where nothing, or nothing allowed, is left."""
    if not answer.says_something:
        return answer
    options = {option.key for option in question.offered}
    value = answer.value
    if isinstance(value, list):
        value = [key for key in value if key in options]
    elif isinstance(value, dict) and question.kind is Kind.MATRIX:
        rows = {row.key for row in question.offered_rows}
        value = {row: key for row, key in value.items() if row in rows and key in options}
    words = {key: text for key, text in answer.words.items() if key in options}
    left = replace(answer, value=value, words=words)
    return left if left.says_something and not check_answer(question, left) else None
