"""Gunning 4: what people said is taken into account."""

from alongside.core.dates import in_words
from alongside.plans.evidence.common import PAPERS, Check, Found, after_close, sheet_of, yes
from alongside.plans.facts import Known


def _all_read(known: Known) -> Found:
    if known.received is None or known.unread is None or known.by_channel is None:
        return "unknown", "Not known."
    by = ", ".join(f"{channel} {count}" for channel, count in sorted(known.by_channel.items()))
    agrees = sum(known.by_channel.values()) == known.received
    if not agrees:
        return "gap", f"Counts by channel ({by}) do not add up to {known.received}."
    return yes(
        known.unread == 0,
        f"{known.received} answers, all read: {by}.",
        f"{known.unread} of {known.received} answers have not been read yet.",
    )


def _method(known: Known) -> Found:
    return yes(
        known.method,
        "The plan says who reads the answers, and how.",
        "The plan does not say who reads the answers, and how.",
    )


def _traced(known: Known) -> Found:
    if known.findings is None or known.findings_traced is None:
        return "unknown", "Not known."
    if not known.findings:
        return "gap", "There are no findings yet."
    return yes(
        known.findings_traced == known.findings,
        f"All {known.findings} findings lead to what people said.",
        f"{known.findings - known.findings_traced} of {known.findings} findings rest on nothing that people said.",
    )


def _alternatives(known: Known) -> Found:
    if known.options is None:
        return "unknown", "Not known."
    theirs = [each for each in known.options if each.origin == "people"]
    if not theirs:
        return (
            "gap",
            "No alternative that people proposed is in the log of options. If there was none, say so as an option with its reason.",
        )
    open_ones = [each.title for each in theirs if each.standing == "considered" or not each.reason]
    return yes(
        not open_ones,
        f"{len(theirs)} alternatives from people, each with outcome and reason.",
        f"Without outcome and reason: {', '.join(open_ones)}.",
    )


def _deciders_read(known: Known) -> Found:
    if known.confirmed is None or known.decides_on is None:
        return "unknown", "It needs a decision date."
    if not known.confirmed:
        return "gap", "No decision-maker has confirmed reading the report."
    deadline = PAPERS.before(known.decides_on)
    report = known.part("report")
    if report is None or report.published_on is None:
        return "gap", "No published document is named for the report."
    late = report.published_on > deadline
    stale = [each.who for each in known.confirmed if report.versions and each.on < report.versions[-1]]
    if late:
        return (
            "gap",
            f"The report was published on {in_words(report.published_on)}, less than {PAPERS.words} before the decision.",
        )
    return yes(
        not stale,
        f"{len(known.confirmed)} confirmed reading the report.",
        f"Confirmed before the report's newest words: {', '.join(stale)}.",
    )


def _decision_answers(known: Known) -> Found:
    if known.findings is None or known.findings_answered is None or known.decision_minute is None:
        return "unknown", "Not known."
    if known.decided_on is None:
        return "not due", "No decision is recorded yet."
    if not known.decision_minute:
        return "gap", "The decision names no document for its minute."
    return yes(
        known.findings_answered == known.findings,
        f"Each of {known.findings} findings has a response with its reason.",
        f"{known.findings - known.findings_answered} of {known.findings} findings have no response.",
    )


def _equality_after(known: Known) -> Found:
    if known.sheets is None or known.closes is None:
        return "unknown", "Not known."
    before, after = sheet_of(known, "equality-before"), sheet_of(known, "equality-after")
    if after is None or after.approved_on is None:
        return "gap", "The equality assessment after people answered is not approved."
    if before is None:
        return "gap", "There is no equality assessment from before to compare it with."
    if after.approved_on < known.closes or (known.decides_on and after.approved_on > known.decides_on):
        return (
            "gap",
            f"It was approved on {in_words(after.approved_on)}, which is not between the close and the decision.",
        )
    return yes(
        after.prints != before.prints,
        f"Approved on {in_words(after.approved_on)}, and it differs from the one before.",
        "It says the same as before people answered.",
    )


def _told(known: Known) -> Found:
    if known.told_on is None:
        return ("gap", "People have not been told yet.") if known.findings is not None else ("unknown", "Not known.")
    return "held", f"People were told on {in_words(known.told_on)}."


def _followed(known: Known) -> Found:
    if known.promises is None or known.promises_late is None:
        return "unknown", "Not known."
    if not known.promises:
        return "gap", "No promise has been made."
    return yes(
        not known.promises_late,
        f"{known.promises} promises, each with an owner and a date; none is late.",
        f"{known.promises_late} of {known.promises} promises are late.",
    )


CHECKS: dict[str, Check] = {
    "E-G4-1": after_close(_all_read),
    "E-G4-2": _method,
    "E-G4-3": after_close(_traced),
    "E-G4-4": after_close(_alternatives),
    "E-G4-6": after_close(_deciders_read),
    "E-G4-7": after_close(_decision_answers),
    "E-G4-8": after_close(_equality_after),
    "E-G4-9": after_close(_told),
    "E-G4-10": after_close(_followed),
    "E-FEED": after_close(_told),
}
