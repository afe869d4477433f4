"""Answering a survey online, from the start page to the code."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from alongside.core.work import run_due
from alongside.messaging.models import Message
from alongside.people.voices.models import Voice
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.models import Submission
from alongside.tools.survey.housekeeping import forget_unsent
from alongside.tools.survey.models import PrintedForm, Response, Survey
from alongside.tools.survey.tests.makers import EVERY_KIND, survey_in
from tests.cast import Cast, login

HOME = "/northmere/projects/blood-tests/"
CODE = re.compile(r"[2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4}")


@pytest.fixture
def survey(cast: Cast) -> Survey:
    cache.clear()
    return survey_in(cast.northmere)


def begin(client: Client, **posted: Any) -> str:
    """The address of the first question."""
    return client.post(f"{HOME}answer/", {"capacity": "self", **posted}).url


def answer(client: Client, key: str, posted: dict[str, Any] | None = None, more: str = "") -> Any:
    return client.post(f"{HOME}answer/question/{key}/{more}", posted or {})


def answer_all(client: Client) -> None:
    begin(client)
    answer(client, "suits", {"suits": "evenings"})
    answer(client, "hard", {"hard": ["far", "other"], "hard-words-other": "No bus"})
    answer(client, "better", {"better": "Open on Saturdays"})
    answer(client, "name", {"name": "Jo Reid"})


def code_on(page: Any) -> str:
    found = CODE.search(page.content.decode())
    assert found, page.content.decode()
    return found[0]


def test_somebody_answers_and_is_given_a_code(survey: Survey, client: Client) -> None:
    page = client.get(f"{HOME}answer/")
    assert page.status_code == 200 and Voice.objects.count() == 0
    assert begin(client) == f"{HOME}answer/question/suits/"
    page = client.get(f"{HOME}answer/question/suits/")
    assert "Question 1 of about 4" in page.content.decode()
    assert answer(client, "suits", {"suits": "evenings"}).url == f"{HOME}answer/question/hard/"
    assert answer(client, "hard", {"hard": ["far"]}).url == f"{HOME}answer/question/better/"
    assert answer(client, "better", {"better": "Open on Saturdays"}).url == f"{HOME}answer/question/name/"
    assert answer(client, "name").url == f"{HOME}answer/check/"
    page = client.get(f"{HOME}answer/check/")
    assert "Evenings, 5pm to 8pm" in page.content.decode() and "Not answered" in page.content.decode()
    assert client.post(f"{HOME}answer/check/").url == f"{HOME}answer/done/"
    page = client.get(f"{HOME}answer/done/")
    assert "We have your answers" in page.content.decode() and code_on(page)
    response = Response.objects.get()
    assert response.submission.sent_at is not None
    assert response.contribution.voice == response.submission.voice
    assert (response.contribution.capacity, response.contribution.channel) == ("self", "web")


def test_the_code_opens_what_happened(survey: Survey, client: Client) -> None:
    answer_all(client)
    client.post(f"{HOME}answer/check/")
    code = code_on(client.get(f"{HOME}answer/done/"))
    page = Client().get(f"{HOME}what-happened/")
    assert page.url == "/northmere/code/"
    other = Client()
    assert other.post("/northmere/code/", {"code": code.lower().replace(" ", "-")}).url == f"{HOME}what-happened/"
    words = other.get(f"{HOME}what-happened/").content.decode()
    assert "Being read." in words and "Open on Saturdays" in words
    assert Client().post("/northmere/code/", {"code": "K7RM 4WPX H2VN"}).status_code == 422


def test_a_copy_goes_to_an_address_that_is_used_once(survey: Survey, client: Client) -> None:
    answer_all(client)
    client.post(f"{HOME}answer/check/")
    for _click in range(2):
        page = client.post(f"{HOME}answer/copy/", {"email": "jo@people.example"})
        assert page.url == f"{HOME}answer/done/"
    message = Message.objects.get()
    assert code_on(client.get(f"{HOME}answer/done/")) in message.words and "Open on Saturdays" in message.words
    assert "Evenings, 5pm to 8pm" in message.words and "jo@people.example" not in message.words
    page = client.post(f"{HOME}answer/copy/", {"email": "jo@"})
    assert page.status_code == 422 and "Enter an email address" in page.content.decode()


def test_mail_stops_after_a_few_and_says_so(survey: Survey, client: Client) -> None:
    begin(client)
    for number in range(5):
        assert client.post(f"{HOME}answer/email-code/", {"email": f"p{number}@people.example"}).status_code == 302
    page = client.post(f"{HOME}answer/email-code/", {"email": "p6@people.example"})
    assert page.status_code == 422 and "write your code down" in page.content.decode()
    assert Message.objects.count() == 5


def test_a_group_says_how_many_and_the_start_page_explains(survey: Survey, client: Client) -> None:
    assert client.post(f"{HOME}answer/", {}).status_code == 422
    page = client.post(f"{HOME}answer/", {"capacity": "group", "group_size": "many"})
    assert page.status_code == 422 and "Enter how many people" in page.content.decode()
    assert client.post(f"{HOME}answer/", {"capacity": "boss"}).status_code == 422
    assert Voice.objects.count() == 0


def test_a_paper_form_has_numbers_routing_and_a_code_of_its_own(survey: Survey, client: Client) -> None:
    page = client.get(f"{HOME}paper/").content.decode()
    assert "1. When would suit you best?" in page and "go to" in page and "Contact slip" in page
    assert "What is your name?" in page.split("Contact slip")[1] and not PrintedForm.objects.exists()
    page = client.post(f"{HOME}paper/")
    assert "no-store" in page["Cache-Control"] and "Form 1" in page.content.decode()
    # Nothing has come back yet under the code that was torn off.
    code = code_on(page)
    assert "We do not have your form yet" in client.post("/northmere/code/", {"code": code}).content.decode()
    assert client.post(f"{HOME}paper/").content.decode().count("Form 2") == 1


def test_the_worker_makes_the_pdf_once(survey: Survey, client: Client, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    assert client.get(f"{HOME}paper/form.pdf").status_code == 202
    assert client.get(f"{HOME}paper/form.pdf").status_code == 202
    run_due()
    made = client.get(f"{HOME}paper/form.pdf")
    assert made.status_code == 200 and made.content.startswith(b"%PDF")
    words = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages)
    assert "Sheet 1 of" in words and "on sheet" in words and "Help:" in words


def test_unsent_answers_are_forgotten_in_time(survey: Survey, client: Client) -> None:
    begin(client)
    begin(Client())
    answer(client, "suits", {"suits": "never"})
    Submission.objects.update(started_at=timezone.now() - timedelta(days=3))
    assert forget_unsent() == 1 and Voice.objects.count() == 1
    project = survey.activity.project
    project.closes_at = timezone.now() - timedelta(days=91)
    project.opens_at = timezone.now() - timedelta(days=120)
    project.save()
    assert forget_unsent() == 1 and Voice.objects.count() == 0


def test_about_you_is_offered_after_sending_with_an_equal_way_out(survey: Survey, client: Client) -> None:
    about = questionnaires.start(owner=survey.questionnaire.owner, title="About you", definition=EVERY_KIND)
    questionnaires.publish(questionnaire=about)
    survey.monitoring = about
    survey.save()
    answer_all(client)
    client.post(f"{HOME}answer/check/")
    words = client.get(f"{HOME}answer/done/").content.decode()
    assert f'href="{HOME}about-you/"' in words and "No thanks, finish" in words and "16 optional questions" in words
    assert client.get(f"{HOME}about-you/").status_code == 200
    assert client.get(f"{HOME}keep-in-touch/").status_code == 200


def test_a_colleague_prints_a_pile_each_with_its_own_code(survey: Survey, cast: Cast, client: Client) -> None:
    link = "/team/northmere/projects/blood-tests/print/"
    login(client, cast.ben)
    assert client.get(link).status_code == 200
    assert client.post(link, {"copies": "0"}).status_code == 422
    page = client.post(link, {"copies": "12"}).content.decode()
    assert len(set(CODE.findall(page))) == 12 and "Form 12" in page and page.count('id="q-suits"') == 1
    assert Voice.objects.count() == PrintedForm.objects.count() == 12
    assert client.post(link, {"copies": "1"}).content.decode().count("Form 13") == 1
    login(client, cast.eve)
    assert client.get(link).status_code == 404
