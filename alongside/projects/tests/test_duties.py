"""The pages about duties of a project: questions, what follows, who may, and two people at once."""

import re
from typing import Any

import pytest
from django.test import Client

from alongside.knowledge.facts import facts
from alongside.plans.models import DutyAssessment
from alongside.projects.models import State
from alongside.projects.tests.makers import project as make_project
from tests.cast import Cast, login, person

pytestmark = pytest.mark.django_db
HOME = "/team/northmere/projects/ward/"
QUESTIONS = HOME + "duties/questions/"
WARD = {
    "bodies": ["ICB", "NHS_TRUST"],
    "stage": "proposal",
    "impact.range": "yes",
    "impact.substantial": "yes",
    "councils_affected": "2",
    "scrutiny_began_day": "5",
    "scrutiny_began_month": "10",
    "scrutiny_began_year": "2026",
    "judgement": "Amira, lead. From the case for change.",
}


@pytest.fixture
def lead(cast: Cast) -> Client:
    make_project(cast.northmere, "ward", State.DRAFT)
    return login(Client(), cast.amira)


def text_of(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_from_questions_to_what_follows(lead: Client) -> None:
    assert "Answer the questions" in text_of(lead.get(HOME + "duties/"))
    asked = text_of(lead.get(QUESTIONS))
    assert all(fact.words in asked for fact in facts().values())
    saved = lead.post(QUESTIONS, {**WARD, "seen": "0"}, follow=True)
    page = text_of(saved)
    assert "The least that is asked is a formal consultation." in page
    assert "Consult health scrutiny on a substantial change" in page and "DUTY-07" in page
    assert "Is the change substantial, in the judgement of a named person? Yes" in page  # fmt: skip
    assert "Not known yet, and could lift it" in page and "Is there a risk to the safety or welfare" in page
    assert "Integrated care board, NHS trust" in page
    assert "More than one council is affected" in page
    assert "This is not legal advice." in page and "compliant" not in page
    assert "Answers saved by Amira" in page
    kept = DutyAssessment.objects.get()
    assert kept.answers["scrutiny_began"] == "2026-10-05" and "urgent_safety" not in kept.answers


def test_answers_come_back_into_the_form(lead: Client) -> None:
    lead.post(QUESTIONS, {**WARD, "temporary": "no", "seen": "0"})
    page = lead.get(QUESTIONS).content.decode()
    checked = set(re.findall(r'name="([\w.]+)" value="([\w.]*)" checked', page))
    assert {
        ("bodies", "ICB"),
        ("bodies", "NHS_TRUST"),
        ("stage", "proposal"),
        ("temporary", "no"),
        ("paid", ""),
    } <= checked
    assert ("impact.range", "yes") in checked and 'value="2026"' in page and 'value="2"' in page


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"bodies": []}, "Choose at least one body"),
        ({"judgement": " "}, "Enter whose judgement this is"),
        ({"scrutiny_began_day": "31", "scrutiny_began_month": "2"}, "The date must be a real date"),
        ({"councils_affected": "-1"}, "greater than or equal to 0"),
        ({"stage": "dream"}, "dream is not one of the available choices"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field(lead: Client, change: dict[str, Any], says: str) -> None:
    page = lead.post(QUESTIONS, {**WARD, **change, "seen": "0"})
    assert page.status_code == 422 and says in text_of(page) and "There is a problem" in text_of(page)
    assert not DutyAssessment.objects.exists()


def test_two_people_at_once_lose_nothing(lead: Client, cast: Cast) -> None:
    lead.post(QUESTIONS, {**WARD, "seen": "0"})
    lead.post(QUESTIONS, {**WARD, "paid": "yes", "seen": "1"})
    page = lead.post(QUESTIONS, {**WARD, "stage": "decision", "judgement": "Mine", "seen": "1"})
    said = text_of(page)
    assert page.status_code == 409 and "saved answers at" in said and "Nothing is lost" in said
    assert "Are people offered payment? Yes" in said and "Where is the work? A proposal to change something" in said
    assert ">Mine</textarea>" in page.content.decode() and 'name="seen" value="2"' in page.content.decode()
    lead.post(QUESTIONS, {**WARD, "stage": "decision", "paid": "yes", "judgement": "Joined", "seen": "2"})
    assert DutyAssessment.objects.all()[0].judgement == "Joined"
    assert DutyAssessment.objects.count() == 3


def test_the_workspace_says_how_far_it_is(lead: Client) -> None:
    assert "Which duties apply, and what is asked at least" in text_of(lead.get(HOME))
    lead.post(QUESTIONS, {**WARD, "seen": "0"})
    assert re.search(r"\d+ apply, \d+ not known yet", text_of(lead.get(HOME)))


def test_who_may_read_and_who_may_answer(lead: Client, cast: Cast) -> None:
    lead.post(QUESTIONS, {**WARD, "seen": "0"})
    viewer = login(Client(), person("Vi", cast.northmere, "viewer"))
    page = viewer.get(HOME + "duties/")
    assert page.status_code == 200 and "Change the answers" not in text_of(page)
    assert viewer.get(QUESTIONS).status_code == 403 and viewer.post(QUESTIONS, WARD).status_code == 403


def test_pages_ask_the_database_a_few_times_however_many_answers_there_were(
    lead: Client, django_assert_num_queries: Any
) -> None:
    counts = []
    for seen in range(3):
        lead.post(QUESTIONS, {**WARD, "judgement": f"Version {seen}", "seen": str(seen)})
        with django_assert_num_queries(7):
            counts.append(lead.get(HOME + "duties/").status_code)
    assert counts == [200, 200, 200]
