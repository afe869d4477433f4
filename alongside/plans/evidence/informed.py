"""Gunning 2: enough reasons and facts to answer by."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.dates import in_words
from alongside.knowledge.lead_times import lead_times
from alongside.plans.evidence.common import ENGAGEMENT, Check, Found, published_part, sheet_of, time, yes
from alongside.plans.facts import Known
from alongside.plans.parts import PARTS


def _every_part(known: Known) -> Found:
    if known.parts is None or known.documents is None:
        return "unknown", _("Not known.")
    missing = [_(words) for key, words in PARTS.items() if known.part(key) is None]
    return yes(
        not missing,
        _("All %(value)s parts have a published document behind them.") % {"value": len(PARTS)},
        _("%(missing)s of %(value)s parts have no published document: %(missing_2)s%(value_2)s")
        % {
            "missing": len(missing),
            "value": len(PARTS),
            "missing_2": ", ".join(missing[:4]),
            "value_2": "…" if len(missing) > 4 else ".",
        },
    )


def _each_option(known: Known) -> Found:
    if known.options is None:
        return "unknown", _("Not known.")
    realistic = [each for each in known.options if each.standing != "discarded"]
    if not realistic:
        return "gap", _("There are no options in the log.")
    gaps = [f"{each.title} ({', '.join(each.missing)})" for each in realistic if each.missing]
    return yes(
        not gaps,
        ngettext(
            "%(realistic)s option, with all that people need.",
            "%(realistic)s options, each with all that people need.",
            len(realistic),
        )
        % {"realistic": len(realistic)},
        _("Missing: %(gaps)s.") % {"gaps": "; ".join(gaps)},
    )


def _discarded(known: Known) -> Found:
    if known.options is None:
        return "unknown", _("Not known.")
    gone = [each for each in known.options if each.standing == "discarded"]
    if not gone:
        return (
            "gap",
            _(
                "No option is recorded as discarded. If nothing else was ever considered, say so as an option with its reason."
            ),
        )
    bare = [each.title for each in gone if not each.reason]
    return yes(
        not bare,
        ngettext("%(gone)s discarded, with its reason.", "%(gone)s discarded, each with its reason.", len(gone))
        % {"gone": len(gone)},
        _("No reason: %(bare)s.") % {"bare": ", ".join(bare)},
    )


def _equality_before(known: Known) -> Found:
    sheet = sheet_of(known, "equality-before")
    if known.sheets is None:
        return "unknown", _("Not known.")
    if sheet is None or sheet.published_on is None:
        return "gap", _("The equality assessment before people are asked is not published.")
    late = known.opens is not None and sheet.published_on > known.opens
    return yes(
        not late,
        _("Published on %(published_on)s.") % {"published_on": in_words(sheet.published_on)},
        _("Published on %(published_on)s, after it opened.") % {"published_on": in_words(sheet.published_on)},
    )


def _formats_at(known: Known, deadline: date | None, words: str) -> Found:
    if known.formats_wanted is None or known.documents is None or deadline is None:
        return "unknown", _("It needs dates, and the formats that are wanted.")
    if not known.formats_wanted:
        return "gap", _("Nobody has said yet which formats are wanted.")
    there: dict[str, date] = {}
    for doc in known.documents:
        if doc.published_on:
            for format, made in (doc.formats or {}).items():
                # There for people once its document is public; before the opening nobody can use it to answer.
                day = max(made, doc.published_on, known.opens or made)
                there[format] = min(day, there.get(format, day))
    missing = [each for each in known.formats_wanted if there.get(each) is None or there[each] > deadline]
    names = [lead_times()[each].name if each in lead_times() else each for each in missing]
    return yes(
        not missing,
        ngettext(
            "%(formats_wanted)s format, %(time)s.",
            "All %(formats_wanted)s formats %(time)s.",
            len(known.formats_wanted),
        )
        % {"formats_wanted": len(known.formats_wanted), "time": words},
        _("Not %(time)s: %(missing)s.") % {"time": words, "missing": ", ".join(names)},
    )


def _formats_at_opening(known: Known) -> Found:
    return _formats_at(
        known, known.opens, _("there by %(day)s") % {"day": in_words(known.opens)} if known.opens else ""
    )


def _formats_long_enough(known: Known) -> Found:
    length = known.timings[ENGAGEMENT]
    deadline = length.before(known.closes) if known.closes else None
    return _formats_at(known, deadline, _("there for %(time)s before the close") % {"time": time(length)})


def _changes(known: Known) -> list[tuple[str, date]]:
    """Of published documents while it was open: (title, day)."""
    if known.opens is None or known.closes is None:
        return []
    return [
        (doc.title, day)
        for doc in known.documents or ()
        if doc.published_on
        for day in doc.versions
        if known.opens < day <= known.closes
    ]


def last_change(known: Known) -> date | None:
    """What is said about changes counts from this day on."""
    return max((day for _title, day in _changes(known)), default=None)


def _changed_half_way(known: Known) -> Found:
    if known.documents is None or known.announced is None or known.opens is None or known.closes is None:
        return "unknown", _("Not known.")
    changed = _changes(known)
    if not changed:
        return "held", _("No published document changed while it was open.")
    silent = [
        title for title, day in changed if not any(day <= told <= day + timedelta(days=7) for told in known.announced)
    ]
    return yes(
        not silent,
        ngettext(
            "%(changed)s change while it was open, and it was announced.",
            "%(changed)s changes while it was open, each announced.",
            len(changed),
        )
        % {"changed": len(changed)},
        _("Changed while it was open without an update on the page within a week: %(silent)s.")
        % {"silent": ", ".join(dict.fromkeys(silent))},
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
