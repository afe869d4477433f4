"""What a team answered about a piece of work, each time it did."""

from django.db import models

from alongside.core.models import Base
from alongside.knowledge.facts import Facts, read_facts
from alongside.plans.models_advice import AdviceRequest
from alongside.plans.models_assurance import Condition, Exemption, FormatPromise, MemberView, Remark, Submission
from alongside.plans.models_consulting import (
    ChangeOption,
    Confirmation,
    ConsultationPart,
    DatedStep,
    Decision,
    OptionStanding,
    Statement,
)
from alongside.plans.models_doing import ActivityTask, AudienceAnswer, PlannedActivity
from alongside.plans.models_means import BudgetLine, TeamMember
from alongside.plans.models_methods import ChosenMethod, ScheduledNotice
from alongside.plans.models_templates import KeptPlan

__all__ = [
    "ActivityTask",
    "AdviceRequest",
    "AudienceAnswer",
    "BudgetLine",
    "ChangeOption",
    "ChosenMethod",
    "CoAuthor",
    "Comment",
    "Condition",
    "Confirmation",
    "ConsultationPart",
    "DatedStep",
    "Decision",
    "DutyAssessment",
    "Exemption",
    "FormatPromise",
    "KeptPlan",
    "MemberView",
    "Opinion",
    "OptionStanding",
    "PlannedActivity",
    "Remark",
    "ScheduledNotice",
    "SectionEdition",
    "Sheet",
    "Statement",
    "Submission",
    "TeamMember",
    "TimetableChoice",
]


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


class Sheet(Base):
    """A template form that a team fills in about a piece of work: its plan, an equality impact assessment.

    Approved means that a named person signed the editions in ``approved_editions``; later editions are not signed.
    """

    scope = models.UUIDField()
    template = models.CharField(max_length=30)
    owner = models.UUIDField()
    started_at = models.DateTimeField()
    review_on = models.DateField(null=True, blank=True)
    approved_by = models.UUIDField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_editions = models.JSONField(default=dict, blank=True)
    # What the public reads: these editions, until it is published again.
    published_editions = models.JSONField(default=dict, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "template"], name="plans_sheet_once")]


class SectionEdition(Base):
    """What a section of a sheet says since somebody saved it. ``answers`` as the asking engine writes them."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="editions")
    section = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    answers = models.JSONField(default=dict)
    complete = models.BooleanField(default=False)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["section", "-number"]
        constraints = [models.UniqueConstraint(fields=["sheet", "section", "number"], name="plans_edition_number")]


class Comment(Base):
    """Somebody's remark on a section, until somebody answers it."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="comments")
    section = models.CharField(max_length=60)
    text = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.UUIDField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at"]


class CoAuthor(Base):
    """Somebody who writes some sections together with the team: they write, comment, and say whether they agree."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="co_authors")
    person = models.UUIDField()
    sections = models.JSONField()
    by = models.UUIDField()
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "person"], name="plans_co_author_once")]


class Opinion(Base):
    """Whether an author agrees with what stands, and why. A change of mind is a new one: the newest counts."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="opinions")
    agrees = models.BooleanField()
    reasons = models.TextField(blank=True)
    editions = models.JSONField(default=dict)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]


class TimetableChoice(Base):
    """What a timetable stands on besides the project's dates: formats wanted, and meetings. The newest counts.

    ``meetings`` are {"name", "date", "purpose"} as knowledge.timetable reads them.
    """

    scope = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    formats = models.JSONField(default=list)
    meetings = models.JSONField(default=list)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["scope", "number"], name="plans_timetable_number")]
