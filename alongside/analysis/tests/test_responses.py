"""The list of responses: counts from the kept tally, marks of this project alone, at the same cost for any size."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.analysis import keeping, marks, responses
from alongside.analysis.tests.makers import answer_survey
from alongside.questionnaires.types import Answer
from alongside.tools.survey.models import Response, Survey
from alongside.tools.survey.tests.makers import survey_in
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
PAGE = reverse("analysis-team:responses", args=["northmere", "blood-tests"])


def said(survey: Survey, *, ago: timedelta = timedelta(days=2), channel: str = "web") -> Response:
    answers = {"suits": Answer("mornings"), "better": Answer("More chairs")}
    return answer_survey(survey, answers, at=timezone.now() - ago, channel=channel)


def text(client: Client, **query: str) -> str:
    return " ".join(client.get(PAGE, query).content.decode().split())


@pytest.fixture
def survey(cast: Cast, client: Client) -> Survey:
    login(client, cast.amira)
    return survey_in(cast.northmere)


def test_the_page_says_what_is_counted_and_what_is_not_yet(survey: Survey, client: Client) -> None:
    assert "No answers yet." in text(client)
    first = said(survey)
    assert first.number in text(client) and "The first answers are being counted." in text(client)
    said(survey, channel="paper")
    keeping.follow(survey)
    assert "2 responses counted." in text(client) and "<dt>On paper</dt><dd>1</dd>" in text(client)
    assert "Newer answers are being counted." not in text(client)
    newest = said(survey, ago=timedelta(0))
    assert newest.number in text(client) and "2 responses counted." in text(client)
    assert "Newer answers are being counted." in text(client)


def test_who_reads_no_answers_sees_how_many(survey: Survey, client: Client, cast: Cast) -> None:
    only = said(survey)
    keeping.follow(survey)
    login(client, cast.ben)
    assert "1 response counted." in text(client) and only.number not in text(client)


def test_tags_are_of_this_project_and_find_its_responses(survey: Survey, client: Client, cast: Cast) -> None:
    tagged, other = said(survey), said(survey)
    marks.tag(contribution=tagged.contribution, question="better", words="Waiting", by=cast.amira.pk)
    marks.star(contribution=other.contribution, question="", on=True, by=cast.amira.pk)
    elsewhere = survey_in(cast.northmere, slug="clinic-times")
    marks.tag(contribution=said(elsewhere).contribution, question="better", words="Parking", by=cast.amira.pk)
    assert responses.tags_of(survey.activity.project) == [("Waiting", 1)]
    found = text(client, tag="Waiting")
    assert tagged.number in found and other.number not in found
    starred = text(client, marked="star")
    assert other.number in starred and tagged.number not in starred


def test_cost_does_not_grow(survey: Survey, client: Client, cast: Cast) -> None:
    def cost() -> int:
        keeping.follow(survey)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(PAGE).status_code == 200
        return len(seen)

    def more(count: int) -> None:
        for number in range(count):
            response: Any = said(survey, ago=timedelta(minutes=number))
            marks.tag(contribution=response.contribution, question="better", words=f"Tag {number}", by=cast.amira.pk)

    more(2)
    few = cost()
    more(60)
    assert cost() == few <= 10
