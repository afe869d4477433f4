"""Saying something, and taking it back: the verbs that every tool uses."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.activities.models import Activity, Capacity, Channel, Contribution
from alongside.activities.taking_back import forget
from alongside.people.voices import actions as voices
from alongside.people.voices.models import Voice
from alongside.projects.models import Project
from alongside.record.actions import note_public


@transaction.atomic
def contribute(
    *,
    project: Project,
    activity: Activity,
    voice: Voice,
    content: bytes,
    channel: str = Channel.WEB,
    capacity: str = Capacity.SELF,
    group_size: int | None = None,
    language: str = "en-gb",
    entered_by: UUID | None = None,
    late: bool = False,
    may_quote: bool = False,
    at: datetime | None = None,
) -> Contribution:
    """One row for what was said, with its leaf in the record. ``content`` is what was said, as bytes that can be
    made again from the tool's rows: only its digest is kept there."""
    made = Contribution(
        project=project,
        activity=activity,
        voice=voice,
        channel=channel,
        capacity=capacity,
        group_size=group_size,
        language=language,
        entered_by=entered_by,
        received_at=at or timezone.now(),
        late=late,
        may_quote=may_quote,
    )
    made.save(force_insert=True)
    note_public(scope=project.id, verb="contribution.made", subject=made.id, content=content)
    return made


@transaction.atomic
def withdraw(*, voice: Voice, project: Project, at: datetime | None = None) -> int:
    """Everything this voice said in the project stops counting; how many contributions. Safe to repeat."""
    now = at or timezone.now()
    standing = list(Contribution.objects.select_for_update().filter(voice=voice, project=project, withdrawn_at=None))
    for each in standing:
        each.withdrawn_at = now
        note_public(scope=project.id, verb="contribution.withdrawn", subject=each.id, content=b"withdrawn")
    Contribution.objects.bulk_update(standing, ["withdrawn_at"])
    forget([each.pk for each in standing])
    voices.withdraw(voice=voice, at=now)
    return len(standing)
