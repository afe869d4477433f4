"""What a project's timetable stands on: formats and meetings are chosen here, dates and kind come from the project."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.plans.models import TimetableChoice
from alongside.record.actions import note


class ChosenMeanwhile(Exception):
    """Somebody chose since this was shown."""


def newest(scope: UUID) -> TimetableChoice | None:
    return TimetableChoice.objects.filter(scope=scope).first()


@transaction.atomic
def choose(
    *,
    scope: UUID,
    formats: Sequence[str],
    meetings: Sequence[Mapping[str, Any]],
    seen: int,
    by: UUID,
    at: datetime,
) -> TimetableChoice:
    """Keep formats and meetings. The same again changes nothing. Raises ChosenMeanwhile."""
    now = newest(scope)
    kept_formats, kept = list(formats), sorted((dict(each) for each in meetings), key=lambda each: str(each["date"]))
    if now is not None and (now.formats, now.meetings) == (kept_formats, kept):
        return now
    number = now.number + 1 if now else 1
    if number != seen + 1:
        raise ChosenMeanwhile
    try:
        with transaction.atomic():
            made = TimetableChoice.objects.create(
                scope=scope, number=number, formats=kept_formats, meetings=kept, by=by, at=at
            )
    except IntegrityError:
        raise ChosenMeanwhile from None
    detail = {"formats": len(kept_formats), "meetings": len(kept)}
    note(scope=scope, by=by, verb="plan.timetable-chosen", subject=f"timetable:{made.pk}", detail=detail)
    return made
