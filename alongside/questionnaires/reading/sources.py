"""From a file to a table: what kind of file it is (by its content, not its name), and its columns.

Everything that is wrong with a file ends in `CannotRead`; everything that is odd ends in a `Note`.
"""

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from .delimited import Delimited
from .encodings import detect_encoding
from .headers import Header, read_header
from .problems import CannotRead, Note
from .table import Cell, Codes, Column, TableBuilder, cell_text, clean
from .workbook import Workbook

Progress = Callable[[float], None]

MB = 1024 * 1024
MAX_BYTES = 500 * MB
MAX_UNPACKED = 1500 * MB
MAX_ROWS = 1_000_000
MAX_COLUMNS = 2_000
_HEAD_ROWS = 60
_BATCH = 4096
_EXAMPLES = 8

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"BM", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"$FL2", "an SPSS file"),
    (b"$FL3", "an SPSS file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<table", "a web page"),
    (b"<?xml", "an XML file"),
    (b"<svg", "a picture"),
)


@dataclass(frozen=True)
class Table:
    """What a file holds: its columns, its header, where its rows stood, and what was odd about it.

    `row_numbers[i]` is the row, as a spreadsheet numbers it, of the i-th kept row.
    """

    columns: list[Column]
    header: Header
    row_numbers: Codes
    notes: list[Note]


def digest_of(path: Path) -> str:
    """SHA-256 of the file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_table(path: Path, progress: Progress | None = None) -> Table:
    """Read a CSV, Excel or OpenDocument file into columns. Raises `CannotRead`."""
    match _kind_of(path):
        case "workbook":
            return _from_workbook(path, progress)
        case _:
            return _from_text(path, progress)


def read_cells(path: Path) -> list[list[str]]:
    """Every row as it stands, for a file whose layout we know. Raises `CannotRead`."""
    if _kind_of(path) == "workbook":
        with Workbook(path) as book:
            if book.width > MAX_COLUMNS or book.height > _HEAD_ROWS * MAX_COLUMNS:
                raise CannotRead("too_many_rows", file=path.name, limit=_HEAD_ROWS * MAX_COLUMNS)
            rows = [row for batch in book.batches() for row in zip(*batch, strict=True)]
        return [[clean(cell_text(cell)) for cell in row] for row in rows]
    encoding = detect_encoding(path)
    if encoding is None:
        raise CannotRead("not_text", file=path.name)
    return [[clean(cell) for cell in row] for row in islice(Delimited(path, encoding).rows(), _HEAD_ROWS * MAX_COLUMNS)]


def _kind_of(path: Path) -> str:
    """ "text" or "workbook", by content. Raises `CannotRead` for everything else."""
    name = path.name
    try:
        if path.is_dir():
            raise CannotRead("not_a_file", file=name)
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4096)
    except (FileNotFoundError, ValueError) as error:
        raise CannotRead("missing", file=name) from error
    except OSError as error:
        raise CannotRead("not_allowed", file=name) from error
    if not start.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise CannotRead("empty", file=name)
    if size > MAX_BYTES:
        raise CannotRead("too_many_bytes", file=name, limit=MAX_BYTES // MB)
    if start.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path)
    if start.startswith(b"PK\x05\x06"):
        raise CannotRead("empty", file=name)
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _kind_of_ole(path)
    for signature, kind in _SIGNATURES:
        if start.startswith(signature) and not (signature in (b"BM", b"RIFF", b"MM\x00*") and 0 not in start):
            raise CannotRead("wrong_kind", file=name, kind=kind)
    opening = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    for mark, kind in _MARKUP:
        if opening[:64].lower().startswith(mark):
            raise CannotRead("wrong_kind", file=name, kind=kind)
    if opening[:1] in b"{[" and opening[1:].lstrip()[:1] in (b'"', b"{", b"["):
        raise CannotRead("wrong_kind", file=name, kind="a JSON file")
    return "text"


def _kind_of_zip(path: Path) -> str:
    name = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            parts = {info.filename: info for info in archive.infolist()}
            if sum(info.file_size for info in parts.values()) > MAX_UNPACKED:
                raise CannotRead("too_much_inside", file=name)
            if b"encryption-data" in _small_part(archive, "META-INF/manifest.xml"):
                raise CannotRead("locked", file=name)
            mimetype = _small_part(archive, "mimetype")
    except CannotRead:
        raise
    except Exception as error:  # zipfile raises many kinds on damaged input
        raise CannotRead("damaged", file=name) from error
    if any(part in parts for part in ("xl/workbook.xml", "xl/workbook.bin")):
        return "workbook"
    if b"opendocument.spreadsheet" in mimetype:
        return "workbook"
    if "word/document.xml" in parts or b"opendocument.text" in mimetype:
        raise CannotRead("wrong_kind", file=name, kind="a text document")
    if "ppt/presentation.xml" in parts or b"opendocument.presentation" in mimetype:
        raise CannotRead("wrong_kind", file=name, kind="a slide show")
    if "[Content_Types].xml" in parts and any(part.startswith("xl/") for part in parts):
        return "workbook"
    raise CannotRead("wrong_kind", file=name, kind="a zip folder (take the file out of it first)")


def _small_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part of an archive, or nothing where it is missing or larger than such a part ever is."""
    if name not in archive.namelist() or archive.getinfo(name).file_size > MB:
        return b""
    return archive.read(name)


