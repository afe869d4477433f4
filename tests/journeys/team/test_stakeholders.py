"""The stakeholder map by keyboard alone; dragging as an extra; and joining duplicates without widening consent."""

from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone

from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from alongside.stakeholders import mapping
from alongside.stakeholders.models import Stakeholder
from alongside.stakeholders.tests.makers import partner
from tests.browser import Browse, Visitor
from tests.cast import Cast, assemble
from tests.journeys.steps import Keyboard, good

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MAP = "/team/northmere/projects/ward/stakeholders/"
REGISTER = "/team/northmere/people/partners/"
PLACE = {"influence": 2, "interest": 8, "affected": 9, "view": "", "level": ""}


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cache.clear()
    return assemble()


@pytest.fixture
def project(cast: Cast) -> Project:
    return make_project(cast.northmere, "ward", State.DRAFT)


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def amira(request: pytest.FixtureRequest, browse: Browse, cast: Cast) -> Visitor:
    return browse(script=request.param).logs_in(cast.amira)


def placed(cast: Cast, project: Project, name: str = "Carers Forum") -> Stakeholder:
    who = partner(cast.northmere, name, communities=["Unpaid carers", "Bengali speakers"])
    mapping.place(stakeholder=who, scope=project.pk, values=PLACE, why="They rang", by=cast.amira.pk, at=timezone.now())
    return who


def test_a_map_from_nothing(amira: Visitor, cast: Cast, project: Project) -> None:
    good(amira.goes_to(MAP).sees("Who is affected, who has influence, and who can reach whom?"))
    amira.follows("Add to the map")
    good(amira.sees("Somebody who is not in the register yet"))
    amira.presses("Add to the map")
    good(amira.sees("There is a problem", "Select how much they are affected"))
    amira.selects("Somebody who is not in the register yet")
    amira.writes("Name, if they are not in the register", "Families of ward 4").chooses("Kind, if", "Group of people")
    for label, value in (("Influence", "2"), ("Interest", "9"), ("Affected", "10")):
        amira.chooses(label, value)
    amira.writes("Why there", "They sleep beside their children").presses("Add to the map")
    good(amira.sees("Added to the map.", "These are among the people most affected, yet have little influence"))
    amira.follows("Families of ward 4")
    good(amira.sees("No contact is written down yet."))


def test_a_keyboard_is_enough_to_move_somebody(amira: Visitor, cast: Cast, project: Project) -> None:
    who = placed(cast, project)
    amira.goes_to(MAP)
    hands = Keyboard(amira)
    hands.tabs_to("Who moves").types("Carers").tabs_to("Influence").types("7").tabs_to("Why").types("New chair")
    hands.tabs_to("Move", exact=True).presses("Enter")
    good(amira.sees("Carers Forum is moved.", "New chair", "Work with them directly"))
    assert [each.influence for each in who.positions.all()] == [7, 2]
    amira.follows("Move Carers Forum")
    good(amira.sees("Move Carers Forum to…", "How it moved so far", "They rang"))


def test_a_circle_can_be_dragged_and_why_is_still_asked(browse: Browse, cast: Cast, project: Project) -> None:
    who = placed(cast, project)
    desk = browse().logs_in(cast.amira).goes_to(MAP)
    circle, drawing = desk.page.locator("[data-who] circle"), desk.page.locator("[data-map] svg")
    drawing.scroll_into_view_if_needed()
    box, frame = circle.bounding_box(), drawing.bounding_box()
    assert box and frame
    desk.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desk.page.mouse.down()
    desk.page.mouse.move(frame["x"] + frame["width"] * 0.9, frame["y"] + frame["height"] * 0.1, steps=5)
    desk.page.mouse.up()
    desk.sees("Say why, then press Move.")
    assert desk.page.evaluate("document.activeElement.name") == "why"
    desk.presses("Move", exact=True)
    desk.sees("Enter why, so that others can follow it")
    desk.writes("Why", "New chair", exact=True).presses("Move", exact=True)
    desk.sees("Carers Forum is moved.")
    now = who.positions.first()
    assert now is not None and now.influence >= 8 and now.interest >= 9 and now.affected == 9


