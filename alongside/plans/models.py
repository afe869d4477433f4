"""What a team answered about a piece of work, each time it did."""

from django.db import models

from alongside.core.models import Base
from alongside.knowledge.facts import Facts, read_facts


class DutyAssessment(Base):
    """The answers from which duties follow, at one time. A change is a new one: what was answered before stays."""

    scope = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    judgement = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["scope", "number"], name="plans_assessment_number")]

    @property
    def facts(self) -> Facts:
        return read_facts(self.answers)


from alongside.plans.models_methods import ChosenMethod, ScheduledNotice  # noqa: E402, F401 (in a file of their own)
