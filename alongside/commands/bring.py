"""`alongside import`: answers from a spreadsheet into a survey. Looks first; writes only when told to."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from alongside.commands import django_side

if TYPE_CHECKING:
    from alongside.tools.survey.importing.actions import Staged

console = Console()
SHOWN = 20
SLOW_BYTES = 2_000_000


def import_(
    file: Annotated[Path, typer.Argument(help="The answers: CSV, XLSX or ODS.", metavar="FILE")],
    survey: Annotated[
        str, typer.Option(help="The project that asks, as in its address: organisation/project.", metavar="REF")
    ],
    commit: Annotated[bool, typer.Option("--commit", help="Bring the answers in. Without it nothing is written.")] = (
        False
    ),
    kinds: Annotated[
        Path | None, typer.Option(help="A JSON or CSV file of question names and kinds, to correct the reading.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="This corrects a file that was brought in before: put it in its place.")
    ] = False,
    add: Annotated[
        bool, typer.Option("--add", help="These are other people's answers than in the files brought in before.")
    ] = False,
    channel: Annotated[
        str, typer.Option(help="How the answers were given: web, paper, phone, in-person or partner.")
    ] = "web",
) -> None:
    """Bring answers that were given elsewhere into a survey: all of them or none, and never twice."""
    django_side.ready()
    from alongside.questionnaires.reading import CannotRead, read_export
    from alongside.tools.survey.importing import actions
    from alongside.tools.survey.importing.finding import NoSuchSurvey, survey_called
    from alongside.tools.survey.importing.reasons import refusal_words

    try:
        found = survey_called(survey)
        size = file.stat().st_size if file.is_file() else 0
        bar = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
        with Progress(*bar, console=console, transient=True, disable=size < SLOW_BYTES) as show:
            task = show.add_task("Reading", total=1.0)
            export = read_export(file, kinds, lambda share: show.update(task, completed=share))
        with console.status("Matching the answers to the questions"):
            staged = actions.stage(survey=found, export=export)
        for note in export.warnings:
            console.print(f"[yellow]Check:[/yellow] {escape(str(note))}", highlight=False)
        _show(staged)
        if staged.already is not None:
            console.print("This very file was brought in before. Nothing was added.")
            return
        if replace and staged.earlier is None:
            django_side.stop("Nothing was brought in before, so there is nothing to replace. Leave out --replace.")
        if commit and staged.earlier is not None and replace == add:
            django_side.stop(
                "Another file was brought in before. Add --replace if this one corrects it, or --add if these are "
                "other people's answers. Nothing was written."
            )
        if not staged.rows:
            django_side.stop("There is no row that can be brought in.")
        if not commit:
            console.print("Nothing was written. To bring these answers in, add --commit.")
            return
        with console.status("Bringing them in"):
            outcome = actions.bring_in(survey=found, staged=staged, channel=channel, replacing=replace, by=None)
    except (NoSuchSurvey, CannotRead) as problem:
        django_side.stop(str(problem))
    except actions.CannotImport as problem:
        django_side.stop(refusal_words(problem.code))
    if outcome.made is None:
        console.print("This very file was brought in before. Nothing was added.")
    elif replace:
        console.print(
            f"Added {outcome.added:,}, changed {outcome.changed:,}, took out {outcome.gone:,}; "
            f"{outcome.same:,} stayed as they were."
        )
    else:
        console.print(f"Brought in {outcome.added:,} answers.")


def _show(staged: "Staged") -> None:
    """What was understood: questions, columns left out, rows, rejected rows, and the difference to an earlier file."""
    from alongside.questionnaires.actions import definition_by_id
    from alongside.tools.survey.importing.reasons import WHY_LEFT, rejected_words

    definition = definition_by_id(staged.edition)
    table = Table(title=f"{staged.file}: what we understood", title_justify="left")
    table.add_column("Question", ratio=4, overflow="fold")
    table.add_column("Columns", justify="right")
    table.add_column("Answered", justify="right")
    for question in definition.questions:
        answered = sum(question.key in stored for stored in staged.rows.values())
        columns = staged.columns.get(question.key, 0)
        table.add_row(escape(question.wording), str(columns or "none"), f"{answered:,}" if columns else "")
    console.print(table)
    for left in staged.left:
        console.print(f"Left out: {escape(left.label)}. {WHY_LEFT[left.why]}", highlight=False)
    for rejected in staged.rejected[:SHOWN]:
        console.print(
            f"[red]Row {rejected.row}[/red]: {escape(' '.join(rejected_words(definition, rejected)))}", highlight=False
        )
    if len(staged.rejected) > SHOWN:
        console.print(f"… and {len(staged.rejected) - SHOWN:,} more rejected rows.")
    console.print(f"{len(staged.rows):,} rows can be brought in; {len(staged.rejected):,} cannot.")
    if staged.difference is not None:
        difference = staged.difference
        console.print(
            f"Against {escape(staged.earlier_file)}, brought in before: {len(difference.same):,} rows the same, "
            f"{len(difference.changed):,} changed, {len(difference.added):,} added, {len(difference.gone):,} gone."
        )
