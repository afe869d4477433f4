"""The stakeholder map's pages: adding, moving, earlier and later, two people at once, files, cost."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from alongside.stakeholders import mapping
from alongside.stakeholders.models import Position, Stakeholder
from alongside.stakeholders.tests.makers import BY, partner
from tests.cast import Cast, login, person

pytestmark = pytest.mark.django_db
HOME = "/team/northmere/projects/ward/stakeholders/"
PLACE = {"influence": "2", "interest": "8", "affected": "9", "view": "Worried", "level": "consult", "why": "They rang"}


@pytest.fixture
def project(cast: Cast) -> Project:
    return make_project(cast.northmere, "ward", State.DRAFT)


@pytest.fixture
def lead(cast: Cast, project: Project) -> Client:
    return login(Client(), cast.amira)


def text_of(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def put(who: Stakeholder, project: Project, days_ago: int = 0, **values: Any) -> Position:
    place = {"influence": 2, "interest": 8, "affected": 9, "view": "", "level": "", **values}
    at = timezone.now() - timedelta(days=days_ago)
    return mapping.place(stakeholder=who, scope=project.pk, values=place, why="", by=BY, at=at)


def test_from_an_empty_map_to_one_with_somebody(cast: Cast, lead: Client) -> None:
    assert "Who is affected, who has influence, and who can reach whom?" in text_of(lead.get(HOME))
    forum = partner(cast.northmere, "Carers Forum", communities=["Unpaid carers"])
    partner(cast.carrow_hill, "Carers of Carrow")
    search = text_of(lead.get(HOME + "add/?words=carers"))
    assert "Carers Forum" in search and "Carrow" not in search
    page = text_of(lead.post(HOME + "add/", {**PLACE, "who": str(forum.pk), "once": str(uuid4())}, follow=True))
    assert "Added to the map." in page and "1. Carers Forum" in page
    assert "These are among the people most affected, yet have little influence: Carers Forum." in page
    assert "The map alone says: Keep them updated" in page and "They rang" in page
    assert "Everyone who reaches Unpaid carers" in page and "Ask first" in page
    assert "Carers Forum" not in text_of(lead.get(HOME + "add/?words=carers")).replace("“carers”", "")
    assert "1 on the map" in text_of(lead.get("/team/northmere/projects/ward/"))


def test_somebody_new_goes_into_the_register_too(lead: Client) -> None:
    new = {**PLACE, "who": "new", "once": str(uuid4())}
    answer = lead.post(HOME + "add/", new)
    assert answer.status_code == 422 and "Enter the name" in text_of(answer)
    for _press in range(2):
        lead.post(HOME + "add/", {**new, "name": "Mosque Trust", "kind": "voluntary"})
    assert Stakeholder.objects.get().name == "Mosque Trust" and Position.objects.count() == 1


def test_nobody_of_another_house_comes_onto_the_map(cast: Cast, lead: Client) -> None:
    theirs = partner(cast.carrow_hill, "Theirs")
    assert lead.post(HOME + "add/", {**PLACE, "who": str(theirs.pk), "once": str(uuid4())}).status_code == 422
    assert lead.get(f"{HOME}{theirs.pk}/").status_code == 404 and not Position.objects.exists()


def test_moving_says_what_is_missing_and_keeps_the_rest(cast: Cast, lead: Client, project: Project) -> None:
    forum = partner(cast.northmere, "Carers Forum")
    put(forum, project, 1, view="Worried")
    wrong = lead.post(HOME + "move/", {})
    assert wrong.status_code == 422 and text_of(wrong).lstrip().startswith("Error:")
    assert "Select who moves" in text_of(wrong) and "Enter why, so that others can follow it" in text_of(wrong)
    page = text_of(lead.post(HOME + "move/", {"who": str(forum.pk), "influence": "7", "why": "New chair"}, follow=True))
    assert "Carers Forum is moved." in page and "Work with them directly" in page
    now = Position.objects.first()
    assert now is not None and (now.influence, now.interest, now.affected, now.view) == (7, 8, 9, "Worried")
    full = f"{HOME}{forum.pk}/"
    assert "How it moved so far" in text_of(lead.get(full))
    lead.post(full, {**PLACE, "interest": "3"})
    assert [each.interest for each in forum.positions.all()] == [3, 8, 8]
    page = text_of(lead.post(full, {**PLACE, "off": "1", "why": "Closed"}, follow=True))
    assert "is off the map" in page and "Move somebody" not in page


def test_two_who_move_the_same_are_both_kept_and_told(cast: Cast, lead: Client, project: Project) -> None:
    forum = partner(cast.northmere, "Carers Forum")
    seen = put(forum, project, 1)
    mapping.place(
        stakeholder=forum,
        scope=project.pk,
        values={"influence": 9, "interest": 9, "affected": 9, "view": "", "level": ""},
        why="",
        by=cast.olu.pk,
        at=timezone.now(),
    )
    mine = {"who": str(forum.pk), "influence": "4", "why": "Heard today", "seen": str(seen.pk)}
    page = text_of(lead.post(HOME + "move/", mine, follow=True))
    assert "Olu moved Carers Forum at" in page and "Both moves are kept" in page
    assert [each.influence for each in forum.positions.all()] == [4, 9, 2]


def test_earlier_and_later(cast: Cast, lead: Client, project: Project) -> None:
    forum = partner(cast.northmere, "Carers Forum")
    for days, influence in ((20, 1), (10, 5), (0, 9)):
        put(forum, project, days, influence=influence)
    links = re.compile(r'<a href="([^"]+)">(Earlier|Later)<')
    today = timezone.localdate()
    now = lead.get(HOME).content.decode()
    middle, first = (f"?on={(today - timedelta(days=ago)).isoformat()}" for ago in (10, 20))
    assert links.findall(now) == [(middle, "Earlier")]
    then = lead.get(HOME + middle).content.decode()
    assert links.findall(then) == [(first, "Earlier"), (HOME, "Later")] and "data-move-form" not in then
    assert links.findall(lead.get(HOME + first).content.decode()) == [(middle, "Later")]
    assert "Nobody was on the map then." in text_of(lead.get(HOME + "?on=2020-01-01"))
    assert lead.get(HOME + "?on=nonsense").status_code == 200


def test_files_for_those_who_may_download(cast: Cast, lead: Client, project: Project) -> None:
    put(partner(cast.northmere, "Carers Forum"), project)
    for layout, begins in (("svg", b"<svg"), ("png", b"\x89PNG"), ("xlsx", b"PK")):
        answer = lead.get(f"{HOME}map.{layout}")
        assert answer.status_code == 200 and answer.content.startswith(begins)
        assert f".{layout}" in answer["Content-Disposition"]
    assert lead.get(HOME + "map.exe").status_code == 404
    viewer = login(Client(), person("Vi", cast.northmere, "viewer"))
    page = viewer.get(HOME).content.decode()
    assert "Carers Forum" in page and "map.png" not in page and "Add to the map" not in page


def test_a_full_map_costs_as_many_queries_as_a_small_one(cast: Cast, lead: Client, project: Project) -> None:
    counts = []
    for start in (0, 1, 60):
        for number in range(start, start + (start or 1)):
            who = partner(cast.northmere, f"Circle {number}", communities=[f"Street {number}"])
            put(who, project, 2)
            put(who, project, 1, influence=7)
        with CaptureQueriesContext(connection) as seen:
            lead.get(HOME)
        counts.append(len(seen))
    assert counts[1] == counts[2] <= 12


def test_a_long_map_is_a_page_of_the_table_and_everybody_in_the_picture(
    cast: Cast, lead: Client, project: Project
) -> None:
    for number in range(30):
        put(partner(cast.northmere, f"Partner {number:02}"), project)
    first, second = lead.get(HOME).content.decode(), lead.get(HOME + "?page=2").content.decode()
    assert first.count('class="nhsuk-table__row"') == 25 and second.count('class="nhsuk-table__row"') == 5
    for page in (first, second):
        assert page.count("<g data-who=") == 30 and len(re.findall(r">Partner \d\d</option>", page)) == 30
    assert "Page 2 of 2" in first and "Page 1 of 2" in second
