"""Gunning 3: time enough to answer."""

from datetime import timedelta

from django.utils.translation import gettext as _

from alongside.core.dates import in_words
from alongside.knowledge.timings import PRE_ELECTION, election_day, festivals, timings
from alongside.plans.evidence.common import ENGAGEMENT, FORMAL, MONTH, Check, Found, time, yes
from alongside.plans.facts import Known


def _length(known: Known) -> Found:
    if known.opens is None or known.closes is None or known.formal is None:
        return "unknown", _("It needs an opening and a closing date.")
    usual = known.timings[FORMAL if known.formal else ENGAGEMENT]
    days = (known.closes - known.opens).days
    facts = {"weeks": days // 7, "days": days % 7, "time": time(usual)}
    if days % 7:
        words = _("It is open for %(weeks)s weeks and %(days)s days; %(time)s are usual.") % facts
    else:
        words = _("It is open for %(weeks)s weeks; %(time)s are usual.") % facts
    if known.opens <= usual.before(known.closes):
        return "held", words
    return yes(
        bool(known.shorter_reason),
        _("%(time)s A reason is given.") % {"time": words},
        _("%(time)s No reason is given.") % {"time": words},
    )


def _seasons(known: Known) -> Found:
    if known.opens is None or known.closes is None:
        return "unknown", _("It needs an opening and a closing date.")
    met = [
        _(each.title)
        for each in festivals()
        if each.first <= known.closes and each.last >= known.opens and each.kind == "season"
    ]
    for year in range(known.opens.year, known.closes.year + 1):
        poll = election_day(year)
        if timings()[PRE_ELECTION].before(poll) <= known.closes and known.opens <= poll:
            met.append(_("the weeks before the elections on %(day)s") % {"day": in_words(poll)})
    if not met:
        return "held", _("No holiday season, festival season or pre-election weeks fall into it.")
    usual = known.timings[FORMAL if known.formal else ENGAGEMENT]
    longer = known.closes >= usual.after(known.opens) + timedelta(weeks=1)
    return yes(
        longer,
        _("It is longer than usual, and meets %(met)s.") % {"met": ", ".join(met)},
        _("It meets %(met)s, and is no longer than usual.") % {"met": ", ".join(met)},
    )


def _monthly_groups(known: Known) -> Found:
    if known.opens is None or known.closes is None:
        return "unknown", _("It needs an opening and a closing date.")
    return yes(
        known.closes - known.opens >= MONTH,
        _("Every group that meets once a month meets at least once while it is open."),
        _("A group that meets once a month may not meet while it is open."),
    )


def _late_rule(known: Known) -> Found:
    return yes(
        known.late_rule,
        _("The page says what happens to late answers."),
        _("The page does not say what happens to late answers."),
    )


CHECKS: dict[str, Check] = {
    "E-G3-1": _length,
    "E-G3-2": _seasons,
    "E-G3-4": _monthly_groups,
    "E-G3-5": _late_rule,
}
