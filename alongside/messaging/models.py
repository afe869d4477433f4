"""Messages on their way, and tasks for people: letters, calls, other ways."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.constraints import both_or_neither
from alongside.core.models import Base
from alongside.people.accounts.sealed import SealedTextField


class Message(Base):
    """One message. ``words`` is emptied once it is sent; ``once`` makes asking twice one message.

    ``once`` is a keyed digest of what the caller gave, because that may name a voice. When a message has gone, only
    the day is kept: a minute would line up with what somebody said.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent")

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, null=True, related_name="messages")
    scope = models.UUIDField(null=True, blank=True, db_index=True)
    kind = models.CharField(max_length=40)
    route = models.CharField(max_length=10)
    envelope = models.UUIDField()
    once = models.CharField(max_length=120, null=True, unique=True)
    subject = models.CharField(max_length=200)
    words = SealedTextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    held_until = models.DateTimeField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(state="waiting"), name="messaging_due")]


class Task(Base):
    """Something a person in the team does by a date: write, call, make another format."""

    class Kind(models.TextChoices):
        LETTER = "letter", _("Post a letter")
        CALL = "call", _("Phone someone")
        TEXT = "text", _("Send a text message")
        ANOTHER_WAY = "another-way", _("Asked for another way")
        WHEN_OPEN = "when-open", _("Tell someone it has opened")

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="tasks")
    scope = models.UUIDField(null=True, blank=True, db_index=True)
    kind = models.CharField(max_length=15, choices=Kind)
    envelope = models.UUIDField(null=True, blank=True)
    once = models.CharField(max_length=120, null=True, unique=True)
    title = models.CharField(max_length=200)
    # What was asked for, or the letter's text.
    words = SealedTextField(blank=True)
    owner = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.UUIDField(null=True, blank=True)
    # Afterwards: was the need met? None until known.
    need_met = models.BooleanField(null=True, blank=True)
    outcome = SealedTextField(blank=True)

    class Meta:
        ordering = ["due_on"]
        constraints = [both_or_neither("done_at", "done_by", name="messaging_task_done_pair")]


class LetterFile(Base):
    """Letters ready to be printed, as one PDF: made by the worker, sealed, for whoever asked, and soon forgotten.

    ``tasks`` are the letters asked for, and once it is made those that are in it. ``left`` is {task: why it is not}.
    """

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="letter_files")
    by = models.UUIDField()
    tasks = models.JSONField(default=list)
    left = models.JSONField(default=dict, blank=True)
    large = models.PositiveIntegerField(default=0)
    sheets = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True, blank=True)
    posted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
