"""Answers in plenty, for tests: written as the tool's own actions leave them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone

from alongside.activities.models import Contribution
from alongside.people.monitoring import actions as monitoring
from alongside.people.voices.models import Voice
from alongside.questionnaires.actions import current
from alongside.questionnaires.codec import answers_to_json
from alongside.questionnaires.models import Edition, Submission
from alongside.questionnaires.types import Answer
from alongside.tools.survey.models import Response, Survey
from alongside.tools.survey.rules import number_of


def answer_survey(
    survey: Survey,
    answers: Mapping[str, Answer],
    *,
    edition: Edition | None = None,
    channel: str = "web",
    about: Mapping[str, str] | None = None,
    at: datetime | None = None,
    may_quote: bool = False,
) -> Response:
    """One response, with equality answers if given."""
    moment = at or timezone.now()
    voice = Voice.objects.create(scope=survey.activity.project_id)
    submission = Submission.objects.create(
        edition=edition or current(survey.questionnaire), voice=voice, answers=answers_to_json(answers), sent_at=moment
    )
    contribution = Contribution.objects.create(
        project_id=survey.activity.project_id,
        activity=survey.activity,
        voice=voice,
        channel=channel,
        received_at=moment,
        may_quote=may_quote,
    )
    if about and survey.monitoring is not None:
        stored: dict[str, Any] = answers_to_json({key: Answer(value) for key, value in about.items()})
        monitoring.keep(
            voice=voice.pk, scope=survey.activity.project_id, edition=current(survey.monitoring), answers=stored
        )
    return Response.objects.create(
        survey=survey,
        contribution=contribution,
        submission=submission,
        number=number_of(submission.pk),
        once=uuid4().hex,
    )
