"""Gunning 4: what people said is taken into account."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.dates import in_words
from alongside.plans.evidence.common import PAPERS, Check, Found, after_close, sheet_of, time, yes
from alongside.plans.facts import Known


def _all_read(known: Known) -> Found:
    if known.received is None or known.unread is None or known.by_channel is None:
        return "unknown", _("Not known.")
    by = ", ".join(f"{channel} {count}" for channel, count in sorted(known.by_channel.items()))
    agrees = sum(known.by_channel.values()) == known.received
    if not agrees:
        return "gap", _("Counts by channel (%(by)s) do not add up to %(received)s.") % {
            "by": by,
            "received": known.received,
        }
    return yes(
        known.unread == 0,
        ngettext("%(received)s answer, read: %(by)s.", "%(received)s answers, all read: %(by)s.", known.received)
        % {"received": known.received, "by": by},
        ngettext(
            "%(unread)s of %(received)s answers has not been read yet.",
            "%(unread)s of %(received)s answers have not been read yet.",
            known.unread,
        )
        % {"unread": known.unread, "received": known.received},
    )


def _method(known: Known) -> Found:
    return yes(
        known.method,
        _("The plan says who reads the answers, and how."),
        _("The plan does not say who reads the answers, and how."),
    )


def _traced(known: Known) -> Found:
    if known.findings is None or known.findings_traced is None:
        return "unknown", _("Not known.")
    if not known.findings:
        return "gap", _("There are no findings yet.")
    return yes(
        known.findings_traced == known.findings,
        ngettext(
            "%(findings)s finding, which leads to what people said.",
            "All %(findings)s findings lead to what people said.",
            known.findings,
        )
        % {"findings": known.findings},
        _("%(findings_traced)s of %(findings)s findings rest on nothing that people said.")
        % {"findings_traced": known.findings - known.findings_traced, "findings": known.findings},
    )


def _alternatives(known: Known) -> Found:
    if known.options is None:
        return "unknown", _("Not known.")
    theirs = [each for each in known.options if each.origin == "people"]
    if not theirs:
        return (
            "gap",
            _(
                "No alternative that people proposed is in the log of options. If there was none, say so as an option with its reason."
            ),
        )
    open_ones = [each.title for each in theirs if each.standing == "considered" or not each.reason]
    return yes(
        not open_ones,
        ngettext(
            "%(theirs)s alternative from people, with outcome and reason.",
            "%(theirs)s alternatives from people, each with outcome and reason.",
            len(theirs),
        )
        % {"theirs": len(theirs)},
        _("Without outcome and reason: %(open_ones)s.") % {"open_ones": ", ".join(open_ones)},
    )


def _deciders_read(known: Known) -> Found:
    if known.confirmed is None or known.decides_on is None:
        return "unknown", _("It needs a decision date.")
    if not known.confirmed:
        return "gap", _("No decision-maker has confirmed reading the report.")
    length = known.timings[PAPERS]
    deadline = length.before(known.decides_on)
    report = known.part("report")
    if report is None or report.published_on is None:
        return "gap", _("No published document is named for the report.")
    late = report.published_on > deadline
    read = [each for each in known.confirmed if each.slug == report.slug and each.on <= known.decides_on]
    if not read:
        return "gap", _("No decision-maker has confirmed reading “%(title)s” before the decision.") % {
            "title": report.title
        }
    stale = [each.who for each in read if report.versions and each.on < report.versions[-1]]
    if late:
        return (
            "gap",
            _("The report was published on %(published_on)s, less than %(time)s before the decision.")
            % {"published_on": in_words(report.published_on), "time": time(length)},
        )
    return yes(
        not stale,
        _("%(confirmed)s confirmed reading the report.") % {"confirmed": len(read)},
        _("Confirmed before the report's newest words: %(stale)s.") % {"stale": ", ".join(stale)},
    )


def _decision_answers(known: Known) -> Found:
    if known.findings is None or known.findings_answered is None or known.decision_minute is None:
        return "unknown", _("Not known.")
    if known.decided_on is None:
        return "not due", _("No decision is recorded yet.")
    if not known.decision_minute:
        return "gap", _("The decision names no document for its minute.")
    minute = known.doc(known.decision_minute)
    if minute is None or minute.published_on is None:
        return "gap", _("The document with the minute of the decision is not published.")
    return yes(
        known.findings_answered == known.findings,
        ngettext(
            "%(findings)s finding, with its response and reason.",
            "Each of %(findings)s findings has a response with its reason.",
            known.findings,
        )
        % {"findings": known.findings},
        _("%(findings_answered)s of %(findings)s findings have no response.")
        % {"findings_answered": known.findings - known.findings_answered, "findings": known.findings},
    )


def _equality_after(known: Known) -> Found:
    if known.sheets is None or known.closes is None:
        return "unknown", _("Not known.")
    before, after = sheet_of(known, "equality-before"), sheet_of(known, "equality-after")
    if after is None or after.approved_on is None:
        return "gap", _("The equality assessment after people answered is not approved.")
    if before is None:
        return "gap", _("There is no equality assessment from before to compare it with.")
    if after.approved_on < known.closes or (known.decides_on and after.approved_on > known.decides_on):
        return (
            "gap",
            _("It was approved on %(approved_on)s, which is not between the close and the decision.")
            % {"approved_on": in_words(after.approved_on)},
        )
    if after.changed_since:
        return "gap", _("It was changed after it was approved.")
    return yes(
        after.prints != before.prints,
        _("Approved on %(approved_on)s, and it differs from the one before.")
        % {"approved_on": in_words(after.approved_on)},
        _("It says the same as before people answered."),
    )


def _told(known: Known) -> Found:
    if known.told_on is None:
        return (
            ("gap", _("People have not been told yet.")) if known.findings is not None else ("unknown", _("Not known."))
        )
    return "held", _("People were told on %(told_on)s.") % {"told_on": in_words(known.told_on)}


def _followed(known: Known) -> Found:
    if known.promises is None or known.promises_late is None:
        return "unknown", _("Not known.")
    if not known.promises:
        return "gap", _("No promise has been made.")
    return yes(
        not known.promises_late,
        ngettext(
            "%(promises)s promise, with an owner and a date; it is not late.",
            "%(promises)s promises, each with an owner and a date; none is late.",
            known.promises,
        )
        % {"promises": known.promises},
        _("%(promises_late)s of %(promises)s promises are late.")
        % {"promises_late": known.promises_late, "promises": known.promises},
    )


def _organised(known: Known) -> Found:
    """Answers for groups and organisations are counted apart, and none is thrown away."""
    if known.received is None or known.groups is None:
        return "unknown", _("Not known.")
    counts = {"groups": known.groups, "people": known.received - known.groups}
    return "held", _("Counted apart. For groups or organisations: %(groups)s. For one person: %(people)s.") % counts


CHECKS: dict[str, Check] = {
    "E-G4-1": after_close(_all_read),
    "E-G4-2": _method,
    "E-G4-3": after_close(_traced),
    "E-G4-4": after_close(_alternatives),
    "E-G4-5": after_close(_organised),
    "E-G4-6": after_close(_deciders_read),
    "E-G4-7": after_close(_decision_answers),
    "E-G4-8": after_close(_equality_after),
    "E-G4-9": after_close(_told),
    "E-G4-10": after_close(_followed),
    "E-FEED": after_close(_told),
}
