"""Template forms in the library: all of them are there, can be read, found and printed, and lead to where they are used."""

import re
from io import BytesIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from alongside.core.work import run_due
from alongside.knowledge.plan_templates import plan_templates
from alongside.knowledge.templates import templates
from alongside.library.rules import forms_of
from alongside.questionnaires.saved import SAVED_SETS, STARTING_SETS
from alongside.questionnaires.types import TEXTS
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
HOME = "/team/northmere/library/templates/"


@pytest.fixture
def amira(client: Client, cast: Cast) -> Client:
    cache.clear()
    return login(client, cast.amira)


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_all_seventeen_are_there_once() -> None:
    assert [each.number for each in templates().values()] == [f"7.{number}" for number in range(1, 18)]
    for each in templates().values():
        assert {form.set for form in each.forms} <= {"", *SAVED_SETS}
        assert bool(each.holds) == all(not form.set for form in each.forms), "it holds questions, or says what it holds"
        for form in each.forms:
            assert (form.start == "survey") == (form.set in STARTING_SETS)


def test_a_plan_to_begin_with_has_words_for_questions_of_the_plan() -> None:
    asked = {
        section.key: {each.key: each for each in section.questions}
        for section in SAVED_SETS["plan"].definition.sections
    }
    assert 4 <= len(plan_templates()) <= 5
    for template in plan_templates().values():
        for section, said in template.sections.items():
            assert set(said) <= set(asked[section]), (template.key, section)
            assert all(asked[section][key].kind in TEXTS for key in said)


@pytest.mark.parametrize("template", templates().values(), ids=lambda each: each.key)
def test_a_template_is_read_with_its_source_and_questions(amira: Client, template) -> None:
    page = text(amira, f"{HOME}{template.key}/")
    for words in (template.source.name, template.id, "Look again by", "Kind", "We are sure"):
        assert words in page
    for form in template.forms:
        if form.set:
            definition = SAVED_SETS[form.set].definition
            assert all(f". {each.wording}" in page.replace("&#39;", "'") for each in definition.questions)
            assert f"{HOME}empty/{form.set}.pdf" in page and f"{HOME}empty/{form.set}.docx" in page
            assert "Last looked at on" in page
    for words in template.holds:
        assert words in page
    links = re.findall(r"/team/northmere/projects/start/paper/[a-z-]+/", page)
    assert len(links) == len([form for form in template.forms if form.start != "monitoring"])
    for link in links:
        assert "In which project?" in text(amira, link)
    assert "Comment or hide" not in page and amira.get(f"{HOME}{template.key}/change/").status_code == 404


def test_the_list_and_a_page_ask_the_same_few_queries(amira: Client) -> None:
    for path in (HOME, f"{HOME}photo-consent/", f"{HOME}equality-impact/", "/team/northmere/library/plan-templates/"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            text(amira, path)
        assert len(asked) <= 12


def test_the_search_finds_them(amira: Client) -> None:
    page = text(amira, "/team/northmere/library/?q=photo+consent")
    assert f"{HOME}photo-consent/" in page
    assert "/team/northmere/library/plan-templates/designing-together/" in text(
        amira, "/team/northmere/library/?q=designing"
    )
    assert "17 templates" in text(amira, "/team/northmere/library/") and "5 plans" in text(
        amira, "/team/northmere/library/"
    )


def test_an_empty_copy_is_made_by_the_worker(amira: Client) -> None:
    pdf, word = f"{HOME}empty/photo_consent.pdf", f"{HOME}empty/photo_consent.docx"
    for path in (pdf, word):
        answer = amira.get(path)
        assert answer.status_code == 202 and b"We are making the empty form" in answer.content
    run_due()
    assert amira.get(pdf).content.startswith(b"%PDF")
    found = Document(BytesIO(amira.get(word).content))
    said = [each.text for each in found.paragraphs]
    assert "2. What is the name of the person?" in said, "a form that is signed has the name on it"
    assert "☐ On social media" in said and any("go to question" in each for each in said)
    for path in ("photo_consent.odt", "clinic_times.pdf", "other.pdf"):
        assert amira.get(f"{HOME}empty/{path}").status_code == 404


def test_every_set_of_questions_of_a_template_is_printed(amira: Client) -> None:
    from alongside.library import blank

    for key in forms_of():
        html = blank.html_of(key)
        assert html.count('class="question"') == len(SAVED_SETS[key].definition.questions), key


def test_only_who_edits_is_offered_to_start_one(client: Client, cast: Cast) -> None:
    cache.clear()
    page = text(login(client, cast.dot), f"{HOME}report/")
    assert "start/paper" not in page and "PDF" in page
