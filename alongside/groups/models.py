"""A group, its members and its meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.models import Base
from alongside.organisations.models import Organisation


class Group(Base):
    """``kind`` says what it is asked: to assure plans, or to decide; or that it is asked nothing and runs its own work. Its
    members may be people with lived experience."""

    class Kind(models.TextChoices):
        ASSURANCE = "assurance", _("Engagement assurance: says whether plans are good enough")
        DECISION = "decision", _("Another group that decides")
        INDEPENDENT = "independent", _("Independent: it sets its own questions and owns what it finds")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="groups")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    purpose = models.TextField(blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="groups_name_once")]

    def __str__(self) -> str:
        return self.name


class Member(Base):
    """Somebody in a group, from a day until they leave. ``format`` is how they read papers."""

    class Format(models.TextChoices):
        WEB = "web", _("On screen")
        LARGE_PRINT = "large-print", _("Large print")
        EASY_READ = "easy-read", _("Easy Read")
        AUDIO = "audio", _("Audio")
        BRAILLE = "braille", _("Braille")
        PAPER = "paper", _("On paper, by post")

    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    person = models.UUIDField()
    role = models.CharField(max_length=80, blank=True)
    lived_experience = models.BooleanField(default=False)
    chairs = models.BooleanField(default=False)
    format = models.CharField(max_length=12, choices=Format, default=Format.WEB)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-chairs", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=models.Q(until__isnull=True), name="groups_member_once"
            )
        ]


class Meeting(Base):
    """A day on which a group meets, and the day by which its papers are out."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="meetings")
    on = models.DateField()
    place = models.CharField(max_length=160, blank=True)
    papers_on = models.DateField()

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["group", "on"], name="groups_meeting_once")]
