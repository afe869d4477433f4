"""Somebody new to engagement looks up how to work with people, and her organisation's own way of doing it."""

import pytest
from django.core.cache import cache

from tests.browser import Browse, Visitor
from tests.cast import Cast, assemble
from tests.journeys.steps import good

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIBRARY = "/team/northmere/library/"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cache.clear()
    return assemble()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def amira(request: pytest.FixtureRequest, browse: Browse, cast: Cast) -> Visitor:
    return browse(script=request.param).logs_in(cast.amira)


def test_looking_up_a_method_and_saying_how_it_is_done_here(amira: Visitor) -> None:
    amira.goes_to("/team/northmere/").follows("Library", exact=True)
    good(amira.sees("Methods", "Law", "Kinds of involvement"))
    amira.follows("Methods")
    good(amira.sees("32 methods", "Citizens’ jury"))
    amira.goes_to(LIBRARY + "methods/?good_for=design&kind=co-design")
    good(amira.sees("methods found", "Co-design workshops"))
    amira.follows("Co-design workshops")
    good(amira.sees("Good for", "Leaves out:", "Goes well beside it", "Look again by"))
    amira.follows("Comment or hide")
    good(amira).presses("Save")
    good(amira.sees("There is a problem", "Enter why"))
    amira.writes("What colleagues should know (optional)", "The room above the library is free on Tuesdays.")
    amira.writes("Why?", "Found out in May")
    amira.presses("Save")
    good(amira.sees("The room above the library", "Changed by Northmere on", "Found out in May"))


def test_reading_about_people_standards_kinds_and_law(amira: Visitor, browse: Browse, cast: Cast) -> None:
    owner = browse().logs_in(cast.olu)  # whose navigation is the longest
    good(owner.goes_to(LIBRARY).sees("Settings"))
    good(amira.goes_to(LIBRARY + "working-with/age-5-11/").sees("Check your plan", "leave out age 5"))
    good(amira.goes_to(LIBRARY + "channels/").sees("Does not reach:"))
    good(amira.goes_to(LIBRARY + "channels/schools/").sees("Working days from having the text"))
    good(amira.goes_to(LIBRARY + "standards/4pi/").sees("Presence", "Asked of staff"))
    good(amira.goes_to(LIBRARY + "kinds/").sees("Ladder of co-production", "Methods for it"))
    good(amira.goes_to(LIBRARY + "law/").sees("In force today", "Superseded"))
    amira.writes("A law, a section or a duty", "section 11")
    with amira.page.expect_navigation():  # the words it leads to stand on this page too
        amira.page.keyboard.press("Enter")
    good(amira.sees("Superseded:", "Now:"))
    good(amira.goes_to(LIBRARY + "add-method/").sees("Add a method", "Whom it leaves out"))
