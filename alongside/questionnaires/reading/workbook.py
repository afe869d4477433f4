"""Workbooks (Excel and OpenDocument), opened in a process of their own.

A workbook is a compressed program of cells: a few kilobytes can ask for a hundred gigabytes. The parser
therefore runs in a child with a ceiling on memory and time, and passes rows back in batches of columns.
`workbook_child.py` is that child.
"""

import marshal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .problems import CannotRead
from .table import Cell

_CHILD = Path(__file__).with_name("workbook_child.py")
_LENGTH = struct.Struct("<Q")

Batch = tuple[tuple[Cell, ...], ...]


class Workbook:
    """The sheet of a workbook that holds the answers, ready to give its rows.

    `sheet` is its name, `others` how many more sheets hold something, `height` and `width` its size in
    cells, `first_row` the number of its first row. Use as a context manager. Raises `CannotRead`.
    """

    def __init__(self, path: Path, progress: Callable[[float], None] | None = None) -> None:
        self.path = path
        self.progress = progress
        self._child = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [sys.executable, "-I", str(_CHILD), str(path.absolute())],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        head = self._next()
        self.sheet, self.others, self.height, self.width, self.first_row = head

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, *unused: object) -> None:
        self._child.kill()
        self._child.wait()
        if self._child.stdout:
            self._child.stdout.close()

    def batches(self) -> Iterator[Batch]:
        """The cells in batches of up to 4,096 rows, each batch as one tuple a column."""
        done = 0
        while (batch := self._next()) is not None:
            yield batch
            done += len(batch[0]) if batch else 0
            if self.progress and self.height:
                self.progress(done / self.height)

    def _next(self) -> Any:
        pipe = self._child.stdout
        assert pipe is not None
        head = pipe.read(_LENGTH.size)
        body = pipe.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""
        if len(head) < _LENGTH.size or len(body) < _LENGTH.unpack(head)[0]:
            # The child fell: the ceiling, or a fault in the file that its parser did not expect.
            self.__exit__()
            raise CannotRead("too_much_inside", file=self.path.name)
        message = marshal.loads(body)  # noqa: S302 - written by our own child a moment ago
        if isinstance(message, str):
            self.__exit__()
            raise CannotRead(message, file=self.path.name)
        return message
