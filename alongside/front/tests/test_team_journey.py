"""An engagement lead goes from nothing to a published survey, on a phone, with scripts and without."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from alongside.projects.models import Project, State
from alongside.tools.survey import building
from tests.browser import Visitor
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOME = "/team/northmere/projects/blood-tests/"


def looks_right(somebody: Visitor) -> None:
    somebody.is_accessible()
    somebody.fits(320)


def writes_date(somebody: Visitor, name: str, days: int) -> None:
    day = timezone.localdate() + timedelta(days=days)
    for part in ("day", "month", "year"):
        somebody.page.locator(f"[name={name}_{part}]").fill(str(getattr(day, part)))


def test_from_nothing_to_a_published_survey(phone: Visitor, cast: Cast) -> None:
    given_a_lead_with_an_empty_house(phone, cast)
    when_she_answers_the_questions_about_the_project(phone)
    and_writes_the_survey_from_a_saved_set(phone)
    and_walks_through_it_as_a_person_would(phone)
    then_one_thing_still_stops_her(phone)
    when_she_adds_a_way_to_answer_offline(phone)
    then_she_publishes_it(phone)


def given_a_lead_with_an_empty_house(phone: Visitor, cast: Cast) -> None:
    phone.logs_in(cast.amira).goes_to("/team/").sees("Nothing needs you.")
    looks_right(phone)
    phone.goes_to("/team/northmere/projects/").sees("No projects yet")
    looks_right(phone)
    phone.follows("Start your first project")


def when_she_answers_the_questions_about_the_project(phone: Visitor) -> None:
    looks_right(phone)
    phone.presses("Save and continue").shows_error("question", "Enter what you want to ask")
    looks_right(phone)
    phone.writes("What do you want to ask?", "When should blood test clinics open?")
    phone.writes("Short name", "Blood tests")
    phone.writes("What is it about?", "Clinics may open at other times. Tell us what suits you.")
    phone.presses("Save and continue").sees("Step 2 of 8", "The decision")
    looks_right(phone)
    phone.writes("Who makes the decision?", "Northmere board")
    phone.page.locator("[name=decides_on_day]").fill("31")
    phone.page.locator("[name=decides_on_month]").fill("June")
    phone.page.locator("[name=decides_on_year]").fill("2026")
    phone.presses("Save and continue").shows_error("decides_on_day", "The decision date must be a real date")
    writes_date(phone, "decides_on", 200)
    phone.presses("Save and continue").sees("What can change, and what cannot")
    phone.writes("What can change?", "Opening times").writes("What cannot change?", "The number of nurses")
    phone.presses("Save and continue").sees("Who is affected")
    looks_right(phone)
    phone.writes("Who does it affect?", "Everyone who has blood tests").presses("Save and continue")
    phone.sees("Kind of involvement")
    looks_right(phone)
    phone.selects("Consult").presses("Save and continue").sees("When does it open?")
    looks_right(phone)
    writes_date(phone, "opens_on", 3)
    writes_date(phone, "closes_on", 60)
    writes_date(phone, "findings_by", 100)
    phone.presses("Save and continue").sees("Named contact")
    phone.writes("Who can people contact?", "Jo Reid").writes("Phone number", "020 7946 0142")
    phone.presses("Save and continue").sees("Ways to answer offline")
    looks_right(phone)
    phone.follows("Do this later").sees("Not published", "Next: choose ways to answer offline")
    looks_right(phone)


def and_writes_the_survey_from_a_saved_set(phone: Visitor) -> None:
    phone.follows("Questions").sees("Start from a saved set")
    looks_right(phone)
    phone.presses("Start from this set", nth=1).sees("8 questions")
    looks_right(phone)
    phone.follows("Add a question to What should change").sees("Add a question")
    looks_right(phone)
    phone.chooses("Kind of question", "Several choices").presses("Show the boxes for this kind")
    phone.sees("Most answers to choose (optional)")
    phone.presses("Add the question", nth=-1).shows_error("wording", "Enter the question")
    phone.writes("Question", "What would help you to come?", exact=True)
    phone.writes("Answers to choose from, one on each line", "A later bus\nA lift\nSomething else (write in)")
    phone.presses("Add the question", nth=-1).sees("9 questions", "What would help you to come?")
    phone.presses("Up question 9").follows("Question 8: What would help you to come?")
    phone.sees("Question 8")
    looks_right(phone)
    phone.follows("Go back, change nothing")


def and_walks_through_it_as_a_person_would(phone: Visitor) -> None:
    phone.follows("On a phone").sees("Preview. Nothing is kept.", "Question 1 of about 9")
    looks_right(phone)
    phone.selects("No").presses("Continue").sees("When would suit you best?")
    phone.follows("Back to the questions")


def then_one_thing_still_stops_her(phone: Visitor) -> None:
    phone.goes_to(f"{HOME}ready/").sees("1 thing stops you", "Add a way to answer offline")
    looks_right(phone)


def when_she_adds_a_way_to_answer_offline(phone: Visitor) -> None:
    phone.follows("Add a way to answer offline").writes("On paper", "Pick up a form at any library")
    phone.presses("Save").sees("Next: check that it is ready")
    phone.follows("Check and publish").sees("Nothing stops you", "There is only one way to answer offline")
    looks_right(phone)


def then_she_publishes_it(phone: Visitor) -> None:
    phone.presses("Publish, to open on").sees("The project is published.", "Upcoming")
    looks_right(phone)
    project = Project.objects.get()
    assert project.state_at(timezone.now()) is State.UPCOMING
    found = building.bench(project)
    assert found is not None and found.published is not None and len(found.published.questions) == 9


PAGES = [
    "pause/",
    "extend/",
    "close/",
    "resume/",
    "dates/",
    "updates/",
    "ask/questions/use/remove/",
    "ask/sections/use/",
]


def test_every_other_page_fits_a_phone(phone: Visitor, cast: Cast, settings: Any) -> None:
    now = timezone.now()
    project = Project.objects.create(
        organisation=cast.northmere,
        slug="blood-tests",
        name="Blood tests",
        question="When?",
        summary="Words.",
        level="consult",
        lead=cast.amira.pk,
        opens_at=now - timedelta(days=3),
        closes_at=now + timedelta(days=30),
        published_at=now - timedelta(days=4),
    )
    building.start(project=project, saved="clinic_times", by=cast.amira.pk)
    building.publish_with_project(project, cast.amira.pk, now)
    key = next(iter(building.bench(project).definition.by_key))  # type: ignore[union-attr]
    phone.logs_in(cast.olu)
    addresses = [HOME + page.replace("/use/remove", f"/{key}/remove") for page in PAGES]
    addresses += [
        f"/team/northmere/settings/{page}"
        for page in ("", "brand/", "reach/", "words/", "areas/", "numbers/", "formats/")
    ]
    for address in [*addresses, "/team/northmere/help/", "/team/northmere/projects/?state=open&mine=on"]:
        phone.goes_to(address)
        looks_right(phone)
