"""`alongside knowledge`: what the law and practice that comes with Alongside says, and what of it wants looking at again."""

import json
from datetime import date
from typing import Annotated, Any

import typer

from alongside.commands._asking import day_of
from alongside.knowledge import catalogue
from alongside.knowledge.entries import Superseded, find, knowledge
from alongside.knowledge.practice import Practice
from alongside.knowledge.reviewing import due_for_review

app = typer.Typer(
    name="knowledge", no_args_is_help=True, help="Law and practice that comes with Alongside, with its dates."
)
On = Annotated[str | None, typer.Option("--on", help="The day to look at (today if not said).", metavar="DATE")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
DUE = 1


@app.command()
def check(on: On = None, as_json: AsJson = False) -> None:
    """List what is due for review. Exit code 0 when nothing is, 1 when something is."""
    day = day_of(on)
    due = due_for_review(day)
    if as_json:
        rows = [{"id": id, "title": title, "review_by": since.isoformat()} for id, title, since in due]
        typer.echo(json.dumps({"on": day.isoformat(), "due": rows}, ensure_ascii=False))
    elif not due:
        typer.echo(f"Nothing is due for review on {day.isoformat()}.")
    else:
        typer.secho(f"Due for review on {day.isoformat()}: {len(due)}", bold=True)
        for id, title, since in due:
            typer.echo(f"  {since.isoformat()}  {id}  {title}")
    raise typer.Exit(DUE if due else 0)


@app.command("find")
def search(
    words: Annotated[
        list[str], typer.Argument(help="Words of a law, a duty, a method, a channel, an audience or a standard.")
    ],
    as_json: AsJson = False,
) -> None:
    """Find a duty, a method or a standard by its name, or superseded law by its old name, with what took its place."""
    known = knowledge()
    found = find(known, " ".join(words))
    practice = catalogue.find(" ".join(words))
    titles = {each.id: each.title for each in known.duties} | {each.id: each.title for each in known.changes.values()}
    if as_json:
        plain = [_plain(each.id, each.title, each) for each in found]
        plain += [_plain(each.id, each.name, each) for _kind, each in practice]
        typer.echo(json.dumps({"found": plain}, ensure_ascii=False))
        return
    if not found and not practice:
        typer.echo(f"Nothing is called “{' '.join(words)}” here.")
    for each in found:
        if isinstance(each, Superseded):
            typer.secho(f"{each.id}  {each.title}: superseded", bold=True)
            typer.echo(f"  {each.words}")
            for id in each.replaced_by:
                typer.echo(f"  now {id}  {titles[id]}")
        else:
            typer.secho(f"{each.id}  {each.title}", bold=True)
            typer.echo(f"  {each.source.name} ({each.hardness}). Binds: {each.binds}.")
            typer.echo(f"  {each.requires}")
            if each.note:
                typer.echo(f"  {each.note}")
            typer.echo(f"  {_dates(each.valid_from, each.valid_to, draft=each.draft)}")
    for kind, entry in practice:
        _show(kind, entry)


def _show(kind: str, entry: Practice) -> None:
    typer.secho(f"{entry.id}  {entry.name}: {kind}", bold=True)
    typer.echo(f"  {entry.what}")
    typer.echo(f"  {entry.source.name}. Look again by {entry.review_by.isoformat()}.")


def _plain(id: str, title: str, each: object) -> dict[str, Any]:
    replaced = getattr(each, "replaced_by", None)
    return {
        "id": id,
        "title": title,
        "superseded": isinstance(each, Superseded),
        "replaced_by": [replaced] if isinstance(replaced, str) else list(replaced or ()),
    }


def _dates(since: date | None, until: date | None, *, draft: bool) -> str:
    if draft:
        return "Not in force: a draft."
    begun = f"In force since {since.isoformat()}" if since else "In force, since before what we look at"
    return f"{begun}{f', until {until.isoformat()}' if until else ''}."
