"""The answers cookie is read by us alone."""

from uuid import uuid4

from django.http import HttpResponse
from django.test import RequestFactory

from alongside.people.voices import cookies


def sent_back(response: HttpResponse) -> object:
    request = RequestFactory().get("/")
    request.COOKIES = {name: morsel.value for name, morsel in response.cookies.items() if morsel.value}
    return request


def test_it_holds_what_was_put_in_and_shows_none_of_it() -> None:
    survey, answers = uuid4(), cookies.Answers(uuid4(), uuid4(), "ABCDEFGH2345")
    response = HttpResponse()
    cookies.write(response, survey, answers, path="/northmere/projects/wards/")
    morsel = response.cookies[cookies.name_of(survey)]
    assert morsel["httponly"] and morsel["samesite"] == "Lax" and morsel["path"] == "/northmere/projects/wards/"
    assert not any(secret in morsel.value for secret in ("ABCDEFGH2345", answers.voice.hex))
    assert cookies.read(sent_back(response), survey) == answers
    assert cookies.read(sent_back(response), uuid4()) is None


def test_what_was_tampered_with_is_nothing() -> None:
    survey = uuid4()
    request = RequestFactory().get("/")
    for forged in ("", "x", "gAAAAA", "é", "a.b.c"):
        request.COOKIES = {cookies.name_of(survey): forged}
        assert cookies.read(request, survey) is None
