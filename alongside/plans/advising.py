"""Requests for advice: asking, giving one to a lead, answering; how much each lead has, and how long answers take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from uuid import UUID, uuid4

from django.db import transaction

from alongside.organisations.models import Organisation
from alongside.plans.models_advice import AdviceRequest
from alongside.plans.numbering import numbered
from alongside.record.actions import note

PROMISED_DAYS = {"small": 5, "medium": 10, "large": 10}
"""Working days until an answer, by size: our default."""


@transaction.atomic
def ask(
    *,
    organisation: Organisation,
    about: str,
    size: str,
    needed_by: date | None,
    by: UUID,
    at: datetime,
    id: UUID | None = None,
) -> AdviceRequest:
    """Ask the engagement team. The same words again, not answered yet, are one request; a form sent twice always is."""
    id = id or uuid4()
    held = AdviceRequest.objects.select_for_update().filter(organisation=organisation)
    same = held.filter(by=by, about=about, answered_at=None).first()
    if same is not None:
        return same

    def make(number: int) -> AdviceRequest:
        return AdviceRequest.objects.create(
            pk=id,
            organisation=organisation,
            number=number,
            about=about,
            size=size,
            needed_by=needed_by,
            by=by,
            at=at,
        )

    made, new = numbered(AdviceRequest.objects.filter(organisation=organisation), make, id)
    if new:
        _note(made, by, "asked")
    return made


@transaction.atomic
def give_to(*, request: AdviceRequest, lead: UUID, by: UUID, at: datetime) -> AdviceRequest:
    """Somebody in the engagement team leads the answer from now on."""
    held = AdviceRequest.objects.select_for_update().get(pk=request.pk)
    if held.lead != lead and held.answered_at is None:
        held.lead, held.lead_since = lead, at
        held.save(update_fields=["lead", "lead_since"])
        _note(held, by, "given")
    return held


@transaction.atomic
def answer(*, request: AdviceRequest, words: str, by: UUID, at: datetime) -> AdviceRequest:
    """Answered once; what is said stays."""
    held = AdviceRequest.objects.select_for_update().get(pk=request.pk)
    if held.answered_at is None:
        held.answer, held.answered_by, held.answered_at = words, by, at
        held.save(update_fields=["answer", "answered_by", "answered_at"])
        _note(held, by, "answered")
    return held


@dataclass(frozen=True)
class Workload:
    """``open`` requests by lead, none for those that nobody has; ``days`` is the median from asking to answering."""

    open: dict[UUID | None, int]
    days: int | None
    answered: int


def workload(requests: Sequence[AdviceRequest]) -> Workload:
    """Pure."""
    counts: dict[UUID | None, int] = {}
    took = []
    for each in requests:
        if each.answered_at is None:
            counts[each.lead] = counts.get(each.lead, 0) + 1
        else:
            took.append((each.answered_at - each.at).days)
    return Workload(counts, round(median(took)) if took else None, len(took))


def _note(request: AdviceRequest, by: UUID, did: str) -> None:
    note(
        scope=request.organisation_id,
        by=by,
        verb=f"advice.{did}",
        subject=f"advice:{request.pk}",
        detail={"number": request.number},
    )
