"""Making groups, letting people in and out, and planning meetings."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from alongside.groups.models import Group, Meeting, Member
from alongside.organisations.models import Organisation
from alongside.people.accounts import teams
from alongside.people.accounts.models import Membership, Person
from alongside.record.actions import note


@transaction.atomic
def make(*, organisation: Organisation, name: str, kind: str, purpose: str, by: UUID, at: datetime) -> Group:
    """The group of that name, made if it is not there yet."""
    group, fresh = Group.objects.get_or_create(
        organisation=organisation, name=name, defaults={"kind": kind, "purpose": purpose, "by": by, "at": at}
    )
    if fresh:
        _note(group, by, "made")
    return group


@transaction.atomic
def let_in(
    *,
    group: Group,
    name: str,
    email: str,
    role: str,
    lived_experience: bool,
    chairs: bool,
    format: str,
    since: date,
    by: Person,
) -> Member:
    """Somebody is a member. Whoever is no colleague gets the role "partner", which sees only what they are asked."""
    try:
        person = teams.add_colleague(
            organisation=group.organisation, by=by, email=email, name=name, role="partner"
        ).person
    except teams.AlreadyHere:
        person = Person.objects.get(email__iexact=email)
    values = {"role": role, "lived_experience": lived_experience, "chairs": chairs, "format": format}
    held = Member.objects.select_for_update().filter(group=group, person=person.pk, until=None).first()
    if held is not None:
        if any(getattr(held, key) != value for key, value in values.items()):
            for key, value in values.items():
                setattr(held, key, value)
            held.save(update_fields=list(values))
            _note(group, by.pk, "member-changed")
        return held
    made = Member.objects.create(group=group, person=person.pk, since=since, **values)
    _note(group, by.pk, "member-joined")
    return made


def representing(group: Group) -> QuerySet[Member]:
    """Members who can log in: others cannot act for it."""
    present = Membership.objects.filter(organisation=group.organisation_id, until=None)
    return Member.objects.filter(group=group, until=None, person__in=present.values("person"))


class LastMember(Exception):
    """A group that runs something is not left without anybody: nobody could change its work, or give it back."""


@transaction.atomic
def let_go(*, member: Member, on: date, by: UUID) -> None:
    """Raises LastMember."""
    group = Group.objects.select_for_update().get(pk=member.group_id)
    if group.runs.exists() and not representing(group).exclude(pk=member.pk).exists():
        raise LastMember
    if Member.objects.filter(pk=member.pk, until=None).update(until=on):
        _note(member.group, by, "member-left")


@transaction.atomic
def meet(*, group: Group, on: date, place: str, papers_on: date, by: UUID) -> Meeting:
    """A meeting on that day; planning it again moves its papers or its place."""
    values = {"place": place, "papers_on": papers_on}
    before = Meeting.objects.select_for_update().filter(group=group, on=on).values(*values).first()
    if before == values:
        return Meeting.objects.get(group=group, on=on)
    meeting, fresh = Meeting.objects.update_or_create(group=group, on=on, defaults=values)
    _note(group, by, "meeting-planned" if fresh else "meeting-changed")
    return meeting


def _note(group: Group, by: UUID, did: str) -> None:
    detail = {"group": group.name}
    note(scope=group.organisation_id, by=by, verb=f"group.{did}", subject=f"group:{group.pk}", detail=detail)
