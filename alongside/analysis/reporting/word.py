"""The report as a Word document, with real headings, tables with header rows, and text for each picture."""

from collections.abc import Sequence
from datetime import datetime
from gettext import gettext as _
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from PIL import Image, ImageDraw, ImageFont

from alongside.questionnaires.reading.results import Results
from commonground.disclosure import Profile

from .figures import Bar, Figure, Story, tell

_INK = RGBColor(0x21, 0x2B, 0x32)
_QUIET = RGBColor(0x4C, 0x62, 0x72)
_WIDTH_CM = 16.0
_SCALE = 3


def write_docx(results: Results, profile: Profile, path: Path) -> None:
    """Write the report as a Word document."""
    write_story(tell(results, profile), path)


def write_story(story: Story, path: Path) -> None:
    """Write a story as a Word document."""
    document = Document()
    _styles(document)
    # A report of the same answers is the same file.
    document.core_properties.created = document.core_properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001
    document.core_properties.title = f"{story.title}: {story.file}"
    document.core_properties.author = "Alongside"
    document.core_properties.language = "en-GB"
    document.add_heading(story.title, level=1)
    document.add_paragraph(story.file)
    document.add_paragraph(story.opening)
    document.add_heading(_("Limits"), level=2)
    for limit in story.limits:
        document.add_paragraph(limit, style="List Bullet")
    for figure in story.figures:
        _figure(document, figure)
    if story.left_out:
        document.add_heading(_("Questions we do not show"), level=2)
        for label, why in story.left_out:
            document.add_paragraph(f"{label}: {why}", style="List Bullet")
    for question, words in story.quotes:
        document.add_heading(question, level=2)
        for each in words:
            document.add_paragraph(each, style="List Bullet")
    if story.readings:
        _readings(document, story)
    document.save(str(path))


def _readings(document: Doc, story: Story) -> None:
    document.add_heading(_("How we read the file"), level=2)
    if story.warnings:
        document.add_heading(_("Check these"), level=3)
        for warning in story.warnings:
            document.add_paragraph(warning, style="List Bullet")
    document.add_heading(_("What we took each question to be"), level=3)
    _table(document, (_("Question"), _("Read as"), _("Why")), story.readings, (7.0, 3.5, 5.5), numbers=False)


def _styles(document: Doc) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    sizes = {"Normal": 12, "Heading 1": 24, "Heading 2": 16, "Heading 3": 14, "List Bullet": 12}
    for name, size in sizes.items():
        font = document.styles[name].font
        font.name, font.size, font.color.rgb = "Arial", Pt(size), _INK
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(kind), "Arial")
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            if qn(kind) in fonts.attrib:
                del fonts.attrib[qn(kind)]


def _figure(document: Doc, figure: Figure) -> None:
    document.add_heading(figure.headline, level=2)
    question = document.add_paragraph().add_run(f"{figure.number}. {figure.question}")
    question.font.color.rgb = _QUIET
    if figure.rows:
        rows = [*figure.rows, figure.total] if figure.total else list(figure.rows)
        others = len(figure.heads) - 1
        first = 10.0 if others <= 2 else 5.0
        widths = (first, *([(_WIDTH_CM - first) / others] * others))
        _table(document, figure.heads, rows, widths, numbers=True)
        picture = _picture(figure.bars)
        if picture:
            document.add_paragraph()
            shape = document.add_picture(picture, width=Cm(_WIDTH_CM))
            properties = shape._inline.docPr
            properties.set("descr", figure.alternative)
            properties.set("title", figure.question)
    if figure.notes:
        document.add_paragraph(" ".join(figure.notes))


def _table(
    document: Doc, names: tuple[str, ...], rows: Sequence[tuple[str, ...]], widths: tuple[float, ...], *, numbers: bool
) -> None:
    """A table whose first row is repeated on each page and read out as headers."""
    lines: list[tuple[str, ...]] = [names, *rows]
    table = document.add_table(rows=len(lines), cols=len(names))
    table.style = "Table Grid"
    table.autofit = False
    cells = table._cells  # one look-up for the whole table: by row it would be quadratic
    for place, text in enumerate(text for line in lines for text in line):
        row, column = divmod(place, len(names))
        _fill(cells[place], text, bold=row == 0, right=numbers and column > 0, width=widths[column])
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(OxmlElement("w:tblHeader"))


def _fill(cell: _Cell, text: str, *, bold: bool, right: bool, width: float) -> None:
    cell.width = Cm(width)
    paragraph = cell.paragraphs[0]
    paragraph.add_run(text).bold = bold
    paragraph.paragraph_format.space_after = Pt(2)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _picture(bars: tuple[Bar, ...]) -> BytesIO | None:
    """A bar chart as PNG, or None where the built-in typeface lacks letters of a label."""
    if not bars or any(ord(letter) > 0x24F and letter not in "–—‘’“”…€" for bar in bars for letter in bar.label):
        return None
    unit = _SCALE
    font = ImageFont.load_default(14 * unit)
    left, line, width = 210 * unit, 26 * unit, 560 * unit
    image = Image.new("RGB", (width, line * len(bars) + 8 * unit), "white")
    draw = ImageDraw.Draw(image)
    for place, bar in enumerate(bars):
        top = place * line + 4 * unit
        label = bar.label
        while draw.textlength(label, font) > left - 12 * unit and len(label) > 4:
            label = label.rstrip("…")[:-1].rstrip() + "…"
        draw.text((left - 8 * unit, top + 9 * unit), label, "#212b32", font, anchor="rm")
        if bar.percent is None:
            draw.text((left + 6 * unit, top + 9 * unit), bar.words, "#212b32", font, anchor="lm")
            continue
        end = left + (width - left - 75 * unit) * bar.percent // 100
        if bar.percent:
            draw.rectangle((left, top, end, top + 18 * unit), fill="#215a94")
        draw.text((end + 6 * unit, top + 9 * unit), bar.words, "#212b32", font, anchor="lm")
    draw.line((left, 0, left, image.height), "#212b32", unit)
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    file.seek(0)
    return file
