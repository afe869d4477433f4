"""The written reports: they say the same, hide the same, fetch nothing and run nothing."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from alongside.analysis.reporting import FORMATS, file_name, write_report
from alongside.analysis.reporting.figures import Bar, Figure, Story, Thirds, tell
from alongside.analysis.reporting.web import write_story
from alongside.questionnaires.reading import read_export
from alongside.questionnaires.reading.results import Results, make_results, profile_called

BAD = '=HYPERLINK("http://example.com")<script>alert(1)</script>{{7*7}}'


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Three questions, one of them named by someone who means harm."""
    path = tmp_path_factory.mktemp("export") / "spring.csv"
    quoted = BAD.replace('"', '""')
    rows = [f'"{quoted}",To what extent do you agree?,How old are you?,Why?']
    for i in range(120):
        choice = "Yes" if i % 3 else "No" if i % 5 else f'"={quoted}"'
        rows.append(
            f"{choice},{('Agree', 'Disagree', 'Strongly agree')[i % 3]},{20 + i % 60},because of {i} things that I saw"
        )
    path.write_text("\n".join(rows), encoding="utf-8")
    return make_results(read_export(path), profile_called("SDC-ONS105"))


@pytest.fixture(scope="module")
def folder(results: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    for format_ in FORMATS:
        write_report(results, profile_called("SDC-ONS105"), format_, folder / file_name(format_))
    return folder


def test_sentences_come_first_and_have_their_base(results: Results) -> None:
    story = tell(results, profile_called("SDC-ONS105"))
    agree = next(figure for figure in story.figures if figure.question.startswith("To what"))
    assert agree.headline == (
        "About two thirds of the people who answered said “Strongly agree” or “Agree” (80 of 120)"
    )
    assert any("rounded to the nearest 5" in limit for limit in story.limits)
    assert any("own words" in limit for limit in story.limits)


def test_the_page_runs_and_fetches_nothing(folder: Path) -> None:
    page = (folder / "report.html").read_text("utf-8")
    assert "<script" not in page
    assert "{{7*7}}" in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert not re.search(r"url\(|@import", page)
    assert page.count("<h1>") == 1
    assert page.index("Limits") < page.index('class="figure"')
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for chart in re.findall(r"<svg.*?</svg>", page, re.S):
        ElementTree.fromstring(chart)
        assert "<title" in chart
        assert "<desc" in chart


def test_the_pdf_is_tagged_and_titled(folder: Path) -> None:
    pdf = PdfReader(folder / "report.pdf")
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    assert "What people told us" in str(pdf.metadata.title if pdf.metadata else "")
    assert "Limits" in pdf.pages[0].extract_text()


def test_the_workbook_holds_no_formula_and_no_link(folder: Path) -> None:
    book = load_workbook(folder / "report.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    with zipfile.ZipFile(folder / "report.xlsx") as archive:
        assert not any("externalLink" in name or "hyperlink" in name.lower() for name in archive.namelist())
    values = [cell.value for row in book["Answers"].iter_rows() for cell in row]
    assert "[c]" in values


def test_the_word_document_has_headings_headers_and_texts_for_pictures(folder: Path) -> None:
    document = Document(str(folder / "report.docx"))
    names = [p.style.name for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert names[0] == "Heading 1"
    assert names.count("Heading 1") == 1
    assert all("w:tblHeader" in table._tbl.xml for table in document.tables)
    for shape in document.inline_shapes:
        assert shape._inline.docPr.get("descr").startswith("Bar chart.")


def test_no_format_shows_a_hidden_number_or_what_people_wrote(folder: Path) -> None:
    text = (folder / "report.html").read_text("utf-8") + "".join(
        page.extract_text() for page in PdfReader(folder / "report.pdf").pages
    )
    for name in ("report.xlsx", "report.docx"):
        with zipfile.ZipFile(folder / name) as archive:
            text += "".join(
                archive.read(part).decode("utf-8", "replace") for part in archive.namelist() if part.endswith(".xml")
            )
    assert "things that I saw" not in text
    assert "Hidden" in text


def test_the_same_results_make_the_same_page(results: Results, folder: Path, tmp_path: Path) -> None:
    for format_ in ("json", "html", "xlsx"):
        write_report(results, profile_called("SDC-ONS105"), format_, tmp_path / "again")
        assert (tmp_path / "again").read_bytes() == (folder / file_name(format_)).read_bytes()


def test_empty_and_wholly_hidden_questions_have_words(tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_text("Do you agree?,Name\n" + "Yes,\nNo,\n" * 2, encoding="utf-8")
    profile = profile_called("SDC-ONS105")
    few = make_results(read_export(path), profile)
    assert few["questions"][0]["answered"] is None
    story = tell(few, profile)
    assert "Fewer than 10" in story.figures[0].headline
    assert story.left_out == (("Name", "Nobody answered it."),)
    for format_ in FORMATS:
        write_report(few, profile, format_, tmp_path / file_name(format_))


MATRIX = Figure(
    1,
    "How far do you agree?",
    "About half of the people who answered agree",
    tuple((each, "253", "235", "74", "60", "38", "660") for each in ("Staff listened to me", "I was seen soon enough")),
    None,
    (),
    (),
    (
        "Number of people",
        "Strongly agree",
        "Agree",
        "Neither agree nor disagree",
        "Disagree",
        "Strongly disagree",
        "Answered",
    ),
    tuple(Thirds(each, (("Agree", 74), ("Neither", 11), ("Disagree", 15))) for each in ("Staff", "Soon enough")),
)
PLACES = tuple(
    (f"A place with a long name where people go, number {i}", str(90 - i), f"{20 - i // 3}%") for i in range(44)
)
TALL = Figure(2, "Where?", "Hm", PLACES, None, tuple(Bar(p[0], int(p[2][:-1]), p[2]) for p in PLACES[:13]), ())


def test_nothing_runs_off_the_paper_and_a_long_table_follows_its_chart(tmp_path: Path) -> None:
    path = tmp_path / "matrix.pdf"
    write_story(Story("Title", "File", "Opening", (), (MATRIX, TALL)), path)
    seen: list[tuple[int, float, str]] = []
    reader = PdfReader(path)
    for number, page in enumerate(reader.pages):

        def visit(text: str, matrix: list[float], text_matrix: list[float], *_: object, number: int = number) -> None:
            if text.strip():
                seen.append((number, matrix[0] * text_matrix[4] + matrix[4], text.strip()))

        page.extract_text(visitor_text=visit)
    margin = 16 / 25.4 * 72
    assert all(margin - 1 <= x < float(reader.pages[0].mediabox.width) - margin for _number, x, _text in seen)
    words = " ".join(text for _number, _x, text in seen)
    assert words.count("Disagree 15%") == 2
    assert "Strongly disagree" in words
    chart, table = (next(n for n, _x, text in seen if text == wanted) for wanted in ("20%", "Per cent"))
    assert chart == table
