"""What a project's page says, as a translator meets it and as somebody reads it in their language."""

from collections.abc import Iterable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.dates import local
from alongside.documents import reading
from alongside.documents.reading import Words, words_of
from alongside.documents.rules import Stale
from alongside.documents.translating import Part, Text, behind, rows
from alongside.projects import panels
from alongside.projects.models import Project, ProjectDate, Update
from alongside.projects.sections import SECTIONS

PAGE = "page"

WHAT: dict[str, str | Promise] = {
    "name": gettext_lazy("Short name"),
    "question": gettext_lazy("The question, as the heading"),
    "summary": gettext_lazy("Summary"),
    "why": gettext_lazy("Why we are asking"),
    "who_decides": gettext_lazy("Who decides"),
    "can_change": gettext_lazy("What can change"),
    "cannot_change": gettext_lazy("What cannot change"),
    "who_it_affects": gettext_lazy("Who this affects"),
    "area_words": gettext_lazy("Where it is about"),
    "content_note": gettext_lazy("Before you start"),
    "formal_reason": gettext_lazy("Why it is a formal consultation, or not"),
    "late_rule": gettext_lazy("What happens to late answers"),
    "contact_role": gettext_lazy("What the named contact does"),
    "on_paper": gettext_lazy("On paper"),
    "by_phone": gettext_lazy("By phone"),
    "in_person": gettext_lazy("In person"),
    "as_a_group": gettext_lazy("As a group"),
}
"""Columns that the public reads, with what they are."""


def page_part(project: Project, dates: Iterable[ProjectDate], updates: Iterable[Update]) -> Part:
    edits = {edit.key: edit.at for edit in project.section_edits.all()}

    def texts() -> Iterator[Text]:
        for section in SECTIONS.values():
            since = local(edits.get(section.key, project.created_at)).date()
            for column in section.columns:
                if column in WHAT and (words := getattr(project, column)):
                    yield Text(f"page.{column}", words, str(WHAT[column]), since, str(section.title))
        if project.pause_reason:
            since = local(project.paused_at or project.changed_at).date()
            yield Text("page.pause_reason", project.pause_reason, _("Why it is paused"), since, _("Paused"))
        for each in dates:
            since = local(project.changed_at).date()
            yield Text(f"page.dates.{each.pk}.words", each.words, _("Date"), since, _("Dates"))
        for update in updates:
            since = local(update.published_at).date()
            for column, what in (("title", _("Title")), ("body", _("Text"))):
                if words := getattr(update, column):
                    yield Text(f"page.updates.{update.pk}.{column}", words, what, since, _("Updates"))

    return Part(PAGE, _("The project’s page"), tuple(texts()))


def parts(project: Project) -> list[Part]:
    """Everything there is to translate, in the order in which people meet it."""
    return [page_part(project, project.dates.all(), project.updates.all()), *panels.parts(project)]


def read_in(project: Project, words: Words) -> None:
    """The project in the language somebody reads. For showing: it is not saved afterwards."""
    if not words.english:
        reading.read_in(project, words, *WHAT, "pause_reason")


def read_dates(dates: list[ProjectDate], words: Words) -> list[ProjectDate]:
    for each in dates:
        reading.read_in(each, words, "words", path=f"page.dates.{each.pk}.")
    return dates


def read_updates(updates: list[Update], words: Words) -> list[Update]:
    for each in updates:
        reading.read_in(each, words, "title", "body", path=f"page.updates.{each.pk}.")
    return updates


def in_their_words(projects: Iterable[Project], language: str) -> None:
    """Many projects at once, for lists. One query; none for English."""
    found = list(projects)
    by_scope = words_of([each.pk for each in found], language)
    for each in found:
        read_in(each, by_scope.get(each.pk, Words(language)))


def behind_on(part: Part, words: Words) -> Stale | None:
    """How far what is published in a language is behind what the part says today."""
    return behind(rows(part.texts, words.texts, words.made_from))
