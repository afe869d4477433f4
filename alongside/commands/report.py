"""`alongside report`: a survey export becomes an honest report, with no database and no project."""

from pathlib import Path
from typing import Annotated

import typer


def report(
    file: Annotated[Path, typer.Argument(help="The survey export: CSV, XLSX or ODS.", metavar="FILE")],
    out: Annotated[Path, typer.Option(help="The folder to write to.", metavar="DIR")] = Path(),
    formats: Annotated[
        str, typer.Option("--format", help="Any of json, html, pdf, xlsx, docx, divided by commas.")
    ] = "json,html",
    disclosure: Annotated[
        str | None,
        typer.Option(help="How small numbers are protected: a profile's name, or none.", metavar="PROFILE|none"),
    ] = None,
    kinds: Annotated[
        Path | None,
        typer.Option(help="A JSON or CSV file of question names and kinds, to correct the reading."),
    ] = None,
) -> None:
    """Make a report of a survey export, and say how each question was read."""
    # The readers and writers take a second to load: --help must not wait for them.
    from alongside.commands._making import Refused, make_report

    try:
        make_report(file, out, formats, disclosure, kinds)
    except Refused as refusal:
        typer.secho(str(refusal), err=True, fg=typer.colors.RED)
        raise typer.Exit(2) from refusal
