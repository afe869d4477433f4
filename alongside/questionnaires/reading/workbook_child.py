"""The child of `workbook.py`: opens one workbook under a ceiling of memory and time, and sends its cells.

Started by path, not imported: it loads nothing of Alongside. Messages are a length and a marshalled value:
a string is an error's code; then come (sheet, other sheets, height, width, first row), batches of columns,
and None.
"""

import marshal
import os
import resource
import struct
import sys
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

MEMORY = 2 * 1024**3
SECONDS = 180
_BATCH = 4096
_LENGTH = struct.Struct("<Q")
_PLAIN = {str, float, int}

Cell = str | float | int
Batch = tuple[tuple[Cell, ...], ...]


def _send(pipe: BinaryIO, message: Any) -> None:
    body = marshal.dumps(message)
    pipe.write(_LENGTH.pack(len(body)) + body)
    pipe.flush()


def _plain(value: object) -> Cell:
    """A cell as text where it is not text or a number already."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case str() | float() | int():
            return value
        case datetime() if (value.hour, value.minute, value.second) == (0, 0, 0):
            return value.date().isoformat()
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case date() | time():
            return value.isoformat()
        case timedelta():
            whole = round(value.total_seconds())
            return f"{whole // 3600:02d}:{whole % 3600 // 60:02d}:{whole % 60:02d}"
    return str(value)


def _choose(book: CalamineWorkbook) -> tuple[CalamineSheet | None, int]:
    """The first sheet with a table in it, else the largest; and how many other sheets are not empty."""
    sheets = [
        book.get_sheet_by_name(about.name) for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet
    ]
    full = [sheet for sheet in sheets if sheet.start is not None and sheet.height and sheet.width]
    tables = [sheet for sheet in full if sheet.height >= 2 and sheet.width >= 2]
    chosen = tables[0] if tables else max(full, key=lambda sheet: sheet.height, default=None)
    return chosen, len(full) - 1


def _serve(path: str, pipe: BinaryIO) -> None:
    try:
        book = CalamineWorkbook.from_path(path)
        sheet, others = _choose(book)
    except PasswordError:
        return _send(pipe, "locked")
    except (CalamineError, OSError, ValueError):
        return _send(pipe, "damaged")
    except BaseException:  # a panic of the parser is not an Exception
        return _send(pipe, "damaged")
    if sheet is None:
        return _send(pipe, "no_sheet")
    first = (sheet.start or (0, 0))[0] + 1
    _send(pipe, (sheet.name, others, sheet.height, sheet.width, first))
    rows = []
    for row in sheet.iter_rows():
        rows.append(row)
        if len(rows) == _BATCH:
            _send(pipe, _columns(rows))
            rows = []
    if rows:
        _send(pipe, _columns(rows))
    _send(pipe, None)


def _columns(rows: list[list[Any]]) -> Batch:
    columns = []
    for cells in zip(*rows, strict=True):
        if set(map(type, cells)) <= _PLAIN:
            columns.append(cells)
        else:
            columns.append(tuple(map(_plain, cells)))
    return tuple(columns)


def main() -> None:
    """Be the child: lower the ceilings, read, send, end without waiting for memory to be tidied."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pipe = os.fdopen(os.dup(1), "wb", buffering=1 << 20)
    _serve(sys.argv[1], pipe)
    pipe.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
