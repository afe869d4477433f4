"""What says who somebody is, on its way past the tools: kept with the link by people/accounts, never by a tool."""

from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser

from alongside.organisations.models import Organisation
from alongside.people.accounts import actions as accounts
from alongside.people.accounts.models import Consent, IdentifyingAnswer, Person
from alongside.people.voices.models import Voice


def keep(*, voice: Voice, question: str, value: str) -> None:
    """An empty value forgets it."""
    accounts.keep_identifying(voice=voice, question=question, value=value)


def kept(voice: UUID) -> dict[str, str]:
    """{question key: value}: read back to the person themselves while they answer."""
    return dict(IdentifyingAnswer.objects.filter(voice=voice).values_list("question", "value"))


def forget(*, voice: Voice) -> None:
    """What the voice said about who they are is deleted."""
    IdentifyingAnswer.objects.filter(voice=voice.pk).delete()


def link(*, voice: Voice, person: AbstractBaseUser) -> None:
    """Somebody logged in sends what they said: it shows in My Alongside."""
    if isinstance(person, Person):
        accounts.link_person(voice=voice, person=person)


def keep_in_touch(*, voice: Voice, organisation: Organisation, route: str, address: str, name: str) -> None:
    """A contact slip that came with a paper form: tell this person what happened with the project."""
    accounts.keep_in_touch(
        organisation=organisation,
        route=route,
        address=address,
        name=name,
        purposes=[Consent.Purpose.PROJECT],
        voice=voice,
    )
