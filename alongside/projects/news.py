"""What a team tells beside its sections: other dates, and news."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from alongside.core.dates import in_words
from alongside.projects.models import Project, ProjectDate, Update
from alongside.record.actions import note


@transaction.atomic
def add_date(*, project: Project, on: date, time: Any, words: str, by: UUID, id: UUID | None = None) -> ProjectDate:
    """``id`` makes sending the form twice the same as once; of news too."""
    made, new = ProjectDate.objects.get_or_create(
        pk=id or uuid4(), project=project, defaults={"on": on, "time": time, "words": words}
    )
    if not new:
        return made
    note(
        scope=project.pk,
        by=by,
        verb="project.date-added",
        subject=f"project:{project.pk}",
        detail={"day": in_words(on), "words": words},
    )
    return made


@transaction.atomic
def remove_date(*, day: ProjectDate, by: UUID) -> None:
    note(
        scope=day.project_id,
        by=by,
        verb="project.date-removed",
        subject=f"project:{day.project_id}",
        detail={"day": in_words(day.on), "words": day.words},
    )
    day.delete()


@transaction.atomic
def add_update(*, project: Project, title: str, body: str, by: UUID, at: datetime, id: UUID | None = None) -> Update:
    """News on the project's page, newest first."""
    made, new = Update.objects.get_or_create(
        pk=id or uuid4(), project=project, defaults={"title": title, "body": body, "published_at": at}
    )
    if new:
        note(scope=project.pk, by=by, verb="project.update-added", subject=f"update:{made.pk}", detail={"title": title})
    return made
