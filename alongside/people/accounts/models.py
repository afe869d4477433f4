"""People who log in, their teams, and the link from a person to a voice."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.models import Base
from alongside.people.accounts.roles import ROLES, Permission
from alongside.people.accounts.sealed import SealedTextField


class People(BaseUserManager["Person"]):
    def get_by_natural_key(self, email: str | None) -> "Person":
        return self.get(email__iexact=email)

    def create_user(self, email: str, name: str = "") -> "Person":
        person = Person(email=email.lower(), name=name)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, Base):
    """Somebody who logs in: a colleague, a person who takes part, or both."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = People()

    def __str__(self) -> str:
        return self.name or str(_("Someone without a name"))

    def get_full_name(self) -> str:
        return self.name


class Membership(Base):
    """A colleague's role in one organisation. Roles are in roles.py."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20)
    job_title = models.CharField(max_length=80, blank=True)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    last_here_at = models.DateTimeField(null=True, blank=True)

    @property
    def manages(self) -> bool:
        """Whether Settings are theirs: others do not see a door that is shut."""
        return Permission.MANAGE in ROLES[self.role].permissions

    @property
    def door(self) -> str:
        """The name of the page where they begin: whoever is no colleague sees only what they are invited to."""
        inside = Permission.SEE_TEAM_PAGES in ROLES[self.role].permissions
        return "team:today" if inside else "projects-team:together"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(until__isnull=True),
                name="accounts_one_role_at_a_time",
            )
        ]


class Contact(Base):
    """How to reach somebody who keeps in touch, with or without an account. Sealed: readable with the key alone."""

    class Route(models.TextChoices):
        EMAIL = "email", _("Email")
        TEXT = "text", _("Text message")
        LETTER = "letter", _("Letter")
        PHONE = "phone", _("Phone call")

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="contacts")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="contacts")
    route = models.CharField(max_length=10, choices=Route)
    name = SealedTextField(blank=True)
    address = SealedTextField(help_text="An email address, a number or a postal address, by the route.")
    language = models.CharField(max_length=10, default="en-gb")
    format = models.CharField(max_length=20, default="standard")
    profile = models.UUIDField(null=True, blank=True)
    since = models.DateTimeField(default=timezone.now)


class Consent(Base):
    """Permission for one purpose, with the words it was given to, until it is stopped."""

    class Purpose(models.TextChoices):
        PROJECT = "project", _("Tell me what happened with this project")
        TOPICS = "topics", _("Tell me about new projects on topics I choose")
        PANEL = "panel", _("Invite me to the people’s panel")
        OPENING = "opening", _("Tell me when it opens")
        PROFILE = "profile", _("Use what I say about myself to choose what to invite me to")

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose)
    # The project, for purposes about one project.
    scope = models.UUIDField(null=True, blank=True)
    wording = models.TextField()
    given_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "purpose", "scope"],
                condition=models.Q(stopped_at__isnull=True, scope__isnull=False),
                name="accounts_consent_once",
            ),
            models.UniqueConstraint(
                fields=["contact", "purpose"],
                condition=models.Q(stopped_at__isnull=True, scope__isnull=True),
                name="accounts_general_consent_once",
            ),
        ]


class VoiceLink(Base):
    """This voice is this person, or can be reached at this contact. The one link there is."""

    voice = models.UUIDField(db_index=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="voice_links")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, blank=True, related_name="voice_links")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(contact__isnull=False),
                name="accounts_link_to_someone",
            ),
            models.UniqueConstraint(fields=["voice", "person"], name="accounts_voice_person_once"),
            models.UniqueConstraint(fields=["voice", "contact"], name="accounts_voice_contact_once"),
        ]


class IdentifyingAnswer(Base):
    """An answer to a question that asks who somebody is (name, email, phone): kept here, not with the answers."""

    voice = models.UUIDField(db_index=True)
    question = models.CharField(max_length=80)
    value = SealedTextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voice", "question"], name="accounts_identifying_once")]


class Envelope(Base):
    """Where one message goes. Its id, random and used once, is all that messaging holds."""

    route = models.CharField(max_length=10, choices=Contact.Route)
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, blank=True, related_name="envelopes")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="envelopes")
    # For a copy or a saved code: an address used once and deleted after sending.
    address_once = SealedTextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)


class IdentityLook(Base):
    """Somebody in a team followed the link. Reviewable, and shown to the person on request."""

    by = models.ForeignKey(Person, models.PROTECT, related_name="looks")
    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="identity_looks")
    voice = models.UUIDField(null=True, blank=True)
    contact = models.UUIDField(null=True, blank=True)
    person = models.UUIDField(null=True, blank=True)
    purpose = models.TextField()
    at = models.DateTimeField(default=timezone.now)


class AccessNeed(Base):
    """What somebody needs so that they can take part, asked once, used to meet it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="access_needs")
    need = models.CharField(max_length=40)
    detail = SealedTextField(blank=True)
    shared_with_teams = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)
    check_by = models.DateField()


class Arrangement(Base):
    """What the team does about one need of somebody who takes part in one project (``scope``).

    It holds no date of theirs: when a need came to a project would line up with when its person said something.
    """

    class State(models.TextChoices):
        TO_DO = "to-do", _("Nobody has taken it up")
        IN_HAND = "in-hand", _("In hand")
        MET = "met", _("Met")
        NOT_MET = "not-met", _("Not met")

    need = models.ForeignKey(AccessNeed, models.CASCADE, related_name="arrangements")
    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="arrangements")
    scope = models.UUIDField()
    state = models.CharField(max_length=10, choices=State, default=State.TO_DO)
    # What was done, or why not. The person reads it too.
    note = SealedTextField(blank=True)
    by = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "scope"], name="accounts_need_once_a_project")]
        indexes = [models.Index(fields=["organisation", "state"], name="accounts_needs_to_meet")]


class Session(AbstractBaseSession):
    """Who is logged in. Here, because a session's time beside a name would line up with what a voice said."""

    person = models.UUIDField(null=True, db_index=True)

    class Meta:
        db_table = "accounts_session"
