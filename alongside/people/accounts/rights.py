"""What the law lets everybody do with what we hold about them: see it, take it away, correct it, have it deleted."""

from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from alongside.core import erasures
from alongside.people.accounts import identities
from alongside.people.accounts.actions import forget_contact
from alongside.people.accounts.models import (
    AccessNeed,
    Contact,
    Envelope,
    IdentifyingAnswer,
    Person,
    Session,
    VoiceLink,
)
from alongside.people.accounts.needs import NEEDS
from alongside.people.profiles.models import Profile
from alongside.questionnaires.actions import answers_of, definition_by_id
from alongside.questionnaires.models import Submission
from alongside.questionnaires.presenters import line_of
from alongside.record import actions as record


class WorksHere(Exception):
    """A colleague leaves their teams first, so that an organisation knows."""


def contacts_of(person: Person) -> list[Contact]:
    """How organisations may reach this person: said when logged in, or by a voice that is theirs."""
    voices = VoiceLink.objects.filter(person=person).values("voice")
    found = Contact.objects.filter(Q(person=person) | Q(voice_links__voice__in=voices))
    return list(found.distinct().select_related("organisation").order_by("since"))


def my_data(person: Person) -> dict[str, Any]:
    """Everything held about somebody, in words and as it is stored, for one file.

    Without the equality answers: those are kept apart from names, and stay so.
    """
    voices = list(VoiceLink.objects.filter(person=person).values_list("voice", flat=True))
    return {
        "made": timezone.now().isoformat(),
        "account": {"name": person.name, "email": person.email, "since": person.joined_at.isoformat()},
        "how we may reach you": [_contact(each) for each in contacts_of(person)],
        "access needs": [
            {
                "need": str(NEEDS[each.need]),
                "detail": each.detail,
                "teams may see it": each.shared_with_teams,
                "check by": each.check_by.isoformat(),
                "what teams did": [
                    {"team": done.organisation.name, "state": str(done.get_state_display()), "note": done.note}
                    for done in each.arrangements.select_related("organisation")
                ],
            }
            for each in person.access_needs.all()
        ],
        "what you said": [_said(each) for each in Submission.objects.filter(voice__in=voices, sent_at__isnull=False)],
        "who you said you are": [
            {"question": question, "answer": answer}
            for question, answer in IdentifyingAnswer.objects.filter(voice__in=voices).values_list("question", "value")
        ],
        "who looked at who you are": [
            {"on": each.at.isoformat(), "who": str(each.by), "of": each.organisation.name, "why": each.purpose}
            for each in identities.looks_at(person)
        ],
        "not in this file": "Your answers to 'About you': they are kept apart from your name.",
    }


def _contact(contact: Contact) -> dict[str, Any]:
    profile = Profile.objects.filter(pk=contact.profile).first() if contact.profile else None
    return {
        "organisation": contact.organisation.name,
        "by": contact.route,
        "name": contact.name,
        "address": contact.address,
        "language": contact.language,
        "format": contact.format,
        "consents": [
            {
                "to": each.wording,
                "given": each.given_at.isoformat(),
                "stopped": each.stopped_at.isoformat() if each.stopped_at else None,
            }
            for each in contact.consents.order_by("given_at")
        ],
        "invitations": {"answers": profile.answers, "topics": profile.topics} if profile else None,
    }


def _said(submission: Submission) -> dict[str, Any]:
    definition, answers = definition_by_id(submission.edition_id), answers_of(submission)
    return {
        "sent": submission.sent_at.isoformat() if submission.sent_at else None,
        "answers": [
            {"question": question.wording, "answer": line_of(question, answers[question.key]).lines}
            for question in definition.questions
            if question.key in answers
        ],
    }


@transaction.atomic
def erase_person(*, person: Person) -> None:
    """The person is gone: account, addresses, consents, needs, and every link to a voice.

    What they said still counts, and belongs to nobody any more; they could withdraw it first. A former colleague's
    acts stay in the record without a name. Raises ``WorksHere`` for a present one.
    """
    if person.memberships.filter(until=None).exists():
        raise WorksHere
    erasures.remember("person", person.pk)
    _erase(person)


@erasures.erases("person")
def erase_person_again(person: UUID) -> None:
    found = Person.objects.filter(pk=person).first()
    if found is not None:
        _erase(found)


def _erase(person: Person) -> None:
    voices = list(VoiceLink.objects.filter(person=person).values_list("voice", flat=True))
    for contact in contacts_of(person):
        forget_contact(contact=contact)
    IdentifyingAnswer.objects.filter(voice__in=voices).delete()
    VoiceLink.objects.filter(voice__in=voices).delete()
    AccessNeed.objects.filter(person=person).delete()
    Envelope.objects.filter(person=person).delete()
    Session.objects.filter(person=person.pk).delete()
    record.erase_person(person=person.pk, by=person.pk)
    if person.looks.exists():
        # Whoever was looked at may ask by whom: a line stays, without a name.
        EmailAddress.objects.filter(user=person.pk).delete()
        Authenticator.objects.filter(user=person.pk).delete()
        person.email, person.name, person.is_active = f"{person.pk.hex}@erased.example", "", False
        person.save()
    else:
        person.delete()
