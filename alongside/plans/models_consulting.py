"""What a consultation rests on: the options, the parts of its document, what people say of evidence, and the decision."""

from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.models import Base


class ChangeOption(Base):
    """Something that could be done. It stays in the log whatever becomes of it; its standing is dated."""

    class Origin(models.TextChoices):
        TEAM = "team", _("The team")
        PEOPLE = "people", _("People who took part")
        NOTHING = "nothing", _("Doing nothing")

    class Standing(models.TextChoices):
        CONSIDERED = "considered", _("Considered")
        SHORTLISTED = "shortlisted", _("On the short list")
        CONSULTED = "consulted", _("Consulted on")
        DISCARDED = "discarded", _("Discarded")
        CHOSEN = "chosen", _("Chosen")

    scope = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    origin = models.CharField(max_length=10, choices=Origin)
    benefits = models.TextField(blank=True)
    drawbacks = models.TextField(blank=True)
    affected = models.TextField(blank=True)
    cost = models.TextField(blank=True)
    travel = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    shaped_by = models.TextField(blank=True)
    preferred = models.BooleanField(default=False)
    provisional = models.TextField(blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["scope", "number"], name="plans_option_number")]

    def __str__(self) -> str:
        return self.title

    NEEDED: ClassVar[dict[str, Any]] = {
        "benefits": _("what would be better"),
        "drawbacks": _("what would be worse"),
        "affected": _("who would be affected"),
        "cost": _("what it would cost"),
        "travel": _("what it means for travel"),
        "evidence": _("what it is based on"),
    }

    @cached_property
    def missing(self) -> list[str]:
        """What people still cannot read about it."""
        return [str(words) for name, words in self.NEEDED.items() if not getattr(self, name)]

    @cached_property
    def standing(self) -> "OptionStanding | None":
        return next(iter(self.standings.all()), None)


class OptionStanding(Base):
    """How an option stands since that day, and why."""

    option = models.ForeignKey(ChangeOption, models.CASCADE, related_name="standings")
    standing = models.CharField(max_length=12, choices=ChangeOption.Standing)
    reason = models.TextField(blank=True)
    on = models.DateField()
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-at"]


class ConsultationPart(Base):
    """The document that holds a part of the consultation document, or a paper that follows it."""

    scope = models.UUIDField()
    part = models.CharField(max_length=20)
    document = models.SlugField(max_length=60, blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "part"], name="plans_part_once")]


class Statement(Base):
    """What a named person says shows an item of evidence, or why it does not apply. The newest counts; none is deleted."""

    scope = models.UUIDField()
    item = models.CharField(max_length=20)
    shows = models.BooleanField()
    words = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["scope", "item"])]


class DatedStep(Base):
    """Something that was done on a day, with whom, for an item of evidence that is a date: a letter, a notice, a reply.

    ``told`` is the day that the other side was told of: a decision date, a deadline. The newest step of an item counts.
    """

    scope = models.UUIDField()
    item = models.CharField(max_length=20)
    on = models.DateField()
    who = models.CharField(max_length=160)
    told = models.DateField(null=True, blank=True)
    document = models.SlugField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-at"]
        indexes = [models.Index(fields=["scope", "item"])]


class Decision(Base):
    """What was decided about a piece of work, with its reasons, and the document that holds the minute."""

    scope = models.UUIDField()
    decided_on = models.DateField()
    body = models.CharField(max_length=160)
    decided = models.TextField()
    reasons = models.TextField()
    minute = models.SlugField(max_length=60, blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_on", "-at"]


class Confirmation(Base):
    """A decision-maker says that they read a document."""

    scope = models.UUIDField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120)
    document = models.SlugField(max_length=60)
    read_on = models.DateField()
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["read_on", "at"]
        constraints = [
            models.UniqueConstraint(fields=["scope", "name", "document", "read_on"], name="plans_confirmation_once")
        ]
