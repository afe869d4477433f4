"""The front door: home with its states, help, the pages about the service, and what is shown when things go wrong."""

import gzip
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlparse

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.utils import timezone

from alongside.feedback.models import Promise
from alongside.front.views import errors
from alongside.front.views.public import PAGES
from alongside.organisations.models import Organisation
from alongside.projects.models import State
from alongside.projects.tests.makers import project
from tests.browser import Browse, Visitor
from tests.cast import Cast

FIRST_VISIT = 150_000
SCRIPT = 40_000


def words(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def promise(organisation: Organisation, **more: Any) -> Promise:
    today = timezone.localdate()
    facts = {
        "you_said": "I work shifts.", "words": "Evening clinics", "owner": "Ruth Adeyemi", "due_on": today,
        "first_due_on": today, "published_at": timezone.now(),
    }  # fmt: skip
    return Promise.objects.create(organisation=organisation, **{**facts, **more})


def test_home_with_nothing_yet(client: Client, cast: Cast) -> None:
    page = words(client, "/northmere/")
    assert "Nothing is open today, and nothing has a date yet." in page
    assert "What changed because of you" not in page


def test_home_with_nothing_open_says_what_comes(client: Client, cast: Cast) -> None:
    project(cast.northmere, state=State.UPCOMING)
    assert "Nothing is open today. 1 project starts soon." in words(client, "/northmere/")


def test_home_shows_the_three_that_close_first(client: Client, cast: Cast) -> None:
    now = timezone.now()
    for days in (9, 3, 6, 1):
        project(cast.northmere, f"p{days}", question=f"Question {days}", closes_at=now + timedelta(days=days))
    project(cast.northmere, "draft", State.DRAFT, question="Secret")
    project(cast.carrow_hill, "theirs", question="Theirs")
    page = words(client, "/northmere/")
    assert page.index("Question 1<") < page.index("Question 3<") < page.index("Question 6<")
    assert "Question 9<" not in page and "See all 4 open projects" in page
    assert "Secret" not in page and "Theirs" not in page


def test_home_shows_kept_promises_and_does_not_hide_late_ones(client: Client, cast: Cast) -> None:
    today = timezone.localdate()
    promise(cast.northmere, done_on=today, did="Two clinics open until 8pm.")
    promise(cast.northmere, due_on=today - timedelta(days=3))
    promise(cast.northmere, published_at=None, you_said="Not public")
    promise(cast.carrow_hill, done_on=today, you_said="Elsewhere")
    page = words(client, "/northmere/")
    assert "“I work shifts.”" in page and "Two clinics open until 8pm." in page
    assert "See all 2 promises, and the 1 that is late" in page
    assert "Not public" not in page and "Elsewhere" not in page


def test_home_asks_little_of_the_database(
    client: Client, cast: Cast, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for each in range(8):
        project(cast.northmere, f"p{each}")
        project(cast.northmere, f"u{each}", State.UPCOMING)
        promise(cast.northmere, done_on=timezone.localdate())
    with django_assert_max_num_queries(6):
        words(client, "/northmere/")


@pytest.mark.parametrize("name", PAGES)
def test_pages_about_the_service_have_the_organisations_facts(client: Client, cast: Cast, name: str) -> None:
    page = words(client, f"/northmere/about/{name}/")
    assert str(PAGES[name]) in page and "020 7946 0142" in page


def test_privacy_says_how_to_complain_and_how_long(client: Client, cast: Cast) -> None:
    page = words(client, "/northmere/about/privacy/")
    assert "within 30 days" in page and "6 years" in page and "Information Commissioner" in page


def test_every_cookie_we_set_is_on_the_list(client: Client, cast: Cast) -> None:
    page = words(client, "/northmere/about/cookies/")
    for name in (settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME, "messages", "alongside_answers_"):
        assert name in page
    client.get("/northmere/")
    assert set(client.cookies) <= {settings.CSRF_COOKIE_NAME}


def test_what_machines_ask(client: Client, cast: Cast) -> None:
    assert client.get("/healthz").content == b"alive\n"
    assert client.get("/readyz").content == b"ready\n"
    assert b"Disallow: /team/" in client.get("/robots.txt").content


def test_one_organisation_is_its_own_front(client: Client, cast: Cast) -> None:
    assert "Choose your area" in words(client, "/")
    cast.carrow_hill.delete()
    assert client.get("/").headers["Location"] == "/northmere/"


def test_strangers_and_unknown_addresses_get_one_next_step(client: Client, cast: Cast) -> None:
    assert "Find a project" in words(client, "/northmere/about/nothing/", 404)
    assert "We cannot find that page" in words(client, "/nowhere/", 404)


def test_a_form_that_was_open_too_long_loses_nothing(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/northmere/code/", {"code": "K7RM4WPXH2VN"})
    assert answer.status_code == 403 and "what you typed is still there" in answer.content.decode()
    assert "K7RM" not in answer.content.decode()


@pytest.mark.django_db
def test_when_our_own_code_fails_the_page_needs_nothing(rf: RequestFactory, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = errors.went_wrong(rf.get("/northmere/"))
    assert answer.status_code == 500 and "something went wrong" in answer.content.decode()
    assert errors.busy(rf.get("/"), 30).headers["Retry-After"] == "30"


@pytest.mark.browser
@pytest.mark.parametrize(
    "path", ["/", "/northmere/", "/northmere/help/", "/nowhere/", *[f"/northmere/about/{name}/" for name in PAGES]]
)
def test_pages_are_accessible_and_fit_a_phone(browse: Browse, cast: Cast, path: str) -> None:
    project(cast.northmere)
    project(cast.northmere, "soon", State.UPCOMING, question="What helps at night?")
    promise(cast.northmere, done_on=timezone.localdate())
    browse(script=False).goes_to(path).is_accessible().fits(320).fits(1280)


@pytest.mark.browser
def test_a_first_visit_is_small(browse: Browse, cast: Cast) -> None:
    """Everything the first visit fetches, compressed as a server in front compresses it."""
    project(cast.northmere)
    someone = browse()
    sizes: dict[str, int] = {}
    someone.page.on("response", lambda got: sizes.update({got.url: len(gzip.compress(got.body(), 6)) if got.ok else 0}))
    someone.goes_to("/northmere/")
    someone.page.wait_for_load_state("networkidle")
    scripts = {url: size for url, size in sizes.items() if urlparse(url).path.endswith(".js")}
    assert scripts, "no script was fetched"
    assert sum(sizes.values()) <= FIRST_VISIT, sizes
    assert sum(scripts.values()) <= SCRIPT, scripts


@pytest.mark.browser
def test_the_page_starts_with_a_way_past_the_header(visitor: Visitor, cast: Cast) -> None:
    visitor.goes_to("/northmere/")
    visitor.page.keyboard.press("Tab")
    focused = visitor.page.evaluate("document.activeElement.innerText")
    assert focused == "Skip to main content"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("location.hash") == "#maincontent"
