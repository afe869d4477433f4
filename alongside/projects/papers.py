"""The plan as a paper: all of it, for a board, for the document that begins a project, or one of its sheets. PDF and Word,
made by the worker and kept by what they say."""

from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from alongside.core.dates import in_words
from alongside.core.work import enqueue, job
from alongside.design import printing
from alongside.plans.giving import sheets_of
from alongside.plans.models import Submission
from alongside.plans.sheets import TEMPLATES
from alongside.projects import assurance, sheet_lists
from alongside.projects.models import Project
from alongside.projects.paper_kinds import KINDS

FOLDER = "plans"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LAYOUTS = {"pdf": "application/pdf", "docx": WORD}
READING_LAYOUTS = {**LAYOUTS, "large": "application/pdf"}
READING = "reading-"
"""Before the number of what was put before a group: that, as it stood then."""
# 18 points or more, as people ask for who read large print.
LARGE = """
body { font-size: 18pt; line-height: 1.5; } h1 { font-size: 30pt; } h2 { font-size: 24pt; } h3 { font-size: 20pt; }
table { font-size: 18pt; } @page { @bottom-right { font-size: 18pt; } }
"""


def said(project: Project, now: datetime, template: str, layout: str = "") -> dict[str, Any]:
    """What the paper says now: one of its kinds, one sheet, what a group was given, or with no ``template`` the whole plan
    with its duties and gaps."""
    if template.startswith(READING):
        return _given(project, int(template.removeprefix(READING)), layout)
    title = _("Plan")
    if template in KINDS:
        title, made = KINDS[template]
        paragraphs = made(project, now)
    elif template:
        title = TEMPLATES[template].name
        found = sheets_of(project.pk).get(template)
        parts = sheet_lists.in_full(found) if found else []
        paragraphs = [
            {"heading": title, "text": "\n\n".join("\n".join([line.question.wording, *line.lines]) for line in lines)}
            for title, lines in parts
        ]
    else:
        paragraphs = assurance.paragraphs(project, project.organisation, now)
    return {
        "project": project,
        "organisation": project.organisation,
        "title": str(title),
        "day": _("As it stood on %(day)s.") % {"day": in_words(now)} if template in KINDS else "",
        "paragraphs": paragraphs,
        "style": printing.style("evidence.css"),
    }


def _given(project: Project, number: int, layout: str) -> dict[str, Any]:
    """What a group reads, as its page has it: never what the project says today, and nobody's comments."""
    held = Submission.objects.select_related("group").get(scope=project.pk, number=number)
    found, gone = assurance.numbered(held)
    changed = [
        _("Paragraph %(number)s is new.") % {"number": each.number}
        if each.new
        else _("Paragraph %(number)s has changed.") % {"number": each.number}
        for each in found
        if each.new or each.pieces
    ]
    changed += [_("Nothing is said any more under: %(heading)s") % {"heading": heading} for heading in gone]
    before = [(_("What you are asked"), f"{held.get_ask_display()}."), (_("Summary"), held.summary)]
    if changed:
        before.append((_("Changed since you last read it"), "\n".join(changed)))
    told = [_("Put forward on %(day)s.") % {"day": in_words(held.at)}]
    if held.meeting_on:
        told.append(_("Meeting on %(day)s.") % {"day": in_words(held.meeting_on)})
    return {
        "project": project,
        "organisation": project.organisation,
        "title": f"{held.get_stage_display()}. {held.group.name}",
        "day": " ".join(told),
        "before": [{"heading": heading, "text": text} for heading, text in before],
        "paragraphs": [
            {"heading": each.heading, "text": each.text, **({"list": "yes"} if each.listed else {})} for each in found
        ],
        "style": printing.style("evidence.css") + (LARGE if layout == "large" else ""),
    }


def _name(html: str, layout: str) -> str:
    return printing.kept_name(FOLDER, html).removesuffix("pdf") + ("pdf" if layout == "large" else layout)


def kept(project: Project, layout: str, template: str = "") -> str | None:
    """Where the paper is, as it reads now; none while the worker makes it."""
    html = render_to_string("projects/plan_paper.html", said(project, timezone.now(), template, layout))
    name = _name(html, layout)
    if printing.is_kept(name):
        return name
    language = get_language() or "en"
    enqueue("projects.paper", key=name, project=str(project.pk), layout=layout, language=language, template=template)
    return None


@job("projects.paper")
def make(project: str, layout: str, language: str, template: str = "") -> None:
    """Make the paper as it reads now, unless it is there."""
    found = Project.objects.select_related("organisation").get(pk=UUID(project))
    with override(language):
        words = said(found, timezone.now(), template, layout)
        html = render_to_string("projects/plan_paper.html", words)
        name = _name(html, layout)
        if not printing.is_kept(name):
            printing.keep(name, _word(words) if layout == "docx" else printing.make_pdf(html))


def _word(words: dict[str, Any]) -> bytes:
    from docx import Document  # noqa: PLC0415 (heavy to import, and only the worker needs it)

    project: Project = words["project"]
    document = Document()
    document.core_properties.title = f"{words['title']}: {project.name}"
    document.core_properties.author = project.organisation.name
    document.core_properties.language = "en-GB"
    document.add_heading(project.name, level=1)
    document.add_paragraph(
        ". ".join(each for each in (words["title"], project.organisation.name, words["day"]) if each)
    )
    for each in words.get("before", ()):
        document.add_heading(each["heading"], level=2)
        for line in each["text"].splitlines():
            document.add_paragraph(line)
    for number, each in enumerate(words["paragraphs"], 1):
        document.add_heading(f"{number}. {each['heading']}", level=2)
        if "table" in each:
            _word_table(document, each["table"])
            continue
        for line in each["text"].splitlines():
            if line.strip():
                document.add_paragraph(line, style="List Bullet" if "list" in each else None)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _word_table(document: Any, rows: list[list[str]]) -> None:
    """The first row repeats on every page as the table's head."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 (heavy to import, and only the worker needs it)

    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for place, row in enumerate(rows):
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = words
            if place == 0:
                cell.paragraphs[0].runs[0].bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
