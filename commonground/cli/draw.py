"""`commonground draw`: a fair lottery for a panel, and one panel drawn from it."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from commonground.cli.pools import as_json as lottery_as_json
from commonground.cli.pools import explained, named, read_pool, read_quotas, write_folder
from commonground.cli.running import answer, command, now, progress, seconds_since, show_tables, tell, until, write_page

if TYPE_CHECKING:
    from commonground.sortition import Drawn, Lottery

Method = Literal["leximin", "maximin", "nash"]
PeopleFile = Annotated[Path, typer.Option(help="People who came forward, a line each.", show_default=False)]
QuotasFile = Annotated[Path, typer.Option(help="Quotas: feature, value, min, max.", show_default=False)]
Places = Annotated[int, typer.Option(help="How many places the panel has.", show_default=False)]
IdColumn = Annotated[
    str | None, typer.Option("--id", help="The column with ids (without one, people are numbered).", metavar="COLUMN")
]
Household = Annotated[
    list[str] | None,
    typer.Option(
        help="People with the same value here are never drawn together. Can be given several times.", metavar="COLUMN"
    ),
]
MethodOption = Annotated[Method, typer.Option(help="What “fair” means; docs/commonground/sortition.md explains.")]
Seed = Annotated[
    str | None, typer.Option(help="Any text: the draw depends on it and the panels alone.", metavar="TEXT")
]
TimeLimit = Annotated[
    float | None, typer.Option(help="Stop the search after so long; a tenth is kept for the rest.", metavar="SECONDS")
]
Out = Annotated[Path | None, typer.Option(help="Write panels, chances and a report here.", metavar="DIR")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Html = Annotated[Path | None, typer.Option(help="Write a page that explains the result.", metavar="FILE")]


def draw(
    people: PeopleFile,
    quotas: QuotasFile,
    number: Places,
    method: MethodOption = "leximin",
    seed: Seed = None,
    id_column: IdColumn = None,
    household: Household = None,
    already: Annotated[Path | None, typer.Option(help="Ids of people who have a place.", metavar="FILE")] = None,
    exclude: Annotated[Path | None, typer.Option(help="Ids of people who must not be drawn.", metavar="FILE")] = None,
    panels: Annotated[
        int | None,
        typer.Option(help="Make so many equal panels to publish. Without --seed nothing is drawn yet.", metavar="N"),
    ] = None,
    time_limit: TimeLimit = None,
    out: Out = None,
    as_json: AsJson = False,
    html: Html = None,
) -> None:
    """Draw a panel by the fairest lottery that the quotas allow, and show that nothing is fairer."""
    started = now()
    with command(as_json=as_json):
        if seed is None and panels is None:
            seed = secrets.token_hex(16)
        asked, quota_lines = read_quotas(quotas)
        features = list(dict.fromkeys(quota.feature for quota in asked))
        pool, lines = read_pool(
            people, features, id_column=id_column, household=household or [], already=already, exclude=exclude
        )
        from commonground.sortition import draw_published, fair_lottery

        known = {"number": number, "method": method, "seed": seed, "seconds": lambda: seconds_since(started)}
        limit = None if time_limit is None else max(0.0, 0.9 * time_limit - (now() - started))
        with named(people, lines, quotas, quota_lines), progress("Drawing") as say, explained(html, **known):
            lottery = fair_lottery(pool, asked, number, method=method, equal=panels, say=say, keep_going=until(limit))
        drawn = None if seed is None else draw_published(lottery.published(), seed)
        show(lottery, seed, drawn, seconds_since(started), out=out, as_json=as_json, html=html)


def show(
    lottery: Lottery,
    seed: str | None,
    drawn: Drawn | None,
    seconds: float,
    *,
    out: Path | None,
    as_json: bool,
    html: Path | None,
) -> None:
    """The result in every form that was asked for."""
    from commonground.sortition import report, told_draw

    words = report(lottery) + (told_draw(drawn, seed or "", lottery) if drawn else [])
    if out is not None:
        write_folder(out, lottery, drawn, words)
        tell(f"Panels, chances and a report are in {out}.")
    if html is not None:
        from commonground.cli.draw_page import draw_page

        write_page(html, lambda: draw_page(lottery, seed, drawn))
    if as_json:
        answer(lottery_as_json(lottery, seed, drawn, seconds))
    elif html is None:
        _show_tables(lottery, drawn, words)


def _show_tables(lottery: Lottery, drawn: Drawn | None, words: list[str]) -> None:
    from rich.markup import escape
    from rich.table import Table

    from commonground.sortition import composition, percent

    tables: list[object] = [escape(line) for line in words]
    if drawn:
        selected = Table(title="Drawn", title_justify="left", title_style="bold")
        selected.add_column("Person")
        selected.add_column("Chance before the draw", justify="right")
        for person in drawn.people:
            selected.add_row(escape(person), percent(lottery.chances[person]))
        quotas = Table(title="The panel beside the quotas", title_justify="left", title_style="bold")
        for title in ("Feature", "Value", "Minimum", "Maximum", "On the panel"):
            quotas.add_column(title, justify="left" if title in ("Feature", "Value") else "right")
        for quota, count in composition(lottery.pool, lottery.quotas, drawn.people):
            quotas.add_row(escape(quota.feature), escape(quota.value), str(quota.min), str(quota.max), str(count))
        tables += [selected, quotas]
    show_tables(*tables)
