"""Remembered pages: the same for everyone who is nobody, and nobody else's nonce, token or name in them."""

import re
from typing import Any

import pytest
from django.test import Client

from alongside.projects.tests.makers import project
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
HOME = "/northmere/"


@pytest.fixture(autouse=True)
def _remember(settings: Any) -> None:
    settings.REMEMBER_PAGES = 60


def nonces(page: str) -> set[str]:
    return set(re.findall(r'nonce="([^"]+)"', page))


def test_a_second_visitor_gets_the_page_without_a_query(cast: Cast, django_assert_num_queries: object) -> None:
    first = Client().get(HOME).content.decode()
    with django_assert_num_queries(0):  # type: ignore[operator]
        second = Client().get(HOME)
    assert re.sub(r'nonce="[^"]*"|value="[^"]*"', "", first) == re.sub(
        r'nonce="[^"]*"|value="[^"]*"', "", second.content.decode()
    )


def test_each_visitor_has_a_nonce_and_a_token_of_their_own(cast: Cast) -> None:
    seen = []
    for _visitor in range(3):
        client = Client(enforce_csrf_checks=True)
        answer = client.get(HOME)
        page = answer.content.decode()
        assert len(nonces(page)) == 1
        assert f"'nonce-{nonces(page).pop()}'" in answer["Content-Security-Policy"]
        assert "{{" not in page
        seen.append((nonces(page).pop(), client.cookies["csrftoken"].value))
        token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
        assert client.post("/northmere/code/", {"code": "x", "csrfmiddlewaretoken": token}).status_code != 403
    assert len({nonce for nonce, _ in seen}) == len({token for _, token in seen}) == 3


def test_who_is_logged_in_gets_a_page_of_their_own_and_leaves_none_behind(cast: Cast) -> None:
    known = login(Client(), cast.chidi).get(HOME).content.decode()
    assert "Log out" in known
    assert "Log out" not in Client().get(HOME).content.decode()
    assert "Log out" in login(Client(), cast.chidi).get(HOME).content.decode()


def test_what_is_not_found_is_not_remembered(cast: Cast) -> None:
    assert Client().get("/northmere/projects/clinics/").status_code == 404
    project(cast.northmere, "clinics")
    assert Client().get("/northmere/projects/clinics/").status_code == 200


def test_addresses_with_other_filters_are_other_pages(cast: Cast) -> None:
    project(cast.northmere, "clinics", question="Where should clinics be?")
    every = Client().get("/northmere/projects/").content.decode()
    none = Client().get("/northmere/projects/?q=dialysis").content.decode()
    assert "Where should clinics be?" in every and "Where should clinics be?" not in none
