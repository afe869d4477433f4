"""`commonground weigh`: weights that meet margins, what they cost, and what they say."""

from __future__ import annotations

import csv
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from commonground.cli.running import (
    answer,
    command,
    now,
    progress,
    reading,
    seconds_since,
    show_tables,
    tell,
    write_page,
)
from commonground.cli.tables import Table, read_table
from commonground.errors import Refused

if TYPE_CHECKING:
    from commonground.weighting import Estimate, Met, Weighed


def weigh(
    data: Annotated[Path, typer.Option(help="A CSV file with a line for each person.", show_default=False)],
    margins: Annotated[
        Path, typer.Option(help="A CSV file: variable, category, and share or count.", show_default=False)
    ],
    trim: Annotated[
        str | None, typer.Option(help="Keep weights between these times the mean, like 0.3,3.", metavar="LOW,HIGH")
    ] = None,
    estimate: Annotated[
        list[str] | None,
        typer.Option(help="A column of which to give the proportions or the mean. Can be given several times."),
    ] = None,
    method: Annotated[Literal["raking", "linear"], typer.Option(help="How weights move.")] = "raking",
    weight: Annotated[str | None, typer.Option(help="A column of weights that people came with.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the data with a column “weight”.", metavar="FILE")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page that explains the result.", metavar="FILE")] = None,
) -> None:
    """Weigh a survey: make the people who answered be as the population is, where that is known."""
    started = now()
    with command(as_json=as_json):
        from commonground.weighting import estimate as estimates_of
        from commonground.weighting import weigh as weights_for

        bounds = _bounds(trim)
        with reading(margins):
            targets = _margins(read_table(margins))
        with reading(data):
            people = read_table(data)
            people.need(*targets, *(estimate or []), *([weight] if weight else []))
            if not people.rows:
                raise Refused("data.nobody", "There is nobody in the file.")
        base = _base(people, weight) if weight else None
        columns = {variable: people.column(variable) for variable in targets}
        with progress("Weighing") as say:
            try:
                found = weights_for(columns, targets, method=method, bounds=bounds, base=base, say=say)
            except Refused as refusal:
                raise _placed(refusal, people, margins) from None
        said = [
            each for column in estimate or [] for each in estimates_of(column, people.column(column), found.weights)
        ]
        for line in in_words(found):
            tell(line)
        if out is not None:
            _write(out, people, found)
        if html is not None:
            from commonground.cli.weigh_page import weighing_page

            write_page(html, lambda: weighing_page(data.name, found, said, bounds))
        if as_json:
            answer(_as_json(found, said, method, seconds_since(started)))
        elif html is None:
            _show(found, said)


def _bounds(trim: str | None) -> tuple[float, float] | None:
    if trim is None:
        return None
    try:
        low, high = (float(each) for each in trim.split(","))
    except ValueError:
        raise Refused("terms.bounds", f"--trim: “{trim}” is not two numbers, like 0.3,3.") from None
    return low, high


def _margins(table: Table) -> dict[str, dict[str, float]]:
    table.need("variable", "category")
    units = [unit for unit in ("share", "count") if unit in table.columns]
    if len(units) != 1:
        words = "A margin needs a column “share” or a column “count”" + (", not both." if units else ".")
        raise Refused("margins.unit", words, line=1)
    unit = units[0]
    found: dict[str, dict[str, float]] = {}
    for line, row in table:
        variable, category = row["variable"], row["category"]
        if not variable:
            raise Refused("margins.no_variable", "The margin has no variable.", line=line, column="variable")
        if category in found.setdefault(variable, {}):
            raise Refused("margins.twice", f"“{variable}” has “{category}” twice.", line=line, column="category")
        found[variable][category] = _number(row[unit], line, unit)
    return found


def _number(text: str, line: int, column: str) -> float:
    per_cent = text.endswith("%")
    try:
        number = float(text.rstrip("%"))
    except ValueError:
        raise Refused("number.none", f"“{text}” is not a number.", line=line, column=column) from None
    if not 0 <= number < float("inf"):
        raise Refused("number.below_zero", f"“{text}” is not a number of 0 or more.", line=line, column=column)
    return number / 100 if per_cent else number


def _base(people: Table, column: str) -> list[float]:
    with reading(Path(people.file)):
        return [_number(text, line, column) for line, text in zip(people.lines, people.column(column), strict=True)]


def _placed(refusal: Refused, people: Table, margins: Path) -> Refused:
    """What is wrong with somebody is said with their line; what is wrong with the margins, with their file."""
    row = refusal.parameters.get("row")
    if row is not None:
        refusal.parameters.setdefault("file", people.file)
        refusal.line = people.lines[row]
    elif refusal.code.startswith("margins."):
        refusal.parameters.setdefault("file", margins.name)
    return refusal


def in_words(found: Weighed) -> list[str]:
    """What an analyst has to know before using the weights."""
    said = [
        f"1 person said nothing for “{variable}”, and keeps the share they have in the data."
        if many == 1
        else f"{many:,} people said nothing for “{variable}”. They keep the share they have in the data."
        for variable, many in found.blank.items()
    ]
    if not found.converged:
        said.append(f"The margins are not met: the largest miss is {found.largest_miss:.2e} of the whole.")
    below = int((found.weights < 0).sum())
    if below:
        said.append(f"{below:,} weights are below 0. Use raking, or --trim.")
    return said


def _write(out: Path, people: Table, found: Weighed) -> None:
    if "weight" in people.columns:
        raise Refused("data.weight", "The data has a column “weight” already.", file=people.file, column="weight")
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*people.columns, "weight"])
            writer.writerows([*row, f"{weight:.9g}"] for row, weight in zip(people.rows, found.weights, strict=True))
    except OSError as problem:
        raise Refused("file.not_written", f"The file cannot be written: {problem.strerror}.", file=str(out)) from None
    tell(f"The data with weights is in {out}.")


