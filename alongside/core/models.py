"""The base row, and the row of a piece of background work."""

import uuid

from django.db import models
from django.utils import timezone


class Base(models.Model):
    """A row with a random identifier: addresses give away neither order nor number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class Job(Base):
    """A piece of work for the worker, written in the transaction that made it necessary.

    ``key`` makes a job unique while it is waiting: asking again for the same work is one job.
    A worker holds a job until ``held_until``; a worker that dies lets it lapse and another takes it.
    """

    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200, null=True, blank=True)
    arguments = models.JSONField(default=dict)
    due_at = models.DateTimeField(default=timezone.now)
    held_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=models.Q(done_at__isnull=True, failed_at__isnull=True, attempts=0),
                name="core_job_waits_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(done_at__isnull=True, failed_at__isnull=True),
                name="core_job_due",
            ),
        ]
