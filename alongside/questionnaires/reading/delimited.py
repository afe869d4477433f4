"""Text files with a delimiter: what divides the cells, and the rows."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from itertools import chain, islice
from pathlib import Path

from .encodings import Encoding
from .problems import CannotRead

DELIMITERS = ",;\t|"
LONGEST_ANSWER = 1_000_000
_SAMPLE_LINES = 400
_SAMPLE_CHARACTERS = 400_000
# Stands after the last line: where it is swallowed by a cell, a quotation mark was left open.
_END = "\ue000end of file\ue000"


class Delimited:
    """One text file, ready to give its rows.

    Arguments: the file, its encoding, and `progress(share)` called now and then with the share read.
    """

    def __init__(self, path: Path, encoding: Encoding, progress: Callable[[float], None] | None = None) -> None:
        self.path = path
        self.encoding = encoding
        self.progress = progress
        with path.open(encoding=encoding.codec, errors=self._errors, newline="") as file:
            sample = list(islice(_short_lines(file), _SAMPLE_LINES))
        self.skip, self.delimiter = _delimiter(sample)
        text = "".join(sample[self.skip :])
        self.quote = _quote(text, self.delimiter)
        self.space = f"{self.delimiter} {self.quote}" in text and f"{self.delimiter}{self.quote}" not in text

    @property
    def _errors(self) -> str:
        return "replace" if self.encoding.lossy else "strict"

    def rows(self) -> Iterator[list[str]]:
        """Every row as a list of cells, blank rows as empty lists. Raises `CannotRead`."""
        csv.field_size_limit(LONGEST_ANSWER)
        size = self.path.stat().st_size
        number = 0
        with (
            self.path.open("rb") as raw,
            TextIOWrapper(raw, encoding=self.encoding.codec, errors=self._errors, newline="") as file,
        ):
            lines = chain(islice(file, self.skip, None), (_END,))
            reader = csv.reader(lines, delimiter=self.delimiter, quotechar=self.quote, skipinitialspace=self.space)
            try:
                for number, row in enumerate(reader, start=1 + self.skip):
                    if row and row[-1].endswith(_END):
                        if len(row) == 1 and row[0] == _END:
                            return
                        break
                    yield row
                    if self.progress and number % 4096 == 0:
                        self.progress(min(1.0, raw.tell() / size))
            except csv.Error as error:
                raise CannotRead(
                    "answer_too_long", file=self.path.name, row=number + 1, limit=LONGEST_ANSWER
                ) from error
            except UnicodeError as error:
                raise CannotRead("not_text", file=self.path.name) from error
        raise CannotRead("cut_short", file=self.path.name, row=number)


def _short_lines(lines: Iterator[str]) -> Iterator[str]:
    """Lines until there are enough characters to judge by; a NUL must not stop the sniffing."""
    room = _SAMPLE_CHARACTERS
    for line in lines:
        yield line[:room]
        room -= len(line)
        if room <= 0:
            return


def _delimiter(sample: list[str]) -> tuple[int, str]:
    """How many lines to skip (a `sep=` line), and the delimiter."""
    first = sample[0].strip().strip('"') if sample else ""
    if first.lower().startswith("sep=") and len(first) == 5:
        return 1, first[4]
    if first.lower() == "sep=" and "\t" in sample[0]:
        return 1, "\t"
    return 0, max(DELIMITERS, key=lambda mark: (_regularity(sample, mark), -DELIMITERS.index(mark)))


def _regularity(sample: list[str], mark: str) -> float:
    """How much the sample looks like a table when divided by this mark: 0 where it divides nothing."""
    csv.field_size_limit(LONGEST_ANSWER)
    try:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=mark) if row)
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, rows = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    if width == 1:
        return 0.0
    share = rows / widths.total()
    return share * share * (1 + min(width, 50) / 50)


def _quote(text: str, mark: str) -> str:
    """The quotation mark around cells; LibreOffice can be told to use an apostrophe."""
    if '"' not in text and text.startswith("'") and text.count(f"'{mark}'") >= 3:
        return "'"
    return '"'
