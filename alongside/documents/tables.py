"""A table as a file: CSV, Excel or OpenDocument. Every cell is text: none is a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import xlsxwriter
from markupsafe import escape

from alongside.documents.sheets import CELLS_ONLY, safe

Lines = Iterable[Sequence[str]]
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
"""{ending: what it is}."""

# What XML cannot hold.
NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
XMLNS = "urn:oasis:names:tc:opendocument:xmlns:"


def write(layout: str, lines: Lines, title: str) -> bytes:
    """The first line names the columns. ``title`` is what the sheet is called, where it is called anything."""
    clean = ([NEVER.sub("", cell) for cell in line] for line in lines)
    match layout:
        case "xlsx":
            return _xlsx(clean, title)
        case "ods":
            return _ods(clean, title)
        case _:
            return _csv(clean)


def _csv(lines: Lines) -> bytes:
    written = StringIO()
    csv.writer(written).writerows([safe(cell) for cell in line] for line in lines)
    return ("\ufeff" + written.getvalue()).encode()


def _xlsx(lines: Lines, title: str) -> bytes:
    made = BytesIO()
    with xlsxwriter.Workbook(made, CELLS_ONLY) as book:
        sheet = book.add_worksheet(title[:31])
        head = book.add_format({"bold": True, "bottom": 1})
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                sheet.write_string(number, column, cell, head if number == 0 else None)
        sheet.freeze_panes(1, 1)
    return made.getvalue()


def _ods(lines: Lines, title: str) -> bytes:
    rows = "".join(f"<table:table-row>{''.join(map(_cell, line))}</table:table-row>" for line in lines)
    office = f'xmlns:office="{XMLNS}office:1.0" office:version="1.2"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {office}'
        f' xmlns:table="{XMLNS}table:1.0" xmlns:text="{XMLNS}text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="{escape(title)}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", TYPES["ods"]), ("content.xml", "text/xml"))
    )
    manifest = f'<manifest:manifest xmlns:manifest="{XMLNS}manifest:1.0" manifest:version="1.2">{listed}'
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        file.writestr("mimetype", TYPES["ods"], ZIP_STORED)  # first and as it is: that is how it is known
        file.writestr("META-INF/manifest.xml", f"{manifest}</manifest:manifest>")
        file.writestr("content.xml", content.encode())
    return made.getvalue()


def _cell(text: str) -> str:
    paragraphs = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in text.splitlines())
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def _spaced(line: str) -> str:
    """Several spaces in a row are written as such: a reader joins them otherwise."""
    return re.sub(" {2,}", lambda found: f' <text:s text:c="{len(found[0]) - 1}"/>', str(escape(line)))
