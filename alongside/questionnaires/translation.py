"""The texts of a questionnaire apart from its structure, so that an edition can exist in many languages.

Keys stay the same in every language: answers in Bengali and in English are answers to one question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from .types import Definition, Limits, Option, Question, Row, Section

Texts = dict[str, str]
"""By path: "title", "sections.use.title", "questions.q.wording", "questions.q.options.a.label"."""

_TEXTS: dict[type, tuple[str, ...]] = {
    Definition: ("title", "intro"),
    Section: ("title", "intro"),
    Question: ("wording", "hint", "background", "required_reason", "when_missing", "why_we_ask", "explanation"),
    Option: ("label", "hint", "group"),
    Row: ("label",),
    Limits: ("unit",),
}

Part = Definition | Section | Question | Option | Row | Limits


def texts_of(definition: Definition) -> Texts:
    """Every text that is not empty, in order, to hand to a translator."""
    return dict(_texts(definition))


def in_language(definition: Definition, language: str, texts: Mapping[str, str]) -> Definition:
    """The same questionnaire in other words. A text that is not translated stays as it is."""

    def put(part: Any, path: str, **more: Any) -> Any:
        said = {name: texts.get(f"{path}{name}") or getattr(part, name) for name in _TEXTS[type(part)]}
        return replace(part, **said, **more)

    def question(asked: Question) -> Any:
        path = f"questions.{asked.key}."
        return put(
            asked,
            path,
            options=tuple(put(option, f"{path}options.{option.key}.") for option in asked.options),
            rows=tuple(put(row, f"{path}rows.{row.key}.") for row in asked.rows),
            limits=put(asked.limits, f"{path}limits."),
        )

    sections = tuple(
        put(section, f"sections.{section.key}.", questions=tuple(map(question, section.questions)))
        for section in definition.sections
    )
    translated: Definition = put(definition, "", sections=sections, language=language)
    return translated


def untranslated(definition: Definition, texts: Mapping[str, str]) -> list[str]:
    """Paths that have no translation yet."""
    return [path for path in texts_of(definition) if not texts.get(path)]


def stale(old: Definition, new: Definition) -> list[str]:
    """Paths whose source text has changed or is new since a translation was made from `old`."""
    before = texts_of(old)
    return [path for path, text in texts_of(new).items() if before.get(path) != text]


def _texts(definition: Definition) -> Iterator[tuple[str, str]]:
    yield from _said(definition, "")
    for section in definition.sections:
        yield from _said(section, f"sections.{section.key}.")
    for question in definition.questions:
        path = f"questions.{question.key}."
        yield from _said(question, path)
        for option in question.options:
            yield from _said(option, f"{path}options.{option.key}.")
        for row in question.rows:
            yield from _said(row, f"{path}rows.{row.key}.")
        yield from _said(question.limits, f"{path}limits.")


def _said(part: Part, path: str) -> Iterator[tuple[str, str]]:
    for name in _TEXTS[type(part)]:
        text = getattr(part, name)
        if text:
            yield f"{path}{name}", text
