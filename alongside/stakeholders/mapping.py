"""Where partners stand in one project. Each move is a new row with its day; the newest counts, none is overwritten."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate

from alongside.organisations.models import Organisation
from alongside.record.actions import note
from alongside.stakeholders import actions
from alongside.stakeholders.models import Position, Stakeholder

PLACE = ("influence", "interest", "affected", "view", "level")
# What a map says of a partner. The others cost work to open, on every row.
SHOWN = ("name", "kind", "communities", "preferred", "consent", "consent_on", "consent_how")


def _note(made: Position, verb: str, **detail: int) -> None:
    note(scope=made.scope, by=made.by, verb=verb, subject=f"position:{made.pk}", detail=detail)


def newest_of(scope: UUID, stakeholder: Stakeholder) -> Position | None:
    return Position.objects.filter(scope=scope, stakeholder=stakeholder).first()


@transaction.atomic
def place(
    *, stakeholder: Stakeholder, scope: UUID, values: Mapping[str, Any], why: str, by: UUID, at: datetime
) -> Position:
    """Place somebody on the map, or move them. ``values``: influence, interest, affected, view, level.

    Where they stand there already, nothing is written: a second press is no second move. Raises Retired.
    """
    held = actions.hold(stakeholder)
    now = newest_of(scope, held)
    if now is not None and now.on_map and all(getattr(now, name) == values[name] for name in PLACE):
        return now
    made = Position.objects.create(
        stakeholder=held, scope=scope, **{name: values[name] for name in PLACE}, why=why, by=by, at=at
    )
    _note(made, "stakeholder.moved", influence=made.influence, interest=made.interest)
    return made


@transaction.atomic
def place_new(
    *,
    organisation: Organisation,
    partner: Mapping[str, Any],
    once: UUID,
    scope: UUID,
    values: Mapping[str, Any],
    why: str,
    by: UUID,
    at: datetime,
) -> Position:
    """A new partner into the register and onto the map in one step. ``once`` makes a second press the same partner."""
    made = actions.add(organisation=organisation, values=partner, once=once, by=by)
    return place(stakeholder=made, scope=scope, values=values, why=why, by=by, at=at)


@transaction.atomic
def take_off(*, stakeholder: Stakeholder, scope: UUID, why: str, by: UUID, at: datetime) -> None:
    """Off the map from now on; where they stood stays in its history. Safe to repeat."""
    held = Stakeholder.objects.select_for_update().get(pk=stakeholder.pk)
    now = newest_of(scope, held)
    if now is None or not now.on_map:
        return
    stood = {name: getattr(now, name) for name in PLACE}
    made = Position.objects.create(stakeholder=held, scope=scope, **stood, why=why, on_map=False, by=by, at=at)
    _note(made, "stakeholder.off-map")


def standing(scope: UUID, at: datetime) -> "QuerySet[Position]":
    """Where everybody on the map stood at a moment."""
    newest = Position.objects.filter(scope=scope, stakeholder=OuterRef("stakeholder"), at__lte=at).values("pk")[:1]
    found = Position.objects.filter(scope=scope, pk=Subquery(newest), on_map=True).select_related("stakeholder")
    return found.only(*PLACE, "why", "by", "at", "stakeholder", *(f"stakeholder__{name}" for name in SHOWN))


def numbers(scope: UUID) -> dict[UUID, int]:
    """{partner: number on the map}, in the order in which they came onto it: a number stays through all moves."""
    first = Position.objects.filter(scope=scope).order_by().values("stakeholder").annotate(first=Min("at"))
    ordered = first.order_by("first", "stakeholder").values_list("stakeholder", flat=True)
    return {each: number for number, each in enumerate(ordered, 1)}


def days(scope: UUID) -> list[date]:
    """The days on which somebody moved."""
    found = Position.objects.filter(scope=scope).order_by().annotate(day=TruncDate("at")).values_list("day", flat=True)
    return sorted(set(found.distinct()))


def moved_since(*, scope: UUID, stakeholder: Stakeholder, seen: UUID | None, by: UUID) -> Position | None:
    """A move by a colleague that came after the page was made on which somebody saw ``seen`` as the newest."""
    if seen is None:
        return None
    last = Position.objects.filter(scope=scope, pk=seen).values("at")[:1]
    others = Position.objects.filter(scope=scope, stakeholder=stakeholder).exclude(by=by)
    return others.filter(at__gt=Subquery(last)).first()
