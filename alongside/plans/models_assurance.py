"""Assurance: what is put before a group, what its members say, its verdict, and the conditions that follow. And the
formats its members read in: each is promised for a day, by somebody."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.models import Base
from alongside.groups.models import Group, Member


class Submission(Base):
    """Something put before a group, as it stood then: numbered paragraphs that never change. Put forward again, it is a
    new one, and what changed since the last is shown."""

    class Stage(models.TextChoices):
        PLAN = "plan", _("The plan, before people are asked")
        REPORT = "report", _("The report on what people said")
        DECISION = "decision", _("The decision")

    class Ask(models.TextChoices):
        ADVISE = "advise", _("Advise us")
        ASSURE = "assure", _("Say whether it is good enough")
        APPROVE = "approve", _("Approve it")

    class Verdict(models.TextChoices):
        ASSURED = "assured", _("Assured")
        CONDITIONS = "conditions", _("Assured with conditions")
        NOT_YET = "not-yet", _("Not yet")
        # Of a group that decides: it has taken it into account. It assures nothing and stops nothing.
        CONSIDERED = "considered", _("Considered")

    scope = models.UUIDField()
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    meeting_on = models.DateField(null=True, blank=True)
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=10, choices=Stage)
    ask = models.CharField(max_length=10, choices=Ask)
    summary = models.TextField()
    # [{"heading": …, "text": …}], paragraph 1 first.
    paragraphs = models.JSONField()
    by = models.UUIDField()
    at = models.DateTimeField()
    verdict = models.CharField(max_length=12, choices=Verdict, blank=True)
    verdict_reasons = models.TextField(blank=True)
    verdict_by = models.UUIDField(null=True, blank=True)
    verdict_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["scope", "number"], name="plans_submission_number")]


class Remark(Base):
    """A member's comment on a paragraph of what was put before them."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="remarks")
    paragraph = models.PositiveSmallIntegerField()
    text = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["paragraph", "at"]


class MemberView(Base):
    """What a member says: an interest they declare, their own verdict, and where they stopped reading. One a member."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="views")
    person = models.UUIDField()
    place = models.PositiveSmallIntegerField(default=0)
    interest = models.TextField(blank=True)
    interest_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=12, choices=Submission.Verdict, blank=True)
    reasons = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["submission", "person"], name="plans_member_view_once")]


class Condition(Base):
    """Something a group asks for before the next stage: a promise with an owner and a day, until it is met."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="conditions")
    words = models.TextField()
    owner = models.CharField(max_length=120)
    due_on = models.DateField()
    by = models.UUIDField()
    at = models.DateTimeField()
    met_on = models.DateField(null=True, blank=True)
    proof = models.TextField(blank=True)
    met_by = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["due_on"]


class Exemption(Base):
    """A small piece of work need not go before a group: who said so, and why."""

    scope = models.UUIDField(unique=True)
    reason = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField()


class FormatPromise(Base):
    """What a member reads is promised in another format: by a day, by somebody, until it was sent."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="formats")
    person = models.UUIDField()
    format = models.CharField(max_length=12, choices=Member.Format)
    due_on = models.DateField()
    owner = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.UUIDField(null=True, blank=True)
    sent = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "at"]
        constraints = [models.UniqueConstraint(fields=["submission", "person", "format"], name="plans_format_once")]

    def late(self, today: date) -> bool:
        return self.sent_at is None and self.due_on < today
