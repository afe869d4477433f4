"""Definitions and answers as JSON, and back, strictly: a strange name or type is refused with its path.

What is written leaves out everything that has its default value, so stored editions stay readable.
"""

from __future__ import annotations

import dataclasses
import types as python_types
import typing
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any, cast

from . import types
from .types import KEY_PATTERN, AllOf, Answer, AnyOf, Condition, Definition, When

JSON = dict[str, Any]
KEY_FIELDS = frozenset({"key", "question", "replaces", "row", "right"})
DEEPEST_CONDITION = 10


class DefinitionError(ValueError):
    """Says where ("sections[0].questions[2].kind") and what ("'radio' is not one of …")."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path or "definition"
        super().__init__(f"{self.path}: {reason}")
        self.reason = reason


def to_json(definition: Definition) -> JSON:
    return cast(JSON, _encode(definition))


def from_json(raw: object) -> Definition:
    """Raises `DefinitionError`. Reads shape only; `rules.check_definition` judges sense."""
    return cast(Definition, _decode(Definition, raw, ""))


def answer_to_json(answer: Answer) -> JSON:
    return cast(JSON, _encode(answer))


def answer_from_json(raw: object, path: str = "answer") -> Answer:
    """Raises `DefinitionError`."""
    return cast(Answer, _decode(Answer, raw, path))


def answers_to_json(answers: types.Answers) -> JSON:
    """`{question key: {"value": …, "words": …, "state": …}}`, each part only where there is something."""
    return {key: answer_to_json(answer) for key, answer in answers.items()}


def answers_from_json(raw: object) -> dict[str, Answer]:
    """Raises `DefinitionError`."""
    if not isinstance(raw, Mapping):
        raise DefinitionError("answers", "must be an object")
    return {str(key): answer_from_json(value, f"answers.{key}") for key, value in raw.items()}


def _encode(thing: object) -> object:
    if isinstance(thing, AllOf):
        return {"all": [_encode(part) for part in thing.conditions]}
    if isinstance(thing, AnyOf):
        return {"any": [_encode(part) for part in thing.conditions]}
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        written: JSON = {}
        for name, _, default in _fields(type(thing)):
            value = getattr(thing, name)
            if default is dataclasses.MISSING or value != default:
                written[name] = _encode(value)
        return written
    if isinstance(thing, StrEnum):
        return thing.value
    if isinstance(thing, Mapping):
        return {key: _encode(value) for key, value in thing.items()}
    if isinstance(thing, (list, tuple)):
        return [_encode(part) for part in thing]
    return thing


@cache
def _fields(cls: type) -> list[tuple[str, Any, Any]]:
    """Name, type and default (MISSING where there is none) of each field."""
    hints = typing.get_type_hints(cls)
    found = []
    for spec in dataclasses.fields(cls):
        factory = spec.default_factory
        default = spec.default if factory is dataclasses.MISSING else factory()
        found.append((spec.name, hints[spec.name], default))
    return found


def _decode(kind: Any, raw: object, path: str) -> object:
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, python_types.UnionType):
        return _optional(inside, raw, path)
    if origin is tuple:
        if not isinstance(raw, list):
            raise DefinitionError(path, "must be a list")
        return tuple(_decode(inside[0], part, f"{path}[{place}]") for place, part in enumerate(raw))
    if origin is Mapping:
        if not isinstance(raw, Mapping) or not all(isinstance(key, str) for key in raw):
            raise DefinitionError(path, "must be an object")
        return {key: _decode(inside[1], part, f"{path}.{key}") for key, part in raw.items()}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        try:
            return kind(str(raw))
        except ValueError:
            names = ", ".join(member.value for member in kind)
            raise DefinitionError(path, f"{raw!r} is not one of {names}") from None
    if dataclasses.is_dataclass(kind):
        return _record(cast(type, kind), raw, path)
    return _plain(kind, raw, path)


def _optional(inside: tuple[Any, ...], raw: object, path: str) -> object:
    if raw is None and type(None) in inside:
        return None
    present = [part for part in inside if part is not type(None)]
    if set(present) == set(typing.get_args(Condition)):
        return _condition(raw, path, 0)
    if set(present) == set(typing.get_args(types.Value)):
        return _stored_value(raw, path)
    return _decode(present[0], raw, path)


def _record(kind: type, raw: object, path: str) -> object:
    if not isinstance(raw, Mapping):
        raise DefinitionError(path, "must be an object")
    fields = _fields(kind)
    for name in raw:
        if name not in {field for field, _, _ in fields}:
            raise DefinitionError(_under(path, str(name)), "is not known here")
    values: dict[str, object] = {}
    for name, inner, default in fields:
        where = _under(path, name)
        if name in raw:
            values[name] = _decode(inner, raw[name], where)
            may_be_empty = default is not dataclasses.MISSING and not values[name]
            if name in KEY_FIELDS and not may_be_empty and not KEY_PATTERN.fullmatch(str(values[name])):
                raise DefinitionError(where, "must be small letters, numbers and _, starting with a letter")
        elif default is dataclasses.MISSING:
            raise DefinitionError(where, "is missing")
    return kind(**values)


def _condition(raw: object, path: str, depth: int) -> Condition:
    if depth > DEEPEST_CONDITION:
        raise DefinitionError(path, "is nested too deeply")
    if isinstance(raw, Mapping) and len(raw) == 1 and ("all" in raw or "any" in raw):
        name = "all" if "all" in raw else "any"
        parts = raw[name]
        if not isinstance(parts, list) or not parts:
            raise DefinitionError(_under(path, name), "must be a list with at least one condition")
        inside = tuple(
            _condition(part, f"{_under(path, name)}[{place}]", depth + 1) for place, part in enumerate(parts)
        )
        return AllOf(inside) if name == "all" else AnyOf(inside)
    return cast(When, _record(When, raw, path))


def _plain(kind: Any, raw: object, path: str) -> object:
    if kind is float and isinstance(raw, (int, float)) and not isinstance(raw, bool) and abs(raw) < 1e15:
        return raw
    if kind is float:
        raise DefinitionError(path, "must be a number")
    if not isinstance(raw, kind) or (kind is int and isinstance(raw, bool)):
        word = {str: "a text", int: "a whole number", bool: "true or false"}[kind]
        raise DefinitionError(path, f"must be {word}")
    return raw


def _stored_value(raw: object, path: str) -> object:
    plain = isinstance(raw, (str, int, float)) and not isinstance(raw, bool)
    texts = isinstance(raw, list) and all(isinstance(part, str) for part in raw)
    pairs = isinstance(raw, dict) and all(isinstance(part, str) for pair in raw.items() for part in pair)
    if not (plain or texts or pairs):
        raise DefinitionError(path, "must be a text, a number, a list of texts or an object of texts")
    return raw


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
