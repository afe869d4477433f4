"""`alongside verify`: whether an evidence pack was altered, and where. It needs no database, and not even Django."""

import json
from pathlib import Path
from typing import Annotated

import typer

from alongside.commands._asking import refusal
from alongside.record.unzipping import Refused
from alongside.record.verifying import look_at


def verify(
    pack: Annotated[Path, typer.Argument(help="The evidence pack.", metavar="PACK.zip")],
    key: Annotated[
        Path | None,
        typer.Option(help="A file with the public key that the organisation has published.", metavar="FILE"),
    ] = None,
    earlier: Annotated[
        Path | None,
        typer.Option(
            help="A pack or public edition you kept: what was in its record is still to be there.", metavar="PACK.zip"
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say whether an evidence pack was altered, and where. Ends with 0 if not, 1 if so, 2 if it cannot be read."""
    try:
        outcome = look_at(pack, key, earlier)
    except Refused as problem:
        raise refusal(str(problem)) from None
    typer.echo(json.dumps(outcome.as_json()) if as_json else "\n".join(outcome.words()))
    raise typer.Exit(1 if outcome.found else 0)
