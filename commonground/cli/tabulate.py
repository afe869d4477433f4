"""`commonground tabulate`: the questions of a file as tables, with small numbers of people protected."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commonground.cli.running import (
    answer,
    command,
    now,
    reading,
    seconds_since,
    show_tables,
    tell,
    write_page,
)
from commonground.cli.tables import Table, read_table
from commonground.errors import Refused

if TYPE_CHECKING:
    from commonground.disclosure import Profile
    from commonground.disclosure.cutting import CutFile, CutTable

HIDDEN = "hidden"


def tabulate(
    file: Annotated[Path, typer.Argument(help="A CSV file with a line for each person.", show_default=False)],
    by: Annotated[
        list[str] | None, typer.Option(help="Compare these groups. Can be given up to three times.", metavar="COLUMN")
    ] = None,
    weight: Annotated[str | None, typer.Option(help="A column of weights.", metavar="COLUMN")] = None,
    disclosure: Annotated[
        str, typer.Option(help="How small numbers are protected: a profile, or none.", metavar="NAME")
    ] = "SDC-ONS105",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page that explains the result.", metavar="FILE")] = None,
) -> None:
    """Count every question for everyone and by groups, so that nobody can be made out."""
    started = now()
    with command(as_json=as_json):
        from commonground.disclosure.cutting import cut

        profile = _profile(disclosure)
        with reading(file):
            table = read_table(file)
            table.need(*(by or []), *([weight] if weight else []))
            weights = _weights(table, weight) if weight else None
            columns = {name: table.column(name) for name in table.columns if name != weight}
            try:
                found = cut(columns, by or [], profile=profile, weights=weights)
            except Refused as refusal:
                if "row" in refusal.parameters:
                    refusal.line, refusal.column = table.lines[refusal.parameters["row"]], weight
                raise
        for line in in_words(found, weighted=weight is not None):
            tell(line)
        if html is not None:
            from commonground.cli.tabulate_page import tables_page

            write_page(html, lambda: tables_page(file.name, found, profile, weighted=weight is not None))
        if as_json:
            answer(_as_json(found, profile, seconds_since(started)))
        elif html is None:
            _show(found)


def _profile(name: str) -> Profile:
    from commonground.disclosure import PROFILES, UNPROTECTED

    known = {**PROFILES, "none": UNPROTECTED}
    if name not in known:
        listed = ", ".join(known)
        raise Refused("terms.profile", f"--disclosure: there is no profile “{name}”. There are {listed}.")
    return known[name]


def _weights(table: Table, column: str) -> list[float]:
    found = []
    for line, text in zip(table.lines, table.column(column), strict=True):
        try:
            found.append(float(text))
        except ValueError:
            raise Refused("number.none", f"“{text}” is not a number.", line=line, column=column) from None
    return found


def in_words(found: CutFile, *, weighted: bool) -> list[str]:
    """What somebody has to know before reading the tables."""
    said = [
        f"“{name}” is left out: it has {many:,} different answers, so it is own words or says who somebody is."
        if many
        else f"“{name}” is left out: nobody answered."
        for name, many in found.left_out.items()
    ]
    hidden = sum(cell.suppressed for table in found.tables for cell in table.cells)
    if hidden:
        said.append(f"{hidden:,} counts are hidden, some of them so that others cannot be worked out.")
    if weighted:
        kept = list(dict.fromkeys(table.question for table in found.tables if not table.weighted))
        if kept:
            names = ", ".join(f"“{each}”" for each in kept)
            said.append(f"Without weights, because they would give hidden counts away: {names}.")
    return said


def _as_json(found: CutFile, profile: Profile, seconds: float) -> dict[str, Any]:
    return {
        "rows": found.rows,
        "disclosure": profile.id,
        "tables": [asdict(table) for table in found.tables],
        "left_out": dict(found.left_out),
        "seconds": seconds,
    }


def rows_of(table: CutTable) -> list[list[str]]:
    """A header, a row for each answer and one for the base: for everyone count and per cent, else per cent by group."""
    categories = list(dict.fromkeys(cell.category for cell in table.cells))
    if table.by is None:
        head = ["Answer", "People", "Weighted per cent" if table.weighted else "Per cent"]
        body = [[cell.category, _number(cell.count), _percent(cell.percent, cell.suppressed)] for cell in table.cells]
        return [head, *body, ["Answered", _number(table.base), ""]]
    groups = list(table.bases)
    by_place = {(cell.category, cell.group): cell for cell in table.cells}
    body = [[category, *(_share(by_place[category, group]) for group in groups)] for category in categories]
    return [
        ["Answer", *(group or "Not known" for group in groups)],
        *body,
        ["Answered", *(_number(table.bases[group]) for group in groups)],
    ]


def title_of(table: CutTable) -> str:
    return table.question if table.by is None else f"{table.question}, by {table.by}"


def _share(cell: Any) -> str:
    if cell.suppressed:
        return HIDDEN
    return f"{_percent(cell.percent, hidden=False)} ({_number(cell.count)})"


def _number(count: int | None) -> str:
    return HIDDEN if count is None else f"{count:,}"


def _percent(percent: int | None, hidden: bool) -> str:
    return HIDDEN if hidden else "–" if percent is None else f"{percent}%"


def _show(found: CutFile) -> None:
    from rich.markup import escape
    from rich.table import Table as Shown

    tables = []
    for table in found.tables:
        header, *rows = rows_of(table)
        shown = Shown(title=escape(title_of(table)), title_justify="left", title_style="bold")
        for at, heading in enumerate(header):
            shown.add_column(escape(heading), justify="right" if at else "left")
        for row in rows:
            shown.add_row(*map(escape, row))
        tables.append(shown)
    show_tables(*tables)
