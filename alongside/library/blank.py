"""An empty copy of a template form, to print or to write in: PDF and Word, made by the worker and kept by what it says."""

from io import BytesIO

from django.template.loader import render_to_string
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from alongside.core.work import enqueue, job
from alongside.design import printing
from alongside.design.languages import SOURCE, direction
from alongside.questionnaires.printed import sheets
from alongside.questionnaires.saved.speaking import spoken
from alongside.questionnaires.types import Kind

FOLDER = "templates"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LAYOUTS = {"pdf": "application/pdf", "docx": WORD}
BOX = "☐"


def html_of(key: str) -> str:
    definition, language = spoken(key), get_language() or SOURCE
    page = {
        "definition": definition,
        "sheets": sheets(definition, whole=True),
        "style": printing.style("paper.css"),
        "language": language,
        "direction": direction(language),
    }
    return render_to_string("library/blank.html", page)


def _name(html: str, layout: str) -> str:
    return printing.kept_name(FOLDER, html).removesuffix("pdf") + layout


def kept(key: str, layout: str) -> str | None:
    """Where the empty copy is; none while the worker makes it."""
    name = _name(html_of(key), layout)
    if printing.is_kept(name):
        return name
    enqueue("library.blank", key=name, form=key, layout=layout, language=get_language() or SOURCE)
    return None


@job("library.blank")
def make(form: str, layout: str, language: str) -> None:
    """Make the empty copy as it reads now, unless it is there."""
    with override(language):
        html = html_of(form)
        name = _name(html, layout)
        if not printing.is_kept(name):
            printing.keep(name, printing.make_pdf(html) if layout == "pdf" else _word(form))


def _word(key: str) -> bytes:
    """The same questions with boxes to tick and room to write."""
    from docx import Document  # noqa: PLC0415 (heavy to import, and only the worker needs it)

    definition = spoken(key)
    document = Document()
    document.core_properties.title = definition.title
    document.core_properties.author = ""
    document.core_properties.language = "en-GB"
    document.add_heading(definition.title, level=1)
    if definition.intro:
        document.add_paragraph(definition.intro)
    for sheet in sheets(definition, whole=True):
        document.add_heading(sheet.title, level=2)
        if sheet.intro:
            document.add_paragraph(sheet.intro)
        for item in sheet.asked:
            question = item.paper.question
            if item.before:
                document.add_paragraph(item.before.striptags())
            document.add_heading(f"{item.paper.number}. {question.wording}", level=3)
            for words in (question.why_we_ask, question.hint or item.how):
                if words:
                    document.add_paragraph(words)
            if item.pattern == "matrix":
                table = document.add_table(rows=1, cols=1 + len(item.paper.options), style="Table Grid")
                table.rows[0].cells[0].text = _("Statement")
                for cell, option in zip(table.rows[0].cells[1:], item.paper.options, strict=True):
                    cell.text = option.label
                for row in item.paper.rows:
                    cells = table.add_row().cells
                    cells[0].text = row.label
                    for cell in cells[1:]:
                        cell.text = BOX
            elif item.pattern == "boxes":
                for option in item.paper.options:
                    document.add_paragraph(f"{BOX} {option.label}" + (" …" if option.own_words else ""))
            else:
                for _line in range(item.lines if question.kind is not Kind.FILE else 0):
                    document.add_paragraph("")
            for after in item.after:
                document.add_paragraph(after.striptags())
    written = BytesIO()
    document.save(written)
    return written.getvalue()
