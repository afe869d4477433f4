"""`alongside methods`: which methods would go together, from a file of answers, with no database and no project."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from alongside.commands._asking import day_of, read_json
from alongside.knowledge.mixing import Mix, Reason, inside, recommend, shelf
from alongside.knowledge.picking import NotAnAnswer, left_out_words, questions, read_answers


def methods(
    file: Annotated[Path, typer.Argument(help="One JSON object of answers.", metavar="ANSWERS.json")],
    on: Annotated[str | None, typer.Option(help="The day to look at (today if not said).", metavar="DATE")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say which methods would go together, because of which answers, and whom they leave out. You choose."""
    day = day_of(on)
    mix = recommend(read_json(file, read_answers, NotAnAnswer), shelf(day))
    if as_json:
        typer.echo(json.dumps(_plain(day, mix), ensure_ascii=False))
    else:
        _show(mix)


def _plain(day: date, mix: Mix) -> dict[str, Any]:
    return {
        "on": day.isoformat(),
        "methods": [
            {
                "id": each.method.id,
                "method": each.method.key,
                "name": each.method.name,
                "needs_internet": each.method.needs_internet,
                "reasons": _reasons(each.reasons),
                "cautions": _reasons(each.cautions),
                "leaves_out": [left_out_words()[key] for key in each.method.leaves_out],
            }
            for each in mix.methods
        ],
        "leaves_out": mix.leaves_out_words,
        "not_in_it": [
            {
                "id": each.method.id,
                "method": each.method.key,
                "name": each.method.name,
                "reasons": _reasons(each.reasons),
            }
            for each in mix.declined
        ],
        "channels": [
            {
                "id": each.channel.id,
                "channel": each.channel.key,
                "name": each.channel.name,
                "offline": each.channel.offline,
                "reasons": _reasons(each.reasons),
            }
            for each in mix.channels
        ],
        "notes": _reasons(mix.notes),
        "unknown": list(mix.unknown),
    }


def _reasons(reasons: Iterable[Reason]) -> list[dict[str, str]]:
    return [{"words": each.words, "answer": each.answer} for each in reasons]


def _show(mix: Mix) -> None:
    typer.secho("These would go together", bold=True)
    for pick in mix.methods:
        typer.echo(f"  {pick.method.id}  {pick.method.name}")
        _lines(pick.reasons)
        _lines(pick.cautions, before="but ")
        typer.echo(f"    leaves out {', '.join(left_out_words()[key] for key in pick.method.leaves_out)}")
    typer.secho(f"\n{mix.leaves_out_words}", bold=True)
    if mix.declined:
        typer.secho("\nNot in it", bold=True)
    for declined in mix.declined:
        typer.echo(f"  {declined.method.id}  {declined.method.name}")
        _lines(declined.reasons)
    typer.secho("\nHow people would hear of it", bold=True)
    for way in mix.channels:
        typer.echo(f"  {way.channel.id}  {way.channel.name}")
        _lines(way.reasons)
    if mix.notes:
        typer.secho("\nThink of this", bold=True)
    _lines(mix.notes)
    if mix.unknown:
        asked = ", ".join(f"{key} ({questions()[key].words})" for key in mix.unknown)
        typer.echo(f"\nNot known, and could change this: {asked}")


def _lines(reasons: Iterable[Reason], before: str = "") -> None:
    for each in reasons:
        typer.echo(f"    {before}{inside(each.words) if before else each.words} ({each.answer})")
