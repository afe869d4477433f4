"""The public pages of a project: found, read in every state, and no dearer with more rows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from alongside.documents.models import Document, DocumentEdition
from alongside.organisations.models import OrganisationArea
from alongside.projects.models import Move, Project, ProjectDate, State, Update
from alongside.projects.tests.makers import project
from tests.browser import Visitor
from tests.cast import Cast

SEEN = [State.UPCOMING, State.OPEN, State.PAUSED, State.CLOSED, State.ANSWERED]


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


def words(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return " ".join(answer.content.decode().split())


def fill(of: Project, rows: int) -> None:
    for each in range(rows):
        Update.objects.create(project=of, title=f"Update {each}")
        ProjectDate.objects.create(project=of, on=timezone.localdate() + timedelta(days=each), words=f"Drop-in {each}")
        Move.objects.create(project=of, to="extended", reason="More time", by=of.pk)
        document = Document.objects.create(
            organisation=of.organisation,
            scope=of.pk,
            slug=f"d{each}",
            title=f"Paper {each}",
            published_at=timezone.now(),
        )
        for language in ("en-gb", "bn", "pl"):
            DocumentEdition.objects.create(document=document, language=language, body="Words")


@pytest.mark.parametrize("state", SEEN)
def test_each_state_says_how_it_stands_and_what_next(client: Client, cast: Cast, state: State) -> None:
    project(cast.northmere, state=state)
    page = words(client, "/northmere/projects/blood-tests/")
    expected = {
        State.UPCOMING: ["Opens ", "From the day it opens"],
        State.OPEN: ["Closes ", "11 days left", "How to take part"],
        State.PAUSED: ["Paused since ", "A question was unclear.", "We will say what happens next by", "still count"],
        State.CLOSED: ["Closed ", "We will publish what we heard by"],
        State.ANSWERED: ["Answered "],
    }[state]
    for each in [str(state.label), *expected, "Who decides, and when", "Jo Reid", "How this was run"]:
        assert each in page.replace("\N{NO-BREAK SPACE}", " "), each
    assert ("How to take part" in page) is (state in (State.UPCOMING, State.OPEN, State.PAUSED))


def test_what_is_not_published_or_another_organisations_is_not_there(client: Client, cast: Cast) -> None:
    project(cast.northmere, "draft", State.DRAFT)
    project(cast.carrow_hill, "theirs")
    for path in ("draft/", "theirs/", "draft/how-this-was-run/", "theirs/how-this-was-run/", "nothing/"):
        assert "We cannot find that page" in words(client, f"/northmere/projects/{path}", 404)
    assert "0 projects" in words(client, "/northmere/projects/")


def test_when_answered_the_answer_comes_before_the_case_for_change(client: Client, cast: Cast) -> None:
    project(cast.northmere, state=State.ANSWERED)
    page = words(client, "/northmere/projects/blood-tests/")
    assert page.index("Updates") < page.index("What answers could change")


def test_markup_in_what_staff_wrote_is_shown_as_text(client: Client, cast: Cast) -> None:
    project(
        cast.northmere, question="<script>alert(1)</script>", summary="<img src=x onerror=alert(1)>", topics=["<b>"]
    )
    for path in ("", "blood-tests/", "blood-tests/how-this-was-run/", "?q=<script>alert(2)</script>"):
        page = words(client, f"/northmere/projects/{path}")
        assert "<script>alert" not in page and "<img src=x" not in page and "<b>" not in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=blood", ["blood-tests"]),
        ("q=BLOOD+clinics", ["blood-tests"]),
        ("q=blood+dentist", []),
        ("q=dentist", ["dental"]),
        ("q=practices", ["dental"]),
        ("q=southwark", ["dental", "everywhere"]),
        ("q=southwark+library", []),
        ("state=open", ["blood-tests", "dental"]),
        ("state=open&state=closed", ["blood-tests", "dental", "walk-in"]),
        ("area=E09000028", ["dental", "everywhere"]),
        ("topic=Children’s+health", ["everywhere"]),
        ("way=in-person", ["walk-in"]),
        ("language=bn", ["dental"]),
        ("language=xx&state=nonsense&way=&page=99", ["blood-tests", "dental", "everywhere", "walk-in"]),
        ("q=%00%27%22%25_", []),
    ],
)
def test_finding(client: Client, cast: Cast, query: str, expected: list[str]) -> None:
    for code, name in (("E09000022", "Lambeth"), ("E09000028", "Southwark")):
        OrganisationArea.objects.create(organisation=cast.northmere, code=code, name=name)
    project(cast.northmere, "blood-tests")
    dental = project(
        cast.northmere, "dental", name="Dental", question="What would make a dentist easy?", summary="A practice.",
        topics=["Dentists"], area_codes=["E09000028"],
    )  # fmt: skip
    project(cast.northmere, "walk-in", State.CLOSED, name="Walk-in", question="How do you use it?", summary="A centre.",
            topics=["Tests"], in_person="At the library.")  # fmt: skip
    project(cast.northmere, "everywhere", State.UPCOMING, name="Children", question="What helps children?", summary="Play.",
            topics=["Children’s health"], area_codes=[])  # fmt: skip
    document = Document.objects.create(
        organisation=cast.northmere, scope=dental.pk, slug="case", title="Case", published_at=timezone.now()
    )
    DocumentEdition.objects.create(document=document, language="bn", body="বাংলা")
    page = words(client, f"/northmere/projects/?{query}")
    assert [
        slug for slug in ("blood-tests", "dental", "everywhere", "walk-in") if f"/projects/{slug}/" in page
    ] == expected


def test_nothing_found_says_what_to_remove_and_how_many_there_would_be(client: Client, cast: Cast) -> None:
    OrganisationArea.objects.create(organisation=cast.northmere, code="E09000028", name="Eastvale")
    project(cast.northmere, "one", area_codes=["E09000022"], summary="About dialysis")
    project(cast.northmere, "two", area_codes=["E09000022"], summary="Dialysis at night")
    page = words(client, "/northmere/projects/?q=dialysis&area=E09000028")
    assert "No projects match “dialysis” in Eastvale." in page
    assert "Remove Eastvale</a> (2 projects)" in page


def test_a_postcode_leads_to_areas(client: Client, cast: Cast) -> None:
    OrganisationArea.objects.create(organisation=cast.northmere, code="E09000028", name="Eastvale")
    project(cast.northmere)
    page = words(client, "/northmere/projects/?q=SE1+7PB")
    assert "?area=E09000028" in page and "Choose where you live</h1>" in page and "0 projects" not in page


def test_pages_are_numbered_and_keep_what_was_asked_for(client: Client, cast: Cast) -> None:
    for each in range(41):
        project(cast.northmere, f"p{each}")
    page = words(client, "/northmere/projects/?state=open&page=2")
    assert "41 projects, page 2 of 3" in page and "?state=open&amp;page=3" in page
    assert page.count('class="as-result"') == 20


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("", 8),
        ("blood-tests/", 9),
        ("blood-tests/how-this-was-run/", 10),
        ("blood-tests/documents/d0/bn/web/", 8),
    ],
)
def test_a_page_asks_as_little_of_the_database_with_many_rows(
    client: Client, cast: Cast, path: str, most: int, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    fill(project(cast.northmere), 2)
    address = f"/northmere/projects/{path}"
    words(client, address)
    with django_assert_max_num_queries(most) as few:
        words(client, address)
    fill_more = Project.objects.get()
    for each in range(2, 30):
        project(cast.northmere, f"p{each}")
    for each in range(30, 60):
        Update.objects.create(project=fill_more, title=f"Update {each}")
        Document.objects.create(
            organisation=cast.northmere,
            scope=fill_more.pk,
            slug=f"d{each}",
            title=f"Paper {each}",
            published_at=timezone.now(),
        )
    with django_assert_max_num_queries(most) as many:
        words(client, address)
    assert len(many) == len(few)


@pytest.mark.browser
@pytest.mark.parametrize("state", SEEN)
def test_each_state_is_accessible_and_fits_a_phone(phone: Visitor, cast: Cast, state: State) -> None:
    fill(project(cast.northmere, state=state), 2)
    phone.goes_to("/northmere/projects/blood-tests/").is_accessible().fits(320)


@pytest.mark.browser
def test_somebody_finds_a_project_by_narrowing_the_list(phone: Visitor, cast: Cast) -> None:
    """Given two projects, when somebody narrows the list to what is open, then they can open one and go back."""
    project(cast.northmere)
    project(cast.northmere, "walk-in", State.CLOSED, question="How do you use the walk-in centre?")
    phone.goes_to("/northmere/").follows("Projects", exact=True)
    assert phone.heading == "2 projects"
    phone.is_accessible().fits(320)
    phone.opens("Narrow the list").selects("Open").presses("Show these projects")
    assert phone.heading == "1 project" and phone.path == "/northmere/projects/?state=open"
    phone.is_accessible().fits(320).follows("When and where").sees("Closes")
    phone.goes_back().follows("Remove Open")
    assert phone.heading == "2 projects"
    phone.writes("Search by word, area or topic", "unicorn").presses("Search").sees("No projects match “unicorn”")
    phone.is_accessible().fits(320)


@pytest.mark.browser
def test_how_it_was_run_and_an_edition_are_accessible(phone: Visitor, cast: Cast) -> None:
    fill(project(cast.northmere), 2)
    phone.goes_to("/northmere/projects/blood-tests/how-this-was-run/").is_accessible().fits(320)
    phone.goes_to("/northmere/projects/blood-tests/documents/d0/bn/web/").is_accessible().fits(320)
