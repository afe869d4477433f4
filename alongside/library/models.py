"""What an organisation changed in the library."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.models import Base
from alongside.organisations.models import Organisation

OWN = "own-"


class OwnEntry(Base):
    """An organisation's own method or duty, its own value for a time or a rate, or its comment on an entry that comes
    with Alongside, at one time. A change is a new row: the one before has ended, and stays."""

    class Kind(models.TextChoices):
        METHOD = "method", _("Method")
        CHANNEL = "channel", _("Channel")
        AUDIENCE = "audience", _("Working with")
        STANDARD = "standard", _("Standard")
        DUTY = "duty", _("Duty")
        TIMING = "timing", _("Time")
        LEAD_TIME = "lead-time", _("Days until a format is ready")
        RATE = "rate", _("Rate")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="library")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.SlugField(max_length=60, help_text="Of the entry; begins with own- where it is the organisation's.")
    hidden = models.BooleanField(default=False)
    note = models.TextField(blank=True, help_text="Shown beside an entry that comes with Alongside.")
    details = models.JSONField(
        default=dict, help_text="Of what is the organisation's own, as rules.own_method, duties and values read it."
    )
    replaces = models.SlugField(max_length=60, blank=True, help_text="The entry that this one stands for.")
    reason = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "key"],
                condition=models.Q(ended_at__isnull=True),
                name="library_one_now",
            )
        ]

    @property
    def is_own(self) -> bool:
        """It is the organisation's, not a comment on what comes with Alongside."""
        return self.key.startswith(OWN)
