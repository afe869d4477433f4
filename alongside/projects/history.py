"""How a project was run, from its rows: what happened when, and why."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from alongside.core.dates import in_words, with_clock
from alongside.knowledge.spectrums import word_for
from alongside.projects.models import Move, Project

MOST = 100


@dataclass(frozen=True)
class Event:
    at: datetime
    words: str
    reason: str


def history(project: Project) -> list[Event]:
    """Every change of state, first to last, and the updates. Two queries."""
    found = [Event(move.at, _words(move), move.reason) for move in project.moves.all()[:MOST]]
    found += [
        Event(at, _("We published an update: %(title)s") % {"title": title}, "")
        for title, at in project.updates.values_list("title", "published_at")[:MOST]
    ]
    return sorted(found, key=lambda event: event.at)


def _words(move: Move) -> str:
    dates = {
        "was": with_clock(move.was) if move.was else "",
        "becomes": with_clock(move.becomes) if move.becomes else "",
    }
    days = {
        "was": in_words(move.was) if move.was else "",
        "becomes": in_words(move.becomes) if move.becomes else "",
    }
    levels = {"was": _level(move, move.level_was), "becomes": _level(move, move.level_becomes)}
    words = {
        "handed-over": _("An independent group runs it from now on"),
        "given-back": _("The group gave it back: %(name)s runs it") % {"name": move.project.organisation.name},
        "kind": _("The kind of involvement moved from %(was)s to %(becomes)s") % levels,
        "published": _("The project was published"),
        "paused": _("The project was paused"),
        "resumed": _("The project opened again"),
        "extended": _("The closing date moved from %(was)s to %(becomes)s") % dates,
        "closed": _("The project closed early"),
        "promised": _("The date for what we heard moved from %(was)s to %(becomes)s") % days,
        "answered": _("What we heard and decided was published"),
    }
    return words.get(move.to, move.to)


def _level(move: Move, key: str) -> str:
    return word_for(key, move.project.organisation.vocabulary) if key else ""
