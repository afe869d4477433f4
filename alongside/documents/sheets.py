"""A translation as a spreadsheet, for a translator who works in one, and back. Every cell is text: none is a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO

import xlsxwriter
from django.utils.translation import gettext as _

from alongside.core.dates import short
from alongside.design.languages import direction, own_name
from alongside.documents.translating import Row, State, Typed, print_of

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet program takes for the start of a formula (OWASP: CSV injection)."""

KEY = "Key"
"""The head of the column that says which text a line is. Never translated: reading looks for it."""

CELLS_ONLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDTHS = (18, 24, 60, 60, 40)


def safe(text: str) -> str:
    """The text with an apostrophe before it where it would be a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def _unsafe(text: str) -> str:
    return text[1:] if text.startswith("'") and safe(text[1:]) == text else text


def _lines(rows: Iterable[Row], language: str) -> Iterator[tuple[str, ...]]:
    yield KEY, _("What it is"), _("English"), own_name(language), _("Note")
    for row in rows:
        yield row.text.path, f"{row.text.group}: {row.text.what}", row.text.words, row.said, _note(row)


def _note(row: Row) -> str:
    if row.state is not State.CHANGED:
        return ""
    if not row.was:
        return _("Changed in English on %(day)s. Check it.") % {"day": short(row.text.since)}
    return _("Changed in English on %(day)s. It was: %(words)s") % {"day": short(row.text.since), "words": row.was}


def to_csv(rows: Iterable[Row], language: str) -> bytes:
    written = StringIO()
    csv.writer(written).writerows([safe(cell) for cell in line] for line in _lines(rows, language))
    return ("\ufeff" + written.getvalue()).encode()


def to_xlsx(rows: Iterable[Row], language: str) -> bytes:
    """Only the column of the translation is to be written in; a sheet that guards the others would get in the way."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, CELLS_ONLY) as book:
        sheet = book.add_worksheet(_("Translation"))
        plain = {"text_wrap": True, "valign": "top"}
        head = book.add_format({**plain, "bold": True, "bottom": 1})
        usual = book.add_format(plain)
        theirs = book.add_format({**plain, "bg_color": "#fff8dc", "reading_order": 2 if _rtl(language) else 1})
        quiet = book.add_format({**plain, "font_color": "#4c6272"})
        for column, (width, form) in enumerate(zip(WIDTHS, (quiet, quiet, usual, theirs, quiet), strict=True)):
            sheet.set_column(column, column, width, form)
        for number, line in enumerate(_lines(rows, language)):
            for column, cell in enumerate(line):
                sheet.write_string(number, column, cell, head if number == 0 else None)
        sheet.freeze_panes(1, 2)
    return made.getvalue()


def _rtl(language: str) -> bool:
    return direction(language) == "rtl"


class NotOurSheet(Exception):
    """The file is not one that we gave out: the columns by which we know a text are not there."""


def typed_in(lines: Iterable[Sequence[str]], language: str) -> dict[str, Typed]:
    """What a translator wrote, by path. An empty cell says nothing. Raises NotOurSheet."""
    found = iter([[_unsafe(cell.strip()) for cell in line] for line in lines])
    head = next((line for line in found if KEY in line), None)
    if head is None or own_name(language) not in head or _("English") not in head:
        raise NotOurSheet
    key, english, theirs = head.index(KEY), head.index(_("English")), head.index(own_name(language))
    typed = {}
    for line in found:
        if len(line) > max(key, theirs, english) and line[key] and line[theirs]:
            typed[line[key]] = Typed(line[theirs], print_of(line[english]))
    return typed
