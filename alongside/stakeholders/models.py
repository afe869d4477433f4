"""The register, what was said and promised, where each stands in a project, grants, and merges that can be undone."""

from collections.abc import Iterable
from uuid import uuid4

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.constraints import both_or_neither
from alongside.core.models import Base
from alongside.people.accounts.sealed import SealedTextField

MOST = 10
"""Influence, interest and how much somebody is affected: from 0 to this."""


class Kind(models.TextChoices):
    PERSON = "person", _("Person")
    GROUP = "group", _("Group of people")
    VOLUNTARY = "voluntary", _("Voluntary or community organisation")
    PATIENT_VOICE = "patient-voice", _("Patient voice body, such as Healthwatch")
    SCRUTINY = "scrutiny", _("Scrutiny committee")
    ELECTED = "elected", _("Councillor or MP")
    STAFF = "staff", _("Staff")
    PROVIDER = "provider", _("Provider of services")
    COMMISSIONER = "commissioner", _("Commissioner")
    REGULATOR = "regulator", _("Regulator")
    MEDIA = "media", _("Media")


class Way(models.TextChoices):
    """How to reach somebody, or how somebody was reached."""

    EMAIL = "email", _("Email")
    PHONE = "phone", _("Phone")
    LETTER = "letter", _("Letter")
    FACE = "face-to-face", _("Face to face")
    ONLINE = "online", _("Online meeting")
    EVENT = "event", _("At an event")


class Consent(models.TextChoices):
    YES = "yes", _("Yes")
    NOT_ASKED = "not-asked", _("Not asked")
    NO = "no", _("No")


class Stakeholder(Base):
    """A person, group or organisation that the work touches or that can touch it.

    Contact details are sealed: what can be searched is the name and the communities. ``merged_into`` is filled when
    another row stands for the same: this one is kept as it was, out of every list.
    """

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="stakeholders")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=16, choices=Kind)
    contact_name = SealedTextField(blank=True, default="")
    email = SealedTextField(blank=True, default="")
    phone = SealedTextField(blank=True, default="")
    # A community a line, with a line break at both ends, so that one can be found whole.
    communities = models.TextField(blank=True, default="")
    languages = models.CharField(max_length=200, blank=True)
    barriers = models.TextField(blank=True)
    preferred = models.CharField(max_length=16, choices=Way, blank=True)
    owner = models.UUIDField(null=True, blank=True)
    consent = models.CharField(max_length=10, choices=Consent, default=Consent.NOT_ASKED)
    consent_on = models.DateField(null=True, blank=True)
    consent_how = models.CharField(max_length=200, blank=True)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="retired")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["organisation", "name"], name="stakeholders_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def reaches(self) -> list[str]:
        """The communities it reaches."""
        return [line for line in self.communities.split("\n") if line]


def as_lines(words: Iterable[str]) -> str:
    """How communities are kept: each once, whatever its capitals."""
    found = {word.casefold(): word for word in (" ".join(each.split()) for each in reversed(list(words))) if word}
    return "\n" + "\n".join(reversed(found.values())) + "\n" if found else ""


class Relation(Base):
    """What one has to do with another, in words that read from the first to the other."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="relations")
    other = models.ForeignKey(Stakeholder, models.CASCADE, related_name="relations_from")
    words = models.CharField(max_length=120)

    class Meta:
        ordering = ["words", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(stakeholder=models.F("other")), name="stakeholders_relation_of_two"
            )
        ]


class ContactNote(Base):
    """A conversation: when, how, what was said, and what was promised."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="contact_notes")
    on = models.DateField()
    way = models.CharField(max_length=16, choices=Way)
    said = models.TextField()
    promise = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()
    # Sent once with each page: pressing twice is one note.
    once = models.UUIDField(unique=True, default=uuid4)

    class Meta:
        ordering = ["-on", "-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_on__isnull=False, promise__gt="") | models.Q(due_on=None, promise=""),
                name="stakeholders_promise_has_a_date",
            )
        ]


class Position(Base):
    """Where somebody stands in one project since a moment. A move is a new one; the newest counts."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="positions")
    scope = models.UUIDField()
    influence = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST)])
    interest = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST)])
    affected = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST)])
    view = models.CharField(max_length=300, blank=True)
    level = models.CharField(max_length=20, blank=True)
    why = models.CharField(max_length=300, blank=True)
    # False: taken off the map at that moment.
    on_map = models.BooleanField(default=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["scope", "stakeholder", "at"], name="stakeholders_newest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(influence__lte=MOST, interest__lte=MOST, affected__lte=MOST),
                name="stakeholders_within_the_map",
            )
        ]


class Grant(Base):
    """Money for a partner who reaches people for a project."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="grants")
    scope = models.UUIDField()
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    what_for = models.TextField()
    agreed_on = models.DateField()
    by = models.UUIDField()
    at = models.DateTimeField()
    once = models.UUIDField(unique=True, default=uuid4)

    class Meta:
        ordering = ["agreed_on", "pk"]
        indexes = [models.Index(fields=["scope"], name="stakeholders_grants_of")]
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="stakeholders_grant_of_something")]


class Deliverable(Base):
    """What a grant brings, by when; ``returned_on`` when it came."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="deliverables")
    words = models.CharField(max_length=300)
    due_on = models.DateField()
    returned_on = models.DateField(null=True, blank=True)
    returned = models.CharField(max_length=300, blank=True)
    once = models.UUIDField(unique=True, default=uuid4)

    class Meta:
        ordering = ["due_on", "pk"]


class Merge(Base):
    """Two rows that stood for the same. What it moved and what the kept one had before, so that it can be undone.

    It holds identifiers, communities and consent, and of contact details only the names of the columns.
    """

    kept = models.ForeignKey(Stakeholder, models.CASCADE, related_name="merges")
    merged = models.ForeignKey(Stakeholder, models.CASCADE, related_name="merged_by")
    moved = models.JSONField()
    before = models.JSONField()
    gave = models.JSONField()
    by = models.UUIDField()
    at = models.DateTimeField()
    undone_by = models.UUIDField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            both_or_neither("undone_by", "undone_at", name="stakeholders_undone_by_somebody"),
            models.UniqueConstraint(
                fields=["merged"], condition=models.Q(undone_at=None), name="stakeholders_merged_once"
            ),
        ]


class Distinct(Base):
    """Two rows that look alike and are not the same: they are not shown as likely duplicates again."""

    first = models.ForeignKey(Stakeholder, models.CASCADE, related_name="+")
    second = models.ForeignKey(Stakeholder, models.CASCADE, related_name="+")
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="stakeholders_distinct_once")]


class Brought(Base):
    """A file of partners: read, looked at, then imported or left. Its rows are wiped as soon as either is done."""

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=120)
    rows = SealedTextField(default="", blank=True)
    count = models.PositiveIntegerField(default=0)
    by = models.UUIDField()
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
