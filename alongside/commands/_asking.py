"""What commands that read a JSON file do the same: days, files, and refusals in a sentence with exit code 2."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import typer

BAD_INPUT = 2
T = TypeVar("T")
UK = ZoneInfo("Europe/London")


class SaidTwice(Exception):
    """A key stands in an object more than once: which one was meant?"""


def day_of(text: str | None) -> date:
    """The day that was written, or today in the United Kingdom."""
    if text is None:
        return datetime.now(UK).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refusal(f"“{text}” is not a date. Write it like 2026-11-30.") from None


def read_json(file: Path, understand: Callable[[object], T], refused: type[Exception]) -> T:
    """What is in the file. ``refused`` is what ``understand`` raises, in words for a person."""
    try:
        return understand(json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=_once))
    except json.JSONDecodeError as problem:
        words = f"{file.name}: this is not JSON: {problem.msg}, line {problem.lineno}, column {problem.colno}."
        raise refusal(words) from None
    except UnicodeDecodeError:
        raise refusal(f"{file.name}: the file is not UTF-8 text.") from None
    except RecursionError:
        raise refusal(f"{file.name}: the file is nested too deeply.") from None
    except (SaidTwice, refused) as problem:
        raise refusal(f"{file.name}: {problem}") from None
    except OSError as problem:
        raise refusal(f"{file}: {problem.strerror}.") from None


def refusal(words: str) -> typer.Exit:
    """Say why on standard error; raise what comes back."""
    typer.secho(words, err=True, fg=typer.colors.RED)
    return typer.Exit(BAD_INPUT)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise SaidTwice(f"“{key}” is there more than once.")
        found[key] = value
    return found
