"""A finding may still rest on what somebody took back, but no longer says it in their words."""

from collections.abc import Sequence
from uuid import UUID

from alongside.activities.taking_back import forget_with
from alongside.feedback.models import Evidence


@forget_with
def forget(contributions: Sequence[UUID]) -> None:
    Evidence.objects.filter(contribution__in=contributions).update(quote="")
