"""A questionnaire, its editions, and what somebody answered to one of them."""

from django.db import models
from django.utils import timezone

from alongside.core.models import Base


class Questionnaire(Base):
    """``owner`` is the organisation's id: a questionnaire belongs to one house."""

    owner = models.UUIDField(db_index=True)
    title = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title


class Edition(Base):
    """A definition at one moment. Published editions never change; one draft may follow the newest."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    note = models.TextField(blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="questionnaires_edition_number"),
            models.UniqueConstraint(
                fields=["questionnaire"],
                condition=models.Q(published_at__isnull=True),
                name="questionnaires_one_draft_edition",
            ),
        ]


class Submission(Base):
    """What a voice answered, with the edition it answered.

    ``answers`` is {question key: stored value}. ``paper`` is {question key: state} for forms typed in: left blank,
    cannot read, ticked twice. A submission without ``sent_at`` is saved and unsent; ``revision`` tells two tabs apart.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="submissions")
    voice = models.ForeignKey("voices.Voice", models.CASCADE, related_name="submissions")
    answers = models.JSONField(default=dict)
    paper = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["edition", "sent_at"]),
            # What was sent or corrected since a moment; saving what is not sent yet does not touch it.
            models.Index(
                fields=["edition", "saved_at"],
                condition=models.Q(sent_at__isnull=False),
                name="questionnaires_sent_saved",
            ),
        ]


class Upload(Base):
    """A file that answers a question: checked by content, without what cameras and programs write into files."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="uploads")
    question = models.CharField(max_length=80)
    file = models.FileField(upload_to="answers/%Y/%m/")
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField(default=timezone.now)
