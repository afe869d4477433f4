"""Evidence held and gaps: each item that can be computed is, from what rooms know. Pure: facts in, states with reasons out.

No statement by a person can satisfy an item that is a date, a count, a link or a difference. What only a person can say
is held once a named person has said it. Nothing here says that something is lawful.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from alongside.core.dates import in_words
from alongside.knowledge.entries import Evidence
from alongside.plans.evidence import across, considered, formative, informed, scrutiny, time_enough
from alongside.plans.evidence.common import Check, State
from alongside.plans.facts import Known, Said

COMPUTED = frozenset({"date", "diff", "count", "link"})
# Which stage an item stops: publishing, closing early, or deciding. Others are shown and stop nothing.
STOPS: dict[str, str] = {
    **dict.fromkeys(
        ("E-G1-1", "E-G1-2", "E-G1-4", "E-G1-6", "E-G2-1", "E-G2-2", "E-G2-3", "E-G2-4", "E-G2-6", "E-G3-1", "E-G3-5"),
        "publish",
    ),
    **dict.fromkeys(("E-G3-3", "E-G3-4"), "close"),
    **dict.fromkeys(("E-G4-1", "E-G4-2", "E-G4-3", "E-G4-4", "E-G4-6", "E-G4-8"), "decide"),
}


@dataclass(frozen=True)
class Result:
    """How an item stands and why, in words. ``stops`` is the stage that a gap stops; ``who`` said it, where a person did."""

    item: str
    state: State
    why: str
    who: str = ""
    on: date | None = None
    stops: str = ""

    @property
    def stopping(self) -> bool:
        return bool(self.stops) and self.state in ("gap", "unknown")


def look(items: Iterable[Evidence], known: Known) -> list[Result]:
    """Every item as it stands today."""
    return [_look(each, known) for each in items]


def _look(item: Evidence, known: Known) -> Result:
    check = CHECKS.get(item.id)
    found = check(known) if check else None
    if found is None:
        return _by_person(item, known)
    state, why = found
    # An item that also wants a person's word has it only with both.
    if state == "held" and "attest" in item.kinds and item.id in WANTS_WORD:
        said = _said(item, known)
        since = WANTS_WORD[item.id](known)
        if said is not None and said.shows and since is not None and said.on < since:
            words = _("%(why)s What was said about it on %(day)s is older than the change of %(change)s.")
            day, change = in_words(said.on), in_words(since)
            return Result(
                item.id, "gap", words % {"why": why, "day": day, "change": change}, stops=STOPS.get(item.id, "")
            )
        if said is None or not said.shows:
            return Result(
                item.id,
                "gap",
                _("%(why)s Nobody has said yet what was done about it.") % {"why": why},
                stops=STOPS.get(item.id, ""),
            )
        return Result(item.id, state, f"{why} {said.words}", said.who, said.on, STOPS.get(item.id, ""))
    return Result(item.id, state, why, stops=STOPS.get(item.id, ""))


def _by_person(item: Evidence, known: Known) -> Result:
    said = _said(item, known)
    stops = STOPS.get(item.id, "")
    if said is None:
        return Result(item.id, "unknown", _("Nobody has said yet."), stops=stops)
    return Result(item.id, "held" if said.shows else "not applicable", said.words, said.who, said.on, stops)


def _said(item: Evidence, known: Known) -> Said | None:
    return next((each for each in known.said or () if each.item == item.id), None)


def may_be_said(item: Evidence) -> bool:
    """Whether a person's word counts for this item at all."""
    return item.id in WANTS_WORD or (item.id not in CHECKS and not COMPUTED & set(item.kinds))


def may_be_dated(item: Evidence) -> bool:
    """Whether a day on which something was done shows it."""
    return item.id in scrutiny.DATED


def at_closing(known: Known, closing: date) -> Known:
    """The same facts if it closed on that day."""
    return replace(known, closes=closing)


CHECKS: dict[str, Check] = {
    **formative.CHECKS,
    **informed.CHECKS,
    **time_enough.CHECKS,
    **considered.CHECKS,
    **across.CHECKS,
    **scrutiny.CHECKS,
}
# Items that need what is computed and a person's word about it, and the day of what they speak of: an older word is
# about something else.
WANTS_WORD: dict[str, Callable[[Known], date | None]] = {"E-G2-9": informed.last_change}
