"""The report as a workbook: one sheet that tells, one table of every answer, one of how the file was read.

Every text is written as text, so that nothing in an answer or a question's name can be a formula or a link.
A hidden number is [c], as official statistics mark confidential cells.
"""

from datetime import datetime
from gettext import gettext as _
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from alongside.questionnaires.reading.results import QuestionResult, Results
from commonground.disclosure import Profile

from .figures import tell

HIDDEN = "[c]"
_LONGEST_CELL = 32_767
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_xlsx(results: Results, profile: Profile, path: Path) -> None:
    """Write the report as a workbook."""
    book = xlsxwriter.Workbook(str(path), _OPTIONS)
    # A report of the same answers is the same file.
    book.set_properties({"title": _("What people told us"), "created": datetime(2026, 1, 1)})  # noqa: DTZ001
    styles = _Styles(book)
    _summary(_page(book, _("Summary"), styles, (6, 60, 90)), results, profile, styles)
    _answers(_page(book, _("Answers"), styles, (60, 16, 50, 12, 12, 12, 12)), results, styles)
    _figures(_page(book, _("Numbers"), styles, (60, 24, 20)), results, styles)
    _readings(_page(book, _("How we read the file"), styles, (60, 40, 70)), results, profile, styles)
    book.close()


class _Styles:
    """The few formats that the workbook has."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        base = {"font_name": "Arial", "font_size": 12, "valign": "top", "font_color": "#212b32"}
        self.text: Format = book.add_format({**base, "text_wrap": True})
        self.number: Format = book.add_format({**base, "num_format": "#,##0.##;-#,##0.##", "align": "right"})
        self.whole: Format = book.add_format({**base, "num_format": "#,##0", "align": "right"})
        self.percent: Format = book.add_format({**base, "num_format": '0"%"', "align": "right"})
        self.head: Format = book.add_format({**base, "bold": True, "text_wrap": True, "bottom": 2})
        self.title: Format = book.add_format({**base, "bold": True, "font_size": 18})


def _page(book: xlsxwriter.Workbook, name: str, styles: _Styles, widths: tuple[int, ...]) -> Worksheet:
    sheet = book.add_worksheet(name)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, styles.text)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    return sheet


def _text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    sheet.write_string(row, column, text[:_LONGEST_CELL], style)


def _head(sheet: Worksheet, row: int, names: tuple[str, ...], styles: _Styles) -> None:
    for column, name in enumerate(names):
        _text(sheet, row, column, name, styles.head)


def _count(sheet: Worksheet, row: int, column: int, number: int | None, styles: _Styles, style: Format) -> None:
    if number is None:
        _text(sheet, row, column, HIDDEN, styles.whole)
    else:
        sheet.write_number(row, column, number, style)


def _summary(sheet: Worksheet, results: Results, profile: Profile, styles: _Styles) -> None:
    story = tell(results, profile)
    sheet.set_column(0, 0, 6, styles.text)
    lines = [story.opening, "", *story.limits, _("[c] marks a number that is hidden.")]
    sheet.write_string(0, 0, f"{story.title}: {story.file}"[:_LONGEST_CELL], styles.title)
    for row, line in enumerate(lines, start=1):
        sheet.merge_range(row, 0, row, 2, "", styles.text)
        _text(sheet, row, 0, line, styles.text)
        sheet.set_row(row, 34 if len(line) > 130 else 18)
    top = len(lines) + 2
    _head(sheet, top, (_("No."), _("Question"), _("In short")), styles)
    for row, figure in enumerate(story.figures, start=top + 1):
        sheet.write_number(row, 0, figure.number, styles.whole)
        _text(sheet, row, 1, figure.question, styles.text)
        _text(sheet, row, 2, " ".join((f"{figure.headline}.", *figure.notes)), styles.text)


def _answers(sheet: Worksheet, results: Results, styles: _Styles) -> None:
    names = (_("Question"), _("Kind"), _("Answer"), _("People"), _("Per cent"), _("Answered"), _("Left blank"))
    _head(sheet, 0, names, styles)
    row = 0
    for question in results["questions"]:
        for option in question["options"]:
            row += 1
            _text(sheet, row, 0, question["label"], styles.text)
            _text(sheet, row, 1, question["kind"], styles.text)
            _text(sheet, row, 2, option["label"], styles.text)
            _count(sheet, row, 3, option["count"], styles, styles.whole)
            if option["suppressed"] or option["percent"] is not None:
                _count(sheet, row, 4, option["percent"], styles, styles.percent)
            _count(sheet, row, 5, question["answered"], styles, styles.whole)
            _count(sheet, row, 6, question["blank"], styles, styles.whole)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(row, 1), len(names) - 1)


def _figures(sheet: Worksheet, results: Results, styles: _Styles) -> None:
    _head(sheet, 0, (_("Question"), _("Figure"), _("Value")), styles)
    row = 0
    for question in results["questions"]:
        for name, value in _values(question):
            row += 1
            _text(sheet, row, 0, question["label"], styles.text)
            _text(sheet, row, 1, name, styles.text)
            if value is None or isinstance(value, str):
                _text(sheet, row, 2, value or HIDDEN, styles.whole)
            else:
                sheet.write_number(row, 2, value, styles.number)
    sheet.freeze_panes(1, 0)


def _values(question: QuestionResult) -> list[tuple[str, float | str | None]]:
    """The figures of a question that are not counts of an answer."""
    names = {
        "mean": _("Mean"),
        "median": _("Middle answer"),
        "lower_quartile": _("A quarter said this or less"),
        "upper_quartile": _("A quarter said this or more"),
        "minimum": _("Smallest"),
        "maximum": _("Largest"),
        "first": _("First"),
        "last": _("Last"),
        "median_words": _("Middle number of words"),
    }
    found: list[tuple[str, float | str | None]] = [
        (_("Answered"), question["answered"]),
        (_("Left blank"), question["blank"]),
    ]
    return found + [(names[key], value) for key, value in question["summary"].items() if key in names]


def _readings(sheet: Worksheet, results: Results, profile: Profile, styles: _Styles) -> None:
    story = tell(results, profile)
    _head(sheet, 0, (_("Question"), _("Read as"), _("Why")), styles)
    row = 0
    for row, cells in enumerate(story.readings, start=1):
        for column, cell in enumerate(cells):
            _text(sheet, row, column, cell, styles.text)
    if story.warnings:
        _head(sheet, row + 2, (_("Check these"), "", ""), styles)
        for place, warning in enumerate(story.warnings, start=row + 3):
            _text(sheet, place, 0, warning, styles.text)
    sheet.freeze_panes(1, 0)
