"""Methods that were chosen for a piece of work, and when which channel tells whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.models import Base


class ChosenMethod(Base):
    """A method of the plan, with the answers that led to it. One that was taken out stays, with its day."""

    scope = models.UUIDField()
    method = models.SlugField(max_length=60, help_text="A key of the organisation's library.")
    name = models.CharField(max_length=80, help_text="As it was called when it was chosen, in English.")
    reason = models.TextField(blank=True)
    answers = models.JSONField(default=dict)
    led = models.JSONField(default=list, help_text="The answers that spoke for it, as key = value.")
    by = models.UUIDField()
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "method"]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "method"],
                condition=models.Q(removed_at__isnull=True),
                name="plans_method_once",
            )
        ]


class ScheduledNotice(Base):
    """One line of the communications schedule: a channel, for whom, what it says, by when and by whom."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        SENT = "sent", _("Sent")
        CANCELLED = "cancelled", _("Cancelled")

    scope = models.UUIDField()
    channel = models.SlugField(max_length=60, help_text="A key of the organisation's library.")
    audience = models.CharField(max_length=120)
    what = models.CharField(max_length=300)
    owner = models.UUIDField(null=True, blank=True)
    on = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    reach = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "at"]
        indexes = [models.Index(fields=["scope", "on"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reach__isnull=True) | models.Q(status="sent"), name="plans_reach_of_what_was_sent"
            )
        ]
