"""Choosing methods for a piece of work, and keeping its communications schedule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from alongside.knowledge.picking import Answers, as_json
from alongside.plans import doing
from alongside.plans.doing_rules import Draft
from alongside.plans.models_methods import ChosenMethod, ScheduledNotice
from alongside.record.actions import note

NOTICE_FIELDS = ("channel", "audience", "what", "owner", "on", "status", "reach")


class NoticeChanged(Exception):
    """Somebody changed the notice since it was shown."""


@dataclass(frozen=True)
class Choice:
    """A method to choose, what spoke for it, and the activity that it becomes."""

    method: str
    name: str
    led: tuple[str, ...]
    draft: Draft | None = None


@transaction.atomic
def choose(
    *, scope: UUID, choices: Iterable[Choice], answers: Answers, reason: str, by: UUID, at: datetime
) -> list[ChosenMethod]:
    """Put methods into the plan, those left out that are there, each with its activity and tasks. Returns those that
    came in."""
    made, drafts = [], []
    there = set(chosen(scope).values_list("method", flat=True))
    for each in choices:
        if each.method in there:
            continue
        try:
            with transaction.atomic():
                row = ChosenMethod.objects.create(
                    scope=scope,
                    method=each.method,
                    name=each.name,
                    reason=reason,
                    answers=as_json(answers),
                    led=list(each.led),
                    by=by,
                    at=at,
                )
        except IntegrityError:  # a colleague chose it at the same moment
            continue
        made.append(row)
        drafts.append(each.draft)
    for row, draft in zip(made, drafts, strict=True):
        note(scope=scope, by=by, verb="plan.method-chosen", subject=f"method:{row.pk}", detail={"method": row.name})
        if draft is not None:
            doing.plan_activity(
                scope=scope, method=row.method, values=draft.values, steps=draft.steps, chosen=row, by=by, at=at
            )
    return made


@transaction.atomic
def take_out(*, chosen: ChosenMethod, by: UUID, at: datetime, reason: str = "") -> None:
    """Take a method out of the plan, and call off its activities for the same reason. That they were there stays."""
    if ChosenMethod.objects.filter(pk=chosen.pk, removed_at=None).update(removed_at=at):
        note(
            scope=chosen.scope,
            by=by,
            verb="plan.method-taken-out",
            subject=f"method:{chosen.pk}",
            detail={"method": chosen.name},
        )
        for each in doing.planned(chosen.scope).filter(chosen=chosen):
            doing.cancel(activity=each, reason=reason, by=by, at=at)


def chosen(scope: UUID) -> Any:
    """Methods of the plan, the first chosen first."""
    return ChosenMethod.objects.filter(scope=scope, removed_at=None)


@transaction.atomic
def schedule(*, scope: UUID, values: Mapping[str, Any], by: UUID, at: datetime, id: UUID) -> ScheduledNotice:
    """Add a notice. ``id`` makes sending the form twice the same as once."""
    made, new = ScheduledNotice.objects.get_or_create(
        pk=id, defaults={"scope": scope, "by": by, "at": at, **{name: values[name] for name in NOTICE_FIELDS}}
    )
    if made.scope != scope:
        raise NoticeChanged
    if new:
        note(
            scope=scope, by=by, verb="plan.notice-added", subject=f"notice:{made.pk}", detail={"channel": made.channel}
        )
    return made


@transaction.atomic
def change_notice(*, notice: ScheduledNotice, values: Mapping[str, Any], by: UUID, at: datetime, seen: int) -> None:
    """Change a notice. ``seen`` is its version that was shown. The same again changes nothing. Raises NoticeChanged."""
    wanted = {name: values[name] for name in NOTICE_FIELDS}
    if all(getattr(notice, name) == value for name, value in wanted.items()):
        return
    rows = ScheduledNotice.objects.filter(pk=notice.pk, version=seen)
    if not rows.update(**wanted, version=F("version") + 1, by=by, at=at):
        raise NoticeChanged
    note(
        scope=notice.scope,
        by=by,
        verb="plan.notice-changed",
        subject=f"notice:{notice.pk}",
        detail={"channel": wanted["channel"], "status": wanted["status"]},
    )