def _kind_of_ole(path: Path) -> str:
    """An Excel 97 workbook, a workbook under a password, or another old Office file."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise CannotRead("locked", file=path.name)
    if any(stream.encode("utf-16-le") in content for stream in ("Workbook", "Book")):
        return "workbook"
    raise CannotRead("wrong_kind", file=path.name, kind="an old Office document")


def _from_text(path: Path, progress: Progress | None) -> Table:
    encoding = detect_encoding(path)
    if encoding is None:
        raise CannotRead("not_text", file=path.name)
    source = Delimited(path, encoding, progress)
    rows = source.rows()
    head = list(islice(rows, _HEAD_ROWS))
    header = read_header(path.name, [[clean(cell) for cell in row] for row in head])
    intake = _Intake(path.name, header, 1 + source.skip)
    intake.take(head[header.skip :], header.skip)
    position = len(head)
    while batch := list(islice(rows, _BATCH)):
        intake.take(batch, position)
        position += len(batch)
    notes = [] if encoding.sure else [Note("encoding_guessed", {"encoding": encoding.name})]
    return intake.finish(notes)


def _from_workbook(path: Path, progress: Progress | None) -> Table:
    with Workbook(path, progress) as book:
        if book.width > MAX_COLUMNS:
            raise CannotRead("too_many_columns", file=path.name, limit=MAX_COLUMNS)
        if book.height > MAX_ROWS + _HEAD_ROWS:
            raise CannotRead("too_many_rows", file=path.name, limit=MAX_ROWS)
        batches = book.batches()
        first = next(batches, ())
        head_rows = [list(row) for row in islice(zip(*first, strict=True), _HEAD_ROWS)]
        header = read_header(path.name, [[clean(cell_text(cell)) for cell in row] for row in head_rows])
        intake = _Intake(path.name, header, book.first_row)
        intake.take_columns([column[header.skip :] for column in first])
        for batch in batches:
            intake.take_columns(batch)
        notes = []
        if book.others:
            notes.append(Note("other_sheets", {"count": book.others, "sheet": book.sheet}))
        return intake.finish(notes)


class _Intake:
    """Takes rows as they come, evens them out, and remembers which were odd."""

    def __init__(self, name: str, header: Header, first_row: int) -> None:
        if len(header.labels) > MAX_COLUMNS:
            raise CannotRead("too_many_columns", file=name, limit=MAX_COLUMNS)
        self.name = name
        self.header = header
        self.first_row = first_row
        self.builder = TableBuilder(header.labels)
        self.rows = 0
        self.short: list[int] = []
        self.long: list[int] = []
        self.short_count = self.long_count = 0

    def take(self, rows: list[list[str]], position: int) -> None:
        """Rows of text; `position` is how many rows of the file stood before them."""
        width = len(self.header.labels)
        if set(map(len, rows)) - {width}:
            rows = [self._even(row, position + offset, width) for offset, row in enumerate(rows)]
        self._count(len(rows))
        if rows:
            self.builder.add(tuple(zip(*rows, strict=True)))

    def take_columns(self, columns: Sequence[Sequence[Cell]]) -> None:
        """A batch of a workbook, in which every row has the same number of cells."""
        self._count(len(columns[0]) if columns else 0)
        self.builder.add(columns)

    def _count(self, more: int) -> None:
        self.rows += more
        if self.rows > MAX_ROWS:
            raise CannotRead("too_many_rows", file=self.name, limit=MAX_ROWS)

    def _even(self, row: list[str], position: int, width: int) -> list[str]:
        """The row with as many cells as there are questions."""
        if len(row) == width:
            return row
        if len(row) < width:
            if any(cell.strip() for cell in row):
                self.short_count += 1
                if len(self.short) < _EXAMPLES:
                    self.short.append(position + self.first_row)
            return row + [""] * (width - len(row))
        if any(cell.strip() for cell in row[width:]):
            self.long_count += 1
            if len(self.long) < _EXAMPLES:
                self.long.append(position + self.first_row)
        return row[:width]

    def finish(self, notes: list[Note]) -> Table:
        """The table, once there are no more rows. Raises `CannotRead` where there are no answers."""
        finished = self.builder.finish()
        columns = finished.columns
        if not len(finished.kept):
            raise CannotRead("no_answers", file=self.name)
        notes = [*notes, *self.header.notes]
        for code, count, rows in (
            ("rows_short", self.short_count, self.short),
            ("rows_long", self.long_count, self.long),
        ):
            if count:
                listed = ", ".join(map(str, rows)) + (" …" if count > len(rows) else "")
                notes.append(Note(code, {"count": count, "rows": listed}))
        if finished.dirty:
            notes.append(Note("control_characters", {"count": finished.dirty}))
        if finished.lost:
            notes.append(Note("letters_lost", {"count": finished.lost}))
        # A column with neither a name nor an answer is the edge of a sheet, not a question.
        real = [i for i, column in enumerate(columns) if self.header.named[i] or column.answered]
        for i in real:
            if not self.header.named[i]:
                notes.append(Note("label_missing", {"column": i + 1, "label": self.header.labels[i]}))
        if len(real) == 1:
            notes.append(Note("one_column"))
        header = self.header.only(real)
        row_numbers = finished.kept + self.header.skip + self.first_row
        return Table([columns[i] for i in real], header, row_numbers, notes)


def iterate(table: Table) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every kept row with its row number, as text."""
    values = [column.values for column in table.columns]
    for start in range(0, len(table.row_numbers), _BATCH):
        part = slice(start, start + _BATCH)
        numbers = table.row_numbers[part].tolist()
        codes = [column.codes[part].tolist() for column in table.columns]
        for row, *cells in zip(numbers, *codes, strict=True):
            yield row, tuple(value[code] for value, code in zip(values, cells, strict=True))
