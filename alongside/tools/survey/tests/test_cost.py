"""What answering costs the database: pinned, and the same however many have answered."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.tools.survey.models import Survey
from alongside.tools.survey.tests.makers import survey_in
from alongside.tools.survey.tests.test_answering import HOME, answer, answer_all
from tests.cast import Cast


def cost(act: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        response = act()
    assert response.status_code in (200, 302)
    return len(seen)


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return survey_in(cast.northmere)


def costs() -> dict[str, int]:
    client = Client()
    found = {
        "start": cost(lambda: client.get(f"{HOME}answer/")),
        "begin": cost(lambda: client.post(f"{HOME}answer/", {"capacity": "self"})),
        "question": cost(lambda: client.get(f"{HOME}answer/question/suits/")),
        "continue": cost(lambda: answer(client, "suits", {"suits": "never"})),
    }
    answer(client, "better", {"better": "More chairs"})
    found["a name"] = cost(lambda: answer(client, "name", {"name": "Jo Reid"}))
    found["check"] = cost(lambda: client.get(f"{HOME}answer/check/"))
    found["send"] = cost(lambda: client.post(f"{HOME}answer/check/"))
    found["done"] = cost(lambda: client.get(f"{HOME}answer/done/"))
    found["copy"] = cost(lambda: client.post(f"{HOME}answer/copy/", {"email": "jo@people.example"}))
    found["follow"] = cost(lambda: client.get(f"{HOME}what-happened/"))
    return found


def test_queries_are_few_and_do_not_grow(survey: Survey) -> None:
    costs()  # definitions are remembered from here on
    few = costs()
    assert few["question"] <= 6 and few["continue"] <= 12
    assert all(few[name] <= 12 for name in ("start", "check", "done", "follow"))
    assert all(few[name] <= 20 for name in ("begin", "a name", "send", "copy"))
    for _each in range(5):
        client = Client()
        answer_all(client)
        client.post(f"{HOME}answer/check/")
    assert costs() == few
