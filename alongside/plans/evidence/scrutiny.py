"""Health scrutiny, the Secretary of State and other bodies: what was done on which day, and whether the days they were
told of still stand. A row with a day shows it; no statement does."""

from django.utils.translation import gettext as _

from alongside.core.dates import in_words
from alongside.plans.evidence.common import Check, Found, yes
from alongside.plans.facts import Known, Step

DATED = (
    "E-HOSC-1",
    "E-HOSC-2",
    "E-HOSC-3",
    "E-HOSC-4",
    "E-HOSC-5",
    "E-SOS-NOTIFY",
    "E-URGENT",
    "E-HW-REPLY",
    "E-ANNUAL",
)
"""Items that a dated step shows."""
TOLD = ("E-HOSC-3", "E-HOSC-4")
"""Steps that tell somebody of a day."""


def _newest(known: Known, item: str) -> Step | None:
    return next((each for each in known.steps or () if each.item == item), None)


def _done(item: str) -> Check:
    def check(known: Known) -> Found:
        if known.steps is None:
            return "unknown", _("Not known.")
        step = _newest(known, item)
        if step is None:
            return "gap", _("No day is written down for it.")
        return "held", _("%(who)s, %(day)s.") % {"who": step.who, "day": in_words(step.on)}

    return check


def _decision_date_told(known: Known) -> Found:
    """Scrutiny is told of the proposed decision date, and of any change to it; the page publishes it."""
    state, why = _done("E-HOSC-3")(known)
    step = _newest(known, "E-HOSC-3")
    if state != "held" or step is None:
        return state, why
    if step.told is None or known.decides_on is None:
        return "gap", _("It does not say which decision date they were told of.")
    days = {"told": in_words(step.told), "now": in_words(known.decides_on)}
    if step.told != known.decides_on:
        return "gap", _("They were told of %(told)s. The decision is now on %(now)s: tell them.") % days
    return yes(
        known.published,
        _("%(why)s They were told of %(told)s, which the page says too.") % {"why": why, **days},
        _("They were told of %(told)s. The page is not published yet.") % days,
    )


def _deadline_told(known: Known) -> Found:
    state, why = _done("E-HOSC-4")(known)
    step = _newest(known, "E-HOSC-4")
    if state != "held" or step is None:
        return state, why
    if step.told is None or known.decides_on is None:
        return "gap", _("It does not say until when they can comment.")
    day = {"why": why, "told": in_words(step.told)}
    return yes(
        step.told < known.decides_on,
        _("%(why)s They can comment until %(told)s.") % day,
        _("They can comment until %(told)s, which is not before the decision.") % day,
    )


def _answered(known: Known) -> Found:
    """An answer is due once scrutiny was consulted."""
    if _newest(known, "E-HOSC-2") is None:
        return "not due", _("Scrutiny has not been consulted yet.")
    asked, answered = _newest(known, "E-HOSC-2"), _newest(known, "E-HOSC-5")
    if asked and answered and answered.on < asked.on:
        return "gap", _("The answer is older than the letter that consulted them.")
    return _done("E-HOSC-5")(known)


CHECKS: dict[str, Check] = {
    **{item: _done(item) for item in DATED},
    "E-HOSC-3": _decision_date_told,
    "E-HOSC-4": _deadline_told,
    "E-HOSC-5": _answered,
}
