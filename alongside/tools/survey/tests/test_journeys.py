"""A person with a phone answers, with scripts and without; every page is accessible and fits 320 pixels."""

import pytest

from alongside.activities.models import Contribution
from alongside.questionnaires.models import Submission
from alongside.tools.survey.models import Survey
from alongside.tools.survey.tests.makers import EVERY_KIND, survey_in
from alongside.tools.survey.tests.test_answering import CODE
from tests.browser import Browse, Visitor
from tests.cast import assemble

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = "/northmere/projects/blood-tests/"


@pytest.fixture
def survey(transactional_db: None) -> Survey:
    return survey_in(assemble().northmere)


def good(someone: Visitor) -> Visitor:
    """Fits the smallest screen; accessible, which is looked at once: the pages are the same without scripts."""
    return (someone.is_accessible() if someone.script else someone).fits(320)


def test_on_the_bus_and_in_the_evening(survey: Survey, phone: Visitor, browse: Browse) -> None:
    # Given somebody who has never been here
    good(phone.goes_to(f"{HOME}answer/")).presses("Continue")
    good(phone.shows_error("capacity", "Select who you are answering for"))
    phone.selects("For myself").presses("Continue")
    # When they answer two questions, one with a mistake
    phone.sees("Question 1 of about 4").presses("Continue", nth=0)
    good(phone.shows_error("suits", "Select when would suit you best"))
    phone.selects("Evenings, 5pm to 8pm").presses("Continue", nth=0)
    good(phone.sees("What makes it hard to get a blood test?"))
    phone.selects("The clinic is hard to get to", "Something else")
    phone.writes("In your own words (optional)", "No bus")
    # and the bus arrives
    phone.presses("Save and come back later")
    good(phone.sees("Your answers are saved", "Write it down or take a photo."))
    found = CODE.search(phone.text)
    assert found
    # Then in the evening, on another device, they go on with the code
    desk = browse(script=phone.script)
    good(desk.goes_to("/northmere/code/")).writes("Your code", "KKKK 2222 2222").presses("Continue")
    good(desk.shows_error("code", "We cannot find that code. Check each letter, or phone us."))
    desk.writes("Your code", found[0].lower()).presses("Continue")
    good(desk.sees("Question 3 of about 4", "The next questions are in your own words."))
    desk.writes("What would make it better? (optional)", "Open on Saturdays").presses("Continue", nth=0)
    desk.presses("Continue", nth=0)
    good(desk.sees("Check your answers, then send them", "Something else: No bus", "Not answered"))
    # They change one answer, and come back to the check page
    desk.follows("Change “What would make it better?”").writes("What would make it better? (optional)", "More chairs")
    desk.presses("Continue", nth=0).sees("Check your answers", "More chairs")
    desk.presses("Send my answers")
    good(desk.sees("We have your answers", found[0], "What happens next"))
    # Back, and sending again, are the same answers with the same code
    desk.goes_back()
    desk.goes_to(f"{HOME}answer/check/").sees("We have your answers", found[0])
    assert Contribution.objects.count() == 1
    # Weeks later they see what happened, and withdraw
    good(desk.goes_to(f"{HOME}what-happened/").sees("Being read.")).opens("My answers")
    desk.sees("More chairs").follows("Withdraw my answers")
    good(desk.sees("You cannot undo this.")).presses("Withdraw and delete my answers")
    good(desk.sees("Your answers are withdrawn"))
    assert Submission.objects.get().answers == {}


def test_enter_means_continue_and_never_save(survey: Survey, visitor: Visitor) -> None:
    visitor.goes_to(f"{HOME}answer/").selects("For myself").presses("Continue")
    visitor.selects("I do not have blood tests").page.keyboard.press("Enter")
    visitor.sees("What would make it better?")


def test_every_kind_by_hand(transactional_db: None, phone: Visitor) -> None:
    survey_in(assemble().northmere, EVERY_KIND)
    phone.goes_to(f"{HOME}answer/").selects("For myself").presses("Continue")
    for question in EVERY_KIND.questions:
        good(phone.sees(question.wording))
        if question.key == "order":
            phone.presses("Add as number 1 “Quick”").presses("Add as number 2 “Near”").presses(
                "Up “Near”, now number 2"
            )
            good(phone)
            focused = phone.page.evaluate("document.activeElement.value")
            assert focused == "down:near" or not phone.script
        if question.key == "when":
            phone.writes("Day", "12").presses("Continue", nth=0)
            good(phone.shows_error("when-month", "The date must include a month"))
            phone.writes("Month", "June").writes("Year", "2026")
        if question.key == "rows":
            phone.page.get_by_role("group", name="Staff").get_by_label("Good").check()
        phone.presses("Continue", nth=0)
    good(phone.sees("1. Near", "12 June 2026", "Staff: Good"))
    phone.presses("Send my answers").sees("We have your answers")


def test_the_paper_form_reads_on_a_phone(survey: Survey, phone: Visitor) -> None:
    good(phone.goes_to(f"{HOME}paper/").sees("1. When would suit you best?"))
    good(phone.presses("Make a form with a code to tear off").sees("Tear off and keep your code"))
