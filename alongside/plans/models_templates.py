"""Plans that an organisation keeps to begin others with."""

from django.db import models

from alongside.core.models import Base
from alongside.organisations.models import Organisation


class KeptPlan(Base):
    """Words for the sections of a plan, kept by an organisation: {section: {question: words}}. One that is no longer
    offered stays, with its day."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="kept_plans")
    name = models.CharField(max_length=80)
    what = models.CharField(max_length=300, blank=True)
    sections = models.JSONField()
    by = models.UUIDField()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=models.Q(ended_at__isnull=True),
                name="plans_kept_name_once",
            )
        ]
