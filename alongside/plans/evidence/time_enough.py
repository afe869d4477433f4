"""Gunning 3: time enough to answer."""

from datetime import timedelta

from alongside.core.dates import in_words
from alongside.knowledge.timings import before_election, festivals
from alongside.plans.evidence.common import ENGAGEMENT, FORMAL, MONTH, Check, Found, yes
from alongside.plans.facts import Known


def _length(known: Known) -> Found:
    if known.opens is None or known.closes is None or known.formal is None:
        return "unknown", "It needs an opening and a closing date."
    usual = FORMAL if known.formal else ENGAGEMENT
    days = (known.closes - known.opens).days
    words = f"It is open for {days // 7} weeks{f' and {days % 7} days' if days % 7 else ''}; {usual.words} are usual."
    if known.opens <= usual.before(known.closes):
        return "held", words
    return yes(bool(known.shorter_reason), f"{words} A reason is given.", f"{words} No reason is given.")


def _seasons(known: Known) -> Found:
    if known.opens is None or known.closes is None:
        return "unknown", "It needs an opening and a closing date."
    met = [
        each.title
        for each in festivals()
        if each.first <= known.closes and each.last >= known.opens and each.kind == "season"
    ]
    poll = next((found for day in (known.opens, known.closes) if (found := before_election(day))), None)
    met += [f"the weeks before the elections on {in_words(poll)}"] if poll else []
    if not met:
        return "held", "No holiday season, festival season or pre-election weeks fall into it."
    usual = FORMAL if known.formal else ENGAGEMENT
    longer = known.closes >= usual.after(known.opens) + timedelta(weeks=1)
    return yes(
        longer,
        f"It is longer than usual, and meets {', '.join(met)}.",
        f"It meets {', '.join(met)}, and is no longer than usual.",
    )


def _monthly_groups(known: Known) -> Found:
    if known.opens is None or known.closes is None:
        return "unknown", "It needs an opening and a closing date."
    return yes(
        known.closes - known.opens >= MONTH,
        "Every group that meets once a month meets at least once while it is open.",
        "A group that meets once a month may not meet while it is open.",
    )


def _late_rule(known: Known) -> Found:
    return yes(
        known.late_rule,
        "The page says what happens to late answers.",
        "The page does not say what happens to late answers.",
    )


CHECKS: dict[str, Check] = {
    "E-G3-1": _length,
    "E-G3-2": _seasons,
    "E-G3-4": _monthly_groups,
    "E-G3-5": _late_rule,
}
