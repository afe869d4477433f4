"""Reading survey exports: a file becomes columns, and columns become questions of a kind, with reasons.

Feeds `alongside report` (no database, no project) and the import into a live survey. Pure Python: it never
imports Django, never counts or shows answers (see `results`), and never trusts what a file says of itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .corrections import KINDS, checked, read_corrections
from .kinds import Reading
from .problems import CANNOT_READ, KIND_NAMES, WARNINGS, CannotRead, Kind, Note
from .questions import Question, find_questions
from .sources import Progress, Table, digest_of, iterate, read_table
from .table import Column

__all__ = [
    "CANNOT_READ",
    "KINDS",
    "KIND_NAMES",
    "WARNINGS",
    "CannotRead",
    "Column",
    "Export",
    "Kind",
    "Note",
    "Question",
    "Reading",
    "read_corrections",
    "read_export",
]


@dataclass(frozen=True)
class Export:
    """A survey export, read.

    `file` is its name without folders; `digest` its SHA-256; `columns` its columns by position; `questions`
    what was asked; `warnings` what the reader should check.
    """

    file: str
    digest: str
    questions: tuple[Question, ...]
    warnings: tuple[Note, ...]
    _table: Table

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(self._table.columns)

    @property
    def responses(self) -> int:
        """How many rows have at least one answer."""
        return len(self._table.row_numbers)

    def rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each response as (row number in the spreadsheet, the texts of its cells by column)."""
        return iterate(self._table)


def read_export(
    path: Path | str, kinds: Path | Mapping[str, Kind] | None = None, progress: Progress | None = None
) -> Export:
    """Read a survey export and infer its questions.

    `kinds` corrects the inference: a mapping from label to kind, or a JSON or CSV file of the same.
    `progress(share)` is called now and then. Raises `CannotRead`, with a message for the person.
    """
    path = Path(path)
    if kinds is None:
        corrections: dict[str, Kind] = {}
    else:
        corrections = checked(kinds) if isinstance(kinds, Mapping) else read_corrections(Path(kinds))
    table = read_table(path, progress)
    questions, doubts = find_questions(table, corrections)
    return Export(path.name, digest_of(path), tuple(questions), (*table.notes, *doubts), table)
