"""The poster: the question, until when, the short address with a code for cameras, and how to take part without a screen.

Made from the project's own words in each language that its page is in. The page prints from any browser; the PDF is
made by the worker and kept by what it says.
"""

import re
from collections.abc import Iterator
from copy import copy as copy_of
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from markupsafe import Markup

from alongside.core.work import enqueue, job
from alongside.design import printing
from alongside.design.languages import SOURCE, direction, own_name, spoken_in
from alongside.documents.reading import Words, all_words
from alongside.projects import short
from alongside.projects.languages import read_in
from alongside.projects.models import Project, State
from alongside.projects.presenters import in_words, with_clock

FOLDER = "posters"
# Of the sizes in poster.css: the largest at which everything is on one sheet is taken.
SCALES = (1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58)
LONG_QUESTION = 70
LONGEST_INTRODUCTION = 240


@dataclass(frozen=True)
class Address:
    """The short address in a language: the language's own name for itself, what to type, the code for cameras."""

    language: str
    name: str
    address: str
    code: Markup


@dataclass(frozen=True)
class Poster:
    """What a poster says. ``project`` and its texts are as its reader reads them; ``minutes`` is a sentence; ``here``
    is its own address, ``elsewhere`` are those in other languages."""

    project: Project
    language: str
    introduction: str
    when: str
    minutes: str
    here: Address
    elsewhere: list[Address]

    @property
    def ours(self) -> str:
        """The language that our own words are in."""
        return spoken_in(self.language)

    @property
    def direction(self) -> str:
        return direction(self.ours)

    @property
    def address_parts(self) -> list[str]:
        """The address is broken after a slash or not at all."""
        return re.findall(r"[^/]+/?", self.here.address)

    @property
    def long(self) -> bool:
        return len(self.project.question) > LONG_QUESTION


def languages(project: Project) -> list[Address]:
    """English first, then each language that the project's page is in. Two queries."""
    return [_address(project, code) for code in (SOURCE, *all_words(project.pk))]


def _address(project: Project, language: str) -> Address:
    whole = short.address(project, language)
    plain = short.to_type(whole)
    words = _("A square code for phone cameras. It opens %(address)s") % {"address": plain}
    return Address(language, own_name(language), plain, printing.code_picture(whole, words))


def poster(project: Project, language: str = SOURCE) -> Poster | None:
    """None for a language that the page is not in. Our own words are in whatever language is on."""
    known = all_words(project.pk)
    if language != SOURCE and language not in known:
        return None
    read = copy_of(project)
    read_in(read, known.get(language, Words()))
    return Poster(
        project=read,
        language=language,
        introduction=read.summary if len(read.summary) <= LONGEST_INTRODUCTION else "",
        when=_when(project, timezone.now()),
        minutes=ngettext("It takes about 1 minute.", "It takes about %(minutes)s minutes.", project.minutes)
        % {"minutes": project.minutes},
        here=_address(project, language),
        elsewhere=[_address(project, code) for code in (SOURCE, *known) if code != language],
    )


def _when(project: Project, now: datetime) -> str:
    if project.closes_at is None:
        return ""
    closes = _("Closes %(when)s") % {"when": with_clock(project.closes_at)}
    if project.opens_at is not None and project.opens_at > now:
        return _("Opens %(day)s") % {"day": in_words(project.opens_at)} + ". " + closes
    return closes


def can_be_put_up(state: State) -> bool:
    """While people can take part, or soon can."""
    return state in (State.UPCOMING, State.OPEN, State.PAUSED)


def documents(shown: Poster) -> Iterator[str]:
    """The poster as one HTML document with its style inside, each time in smaller letters."""
    for scale in SCALES:
        context = {
            "poster": shown,
            "organisation": shown.project.organisation,
            "scale": scale,
            "style": printing.style("poster.css"),
        }
        yield render_to_string("projects/poster_pdf.html", context)


def kept_pdf(project: Project, language: str) -> str | None:
    """Where the PDF is kept; none when the worker has just been asked to make it. Call only for languages it is in."""
    name = _name(project, language)
    if printing.is_kept(name):
        return name
    enqueue("projects.poster", key=f"{project.pk}:{language}", project=str(project.pk), language=language)
    return None


def _name(project: Project, language: str) -> str:
    with override(spoken_in(language)):
        shown = poster(project, language)
        assert shown is not None
        return printing.kept_name(FOLDER, next(documents(shown)))


@job("projects.poster")
def make(project: str, language: str) -> None:
    """Make the poster as it reads now, unless it is there."""
    found = Project.objects.select_related("organisation").get(pk=UUID(project))
    with override(spoken_in(language)):
        shown = poster(found, language)
        if shown is None:
            return
        name = printing.kept_name(FOLDER, next(documents(shown)))
        if not printing.is_kept(name):
            printing.keep(name, printing.on_one_sheet(documents(shown)))
