"""What checks share: a state with its reason, and the lengths they measure by."""

from collections.abc import Callable
from datetime import timedelta
from typing import Literal

from django.utils.translation import gettext as _

from alongside.core.dates import in_words
from alongside.knowledge.timings import Timing
from alongside.plans.facts import Known, SheetFact
from alongside.plans.parts import PARTS
from alongside.plans.saying import said

State = Literal["held", "gap", "unknown", "not due", "not applicable"]
Found = tuple[State, str]
Check = Callable[[Known], Found]
FORMAL, ENGAGEMENT, READING, PAPERS = "TIM-02", "TIM-01", "TIM-19", "TIM-12"
MONTH = timedelta(days=31)


def yes(good: bool | None, held: str, gap: str) -> Found:
    return ("unknown", _("Not known.")) if good is None else ("held", held) if good else ("gap", gap)


def time(length: Timing) -> str:
    """``4 weeks``, or that it is the organisation's own."""
    words = said(length.words)
    return words if length.shipped is None else _("%(time)s (your organisation’s own)") % {"time": words}


def sheet_of(known: Known, key: str) -> SheetFact | None:
    return (known.sheets or {}).get(key)


def published_part(key: str) -> Check:
    def check(known: Known) -> Found:
        if known.parts is None or known.documents is None:
            return "unknown", _("Not known.")
        found = known.part(key)
        if found is None or found.published_on is None:
            return "gap", _("No published document is named for “%(value)s”.") % {"value": _(PARTS[key])}
        late = known.opens is not None and found.published_on > known.opens
        published = _("“%(title)s” was published on %(published_on)s.") % {
            "title": found.title,
            "published_on": in_words(found.published_on),
        }
        return yes(
            not late,
            published,
            _("%(published)s That was after it opened.") % {"published": published},
        )

    return check


def after_close(check: Check) -> Check:
    return lambda known: check(known) if _closed(known) else ("not due", _("It has not closed yet."))


def _closed(known: Known) -> bool:
    return known.closes is not None and known.closes < known.today
