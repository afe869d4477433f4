"""Promises and findings in words, for pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.core.dates import short
from alongside.feedback.models import Evidence, Finding, Promise, Response
from alongside.feedback.rules import Clock, Kept, clock, safe_count
from commonground.disclosure import PROFILES

CLOCK_WORDS: dict[Clock, tuple[str | Lazy, str]] = {
    Clock.LATE: (gettext_lazy("Late"), "red"),
    Clock.SOON: (gettext_lazy("Due soon"), "orange"),
    Clock.ON_TIME: (gettext_lazy("On time"), "white"),
    Clock.DONE: (gettext_lazy("Done"), ""),
    Clock.DONE_LATE: (gettext_lazy("Done, late"), ""),
}
RESPONSE_COLOURS = {
    Response.Kind.ACCEPTED: "green",
    Response.Kind.PARTLY: "blue",
    Response.Kind.NOT_ACCEPTED: "grey",
    Response.Kind.PASSED_ON: "purple",
}
LACKS = {
    "evidence": gettext_lazy("It rests on no evidence yet"),
    "response": gettext_lazy("It has no response yet"),
}


@dataclass(frozen=True)
class Shown:
    """A promise with its clock. ``days_late`` is 0 unless it is late."""

    promise: Promise
    clock: Clock
    days_late: int

    @property
    def words(self) -> str:
        return str(CLOCK_WORDS[self.clock][0])

    @property
    def colour(self) -> str:
        return CLOCK_WORDS[self.clock][1]

    @property
    def late_words(self) -> str:
        return ngettext("%(days)s day late", "%(days)s days late", self.days_late) % {"days": self.days_late}


def show(promises: Iterable[Promise], today: date) -> list[Shown]:
    shown = []
    for each in promises:
        now = clock(due_on=each.due_on, first_due_on=each.first_due_on, done_on=each.done_on, today=today)
        shown.append(Shown(each, now, (today - each.due_on).days if now is Clock.LATE else 0))
    return shown


def late_first(shown: Iterable[Shown]) -> list[Shown]:
    """Late (longest first), then open by date, then done, newest first."""

    def place(each: Shown) -> tuple[int, int]:
        if each.promise.done_on is not None:
            return (2, -each.promise.done_on.toordinal())
        return (0 if each.clock is Clock.LATE else 1, each.promise.due_on.toordinal())

    return sorted(shown, key=place)


def in_one_sentence(counts: Kept) -> str:
    """We promised 41 things. 28 done, 9 on time, 4 late."""
    if not counts.made:
        return _("We have made no promises yet.")
    promised = ngettext("We promised 1 thing.", "We promised %(made)s things.", counts.made) % {"made": counts.made}
    return (
        promised
        + " "
        + _("%(done)s done, %(on_time)s on time, %(late)s late.")
        % {
            "done": counts.done,
            "on_time": counts.on_time,
            "late": counts.late,
        }
    )


def said_by_how_many(evidence: Iterable[Evidence], profile: str) -> str:
    """One of 410 people who said this; nothing where there are too few to say."""
    people = max((each.people for each in evidence), default=0)
    rule = PROFILES[profile]
    safe = safe_count(people, threshold=rule.threshold, round_to=rule.round_to)
    return "" if safe is None else _("About %(people)s people said this") % {"people": f"{safe:,}"}


def evidence_words(evidence: Evidence, *, reads: bool = True) -> str:
    """One line for the team: what this piece of evidence is. ``reads``: whether they may read what people wrote."""
    if evidence.contribution is not None:
        return (
            _("What one person wrote: “%(quote)s”") % {"quote": evidence.quote}
            if evidence.quote and reads
            else _("What one person wrote")
        )
    return ngettext("%(words)s: 1 person", "%(words)s: %(people)s people", evidence.people) % {
        "words": evidence.words,
        "people": f"{evidence.people:,}",
    }


def told_words(finding: Finding, told: int) -> str:
    if finding.told_at is None:
        return _("Nobody yet")
    return ngettext("1 person, since %(day)s", "%(told)s people, since %(day)s", told) % {
        "told": f"{told:,}",
        "day": short(finding.told_at),
    }


ROUTES = {
    "email": gettext_lazy("by email"),
    "text": gettext_lazy("by text, as a task for your team"),
    "letter": gettext_lazy("by letter, as a task for your team"),
    "phone": gettext_lazy("by phone, as a task for your team"),
    "mine": gettext_lazy("in My Alongside, where they will find it"),
    "page": gettext_lazy("on the page that their code opens. They left no way to reach them"),
}
