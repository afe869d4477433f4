"""Changing the library: one's own methods, duties, times and rates, and comments on what comes with Alongside. Each
change is kept, with why."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from alongside.library import values as own_values
from alongside.library.duties import forget
from alongside.library.models import OWN, OwnEntry
from alongside.organisations.access import forget as forget_house
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
    nothing. Raises ChangedMeanwhile, and ValueError where a duty that comes with Alongside would be hidden."""
    if kind == OwnEntry.Kind.DUTY and not key.startswith(OWN) and values.get("hidden"):
        raise ValueError("A duty that comes with Alongside is never hidden.")
    made, before = _keep(organisation, kind, key, values, reason=reason, by=by, at=at, seen=seen)
    if made is not before:
        verb, detail = _said(made, before)
        record(scope=organisation.pk, by=by, verb=verb, subject=f"library:{made.pk}", detail=detail)
    return made


@transaction.atomic
def set_value(
    *,
    organisation: Organisation,
    kind: str,
    key: str,
    value: str,
    since: date,
    source: str,
    reason: str,
    by: UUID,
    at: datetime,
    seen: UUID | None,
    told: Mapping[str, str],
) -> OwnEntry:
    """Let a time or a rate of one's own count from a day on; an empty ``value`` goes back to what comes with Alongside.
    ``told`` are the words of the record: entry, value, shipped and day. The same again changes nothing. Raises
    ChangedMeanwhile, and AgainstLaw for less than the law asks."""
    if value:
        own_values.check(kind, key, value)
    details = {"value": value, "since": since.isoformat(), "source": source}
    made, before = _keep(organisation, kind, key, {"details": details}, reason=reason, by=by, at=at, seen=seen)
    if made is before:
        return made
    if kind == OwnEntry.Kind.LEAD_TIME:
        _promise(organisation, key, value, since)
    verb = "library.value-set" if value else "library.value-back"
    record(scope=organisation.pk, by=by, verb=verb, subject=f"library:{made.pk}", detail={**told, "reason": reason})
    return made


def _promise(organisation: Organisation, key: str, value: str, since: date) -> None:
    """Days of a format are read wherever somebody asks for one: they are kept with the organisation."""
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    held.lead_times = {each: kept for each, kept in held.lead_times.items() if each != key}
    if value:
        held.lead_times[key] = {"days": int(value), "since": since.isoformat()}
    held.save(update_fields=["lead_times"])
    organisation.lead_times = held.lead_times
    transaction.on_commit(lambda: forget_house(held.slug))


def _keep(
    organisation: Organisation,
    kind: str,
    key: str,
    values: Mapping[str, Any],
    *,
    reason: str,
    by: UUID,
    at: datetime,
    seen: UUID | None,
) -> tuple[OwnEntry, OwnEntry | None]:
    """(what stands, what stood before): the same where nothing changed."""
    now = changes(organisation).filter(kind=kind, key=key).first()
    wanted = {**VALUES, **values}
    if now is not None and all(getattr(now, name) == value for name, value in wanted.items()):
        return now, now
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
    forget(organisation)
    return made, now


def _said(made: OwnEntry, before: OwnEntry | None) -> tuple[str, dict[str, str]]:
    """The verb, and what its words are given."""
    if made.kind == OwnEntry.Kind.DUTY:
        verb = "added" if made.is_own and before is None else "ended" if made.hidden else "changed"
        entry = made.details["title"] if made.is_own else made.key
        return f"library.duty-{verb if made.is_own else 'comment'}", {"entry": entry, "reason": made.reason}
    return _verb(made, before), {"entry": made.key.removeprefix(OWN).replace("-", " ")}


def _verb(made: OwnEntry, before: OwnEntry | None) -> str:
    if made.hidden:
        return "library.hidden"
    if made.is_own and before is None:
        return "library.added"
    return "library.changed" if made.is_own or made.note else "library.as-it-comes"
