"""Results as a report: the public edition from what is published, the internal one from the team's own counts."""

from pathlib import Path

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from alongside.analysis import actions
from alongside.analysis.access import Results
from alongside.analysis.exporting import LONGEST_CELL, OPTIONS
from alongside.analysis.figures import tell
from alongside.analysis.keeping import editions_of
from alongside.analysis.published import told
from alongside.analysis.quotes import quotes_of
from alongside.analysis.reporting.figures import HIDDEN, Story
from alongside.core.dates import in_words
from commonground.disclosure import PROFILES


class NothingThere(Exception):
    """There is nothing to report yet: the worker has not counted, or nothing is published."""


def public_story(here: Results) -> Story:
    """Raises NothingThere before results are published."""
    made = actions.last_published(here.survey.activity_id)
    if made is None or made.published_at is None:
        raise NothingThere
    about = editions_of(here.survey.monitoring_id).history if made.tables["by"] else {}
    profile = PROFILES.get(made.profile, here.profile)
    said = told(made.tables, here.editions.history, about, here.telling(exact=False, staff=False), profile)
    published = _("Published %(day)s.") % {"day": in_words(made.published_at)}
    return Story(
        title=_("What people told us"),
        file=here.project.question,
        opening=f"{said.opening} {said.channels} {published}",
        limits=(*said.limits, " ".join([said.missing, "; ".join(said.groups)]).strip()),
        figures=said.figures,
        quotes=tuple((each.question, tuple(each.words)) for each in quotes_of(here)),
    )


def internal_story(here: Results) -> Story:
    """Raises NothingThere before anybody has answered."""
    counts = here.counts
    if counts is None or here.tally is None or not counts.responses:
        raise NothingThere
    people = ngettext(
        "%(count)s response, counted %(day)s.", "%(count)s responses, counted %(day)s.", here.tally.responses
    )
    return Story(
        title=_("What people told us: for the team"),
        file=here.project.question,
        opening=people % {"count": f"{here.tally.responses:,}", "day": in_words(here.tally.upto)},
        limits=(
            _("People chose to take part, so this does not tell us what everyone thinks."),
            _("Small numbers are not protected in this edition. Share it only with people who may read the answers."),
        ),
        figures=tuple(tell(counts, here.telling())),
    )


def write_workbook(story: Story, path: Path) -> None:
    """The tables of a story: a sheet that tells, a sheet of every table. Hidden numbers are [c]."""
    book = xlsxwriter.Workbook(str(path), {**OPTIONS, "constant_memory": False})
    book.set_properties({"title": story.title, "created": timezone.now().replace(tzinfo=None)})
    bold = book.add_format({"bold": True, "text_wrap": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    percent = book.add_format({"num_format": "0%"})
    summary = book.add_worksheet(_("Summary"))
    summary.set_column(0, 0, 100)
    lines = [story.title, story.file, story.opening, *story.limits, _("[c] marks a number that is hidden.")]
    lines += [
        f"{figure.number}. {figure.question}: {figure.headline}. {' '.join(figure.notes)}" for figure in story.figures
    ]
    for place, line in enumerate(lines):
        summary.write_string(place, 0, line[:LONGEST_CELL], bold if place < 2 else wrap)
    sheet = book.add_worksheet(_("Tables"))
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 12, 16)
    row = 0
    for figure in story.figures:
        if not figure.rows:
            continue
        sheet.write_string(row, 0, f"{figure.number}. {figure.question}"[:LONGEST_CELL], bold)
        table = [figure.heads, *figure.rows, *((figure.total,) if figure.total else ())]
        for cells in table:
            row += 1
            for column, cell in enumerate(cells):
                _cell(sheet, row, column, cell, percent)
        row += 2
    book.close()


def _cell(sheet: Worksheet, row: int, column: int, text: str, percent: Format) -> None:
    plain = text.replace(",", "")
    if column and plain.isdecimal():
        sheet.write_number(row, column, int(plain))
    elif column and plain.endswith("%") and plain[:-1].isdecimal():
        sheet.write_number(row, column, int(plain[:-1]) / 100, percent)
    else:
        sheet.write_string(row, column, "[c]" if text == HIDDEN else text[:LONGEST_CELL])
