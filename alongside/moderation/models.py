"""A text that may be shown, and each decision about it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.activities.models import AboutContribution
from alongside.core.constraints import both_or_neither
from alongside.core.models import Base
from alongside.people.accounts.sealed import SealedTextField


class ShownText(AboutContribution):
    """The public view of some words of an answer. The original stays where it is; ``public`` has words hidden.

    ``risk`` is the highest of its hints when it was asked for: see rules.py.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        PUBLISHED = "published", _("Published")
        HIDDEN_WORDS = "hidden-words", _("Published with words hidden")
        HELD = "held", _("Held")
        NOT_PUBLISHED = "not-published", _("Not published")

    contribution = models.ForeignKey("activities.Contribution", models.CASCADE, related_name="shown_texts")
    question = models.CharField(max_length=80)
    words = models.CharField(max_length=600)
    public = models.TextField(blank=True)
    risk = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=15, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-risk", "asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "question", "words"], name="moderation_text_once")
        ]
        indexes = [models.Index(fields=["project", "state"], name="moderation_text_in_project")]


class Decision(Base):
    """What was decided about a text, and why. The reason may be shown to the person; it names nobody."""

    text = models.ForeignKey(ShownText, models.CASCADE, related_name="decisions")
    state = models.CharField(max_length=15, choices=ShownText.State)
    reason = models.TextField(blank=True)
    by = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]


class Worry(AboutContribution):
    """Somebody may not be safe. Apart from moderation: seen by those who may reach people, and in no public view."""

    contribution = models.ForeignKey("activities.Contribution", models.CASCADE, related_name="worries")
    question = models.CharField(max_length=80)
    words = SealedTextField()
    raised_by = models.UUIDField()
    raised_at = models.DateTimeField(default=timezone.now)
    outcome = SealedTextField(blank=True)
    closed_by = models.UUIDField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["raised_at"]
        constraints = [both_or_neither("closed_at", "closed_by", name="moderation_worry_closed_pair")]
        indexes = [models.Index(fields=["project", "closed_at"], name="moderation_worry_in_project")]
