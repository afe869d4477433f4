"""The next number in a series, also when two people take it at the same moment."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

Made = TypeVar("Made")
TRIES = 20


def numbered(series: "QuerySet[Any]", make: Callable[[int], Made], id: UUID) -> tuple[Made, bool]:
    """The row of that identifier, and whether it is new. Made as the next of a series whose rows have unique numbers:
    whoever loses a number takes the one after."""
    for left in reversed(range(TRIES)):
        before = series.filter(pk=id).first()
        if before is not None:
            return before, False
        number = (series.aggregate(last=Max("number"))["last"] or 0) + 1
        try:
            with transaction.atomic():
                return make(number), True
        except IntegrityError:
            if not left:
                raise
    raise AssertionError("One of the tries returns or raises.")
