"""An invitation profile. Which person it is about is known to people/accounts alone."""

from django.db import models

from alongside.core.models import Base


class Profile(Base):
    """``month`` is the first day of the month it was last changed: coarse on purpose."""

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="profiles")
    answers = models.JSONField(default=dict)
    topics = models.JSONField(default=list)
    month = models.DateField()
