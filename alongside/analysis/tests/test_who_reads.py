"""What the question promised is kept: an answer for counts only, or for a few, is read by nobody else anywhere."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from alongside.analysis import exporting
from alongside.analysis.access import results_of
from alongside.analysis.models import Mark
from alongside.analysis.tests.makers import answer_survey
from alongside.questionnaires.types import Answer, Audience, Definition, Kind, Question, Section
from alongside.tools.survey.models import Response, Survey
from alongside.tools.survey.tests.makers import survey_in
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
WORDS = {
    Audience.COUNTS_ONLY: "Words only counted",
    Audience.RESTRICTED: "Words for a few",
    Audience.TEAM: "For the team",
}
SAID = Definition(
    "In your words",
    (
        Section(
            "words",
            "",
            questions=tuple(
                Question(who.value, Kind.LONG_TEXT, f"What happened, {who}?", who_sees=who, why_we_ask="To learn.")
                for who in WORDS
            ),
        ),
    ),
)
READS = {
    "amira": {Audience.RESTRICTED, Audience.TEAM},
    "olu": {Audience.RESTRICTED, Audience.TEAM},
    "ana": {Audience.TEAM},
    "dot": {Audience.TEAM},
}


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return survey_in(cast.northmere, SAID)


def said(survey: Survey, *only: Audience) -> Response:
    answers = {who.value: Answer(words) for who, words in WORDS.items() if not only or who in only}
    return answer_survey(survey, answers, may_quote=True)


def page_of(response: Response) -> str:
    return reverse("analysis-team:response", args=["northmere", "blood-tests", response.contribution_id])


@pytest.mark.parametrize("who", list(READS))
def test_a_response_shows_each_what_the_question_promised(survey: Survey, client: Client, cast: Cast, who: str) -> None:
    login(client, getattr(cast, who))
    shown = client.get(page_of(said(survey))).content.decode()
    assert {each for each, words in WORDS.items() if words in shown} == READS[who]


@pytest.mark.parametrize("who", list(READS))
def test_so_do_first_words_in_the_list(survey: Survey, client: Client, cast: Cast, who: str) -> None:
    for each in WORDS:
        said(survey, each)
    login(client, getattr(cast, who))
    shown = client.get(reverse("analysis-team:responses", args=["northmere", "blood-tests"])).content.decode()
    assert {each for each, words in WORDS.items() if words in shown} == READS[who]


def test_a_file_is_for_anyone_so_it_has_what_the_whole_team_may_read(survey: Survey, tmp_path: Path) -> None:
    said(survey)
    found = results_of(survey.activity.project)
    assert found is not None
    exporting.write_csv(found, tmp_path / "all.csv")
    exported = (tmp_path / "all.csv").read_text("utf-8-sig")
    assert {each for each, words in WORDS.items() if words in exported} == {Audience.TEAM}


def test_words_promised_to_a_few_are_no_quote_for_everyone(survey: Survey, client: Client, cast: Cast) -> None:
    response = said(survey)
    login(client, cast.amira)
    for who, words in WORDS.items():
        client.post(page_of(response), {"question": who.value, "words": words, "act": "quote"})
    assert list(Mark.objects.values_list("kind", "question")) == [("quote", "team")]
