"""What people let us do: keep in touch, be linked to a voice, be reached, be written to.

These are the person's own acts, so none is in the record.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from alongside.core.work import chore
from alongside.organisations.models import Organisation
from alongside.people.accounts.consents import ABOUT_A_PROJECT, WORDING
from alongside.people.accounts.models import Consent, Contact, Envelope, IdentifyingAnswer, Person, VoiceLink
from alongside.people.accounts.needs import bring_to_projects
from alongside.people.profiles import actions as profiles
from alongside.people.profiles.models import Profile
from alongside.people.voices.models import Voice


@dataclass(frozen=True)
class Address:
    """Where one message goes. ``address`` is an email address, a number or a postal address, by the route.

    ``language`` and ``format`` are what somebody chose who keeps in touch.
    """

    route: str
    address: str
    name: str = ""
    language: str = "en-gb"
    format: str = "standard"


@dataclass(frozen=True)
class Reach:
    """How somebody who said something can be told what came of it.

    ``contact`` with consent for this project; otherwise ``person`` who finds it in My Alongside; otherwise neither:
    the page opened by the code.
    """

    voice: UUID
    contact: Contact | None = None
    person: Person | None = None

    @property
    def route(self) -> str:
        """email, text, letter or phone; mine (My Alongside); page (found with the code)."""
        if self.contact is not None:
            return str(self.contact.route)
        return "mine" if self.person is not None else "page"


@transaction.atomic
def person_at(email: str) -> Person:
    """The account at this address, made if there is none: it opens when a code sent there is typed.

    Known and unknown addresses are treated alike, so that nobody can find out who has an account.
    """
    email = email.lower()
    person, _new = Person.objects.get_or_create(email=email)
    EmailAddress.objects.get_or_create(user=person, email=email, defaults={"primary": True})
    return person


@chore("forget accounts never opened", every=3600)
def forget_never_opened() -> None:
    """Somebody typed an address and no code: after a day nothing of it is kept."""
    Person.objects.filter(
        last_login=None, memberships=None, contacts=None, joined_at__lt=timezone.now() - timedelta(days=1)
    ).delete()


@transaction.atomic
def keep_in_touch(
    *,
    organisation: Organisation,
    route: str,
    address: str,
    purposes: Iterable[str],
    voice: Voice | None = None,
    scope: UUID | None = None,
    person: Person | None = None,
    name: str = "",
    language: str = "en-gb",
    format: str = "standard",
) -> Contact:
    """How to reach somebody, for the purposes they chose and no other, with the words they chose them in.

    ``scope`` is the project, where there is no voice yet (tell me when it opens). Saying it again for the same voice
    changes the contact and what is not chosen any more stops.
    """
    chosen = {Consent.Purpose(purpose) for purpose in purposes} - {Consent.Purpose.PROFILE}
    if voice is not None:
        scope = voice.scope
    contact = Contact.objects.filter(voice_links__voice=voice.id).first() if voice is not None else None
    if contact is None:
        contact = Contact(organisation=organisation)
    contact.route, contact.address, contact.name = route, address, name
    contact.language, contact.format, contact.person = language, format, person
    contact.save()
    if voice is not None:
        VoiceLink.objects.get_or_create(voice=voice.id, contact=contact, defaults={"person": None})
    held = {Consent.Purpose(each.purpose): each for each in contact.consents.filter(stopped_at=None)}
    for purpose in sorted(chosen - held.keys()):
        _agree(contact, purpose, scope)
    for purpose in held.keys() - chosen - {Consent.Purpose.PROFILE}:
        stop(consent=held[purpose])
    return contact


def change_contact(*, contact: Contact, route: str, address: str, name: str, language: str, format: str) -> None:
    """Another way of reaching somebody, for the same purposes."""
    contact.route, contact.address, contact.name = route, address, name
    contact.language, contact.format = language, format
    contact.save(update_fields=["route", "address", "name", "language", "format"])


def change_name(*, person: Person, name: str) -> None:
    person.name = name
    person.save(update_fields=["name"])


def _agree(contact: Contact, purpose: Consent.Purpose, scope: UUID | None = None) -> None:
    Consent.objects.create(
        contact=contact,
        purpose=purpose,
        scope=scope if purpose in ABOUT_A_PROJECT else None,
        wording=str(WORDING[purpose]),
    )


@transaction.atomic
def keep_topics(*, contact: Contact, topics: Sequence[str]) -> None:
    """The topics somebody wants to hear about: part of their profile, and all of it until they say more."""
    held = Profile.objects.filter(pk=contact.profile).first() if contact.profile else None
    contact.profile = profiles.keep(
        organisation=contact.organisation,
        answers=held.answers if held else {},
        topics=topics,
        profile=contact.profile,
    )
    contact.save(update_fields=["profile"])


@transaction.atomic
def keep_profile(*, contact: Contact, answers: Mapping[str, Sequence[str]]) -> None:
    """What somebody says about themselves in order to be invited, under its own consent."""
    held = Profile.objects.filter(pk=contact.profile).first() if contact.profile else None
    contact.profile = profiles.keep(
        organisation=contact.organisation,
        answers=answers,
        topics=held.topics if held else [],
        profile=contact.profile,
    )
    contact.save(update_fields=["profile"])
    if not contact.consents.filter(purpose=Consent.Purpose.PROFILE, stopped_at=None).exists():
        _agree(contact, Consent.Purpose.PROFILE)


def link_person(*, voice: Voice, person: Person) -> None:
    """This voice is this person, because they were logged in and wanted it in My Alongside."""
    _link, new = VoiceLink.objects.get_or_create(voice=voice.id, person=person, defaults={"contact": None})
    if new:
        bring_to_projects(person=person)


def keep_identifying(*, voice: Voice, question: str, value: str) -> None:
    """An answer that says who somebody is: kept here, sealed. An empty value forgets it."""
    if value:
        IdentifyingAnswer.objects.update_or_create(voice=voice.id, question=question, defaults={"value": value})
    else:
        IdentifyingAnswer.objects.filter(voice=voice.id, question=question).delete()


def reach(voices: Iterable[UUID], *, scope: UUID) -> list[Reach]:
    """How each voice of the project ``scope`` can be told what came of it, in the order given. Two queries."""
    order = list(dict.fromkeys(voices))
    contacts: dict[UUID, Contact] = {}
    persons: dict[UUID, Person] = {}
    links = VoiceLink.objects.filter(voice__in=order).select_related("contact", "person")
    agreed = set(
        Consent.objects.filter(
            contact__voice_links__voice__in=order, purpose=Consent.Purpose.PROJECT, scope=scope, stopped_at=None
        ).values_list("contact_id", flat=True)
    )
    for link in links:
        if link.contact is not None and link.contact_id in agreed:
            contacts[link.voice] = link.contact
        if link.person is not None:
            persons[link.voice] = link.person
    return [Reach(voice, contacts.get(voice), persons.get(voice)) for voice in order]


def waiting_for_opening(scope: UUID) -> list[Contact]:
    """Who asked to be told when the project opens and was not yet."""
    return list(
        Contact.objects.filter(
            consents__purpose=Consent.Purpose.OPENING, consents__scope=scope, consents__stopped_at=None
        ).distinct()
    )


@transaction.atomic
def stop(*, consent: Consent) -> None:
    """A consent ends, and what was kept under it alone is forgotten. Without any consent, so is the contact."""
    if consent.stopped_at is not None:
        return
    consent.stopped_at = timezone.now()
    consent.save(update_fields=["stopped_at"])
    contact = consent.contact
    if consent.purpose == Consent.Purpose.PROFILE and contact.profile:
        topics = Profile.objects.filter(pk=contact.profile).values_list("topics", flat=True).first() or []
        profiles.keep(organisation=contact.organisation, answers={}, topics=topics, profile=contact.profile)
    if not contact.consents.filter(stopped_at=None).exclude(purpose=Consent.Purpose.PROFILE).exists():
        forget_contact(contact=contact)


@transaction.atomic
def forget_contact(*, contact: Contact) -> None:
    """Nobody can be reached by it any more: name, address, profile and consents go."""
    profiles.forget(profile=contact.profile)
    contact.delete()


def envelope_to(to: Contact | Person | Address) -> Envelope:
    """An envelope for one message: a random id that messaging can hold without knowing where it goes."""
    if isinstance(to, Contact):
        return Envelope.objects.create(route=to.route, contact=to)
    if isinstance(to, Person):
        return Envelope.objects.create(route=Contact.Route.EMAIL, person=to)
    return Envelope.objects.create(route=to.route, address_once="\n".join([to.name, to.address]))


def open_envelope(envelope: UUID) -> Address | None:
    """Where it goes; None when the person, the contact or the one-off address is gone."""
    return open_envelopes([envelope]).get(envelope)


def open_envelopes(envelopes: Iterable[UUID]) -> dict[UUID, Address]:
    """The same for many, without those that are gone. One query."""
    found = Envelope.objects.filter(id__in=envelopes).select_related("contact", "person")
    opened = {each.id: _address_on(each) for each in found}
    return {envelope: address for envelope, address in opened.items() if address is not None}


def _address_on(found: Envelope) -> Address | None:
    if (to := found.contact) is not None:
        return Address(to.route, to.address, to.name, to.language, to.format)
    if found.person is not None:
        return Address(found.route, found.person.email, found.person.name)
    if not found.address_once:
        return None
    name, address = found.address_once.split("\n", 1)
    return Address(found.route, address, name)


def delivered(envelope: UUID) -> None:
    """The message has gone: a one-off address is deleted, and so is the line from message to person."""
    Envelope.objects.filter(id=envelope).delete()


def all_delivered(envelopes: Iterable[UUID]) -> None:
    Envelope.objects.filter(id__in=envelopes).delete()
