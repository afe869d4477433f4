"""What a made-up organisation asks of itself, and a time of its own."""

from datetime import date, datetime, timedelta

from alongside.core.dates import short
from alongside.knowledge.timings import timings
from alongside.library import actions, presenters_own
from alongside.library.models import OwnEntry
from alongside.organisations.models import Organisation
from alongside.people.accounts.models import Person

SINCE = date(2026, 5, 1)
FORUM = {
    "title": "The patient forum sees it first",
    "requires": "Every change of a place or of opening hours is shown to the patient forum before anything is published. The forum has two weeks to answer.",
    "source": "Our compact with the patient forum, agreed by the board in April 2026",
    "seen": "2026-04",
    "link": "",
    "hardness": "SEED",
    "confidence": "H",
    "join": "any",
    "answers": ["impact.manner=yes", "impact.range=yes"],
    "evidence": ["E-INV", "E-G1-5"],
    "valid_from": SINCE.isoformat(),
    "valid_to": "",
    "review_by": "2027-04-30",
}


def ask_more(home: Organisation, lead: Person, now: datetime) -> None:
    at = now - timedelta(days=40)
    actions.keep(
        organisation=home,
        kind=OwnEntry.Kind.DUTY,
        key="own-the-patient-forum-sees-it-first",
        values={"details": FORUM},
        reason="The forum heard of the move of the eye clinic from the newspaper.",
        by=lead.pk,
        at=at,
        seen=None,
    )
    shipped = timings()["TIM-19"]
    actions.set_value(
        organisation=home,
        kind=OwnEntry.Kind.TIMING,
        key=shipped.id,
        value="6",
        since=SINCE,
        source="Our compact with the patient forum, agreed by the board in April 2026",
        reason="Two people read every answer, and the forum sees the report before the board.",
        by=lead.pk,
        at=at,
        seen=None,
        told={
            "entry": presenters_own.name(shipped),
            "value": presenters_own.amount(presenters_own.of(shipped, "6")),
            "shipped": presenters_own.amount(shipped),
            "day": short(SINCE),
        },
    )
