"""An evidence pack of a project: asked for, made by the worker, downloaded."""

from django.db import models
from django.utils import timezone

from alongside.core.models import Base
from alongside.record.public_keys import fingerprint


class Pack(Base):
    """The row stays when its file is deleted: whoever is shown a pack can compare its SHA-256 with this one.

    ``seq`` and ``hash`` are the end of the record in it; ``problems`` what the check of that record found, in words. A
    public edition is ``published_at`` once somebody has looked at it, and kept until it is withdrawn.
    """

    class State(models.TextChoices):
        ASKED = "asked"
        READY = "ready"
        FAILED = "failed"

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="packs")
    public = models.BooleanField(default=False)
    by = models.UUIDField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=6, choices=State, default=State.ASKED)
    made_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(upload_to="packs/%Y/%m/", blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    key = models.CharField(max_length=64, blank=True)
    seq = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    problems = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.UUIDField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "public"], condition=models.Q(state="asked"), name="evidence_one_being_made"
            ),
            models.CheckConstraint(
                condition=models.Q(published_at=None) | models.Q(public=True, state="ready"),
                name="evidence_only_public_ones_published",
            ),
        ]

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.key)
