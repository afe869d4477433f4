"""Journey D, in a browser: double click, Back, two tabs, a lost session, a pause, a close and a change meanwhile.

The same against the views, case by case: alongside/tools/survey/tests/test_nothing_lost.py.
"""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from alongside.activities.models import Contribution
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.models import Submission
from alongside.tools.survey.models import Response, Survey
from alongside.tools.survey.tests.makers import BLOOD_TESTS, survey_in
from alongside.tools.survey.tests.test_nothing_lost import without
from tests.browser import Visitor
from tests.cast import assemble
from tests.journeys.steps import code_on, good

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = "/northmere/projects/blood-tests/"


@pytest.fixture
def survey(transactional_db: None) -> Survey:
    cache.clear()
    return survey_in(assemble().northmere)


def starts(phone: Visitor) -> Visitor:
    return phone.goes_to(f"{HOME}answer/").selects("For myself").presses("Continue").sees("When would suit you best?")


def test_many_clicks_back_and_reload_are_one_response(survey: Survey, phone: Visitor) -> None:
    starts(phone).selects("I do not have blood tests").presses("Continue", nth=0)
    phone.writes("What would make it better? (optional)", "More chairs").presses("Continue", nth=0)
    phone.presses("Continue", nth=0).sees("Check your answers")
    phone.page.get_by_role("button", name="Send my answers").dblclick(no_wait_after=True)
    phone.sees("We have your answers")
    code = code_on(phone)
    phone.page.reload()
    phone.sees("We have your answers", code)
    # Back leads to what was sent, never to a form that sends again.
    phone.goes_back()
    phone.page.reload()
    good(phone.sees("We have your answers", code))
    assert (Response.objects.count(), Contribution.objects.count()) == (1, 1)


def test_two_tabs_at_one_question_keep_both_in_sight(survey: Survey, phone: Visitor) -> None:
    starts(phone).selects("I do not have blood tests").presses("Continue", nth=0).sees("What would make it better?")
    first = phone.page
    second = phone.context.new_page()
    second.goto(first.url)
    second.get_by_label("What would make it better? (optional)").fill("From the second tab")
    second.get_by_role("button", name="Continue").first.click()
    second.get_by_text("What is your name?").first.wait_for()
    phone.writes("What would make it better? (optional)", "From the first tab").presses("Continue", nth=0)
    good(phone.sees("You answered this question in another window. Choose which answer to keep."))
    phone.sees("From the second tab")
    assert phone.page.locator("#better").input_value() == "From the first tab"
    phone.presses("Continue", nth=0).sees("What is your name?")
    assert Submission.objects.get().answers["better"]["value"] == "From the first tab"


def test_a_browser_that_forgot_asks_for_the_code_and_keeps_what_was_typed(survey: Survey, phone: Visitor) -> None:
    starts(phone).selects("I do not have blood tests").presses("Save and come back later")
    code = code_on(phone.sees("Your answers are saved"))
    phone.presses("Keep answering").sees("What would make it better?")
    phone.context.clear_cookies()
    phone.writes("What would make it better? (optional)", "Typed before it was lost").presses("Continue", nth=0)
    # The form's token went with the cookies: said first, nothing typed is gone.
    good(phone.sees("We kept what you typed."))
    phone.presses("Continue", nth=0).sees("Enter your code, so that we know which answers are yours.")
    assert good(phone).page.locator("#better").input_value() == "Typed before it was lost"
    phone.writes("Your code", code).presses("Continue", nth=0).sees("What is your name?")
    assert Submission.objects.get().answers["better"]["value"] == "Typed before it was lost"


def test_paused_changed_and_closed_while_answering(survey: Survey, phone: Visitor) -> None:
    project = survey.activity.project
    starts(phone).selects("Evenings, 5pm to 8pm").presses("Continue", nth=0)
    phone.selects("The clinic is hard to get to").presses("Continue", nth=0).sees("What would make it better?")

    project.paused_at, project.pause_reason = timezone.now(), "A clinic has flooded."
    project.save()
    phone.writes("What would make it better? (optional)", "Pumps").presses("Continue", nth=0)
    good(phone.sees("What is your name?"))
    good(phone.presses("Continue", nth=0).sees("Check your answers", "A clinic has flooded."))
    assert phone.page.get_by_role("button", name="Send my answers").count() == 0

    project.paused_at = None
    project.save()
    newer = without(BLOOD_TESTS, "hard")
    questionnaires.save_draft(questionnaire=survey.questionnaire, definition=newer)
    questionnaires.publish(questionnaire=survey.questionnaire)
    phone.page.reload()
    good(phone.sees("We changed this survey while you were answering. Your answers are kept.", "Pumps"))

    project.closes_at = timezone.now() - timedelta(minutes=1)
    project.save()
    phone.page.reload()
    good(phone.sees("they will be marked late")).presses("Send my answers")
    good(phone.sees("We have your answers"))
    assert Contribution.objects.get().late
    good(phone.goes_to(f"{HOME}answer/"))
