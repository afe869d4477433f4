"""How often the same people are asked: who is asked most, and whom nobody asks."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alongside.organisations.models import OrganisationArea
from alongside.projects.often import Asking, by_place, by_subject
from alongside.projects.tests.makers import project as make_project
from alongside.stakeholders import actions as register
from alongside.stakeholders import mapping
from tests.cast import Cast, login

TODAY = date(2027, 1, 11)
NAMES = {"E1": "Eastvale", "E2": "Oldbridge", "E3": "Westbourne"}


def asking(number: int, places: str = "E1", *, opens: int = 0, days: int = 30) -> Asking:
    begins = TODAY + timedelta(days=opens)
    return Asking(UUID(int=number), frozenset({"Dementia"}), frozenset(places.split(",")) - {""}, begins, begins + timedelta(days=days))  # fmt: skip


def test_a_place_that_is_asked_much_and_one_that_nobody_asks() -> None:
    held = [asking(1, opens=-90), asking(2), asking(3, opens=40), asking(4, "E2")]
    eastvale, oldbridge, westbourne = by_place(held, NAMES, TODAY)
    assert (eastvale.name, eastvale.before, eastvale.now, eastvale.later, eastvale.often) == ("Eastvale", 1, 1, 1, True)
    assert (oldbridge.all, oldbridge.often) == (1, False)
    assert (westbourne.name, westbourne.all) == ("Westbourne", 0)


def test_where_no_place_is_named_everybody_is_asked() -> None:
    assert [each.all for each in by_place([asking(1, "")], NAMES, TODAY)] == [1, 1, 1]


@given(st.lists(st.tuples(st.sampled_from(["E1", "E2", "E1,E2", ""]), st.integers(-400, 400), st.integers(0, 200))))
def test_each_is_counted_once_in_a_place(drawn: list[tuple[str, int, int]]) -> None:
    held = [asking(at, places, opens=opens, days=days) for at, (places, opens, days) in enumerate(drawn)]
    counted = {each.name: each for each in by_place(held, NAMES, TODAY)}
    for code, name in NAMES.items():
        assert counted[name].all == sum(code in each.places or not each.places for each in held)
    assert sum(each.all for each in by_subject(held, TODAY)) == len(held)


@pytest.mark.django_db
def test_the_page_counts_what_others_ask_and_who_is_on_many_maps(cast: Cast) -> None:
    OrganisationArea.objects.create(organisation=cast.northmere, code="E1", name="Eastvale")
    now = timezone.now()
    scopes = [
        make_project(home, slug, area_codes=["E1"], topics=["Dementia"])
        for home, slug in ((cast.northmere, "one"), (cast.northmere, "two"), (cast.carrow_hill, "three"))
    ]
    draft = make_project(cast.carrow_hill, "draft", area_codes=["E1"], topics=["Secret"])
    type(draft).objects.filter(pk=draft.pk).update(published_at=None)
    forum, trust = (register.add(organisation=cast.northmere, values={"name": name, "kind": "voluntary"}, by=cast.amira.pk) for name in ("Carers Forum", "Mosque Trust"))  # fmt: skip
    values = {"influence": 2, "interest": 8, "affected": 9, "view": "", "level": ""}
    for scope in scopes[:2]:
        for each in (forum, trust):
            mapping.place(stakeholder=each, scope=scope.pk, values=values, why="", by=cast.amira.pk, at=now)
    mapping.take_off(stakeholder=trust, scope=scopes[0].pk, why="", by=cast.amira.pk, at=timezone.now())
    page = login(Client(), cast.amira).get("/team/northmere/forward-plan/how-often/")
    words = page.content.decode()
    assert "Carers Forum</a>: 2 projects" in words and "Mosque Trust" not in words
    assert "Secret" not in words, "another organisation's plans stay its own until they are public"
    assert "Asked often" in words
