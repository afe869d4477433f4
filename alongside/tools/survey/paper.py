"""The printable form: A4, 18-point, numbered boxes, routing in words.

The web page is the original and prints from any browser; the PDF is made from the same words by the worker, kept by
what it says, and made again when the questions, the dates or the address change.
"""

import re
from copy import copy as copy_of
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from markupsafe import Markup

from alongside.core.work import enqueue, job
from alongside.design import printing
from alongside.design.languages import SOURCE, direction, spoken_in
from alongside.documents.reading import Words, words_in
from alongside.organisations.access import house
from alongside.organisations.models import Organisation
from alongside.projects.languages import read_in
from alongside.projects.models import Project
from alongside.questionnaires.languages import edition_in
from alongside.questionnaires.printed import on_slip, sheets
from alongside.tools.survey.arriving import PART, edition_or_404
from alongside.tools.survey.models import Survey

FOLDER = "paper"
MOST_COPIES = 100


@dataclass(frozen=True)
class Copy:
    """One printed form: its number, on the part that comes back, and its code, on the part that is torn off."""

    number: int
    code: str


def context(survey: Survey, edition_id: UUID, words: Words, *, copy: Copy | None = None) -> dict[str, Any]:
    """What both the page and the PDF show, in the language somebody reads."""
    definition = edition_in(edition_id, words, PART)
    project: Project = copy_of(survey.activity.project)
    read_in(project, words)
    return {
        "sheet_numbers": _sheet_numbers(),
        "on_sheet": _counted(_(" on sheet %(page)s"), page="target-counter(attr(href), page)"),
        "survey": survey,
        "project": project,
        "organisation": project.organisation,
        "definition": definition,
        "sheets": sheets(definition),
        "slip": on_slip(definition),
        "copy": copy,
        "post_to": ", ".join(line.strip() for line in project.organisation.address.splitlines() if line.strip()),
        "code_address": _plain_address(project.organisation),
    }


def _plain_address(organisation: Organisation) -> str:
    return f"{settings.SITE_URL.split('://', 1)[-1]}/{organisation.slug}/code"


def _counted(words: str, **counters: str) -> Markup:
    """A sentence with numbers that only the printer knows, as a style sheet writes it."""
    parts = re.split(r"%\((\w+)\)s", words)
    return Markup(" ").join(
        Markup(counters[part]) if place % 2 else Markup(f'"{css_text(part)}"')  # noqa: S704 (our own words, escaped)
        for place, part in enumerate(parts)
        if part
    )


def css_text(words: str) -> str:
    return re.sub(r'["\\<\n]', lambda found: f"\\{ord(found[0]):x} ", words)


def _sheet_numbers() -> Markup:
    return _counted(_("Sheet %(page)s of %(pages)s"), page="counter(page)", pages="counter(pages)")


def document(survey: Survey, edition_id: UUID, words: Words, *, copy: Copy | None = None) -> str:
    """The form as one HTML document with its style inside, for the PDF."""
    page = {
        **context(survey, edition_id, words, copy=copy),
        "style": printing.style("paper.css"),
        "language": translation.get_language(),
        "direction": direction(translation.get_language() or SOURCE),
    }
    return render_to_string("survey/paper_pdf.html", page)


def pile(survey: Survey, edition_id: UUID, words: Words, copies: list[Copy]) -> str:
    """Many forms for a page of the team, in another language than the page."""
    with translation.override(spoken_in(words.language)):
        page = {**context(survey, edition_id, words), "copies": copies}
        return render_to_string("survey/paper_pile.html", page)


def kept_pdf(survey: Survey, edition_id: UUID, words: Words) -> str | None:
    """Where the PDF of this form is kept; None when the worker has just been asked to make it."""
    name = printing.kept_name(FOLDER, document(survey, edition_id, words))
    if printing.is_kept(name):
        return name
    enqueue("survey.paper", key=f"{survey.pk}:{words.language}", survey=str(survey.pk), language=words.language)
    return None


@job("survey.paper")
def make_paper(survey: str, language: str = SOURCE) -> None:
    """Make the PDF of a survey's newest edition in a language, unless it is there."""
    found = Survey.objects.select_related("activity__project__organisation").get(pk=survey)
    project = found.activity.project
    # As its page has it: what is kept is found by what it says.
    project.organisation = house(project.organisation.slug)
    with translation.override(spoken_in(language)):
        html = document(found, edition_or_404(found), words_in(project.pk, language))
    name = printing.kept_name(FOLDER, html)
    if not printing.is_kept(name):
        printing.keep(name, printing.make_pdf(html))
