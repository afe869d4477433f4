"""Names of colleagues, for pages of their team."""

from uuid import UUID

from alongside.people.accounts.models import Membership
from alongside.people.accounts.names import names

__all__ = ["colleagues", "names"]


def colleagues(organisation_id: UUID) -> list[Membership]:
    """Everybody in the team now, by name."""
    return list(
        Membership.objects.filter(organisation_id=organisation_id, until__isnull=True)
        .select_related("person")
        .order_by("person__name")
    )
