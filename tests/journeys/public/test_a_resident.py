"""Journey A: somebody with a small phone and no account, from the front page to what came of it, and back out again."""

from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache

from alongside.activities.models import Contribution
from alongside.feedback import actions as feedback
from alongside.feedback import telling
from alongside.people.accounts.models import Consent, Contact, IdentifyingAnswer
from alongside.people.monitoring.models import Monitoring
from alongside.questionnaires.models import Submission
from alongside.tools.survey.models import Survey
from tests.browser import Browse, Visitor
from tests.cast import Cast, assemble
from tests.journeys.steps import Keyboard, code_on, good, the_worker_works
from tests.people.taking_part import HOME, survey_about_people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTION = "When and where should blood test clinics open?"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cache.clear()
    return assemble()


@pytest.fixture
def survey(cast: Cast) -> Survey:
    """A project is open, with a survey and questions about people."""
    survey = survey_about_people(
        cast.northmere, by_phone="Call us on weekdays.", on_paper="At any library.", contact_name="Jo Reid"
    )
    survey.activity.project.lead = cast.amira.pk
    survey.activity.project.save()
    return survey


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def small_phone(request: pytest.FixtureRequest, browse: Browse) -> Visitor:
    return browse(width=320, script=request.param, has_touch=True)


class Resident:
    """What a resident does, a method for each step."""

    def __init__(self, phone: Visitor) -> None:
        self.phone = phone
        self.code = ""

    def given_they_found_the_project(self) -> "Resident":
        good(self.phone.goes_to("/northmere/").sees("Open now", QUESTION)).follows(QUESTION)
        return self

    def when_they_read_what_can_change(self) -> "Resident":
        good(
            self.phone.sees("What can change", "The number of clinics.", "the Northmere board", "On paper", "By phone")
        )
        return self

    def and_start(self, capacity: str = "For myself") -> "Resident":
        self.phone.follows("Start now")
        good(self.phone.sees("No account needed", "Who sees your answers", "Your care will not change"))
        self.phone.selects(capacity).presses("Continue")
        return self

    def and_answer_two_questions(self) -> "Resident":
        good(self.phone.sees("Question 1 of about")).selects("Evenings, 5pm to 8pm").presses("Continue", nth=0)
        good(self.phone.sees("What makes it hard to get a blood test?"))
        self.phone.selects("The clinic is hard to get to").presses("Continue", nth=0)
        return self

    def and_save_when_the_bus_arrives(self) -> "Resident":
        self.phone.writes("What would make it better? (optional)", "Open on Saturdays")
        self.phone.presses("Save and come back later")
        good(self.phone.sees("Your answers are saved", "Write it down or take a photo."))
        self.code = code_on(self.phone)
        return self

    def and_come_back_with_the_code_on(self, other: Visitor) -> "Resident":
        self.phone = other
        good(other.goes_to("/northmere/")).writes("Your 12-character code", self.code.lower().replace(" ", "-"))
        other.page.locator(".as-code-box button").click()
        other.sees("What is your name?")
        return self

    def and_change_one_answer_on_check(self) -> "Resident":
        good(self.phone).writes("What is your name? (optional)", "Jo Patel").presses("Continue", nth=0)
        good(self.phone.sees("Check your answers, then send them", "Open on Saturdays", "Jo Patel"))
        self.phone.follows("Change “What would make it better?”")
        self.phone.writes("What would make it better? (optional)", "Open on Sundays").presses("Continue", nth=0)
        self.phone.sees("Check your answers", "Open on Sundays").does_not_see("Open on Saturdays")
        return self

    def and_send(self) -> "Resident":
        self.phone.presses("Send my answers")
        good(self.phone.sees("We have your answers", "What happens next"))
        if self.code:
            assert code_on(self.phone) == self.code
        self.code = code_on(self.phone)
        return self

    def and_ask_for_a_copy(self) -> "Resident":
        self.phone.opens("Email me a copy of my answers").writes("Email address", "not an address")
        good(self.phone.presses("Send me a copy").shows_error("email", "Enter an email address, like name@example.com"))
        self.phone.writes("Email address", "jo@people.example").presses("Send me a copy")
        good(self.phone.sees("A copy is on its way"))
        return self

    def and_say_who_they_are(self) -> "Resident":
        self.phone.presses("Continue")
        good(self.phone.sees("About you", "We keep these answers apart from your name")).presses("Continue")
        page = self.phone.page
        for _question in range(30):
            if "/question/" not in self.phone.path:
                break
            good(self.phone)
            if "about-you/question/sex/" in self.phone.path:
                self.phone.selects("Female")
            page.get_by_role("button", name="Continue").click()
        good(self.phone.sees("Thank you", "kept as counts, apart from everything else"))
        return self

    def and_ask_to_be_told(self) -> "Resident":
        good(self.phone.presses("Keep in touch").sees("This is up to you."))
        good(self.phone.presses("Continue").shows_error("purposes", "Select what you want to hear about"))
        self.phone.selects("Tell me what happened with this project", "Invite me to the people’s panel", "Email")
        self.phone.writes("Email address", "jo@people.example").presses("Continue")
        good(self.phone.sees("Invitations that fit you", "apart from your answers"))
        self.phone.selects(
            "25 to 34", "You may use what I say here to choose what to invite me to, and for nothing else"
        )
        self.phone.presses("Continue")
        good(self.phone.sees("We will keep in touch", "Tell me what happened with this project", "We will email you."))
        return self

    def and_look_with_the_code(self) -> "Resident":
        self.phone.goes_to("/northmere/code/").writes("Your code", self.code).presses("Continue")
        good(self.phone.sees("What happened with what you said"))
        return self

    def and_withdraw(self) -> "Resident":
        self.phone.follows("Withdraw my answers")
        good(self.phone.sees("You cannot undo this.")).presses("Withdraw and delete my answers")
        good(self.phone.sees("Your answers are withdrawn"))
        return self


