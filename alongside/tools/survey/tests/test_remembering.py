"""For a look, the survey may be seconds old. Nothing that is sent goes by what was remembered."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.models import Submission
from alongside.tools.survey.models import Response, Survey
from alongside.tools.survey.tests.makers import BLOOD_TESTS, survey_in
from alongside.tools.survey.tests.test_answering import HOME, answer, answer_all, begin
from tests.cast import Cast

QUESTION = f"{HOME}answer/question/suits/"


@pytest.fixture
def survey(cast: Cast, settings: Any) -> Survey:
    settings.REMEMBER_PAGES = 60
    cache.clear()
    return survey_in(cast.northmere)


def new_edition(survey: Survey) -> None:
    section = BLOOD_TESTS.sections[0]
    first = replace(section.questions[0], wording="When would suit you?")
    changed = replace(section, questions=(first, *section.questions[1:]))
    definition = replace(BLOOD_TESTS, sections=(changed, *BLOOD_TESTS.sections[1:]))
    questionnaires.save_draft(questionnaire=survey.questionnaire, definition=definition)
    questionnaires.publish(questionnaire=survey.questionnaire)


def test_a_question_asks_for_their_answers_alone_and_the_start_page_for_nothing(survey: Survey, client: Client) -> None:
    Client().get(f"{HOME}answer/")
    begin(client)
    # Answers are in two places: what says who somebody is lies apart.
    for who, page, most in ((client, QUESTION, 2), (Client(), f"{HOME}answer/", 0)):
        who.get(page)
        with CaptureQueriesContext(connection) as seen:
            assert who.get(page).status_code == 200
        assert len(seen) == most, [each["sql"][:90] for each in seen]


def test_a_remembered_edition_never_takes_answers_back_to_it(survey: Survey, client: Client) -> None:
    begin(client)
    before = "When would suit you best?"
    assert before in client.get(QUESTION).content.decode()
    key = f"asked:{survey.activity.project.organisation_id}:blood-tests"
    remembered = cache.get(key)
    new_edition(survey)
    newest = questionnaires.current(survey.questionnaire).pk
    assert before in client.get(QUESTION).content.decode()  # for some seconds
    answer(client, "suits", {"suits": "evenings"})
    assert Submission.objects.get().edition_id == newest
    cache.set(key, remembered)  # as another process still has it
    assert before not in client.get(QUESTION).content.decode()
    assert Submission.objects.get().edition_id == newest


def test_sending_asks_how_the_project_stands_now(survey: Survey, client: Client) -> None:
    answer_all(client)
    client.get(f"{HOME}answer/check/")
    project = survey.activity.project
    project.paused_at = timezone.now() - timedelta(seconds=1)
    project.save()
    client.post(f"{HOME}answer/check/")
    assert not Response.objects.exists()


def test_what_one_person_answered_is_shown_to_nobody_else(survey: Survey, client: Client) -> None:
    Client().get(f"{HOME}answer/")
    answer_all(client)
    client.post(f"{HOME}answer/check/")
    assert "You have sent your answers" in client.get(f"{HOME}answer/").content.decode()
    assert "You have sent your answers" not in Client().get(f"{HOME}answer/").content.decode()
