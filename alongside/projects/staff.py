"""Names of colleagues, for pages of their team, and every name that a project knows."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast

from alongside.groups.models import Group
from alongside.people.accounts.models import Membership
from alongside.people.accounts.names import names
from alongside.plans.models import TeamMember
from alongside.projects.models import Project
from alongside.stakeholders.models import Kind, Stakeholder

__all__ = ["colleagues", "known_names", "names"]
PEOPLE = {Kind.PERSON, Kind.ELECTED, Kind.STAFF}


def colleagues(organisation_id: UUID) -> list[Membership]:
    """Everybody in the team now, by name."""
    return list(
        Membership.objects.filter(organisation_id=organisation_id, until__isnull=True)
        .select_related("person")
        .order_by("person__name")
    )


def known_names(project: Project) -> Iterator[tuple[bool, str]]:
    """(whether it is a person's, name) of everybody whom the house, its register, its groups or this project knows, now or
    before. One query."""
    here, scope = project.organisation_id, project.pk

    def of(rows: QuerySet[Any], kind: Any, name: str) -> Any:
        return rows.order_by().annotate(is_of=kind, called=Cast(name, CharField())).values_list("is_of", "called")

    person, group = Value(Kind.PERSON.value, CharField()), Value(Kind.GROUP.value, CharField())
    found = of(Membership.objects.filter(organisation_id=here), person, "person__name").union(
        of(TeamMember.objects.filter(scope=scope), person, "name"),
        of(Stakeholder.objects.filter(organisation_id=here), Cast("kind", CharField()), "name"),
        of(Group.objects.filter(organisation_id=here), group, "name"),
    )
    yield True, project.contact_name
    yield from ((kind in PEOPLE, name) for kind, name in found)
