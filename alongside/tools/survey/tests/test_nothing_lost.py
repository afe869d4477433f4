"""Double click, Back, resend, two windows, expiry, and a survey that closes, pauses or changes meanwhile."""

from dataclasses import replace
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from alongside.activities.models import Contribution
from alongside.messaging.models import Message
from alongside.people.accounts.models import IdentifyingAnswer, VoiceLink
from alongside.people.voices.models import Voice
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.models import Submission
from alongside.questionnaires.types import Definition, Section
from alongside.record.models import Leaf
from alongside.tools.survey.models import Response, Sitting, Survey
from alongside.tools.survey.tests.makers import BLOOD_TESTS, survey_in
from alongside.tools.survey.tests.test_answering import HOME, answer, answer_all, begin, code_on
from tests.cast import Cast, assemble, login


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return survey_in(cast.northmere)


def words(page: Any) -> str:
    return str(page.content.decode())


def test_sending_twice_is_one_response_and_one_code(survey: Survey, client: Client) -> None:
    answer_all(client)
    first = client.post(f"{HOME}answer/check/")
    second = client.post(f"{HOME}answer/check/")
    assert first.url == second.url == f"{HOME}answer/done/"
    assert code_on(client.get(first.url)) == code_on(client.get(second.url))
    assert (Response.objects.count(), Contribution.objects.count(), Leaf.objects.count()) == (1, 1, 1)
    assert client.get(f"{HOME}answer/question/suits/").url == f"{HOME}answer/done/"
    assert answer(client, "better", {"better": "Changed after sending"}).url == f"{HOME}answer/done/"
    assert Submission.objects.get().answers["better"]["value"] == "Open on Saturdays"


def test_a_required_question_stands_before_sending(survey: Survey, client: Client) -> None:
    begin(client)
    page = client.post(f"{HOME}answer/check/")
    assert page.status_code == 422 and "Select when would suit you best" in words(page)
    assert Response.objects.count() == 0
    page = answer(client, "suits", {})
    assert page.status_code == 422
    assert "<title>Error: When would suit you best?" in words(page) and 'href="#suits"' in words(page)


def test_what_was_typed_stays_on_the_page_with_its_error(survey: Survey, client: Client) -> None:
    begin(client)
    answer(client, "suits", {"suits": "never"})
    page = answer(client, "better", {"better": "x" * 640})
    assert page.status_code == 422 and "You have 140 too many." in words(page) and "x" * 640 in words(page)


def test_changing_an_answer_comes_back_to_check_after_what_it_opens(survey: Survey, client: Client) -> None:
    begin(client)
    answer(client, "suits", {"suits": "never"})
    answer(client, "better")
    assert answer(client, "name").url == f"{HOME}answer/check/"
    assert answer(client, "better", {"better": "More chairs"}, "?from=check").url == f"{HOME}answer/check/"
    opened = answer(client, "suits", {"suits": "evenings"}, "?from=check").url
    assert opened == f"{HOME}answer/question/hard/?from=check"
    assert client.post(opened, {"hard": "far"}).url == f"{HOME}answer/check/"


def test_an_answer_that_another_hides_is_kept_and_not_counted(survey: Survey, client: Client) -> None:
    answer_all(client)
    answer(client, "suits", {"suits": "never"}, "?from=check")
    page = client.get(f"{HOME}answer/check/")
    assert "No bus" not in words(page) and "1 answer no longer fits your other answers" in words(page)
    client.post(f"{HOME}answer/check/")
    assert Submission.objects.get().answers["hard"]["value"] == ["far", "other"]


def test_two_windows_keep_both_questions_and_ask_about_the_same_one(survey: Survey, client: Client) -> None:
    begin(client)
    answer(client, "suits", {"suits": "never"})
    seen = client.get(f"{HOME}answer/question/better/").content.decode().split('name="seen" value="')[1].split('"')[0]
    answer(client, "name", {"name": "Jo Reid"})
    answer(client, "better", {"better": "From the first window", "seen": seen})
    page = answer(client, "better", {"better": "From the second window", "seen": seen})
    assert page.status_code == 422
    assert "From the first window" in words(page) and "From the second window" in words(page)
    assert Submission.objects.get().answers["better"]["value"] == "From the first window"
    now_seen = words(page).split('name="seen" value="')[1].split('"')[0]
    answer(client, "better", {"better": "From the second window", "seen": now_seen})
    assert Submission.objects.get().answers["better"]["value"] == "From the second window"
    assert IdentifyingAnswer.objects.get().value == "Jo Reid"


def test_a_name_is_kept_with_the_link_and_never_with_the_answers(survey: Survey, client: Client) -> None:
    answer_all(client)
    assert "Jo Reid" in words(client.get(f"{HOME}answer/check/"))
    client.post(f"{HOME}answer/check/")
    assert "Jo Reid" not in str(Submission.objects.values().get())
    assert IdentifyingAnswer.objects.get().value == "Jo Reid"


