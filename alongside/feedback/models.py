"""Findings, what was decided about each, the promises made, and who was told."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.models import Base


class Finding(Base):
    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="findings")
    number = models.PositiveSmallIntegerField()
    heard = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    how_sure = models.TextField(blank=True)
    against = models.TextField(blank=True)
    topic = models.CharField(max_length=60, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="feedback_finding_number")]


class Evidence(Base):
    """What a finding rests on: a contribution, an answer given by many, or a document."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="evidence")
    contribution = models.ForeignKey("activities.Contribution", models.CASCADE, null=True, blank=True, related_name="+")
    activity = models.ForeignKey("activities.Activity", models.CASCADE, null=True, blank=True, related_name="+")
    question = models.CharField(max_length=80, blank=True)
    option = models.CharField(max_length=80, blank=True)
    quote = models.TextField(blank=True)
    words = models.CharField(max_length=200, blank=True)
    # How many people it stands for, counted when it was added and again before they are told. What nobody said holds
    # nothing.
    people = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "contribution", "question"],
                condition=models.Q(contribution__isnull=False),
                name="feedback_words_once",
            ),
            models.UniqueConstraint(
                fields=["finding", "activity", "question", "option"],
                condition=models.Q(activity__isnull=False),
                name="feedback_answer_once",
            ),
        ]


class Response(Base):
    class Kind(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        PARTLY = "partly", _("Partly accepted")
        NOT_ACCEPTED = "not-accepted", _("Not accepted")
        PASSED_ON = "passed-on", _("Passed on")

    finding = models.OneToOneField(Finding, models.CASCADE, related_name="response")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.TextField()
    owner = models.CharField(max_length=120)
    decided_on = models.DateField()
    by = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)


class Promise(Base):
    """We will do this by then. Never deleted: kept, or given a new date with a reason that everyone sees."""

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="promises")
    project = models.ForeignKey("projects.Project", models.CASCADE, null=True, blank=True, related_name="promises")
    response = models.ForeignKey(Response, models.CASCADE, null=True, blank=True, related_name="promises")
    you_said = models.CharField(max_length=240)
    said_by = models.CharField(max_length=160, blank=True)
    words = models.CharField(max_length=300)
    owner = models.CharField(max_length=120)
    due_on = models.DateField()
    first_due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    did = models.TextField(blank=True)
    proof = models.CharField(max_length=300, blank=True)
    topic = models.CharField(max_length=60, blank=True)
    area_words = models.CharField(max_length=80, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["due_on"]


class NewDate(Base):
    promise = models.ForeignKey(Promise, models.CASCADE, related_name="new_dates")
    was = models.DateField()
    becomes = models.DateField()
    reason = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]


class Telling(Base):
    """A voice whose words fed a finding was told, and by which route. ``page`` means found with the code."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="tellings")
    voice = models.ForeignKey("voices.Voice", models.CASCADE, related_name="tellings")
    route = models.CharField(max_length=10)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["finding", "voice"], name="feedback_told_once")]