def a_finding_is_published_and_told(survey: Survey, cast: Cast) -> None:
    project = survey.activity.project
    by = cast.amira.pk
    finding = feedback.write(project=project, values={"heard": "People with jobs want later clinics"}, by=by)
    feedback.rest_on_answer(
        finding=finding, activity=survey.activity, question="suits", option="evenings", words="Evenings", by=by
    )
    values: dict[str, Any] = {"kind": "accepted", "reason": "We can staff two evenings.", "owner": "The board"}
    answer = feedback.respond(finding=finding, values={**values, "decided_on": project.findings_by}, by=by)
    feedback.promise(
        organisation=project.organisation,
        project=project,
        response=answer,
        you_said="I work shifts",
        words="Open until 8pm on Tuesdays",
        owner="The board",
        due_on=project.decides_on,
        by=by,
    )
    feedback.publish(finding=finding, by=by)
    telling.tell(finding=finding, by=by)
    the_worker_works()


def test_from_the_front_page_to_what_came_of_it(
    survey: Survey, cast: Cast, small_phone: Visitor, browse: Browse
) -> None:
    resident = Resident(small_phone)
    resident.given_they_found_the_project().when_they_read_what_can_change().and_start().and_answer_two_questions()
    resident.and_save_when_the_bus_arrives()
    resident.and_come_back_with_the_code_on(browse(width=360, script=small_phone.script))
    resident.and_change_one_answer_on_check().and_send().and_ask_for_a_copy()

    # Then the copy has what they said, and the code.
    the_worker_works()
    (copy,) = mail.outbox
    assert copy.to == ["jo@people.example"] and "Open on Sundays" in copy.body and resident.code in copy.body

    resident.and_say_who_they_are().and_ask_to_be_told()
    # Then who they are, what they said and how to reach them lie apart.
    said = Submission.objects.get()
    assert "Jo Patel" not in str(said.answers) and IdentifyingAnswer.objects.get().value == "Jo Patel"
    assert Monitoring.objects.get().voice != said.voice_id
    assert set(Consent.objects.values_list("purpose", flat=True)) == {"project", "panel", "profile"}

    # When something came of it, months later
    a_finding_is_published_and_told(survey, cast)
    told = mail.outbox[-1]
    assert told.to == ["jo@people.example"] and "People with jobs want later clinics" in told.body
    assert "Jo Patel" not in told.body and resident.code not in told.body
    resident.and_look_with_the_code().phone.sees(
        "People with jobs want later clinics", "We can staff two evenings.", "Open until 8pm on Tuesdays"
    )

    # They change their mind: nothing of them is left.
    resident.and_look_with_the_code().and_withdraw()
    assert Submission.objects.get().answers == {} and not IdentifyingAnswer.objects.exists()
    assert Contribution.objects.counted().count() == 0


