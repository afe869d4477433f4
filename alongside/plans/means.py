"""Money and people of a plan: keeping them, adding up, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from alongside.plans.models_means import BudgetLine, TeamMember
from alongside.record.actions import note

Category, Part = BudgetLine.Category, TeamMember.Part


@dataclass(frozen=True)
class Sum:
    """Of one category, or of all: pounds planned, committed and spent."""

    words: str
    planned: Decimal
    committed: Decimal
    spent: Decimal


def sums(lines: Sequence[BudgetLine]) -> tuple[list[Sum], Sum]:
    """By category in the order of the list, those that have lines; and the whole."""
    found = []
    for category in Category:
        held = [each for each in lines if each.category == category]
        if held:
            found.append(_sum(str(category.label), held))
    return found, _sum("", lines)


def _sum(words: str, lines: Sequence[BudgetLine]) -> Sum:
    start = Decimal(0)
    return Sum(
        words,
        sum((each.planned for each in lines), start),
        sum((each.committed for each in lines), start),
        sum((each.spent for each in lines), start),
    )


def missing_money(lines: Sequence[BudgetLine], *, together: bool) -> list[str]:
    """Keys of what to look out for: no money for access, for people's time where they decide with us, or too much spent.
    Pure."""
    planned = {each.category for each in lines if each.planned > 0}
    found = []
    if Category.ACCESS not in planned:
        found.append("no-access")
    if Category.EXPENSES not in planned:
        found.append("no-expenses")
    if together and Category.PAYMENTS not in planned:
        found.append("no-payments")
    if any(each.spent > each.planned for each in lines):
        found.append("overspent")
    return found


def missing_people(team: Sequence[TeamMember]) -> list[str]:
    """Keys of who is missing in a team. Pure."""
    there = {each.part for each in team}
    wanted = ((Part.PROFESSIONAL, "no-professional"), (Part.LIVED, "no-lived-experience"))
    return [key for part, key in wanted if part not in there]


@transaction.atomic
def keep_line(
    *,
    scope: UUID,
    line: BudgetLine | None,
    values: Mapping[str, Any],
    by: UUID,
    at: datetime,
    id: UUID | None = None,
) -> BudgetLine:
    """Add a line, or change one. What stands already changes nothing; ``id`` makes adding twice the same as once."""
    if line is None:
        made, new = BudgetLine.objects.get_or_create(
            pk=id or uuid4(), scope=scope, defaults={"by": by, "at": at, **values}
        )
        if new:
            note(scope=scope, by=by, verb="plan.budget-added", subject=f"budget:{made.pk}", detail={"what": made.what})
        return made
    held = BudgetLine.objects.select_for_update().get(pk=line.pk)
    changed = [name for name, value in values.items() if getattr(held, name) != value]
    if changed:
        for name in changed:
            setattr(held, name, values[name])
        held.save(update_fields=changed)
        note(scope=scope, by=by, verb="plan.budget-changed", subject=f"budget:{held.pk}", detail={"what": held.what})
    return held


@transaction.atomic
def drop_line(*, line: BudgetLine, by: UUID) -> None:
    note(scope=line.scope, by=by, verb="plan.budget-removed", subject=f"budget:{line.pk}", detail={"what": line.what})
    line.delete()


@transaction.atomic
def join_team(*, scope: UUID, name: str, part: str, does: str, by: UUID, at: datetime) -> TeamMember:
    made, fresh = TeamMember.objects.update_or_create(
        scope=scope, name=name, part=part, defaults={"does": does}, create_defaults={"does": does, "by": by, "at": at}
    )
    if fresh:
        words = str(Part(part).label)
        note(scope=scope, by=by, verb="plan.team-joined", subject=f"team:{made.pk}", detail={"part": words})
    return made


@transaction.atomic
def leave_team(*, member: TeamMember, by: UUID) -> None:
    words = str(Part(member.part).label)
    note(scope=member.scope, by=by, verb="plan.team-left", subject=f"team:{member.pk}", detail={"part": words})
    member.delete()