def test_joining_two_keeps_the_stricter_consent_and_can_be_undone(amira: Visitor, cast: Cast) -> None:
    yes = partner(cast.northmere, "Carers Forum", consent="yes", consent_on=date(2026, 5, 3), consent_how="by email")
    no = partner(cast.northmere, "The Carers’ Forum", consent="no", consent_on=date(2025, 1, 9), consent_how="by phone")
    good(amira.goes_to(REGISTER).sees("2 partners")).follows("Likely duplicates")
    good(amira.sees("1 pair may be the same", "The names are alike")).follows("Look at both")
    good(amira.sees("The stricter answer about contact counts: No, on 9 January 2025: by phone."))
    amira.presses("Join them")
    good(amira.sees("There is a problem", "Select which one stays"))
    amira.selects("Carers Forum (Voluntary or community organisation)")
    amira.presses("Join them")
    good(amira.sees("They are one now.", "No, on 9 January 2025: by phone", "Joined into this partner"))
    yes.refresh_from_db()
    assert yes.consent == "no"
    amira.presses("Undo")
    good(amira.sees("are two again"))
    for held, consent in ((yes, "yes"), (no, "no")):
        held.refresh_from_db()
        assert held.consent == consent and held.merged_into is None
    assert yes.consent_on == date(2026, 5, 3) and yes.consent_how == "by email"


def test_partners_come_from_a_file_and_a_grant_has_its_returns(
    amira: Visitor, cast: Cast, project: Project, tmp_path: Path
) -> None:
    file = tmp_path / "partners.csv"
    file.write_text("Name,Kind\nMosque Trust,choir\n")
    good(amira.goes_to(REGISTER).follows("Import partners"))
    amira.presses("Look at the file")
    good(amira.sees("There is a problem", "Choose a file"))
    amira.attaches("File with the partners", file).presses("Look at the file")
    good(amira.sees("1 row is wrong", "“choir”: Select what kind of partner this is"))
    file.write_text("Name,Kind,Communities\nMosque Trust,Voluntary or community organisation,Bengali speakers\n")
    amira.follows("Import partners").attaches("File with the partners", file).presses("Look at the file")
    good(amira.sees("1 row is right. Nothing is imported yet.", "Bengali speakers")).presses("Import 1 partner")
    good(amira.sees("1 partner imported.", "Mosque Trust"))
    amira.follows("Mosque Trust").follows("Change what is kept")
    good(amira.sees("Did they agree to be contacted?"))
    amira.selects("Yes").presses("Save")
    good(amira.sees("There is a problem", "Enter the day they said so"))
    trust = Stakeholder.objects.get()
    place = {"stakeholder": trust, "scope": project.pk, "values": PLACE, "why": "They rang"}
    mapping.place(**place, by=cast.amira.pk, at=timezone.now())
    amira.goes_to(MAP).follows("Grants to partners")
    good(amira.sees("No grants yet.")).follows("Write down a grant")
    amira.presses("Save")
    good(amira.sees("There is a problem", "Select the partner", "Enter the amount in pounds"))
    amira.chooses("Partner", "Mosque Trust").writes("Amount in pounds", "500").writes("What it is for", "Meals")
    amira.presses("Save")
    good(amira.sees("£500.00", "Nothing is written down yet.")).follows("Add what the grant brings")
    amira.writes("What it brings", "30 surveys").writes("Day", "1").writes("Month", "June").writes("Year", "2026")
    amira.presses("Save")
    good(amira.sees("30 surveys", "Late")).follows("Mark as returned")
    good(amira.writes("What came", "28 surveys")).presses("Save")
    good(amira.sees("28 surveys"))
    good(amira.follows("All grants of this project").sees("1 of 1"))
