"""`alongside duties`: which duties apply to a piece of work, from a file of facts, with no database and no project."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from alongside.knowledge.entries import knowledge
from alongside.knowledge.facts import Facts, NotAFact, read_facts
from alongside.knowledge.rules import Finding, LevelRequired, duties_that_apply, level_required, warnings

UK = ZoneInfo("Europe/London")
APPLIES = {"yes": "Applies", "unknown": "Not known yet", "no": "Does not apply"}
LEVELS = {
    "formal_consultation": "a formal consultation",
    "fair_consultation": "a fair consultation of those affected",
    "involve": "involvement in proportion",
    "inform": "informing people",
    "unknown": "not known yet",
}


def duties(
    file: Annotated[Path, typer.Argument(help="One JSON object of facts.", metavar="FACTS.json")],
    on: Annotated[str | None, typer.Option(help="The day to look at (today if not said).", metavar="DATE")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say which duties apply, because of which facts, and what is not known. Not legal advice: check with your lawyers."""
    day = _day(on)
    facts = _facts(file)
    known = knowledge()
    found = duties_that_apply(facts, known, on=day)
    level, notes = level_required(facts, known), warnings(facts, known, found)
    if as_json:
        typer.echo(json.dumps(_plain(day, found, level, notes), ensure_ascii=False))
    else:
        _show(day, found, level, notes)


def _plain(day: date, found: list[Finding], level: LevelRequired, notes: list[str]) -> dict[str, Any]:
    return {
        "on": day.isoformat(),
        "duties": [
            {
                "id": each.duty.id,
                "applies": each.applies,
                "because": list(each.because),
                "unknown": list(each.unknown),
                "evidence": list(each.duty.evidence),
            }
            for each in found
        ],
        "level": {
            "required": level.required,
            "at_least": level.at_least,
            "reasons": list(level.reasons),
            "unknown": list(level.unknown),
        },
        "warnings": notes,
    }


def _show(day: date, found: list[Finding], level: LevelRequired, notes: list[str]) -> None:
    for applies, heading in APPLIES.items():
        these = [each for each in found if each.applies == applies]
        typer.secho(f"{heading} on {day.isoformat()}: {len(these)}", bold=True)
        for each in these:
            typer.echo(f"  {each.duty.id}  {each.duty.title}")
            if applies == "no":
                continue
            typer.echo(f"    {each.duty.source.name} ({each.duty.hardness})")
            if each.because:
                typer.echo(f"    because {', '.join(each.because)}")
            if each.unknown:
                could = "could still be lifted by" if applies == "yes" else "not known:"
                typer.echo(f"    {could} {', '.join(each.unknown)}")
            if each.duty.evidence:
                typer.echo(f"    evidence: {', '.join(each.duty.evidence)}")
        typer.echo()
    typer.secho(f"The least that is asked: {LEVELS[level.required]}", bold=True)
    if level.unknown:
        typer.echo(f"  at least {LEVELS[level.at_least]}; more may be asked, depending on {', '.join(level.unknown)}")
    for line in (*level.reasons, *notes):
        typer.echo(f"  {line}")
    typer.echo("\nThis is not legal advice. Check with your legal lead.")


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now(UK).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _refusal(f"“{text}” is not a date. Write it like 2026-11-30.") from None


def _facts(file: Path) -> Facts:
    try:
        return read_facts(json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=_once))
    except json.JSONDecodeError as problem:
        words = f"{file.name}: this is not JSON: {problem.msg}, line {problem.lineno}, column {problem.colno}."
        raise _refusal(words) from None
    except UnicodeDecodeError:
        raise _refusal(f"{file.name}: the file is not UTF-8 text.") from None
    except NotAFact as problem:
        raise _refusal(f"{file.name}: {problem}") from None
    except OSError as problem:
        raise _refusal(f"{file}: {problem.strerror}.") from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A fact said twice says nothing: which one was meant?"""
    found = dict(pairs)
    for key, _value in pairs:
        if sum(each == key for each, _ in pairs) > 1:
            raise NotAFact(f"“{key}” is there more than once.")
    return found


def _refusal(words: str) -> typer.Exit:
    typer.secho(words, err=True, fg=typer.colors.RED)
    return typer.Exit(2)
