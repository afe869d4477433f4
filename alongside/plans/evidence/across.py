"""What every involvement shows, whatever its kind."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.dates import in_words
from alongside.plans.evidence.common import Check, Found, after_close, sheet_of, yes
from alongside.plans.facts import Known


def _plan_names_duties(known: Known) -> Found:
    if known.plan_begun is None or known.duties_answered is None:
        return "unknown", _("Not known.")
    missing = [
        words
        for good, words in (
            (known.plan_begun, _("The plan is not begun.")),
            (known.duties_answered, _("The questions about duties are not answered.")),
        )
        if not good
    ]
    return yes(
        not missing,
        _("The plan is begun, and the questions about duties are answered."),
        " ".join(missing),
    )


def _begun(template: str) -> Check:
    def check(known: Known) -> Found:
        if known.sheets is None:
            return "unknown", _("Not known.")
        sheet = sheet_of(known, template)
        return (
            ("held", _("Begun on %(begun_on)s.") % {"begun_on": in_words(sheet.begun_on)})
            if sheet
            else ("gap", _("Not begun."))
        )

    return check


def _approved(template: str) -> Check:
    def check(known: Known) -> Found:
        if known.sheets is None:
            return "unknown", _("Not known.")
        sheet = sheet_of(known, template)
        if sheet is None or sheet.approved_on is None:
            return "gap", _("Not approved yet.") if sheet else _("Not begun.")
        return yes(
            not sheet.changed_since,
            _("Approved on %(approved_on)s.") % {"approved_on": in_words(sheet.approved_on)},
            _("Approved on %(approved_on)s, and changed since.") % {"approved_on": in_words(sheet.approved_on)},
        )

    return check


def _answered(template: str, fact: str, words: str | Promise) -> Check:
    def check(known: Known) -> Found:
        if known.sheets is None:
            return "unknown", _("Not known.")
        sheet = sheet_of(known, template)
        return yes(
            bool(sheet and sheet.facts.get(fact)),
            _("%(what)s is written down.") % {"what": words},
            _("%(what)s is not written down.") % {"what": words},
        )

    return check


def _watching(known: Known) -> Found:
    for key in ("equality-after", "equality-before"):
        sheet = sheet_of(known, key)
        if sheet and str(sheet.facts.get("eqia.review") or "") >= known.today.isoformat():
            return "held", _("There is a day to look at the effect again.")
    return (
        ("unknown", _("Not known."))
        if known.sheets is None
        else ("gap", _("There is no day ahead to look at the effect again."))
    )


def _who(known: Known) -> Found:
    """Who took part beside who is affected can be compared only where people say something of themselves."""
    if known.told_about is None or known.received is None:
        return "unknown", _("Not known.")
    return yes(
        known.told_about > 0,
        _("People who took part told us about themselves. Reach shows who is missing."),
        _("Nobody has told us about themselves, so gaps cannot be seen."),
    )


CHECKS: dict[str, Check] = {
    "E-WHO": after_close(_who),
    "E-INV": _plan_names_duties,
    "E-EQIA-1": _begun("equality-before"),
    "E-EQIA-2": _approved("equality-before"),
    "E-EQIA-3": after_close(_approved("equality-after")),
    "E-EQIA-4": _watching,
    "E-DP-1": _answered("data-protection", "dpia.screening", gettext_lazy("The screening")),
    "E-DP-2": _approved("data-protection"),
    "E-DP-4": _answered("data-protection", "dpia.retention", gettext_lazy("How long data is kept")),
}
