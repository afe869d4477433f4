"""`commonground opinions`: groups of people who vote alike, and what everybody shares."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
from commonground.cli.tables import Table, read_table, whole_number
from commonground.errors import Refused

if TYPE_CHECKING:
    from commonground.opinions import Opinions, Valued, Votes

FACTS = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
"""Columns of a matrix that are no statements."""


def opinions(
    votes: Annotated[
        Path | None, typer.Option(help="A CSV file with a line for each vote: voter-id, comment-id, vote.")
    ] = None,
    matrix: Annotated[
        Path | None, typer.Option(help="Or one with a line for each participant and a column for each statement.")
    ] = None,
    statements: Annotated[
        Path | None, typer.Option(help="Their texts: comment-id, comment-body; moderated -1 leaves one out.")
    ] = None,
    groups: Annotated[int | None, typer.Option(help="So many groups, instead of as many as show.")] = None,
    min_votes: Annotated[int, typer.Option(help="Who cast fewer votes is put in no group.")] = 7,
    smallest: Annotated[int, typer.Option(help="No group of fewer people is set apart.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page that explains the result.", metavar="FILE")] = None,
) -> None:
    """Find who votes alike, what sets each group apart, what all share and what divides them."""
    started = now()
    with command(as_json=as_json):
        if (votes is None) == (matrix is None):
            raise Refused("votes.which", "Give either --votes or --matrix.")
        from commonground.opinions import find_opinions

        cast = _records(votes) if votes else _matrix(matrix or Path())
        texts, left_out = _statements(statements) if statements else ({}, set[str]())
        cast = cast.without(left_out)
        with progress("Looking for groups") as say:
            found = find_opinions(cast, groups=groups, min_votes=min_votes, smallest=smallest, say=say)
        for line in in_words(found, groups, min_votes):
            tell(line)
        if html is not None:
            from commonground.cli.opinions_page import opinions_page

            write_page(html, lambda: opinions_page(found, texts, min_votes))
        if as_json:
            answer(_as_json(found, seconds_since(started)))
        elif html is None:
            _show(found, texts)


def _records(file: Path) -> Votes:
    from commonground.opinions import from_records

    with reading(file):
        table = read_table(file)
        table.need("voter-id", "comment-id", "vote")
        rows = [(_moment(row.get("timestamp", ""), file, line), line, row) for line, row in table]
        if not rows:
            raise Refused("votes.none", "There are no votes in the file.")
        rows.sort(key=lambda each: each[:2])
        found = []
        for _at, line, row in rows:
            for column in ("voter-id", "comment-id"):
                if not row[column]:
                    raise Refused("votes.no_id", "The vote has nothing here.", line=line, column=column)
            found.append((row["voter-id"], row["comment-id"], _vote(row["vote"], table, line, "vote")))
        return from_records(found)


def _moment(text: str, file: Path, line: int) -> int:
    return whole_number(text, file=file.name, line=line, column="timestamp") if text else 0


def _matrix(file: Path) -> Votes:
    from commonground.opinions import from_matrix

    with reading(file):
        table = read_table(file)
        table.need("participant")
        columns = [at for at, name in enumerate(table.columns) if name not in FACTS]
        if not columns or not table.rows:
            raise Refused("votes.none", "The file has no participants, or no statements.")
        people = table.column("participant")
        rows = [
            [_vote(row[at], table, line, table.columns[at]) if row[at] else None for at in columns]
            for line, row in zip(table.lines, table.rows, strict=True)
        ]
        try:
            return from_matrix(people, [table.columns[at] for at in columns], rows)
        except Refused as refusal:
            refusal.line, refusal.column = table.lines[refusal.parameters["row"]], "participant"
            raise


def _vote(text: str, table: Table, line: int, column: str) -> int:
    if text not in ("1", "0", "-1"):
        words = f"“{text}” is no vote. Votes are 1 for agree, -1 for disagree and 0 for pass."
        raise Refused("votes.not_a_vote", words, file=table.file, line=line, column=column)
    return int(text)


def _statements(file: Path) -> tuple[dict[str, str], set[str]]:
    """({statement: text}, those that are moderated out)."""
    with reading(file):
        table = read_table(file)
        table.need("comment-id")
        texts, out = {}, set()
        for line, row in table:
            texts[row["comment-id"]] = row.get("comment-body", "")
            moderated = row.get("moderated", "")
            if moderated and whole_number(moderated, file=file.name, line=line, column="moderated") == -1:
                out.add(row["comment-id"])
        return texts, out


def in_words(found: Opinions, asked: int | None, min_votes: int) -> list[str]:
    """What somebody has to know before reading on."""
    said = []
    left = len(found.votes.people) - len(found.clustered)
    if left:
        said.append(
            f"{left:,} of {len(found.votes.people):,} people cast fewer than {min_votes} votes and are in no group."
        )
    if len(found.groups) == 1:
        said.append("Nobody stands apart: everyone is in one group.")
    elif asked and len(found.groups) < asked:
        said.append(f"There are {len(found.groups)} groups and not {asked}, so that none is too small.")
    if found.stability is not None and found.stability < 0.5:
        said.append("With other people taking part, the groups could be quite different. Read what all share first.")
    return said


def _as_json(found: Opinions, seconds: float) -> dict[str, Any]:
    people = found.votes.people
    return {
        "participants": len(people),
        "statements": len(found.votes.statements),
        "clustered": [people[at] for at in found.clustered],
        "groups": [
            {
                "id": number,
                "size": group.size,
                "members": list(group.members),
                "representative": [
                    {
                        "statement": each.statement,
                        "direction": each.direction,
                        "agree": each.agree,
                        "disagree": each.disagree,
                        "pass": each.passed,
                        "z": round(each.z, 6),
                        "repness": round(each.repness, 6),
                    }
                    for each in group.representative
                ],
            }
            for number, group in enumerate(found.groups, 1)
        ],
        "consensus": [_valued(each) for each in found.consensus],
        "divisive": [_valued(each) for each in found.divisive],
        "stability": None if found.stability is None else round(found.stability, 6),
        "positions": {
            person: [round(float(x), 6), round(float(y), 6)]
            for person, (x, y) in zip(people, found.map.positions, strict=True)
        },
        "seconds": seconds,
    }


def _valued(each: Valued) -> dict[str, Any]:
    return {"statement": each.statement, "value": round(each.value, 6), "direction": each.direction}


def named(statement: str, texts: dict[str, str]) -> str:
    """The statement’s text, or its id where there is none."""
    return f"{statement}. {texts[statement]}" if texts.get(statement) else f"Statement {statement}"


def consensus_table(found: Opinions, texts: dict[str, str], most: int = 10) -> list[list[str]]:
    """A header, and a row for each statement that all groups share."""
    return [
        ["Statement", "All groups", "Value"],
        *([named(each.statement, texts), each.direction, f"{each.value:.2f}"] for each in found.consensus[:most]),
    ]


def divisive_table(found: Opinions, texts: dict[str, str]) -> list[list[str]]:
    """A header, and a row for each statement on which two groups differ."""
    return [
        ["Statement", "Difference"],
        *([named(each.statement, texts), f"{each.value:.0%}"] for each in found.divisive),
    ]


def group_table(found: Opinions, number: int, texts: dict[str, str]) -> list[list[str]]:
    """A header, and a row for each representative statement of a group, from 0."""
    return [
        ["Statement", "The group", "Agree", "Disagree", "Pass"],
        *(
            [named(each.statement, texts), f"{each.direction}s", str(each.agree), str(each.disagree), str(each.passed)]
            for each in found.groups[number].representative
        ),
    ]


def _show(found: Opinions, texts: dict[str, str]) -> None:
    from rich.markup import escape
    from rich.table import Table as Shown

    titled = [("What all groups share", consensus_table(found, texts)), ("What divides", divisive_table(found, texts))]
    for number, group in enumerate(found.groups):
        titled.append((f"Group {number + 1}: {group.size:,} people", group_table(found, number, texts)))
    shown: list[object] = []
    for title, (header, *rows) in titled:
        table = Shown(title=title, title_justify="left", title_style="bold")
        for at, heading in enumerate(header):
            table.add_column(heading, justify="left" if at < 2 and heading != "Difference" else "right")
        for row in rows:
            table.add_row(*map(escape, row))
        shown.append(table if rows else f"{title}: none.")
    if found.stability is not None:
        shown.append(f"How firmly the groups stand: {found.stability:.2f} of 1.")
    show_tables(*shown)
