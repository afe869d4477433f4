"""New keys for what starts something new, so that different things are never added up under one key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .editions import ONE_PART, WHOLE_QUESTION, Change, compare, unsettled
from .types import AllOf, AnyOf, Condition, Definition, Option, Question, Row, Section, When


def fresh_key(key: str, used: set[str]) -> str:
    """`key_2`, `key_3`, … whichever was never used."""
    before, _, last = key.rpartition("_")
    stem = before if last.isdecimal() and before in used else key[:50]
    number = 2
    while f"{stem}_{number}" in used:
        number += 1
    return f"{stem}_{number}"


def new_meaning(question: Question, option_key: str, label: str, used: set[str]) -> Question:
    """The question with this option retired and another, with a new key, in its place.

    `used` are the option keys this question ever had in any edition.
    """
    options: list[Option] = []
    for option in question.options:
        if option.key != option_key:
            options.append(option)
            continue
        key = fresh_key(option_key, used | set(question.option_by_key))
        options += [
            replace(option, retired=True),
            replace(option, key=key, label=label, replaces=option_key, number=0),
        ]
    return replace(question, options=tuple(options))


def settle(history: Sequence[Definition], new: Definition) -> Definition:
    """`new` with new keys for whatever starts something new against all editions before. Twice is as once."""
    if not history:
        return new
    pending = unsettled(compare(_everything(history), new))
    used = {question.key for edition in [*history, new] for question in edition.questions}
    renamed: dict[str, str] = {}
    for change in pending:
        if change.code in WHOLE_QUESTION and change.question not in renamed:
            renamed[change.question] = fresh_key(change.question, used)
            used.add(renamed[change.question])
    parts = [change for change in pending if change.code in ONE_PART and change.question not in renamed]

    def fixed(question: Question) -> Question:
        for change in parts:
            if change.question == question.key:
                question = _with_new_part(question, change, history)
        condition = _renamed(question.show_when, renamed)
        key = renamed.get(question.key)
        if key is None:
            return replace(question, show_when=condition)
        return replace(question, key=key, replaces=question.key, show_when=condition)

    return replace(
        new,
        sections=tuple(
            replace(
                section,
                questions=tuple(fixed(question) for question in section.questions),
                show_when=_renamed(section.show_when, renamed),
            )
            for section in new.sections
        ),
    )


def _everything(history: Sequence[Definition]) -> Definition:
    """The last edition, with all that earlier ones had and it no longer has: keys in use for ever."""
    last = history[-1]
    past: dict[str, list[Question]] = {}
    for edition in reversed(history):
        for question in edition.questions:
            past.setdefault(question.key, []).append(question)

    def whole(key: str) -> Question:
        question = past[key][0]
        options = {option.key: option for option in question.options}
        rows = {row.key: row for row in question.rows}
        for earlier in past[key][1:]:
            for option in earlier.options:
                options.setdefault(option.key, replace(option, retired=True))
            for row in earlier.rows:
                rows.setdefault(row.key, replace(row, retired=True))
        return replace(question, options=tuple(options.values()), rows=tuple(rows.values()))

    sections = tuple(
        replace(section, questions=tuple(whole(question.key) for question in section.questions))
        for section in last.sections
    )
    gone = tuple(whole(key) for key in past if key not in last.by_key)
    return replace(last, sections=(*sections, Section("gone", "", questions=gone)))


def _with_new_part(question: Question, change: Change, history: Sequence[Definition]) -> Question:
    before = [edition.by_key[question.key] for edition in history if question.key in edition.by_key]
    if change.code == "row_opposite":
        used = {row.key for past in [*before, question] for row in past.rows}
        rows: list[Row] = []
        for row in question.rows:
            if row.key == change.subject:
                rows.append(replace(row, label=change.params["old"], retired=True))
                row = replace(row, key=fresh_key(row.key, used), replaces=row.key)
            rows.append(row)
        return replace(question, rows=tuple(rows))
    used = {option.key for past in [*before, question] for option in past.options}
    settled = new_meaning(question, change.subject, change.params["new"], used)
    options = tuple(
        replace(option, label=change.params["old"]) if option.key == change.subject else option
        for option in settled.options
    )
    return replace(settled, options=options)


def _renamed(condition: Condition | None, renamed: Mapping[str, str]) -> Condition | None:
    if condition is None or not renamed:
        return condition
    if isinstance(condition, When):
        return replace(condition, question=renamed.get(condition.question, condition.question))
    parts = tuple(part for part in (_renamed(inner, renamed) for inner in condition.conditions) if part)
    return AllOf(parts) if isinstance(condition, AllOf) else AnyOf(parts)
