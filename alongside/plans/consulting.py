"""What a team does for a consultation: the options log, the parts of its document, statements, confirmations, decision."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from alongside.plans.models import (
    ChangeOption,
    Confirmation,
    ConsultationPart,
    DatedStep,
    Decision,
    OptionStanding,
    Statement,
)
from alongside.plans.numbering import numbered
from alongside.record.actions import note


def options(scope: UUID, words: str = "") -> "QuerySet[ChangeOption]":
    """The log, in order, each with its standings; of those whose title holds these words, where there are any."""
    found = ChangeOption.objects.filter(scope=scope).prefetch_related("standings")
    for word in words.split():
        found = found.filter(title__icontains=word)
    return found


@transaction.atomic
def add_option(
    *, scope: UUID, values: Mapping[str, Any], on: date, by: UUID, at: datetime, id: UUID | None = None
) -> ChangeOption:
    """Into the log, as considered since that day. ``id`` makes sending the form twice the same as once."""
    id = id or uuid4()

    def make(number: int) -> ChangeOption:
        return ChangeOption.objects.create(pk=id, scope=scope, number=number, by=by, at=at, **values)

    made, new = numbered(ChangeOption.objects.filter(scope=scope), make, id)
    if not new:
        return made
    OptionStanding.objects.create(option=made, standing=ChangeOption.Standing.CONSIDERED, on=on, by=by, at=at)
    _note(scope, by, "option-added", f"option:{made.pk}", option=made.title)
    return made


@transaction.atomic
def change_option(*, option: ChangeOption, values: Mapping[str, Any], by: UUID) -> ChangeOption:
    held = ChangeOption.objects.select_for_update().get(pk=option.pk)
    changed = [name for name, value in values.items() if getattr(held, name) != value]
    if not changed:
        return held
    for name in changed:
        setattr(held, name, values[name])
    held.save(update_fields=changed)
    _note(held.scope, by, "option-changed", f"option:{held.pk}", option=held.title)
    return held


@transaction.atomic
def stand(*, option: ChangeOption, standing: str, reason: str, on: date, by: UUID, at: datetime) -> OptionStanding:
    """Say how an option stands since that day. The same again is once."""
    ChangeOption.objects.select_for_update().get(pk=option.pk)
    same = OptionStanding.objects.filter(option=option, standing=standing, on=on, reason=reason).first()
    made = same or OptionStanding.objects.create(option=option, standing=standing, on=on, reason=reason, by=by, at=at)
    if same is None:
        words = str(ChangeOption.Standing(standing).label)
        _note(option.scope, by, "option-stands", f"option:{option.pk}", option=option.title, standing=words)
    return made


@transaction.atomic
def name_parts(*, scope: UUID, documents: Mapping[str, str], by: UUID, at: datetime) -> int:
    """{part: slug of its document, or nothing}. Returns how many changed."""
    held = {each.part: each for each in ConsultationPart.objects.select_for_update().filter(scope=scope)}
    changed = 0
    for part, slug in documents.items():
        row = held.get(part)
        if (row.document if row else "") == slug:
            continue
        ConsultationPart.objects.update_or_create(
            scope=scope, part=part, defaults={"document": slug, "by": by, "at": at}
        )
        changed += 1
    if changed:
        _note(scope, by, "parts-named", f"scope:{scope}", parts=changed)
    return changed


@transaction.atomic
def state(
    *, scope: UUID, item: str, shows: bool, words: str, by: UUID, at: datetime, id: UUID | None = None
) -> Statement:
    """Say what shows an item, or why it does not apply. The same words by the same person again are once, and so is a
    form that is sent twice."""
    newest = Statement.objects.filter(scope=scope, item=item).first()
    if newest is not None and (newest.shows, newest.words, newest.by) == (shows, words, by):
        return newest
    made, new = Statement.objects.get_or_create(
        pk=id or uuid4(), scope=scope, defaults={"item": item, "shows": shows, "words": words, "by": by, "at": at}
    )
    if new:
        _note(scope, by, "evidence-stated" if shows else "evidence-not-applicable", f"statement:{made.pk}", item=item)
    return made


@transaction.atomic
def step(
    *, scope: UUID, item: str, values: Mapping[str, Any], by: UUID, at: datetime, id: UUID | None = None
) -> DatedStep:
    """Write down what was done on which day. The same again is once."""
    same = DatedStep.objects.filter(scope=scope, item=item, **values).first()
    if same is not None:
        return same
    made, new = DatedStep.objects.get_or_create(
        pk=id or uuid4(), scope=scope, defaults={"item": item, "by": by, "at": at, **values}
    )
    if new:
        _note(scope, by, "step-dated", f"step:{made.pk}", item=item, day=values["on"].isoformat())
    return made


@transaction.atomic
def confirm(*, scope: UUID, name: str, role: str, document: str, read_on: date, by: UUID, at: datetime) -> Confirmation:
    """Write down that a decision-maker read a document."""
    made, fresh = Confirmation.objects.get_or_create(
        scope=scope, name=name, document=document, read_on=read_on, defaults={"role": role, "by": by, "at": at}
    )
    if fresh:
        _note(scope, by, "reading-confirmed", f"confirmation:{made.pk}", document=document)
    return made


class DecidedMeanwhile(Exception):
    """Somebody recorded a decision since the page was shown."""


@transaction.atomic
def decide(
    *,
    scope: UUID,
    values: Mapping[str, Any],
    by: UUID,
    at: datetime,
    id: UUID | None = None,
    seen: int | None = None,
) -> Decision:
    """Record a decision. A later one does not take the place of it: both stay. ``seen`` is how many were recorded when
    the page was shown: whoever calls holds the piece of work. Raises DecidedMeanwhile."""
    before = Decision.objects.filter(scope=scope, pk=id).first() if id else None
    if before is not None:
        return before
    newest = Decision.objects.filter(scope=scope).first()
    if newest is not None and all(getattr(newest, name) == value for name, value in values.items()):
        return newest
    if seen is not None and Decision.objects.filter(scope=scope).count() != seen:
        raise DecidedMeanwhile
    made = Decision.objects.create(pk=id or uuid4(), scope=scope, by=by, at=at, **values)
    _note(scope, by, "decision-recorded", f"decision:{made.pk}", body=made.body)
    return made


def _note(scope: UUID, by: UUID, did: str, subject: str, **detail: str | int) -> None:
    note(scope=scope, by=by, verb=f"plan.{did}", subject=subject, detail=detail)
