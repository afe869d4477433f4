"""The base row, and the row of a piece of background work."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.encoding import force_str


class Base(models.Model):
    """A row with a random identifier: addresses give away neither order nor number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: Any) -> Any:  # noqa: N802
        """The label of a choice. Django's own hashes every label of the field, which translates them all, a row."""
        value = getattr(self, field.attname)
        return force_str(dict(field.flatchoices).get(value, value), strings_only=True)


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
