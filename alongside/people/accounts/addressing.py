"""Addressing a pile of letters: where each goes is looked at for a stated purpose, and the record says how many."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction

from alongside.organisations.models import Organisation
from alongside.people.accounts.actions import Address, open_envelopes
from alongside.people.accounts.models import Envelope, IdentityLook, Person
from alongside.record.actions import note


def wishes(envelopes: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """The language and the format in which each wants to be written to; nothing of who they are. One query."""
    chosen = Envelope.objects.filter(id__in=envelopes, contact__isnull=False)
    return {
        pk: (language, format)
        for pk, language, format in chosen.values_list("id", "contact__language", "contact__format")
    }


def addresses(envelopes: Collection[UUID]) -> Mapping[UUID, Address]:
    """Where they go. For the worker, which shows them to nobody before ``looked_at`` is written down."""
    return open_envelopes(envelopes)


@transaction.atomic
def looked_at(*, organisation: Organisation, by: Person, purpose: str, envelopes: Collection[UUID]) -> None:
    """From now on this colleague can see where these go: a reviewable look at each, one line in the record."""
    held = Envelope.objects.filter(id__in=envelopes).values_list("contact_id", "person_id")
    looks = [
        IdentityLook(by=by, organisation=organisation, purpose=purpose, contact=contact, person=person)
        for contact, person in held
    ]
    if not looks:
        return
    IdentityLook.objects.bulk_create(looks)
    note(
        scope=organisation.id,
        by=by.id,
        verb="identity.looked-many",
        subject=f"look:{looks[0].id}",
        detail={"count": len(looks)},
    )
