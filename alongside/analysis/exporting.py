"""Responses as rows for a file: what was answered and how it came, nothing of who said it.

No code, no voice, no equality answer, nothing that says who somebody is or that was promised to a few. Streams: memory
does not grow with responses.
"""

import csv
import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from alongside.activities.models import Capacity, Channel
from alongside.analysis.access import Results
from alongside.core.dates import local
from alongside.documents.sheets import safe
from alongside.questionnaires.flow import visible
from alongside.questionnaires.lineage import History, Line, lineage
from alongside.questionnaires.types import MANY_CHOICES, ONE_CHOICE, Answer, Kind, State
from alongside.tools.survey.models import Response

AT_ONCE = 2000
LONGEST_CELL = 32_767
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LEFT_OUT = frozenset({Kind.EMAIL, Kind.PHONE, Kind.FILE})

Cell = str | int | float | None
Reader = Callable[[Answer], list[Cell]]


class Columns:
    """The columns of an export: how it came, then each question in the order of the newest edition."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.questions: list[tuple[str, int, Reader]] = []
        self.heads = [
            _("Number"),
            _("Received"),
            _("Channel"),
            _("Answering"),
            _("People in the group"),
            _("Language"),
            _("Late"),
            _("May be quoted"),
            _("Version of the survey"),
        ]
        keys = dict.fromkeys(q.key for n in sorted(history, reverse=True) for q in history[n].questions)
        for key in keys:
            having = [edition.by_key[key] for edition in history.values() if key in edition.by_key]
            if any(q.identifying or not q.who_sees.reads(personal=False) or q.kind in LEFT_OUT for q in having):
                continue
            self._add(lineage(history, key))

    def _add(self, line: Line) -> None:
        heads, reader = _reader(line)
        self.questions.append((line.key, len(heads), reader))
        self.heads += heads

    def cells(self, edition: int, stored: dict[str, Any]) -> list[Cell]:
        """Answers that count. Those that routing has since hidden are kept in the product, not here."""
        definition = self.history[edition]
        answers = {
            key: Answer(raw.get("value"), raw.get("words", {}), State(raw.get("state", State.ANSWERED)))
            for key, raw in stored.items()
        }
        shown = set(visible(definition, answers)) if definition.conditions else answers.keys()
        row: list[Cell] = []
        for key, width, reader in self.questions:
            answer = answers.get(key) if key in shown else None
            if answer is None:
                row += [None] * width
            elif answer.says_something:
                row += reader(answer)
            else:
                row += [_unread(answer.state), *([None] * (width - 1))]
        return row


def _unread(state: State) -> str | None:
    return {State.CANNOT_READ: _("[cannot read]"), State.DOUBLE_TICKED: _("[ticked twice]")}.get(state)


def _reader(line: Line) -> tuple[list[str], Reader]:
    labels = {part.key: part.label for part in line.options}
    words = line.wording
    if line.kind in ONE_CHOICE:
        return [words], lambda answer: [_said(labels.get(str(answer.value), str(answer.value)), answer)]
    if line.kind in MANY_CHOICES:
        keys = list(labels)
        heads = [f"{words}: {labels[key]}" for key in keys]
        return heads, lambda answer: [_tick(key, answer) for key in keys]
    if line.kind is Kind.MATRIX:
        rows = [(part.key, part.label) for part in line.rows]
        heads = [f"{words}: {label}" for _key, label in rows]
        return heads, lambda answer: [labels.get(_pairs(answer).get(key, "")) for key, _label in rows]
    if line.kind is Kind.RANKING:
        keys = list(labels)
        heads = [_("%(question)s: place of %(option)s") % {"question": words, "option": labels[key]} for key in keys]
        return heads, lambda answer: [_place(key, answer.value) for key in keys]
    if line.kind is Kind.POSTCODE:
        return [words], lambda answer: [labels.get(_pairs(answer).get("area", ""), _district(answer))]
    return [words], lambda answer: [answer.value if isinstance(answer.value, (str, int, float)) else None]


def _said(label: str, answer: Answer) -> str:
    own = " ".join(answer.words.values())
    return f"{label}: {own}" if own else label


def _tick(key: str, answer: Answer) -> Cell:
    if not isinstance(answer.value, list) or key not in answer.value:
        return 0
    return answer.words.get(key) or 1


def _pairs(answer: Answer) -> dict[str, str]:
    return answer.value if isinstance(answer.value, dict) else {}


def _place(key: str, value: object) -> int | None:
    return value.index(key) + 1 if isinstance(value, list) and key in value else None


def _district(answer: Answer) -> str | None:
    """The first half of a postcode: the whole one is never exported."""
    postcode = _pairs(answer).get("postcode", "")
    return postcode.split(" ")[0] if " " in postcode else postcode[:4] or None


def rows(here: Results, columns: Columns) -> Iterator[list[Cell]]:
    """One row a counted response, oldest first."""
    found = (
        Response.objects.filter(survey=here.survey, contribution__withdrawn_at=None)
        .order_by("contribution__received_at")
        .values_list(
            "number",
            "contribution__received_at",
            "contribution__channel",
            "contribution__capacity",
            "contribution__group_size",
            "contribution__language",
            "contribution__late",
            "contribution__may_quote",
            "submission__edition_id",
            "submission__answers",
        )
    )
    channels, capacities = ({key: str(words) for key, words in each.choices} for each in (Channel, Capacity))
    yes, no = _("Yes"), _("No")
    for number, at, channel, capacity, size, language, late, quote, edition, answers in found.iterator(AT_ONCE):
        version = here.editions.numbers[edition]
        yield [
            number,
            f"{local(at):%Y-%m-%d %H:%M}",
            channels[channel],
            capacities[capacity],
            size,
            language,
            yes if late else no,
            yes if quote else no,
            version,
            *columns.cells(version, answers),
        ]


def write_xlsx(here: Results, path: Path) -> None:
    columns = Columns(here.editions.history)
    book = xlsxwriter.Workbook(str(path), OPTIONS)
    sheet = book.add_worksheet(_("Responses"))
    bold = book.add_format({"bold": True, "text_wrap": True})
    sheet.freeze_panes(1, 1)
    for column, head in enumerate(columns.heads):
        sheet.write_string(0, column, head[:LONGEST_CELL], bold)
    text, number = sheet.write_string, sheet.write_number
    for place, row in enumerate(rows(here, columns), start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                text(place, column, cell[:LONGEST_CELL])
            elif cell is not None:
                number(place, column, cell)
    book.close()


def write_csv(here: Results, path: Path) -> None:
    columns = Columns(here.editions.history)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow([safe(head) for head in columns.heads])
        for row in rows(here, columns):
            lines.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])


def write_json(here: Results, path: Path) -> None:
    """One object a response, keyed by column: a list that can be read line by line."""
    columns = Columns(here.editions.history)
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        written = rows(here, columns)
        for first in islice(written, 1):
            file.write("\n" + _object(columns.heads, first))
        for row in written:
            file.write(",\n" + _object(columns.heads, row))
        file.write("\n]\n")


def _object(heads: list[str], row: list[Cell]) -> str:
    return json.dumps(
        {head: cell for head, cell in zip(heads, row, strict=True) if cell is not None}, ensure_ascii=False
    )
