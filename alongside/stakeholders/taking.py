"""The register as a file that can be brought in again: the columns are those that bringing reads."""

import re
from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from alongside.documents import tables
from alongside.organisations.models import Organisation
from alongside.record.actions import note
from alongside.stakeholders.bringing import HEADS
from alongside.stakeholders.models import Stakeholder
from alongside.stakeholders.register import Asked, narrowed

CONTACTS = ("contact_name", "email", "phone")
"""Shown to those alone who may see how to reach people."""


@transaction.atomic
def take(*, organisation: Organisation, asked: Asked, layout: str, contacts: bool, title: str, by: UUID) -> bytes:
    """What the list shows, in one of tables.TYPES; with ``contacts``, how to reach them too. Noted in the record."""
    columns = [name for name in HEADS if contacts or name not in CONTACTS]
    rows = list(narrowed(organisation, asked).only(*columns).order_by("name", "pk"))
    made = tables.write(layout, _lines(rows, columns), title)
    note(
        scope=organisation.pk,
        by=by,
        verb="stakeholder.taken-with-contacts" if contacts else "stakeholder.taken",
        subject=f"organisation:{organisation.pk}",
        detail={"count": len(rows)},
    )
    return made


def _lines(rows: list[Stakeholder], columns: list[str]) -> Iterator[list[str]]:
    yield [str(HEADS[name]) for name in columns]
    for each in rows:
        yield [_marked(_words(each, name)) for name in columns]


def _words(held: Stakeholder, name: str) -> str:
    if name == "communities":
        return _together(held.reaches)
    if name in ("kind", "preferred", "consent"):
        return str(getattr(held, f"get_{name}_display")())
    value = getattr(held, name)
    return value.isoformat() if name == "consent_on" and value else str(value or "")


def _together(communities: list[str]) -> str:
    """Semicolons between them, and one after the last where a comma belongs to the words."""
    joined = "; ".join(communities)
    return f"{joined};" if "," in joined else joined


def _marked(words: str) -> str:
    """Bringing takes one apostrophe before a formula away: what began with one gets another."""
    return f"'{words}" if re.match(r"'+[=+\-@]", words) else words
