"""Reading tables from CSV files, strictly: what is wrong is said with its line and column."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from commonground.errors import Refused


@dataclass(frozen=True)
class Table:
    """A CSV file. rows[i] has one text for each of columns, without white space around; lines[i] is its line."""

    file: str
    columns: list[str]
    rows: list[list[str]]
    lines: list[int]

    def need(self, *names: str) -> None:
        """Refuse the file unless it has these columns."""
        for name in names:
            if name not in self.columns:
                there = ", ".join(f"“{each}”" for each in self.columns)
                raise Refused(
                    "column.missing",
                    f"There is no column “{name}”. The columns are {there}.",
                    file=self.file,
                    line=1,
                    column=name,
                )

    def column(self, name: str) -> list[str]:
        """The texts of one column, in file order."""
        self.need(name)
        at = self.columns.index(name)
        return [row[at] for row in self.rows]

    def __iter__(self) -> Iterator[tuple[int, dict[str, str]]]:
        """(line, {column: text}) row by row."""
        for line, row in zip(self.lines, self.rows, strict=True):
            yield line, dict(zip(self.columns, row, strict=True))


def read_text(file: Path) -> str:
    """The file's text, which is UTF-8, with or without a byte order mark."""
    try:
        raw = file.read_bytes()
    except OSError as problem:
        raise Refused("file.not_read", f"The file cannot be read: {problem.strerror}.", file=str(file)) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise Refused(
            "file.not_utf8",
            "The file is not UTF-8 text. Save it as “CSV UTF-8” and try again.",
            file=file.name,
            line=line,
        ) from None


def read_table(file: Path, *, unnamed: bool = False) -> Table:
    """Read a CSV file with a header row.

    Empty lines are passed over. Columns without a name are left out if ``unnamed`` says they may be there.
    """
    text = read_text(file)
    if not text.strip():
        raise Refused("file.empty", "The file is empty.", file=file.name)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise Refused("file.not_text", "The file holds a NUL character, so it is not text.", file=file.name, line=line)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        read = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as problem:
        raise Refused(
            "file.not_csv", f"The line cannot be read as CSV: {problem}.", file=file.name, line=reader.line_num
        ) from None
    read = [(line, row) for line, row in read if any(row)]
    return _table(file.name, read, unnamed=unnamed)


def _table(name: str, read: Sequence[tuple[int, list[str]]], *, unnamed: bool) -> Table:
    (first, header), body = read[0], read[1:]
    kept = [at for at, title in enumerate(header) if title]
    for at, title in enumerate(header):
        if not title and not unnamed:
            words = f"The {_ordinal(at)} column has no name."
            raise Refused("column.unnamed", words, file=name, line=first)
        if title and title in header[:at]:
            words = "Two columns have the same name."
            raise Refused("column.twice", words, file=name, line=first, column=title)
    for line, row in body:
        if len(row) > len(header) and any(row[len(header) :]):
            words = f"The line has {len(row)} fields, and the header has {len(header)}."
            raise Refused("line.too_long", words, file=name, line=line)
        if len(row) < len(header) and not unnamed:
            words = f"The line has {len(row)} fields, and the header has {len(header)}."
            raise Refused("line.too_short", words, file=name, line=line)
    padded = [(line, row + [""] * (len(header) - len(row))) for line, row in body]
    return Table(
        name,
        [header[at] for at in kept],
        [[row[at] for at in kept] for _line, row in padded],
        [n for n, _row in padded],
    )


def _ordinal(at: int) -> str:
    """Of a column, from 0: first, second, … in figures from the tenth on."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    return words[at] if at < len(words) else f"{at + 1}th"


def whole_number(text: str, *, file: str, line: int, column: str, least: int | None = None) -> int:
    """The text as a whole number, or a refusal that names the place."""
    try:
        number = int(text)
    except ValueError:
        raise Refused(
            "number.not_whole", f"“{text}” is not a whole number.", file=file, line=line, column=column
        ) from None
    if least is not None and number < least:
        words = f"{number} is less than {least}."
        raise Refused("number.too_small", words, file=file, line=line, column=column)
    return number
