"""Every page in a language nobody speaks: nothing left in English, from right to left, no sideways scroll."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db.models import CharField, JSONField, TextField
from django.test import Client

from alongside.design.languages import ALL_NAMES
from alongside.knowledge.catalogue import catalogue
from alongside.knowledge.census import areas
from alongside.knowledge.entries import knowledge
from alongside.knowledge.spectrums import spectrums
from alongside.knowledge.timings import timings
from tests.access.table import OPEN as ANYONE
from tests.access.table import PERSON, ROUTES
from tests.access.test_every_route import PATTERNS, address
from tests.browser import Browse
from tests.cast import Cast, assemble, login
from tests.languages.pseudo import LANGUAGE, Outside, spoken, write
from tests.world import furnish

WORD = re.compile(r"[A-Za-z]{2,}")

# Not ours to translate, each with its reason.
LEFT = {
    "Alongside": "the product's name",
    "NHS": "a name",
    "PDF": "a kind of file",
    "CSV": "a kind of file",
    "JSON": "a kind of file",
    "HTML": "a kind of file",
    "am": "the clock, as the UK reads it",
    "pm": "the clock, as the UK reads it",
}
# Pages that stand apart: written for other machines, or by people, or for the demo only.
APART = {
    "front-top:alive": "for machines",
    "front-top:ready": "for machines",
    "front-top:robots": "for machines",
    "organisations:brand": "a style sheet",
    "record:verifier": "a program",
    "demo:gallery": "the component gallery, for those who build",
    "demo:outbox": "the demo's own",
    "demo:people": "the demo's own",
    "survey:paper-pdf": "a file",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("locale")
    write(made)
    return made


@pytest.fixture
def pseudo(folder: Path) -> Iterator[None]:
    cache.clear()
    with spoken(folder):
        yield
    cache.clear()


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield str(key)
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)


class Theirs:
    """What is not ours to translate: everything in the database, names of places, of languages and of sources, and the
    marks of entries in the library."""

    def __init__(self, *more: str) -> None:
        found = {name for _code, name in (*areas(), *settings.LANGUAGES, *ALL_NAMES.items())} | set(more)
        found |= {each.source for each in spectrums()}
        known = [*knowledge().duties, *knowledge().superseded]
        found |= {each.id for each in known} | {each.id for shelf in catalogue().values() for each in shelf.values()}
        found |= set(knowledge().evidence) | set(timings())
        for model in apps.get_models():
            fields = [
                field for field in model._meta.concrete_fields if isinstance(field, CharField | TextField | JSONField)
            ]
            for row in model._default_manager.values_list(*(each.name for each in fields)) if fields else ():
                found.update(_strings(row))
        found |= {line for text in found for line in text.splitlines()}
        said = {" ".join(text.split()) for text in found}
        self.parts = sorted((text for text in said if WORD.search(text)), key=len, reverse=True)
        self.whole = "\n".join(self.parts)

    def explain(self, piece: str) -> bool:
        """Whether all of it is theirs, or a part of what is theirs."""
        if piece.strip(" …“”().,:") in self.whole:
            return True
        for part in self.parts:
            piece = piece.replace(part, " ")
        return all(word in LEFT for word in WORD.findall(piece))


def left_in_english(page: str, theirs: Theirs) -> list[str]:
    """Pieces of the page that nobody translated and nobody wrote."""
    return [each for each in Outside(page).found if not theirs.explain(each)]


def _pages(world: dict[str, Any], *audiences: Any) -> Iterator[tuple[str, str]]:
    for name, audience in ROUTES.items():
        fits = audience in audiences if audiences else audience not in (ANYONE, PERSON)
        if fits and name not in APART:
            yield name, address(name, world)


def _problems(client: Client, pages: Iterator[tuple[str, str]], theirs: Theirs) -> tuple[list[str], int]:
    problems, seen = [], 0
    for name, where in pages:
        answer = client.get(where, headers={"accept-language": LANGUAGE})
        if answer.status_code != 200 or "text/html" not in answer.headers.get("Content-Type", ""):
            continue
        seen += 1
        page = answer.content.decode()
        if 'dir="rtl"' not in page[:600]:
            problems.append(f"{name}: not from right to left")
        problems += [f"{name}: {each[:100]!r}" for each in left_in_english(page, theirs)]
    return problems, seen


@pytest.mark.django_db
def test_no_public_page_is_left_in_english(pseudo: None, cast: Cast, client: Client) -> None:
    world = furnish(cast.northmere, cast.amira)
    problems, seen = _problems(client, _pages(world, ANYONE), Theirs())
    assert not problems, "\n".join(problems)
    assert seen > 15


@pytest.mark.django_db
def test_no_page_of_one_s_own_is_left_in_english(pseudo: None, cast: Cast) -> None:
    world = furnish(cast.northmere, cast.amira)
    problems, seen = _problems(login(Client(), cast.chidi), _pages(world, PERSON), Theirs())
    assert not problems, "\n".join(problems)
    assert seen > 5


@pytest.mark.django_db
def test_no_team_page_is_left_in_english(pseudo: None, cast: Cast) -> None:
    world = furnish(cast.northmere, cast.amira)
    problems, seen = _problems(login(Client(), cast.olu), _pages(world), Theirs())
    assert not problems, "\n".join(problems)
    assert seen > 30


@pytest.mark.django_db
def test_english_is_noticed() -> None:
    page = '<p>⟦Saved <b>by Jo</b>⟧</p><p>Forgotten</p><input aria-label="Also"><p lang="cy">Cymraeg</p><p>NHS</p>'
    assert left_in_english(page, Theirs()) == ["Forgotten", "Also"]
    assert json.dumps(sorted(LEFT)) and all(LEFT.values()) and all(APART.values())


NARROW = [
    "front:home",
    "projects:list",
    "projects:page",
    "survey:start",
    "messaging:another-way",
    "accounts:keep-in-touch",
]
NARROW_TEAM = [
    "team:today",
    "team:projects",
    "projects-team:workspace",
    "projects-team:ready",
    "survey-team:build",
    "survey-team:question",
    "survey-team:enter",
    "analysis-team:responses",
    "feedback-team:finding",
    "messaging-team:task",
]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_longer_words_from_right_to_left_fit_a_small_phone(pseudo: None, browse: Browse) -> None:
    cast = assemble()
    world = furnish(cast.northmere, cast.amira)
    someone = browse(width=320)
    colleague = browse(width=320).logs_in(cast.olu)
    for who in (someone, colleague):
        chosen = {"name": settings.LANGUAGE_COOKIE_NAME, "value": LANGUAGE, "url": who.address}
        who.context.add_cookies([chosen])
    problems = []
    for who, names in ((someone, NARROW), (colleague, NARROW_TEAM)):
        for name in names:
            who.goes_to(address(name, world))
            assert who.page.evaluate("document.documentElement.dir") == "rtl"
            try:
                who.fits(320)
            except AssertionError as problem:
                problems.append(str(problem).split("\n")[0])
    assert set(NARROW + NARROW_TEAM) <= PATTERNS.keys()
    assert not problems, "\n".join(problems)
