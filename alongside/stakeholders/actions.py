"""Keeping the register: adding and changing partners, writing down contacts, saying what two have to do with each other.

Details of the record name nobody: identifiers and counts alone.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from alongside.organisations.models import Organisation
from alongside.record.actions import note
from alongside.stakeholders.models import Consent, ContactNote, Deliverable, Grant, Relation, Stakeholder, as_lines


class Retired(Exception):
    """The row was joined into another, which stands for it now."""


def _note(held: Stakeholder, verb: str, by: UUID, **detail: str | int | None) -> None:
    note(scope=held.organisation_id, by=by, verb=verb, subject=f"stakeholder:{held.pk}", detail=detail)


def hold(stakeholder: Stakeholder) -> Stakeholder:
    """The row as it stands, ours until the transaction ends. Raises Retired."""
    held = Stakeholder.objects.select_for_update().get(pk=stakeholder.pk)
    if held.merged_into_id is not None:
        raise Retired
    return held


def as_columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a form as columns. Consent that nobody asked for has no date."""
    columns = dict(values)
    if "communities" in columns:
        columns["communities"] = as_lines(columns["communities"])
    if columns.get("consent") == Consent.NOT_ASKED:
        columns |= {"consent_on": None, "consent_how": ""}
    return columns


Row = TypeVar("Row", ContactNote, Grant, Deliverable)


def sent_once(kind: type[Row], once: UUID, values: Mapping[str, Any], also: Mapping[str, Any]) -> tuple[Row, bool]:
    """The row that a form makes, and whether it is new. Pressed twice it is one; the page sent again with something
    else on it is another row: nothing that somebody wrote is thrown away."""
    before = kind.objects.filter(once=once).first()
    if before is not None and all(getattr(before, name) == value for name, value in values.items()):
        return before, False
    return kind.objects.create(**values, **also, **({} if before is not None else {"once": once})), True


@transaction.atomic
def add(*, organisation: Organisation, values: Mapping[str, Any], by: UUID, once: UUID | None = None) -> Stakeholder:
    """A new partner in the register. ``values``: the columns, communities as a list of words.

    ``once``, sent with a form, becomes the row's identifier: pressing twice is one partner.
    """
    wanted = {"organisation": organisation, **as_columns(values)}
    before = Stakeholder.objects.filter(pk=once).first() if once else None
    if before is not None and all(getattr(before, name) == value for name, value in wanted.items()):
        return before
    if before is not None:
        once = None  # the page was sent again with something else on it: nothing that somebody wrote is thrown away
    made = Stakeholder(**({"pk": once} if once else {}), **wanted)
    made.save(force_insert=True)
    _note(made, "stakeholder.added", by)
    return made


@transaction.atomic
def change(*, stakeholder: Stakeholder, values: Mapping[str, Any], by: UUID) -> None:
    """Change what is kept. Saying the same again writes nothing. Raises Retired."""
    held = hold(stakeholder)
    changed = {name: value for name, value in as_columns(values).items() if getattr(held, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(held, name, value)
    held.save(update_fields=[*changed])
    _note(held, "stakeholder.changed", by)


@transaction.atomic
def log_contact(
    *, stakeholder: Stakeholder, values: Mapping[str, Any], once: UUID, by: UUID, at: datetime
) -> ContactNote:
    """Write down a conversation. ``values``: on, way, said, promise, due_on. ``once`` makes a second press one note."""
    held = hold(stakeholder)
    made, new = sent_once(ContactNote, once, {**values, "stakeholder": held}, {"by": by, "at": at})
    if new:
        _note(held, "stakeholder.contact-logged", by)
    return made


@transaction.atomic
def keep_promise(*, entry: ContactNote, done_on: date, by: UUID) -> None:
    """The promise of a contact is done. Safe to repeat: the first day stays."""
    held = ContactNote.objects.select_for_update().select_related("stakeholder").get(pk=entry.pk)
    if held.done_on is not None or not held.promise:
        return
    held.done_on = done_on
    held.save(update_fields=["done_on"])
    _note(held.stakeholder, "stakeholder.promise-kept", by)


@transaction.atomic
def relate(*, stakeholder: Stakeholder, other: Stakeholder, words: str, by: UUID) -> Relation:
    """What one has to do with another. Safe to repeat."""
    held = hold(stakeholder)
    found = Relation.objects.filter(stakeholder=held, other=other, words=words).first()
    if found is not None:
        return found
    made = Relation.objects.create(stakeholder=held, other=other, words=words)
    _note(held, "stakeholder.related", by)
    return made


@transaction.atomic
def unrelate(*, relation: Relation, by: UUID) -> None:
    held = relation.stakeholder
    if Relation.objects.filter(pk=relation.pk).delete()[0]:
        _note(held, "stakeholder.unrelated", by)