def test_saving_gives_the_code_and_the_code_goes_on_where_it_stopped(survey: Survey, client: Client) -> None:
    begin(client, capacity="group", group_size="14")
    answer(client, "suits", {"suits": "evenings"})
    assert answer(client, "hard", {"hard": "far", "then": "save"}).url == f"{HOME}answer/saved/"
    code = code_on(client.get(f"{HOME}answer/saved/"))
    phone = Client()
    assert phone.post("/northmere/code/", {"code": code}).url == f"{HOME}answer/question/better/"
    answer(phone, "better", {"better": "More chairs"})
    answer(phone, "name")
    phone.post(f"{HOME}answer/check/")
    made = Response.objects.get()
    assert (made.contribution.capacity, made.contribution.group_size) == ("group", 14)
    assert code_on(phone.get(f"{HOME}answer/done/")) == code
    # The first browser finds out that they were sent.
    assert client.get(f"{HOME}answer/check/").url == f"{HOME}answer/done/"


def test_a_browser_that_lost_its_answers_keeps_what_was_typed(survey: Survey, client: Client) -> None:
    begin(client)
    answer(client, "suits", {"suits": "never"})
    code = code_on(client.get(f"{HOME}answer/saved/"))
    lost = Client()
    assert lost.get(f"{HOME}answer/question/better/").status_code == 404
    page = answer(lost, "better", {"better": "Typed before it was lost"})
    assert page.status_code == 422 and "Typed before it was lost" in words(page) and 'name="code"' in words(page)
    assert answer(lost, "better", {"better": "Typed before", "code": code}).url == f"{HOME}answer/question/name/"
    assert Submission.objects.get().answers["better"]["value"] == "Typed before"
    other = Client()
    assert answer(other, "suits", {"suits": "never", "afresh": "1"}).url == f"{HOME}answer/question/better/"
    assert other.get(f"{HOME}answer/question/better/").status_code == 200
    assert Voice.objects.count() == 2


def test_a_stale_token_shows_the_page_again_with_what_was_typed(survey: Survey) -> None:
    client = Client(enforce_csrf_checks=True)
    token = words(client.get(f"{HOME}answer/")).split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    begin(client, csrfmiddlewaretoken=token)
    page = answer(client, "suits", {"suits": "never", "csrfmiddlewaretoken": "stale"})
    assert page.status_code == 422 and "We kept what you typed" in words(page) and "checked" in words(page)
    assert Submission.objects.get().answers == {}
    again = words(page).split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert answer(client, "suits", {"suits": "never", "csrfmiddlewaretoken": again}).status_code == 302
    page = client.post(f"{HOME}answer/check/", {"csrfmiddlewaretoken": "stale"})
    assert page.status_code == 422 and Response.objects.count() == 0


def closing(survey: Survey, **facts: Any) -> None:
    project = survey.activity.project
    for name, value in facts.items():
        setattr(project, name, value)
    project.save()


def test_closed_meanwhile_can_still_be_sent_and_is_marked_late(survey: Survey, client: Client) -> None:
    answer_all(client)
    closing(survey, closes_at=timezone.now() - timedelta(minutes=1))
    page = client.get(f"{HOME}answer/check/")
    assert "they will be marked late" in words(page)
    assert client.post(f"{HOME}answer/check/").url == f"{HOME}answer/done/"
    assert Contribution.objects.get().late
    assert "This closed at" in words(Client().get(f"{HOME}answer/"))
    assert Client().post(f"{HOME}answer/", {"capacity": "self"}).status_code == 200
    assert Voice.objects.count() == 1


def test_paused_keeps_answers_and_sends_when_it_starts_again(survey: Survey, client: Client) -> None:
    begin(client)
    closing(survey, paused_at=timezone.now(), pause_reason="A clinic has flooded.")
    assert answer(client, "suits", {"suits": "never"}).status_code == 302
    answer(client, "better", {"better": "More chairs"})
    answer(client, "name")
    page = client.post(f"{HOME}answer/check/")
    assert page.status_code == 422 and "A clinic has flooded." in words(page) and Response.objects.count() == 0
    closing(survey, paused_at=None)
    assert client.post(f"{HOME}answer/check/").url == f"{HOME}answer/done/"


def without(definition: Definition, key: str) -> Definition:
    return replace(
        definition,
        sections=tuple(
            Section(
                section.key,
                section.title,
                section.intro,
                tuple(question for question in section.questions if question.key != key),
            )
            for section in definition.sections
        ),
    )


def test_a_survey_changed_meanwhile_keeps_answers_and_says_so(survey: Survey, client: Client) -> None:
    begin(client)
    answer(client, "suits", {"suits": "evenings"})
    answer(client, "hard", {"hard": "far"})
    newer = without(BLOOD_TESTS, "hard")
    questionnaires.save_draft(questionnaire=survey.questionnaire, definition=newer)
    edition = questionnaires.publish(questionnaire=survey.questionnaire)
    page = client.get(f"{HOME}answer/question/better/")
    assert "We changed this survey while you were answering. Your answers are kept." in words(page)
    assert "We no longer ask 1 question that you answered." in words(page)
    assert "We changed this survey" not in words(client.get(f"{HOME}answer/question/better/"))
    # A page of the old edition that was still open: nothing breaks.
    assert answer(client, "hard", {"hard": "times"}).url == f"{HOME}answer/question/better/"
    answer(client, "better")
    answer(client, "name")
    client.post(f"{HOME}answer/check/")
    sent = Submission.objects.get()
    assert sent.edition == edition and sent.answers["suits"]["value"] == "evenings" and "hard" not in sent.answers
    (aside,) = Sitting.objects.get().set_aside.values()
    assert aside["hard"]["value"] == ["far"]


