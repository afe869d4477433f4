"""Colleagues: adding them, changing what they may do, removing them. Acts of an owner, each in the record."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from alongside.organisations.models import Organisation
from alongside.people.accounts.actions import person_at
from alongside.people.accounts.models import Membership, Person, Session
from alongside.people.accounts.roles import ROLES, Permission
from alongside.record.actions import note


class LastOwner(Exception):
    """An organisation keeps at least one owner."""


class AlreadyHere(Exception):
    """This person works here already."""


def colleagues(organisation: Organisation) -> list[Membership]:
    """Who works here now, by name, each with ``second_factor``: is one set up? Two queries."""
    found = list(
        organisation.memberships.filter(until=None).select_related("person").order_by("person__name", "person__email")
    )
    with_factor = set(
        Authenticator.objects.filter(user__in=[each.person_id for each in found])
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .values_list("user_id", flat=True)
    )
    for each in found:
        each.second_factor = each.person_id in with_factor  # type: ignore[attr-defined]
    return found


def who_may(organisation: Organisation, permission: Permission) -> list[Membership]:
    """Who works here now in a role with this permission, by name."""
    roles = [key for key, role in ROLES.items() if permission in role.permissions]
    found = organisation.memberships.filter(until=None, role__in=roles)
    return list(found.select_related("person").order_by("person__name"))


def _other_owner(membership: Membership) -> bool:
    """Locked, so that two owners cannot remove each other at the same moment."""
    owners = Membership.objects.select_for_update().filter(
        organisation=membership.organisation_id, role="owner", until=None
    )
    return any(each.pk != membership.pk for each in owners)


@transaction.atomic
def add_colleague(
    *, organisation: Organisation, by: Person, email: str, name: str, role: str, job_title: str = ""
) -> Membership:
    """Somebody works here from now on. They log in with a code sent to that address."""
    person = person_at(email)
    if Membership.objects.filter(person=person, organisation=organisation, until=None).exists():
        raise AlreadyHere
    if not person.name:
        person.name = name
        person.save(update_fields=["name"])
    membership = Membership.objects.create(person=person, organisation=organisation, role=role, job_title=job_title)
    _note(membership, by.id, "colleague.added", role=str(ROLES[role].name))
    return membership


@transaction.atomic
def change_role(*, membership: Membership, by: Person, role: str, job_title: str) -> None:
    if membership.role == "owner" and role != "owner" and not _other_owner(membership):
        raise LastOwner
    was, membership.role, membership.job_title = membership.role, role, job_title
    membership.save(update_fields=["role", "job_title"])
    if was != role:
        words = {"was": str(ROLES[was].name), "becomes": str(ROLES[role].name)}
        _note(membership, by.id, "colleague.role-changed", **words)


@transaction.atomic
def remove_colleague(*, membership: Membership, by: Person) -> None:
    """They keep their account, and what they did stays in the record under their name."""
    if membership.role == "owner" and not _other_owner(membership):
        raise LastOwner
    membership.until = timezone.now()
    membership.save(update_fields=["until"])
    _note(membership, by.id, "colleague.removed")


@transaction.atomic
def reset_second_factor(*, membership: Membership, by: Person) -> None:
    """They lost their phone and their codes: their passkeys, app and codes go, and they set up new ones."""
    Authenticator.objects.filter(user=membership.person_id).delete()
    Session.objects.filter(person=membership.person_id).delete()
    _note(membership, by.id, "colleague.second-step-reset")


def _note(membership: Membership, by: UUID, verb: str, **words: str) -> None:
    note(scope=membership.organisation_id, by=by, verb=verb, subject=f"membership:{membership.id}", detail=words)
