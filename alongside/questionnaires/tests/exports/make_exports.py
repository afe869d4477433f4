"""Write the thirty exports again: `python -m alongside.questionnaires.tests.exports.make_exports`.

The files are kept in the repository; `labels.json` beside them was written by hand from the surveys, not by
the reader that it tests.
"""

import csv
import io
import re
import zipfile
from datetime import datetime
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from . import layouts as lay
from .surveys import CARERS, EVENT, GP, LIBRARY, WARD, Asked, people

HERE = Path(__file__).parent
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\Z")
_NAMES_OF_ARABIC = Asked(
    "ما رأيك في المواعيد؟",
    "long_text",
    write=lambda rng, i: (
        rng.choice(("الانتظار طويل جدا في العيادة", "الموظفون طيبون ولكن الهاتف مشغول", "أريد مواعيد في المساء 🙂"))
        + f" ({i})"
    ),
)
_POLISH = (
    Asked("Jak oceniasz usługę?", "scale", ("1", "2", "3", "4", "5"), (1, 1, 2, 4, 5)),
    Asked(
        "Czy chcesz dodać coś jeszcze? (comments)",
        "long_text",
        write=lambda rng, i: (
            rng.choice(
                (
                    "Długo czekałem na wizytę, ale pielęgniarka była miła",
                    "Proszę o więcej terminów wieczorem",
                    "Żadnych uwag – dziękuję bardzo za pomoc",
                )
            )
            + f", {i}."
        ),
    ),
    Asked(
        "Skąd jesteś?",
        "short_text",
        write=lambda rng, i: (
            f"{rng.choice(('Łódź', 'Gdańsk', 'Kraków', 'Wrocław'))} {rng.choice(('północ', 'południe', 'śródmieście'))} {i}"
        ),
    ),
)


def as_text(rows: lay.Rows, delimiter: str = ",", *, end: str = "\r\n", quote_all: bool = False) -> str:
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return out.getvalue()


def save_text(
    name: str,
    rows: lay.Rows,
    encoding: str = "utf-8",
    delimiter: str = ",",
    *,
    first: str = "",
    end: str = "\r\n",
    quote_all: bool = False,
) -> None:
    text = first + as_text(rows, delimiter, end=end, quote_all=quote_all)
    if encoding == "latin-1":
        text = text.replace("’", "'").replace("–", "-")
    if encoding == "utf-16-be":
        text = "\ufeff" + text
    (HERE / name).write_bytes(text.encode(encoding))


def save_xlsx(
    name: str, rows: lay.Rows, *, titles: tuple[str, ...] = (), sheet: str = "Sheet1", more: bool = False
) -> None:
    book = xlsxwriter.Workbook(str(HERE / name), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2026, 3, 1)})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    page = book.add_worksheet(sheet)
    for r, row in enumerate([*([title] for title in titles), *rows]):
        for c, cell in enumerate(row):
            if _MOMENT.match(cell):
                page.write_datetime(r, c, datetime.fromisoformat(cell), moment)
            elif cell.isdecimal() and len(cell) < 13:
                page.write_number(r, c, int(cell))
            elif cell:
                page.write_string(r, c, cell)
    if more:
        book.add_worksheet("About").write_string(0, 0, "Made for the spring engagement")
    book.close()


