"""What is planned to be done: activities with their tasks, and how the checks of an audience are met."""

from django.db import models

from alongside.core.models import Base
from alongside.plans.models_methods import ChosenMethod


class PlannedActivity(Base):
    """A method that will be used, with whom, when and by whom. One that was called off stays, with the reason.

    ``live`` is the activity on this service that people take part in, where there is one: an identifier and no more,
    as its room is upstairs. ``kind`` is a level of knowledge.spectrums, held for each activity by itself.
    """

    scope = models.UUIDField()
    chosen = models.ForeignKey(ChosenMethod, models.PROTECT, null=True, blank=True, related_name="planned")
    method = models.SlugField(max_length=60, help_text="A key of the organisation's library.")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    audiences = models.JSONField(default=list, blank=True, help_text="Keys of knowledge.audiences.")
    for_whom = models.CharField(max_length=160, blank=True)
    lead = models.UUIDField(null=True, blank=True)
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    times = models.PositiveIntegerField(default=1)
    people = models.PositiveIntegerField(null=True, blank=True)
    where = models.CharField(max_length=160, blank=True)
    left = models.TextField(blank=True)
    live = models.UUIDField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.UUIDField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = [models.F("first_on").asc(nulls_last=True), "at", "pk"]
        indexes = [models.Index(fields=["scope", "first_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["live"],
                condition=models.Q(live__isnull=False, cancelled_at__isnull=True),
                name="plans_live_activity_once",
            ),
            models.CheckConstraint(
                condition=models.Q(last_on__isnull=True) | models.Q(last_on__gte=models.F("first_on")),
                name="plans_activity_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ActivityTask(Base):
    """Something to do for a planned activity. ``before`` is how many working days before its first day it is due, where
    that is how its day was worked out: the day then moves with the activity's."""

    scope = models.UUIDField()
    activity = models.ForeignKey(PlannedActivity, models.PROTECT, related_name="tasks")
    words = models.CharField(max_length=200, help_text="A text of the library, in English, or the team's own.")
    owner = models.UUIDField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    before = models.PositiveSmallIntegerField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.UUIDField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = [models.F("due_on").asc(nulls_last=True), "at", "words"]
        indexes = [models.Index(fields=["scope", "done_at", "due_on"])]
        constraints = [models.UniqueConstraint(fields=["activity", "words"], name="plans_task_once")]


class AudienceAnswer(Base):
    """What a named person said about one check of an audience. The newest counts; the others stay."""

    scope = models.UUIDField()
    audience = models.SlugField(max_length=40)
    check_key = models.SlugField(max_length=40)
    number = models.PositiveSmallIntegerField()
    applies = models.BooleanField()
    words = models.TextField()
    section = models.SlugField(max_length=40, blank=True, help_text="A section of the plan that says how.")
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["audience", "check_key", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["scope", "audience", "check_key", "number"], name="plans_check_answer_once")
        ]
