"""Whose voice comes back to a project's page after sending: known by the cookie of the survey alone.

The project and its survey belong to rooms above; they are reached from the organisation, not imported.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.design.choosing import reads
from alongside.documents.reading import read_in, words_in
from alongside.people.voices import cookies
from alongside.people.voices.models import Voice
from alongside.questionnaires.models import Questionnaire, Submission


@dataclass(frozen=True)
class Arrival:
    """``voice`` is none for a browser that keeps no sent answers to this project, or keeps some that were taken back."""

    project: Any
    survey_id: UUID
    monitoring: Questionnaire | None
    voice: Voice | None
    path: str


def arrive(request: Any, slug: str) -> Arrival:
    """The published project of that name with a survey, or 404. Three queries at most, and one in another language."""
    project = get_object_or_404(request.organisation.projects.filter(published_at__isnull=False), slug=slug)
    project.organisation = request.organisation
    read_in(project, words_in(project.pk, reads()), "name", "question")
    activity = (
        project.activities.filter(survey__isnull=False)
        .select_related("survey__monitoring")
        .order_by("position")
        .first()
    )
    if activity is None:
        raise Http404
    kept = cookies.read(request, activity.survey.pk)
    voice = None
    if kept is not None:
        sent = Submission.objects.filter(pk=kept.submission, voice_id=kept.voice, sent_at__isnull=False)
        submission = sent.select_related("voice").first()
        if submission is not None and submission.voice.erased_at is None and submission.voice.withdrawn_at is None:
            voice = submission.voice
    path = f"/{request.organisation.slug}/projects/{project.slug}/"
    return Arrival(project, activity.survey.pk, activity.survey.monitoring, voice, path)
