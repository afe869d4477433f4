"""Which answers have been read: up to when, by whose word. And what results give to a plan's checks."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from alongside.activities.models import Channel, Contribution
from alongside.analysis.models import ReadUpTo, Tally
from alongside.people.monitoring.models import Monitoring
from alongside.plans.facts import give
from alongside.projects.models import Project
from alongside.record.actions import note


def newest(project_id: UUID) -> ReadUpTo | None:
    return ReadUpTo.objects.filter(project=project_id).first()


def unread(project_id: UUID, since: ReadUpTo | None) -> int:
    """How many counted answers came later. Costs what came later, not what was read."""
    held = Contribution.objects.counted().filter(project=project_id)
    return (held.filter(received_at__gt=since.upto) if since else held).count()


@transaction.atomic
def read(*, project: Project, upto: datetime, how: str, by: UUID) -> ReadUpTo:
    """Everything received up to then has been read. ``upto`` is when the page was shown, never later than now."""
    before = newest(project.pk)
    if before is not None and before.upto >= upto:
        return before
    made = ReadUpTo.objects.create(project=project, upto=upto, how=how, by=by)
    count = unread(project.pk, before) - unread(project.pk, made)
    note(scope=project.pk, by=by, verb="responses.read", subject=f"read:{made.pk}", detail={"count": count})
    return made


def _given(scope: UUID) -> dict[str, Any]:
    tallies = Tally.objects.filter(activity__project=scope).values_list(
        "responses", "counts__channels", "counts__capacities"
    )
    channels: Counter[str] = Counter()
    received = 0
    groups = 0
    for responses, by_channel, capacities in tallies:
        received += responses
        groups += (capacities or {}).get("group", 0)
        channels.update(by_channel or {})
    words = dict(Channel.choices)
    return {
        "groups": groups,
        "received": received,
        "by_channel": {str(words[key]).lower(): count for key, count in channels.items() if count},
    }


# How many counted answers came after everything was last read, or ever.
_read = Coalesce(
    Subquery(ReadUpTo.objects.filter(project=OuterRef("project")).values("upto")[:1]),
    Value(datetime(2000, 1, 1, tzinfo=UTC)),
)
_unread = (
    Contribution.objects.counted()
    .filter(project=OuterRef("pk"), received_at__gt=_read)
    .order_by()
    .values("project")
    .annotate(count=Count("pk"))
    .values("count")
)
_about = Monitoring.objects.filter(scope=OuterRef("pk")).order_by().values("scope").annotate(count=Count("pk"))
give(
    "analysis",
    _given,
    {
        "unread": Coalesce(Subquery(_unread, output_field=IntegerField()), 0),
        "told_about": Coalesce(Subquery(_about.values("count"), output_field=IntegerField()), 0),
    },
)
