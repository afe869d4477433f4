"""Gunning 1: the decision is still open."""

from alongside.core.dates import in_words
from alongside.plans.evidence.common import READING, Check, Found, yes
from alongside.plans.facts import Known


def _open_and_fixed(known: Known) -> Found:
    if known.says_open is None or known.says_fixed is None:
        return "unknown", "Not known."
    missing = [
        words for good, words in ((known.says_open, "what can change"), (known.says_fixed, "what cannot")) if not good
    ]
    return yes(
        not missing,
        "The project says what can change and what cannot.",
        f"The project does not say {' and '.join(missing)}.",
    )


def _decides_after(known: Known) -> Found:
    if known.decides_on is None or known.closes is None:
        return "unknown", "It needs a closing date and a decision date."
    first = READING.after(known.closes)
    days = f"It closes on {in_words(known.closes)} and is decided on {in_words(known.decides_on)}."
    return yes(known.decides_on >= first, days, f"{days} That is less than {READING.words} to read and analyse.")


def _options_log(known: Known) -> Found:
    if known.options is None:
        return "unknown", "Not known."
    undated = [each.title for each in known.options if not each.standing_on]
    nothing = any(each.origin == "nothing" for each in known.options)
    if len(known.options) < 2 or not nothing:
        return "gap", "The log of options needs at least two, and one of them is to do nothing."
    return yes(
        not undated,
        f"{len(known.options)} options, each with a dated standing.",
        f"No dated standing: {', '.join(undated)}.",
    )


def _shaped(known: Known) -> Found:
    if known.options is None:
        return "unknown", "Not known."
    count = sum(each.shaped_by for each in known.options)
    return yes(
        count > 0,
        f"{count} of {len(known.options)} options say what people had said before.",
        "No option says what people had said before.",
    )


def _provisional(known: Known) -> Found:
    if known.options is None:
        return "unknown", "Not known."
    preferred = [each for each in known.options if each.preferred]
    if not preferred:
        return "held", "No option is preferred."
    return yes(
        all(each.provisional for each in preferred),
        "The preferred option is called provisional, with why.",
        "The preferred option does not say that it is provisional.",
    )


CHECKS: dict[str, Check] = {
    "E-G1-1": _open_and_fixed,
    "E-G1-2": _decides_after,
    "E-G1-4": _options_log,
    "E-G1-5": _shaped,
    "E-G1-6": _provisional,
}
