"""Words that were to be shown go when whoever wrote them takes them back. A worry stays: somebody may not be safe."""

from collections.abc import Sequence
from uuid import UUID

from alongside.activities.taking_back import forget_with
from alongside.moderation.models import ShownText


@forget_with
def forget(contributions: Sequence[UUID]) -> None:
    ShownText.objects.filter(contribution__in=contributions).delete()
