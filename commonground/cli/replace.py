"""`commonground replace`: fill the places of people who left, by the same rule of fairness."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer

from commonground.cli.draw import (
    AsJson,
    Household,
    Html,
    IdColumn,
    MethodOption,
    Out,
    PeopleFile,
    Places,
    QuotasFile,
    Seed,
    TimeLimit,
    show,
)
from commonground.cli.pools import explained, named, read_ids, read_pool, read_quotas
from commonground.cli.running import command, now, progress, reading, seconds_since, until


def replace(
    people: PeopleFile,
    quotas: QuotasFile,
    number: Places,
    panel: Annotated[Path, typer.Option(help="Ids of the panel as it was drawn.", metavar="FILE", show_default=False)],
    left: Annotated[
        list[str], typer.Option(help="The id of somebody who left. Can be given several times.", metavar="ID")
    ],
    method: MethodOption = "leximin",
    seed: Seed = None,
    id_column: IdColumn = None,
    household: Household = None,
    exclude: Annotated[Path | None, typer.Option(help="Ids of people who must not be drawn.", metavar="FILE")] = None,
    time_limit: TimeLimit = None,
    out: Out = None,
    as_json: AsJson = False,
    html: Html = None,
) -> None:
    """Draw replacements: those who stay keep their places, and the others’ chances are as fair as before."""
    started = now()
    with command(as_json=as_json):
        seed = secrets.token_hex(16) if seed is None else seed
        asked, quota_lines = read_quotas(quotas)
        features = list(dict.fromkeys(quota.feature for quota in asked))
        pool, lines = read_pool(
            people, features, id_column=id_column, household=household or [], already=None, exclude=exclude
        )
        from commonground.sortition import draw_published, fair_lottery, without

        with reading(panel):
            pool = without(pool, read_ids(panel), left)
        known = {"number": number, "method": method, "seed": seed, "seconds": lambda: seconds_since(started)}
        limit = None if time_limit is None else max(0.0, 0.9 * time_limit - (now() - started))
        with named(people, lines, quotas, quota_lines), progress("Drawing") as say, explained(html, **known):
            lottery = fair_lottery(pool, asked, number, method=method, say=say, keep_going=until(limit))
        drawn = draw_published(lottery.published(), seed)
        show(lottery, seed, drawn, seconds_since(started), out=out, as_json=as_json, html=html)
