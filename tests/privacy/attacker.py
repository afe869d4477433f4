"""Somebody who holds a copy of everything except people/accounts, and wants to know who said what.

They have every table in the order in which its rows lie (with the writing transaction where the database shows it),
everything that was logged, and a list of everybody's names, addresses and account ids, from wherever. Each attack
answers with guesses, person to voice or row; ``tests/privacy/test_attacker.py`` holds them against the truth.
"""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

# People/accounts keeps its own tables and those of its library for logging in.
ACCOUNTS = ("accounts_", "account_", "mfa_")
Row = dict[str, Any]
Dump = dict[str, list[Row]]
Guesses = dict[Any, Any]


def take_everything() -> Dump:
    """Every table except people/accounts', its rows as they lie."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    extra = "xmin::text AS written_by, " if connection.vendor == "postgresql" else ""
    tables = [
        name
        for name in connection.introspection.table_names()
        if not name.startswith(ACCOUNTS) and not name.startswith(("django_", "auth_"))
    ]
    dump: Dump = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT {extra}* FROM "{table}" ORDER BY {place}')
            columns = [column[0] for column in cursor.description]
            dump[table] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return dump


def text_of(value: Any) -> str:
    """As an attacker reads a cell: identifiers without hyphens, so that both ways of writing them are one."""
    return (value.hex if isinstance(value, UUID | bytes) else str(value)).replace("-", "").casefold()


@dataclass(frozen=True)
class Suspect:
    """What is known of a person from elsewhere."""

    id: UUID
    name: str
    email: str
    others: tuple[str, ...] = ()

    @property
    def marks(self) -> list[str]:
        """What would give them away where it stands in a cell."""
        return [text_of(each) for each in (self.id, self.name, self.email, *self.others)]

    @property
    def digests(self) -> set[str]:
        """What anybody could compute of them without a key."""
        found = set()
        for words in (self.email, self.name, str(self.id), self.id.hex, *self.others):
            for kind in ("md5", "sha1", "sha256", "sha512", "blake2b", "blake2s"):
                made = hashlib.new(kind, words.encode())
                found |= {made.hexdigest(), text_of(base64.b64encode(made.digest()).decode())}
            found.add(text_of(base64.b64encode(words.encode()).decode()))
        return found


@dataclass
class Attacker:
    dump: Dump
    logs: str
    suspects: Sequence[Suspect]
    cells: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.voices = [UUID(text_of(row["id"])) for row in self.dump["voices_voice"]]
        self.cells = self._about()

    def _about(self) -> dict[str, list[str]]:
        """Everything that can be walked to from a voice: rows that name it, rows that name those, and so on."""
        named: dict[str, set[str]] = {voice.hex: {voice.hex} for voice in self.voices}
        about: dict[str, list[str]] = defaultdict(list)
        rows = [row for table in self.dump.values() for row in table]
        shared = {text_of(row["id"]) for name in SHARED for row in self.dump[name] if "id" in row}
        texts = [{key: text_of(value) for key, value in row.items() if value is not None} for row in rows]
        owner: dict[str, str] = {voice.hex: voice.hex for voice in self.voices}
        for _step in range(4):
            for row in texts:
                for value in row.values():
                    if value in owner and row.get("id") and row["id"] not in owner and row["id"] not in shared:
                        owner[row["id"]] = owner[value]
                        named[owner[value]].add(row["id"])
        for row in texts:
            for voice in {owner[value] for value in row.values() if value in owner}:
                about[voice] += row.values()
        return about

    def by_reading(self) -> Guesses:
        """A name, an address or an account's id in anything tied to a voice."""
        return self._those_with(lambda suspect, cell: any(mark in cell for mark in suspect.marks))

    def by_digests(self) -> Guesses:
        """A digest of an address, a name or an id that anybody can compute."""
        return self._those_with(lambda suspect, cell: not suspect.digests.isdisjoint(cell.split('"')))

    def _those_with(self, gives_away: Callable[[Suspect, str], bool]) -> Guesses:
        return {
            suspect.id: UUID(voice)
            for suspect in self.suspects
            for voice, cells in self.cells.items()
            if any(gives_away(suspect, cell) for cell in cells)
        }

    def seen_anywhere(self) -> list[str]:
        """Tables, or the logs, where a suspect is to be read at all."""
        marks = {mark for suspect in self.suspects for mark in [*suspect.marks, *suspect.digests]}
        places = [
            f"{table}.{column}"
            for table, rows in self.dump.items()
            for row in rows
            for column, value in row.items()
            if value is not None and (cell := text_of(value)) and any(mark in cell for mark in marks)
        ]
        logs = text_of(self.logs)
        return sorted({*places, *("logs" for mark in marks if mark in logs)})

    def by_order(self, table: str, column: str, known_order: Sequence[Any], by: str | None = None) -> Guesses:
        """The rows as they lie (or sorted by a column) against the order in which people are known to have come."""
        rows = self.dump[table]
        if by is not None:
            rows = sorted(rows, key=lambda row: str(row[by]))
        return dict(zip(known_order, [row[column] for row in rows], strict=False))

    def shared_values(self, table: str, columns: Iterable[str]) -> list[str]:
        """Values in these columns that stand in another table too: where two tables could be joined."""
        mine = {text_of(row[column]) for row in self.dump[table] for column in columns}
        others = {
            text_of(value)
            for name, rows in self.dump.items()
            if name != table
            for row in rows
            for value in row.values()
            if value is not None
        }
        whole = " ".join(others)
        return [value for value in mine if value in whole]

    def same_person_twice(self) -> set[frozenset[str]]:
        """Pairs of voices that share a rare value: one person in two projects."""
        holders: dict[str, set[str]] = defaultdict(set)
        for voice, cells in self.cells.items():
            for cell in cells:
                if len(cell) > 5:
                    holders[cell].add(voice)
        return {frozenset(voices) for voices in holders.values() if len(voices) == 2}


# Rows that many voices hang on: walking through them leads from anybody to anybody.
SHARED = (
    "organisations_organisation",
    "projects_project",
    "activities_activity",
    "survey_survey",
    "questionnaires_questionnaire",
    "questionnaires_edition",
    "record_chain",
    "record_batch",
    "record_entry",
)
