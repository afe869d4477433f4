"""Grants to partners: what was agreed, what it brings by when, and what came back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.core.dates import short
from alongside.record.actions import note
from alongside.stakeholders.actions import hold, sent_once
from alongside.stakeholders.models import Deliverable, Grant, Stakeholder


def _note(grant: Grant, verb: str, by: UUID, **detail: str) -> None:
    note(scope=grant.scope, by=by, verb=verb, subject=f"grant:{grant.pk}", detail=detail)


@transaction.atomic
def agree(
    *, stakeholder: Stakeholder, scope: UUID, values: Mapping[str, Any], once: UUID, by: UUID, at: datetime
) -> Grant:
    """A grant to a partner for one project. ``values``: amount, what_for, agreed_on. Safe to repeat with ``once``."""
    held = hold(stakeholder)
    made, new = sent_once(Grant, once, {**values, "stakeholder": held, "scope": scope}, {"by": by, "at": at})
    if new:
        _note(made, "grant.agreed", by)
    return made


@transaction.atomic
def expect(*, grant: Grant, words: str, due_on: date, once: UUID, by: UUID) -> Deliverable:
    """Something that the grant brings. Safe to repeat with ``once``."""
    made, new = sent_once(Deliverable, once, {"grant": grant, "words": words, "due_on": due_on}, {})
    if new:
        _note(grant, "grant.deliverable-added", by, due=short(due_on))
    return made


@transaction.atomic
def returned(*, deliverable: Deliverable, on: date, what: str, by: UUID) -> None:
    """It came, and what came. Safe to repeat: the first day stays."""
    held = Deliverable.objects.select_for_update().select_related("grant").get(pk=deliverable.pk)
    if held.returned_on is not None:
        return
    held.returned_on, held.returned = on, what
    held.save(update_fields=["returned_on", "returned"])
    _note(held.grant, "grant.returned", by)