@pytest.mark.parametrize(
    ("capacity", "kept"),
    [
        ("With someone, helping them", "with"),
        ("For someone I care for", "for"),
        ("For a group or organisation", "group"),
    ],
)
def test_answering_with_somebody_for_somebody_and_for_a_group(
    survey: Survey, small_phone: Visitor, capacity: str, kept: str
) -> None:
    small_phone.goes_to(f"{HOME}answer/").selects(capacity)
    if kept == "group":
        small_phone.presses("Continue")
        good(small_phone.shows_error("group_size", "Enter how many people your answers speak for, like 12"))
        small_phone.writes("How many people do your answers speak for?", "14")
    small_phone.presses("Continue").selects("I do not have blood tests").presses("Continue", nth=0)
    small_phone.presses("Continue", nth=0).presses("Continue", nth=0)
    Resident(small_phone).and_send()
    made = Contribution.objects.get()
    assert (made.capacity, made.group_size) == (kept, 14 if kept == "group" else None)


def test_somebody_with_an_account_finds_it_in_my_alongside(
    survey: Survey, cast: Cast, browse: Browse, small_phone: Visitor
) -> None:
    chidi = Resident(small_phone.logs_in(cast.chidi))
    chidi.given_they_found_the_project().and_start().and_answer_two_questions()
    small_phone.presses("Continue", nth=0).presses("Continue", nth=0)
    chidi.and_send()
    good(small_phone.goes_to("/northmere/mine/").sees("1 project"))
    good(small_phone.goes_to("/northmere/mine/took-part/").sees(QUESTION)).follows(QUESTION)
    good(small_phone.sees("Nothing yet."))
    for page in ("consents", "contact", "needs", "data"):
        good(small_phone.goes_to(f"/northmere/mine/{page}/"))
    a_finding_is_published_and_told(survey, cast)
    good(small_phone.goes_to("/northmere/mine/took-part/blood-tests/").sees("We can staff two evenings."))
    assert not Contact.objects.exists()


def test_by_keyboard_alone_in_forced_colours(survey: Survey, browse: Browse) -> None:
    """From the project to the code with Tab, arrows, Space and Enter; each stop shows the focus, uncovered."""
    someone = browse(width=1280, forced_colors="active")
    keys = Keyboard(someone)
    someone.goes_to(HOME)
    keys.tabs_to("Skip to main content").presses("Enter").tabs_to("Start now").presses("Enter")
    someone.sees("Who sees your answers")
    keys.tabs_to("For myself").presses("Space").tabs_to("Continue", exact=True).presses("Enter")
    # With a mistake, the focus is on the summary, and its link leads to the field.
    someone.sees("Question 1 of about")
    keys.tabs_to("Continue", exact=True).presses("Enter")
    good(someone.shows_error("suits", "Select when would suit you best"))
    assert someone.page.evaluate("document.activeElement.className") == "nhsuk-error-summary"
    keys.tabs_to("Select when would suit you best").presses("Enter")
    assert someone.page.evaluate("document.activeElement.name") == "suits"
    keys.presses("Space").presses("ArrowDown")
    assert someone.page.evaluate("document.activeElement.value") == "evenings"
    keys.presses("Enter")
    someone.sees("What makes it hard to get a blood test?")
    keys.tabs_to("Something else").presses("Space").tabs_to("In your own words").types("No bus")
    keys.tabs_to("Continue", exact=True).presses("Enter")
    someone.sees("What would make it better?")
    keys.tabs_to("What would make it better?").types("More chairs")
    keys.tabs_to("Continue", exact=True).presses("Enter")
    someone.sees("What is your name?")
    keys.tabs_to("Continue", exact=True).presses("Enter")
    someone.sees("Check your answers", "Something else: No bus", "More chairs")
    keys.tabs_to("Send my answers").presses("Enter")
    good(someone.sees("We have your answers"))
    keys.tabs_to("Continue", exact=True).presses("Enter")
    someone.sees("About you")
    assert keys.stops > 30
    assert Contribution.objects.count() == 1
