"""What every involvement shows, whatever its kind."""

from alongside.core.dates import in_words
from alongside.plans.evidence.common import Check, Found, after_close, sheet_of, yes
from alongside.plans.facts import Known


def _plan_names_duties(known: Known) -> Found:
    if known.plan_begun is None or known.duties_answered is None:
        return "unknown", "Not known."
    missing = [
        words
        for good, words in (
            (known.plan_begun, "the plan is not begun"),
            (known.duties_answered, "the questions about duties are not answered"),
        )
        if not good
    ]
    return yes(
        not missing,
        "The plan is begun, and the questions about duties are answered.",
        f"{' and '.join(missing).capitalize()}.",
    )


def _begun(template: str) -> Check:
    def check(known: Known) -> Found:
        if known.sheets is None:
            return "unknown", "Not known."
        sheet = sheet_of(known, template)
        return ("held", f"Begun on {in_words(sheet.begun_on)}.") if sheet else ("gap", "Not begun.")

    return check


def _approved(template: str) -> Check:
    def check(known: Known) -> Found:
        if known.sheets is None:
            return "unknown", "Not known."
        sheet = sheet_of(known, template)
        if sheet is None or sheet.approved_on is None:
            return "gap", "Not approved yet." if sheet else "Not begun."
        return yes(
            not sheet.changed_since,
            f"Approved on {in_words(sheet.approved_on)}.",
            f"Approved on {in_words(sheet.approved_on)}, and changed since.",
        )

    return check


def _answered(template: str, fact: str, words: str) -> Check:
    def check(known: Known) -> Found:
        if known.sheets is None:
            return "unknown", "Not known."
        sheet = sheet_of(known, template)
        return yes(bool(sheet and sheet.facts.get(fact)), f"{words} is written down.", f"{words} is not written down.")

    return check


def _watching(known: Known) -> Found:
    for key in ("equality-after", "equality-before"):
        sheet = sheet_of(known, key)
        if sheet and sheet.facts.get("eqia.review"):
            return "held", "There is a day to look at the effect again."
    return (
        ("unknown", "Not known.") if known.sheets is None else ("gap", "There is no day to look at the effect again.")
    )


CHECKS: dict[str, Check] = {
    "E-INV": _plan_names_duties,
    "E-EQIA-1": _begun("equality-before"),
    "E-EQIA-2": _approved("equality-before"),
    "E-EQIA-3": after_close(_approved("equality-after")),
    "E-EQIA-4": _watching,
    "E-DP-1": _answered("data-protection", "dpia.screening", "The screening"),
    "E-DP-2": _approved("data-protection"),
    "E-DP-4": _answered("data-protection", "dpia.retention", "How long data is kept"),
}
