"""Gunning 2: enough reasons and facts to answer by."""

from datetime import date, timedelta

from alongside.core.dates import in_words
from alongside.plans.evidence.common import ENGAGEMENT, Check, Found, published_part, sheet_of, yes
from alongside.plans.facts import Known
from alongside.plans.parts import PARTS


def _every_part(known: Known) -> Found:
    if known.parts is None or known.documents is None:
        return "unknown", "Not known."
    missing = [words for key, words in PARTS.items() if known.part(key) is None]
    return yes(
        not missing,
        f"All {len(PARTS)} parts have a published document behind them.",
        f"{len(missing)} of {len(PARTS)} parts have no published document: {', '.join(missing[:4])}{'…' if len(missing) > 4 else ''}.",
    )


def _each_option(known: Known) -> Found:
    if known.options is None:
        return "unknown", "Not known."
    realistic = [each for each in known.options if each.standing != "discarded"]
    if not realistic:
        return "gap", "There are no options in the log."
    gaps = [f"{each.title} ({', '.join(each.missing)})" for each in realistic if each.missing]
    return yes(not gaps, f"{len(realistic)} options, each with all that people need.", f"Missing: {'; '.join(gaps)}.")


def _discarded(known: Known) -> Found:
    if known.options is None:
        return "unknown", "Not known."
    gone = [each for each in known.options if each.standing == "discarded"]
    if not gone:
        return (
            "gap",
            "No option is recorded as discarded. If nothing else was ever considered, say so as an option with its reason.",
        )
    bare = [each.title for each in gone if not each.reason]
    return yes(not bare, f"{len(gone)} discarded, each with its reason.", f"No reason: {', '.join(bare)}.")


def _equality_before(known: Known) -> Found:
    sheet = sheet_of(known, "equality-before")
    if known.sheets is None:
        return "unknown", "Not known."
    if sheet is None or sheet.published_on is None:
        return "gap", "The equality assessment before people are asked is not published."
    late = known.opens is not None and sheet.published_on > known.opens
    return yes(
        not late,
        f"Published on {in_words(sheet.published_on)}.",
        f"Published on {in_words(sheet.published_on)}, after it opened.",
    )


def _formats_at(known: Known, deadline: date | None, words: str) -> Found:
    if known.formats_wanted is None or known.documents is None or deadline is None:
        return "unknown", "It needs dates, and the formats that are wanted."
    if not known.formats_wanted:
        return "gap", "Nobody has said yet which formats are wanted."
    there: dict[str, date] = {}
    for doc in known.documents:
        if doc.published_on:
            for format, made in (doc.formats or {}).items():
                # There for people once its document is public; before the opening nobody can use it to answer.
                day = max(made, doc.published_on, known.opens or made)
                there[format] = min(day, there.get(format, day))
    missing = [each for each in known.formats_wanted if there.get(each) is None or there[each] > deadline]
    return yes(not missing, f"All {len(known.formats_wanted)} formats {words}.", f"Not {words}: {', '.join(missing)}.")


def _formats_at_opening(known: Known) -> Found:
    return _formats_at(
        known, known.opens, f"there by {in_words(known.opens)}" if known.opens else "there at the opening"
    )


def _formats_long_enough(known: Known) -> Found:
    deadline = ENGAGEMENT.before(known.closes) if known.closes else None
    return _formats_at(known, deadline, f"there for {ENGAGEMENT.words} before the close")


def _changed_half_way(known: Known) -> Found:
    if known.documents is None or known.announced is None or known.opens is None or known.closes is None:
        return "unknown", "Not known."
    changed = [
        (doc.title, day)
        for doc in known.documents
        if doc.published_on
        for day in doc.versions
        if known.opens < day <= known.closes
    ]
    if not changed:
        return "held", "No published document changed while it was open."
    silent = [
        title for title, day in changed if not any(day <= told <= day + timedelta(days=7) for told in known.announced)
    ]
    return yes(
        not silent,
        f"{len(changed)} changes while it was open, each announced.",
        f"Changed while it was open without an update on the page within a week: {', '.join(dict.fromkeys(silent))}.",
    )


CHECKS: dict[str, Check] = {
    "E-G2-1": _every_part,
    "E-G2-2": published_part("case"),
    "E-G2-3": _each_option,
    "E-G2-4": _discarded,
    "E-G2-5": published_part("scoring"),
    "E-G2-6": _equality_before,
    "E-G2-7": _formats_at_opening,
    "E-G2-9": _changed_half_way,
    "E-G2-10": published_part("answers"),
    "E-G3-3": _formats_long_enough,
}
