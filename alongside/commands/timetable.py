"""`alongside timetable`: what has to begin when, backwards from the day of the decision, with no database and no project."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from alongside.commands._asking import day_of, read_json
from alongside.knowledge.timetable import NotAPlan, Timetable, read_plan
from alongside.knowledge.timetable import timetable as made_from


def timetable(
    file: Annotated[Path, typer.Argument(help="One JSON object: the plan.", metavar="PLAN.json")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Work backwards from the decision: phases, their least time with its source, and what is in the way."""
    made = made_from(read_json(file, lambda raw: read_plan(raw, day_of(None)), NotAPlan))
    if as_json:
        typer.echo(json.dumps(_plain(made), ensure_ascii=False))
    else:
        _show(made)


def _plain(made: Timetable) -> dict[str, Any]:
    return {
        "phases": [
            {
                "phase": each.key,
                "title": each.title,
                "start": each.start.isoformat(),
                "end": each.end.isoformat(),
                "days": each.days,
                "minimum": each.minimum,
                "source": each.source,
            }
            for each in made.phases
        ],
        "warnings": [
            {
                "about": each.about,
                "words": each.words,
                "source": each.source,
                "would_work": each.works.isoformat() if each.works else None,
            }
            for each in made.warnings
        ],
    }


def _show(made: Timetable) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(title="Begin at the latest", title_justify="left", title_style="bold")
    for name in ("Phase", "Start", "End", "At least", "Source"):
        table.add_column(name)
    for each in made.phases:
        row = (each.title, each.start.isoformat(), each.end.isoformat(), each.minimum, each.source)
        table.add_row(*map(escape, row))
    console = Console()
    console.print(table)
    for warning in made.warnings:
        works = f" A day that would work: {warning.works.isoformat()}." if warning.works else ""
        source = f" ({warning.source})" if warning.source else ""
        console.print(escape(f"{warning.about}: {warning.words}{works}{source}"), highlight=False)
