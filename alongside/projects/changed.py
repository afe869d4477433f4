"""What the public page says when things do not go as first said: dates that moved, with why; and what is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.design.said import Said
from alongside.organisations.models import Organisation
from alongside.projects.models import Move, Project, State
from alongside.projects.presenters import in_words, with_clock

# Which changes still matter to somebody who reads the page in this state. All of them are in "How this was run".
SHOWN: dict[State, tuple[str, ...]] = {
    State.UPCOMING: ("extended", "promised"),
    State.OPEN: ("resumed", "extended", "promised"),
    State.PAUSED: ("extended", "promised"),
    State.CLOSED: ("closed", "promised"),
}
ANY = tuple({to for shown in SHOWN.values() for to in shown})


@dataclass(frozen=True)
class Change:
    """A sentence, and the reason in the team's own words."""

    words: str
    reason: str


def changes(moves: Iterable[Move], state: State) -> list[Change]:
    """The last change of each kind that matters now. ``moves``: newest first."""
    last: dict[str, Move] = {}
    for move in moves:
        last.setdefault(move.to, move)
    return [Change(_words(last[to]), Said(last[to].reason)) for to in SHOWN.get(state, ()) if to in last]


def _words(move: Move) -> str:
    if move.to == "extended" and move.was and move.becomes:
        dates = {"was": with_clock(move.was), "becomes": with_clock(move.becomes)}
        return _("The closing date changed from %(was)s to %(becomes)s.") % dates
    if move.to == "promised" and move.was and move.becomes:
        dates = {"was": in_words(move.was), "becomes": in_words(move.becomes)}
        return _("The date for what we heard changed from %(was)s to %(becomes)s.") % dates
    if move.to == "closed" and move.was:
        return _("It closed early. It was to close at %(was)s.") % {"was": with_clock(move.was)}
    if move.to == "resumed":
        return _("It was paused, and opened again on %(day)s.") % {"day": in_words(move.at)}
    return {"extended": _("The closing date changed."), "closed": _("It closed early.")}.get(move.to, "")


def promised_by(project: Project, state: State) -> date | None:
    """The day by which the public was promised to hear more, while that is what comes next."""
    if state is State.PAUSED:
        return project.pause_next_on
    return project.findings_by if state is State.CLOSED else None


def late_words(project: Project, organisation: Organisation, state: State, today: date) -> str:
    """We are late, how late, and whom to ask. Empty when nothing is."""
    due = promised_by(project, state)
    if due is None or due >= today:
        return ""
    promise = (
        _("We promised to say what happens next by %(day)s.")
        if state is State.PAUSED
        else _("We promised to publish what we heard by %(day)s.")
    )
    days = (today - due).days
    late = ngettext(
        "We are %(count)s day late, and we are sorry.", "We are %(count)s days late, and we are sorry.", days
    )
    ask = _("Ask %(name)s on %(phone)s.") % {
        "name": project.contact_name or organisation.team_name,
        "phone": project.contact_phone or organisation.phone,
    }
    return " ".join([promise % {"day": in_words(due)}, late % {"count": days}, ask])
