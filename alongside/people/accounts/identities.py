"""Looking at who somebody is: for a stated purpose, leaving a line that can be reviewed."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.organisations.models import Organisation
from alongside.people.accounts.actions import Address, open_envelope
from alongside.people.accounts.models import Contact, Envelope, IdentifyingAnswer, IdentityLook, Person, VoiceLink
from alongside.people.voices.models import Voice
from alongside.record.actions import note


@dataclass(frozen=True)
class Identity:
    """Who somebody is, as far as they told us."""

    contacts: list[Contact] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    # What they wrote in answers that ask who somebody is: (question key, value).
    answers: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_known(self) -> bool:
        return bool(self.contacts or self.people or self.answers)


@transaction.atomic
def look(*, organisation: Organisation, by: Person, purpose: str, to: Contact | Voice | Person) -> Identity:
    """Who a contact, a voice or the holder of an access need is.

    The purpose stays here; the record says that somebody looked, not at whom. The caller has checked that they
    are in this organisation.
    """
    kind = {Contact: "contact", Voice: "voice", Person: "person"}[type(to)]
    _keep_look(organisation, by, purpose, **{kind: to.id})
    if isinstance(to, Contact):
        return Identity(contacts=[to], people=[to.person] if to.person else [])
    if isinstance(to, Person):
        return Identity(contacts=list(to.contacts.filter(organisation=organisation)), people=[to])
    links = list(VoiceLink.objects.filter(voice=to.id).select_related("contact", "person"))
    return Identity(
        contacts=[link.contact for link in links if link.contact],
        people=[link.person for link in links if link.person],
        answers=list(IdentifyingAnswer.objects.filter(voice=to.id).values_list("question", "value")),
    )


@transaction.atomic
def look_in_envelope(*, organisation: Organisation, by: Person, purpose: str, envelope: UUID) -> Address | None:
    """Where a letter or a call goes, for the person whose task it is; looked at like any identity."""
    held = Envelope.objects.filter(id=envelope).first()
    if held is None:
        return None
    _keep_look(organisation, by, purpose, contact=held.contact_id, person=held.person_id)
    return open_envelope(envelope)


def _keep_look(organisation: Organisation, by: Person, purpose: str, **at: UUID | None) -> None:
    kept = IdentityLook.objects.create(by=by, organisation=organisation, purpose=purpose, **at)
    note(scope=organisation.id, by=by.id, verb="identity.looked", subject=f"look:{kept.id}")


def looks(organisation: Organisation) -> list[IdentityLook]:
    """Who looked in an organisation, newest first."""
    found = IdentityLook.objects.filter(organisation=organisation).select_related("by").order_by("-at")
    return list(found[:200])


def looks_at(person: Person) -> list[IdentityLook]:
    """Who looked at this person, wherever they work; newest first."""
    voices = VoiceLink.objects.filter(person=person).values("voice")
    contacts = Contact.objects.filter(Q(person=person) | Q(voice_links__voice__in=voices)).values("id")
    found = IdentityLook.objects.filter(Q(voice__in=voices) | Q(contact__in=contacts) | Q(person=person.pk))
    return list(found.select_related("by", "organisation").order_by("-at")[:200])
