"""The path of a resident in a language whose catalogue covers the path alone: no page is half in one language unsaid.

Every piece of every page is in the language of the page, or marked with its own, or somebody's name.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from alongside.documents import actions as documents
from alongside.messaging.models import Message
from alongside.projects.models import Project
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.saved import SAVED_SETS
from alongside.tools.survey.models import Response, Survey
from tests.cast import Cast
from tests.languages.pseudo import CLOSE, LANGUAGE, OPEN, Outside, spoken, write
from tests.world import furnish

WORD = re.compile(r"[A-Za-z]{2,}")
# Names and codes, which are the same in every language.
NAMES = {
    *("Northmere", "Together", "Alongside", "NHS", "PDF", "JPEG", "PNG", "WebP", "name", "example", "com"),
    *("Jo", "Reid", "High", "Street", "Involvement", "team", "am", "pm", "SE1", "PB"),
}
CODE = re.compile(r"[2-9A-HJKMNP-Z]{4}( ?)[2-9A-HJKMNP-Z]{4}\1[2-9A-HJKMNP-Z]{4}")
LINK = re.compile(r"\S+@\S+|https?://\S+|testserver/\S+|localhost\S*")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("locale")
    write(made, covers="path")
    return made


@pytest.fixture
def pseudo(folder: Path) -> Iterator[None]:
    cache.clear()
    with spoken(folder):
        yield
    cache.clear()


@pytest.fixture
def here(cast: Cast, pseudo: None) -> dict[str, Any]:
    world = furnish(cast.northmere, cast.amira)
    project = Project.objects.get(slug=world["project"])
    about = questionnaires.start(
        owner=cast.northmere.pk, title="About you", definition=SAVED_SETS["equality_monitoring"].definition
    )
    questionnaires.publish(questionnaire=about)
    Survey.objects.update(monitoring=about)
    return {**world, "home": cast.northmere, "of": project}


def words_left(page: str) -> list[str]:
    """Pieces of the page in another language than the page's that do not say so."""
    # A title is one text and cannot say that a part of it is in another language.
    page = re.sub(r"<title>.*?</title>", "", page, flags=re.DOTALL)
    found = [CODE.sub("", LINK.sub("", each)) for each in Outside(page).found]
    return [each for each in found if any(word not in NAMES for word in WORD.findall(each))]


class Walk:
    """Somebody on the path. Every page they see is in one language, or says where it is not."""

    def __init__(self, world: dict[str, Any]) -> None:
        self.client = Client()
        self.at = f"/{world['org']}/projects/{world['project']}/"
        self.seen: list[str] = []
        self.left: list[str] = []

    def sees(self, answer: Any, status: int = 200) -> str:
        assert answer.status_code == status, (answer.request["PATH_INFO"], answer.status_code)
        page = answer.content.decode()
        where = answer.request["PATH_INFO"]
        assert f'<html lang="{LANGUAGE}" dir="rtl">' in page, f"{where} is not in the language that was chosen"
        left = words_left(page)
        self.left += [f"{where}: {each}" for each in left]
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        assert title and "&lt;span" not in title[1]
        assert not re.search(r'="[^"]*&lt;span', page), f"{where} has markup in an attribute"
        self.seen.append(where)
        return page

    def opens(self, path: str, status: int = 200) -> str:
        return self.sees(self.client.get(path if path.startswith("/") else self.at + path, follow=True), status)

    def sends(self, path: str, data: dict[str, Any], status: int = 200) -> str:
        return self.sees(self.client.post(self.at + path, data, follow=True), status)


