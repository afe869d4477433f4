"""`commonground replay`: repeat a draw from the published file of panels, on any machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonground.cli.running import answer, command, now, reading, seconds_since, show_tables
from commonground.cli.tables import read_text
from commonground.errors import Refused


def replay(
    panels: Annotated[Path, typer.Argument(help="The published file of panels.", show_default=False)],
    seed: Annotated[str, typer.Option(help="The seed of the draw, exactly as it was published.", metavar="TEXT")],
    fingerprint: Annotated[
        str | None, typer.Option(help="The SHA-256 that was published before the draw.", metavar="SHA256")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Repeat a public draw: which panel the seed draws from the published file."""
    started = now()
    with command(as_json=as_json):
        from commonground.sortition import draw_published, read_published

        text = read_text(panels)
        with reading(panels):
            drawn = draw_published(text, seed)
            tickets = sum(read_published(text)[1])
            if fingerprint is not None and fingerprint.strip().lower() != drawn.fingerprint:
                words = f"This is not the file that was published: its SHA-256 is {drawn.fingerprint}."
                raise Refused("panels.other_file", words)
        if as_json:
            answer(
                {
                    "seed": seed,
                    "fingerprint": drawn.fingerprint,
                    "tickets": tickets,
                    "ticket": drawn.ticket,
                    "panel": drawn.panel,
                    "selected": list(drawn.people),
                    "seconds": seconds_since(started),
                }
            )
            return
        from rich.markup import escape

        show_tables(
            f"The seed “{escape(seed)}” draws ticket {drawn.ticket:,} of {tickets:,}, which belongs to panel {drawn.panel:,}:",
            escape(", ".join(drawn.people)),
            f"The SHA-256 of the file is {drawn.fingerprint}.",
        )
