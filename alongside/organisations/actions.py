"""What an organisation's owners change in its settings."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.organisations.access import forget
from alongside.organisations.models import Organisation, OrganisationArea
from alongside.record.actions import note


@transaction.atomic
def change_settings(*, organisation: Organisation, page: str, values: Mapping[str, Any], by: UUID) -> Organisation:
    """Save one page of settings. ``page`` is what it is called in the record. Nothing is written when nothing changed."""
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    changed = [column for column, value in values.items() if getattr(held, column) != value]
    if not changed:
        return held
    for column in changed:
        setattr(held, column, values[column])
    held.save(update_fields=changed)
    transaction.on_commit(lambda: forget(held.slug))
    _note(held, by, "organisation.settings-changed", page=page)
    return held


@transaction.atomic
def add_area(*, organisation: Organisation, code: str, name: str, by: UUID) -> OrganisationArea:
    """An area it serves; adding it twice is once."""
    made, new = OrganisationArea.objects.get_or_create(organisation=organisation, code=code, defaults={"name": name})
    if new:
        _note(organisation, by, "organisation.area-added", area=name)
    return made


@transaction.atomic
def remove_area(*, area: OrganisationArea, by: UUID) -> None:
    """Projects keep the areas they were published with."""
    _note(area.organisation, by, "organisation.area-removed", area=area.name)
    area.delete()


def _note(organisation: Organisation, by: UUID, verb: str, **detail: str) -> None:
    note(scope=organisation.pk, by=by, verb=verb, subject=f"organisation:{organisation.pk}", detail=detail)