@pytest.mark.django_db
def test_the_whole_path_is_in_one_language_or_says_where_it_is_not(here: dict[str, Any]) -> None:
    walk = Walk(here)
    page = walk.opens(f"?lang={LANGUAGE}")
    assert '<span lang="en-gb" dir="ltr">' in page, "what nobody translated says that it is English"
    walk.opens("answer/")
    walk.sends("answer/", {}, 422)
    walk.sends("answer/", {"capacity": "group", "group_size": "many"}, 422)
    walk.sends("answer/", {"capacity": "self"})
    definition = questionnaires.definition_by_id(questionnaires.current(Survey.objects.get().questionnaire).pk)
    for question in definition.questions:
        if walk.client.get(f"{walk.at}answer/question/{question.key}/").status_code == 200:
            walk.opens(f"answer/question/{question.key}/")
            answer = walk.client.post(
                f"{walk.at}answer/question/{question.key}/", {question.key: ["⟦আমি⟧"] * 2}, follow=True
            )
            walk.sees(answer, answer.status_code)
    walk.sends("answer/question/suits/", {"suits": "evenings", "then": "save"})
    walk.opens("answer/saved/")
    walk.opens("answer/check/")
    walk.sends("answer/email-code/", {"email": "nobody"}, 422)
    walk.sends("answer/check/", {})
    assert walk.seen[-1].endswith("/done/")
    walk.sends("answer/copy/", {"email": "rina@people.example"})
    walk.opens("about-you/")
    for question in SAVED_SETS["equality_monitoring"].definition.questions:
        if walk.client.get(f"{walk.at}about-you/question/{question.key}/").status_code == 200:
            walk.opens(f"about-you/question/{question.key}/")
    walk.opens("about-you/thank-you/")
    walk.opens("keep-in-touch/")
    walk.sends("keep-in-touch/", {"name": "R"}, 422)
    walk.sends(
        "keep-in-touch/",
        {"purposes": ["project", "panel"], "route": "email", "email": "rina@people.example", "language": "en-gb"}
        | {"format": "standard"},
    )
    walk.opens("what-happened/")
    walk.opens("withdraw/")
    walk.sends("withdraw/", {})
    walk.opens("paper/")
    walk.opens(f"/{here['org']}/code/")
    walk.opens(f"/{here['org']}/another-way/?project={here['project']}")
    assert not walk.left, "\n".join(walk.left)
    assert len(set(walk.seen)) > 20
    copy = Message.objects.get(kind="survey.copy")
    lines = [line for line in copy.words.splitlines() if line and OPEN not in line and CLOSE not in line]
    assert OPEN in copy.subject and "<" not in copy.words
    assert lines, "the questions themselves are in English still"
    assert not mail.outbox
    assert set(Response.objects.values_list("contribution__language", flat=True)) == {"en-gb"}


@pytest.mark.django_db
def test_other_pages_stay_whole_in_english(here: dict[str, Any]) -> None:
    client = Client()
    client.get(f"/{here['org']}/projects/{here['project']}/?lang={LANGUAGE}")
    for path in (f"/{here['org']}/", f"/{here['org']}/projects/", f"/{here['org']}/privacy/", "/log-in/"):
        page = client.get(path).content.decode()
        assert '<html lang="en-gb" dir="ltr">' in page, path
        assert OPEN not in page, path


@pytest.mark.django_db
def test_what_is_translated_is_read_and_kept_in_that_language(here: dict[str, Any], cast: Cast) -> None:
    held = documents.newest_translation(here["of"].pk, LANGUAGE)
    assert held is None
    texts = {"page.question": "⟦Q⟧", "survey.questions.suits.wording": "⟦W⟧"}
    made = documents.save_translation(
        scope=here["of"].pk,
        language=LANGUAGE,
        texts=texts,
        made_from={},
        facts={"translated_by": "X"},
        by=cast.amira.pk,
    )
    documents.publish_translation(translation=made, by=cast.amira.pk)
    walk = Walk(here)
    assert "<h1>⟦Q⟧</h1>" in walk.opens(f"?lang={LANGUAGE}")
    walk.sends("answer/", {"capacity": "self"})
    assert "⟦W⟧" in walk.opens("answer/question/suits/")
    walk.sends("answer/question/suits/", {"suits": "evenings"})
    walk.client.post(f"{walk.at}answer/check/")
    newest = Response.objects.get(contribution__language=LANGUAGE)
    assert newest.submission.answers["suits"]["value"] == "evenings"
