"""An activity in a project, and everything people say in it."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.models import Base


class Activity(Base):
    """One way of taking part. ``tool`` is the key of a registered tool; it opens and closes with its project."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="activities")
    tool = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "created_at"]

    def __str__(self) -> str:
        return self.title


class Channel(models.TextChoices):
    WEB = "web", _("Online")
    PAPER = "paper", _("On paper")
    PHONE = "phone", _("By phone")
    IN_PERSON = "in-person", _("Face to face")
    PARTNER = "partner", _("Through a partner")


class Capacity(models.TextChoices):
    SELF = "self", _("For myself")
    WITH = "with", _("With someone, helping them")
    FOR = "for", _("For someone I care for")
    GROUP = "group", _("For a group or organisation")


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def counted(self) -> "ContributionQuerySet":
        """What results are made of: neither withdrawn nor erased."""
        return self.filter(withdrawn_at__isnull=True)


class Contribution(Base):
    """Something somebody said: whose voice, where, how, when. A tool's own row hangs on it one to one."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="contributions")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="contributions")
    voice = models.ForeignKey("voices.Voice", models.CASCADE, related_name="contributions")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WEB)
    capacity = models.CharField(max_length=10, choices=Capacity, default=Capacity.SELF)
    group_size = models.PositiveIntegerField(null=True, blank=True)
    language = models.CharField(max_length=10, default="en-gb")
    # Who typed it in, for what was not typed by the person themselves.
    entered_by = models.UUIDField(null=True, blank=True)
    received_at = models.DateTimeField(default=timezone.now)
    late = models.BooleanField(default=False)
    may_quote = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["project", "received_at"]),
            models.Index(fields=["activity", "withdrawn_at", "received_at"]),
        ]


class AboutContribution(Base):
    """Something about one contribution. ``project`` is the contribution's own: few such rows are found without a walk
    through the many contributions around them."""

    contribution: models.ForeignKey[Contribution]
    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="+")

    class Meta:
        abstract = True

    def save(self, *args: Any, **more: Any) -> None:
        if self._state.adding:
            self.project_id = self.contribution.project_id
        super().save(*args, **more)
