"""`alongside duties`: which duties apply to a piece of work, from a file of facts, with no database and no project."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from alongside.commands._asking import day_of, read_json
from alongside.knowledge.entries import knowledge
from alongside.knowledge.facts import NotAFact, read_facts
from alongside.knowledge.rules import Finding, LevelRequired, duties_that_apply, level_required, warnings

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
    day = day_of(on)
    facts = read_json(file, read_facts, NotAFact)
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
