"""Asking the engagement team: a request for advice from anybody who plans something."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.models import Base
from alongside.organisations.models import Organisation


class AdviceRequest(Base):
    """``size`` is how large the work is; the clock runs from ``at`` to ``answered_at``."""

    class Size(models.TextChoices):
        SMALL = "small", _("Small: a few people, or a few questions")
        MEDIUM = "medium", _("Medium: a service, over some weeks")
        LARGE = "large", _("Large: a big change, or many people")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="advice_requests")
    number = models.PositiveIntegerField()
    about = models.TextField()
    size = models.CharField(max_length=8, choices=Size)
    needed_by = models.DateField(null=True, blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()
    lead = models.UUIDField(null=True, blank=True)
    lead_since = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.UUIDField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="plans_advice_number")]
