"""Names of colleagues, for pages of their team."""

from uuid import UUID

from alongside.people.accounts.models import Membership
from alongside.people.accounts.names import names

__all__ = ["colleagues", "ever_here", "names"]


def colleagues(organisation_id: UUID) -> list[Membership]:
    """Everybody in the team now, by name."""
    return list(
        Membership.objects.filter(organisation_id=organisation_id, until__isnull=True)
        .select_related("person")
        .order_by("person__name")
    )


def ever_here(organisation_id: UUID) -> list[str]:
    """The names of everybody who works or worked here or writes with a team, now or before."""
    return list(Membership.objects.filter(organisation_id=organisation_id).values_list("person__name", flat=True))
