"""Journey C: an engagement lead, from an idea to a live survey, and through its changes."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from alongside.projects.models import Project
from alongside.questionnaires.models import Edition
from alongside.record.checking import verify
from alongside.record.models import Entry
from alongside.tools.survey.models import Survey
from tests.browser import Browse, Visitor
from tests.cast import Cast, assemble
from tests.journeys.steps import good

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEAM = "/team/northmere/"
PROJECT = f"{TEAM}projects/blood-tests/"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cache.clear()
    return assemble()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def amira(request: pytest.FixtureRequest, browse: Browse, cast: Cast) -> Visitor:
    """She leads engagement at Northmere."""
    return browse(script=request.param).logs_in(cast.amira)


def writes_day(someone: Visitor, legend: str, day: date) -> None:
    boxes = someone.page.get_by_role("group", name=legend)
    boxes.get_by_label("Day").fill(str(day.day))
    boxes.get_by_label("Month").fill(str(day.month))
    boxes.get_by_label("Year").fill(str(day.year))


class Lead:
    """What an engagement lead does, a method for each step."""

    def __init__(self, desk: Visitor) -> None:
        self.desk = desk
        self.today = timezone.localdate()

    def given_she_starts_a_project_from_today(self) -> "Lead":
        good(self.desk.goes_to(TEAM)).goes_to(f"{TEAM}projects/start/")
        good(self.desk.sees("Start a project", "about 4 minutes")).presses("Save and continue")
        good(self.desk.shows_error("question", "Enter what you want to ask"))
        self.desk.writes("What do you want to ask?", "When should blood test clinics open?")
        self.desk.writes("Short name", "Blood tests")
        self.desk.writes("What is it about?", "Eight clinics serve Northmere. We want to know when they should open.")
        self.desk.presses("Save and continue")
        return self

    def when_she_answers_ten_questions(self) -> "Lead":
        """All but how people can answer offline, which she forgets."""
        good(self.desk.sees("Step 2 of")).writes("Who makes the decision?", "Northmere board")
        writes_day(self.desk, "When do they decide?", self.today + timedelta(days=150))
        self.desk.presses("Save and continue")
        good(self.desk.sees("What can change?")).writes("What can change?", "Opening hours")
        self.desk.writes("What cannot change?", "The number of clinics").presses("Save and continue")
        good(self.desk.sees("Who does it affect?")).writes("Who does it affect?", "Anyone who has blood tests")
        self.desk.presses("Save and continue")
        good(self.desk.sees("How much can people influence it?")).presses("Save and continue")
        good(self.desk.shows_error("level", "Select the kind of involvement"))
        self.desk.page.locator("input[name=level][value=consult]").check()
        self.desk.presses("Save and continue")
        good(self.desk.sees("When does it open?"))
        writes_day(self.desk, "When does it open?", self.today)
        writes_day(self.desk, "When does it close?", self.today + timedelta(days=42))
        writes_day(self.desk, "By when will you publish what you heard?", self.today + timedelta(days=80))
        self.desk.presses("Save and continue")
        good(self.desk.sees("Who can people contact?")).writes("Who can people contact?", "Jo Reid")
        self.desk.writes("Phone number", "020 7946 0142").presses("Save and continue")
        good(self.desk.sees("Paper, phone and in person count as much as the website."))
        self.desk.writes("About how many minutes does answering take?", "6").presses("Save and continue")
        good(self.desk.goes_to(PROJECT).sees("Blood tests"))
        return self

    def and_takes_a_saved_set_and_adds_two_questions(self) -> "Lead":
        good(self.desk.goes_to(f"{PROJECT}ask/").sees("Experience of care")).presses("Start from this set", nth=0)
        good(self.desk.sees("questions"))
        for wording in ("What would make it easier to come?", "What else should we know?"):
            self.desk.follows("Add a question")
            self.desk.page.locator("select[name=kind], input[name=kind]").first.wait_for()
            if self.desk.page.locator("select[name=kind]").count():
                self.desk.page.locator("select[name=kind]").select_option("long_text")
            else:
                self.desk.page.locator("input[name=kind][value=long_text]").check()
            self.desk.presses("Show the boxes for this kind")
            good(self.desk).page.locator("[name=wording]").fill(wording)
            self.desk.presses("Add the question").sees("The question is added.", wording)
        return self

    def and_looks_as_a_person_would(self) -> "Lead":
        good(self.desk.follows("On a phone").sees("Question 1 of"))
        return self

    def then_she_is_stopped_until_there_is_a_way_offline(self) -> "Lead":
        good(self.desk.goes_to(f"{PROJECT}ready/").sees("Add a way to answer offline", "1 thing stops you."))
        assert self.desk.page.get_by_role("button", name="Publish").count() == 0
        self.desk.follows("Add a way to answer offline")
        self.desk.writes("By phone", "Call 020 7946 0142 on weekdays.").writes("On paper", "At every library.")
        self.desk.presses("Save")
        good(self.desk.goes_to(f"{PROJECT}ready/").sees("Nothing stops you."))
        return self

    def and_publishes(self) -> "Lead":
        self.desk.presses("Publish")
        good(self.desk.goes_to(PROJECT).sees("Open", "See the public page"))
        return self

    def and_pauses_with_a_reason(self) -> "Lead":
        good(self.desk.follows("Pause").sees("Nobody can start or send answers")).presses("Pause the project")
        good(self.desk.shows_error("reason", "Enter the reason"))
        self.desk.writes("Why?", "A clinic has flooded.")
        writes_day(self.desk, "When will you say what happens next?", self.today + timedelta(days=7))
        self.desk.presses("Pause the project")
        good(self.desk.sees("The project is paused. The public page says why."))
        return self

    def and_resumes(self) -> "Lead":
        self.desk.follows("Resume", exact=True).writes("Why?", "The clinic is dry.").presses("Resume the project")
        good(self.desk.sees("The project is open again."))
        return self

    def and_extends(self) -> "Lead":
        self.desk.follows("Extend", exact=True).writes("Why?", "To give back the lost days.")
        writes_day(self.desk, "New closing date", self.today + timedelta(days=49))
        good(self.desk).presses("Extend the project")
        good(self.desk.sees("The project has a new closing date."))
        return self

    def and_closes_early(self) -> "Lead":
        self.desk.follows("Close early").writes("Why?", "The decision was brought forward.")
        good(self.desk).presses("Close the project now")
        good(self.desk.sees("The project is closed."))
        return self


def answers_once(someone: Visitor) -> None:
    someone.goes_to("/northmere/projects/blood-tests/answer/").selects("For myself").presses("Continue")
    for _question in range(30):
        if "/check/" in someone.path:
            break
        first = someone.page.locator("main input[type=radio]").first
        if first.count():
            first.check()
        someone.presses("Continue", nth=0)
    someone.presses("Send my answers").sees("We have your answers")


def test_ten_minutes_to_a_live_survey_and_what_comes_after(amira: Visitor, cast: Cast, browse: Browse) -> None:
    lead = Lead(amira)
    resident = browse(width=360, script=amira.script)
    lead.given_she_starts_a_project_from_today().when_she_answers_ten_questions()
    lead.and_takes_a_saved_set_and_adds_two_questions().and_looks_as_a_person_would()
    assert resident.goes_to("/northmere/projects/blood-tests/").does_not_see("When should blood test clinics open?")
    lead.then_she_is_stopped_until_there_is_a_way_offline().and_publishes()
    # Then residents can answer.
    good(resident.goes_to("/northmere/projects/blood-tests/").sees("When should blood test clinics open?", "Start now"))
    answers_once(resident)

    # A live edit says what it does to results, and needs a note where results change.
    asked = Survey.objects.get().questionnaire
    assert Edition.objects.filter(questionnaire=asked, published_at__isnull=False).count() == 1
    good(amira.goes_to(f"{PROJECT}ask/"))
    amira.page.locator(f"a[href*='{PROJECT}ask/questions/']:not([href*='/remove/'])").last.press("Enter")
    amira.page.locator("[name=wording]").fill("What else do you want us to know?")
    amira.presses("Save the question", nth=-1)
    good(amira.sees("1 change is not published yet")).goes_to(f"{PROJECT}ask/changes/")
    good(amira.sees("Publish 1 change"))
    if amira.page.locator("[name=note]").count():
        amira.presses("Publish the changes")
        good(amira).page.locator("[name=note]").fill("Plainer words, the same question.")
    amira.presses("Publish the changes").sees("The changes are published.")
    assert Edition.objects.filter(questionnaire=asked, published_at__isnull=False).count() == 2

    lead.desk.goes_to(PROJECT)
    lead.and_pauses_with_a_reason()
    good(resident.goes_to("/northmere/projects/blood-tests/").sees("A clinic has flooded."))
    lead.and_resumes().and_extends()
    resident.goes_to("/northmere/projects/blood-tests/how-this-was-run/").sees("To give back the lost days.")
    lead.and_closes_early()
    good(resident.goes_to("/northmere/projects/blood-tests/").does_not_see("Start now"))

    # Everything stands in the record, in words, and the record holds.
    project = Project.objects.get()
    good(amira.goes_to(f"{PROJECT}record/").sees("A clinic has flooded.", "To give back the lost days."))
    verbs = set(Entry.objects.filter(chain__scope=project.pk).values_list("verb", flat=True))
    assert {"project.published", "project.paused", "project.resumed", "project.extended", "project.closed"} <= verbs
    assert verify(project.pk) == []
