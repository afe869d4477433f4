"""Facts about a piece of work, as the rules read them: one flat table of answers, closed to keys it does not know.

Which there are, with their words and choices, is in data/facts.json. A fact left out, or null, is not known.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

FILE = Path(__file__).parent / "data" / "facts.json"
Value = bool | int | str | date | tuple[str, ...]
Facts = Mapping[str, Value]
"""Only what is known: a key that is missing is unknown, and never counts as no."""


class NotAFact(Exception):
    """A key or a value that the rules do not know. The words name it."""


@dataclass(frozen=True)
class Fact:
    """``kind``: list (of choices), choice, yes_no, number or date."""

    key: str
    kind: Literal["list", "choice", "yes_no", "number", "date"]
    words: str
    group: str
    choices: tuple[str, ...] = ()
    choice_words: tuple[str, ...] = ()


@cache
def facts() -> dict[str, Fact]:
    """Every fact by its key, in the order in which a person would be asked."""
    return {
        each["key"]: Fact(
            each["key"],
            each["kind"],
            each["words"],
            each["group"],
            tuple(each.get("choices", ())),
            tuple(each.get("choice_words", ())),
        )
        for each in _data()["entries"]
    }


@cache
def groups() -> dict[str, str]:
    """{group: its heading}, in the order in which a person would be asked."""
    return {each["key"]: each["words"] for each in _data()["groups"]}


@cache
def vehicles() -> frozenset[str]:
    """Partnerships and committees: who is accountable stands behind them."""
    return frozenset(_data()["vehicles"])


def read_facts(raw: object) -> Facts:
    """Plain JSON data as facts. Raises NotAFact, naming the key."""
    if not isinstance(raw, dict):
        raise NotAFact("The facts must be one JSON object of keys and values.")
    known = facts()
    for key in raw:
        if key not in known:
            raise NotAFact(f"“{key}” is not a fact we know. The facts are {', '.join(known)}.")
    found = {key: _value(known[key], value) for key, value in raw.items() if value is not None}
    if not found.get("bodies"):
        raise NotAFact("“bodies” is missing: name at least one accountable body.")
    return found


def as_json(known: Facts) -> dict[str, object]:
    """Facts as plain JSON data, such as ``read_facts`` reads."""
    return {
        key: value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
        for key, value in known.items()
    }


def _value(fact: Fact, value: object) -> Value:
    if fact.kind == "yes_no" and isinstance(value, bool):
        return value
    if fact.kind == "number" and isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if fact.kind == "choice" and value in fact.choices:
        return str(value)
    if fact.kind == "list" and isinstance(value, list):
        for each in value:
            if each not in fact.choices:
                raise NotAFact(f"“{fact.key}” has “{each}”, which is not one of {', '.join(fact.choices)}.")
        return tuple(dict.fromkeys(value))
    if fact.kind == "date" and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    wanted = {
        "yes_no": "true or false",
        "number": "a whole number from 0",
        "choice": f"one of {', '.join(fact.choices)}",
        "list": f"a list of any of {', '.join(fact.choices)}",
        "date": "a date like 2026-11-30",
    }[fact.kind]
    raise NotAFact(f"“{fact.key}” is {json.dumps(value, ensure_ascii=False)}, and must be {wanted}.")


@cache
def _data() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return read
