"""What a finding can rest on in a survey: its closed questions, and everyone who chose an option."""

from collections.abc import Iterator
from uuid import UUID

from alongside.activities.models import Activity
from alongside.activities.registry import ClosedQuestion
from alongside.questionnaires.actions import current, definition_by_id, definition_of
from alongside.questionnaires.codec import answers_from_json
from alongside.questionnaires.flow import counted
from alongside.questionnaires.types import MANY_CHOICES, ONE_CHOICE, Kind, Question
from alongside.tools.survey.models import Response, Survey

COUNTED = (ONE_CHOICE | MANY_CHOICES | {Kind.MATRIX}) - {Kind.CONSENT}


def closed_questions(activity: Activity) -> list[ClosedQuestion]:
    survey = Survey.objects.select_related("questionnaire").get(activity=activity)
    edition = current(survey.questionnaire)
    return [
        ClosedQuestion(each.key, each.wording, _options(each))
        for each in definition_of(edition).questions
        if each.kind in COUNTED
    ]


def _options(question: Question) -> list[tuple[str, str]]:
    """A statement of a matrix and a point together are one thing that people said: ``row.point``."""
    if question.kind is Kind.MATRIX:
        return [
            (f"{row.key}.{point.key}", f"{row.label}: {point.label}")
            for row in question.rows
            for point in question.options
        ]
    return [(option.key, option.label) for option in question.options]


def who_said(activity: Activity, question: str, option: str) -> Iterator[tuple[UUID, UUID]]:
    """(contribution, voice) of everyone counted who chose the option. Streams: safe for large surveys."""
    found = Response.objects.filter(
        survey__activity=activity, contribution__withdrawn_at=None, submission__answers__has_key=question
    ).values_list("contribution_id", "contribution__voice_id", "submission__edition_id", "submission__answers")
    for contribution, voice, edition, answers in found.iterator(chunk_size=2000):
        # Answers that routing has since hidden are kept and do not count, here as in the results.
        said = _says(answers[question].get("value"), option)
        if said and question in counted(definition_by_id(edition), answers_from_json(answers)):
            yield contribution, voice


def _says(value: object, option: str) -> bool:
    if isinstance(value, dict):
        row, _dot, point = option.partition(".")
        return value.get(row) == point
    return value == option or (isinstance(value, list) and option in value)
