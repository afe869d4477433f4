"""Answering the questions about duties. Each set of answers is kept; the newest counts."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.knowledge.entries import Knowledge, knowledge
from alongside.knowledge.facts import Facts, as_json
from alongside.knowledge.rules import duties_that_apply
from alongside.plans.models import DutyAssessment
from alongside.record.actions import note


class ChangedMeanwhile(Exception):
    """Somebody answered since these answers were shown. ``theirs`` is what stands now."""

    def __init__(self, theirs: DutyAssessment) -> None:
        super().__init__("The questions about duties were answered meanwhile.")
        self.theirs = theirs


def newest(scope: UUID) -> DutyAssessment | None:
    return DutyAssessment.objects.filter(scope=scope).first()


@transaction.atomic
def assess(
    *,
    scope: UUID,
    facts: Facts,
    judgement: str,
    by: UUID,
    at: datetime,
    on: date,
    seen: int,
    known: Knowledge | None = None,
) -> DutyAssessment:
    """Keep the answers. ``seen`` is the number that was shown, 0 for none; ``on`` the day whose law the record tells of;
    ``known`` what is asked, where an organisation asks more than the law. The same answers again change nothing. Raises
    ChangedMeanwhile."""
    now = newest(scope)
    answers = as_json(facts)
    if now is not None and now.answers == answers and now.judgement == judgement:
        return now
    if now is not None and now.number != seen:
        raise ChangedMeanwhile(now)
    number = now.number + 1 if now else 1
    try:
        with transaction.atomic():
            made = DutyAssessment.objects.create(
                scope=scope, number=number, answers=answers, judgement=judgement, by=by, at=at
            )
    except IntegrityError:
        raise ChangedMeanwhile(DutyAssessment.objects.get(scope=scope, number=number)) from None
    found = duties_that_apply(facts, known or knowledge(), on=on)
    counts = {each: sum(finding.applies == each for finding in found) for each in ("yes", "unknown")}
    note(scope=scope, by=by, verb="plan.duties-assessed", subject=f"assessment:{made.pk}", detail=counts)
    return made
