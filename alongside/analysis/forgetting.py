"""Stars, tags and quotes go with the answer they were on."""

from collections.abc import Sequence
from uuid import UUID

from alongside.activities.taking_back import forget_with
from alongside.analysis.models import Mark


@forget_with
def forget(contributions: Sequence[UUID]) -> None:
    Mark.objects.filter(contribution__in=contributions).delete()