def _as_json(found: Weighed, said: list[Estimate], method: str, seconds: float) -> dict[str, Any]:
    return {
        "rows": len(found.weights),
        "weights": [round(float(each), 9) for each in found.weights],
        "method": method,
        "converged": found.converged,
        "iterations": found.iterations,
        "largest_miss": found.largest_miss,
        "design_effect": round(found.design_effect, 9),
        "effective_size": round(found.effective_size, 6),
        "margins": [_rounded(asdict(each)) for each in found.margins],
        "blank": found.blank,
        "estimates": [_rounded(asdict(each)) for each in said],
        "seconds": seconds,
    }


def _rounded(figures: dict[str, Any]) -> dict[str, Any]:
    return {key: round(value, 9) if isinstance(value, float) else value for key, value in figures.items()}


def _show(found: Weighed, said: list[Estimate]) -> None:
    from rich.markup import escape
    from rich.table import Table as Shown

    tables = []
    for title, (header, *rows) in (("Margins", margins_table(found.margins)), ("Estimates", estimates_table(said))):
        if rows:
            shown = Shown(title=title, title_justify="left", title_style="bold")
            for at, heading in enumerate(header):
                shown.add_column(heading, justify="left" if at < 2 else "right")
            for row in rows:
                shown.add_row(*map(escape, row))
            tables.append(shown)
    show_tables(*tables, escape(summary(found)))


def summary(found: Weighed) -> str:
    """What the weights are like, in a sentence or two."""
    mean = float(found.weights.mean())
    return (
        f"{len(found.weights):,} people. Weights from {found.weights.min() / mean:.2f} to {found.weights.max() / mean:.2f} "
        f"times the mean. Design effect {found.design_effect:.2f}: as sure as {found.effective_size:,.0f} people with "
        "equal weights."
    )


def margins_table(margins: list[Met]) -> list[list[str]]:
    """A header, and a row for each category of each variable."""
    counts = sum(each.target for each in margins) > 1.5 * len({each.variable for each in margins})

    def figure(value: float) -> str:
        return f"{value:,.0f}" if counts else f"{value:.1%}"

    return [
        ["Variable", "Category", "Before", "After", "Target"],
        *(
            [
                each.variable,
                each.category or "(said nothing)",
                figure(each.before),
                figure(each.after),
                figure(each.target),
            ]
            for each in margins
        ),
    ]


def estimates_table(said: list[Estimate]) -> list[list[str]]:
    """A header, and a row for each estimate."""

    def figure(each: Estimate, value: float | None) -> str:
        if value is None:
            return "not known"
        return f"{value:,.3f}" if each.category is None else f"{value:.1%}"

    return [
        ["Column", "Answer", "People", "Unweighted", "Weighted", "From", "To"],
        *(
            [
                each.column,
                "mean" if each.category is None else each.category,
                f"{each.base:,}",
                *(figure(each, value) for value in (each.unweighted, each.weighted, each.low, each.high)),
            ]
            for each in said
        ),
    ]
