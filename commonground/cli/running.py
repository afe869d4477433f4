"""What every command does the same: answers, errors, progress, time limits.

Standard output holds the answer and nothing else; progress and words go to standard error. Exit 0 done, 2 bad input,
3 cannot be done as asked.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from commonground.errors import Impossible, Refused
from commonground.narrating import KeepGoing, Narrator, always

BAD_INPUT = 2
CANNOT_BE_DONE = 3


def tell(words: str) -> None:
    """One line for a person, on standard error."""
    typer.echo(words, err=True)


@contextmanager
def command(*, as_json: bool) -> Iterator[None]:
    """Errors become one sentence on standard error and the right exit code; with --json, the reason as JSON too."""
    try:
        yield
    except Refused as refusal:
        tell(where(refusal) + refusal.words)
        raise typer.Exit(BAD_INPUT) from refusal
    except Impossible as reason:
        if as_json:
            answer({"status": reason.code, "why": reason.words, **reason.details})
        tell(reason.words)
        raise typer.Exit(CANNOT_BE_DONE) from reason


def where(refusal: Refused) -> str:
    """``people.csv, line 14, column “age”: ``, as far as it is known."""
    place = [str(refusal.parameters["file"])] if "file" in refusal.parameters else []
    place += [f"line {refusal.line}"] if refusal.line is not None else []
    place += [f"column “{refusal.column}”"] if refusal.column is not None else []
    return ", ".join(place) + ": " if place else ""


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """What is refused while this file is read, is refused of this file."""
    try:
        yield
    except Refused as refusal:
        refusal.parameters.setdefault("file", file.name)
        raise


def answer(found: Mapping[str, Any]) -> None:
    """Print the one JSON object. Numbers that are not numbers never leave as JSON."""
    json.dump(found, sys.stdout, ensure_ascii=False, allow_nan=False)
    sys.stdout.write("\n")


def seconds_since(started: float) -> float:
    return round(time.monotonic() - started, 3)


def now() -> float:
    """Seconds on a clock that only goes forward."""
    return time.monotonic()


def until(limit: float | None) -> KeepGoing:
    """Keep going until so many seconds from now."""
    if limit is None:
        return always
    end = time.monotonic() + limit
    return lambda: time.monotonic() < end


@contextmanager
def progress(title: str) -> Iterator[Narrator]:
    """A bar on standard error when somebody is watching, after two seconds; nothing otherwise."""
    if not sys.stderr.isatty():
        yield lambda what, done=None: None
        return
    from rich.console import Console
    from rich.progress import Progress

    started = time.monotonic()
    with Progress(console=Console(stderr=True), transient=True, disable=False) as bar:
        task = bar.add_task(title, total=None, visible=False)

        def say(what: str, done: float | None = None) -> None:
            if time.monotonic() - started > 2:
                bar.update(
                    task, description=what, visible=True, total=None if done is None else 1.0, completed=done or 0.0
                )

        yield say


def show_tables(*tables: Any) -> None:
    """Rich tables on standard output, as wide as they need where nobody is watching."""
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 120)
    for table in tables:
        console.print(table)


def write_page(file: Path, make: Callable[[], str]) -> None:
    """The accessible page, as UTF-8."""
    try:
        file.write_text(make(), encoding="utf-8")
    except OSError as problem:
        raise Refused("file.not_written", f"The page cannot be written: {problem.strerror}.", file=str(file)) from None
    tell(f"The page is in {file}.")
