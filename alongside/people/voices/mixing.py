"""Writing rows so that their order in the table says nothing.

A table's rows lie in the order in which they were written, and a copy of the database shows it: the last row of one
table belongs to the last row of another. So a new row is written together with some that were there already, taken
at random, and all of them are written again in a random order. Newer and older rows then lie mixed, at every moment
and on every database; ``mix`` does it for a whole table.
"""

import secrets
from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models, transaction

Row = TypeVar("Row", bound=models.Model)

# How many rows a new one hides among; smaller tables are written anew as a whole.
POOL = 63
_random = secrets.SystemRandom()


def _pool(model: type[Row]) -> list[Row]:
    """Rows at random, held for us: identifiers are random, so the next ones after a random point are."""
    rows = model._default_manager.order_by("pk")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    start = UUID(int=_random.getrandbits(128))
    found = list(rows.filter(pk__gte=start)[:POOL])
    if len(found) < POOL:
        found += list(rows.filter(pk__lt=start)[: POOL - len(found)])
    return found


def _write_again(model: type[Row], old: Sequence[Row], new: Sequence[Row]) -> None:
    rows = [*old, *new]
    _random.shuffle(rows)
    if old:
        # Straight from the table: nothing that belongs to these rows is to go with them.
        gone: Any = model._default_manager.filter(pk__in=[row.pk for row in old])
        gone._raw_delete(gone.db)
    model._default_manager.bulk_create(rows, batch_size=500)


@transaction.atomic
def write_mixed(new: Sequence[Row]) -> None:
    """Write new rows of one model among others. Their keys are random identifiers; nothing points at them."""
    if new:
        _write_again(type(new[0]), _pool(type(new[0])), new)


@transaction.atomic
def mix(model: type[Row], *, most: int = 20_000) -> int:
    """Write up to ``most`` rows again in random order; how many were."""
    rows = model._default_manager.order_by("pk")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    start = UUID(int=_random.getrandbits(128))
    held = list(rows.filter(pk__gte=start)[:most])
    held += list(rows.filter(pk__lt=start)[: most - len(held)])
    _write_again(model, held, [])
    return len(held)
