"""Changing the library: one's own methods, and comments on what comes with Alongside. Each change is kept, with why."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from alongside.library.models import OWN, OwnEntry
from alongside.organisations.models import Organisation
from alongside.record.actions import note as record

VALUES = {"hidden": False, "note": "", "details": {}, "replaces": ""}


class ChangedMeanwhile(Exception):
    """Somebody changed the entry since it was shown."""


def changes(organisation: Organisation) -> QuerySet[OwnEntry]:
    """What stands now, the organisation with it."""
    return OwnEntry.objects.filter(organisation=organisation, ended_at=None).select_related("organisation")


@transaction.atomic
def keep(
    *,
    organisation: Organisation,
    kind: str,
    key: str,
    values: Mapping[str, Any],
    reason: str,
    by: UUID,
    at: datetime,
    seen: UUID | None,
) -> OwnEntry:
    """Make this what stands for the entry. ``seen`` is the change that was shown, None for none. The same again changes
    nothing. Raises ChangedMeanwhile."""
    now = changes(organisation).filter(kind=kind, key=key).first()
    wanted = {**VALUES, **values}
    if now is not None and all(getattr(now, name) == value for name, value in wanted.items()):
        return now
    if (now.pk if now else None) != seen:
        raise ChangedMeanwhile
    if now is not None and not OwnEntry.objects.filter(pk=now.pk, ended_at=None).update(ended_at=at):
        raise ChangedMeanwhile
    try:
        with transaction.atomic():
            made = OwnEntry.objects.create(
                organisation=organisation, kind=kind, key=key, reason=reason, by=by, at=at, **wanted
            )
    except IntegrityError:
        raise ChangedMeanwhile from None
    record(
        scope=organisation.pk,
        by=by,
        verb=_verb(made, now),
        subject=f"library:{made.pk}",
        detail={"entry": key.removeprefix(OWN).replace("-", " ")},
    )
    return made


def _verb(made: OwnEntry, before: OwnEntry | None) -> str:
    if made.hidden:
        return "library.hidden"
    if made.is_own and before is None:
        return "library.added"
    return "library.changed" if made.is_own or made.note else "library.as-it-comes"