def save_ods(name: str, rows: lay.Rows) -> None:
    def cell(text: str) -> str:
        if not text:
            return "<table:table-cell/>"
        if text.isdecimal():
            return f'<table:table-cell office:value-type="float" office:value="{text}"><text:p>{text}</text:p></table:table-cell>'
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Sheet1">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{names}:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with zipfile.ZipFile(HERE / name, "w") as archive:
        for part, text in (
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content),
            ("META-INF/manifest.xml", manifest),
        ):
            info = zipfile.ZipInfo(part, (2026, 3, 1, 9, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if part == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, text)


def make_all() -> None:
    """Write every export."""
    joined_choices = partial(lay.qualtrics, split=False)
    semicolons = partial(lay.google_forms, mark=";")
    save_xlsx("01-surveymonkey-gp.xlsx", lay.surveymonkey(GP, people(GP, 64, 1)))
    save_text("02-surveymonkey-carers.csv", lay.surveymonkey(CARERS, people(CARERS, 48, 2)), "utf-8-sig")
    save_text("03-surveymonkey-event-small.csv", lay.surveymonkey(EVENT, people(EVENT, 14, 3)), "cp1252")
    save_text("04-qualtrics-gp.csv", lay.qualtrics(GP, people(GP, 72, 4)), "utf-8-sig", quote_all=True)
    save_text("05-qualtrics-library-joined.csv", joined_choices(LIBRARY, people(LIBRARY, 55, 5)))
    save_xlsx("06-qualtrics-carers.xlsx", lay.qualtrics(CARERS, people(CARERS, 40, 6)))
    save_text("07-google-forms-gp.csv", lay.google_forms(GP, people(GP, 80, 7)), end="\n")
    save_text("08-google-forms-event.csv", semicolons(EVENT, people(EVENT, 33, 8)), end="\n", quote_all=True)
    save_xlsx("09-google-forms-carers.xlsx", lay.google_forms(CARERS, people(CARERS, 52, 9)), sheet="Form responses 1")
    save_xlsx("10-microsoft-forms-gp.xlsx", lay.microsoft_forms(GP, people(GP, 60, 10)))
    save_xlsx("11-microsoft-forms-library.xlsx", lay.microsoft_forms(LIBRARY, people(LIBRARY, 38, 11)), more=True)
    save_text("12-limesurvey-gp.csv", lay.limesurvey(GP, people(GP, 66, 12)), quote_all=True, end="\n")
    save_text("13-limesurvey-carers-codes.csv", lay.limesurvey_codes(CARERS, people(CARERS, 58, 13)), "utf-8", ";")
    save_xlsx("14-limesurvey-event.xlsx", lay.limesurvey(EVENT, people(EVENT, 28, 14)))
    save_text("15-citizen-space-ward.csv", lay.citizen_space(WARD, people(WARD, 44, 15)), "utf-8-sig")
    save_xlsx("16-citizen-space-gp.xlsx", lay.citizen_space(GP, people(GP, 50, 16)))
    save_text("17-citizen-space-library.csv", lay.citizen_space(LIBRARY, people(LIBRARY, 31, 17)), "cp1252")
    save_text("18-jisc-carers.csv", lay.jisc(CARERS, people(CARERS, 47, 18)), "utf-16", "\t")
    save_text("19-jisc-ward.csv", lay.jisc(WARD, people(WARD, 36, 19)), "latin-1")
    save_text("20-smartsurvey-gp.csv", lay.smartsurvey(GP, people(GP, 57, 20)))
    save_xlsx("21-smartsurvey-event.xlsx", lay.smartsurvey(EVENT, people(EVENT, 26, 21)))
    save_text("22-snap-library.csv", lay.snap(LIBRARY, people(LIBRARY, 42, 22)), "cp1252", ",")
    save_text("23-snap-carers.csv", lay.snap(CARERS, people(CARERS, 39, 23)), "mac_roman", ";", end="\r")
    save_text("24-typeform-gp.csv", lay.typeform(GP, people(GP, 46, 24)), end="\n")
    save_xlsx("25-typeform-event.xlsx", lay.typeform(EVENT, people(EVENT, 30, 25)))
    save_ods("26-by-hand-library.ods", lay.plain(LIBRARY, people(LIBRARY, 27, 26)))
    save_xlsx(
        "27-by-hand-ward-titles.xlsx",
        lay.plain(WARD, people(WARD, 34, 27)),
        titles=("Ward 6: answers typed from paper", "", "Batch 14"),
    )
    save_text("28-coded-carers.txt", lay.coded(CARERS, people(CARERS, 120, 28)), "utf-16-be", "\t")
    save_ods("29-sections-library.ods", lay.sections(LIBRARY, people(LIBRARY, 45, 29)))
    mixed = (*_POLISH, _NAMES_OF_ARABIC)
    save_text("30-by-hand-languages.csv", lay.plain(mixed, people(mixed, 32, 30)), "utf-8", ";", first="sep=;\r\n")


if __name__ == "__main__":
    make_all()
