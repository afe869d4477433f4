"""Background work: jobs asked for by an act, and chores that come round by themselves.

A room writes ``@job("name")`` over a function that takes the job's arguments as keywords, and
``enqueue("name", key=..., **arguments)`` inside the act's transaction, so that work exists exactly when
the act does. A job that fails is tried again after 10 s, 1 min, 10 min, 1 h and 6 h, then kept as failed for
``alongside check`` to show. Functions must be safe to run twice: a killed worker leaves its job to another.
"""

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import close_old_connections, connection, transaction
from django.db.models import Q
from django.utils import timezone

from alongside.core.models import Job

logger = logging.getLogger(__name__)

HOLD = timedelta(minutes=5)
WAITS = [timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6)]

Work = Callable[..., object]
_jobs: dict[str, Work] = {}


@dataclass
class Chore:
    name: str
    every: float
    work: Callable[[], object]
    next_at: float = 0.0


_chores: dict[str, Chore] = {}


def job(kind: str) -> Callable[[Work], Work]:
    """Register the function that does jobs of this kind."""

    def register(work: Work) -> Work:
        if kind in _jobs:
            raise ValueError(f"Two functions want to do jobs of the kind {kind!r}.")
        _jobs[kind] = work
        return work

    return register


def chore(name: str, *, every: float) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register a function that the worker calls every so many seconds."""

    def register(work: Callable[[], object]) -> Callable[[], object]:
        _chores[name] = Chore(name, every, work)
        return work

    return register


def enqueue(kind: str, *, key: str | None = None, after: timedelta | None = None, **arguments: Any) -> None:
    """Ask for a job. With a key, a job of that kind and key that still waits is enough."""
    if kind not in _jobs:
        raise ValueError(f"No function does jobs of the kind {kind!r}.")
    new = Job(kind=kind, key=key, arguments=arguments, due_at=timezone.now() + (after or timedelta()))
    if key is None:
        new.save(force_insert=True)
    else:
        Job.objects.bulk_create([new], ignore_conflicts=True)


def _take() -> Job | None:
    """Hold the job that has been due longest."""
    now = timezone.now()
    with transaction.atomic():
        due = Job.objects.filter(
            Q(held_until__isnull=True) | Q(held_until__lt=now), due_at__lte=now, done_at=None, failed_at=None
        ).order_by("due_at")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        found = due.first()
        if found is None:
            return None
        found.held_until = now + HOLD
        found.attempts += 1
        found.save(update_fields=["held_until", "attempts"])
        return found


def _do(taken: Job) -> None:
    try:
        _jobs[taken.kind](**taken.arguments)
    except Exception as problem:
        # The kind of error alone: its words may quote what a person wrote.
        logger.error("job failed kind=%s attempt=%s error=%s", taken.kind, taken.attempts, type(problem).__name__)
        now = timezone.now()
        failure = type(problem).__name__
        if taken.attempts > len(WAITS):
            Job.objects.filter(pk=taken.pk).update(failed_at=now, held_until=None, failure=failure)
        else:
            again = now + WAITS[taken.attempts - 1]
            Job.objects.filter(pk=taken.pk).update(due_at=again, held_until=None, failure=failure)
    else:
        Job.objects.filter(pk=taken.pk).update(done_at=timezone.now(), held_until=None)


def run_due(limit: int | None = None) -> int:
    """Do the jobs that are due now; how many were done. Tests and commands call this."""
    done = 0
    while limit is None or done < limit:
        taken = _take()
        if taken is None:
            return done
        _do(taken)
        done += 1
    return done


def run_chores() -> None:
    """Do every chore once, now."""
    for each in _chores.values():
        each.work()


def work_until(stopped: Callable[[], bool], *, pause: float = 0.5) -> None:
    """Jobs and chores until asked to stop."""
    while not stopped():
        close_old_connections()
        try:
            done = run_due(limit=50)
            now = time.monotonic()
            for each in _chores.values():
                if now >= each.next_at:
                    each.next_at = now + each.every
                    each.work()
        except Exception as problem:
            logger.error("worker stumbled error=%s", type(problem).__name__)
            done = 0
        if not done:
            time.sleep(pause + random.random() * 0.1)  # noqa: S311 (spreads workers, hides nothing)


@chore("forget finished jobs", every=3600)
def forget_finished() -> None:
    Job.objects.filter(done_at__lt=timezone.now() - timedelta(days=7)).delete()
