"""Joining two rows that stand for the same, and taking it back exactly.

Nothing is copied and nothing is lost: what hangs on the merged row moves to the kept one, and the merged row itself
stays as it was, out of every list. Consent becomes the stricter of the two, never the wider.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alongside.record.actions import note
from alongside.stakeholders.models import (
    ContactNote,
    Distinct,
    Grant,
    Merge,
    Position,
    Relation,
    Stakeholder,
    as_lines,
)
from alongside.stakeholders.rules import stricter

FILLED = ("contact_name", "email", "phone", "languages", "barriers", "preferred", "owner")
"""What the kept row takes over where it has nothing itself."""
CONSENT = ("consent", "consent_on", "consent_how")
MOVES: "dict[str, tuple[type[models.Model], str]]" = {
    "contacts": (ContactNote, "stakeholder"),
    "positions": (Position, "stakeholder"),
    "grants": (Grant, "stakeholder"),
    "relations": (Relation, "stakeholder"),
    "relations_from": (Relation, "other"),
}


class NotTwo(Exception):
    """The two are the same row, belong to different organisations, or one was joined into a third meanwhile."""


class LaterMerge(Exception):
    """Something was joined after this: that is undone first."""


def _note(held: Stakeholder, verb: str, by: UUID, **detail: int) -> None:
    note(scope=held.organisation_id, by=by, verb=verb, subject=f"stakeholder:{held.pk}", detail=detail)


def _both(one: UUID, other: UUID) -> tuple[Stakeholder, Stakeholder]:
    """Both rows, ours until the transaction ends; taken in one order, so that two people cannot block each other."""
    held = {
        each.pk: each for each in Stakeholder.objects.select_for_update().filter(pk__in=[one, other]).order_by("pk")
    }
    if len(held) != 2:
        raise NotTwo
    return held[one], held[other]


@transaction.atomic
def merge(*, kept: Stakeholder, merged: Stakeholder, by: UUID, at: datetime) -> Merge:
    """Join ``merged`` into ``kept``. Safe to repeat. Raises NotTwo."""
    first, second = _both(kept.pk, merged.pk)
    if second.merged_into_id == first.pk:
        return Merge.objects.get(merged=second, undone_at=None)
    if first.organisation_id != second.organisation_id or first.merged_into_id or second.merged_into_id:
        raise NotTwo
    before = {"communities": first.communities, **_consent_of(first)}
    filled = [name for name in FILLED if not getattr(first, name) and getattr(second, name)]
    for name in filled:
        setattr(first, name, getattr(second, name))
    first.communities = as_lines([*first.reaches, *second.reaches])
    if stricter(first.consent, second.consent) != first.consent:
        for name in CONSENT:
            setattr(first, name, getattr(second, name))
    first.save(update_fields=[*filled, "communities", *CONSENT])
    stood = _standing(first, second)
    moved = _move(second, first)
    again = _stand_again(first, stood, by, at)
    second.merged_into = first
    second.save(update_fields=["merged_into"])
    made = Merge.objects.create(
        kept=first,
        merged=second,
        moved={**moved, "again": again},
        before=before,
        gave={"filled": filled, "communities": first.communities, **_consent_of(first)},
        by=by,
        at=at,
    )
    _note(first, "stakeholder.merged", by, moved=sum(len(ids) for ids in moved.values()))
    _note(second, "stakeholder.retired", by)
    return made


def _consent_of(held: Stakeholder) -> dict[str, Any]:
    return {
        "consent": held.consent,
        "consent_on": held.consent_on.isoformat() if held.consent_on else None,
        "consent_how": held.consent_how,
    }


def _move(source: Stakeholder, target: Stakeholder) -> dict[str, list[str]]:
    """Everything that hangs on one row, onto the other; the identifiers of what moved.

    What is written about the two of them with each other stays with the retired row: it says nothing any more.
    """
    moved = {}
    for name, (model, column) in MOVES.items():
        found = model._default_manager.filter(**{column: source})
        if model is Relation:
            found = found.exclude(**{"other" if column == "stakeholder" else "stakeholder": target})
        ids = list(found.values_list("pk", flat=True))
        model._default_manager.filter(pk__in=ids).update(**{column: target})
        moved[name] = [str(each) for each in ids]
    return moved


def _standing(*held: Stakeholder) -> dict[UUID, Position]:
    """{project: where one of them stands on its map}; of two who stand there, the one who moved last."""
    newest: dict[tuple[UUID, UUID], Position] = {}
    for each in Position.objects.filter(stakeholder__in=held).order_by("at", "pk"):
        newest[each.stakeholder_id, each.scope] = each
    return {each.scope: each for each in sorted(newest.values(), key=lambda each: each.at) if each.on_map}


def _stand_again(held: Stakeholder, stood: dict[UUID, Position], by: UUID, at: datetime) -> list[str]:
    """That one of two entries was taken off a map, often as a duplicate, does not take the other off.

    Returns the identifiers of what was written, for taking it back.
    """
    newest: dict[UUID, Position] = {}
    for each in Position.objects.filter(stakeholder=held, scope__in=stood).order_by("at", "pk"):
        newest[each.scope] = each
    made = []
    for scope, each in stood.items():
        if not newest[scope].on_map:
            place = {name: getattr(each, name) for name in ("influence", "interest", "affected", "view", "level")}
            why = _("Joined with another entry for the same partner")
            made.append(Position.objects.create(stakeholder=held, scope=scope, **place, why=why, by=by, at=at))
    return [str(each.pk) for each in made]


@transaction.atomic
def undo(*, merge: Merge, by: UUID, at: datetime) -> None:
    """Put both rows back as they were. What was written or changed on the kept one since stays there. Safe to repeat.

    Raises LaterMerge where something was joined after it: what each had before is known only in that order.
    """
    held = Merge.objects.select_for_update().get(pk=merge.pk)
    if held.undone_at is not None:
        return
    kept, merged = _both(held.kept_id, held.merged_id)
    later = Merge.objects.filter(Q(at__gt=held.at) | Q(at=held.at, pk__gt=held.pk), kept=kept, undone_at=None)
    if kept.merged_into_id is not None or later.exists():
        raise LaterMerge
    Position.objects.filter(pk__in=held.moved.get("again", [])).delete()
    for name, (model, column) in MOVES.items():
        # What was removed since stays removed; what moved on since stays where it is.
        model._default_manager.filter(pk__in=held.moved[name], **{column: kept}).update(**{column: merged})
    _give_back(held, kept, merged)
    merged.merged_into = None
    merged.save(update_fields=["merged_into"])
    held.undone_by, held.undone_at = by, at
    held.save(update_fields=["undone_by", "undone_at"])
    _note(kept, "stakeholder.merge-undone", by)
    _note(merged, "stakeholder.brought-back", by)


def _give_back(held: Merge, kept: Stakeholder, merged: Stakeholder) -> None:
    """The kept row's columns as before, where nobody has changed them since."""
    changed = []
    for name in held.gave["filled"]:
        if getattr(kept, name) == getattr(merged, name):
            setattr(kept, name, None if name == "owner" else "")
            changed.append(name)
    if kept.communities == held.gave["communities"]:
        kept.communities = held.before["communities"]
        changed.append("communities")
    if _consent_of(kept) == {name: held.gave[name] for name in CONSENT}:
        day = held.before["consent_on"]
        kept.consent, kept.consent_how = held.before["consent"], held.before["consent_how"]
        kept.consent_on = date.fromisoformat(day) if day else None
        changed += CONSENT
    kept.save(update_fields=changed)


@transaction.atomic
def tell_apart(*, one: Stakeholder, other: Stakeholder, by: UUID, at: datetime) -> None:
    """They look alike and are not the same. Safe to repeat, either way round."""
    first, second = sorted((one, other), key=lambda each: each.pk)
    _made, new = Distinct.objects.get_or_create(first=first, second=second, defaults={"by": by, "at": at})
    if new:
        _note(first, "stakeholder.distinct", by)
