"""A project as the public sees it, and how it stands at a moment."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.models import Base
from alongside.organisations.models import Organisation


class ProjectQuerySet(models.QuerySet["Project"]):
    def published(self) -> "ProjectQuerySet":
        return self.filter(published_at__isnull=False)

    def upcoming(self, now: datetime) -> "ProjectQuerySet":
        return self.published().filter(opens_at__gt=now)

    def open(self, now: datetime) -> "ProjectQuerySet":
        return self.published().filter(opens_at__lte=now, closes_at__gt=now, paused_at__isnull=True)

    def paused(self, now: datetime) -> "ProjectQuerySet":
        return self.published().filter(opens_at__lte=now, closes_at__gt=now, paused_at__isnull=False)

    def closed(self, now: datetime) -> "ProjectQuerySet":
        return self.published().filter(closes_at__lte=now, answered_at__isnull=True)

    def answered(self) -> "ProjectQuerySet":
        return self.published().filter(answered_at__isnull=False)

    def in_state(self, state: str, now: datetime) -> "ProjectQuerySet":
        return self.answered() if state == State.ANSWERED else getattr(self, state)(now)


class State(models.TextChoices):
    DRAFT = "draft", _("Not published")
    UPCOMING = "upcoming", _("Upcoming")
    OPEN = "open", _("Open")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")
    ANSWERED = "answered", _("Answered")


class Project(Base):
    """Its state follows from its dates; ``state_at`` says which."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="projects")
    slug = models.SlugField(max_length=60)
    # The name in the short address, for posters: one in the whole installation, and kept for ever.
    short = models.SlugField(max_length=40, null=True, unique=True, editable=False)
    # The short name, for staff and breadcrumbs; the question is the public heading.
    name = models.CharField(max_length=80)
    question = models.CharField(max_length=120)
    summary = models.TextField()
    why = models.TextField(blank=True)
    level = models.CharField(max_length=20, help_text="A level of knowledge.spectrums.")
    formal_consultation = models.BooleanField(default=False)
    formal_reason = models.TextField(blank=True)
    can_change = models.TextField(blank=True)
    cannot_change = models.TextField(blank=True)
    who_decides = models.CharField(max_length=200, blank=True)
    decides_on = models.DateField(null=True, blank=True)
    who_it_affects = models.TextField(blank=True)
    topics = models.JSONField(default=list, blank=True)
    area_codes = models.JSONField(default=list, blank=True)
    area_words = models.CharField(max_length=160, blank=True)
    # Ways of taking part offline, in words; empty means not offered.
    on_paper = models.TextField(blank=True)
    by_phone = models.TextField(blank=True)
    in_person = models.TextField(blank=True)
    as_a_group = models.TextField(blank=True)
    contact_name = models.CharField(max_length=80, blank=True)
    contact_role = models.CharField(max_length=120, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    contact_email = models.EmailField(blank=True)
    content_note = models.TextField(
        blank=True, help_text="For sensitive subjects: what is coming and who to contact now."
    )
    minutes = models.PositiveSmallIntegerField(default=5)
    late_rule = models.TextField(blank=True)
    # Whether "How this was run" shows the public which evidence is held, and the gaps.
    evidence_public = models.BooleanField(default=False)
    # The independent group whose work it is: only its members change it, and the organisation answers.
    run_by = models.ForeignKey("groups.Group", models.PROTECT, null=True, blank=True, related_name="runs")
    lead = models.UUIDField(null=True, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    findings_by = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    pause_reason = models.TextField(blank=True)
    pause_next_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["closes_at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="projects_slug_once"),
            models.CheckConstraint(
                condition=models.Q(closes_at__isnull=True) | models.Q(closes_at__gt=models.F("opens_at")),
                name="projects_closes_after_opening",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "published_at", "closes_at"]),
        ]

    def __str__(self) -> str:
        return self.name

    def state_at(self, now: datetime) -> State:
        if self.published_at is None or self.opens_at is None or self.closes_at is None:
            return State.DRAFT
        if self.answered_at is not None:
            return State.ANSWERED
        if now < self.opens_at:
            return State.UPCOMING
        if now >= self.closes_at:
            return State.CLOSED
        return State.PAUSED if self.paused_at is not None else State.OPEN


class ProjectDate(Base):
    """A date on the project's page besides opening, closing and deciding."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="dates")
    on = models.DateField()
    time = models.TimeField(null=True, blank=True)
    words = models.CharField(max_length=120)

    class Meta:
        ordering = ["on", "time"]


class Update(Base):
    project = models.ForeignKey(Project, models.CASCADE, related_name="updates")
    title = models.CharField(max_length=140)
    body = models.TextField(blank=True)
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-published_at"]


class Move(Base):
    """A change of state with its reason: published, paused, resumed, extended, closed early, answered; or of the kind of
    involvement that the public was told, or of who runs it."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="moves")
    to = models.CharField(max_length=12)
    reason = models.TextField(blank=True)
    was = models.DateTimeField(null=True, blank=True)
    becomes = models.DateTimeField(null=True, blank=True)
    level_was = models.CharField(max_length=20, blank=True)
    level_becomes = models.CharField(max_length=20, blank=True)
    by = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]


class SectionEdit(Base):
    """Who last worked on a section of the project, and when: for the task list, and for two people at once."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="section_edits")
    key = models.CharField(max_length=20)
    by = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "key"], name="projects_section_edit_once")]


class Override(Base):
    """Somebody answerable decided to publish although this check stops. Stays visible."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="overrides")
    check_key = models.CharField(max_length=40)
    # What the check said then: before publishing, a check that says something else is not overridden.
    said = models.TextField(blank=True)
    reason = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["project", "check_key"], name="projects_override_once")]
