"""Names of colleagues and partners, for pages of their team."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.people.accounts.models import Person


def names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """{person's id: name}, in one query; somebody erased or unnamed is "someone who has left"."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    found = dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name"))
    return {one: found.get(one) or _("someone who has left") for one in wanted}
