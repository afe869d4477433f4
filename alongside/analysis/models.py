"""Kept tables, marks on what people wrote, and files made for download."""

from django.db import models
from django.utils import timezone

from alongside.activities.models import AboutContribution
from alongside.core.models import Base


class Tally(Base):
    """The kept counts of an activity, remade by the worker after answers come in.

    ``counts`` is what results pages read: see tallies.py for its shape. ``upto`` is when it was true.
    """

    activity = models.OneToOneField("activities.Activity", models.CASCADE, related_name="tally")
    counts = models.JSONField(default=dict)
    responses = models.PositiveIntegerField(default=0)
    upto = models.DateTimeField()


class Columns(Base):
    """Some of an activity's counted responses side by side, for cuts: sealed, because equality answers are among
    them (see sealing.py). ``number`` counts from 0; only the last grows."""

    activity = models.ForeignKey("activities.Activity", models.CASCADE, related_name="columns")
    number = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["activity", "number"], name="analysis_columns_number")]


class PublishedResult(Base):
    """A fixed set of cuts, made safe and published once; published again only after enough new responses.

    ``tables`` has what is ``shown``, and the true counts it was made from, which later dates are protected against
    and no page reads. Without ``published_at`` it is a proposal: what the public would see.
    """

    activity = models.ForeignKey("activities.Activity", models.CASCADE, related_name="published_results")
    number = models.PositiveIntegerField()
    profile = models.CharField(max_length=20)
    responses = models.PositiveIntegerField()
    tables = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    by = models.UUIDField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["activity", "number"], name="analysis_published_number")]


class Mark(AboutContribution):
    """A star, a tag or a quote on one answer of one contribution."""

    class Kind(models.TextChoices):
        STAR = "star"
        TAG = "tag"
        QUOTE = "quote"

    contribution = models.ForeignKey("activities.Contribution", models.CASCADE, related_name="marks")
    question = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=6, choices=Kind)
    words = models.CharField(max_length=600, blank=True)
    by = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "question", "kind", "words"], name="analysis_mark_once")
        ]
        indexes = [models.Index(fields=["project", "kind", "words"], name="analysis_mark_in_project")]


class MadeFile(Base):
    """An export or a report: asked for, being made, ready to download, or failed with the reason in words."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="made_files")
    kind = models.CharField(max_length=30)
    options = models.JSONField(default=dict)
    file = models.FileField(upload_to="made/%Y/%m/", blank=True)
    size = models.PositiveBigIntegerField(default=0)
    by = models.UUIDField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-asked_at"]


class ReachTable(Base):
    """Who took part in an activity, by group, with noise (see reach.py); as its tally stood at ``upto``.

    ``until`` is the last day counted and ``people`` how many that is: newcomers wait until they are a crowd.
    """

    activity = models.OneToOneField("activities.Activity", models.CASCADE, related_name="reach_table")
    upto = models.DateTimeField()
    until = models.DateField(null=True)
    people = models.PositiveIntegerField()
    tables = models.JSONField()


class ReadUpTo(Base):
    """Somebody says that everything received up to ``upto`` has been read, and how. What comes later is unread."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="+")
    upto = models.DateTimeField()
    how = models.TextField()
    by = models.UUIDField()

    class Meta:
        ordering = ["-upto"]
        indexes = [models.Index(fields=["project", "-upto"])]
