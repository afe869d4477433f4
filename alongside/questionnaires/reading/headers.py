"""Which rows name the questions, and what the questions are called.

Survey tools write one row of names, two (the question, then its options or parts; or a code, then the
question), or three (with a row of machine names). A label is the header as written, two rows joined by " - ".
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .problems import CannotRead, Note

Row = Sequence[str]

_CODE = re.compile(
    r"(?:(?:q|ident|v|var|question|col|column|field|item|f|s|a)[ _.\-]?\d+\w{0,3}(?:[_.\-]\w+)*|[A-Za-z]\w{2,24})\Z",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:q|ident|v|var|question|col|column|field|item)[ _.\-]?\d+", re.IGNORECASE)
_MACHINE = re.compile(r'\{"?ImportId"?')
_PART_NAMES = {"response", "open-ended response", "antwort", "réponse", "respuesta"}
_FIGURE = re.compile(r"[£$€]?[\d.,:/\- ]*\d[\d.,:/\- TZ]*%?\Z")
JOIN = " - "


@dataclass(frozen=True)
class Header:
    """The names of the columns.

    `labels` are the names, each one different; `tops` and `subs` the two rows they came from (`subs` all ""
    where there was one row); `named` says which columns had any name; `skip` is how many rows of the file
    come before the first answer.
    """

    labels: tuple[str, ...]
    tops: tuple[str, ...]
    subs: tuple[str, ...]
    named: tuple[bool, ...]
    skip: int
    notes: tuple[Note, ...] = ()

    def only(self, columns: Sequence[int]) -> "Header":
        """The same header for some of its columns."""
        return replace(
            self,
            labels=tuple(self.labels[i] for i in columns),
            tops=tuple(self.tops[i] for i in columns),
            subs=tuple(self.subs[i] for i in columns),
            named=tuple(self.named[i] for i in columns),
        )


def read_header(name: str, rows: Sequence[Row]) -> Header:
    """Find the header in the first rows of a file. Raises `CannotRead` where there is none."""
    filled = [(i, row) for i, row in enumerate(rows) if any(row)]
    if not filled:
        raise CannotRead("empty", file=name)
    notes: list[Note] = []
    titles = _titles([row for _i, row in filled])
    if titles:
        notes.append(Note("title_rows", {"count": titles}))
        filled = filled[titles:]
    # The usual width of the rows: a stray long row further down must not add a question.
    width = max(len(filled[0][1]), _usual_width([row for _i, row in filled[1:]]))
    table = [(i, [*row, *[""] * width][:width]) for i, row in filled]
    tops = table[0][1]
    subs = [""] * width
    used = 1
    below = [row for _i, row in table[1:]]
    machine = next((k for k, row in enumerate(below[:2]) if any(map(_MACHINE.match, row))), None)
    if machine == 1 or (machine is None and _is_second_row(tops, below, notes)):
        subs, used = below[0], 2
        notes.append(Note("header_two_rows"))
    if machine is not None:
        used = machine + 2
    if used == 1 and _looks_like_answers(tops):
        notes.append(Note("header_is_data"))
    if used > 1:
        tops = _filled_forward(tops, subs)
    named = [bool(top or sub) for top, sub in zip(tops, subs, strict=True)]
    if not any(named):
        raise CannotRead("no_header", file=name)
    labels = [
        JOIN.join(part for part in (top, sub) if part) or f"Column {i}"
        for i, (top, sub) in enumerate(zip(tops, subs, strict=True), start=1)
    ]
    labels = [" ".join(label.split()) for label in labels]
    return Header(
        labels=_numbered(labels, notes),
        tops=tuple(" ".join(top.split()) for top in tops),
        subs=tuple(" ".join(sub.split()) for sub in subs),
        named=tuple(named),
        skip=filled[used - 1][0] + 1,
        notes=tuple(notes),
    )


def _usual_width(rows: Sequence[Row]) -> int:
    return Counter(len(row) for row in rows).most_common(1)[0][0] if rows else 0


def _titles(rows: Sequence[Row]) -> int:
    """How many rows at the top hold a title: one cell at the left, above a row that is nearly full."""
    for count, row in enumerate(rows[:6]):
        width = len(rows[count + 1]) if count + 1 < len(rows) else 0
        alone = sum(map(bool, row)) == 1 and bool(row[0])
        if not alone:
            full = sum(map(bool, row)) >= 0.6 * max(3, len(row))
            return count if full else 0
        if max(width, len(row)) < 3:
            return 0
    return 0


def _is_second_row(tops: Row, below: Sequence[Row], notes: list[Note]) -> bool:
    """Whether the row under the first is a second row of names."""
    if not below:
        return False
    subs, answers = below[0], below[1:]
    if not any(subs) or any(_FIGURE.match(sub) for sub in subs if sub):
        return False
    if any(sub.lower() in _PART_NAMES for sub in subs):
        return True
    if not answers:
        return False
    columns = range(len(tops))
    recurs = [bool(subs[i]) and any(row[i] == subs[i] for row in answers) for i in columns]
    under_gap = [i for i in columns if not tops[i] and subs[i]]
    blank_below_name = [
        i for i in columns if tops[i] and not subs[i] and sum(bool(row[i]) for row in answers) > 0.8 * len(answers)
    ]
    if under_gap and blank_below_name:
        return True
    if under_gap and not any(recurs):
        notes.append(Note("header_doubtful", {"reading": "names"}))
        return True
    named = [i for i in columns if tops[i]]
    coded = sum(bool(_CODE.match(tops[i])) for i in named) >= 0.8 * len(named)
    numbered = sum(bool(_NUMBERED.match(tops[i])) for i in named) >= 0.5 * len(named)
    asks = sum(subs[i].rstrip().endswith(("?", ":")) or len(subs[i]) > 25 for i in columns if subs[i])
    longer = sum(map(len, subs)) > sum(map(len, tops))
    enough = sum(map(bool, subs)) >= 0.6 * len(named)
    if coded and longer and enough and not any(recurs) and (numbered or asks >= 0.4 * len(named)):
        if not numbered or asks < 0.3 * len(named):
            notes.append(Note("header_doubtful", {"reading": "names"}))
        return True
    repeats = [i for i in columns[1:] if tops[i] and tops[i] == tops[i - 1] and subs[i] and subs[i] != subs[i - 1]]
    return len(repeats) >= 2 and bool(blank_below_name)


def _filled_forward(tops: Row, subs: Row) -> list[str]:
    """The first row with its gaps filled: a question is written once, above the first of its columns."""
    filled: list[str] = []
    for top, sub in zip(tops, subs, strict=True):
        filled.append(top or (filled[-1] if filled and sub else ""))
    return filled


def _looks_like_answers(row: Row) -> bool:
    cells = [cell for cell in row if cell]
    figures = sum(bool(_FIGURE.match(cell)) or "@" in cell for cell in cells)
    return len(cells) >= 2 and figures >= 0.5 * len(cells)


def _numbered(labels: Sequence[str], notes: list[Note]) -> tuple[str, ...]:
    """Labels that are each different: the second "Comments" becomes "Comments (2)"."""
    times = Counter(labels)
    taken = set(labels)
    seen: Counter[str] = Counter()
    result = []
    for label in labels:
        seen[label] += 1
        if seen[label] > 1:
            number = seen[label]
            while f"{label} ({number})" in taken:
                number += 1
            label = f"{label} ({number})"
            taken.add(label)
        result.append(label)
    notes.extend(
        Note("label_repeated", {"count": count, "label": label}) for label, count in times.items() if count > 1
    )
    return tuple(result)
