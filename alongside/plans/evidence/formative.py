"""Gunning 1: the decision is still open."""

from django.utils.translation import gettext as _

from alongside.core.dates import in_words
from alongside.plans.evidence.common import READING, Check, Found, time, yes
from alongside.plans.facts import Known


def _open_and_fixed(known: Known) -> Found:
    if known.says_open is None or known.says_fixed is None:
        return "unknown", _("Not known.")
    missing = [
        words
        for good, words in ((known.says_open, _("what can change")), (known.says_fixed, _("what cannot")))
        if not good
    ]
    return yes(
        not missing,
        _("The project says what can change and what cannot."),
        _("The project does not say %(missing)s.") % {"missing": _(" and ").join(missing)},
    )


def _decides_after(known: Known) -> Found:
    if known.decides_on is None or known.closes is None:
        return "unknown", _("It needs a closing date and a decision date.")
    length = known.timings[READING]
    first = length.after(known.closes)
    days = _("It closes on %(closes)s and is decided on %(decides_on)s.") % {
        "closes": in_words(known.closes),
        "decides_on": in_words(known.decides_on),
    }
    return yes(
        known.decides_on >= first,
        days,
        _("%(days)s That is less than %(time)s to read and analyse.") % {"days": days, "time": time(length)},
    )


def _options_log(known: Known) -> Found:
    if known.options is None:
        return "unknown", _("Not known.")
    undated = [each.title for each in known.options if not each.standing_on]
    nothing = any(each.origin == "nothing" for each in known.options)
    if len(known.options) < 2 or not nothing:
        return "gap", _("The log of options needs at least two, and one of them is to do nothing.")
    return yes(
        not undated,
        _("%(options)s options, each with a dated standing.") % {"options": len(known.options)},
        _("No dated standing: %(undated)s.") % {"undated": ", ".join(undated)},
    )


def _shaped(known: Known) -> Found:
    if known.options is None:
        return "unknown", _("Not known.")
    count = sum(each.shaped_by for each in known.options)
    return yes(
        count > 0,
        _("%(count)s of %(options)s options say what people had said before.")
        % {"count": count, "options": len(known.options)},
        _("No option says what people had said before."),
    )


def _provisional(known: Known) -> Found:
    if known.options is None:
        return "unknown", _("Not known.")
    preferred = [each for each in known.options if each.preferred]
    if not preferred:
        return "held", _("No option is preferred.")
    return yes(
        all(each.provisional for each in preferred),
        _("The preferred option is called provisional, with why."),
        _("The preferred option does not say that it is provisional."),
    )


CHECKS: dict[str, Check] = {
    "E-G1-1": _open_and_fixed,
    "E-G1-2": _decides_after,
    "E-G1-4": _options_log,
    "E-G1-5": _shaped,
    "E-G1-6": _provisional,
}
