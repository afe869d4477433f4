"""Planned activities and their tasks: the verbs. A task's day moves with its activity's while it was worked out from it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, QuerySet

from alongside.plans.doing_rules import Step, due
from alongside.plans.models_doing import ActivityTask, PlannedActivity
from alongside.plans.models_methods import ChosenMethod
from alongside.record.actions import Details, note

FIELDS = (
    "title",
    "kind",
    "audiences",
    "for_whom",
    "lead",
    "first_on",
    "last_on",
    "times",
    "people",
    "where",
    "left",
)
TASK_FIELDS = ("words", "owner", "due_on")


class ChangedMeanwhile(Exception):
    """Somebody changed it since it was shown."""


class CalledOff(Exception):
    """The activity was called off: nothing of it changes any more."""


class TaskThere(Exception):
    """The activity has a task with these words already."""


def planned(scope: UUID) -> QuerySet[PlannedActivity]:
    """Those that were not called off, by their first day."""
    return PlannedActivity.objects.filter(scope=scope, cancelled_at=None)


@transaction.atomic
def plan_activity(
    *,
    scope: UUID,
    method: str,
    values: Mapping[str, Any],
    steps: Iterable[Step],
    by: UUID,
    at: datetime,
    chosen: ChosenMethod | None = None,
    id: UUID | None = None,
) -> PlannedActivity:
    """Put an activity into the plan with its tasks. ``id`` makes sending a form twice the same as once."""
    kept = {name: values[name] for name in FIELDS}
    made, new = PlannedActivity.objects.get_or_create(
        pk=id or uuid4(), defaults={"scope": scope, "method": method, "chosen": chosen, "by": by, "at": at, **kept}
    )
    if made.scope != scope:
        raise ChangedMeanwhile
    if not new:
        return made
    tasks = [
        ActivityTask(
            scope=scope,
            activity=made,
            words=each.words,
            before=each.before,
            due_on=due(made.first_on, each.before),
            owner=made.lead,
            by=by,
            at=at,
        )
        for each in steps
    ]
    ActivityTask.objects.bulk_create(tasks)
    detail: Details = {"method": method, "tasks": len(tasks)}
    note(scope=scope, by=by, verb="plan.activity-planned", subject=f"planned:{made.pk}", detail=detail)
    return made


@transaction.atomic
def change(*, activity: PlannedActivity, values: Mapping[str, Any], seen: int, by: UUID, at: datetime) -> None:
    """The same again changes nothing. Raises ChangedMeanwhile when ``seen`` is not its version, or it was called off."""
    wanted = {name: values[name] for name in FIELDS}
    if all(getattr(activity, name) == value for name, value in wanted.items()):
        return
    rows = PlannedActivity.objects.filter(pk=activity.pk, version=seen, cancelled_at=None)
    if not rows.update(**wanted, version=F("version") + 1):
        raise ChangedMeanwhile
    if wanted["first_on"] != activity.first_on:
        _move_tasks(activity, wanted["first_on"])
    detail = {"method": activity.method}
    note(scope=activity.scope, by=by, verb="plan.activity-changed", subject=f"planned:{activity.pk}", detail=detail)


def _move_tasks(activity: PlannedActivity, first_on: date | None) -> None:
    moved = list(activity.tasks.filter(done_at=None, before__isnull=False))
    for each in moved:
        each.due_on = due(first_on, each.before)
        each.version += 1
    ActivityTask.objects.bulk_update(moved, ["due_on", "version"])


@transaction.atomic
def cancel(*, activity: PlannedActivity, reason: str, by: UUID, at: datetime) -> None:
    """Call it off. It stays to be seen, with its tasks and the reason. Twice is once."""
    rows = PlannedActivity.objects.filter(pk=activity.pk, cancelled_at=None)
    if rows.update(cancelled_at=at, cancelled_by=by, cancel_reason=reason, version=F("version") + 1):
        detail = {"method": activity.method}
        note(
            scope=activity.scope, by=by, verb="plan.activity-cancelled", subject=f"planned:{activity.pk}", detail=detail
        )


@transaction.atomic
def link(*, scope: UUID, live: UUID, by: UUID, activity: PlannedActivity | None = None, method: str = "") -> bool:
    """Say which activity on this service a planned one has become: this one, or the first of its method that waits for
    one. Whether there was one that waits, and nothing else was linked to it."""
    waiting = planned(scope).filter(live=None)
    waiting = waiting.filter(pk=activity.pk) if activity else waiting.filter(method=method)
    found = waiting.select_for_update().first()
    if found is None or planned(scope).filter(live=live).exists():
        return False
    PlannedActivity.objects.filter(pk=found.pk).update(live=live, version=F("version") + 1)
    detail = {"method": found.method}
    note(scope=scope, by=by, verb="plan.activity-linked", subject=f"planned:{found.pk}", detail=detail)
    return True


def _hold(activity: UUID) -> None:
    """Raises CalledOff: tasks of what does not happen stay as they are."""
    if PlannedActivity.objects.select_for_update().get(pk=activity).cancelled_at is not None:
        raise CalledOff


@transaction.atomic
def add_task(
    *, activity: PlannedActivity, values: Mapping[str, Any], by: UUID, at: datetime, before: int | None = None
) -> ActivityTask:
    """The same words twice are one task. Raises CalledOff."""
    _hold(activity.pk)
    kept = {name: values[name] for name in TASK_FIELDS if name != "words"}
    made, new = ActivityTask.objects.get_or_create(
        activity=activity,
        words=values["words"],
        defaults={"scope": activity.scope, "before": before, "by": by, "at": at, **kept},
    )
    if new:
        _note_task(made, "plan.task-added", by)
    return made


@transaction.atomic
def change_task(*, task: ActivityTask, values: Mapping[str, Any], seen: int, by: UUID) -> None:
    """Other words, another owner or day. A day that is set by hand does not move with the activity any more. Raises
    CalledOff, TaskThere, ChangedMeanwhile."""
    _hold(task.activity_id)
    wanted = {name: values[name] for name in TASK_FIELDS}
    if all(getattr(task, name) == value for name, value in wanted.items()):
        return
    if ActivityTask.objects.filter(activity=task.activity_id, words=wanted["words"]).exclude(pk=task.pk).exists():
        raise TaskThere
    more = {"before": None} if wanted["due_on"] != task.due_on else {}
    if not ActivityTask.objects.filter(pk=task.pk, version=seen).update(**wanted, **more, version=F("version") + 1):
        raise ChangedMeanwhile
    _note_task(task, "plan.task-changed", by)


@transaction.atomic
def tick(*, task: ActivityTask, done: bool, by: UUID, at: datetime) -> None:
    """Say that it is done, or that it is not after all. Twice is once. Raises CalledOff."""
    _hold(task.activity_id)
    rows = ActivityTask.objects.filter(pk=task.pk, done_at__isnull=done)
    if rows.update(done_at=at if done else None, done_by=by if done else None, version=F("version") + 1):
        _note_task(task, "plan.task-done" if done else "plan.task-open-again", by)


def _note_task(task: ActivityTask, verb: str, by: UUID) -> None:
    note(scope=task.scope, by=by, verb=verb, subject=f"planned:{task.activity_id}", detail={})
