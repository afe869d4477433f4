"""What an organisation promises about formats: by default what is usual, or its own days and from when they count."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from alongside.knowledge.lead_times import INTERPRETER, LeadTime, lead_times
from alongside.organisations.models import Organisation


@dataclass(frozen=True)
class Promised:
    """``days`` are working days. ``since`` is none while it is ours."""

    default: LeadTime
    days: int
    since: date | None = None


def promised(organisation: Organisation) -> dict[str, Promised]:
    """Every format by key. What is kept is {format: {"days": ..., "since": ...}}, for those that were changed."""
    found = {}
    for key, default in lead_times().items():
        own = organisation.lead_times.get(key)
        found[key] = (
            Promised(default, own["days"], date.fromisoformat(own["since"])) if own else Promised(default, default.days)
        )
    return found


def formats_in_words(organisation: Organisation, *, without: Collection[str] = ()) -> str:
    """What can be asked for, and in how many working days: empty when there is everything already."""
    missing = [each for key, each in promised(organisation).items() if key != INTERPRETER and key not in without]
    parts: list[str] = []
    for days, group in groupby(sorted(missing, key=lambda each: each.days), key=lambda each: each.days):
        formats = _either([each.default.name for each in group])
        words = _("%(formats)s in %(days)s working days") if not parts else _("%(formats)s in %(days)s")
        parts.append(words % {"formats": formats, "days": days})
    return "; ".join(parts)


def _either(names: Iterable[str]) -> str:
    *first, last = names
    return _("%(first)s or %(last)s") % {"first": ", ".join(first), "last": last} if first else last