def test_somebody_logged_in_finds_it_in_my_alongside(survey: Survey, cast: Cast, client: Client) -> None:
    login(client, cast.chidi)
    answer_all(client)
    client.post(f"{HOME}answer/check/")
    link = VoiceLink.objects.get()
    assert link.person == cast.chidi and link.voice == Contribution.objects.get().voice_id


def test_withdrawing_deletes_and_stops_counting(survey: Survey, client: Client) -> None:
    answer_all(client)
    client.post(f"{HOME}answer/check/")
    assert "You cannot undo this" in words(client.get(f"{HOME}withdraw/"))
    assert Contribution.objects.counted().count() == 1
    client.post(f"{HOME}withdraw/")
    client.post(f"{HOME}withdraw/")
    assert Contribution.objects.counted().count() == 0 and Submission.objects.get().answers == {}
    assert IdentifyingAnswer.objects.count() == 0
    assert "You withdrew your answers" in words(client.get(f"{HOME}what-happened/"))
    for page in ("answer/check/", "answer/done/", "answer/question/suits/"):
        assert "You withdrew your answers" in words(client.get(HOME + page, follow=True)), page
    client.post(f"{HOME}answer/copy/", {"email": "ola@people.example"})
    assert not Message.objects.filter(kind="survey.copy").exists()


def test_taking_back_what_was_never_sent_ends_it(survey: Survey, client: Client) -> None:
    begin(client)
    answer(client, "suits", {"suits": "evenings"})
    code = code_on(client.get(f"{HOME}answer/saved/"))
    client.post(f"{HOME}withdraw/")
    assert client.get(f"{HOME}answer/check/").status_code == 404
    assert client.post("/northmere/code/", {"code": code}).url == f"{HOME}withdrawn/"
    assert answer(client, "better", {"better": "Again", "code": code}).status_code == 422
    assert Submission.objects.get().answers == {}


def test_saving_a_question_for_later_does_not_pass_it_over(survey: Survey, client: Client) -> None:
    begin(client)
    answer(client, "suits", {"suits": "evenings"})
    asked = client.get(f"{HOME}answer/saved/").content.decode().split("/answer/question/")[1].split("/")[0]
    assert asked != "suits" and not BLOOD_TESTS.by_key[asked].required
    assert answer(client, asked, {"then": "save"}).url == f"{HOME}answer/saved/"
    assert f"/answer/question/{asked}/" in words(client.get(f"{HOME}answer/saved/"))


def test_a_shared_computer_forgets_and_the_code_still_works(survey: Survey, client: Client) -> None:
    answer_all(client)
    code = code_on(client.get(f"{HOME}answer/saved/"))
    client.post(f"{HOME}answer/leave/")
    assert client.get(f"{HOME}answer/check/").status_code == 404
    assert client.post("/northmere/code/", {"code": code}).url == f"{HOME}answer/check/"


def test_another_survey_or_house_cannot_read_the_cookie(survey: Survey, cast: Cast, client: Client) -> None:
    survey_in(cast.northmere, slug="other", name="Other")
    survey_in(cast.carrow_hill)
    answer_all(client)
    assert client.get("/northmere/projects/other/answer/check/").status_code == 404
    assert client.get("/carrow-hill/projects/blood-tests/answer/check/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_many_clicks_at_once_are_one_response(client: Client) -> None:
    survey_in(assemble().northmere)
    answer_all(client)
    codes: list[str] = []
    problems: list[Exception] = []

    def click() -> None:
        same = Client()
        same.cookies = client.cookies.copy()
        try:
            page = same.post(f"{HOME}answer/check/")
            assert page.url == f"{HOME}answer/done/"
            codes.append(code_on(same.get(page.url)))
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    people = [Thread(target=click) for _each in range(8)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    assert not problems
    assert len(codes) == 8 and len(set(codes)) == 1
    assert (Response.objects.count(), Contribution.objects.count(), Leaf.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_windows_saving_at_once_lose_no_answer(client: Client) -> None:
    survey_in(assemble().northmere)
    begin(client)
    posted = {"suits": {"suits": "evenings"}, "hard": {"hard": "far"}, "better": {"better": "Chairs"}}
    answer(client, "suits", posted["suits"])

    def save(key: str) -> None:
        same = Client()
        same.cookies = client.cookies.copy()
        try:
            answer(same, key, posted[key])
        finally:
            connection.close()

    people = [Thread(target=save, args=[key]) for key in ("hard", "better")]
    for each in people:
        each.start()
    for each in people:
        each.join()
    assert set(Submission.objects.get().answers) == {"suits", "hard", "better"}
