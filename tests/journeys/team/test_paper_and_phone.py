"""Journey B: on paper and by phone, typed in by keyboard alone; and everybody hears what came of what they said."""

import sys
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from alongside.activities.models import Channel, Contribution
from alongside.feedback.models import Telling
from alongside.messaging.models import Task
from alongside.questionnaires.build import options
from alongside.questionnaires.types import Definition, Kind, Question, Section
from alongside.tools.survey.models import Form, Response, Survey
from alongside.tools.survey.tests.makers import survey_in
from tests.browser import Browse, Visitor
from tests.cast import Cast, assemble
from tests.journeys.steps import CODE, code_on, good, the_worker_works
from tests.people.taking_part import takes_part

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = "/northmere/projects/blood-tests/"
TEAM = "/team/northmere/projects/blood-tests/"
TYPING_IN = f"{TEAM}typing-in/"
FORMS = 10

TWELVE = Definition(
    "Clinics",
    (
        Section(
            "all",
            "",
            questions=(
                *(
                    Question(
                        f"q{number}",
                        Kind.SINGLE,
                        f"Question {number}?",
                        options=options(("a", "A"), ("b", "B"), ("c", "C")),
                    )
                    for number in range(1, 10)
                ),
                Question("many", Kind.MULTIPLE, "Which do you use?", options=options(("bus", "Bus"), ("car", "Car"))),
                Question("better", Kind.LONG_TEXT, "What would make it better?"),
                Question("last", Kind.SHORT_TEXT, "Anything else?"),
            ),
        ),
    ),
)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cache.clear()
    return assemble()


@pytest.fixture
def twelve(cast: Cast) -> Survey:
    """A survey of twelve questions."""
    return survey_in(cast.northmere, TWELVE)


def opens_a_batch(someone: Visitor, channel: str, forms: int = 0) -> None:
    good(someone.goes_to(TYPING_IN)).selects(channel)
    if forms:
        someone.writes("How many forms are in the pile? (optional)", str(forms))
    someone.presses("Start typing")
    good(someone.sees("Form 1"))


def test_a_pile_of_forms_by_keyboard_alone_without_a_reload(
    twelve: Survey, cast: Cast, browse: Browse, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the first form on, no page is loaded and no mouse is touched; each form's first box has the focus."""
    ben = browse().logs_in(cast.ben)
    opens_a_batch(ben, "On paper", FORMS)
    page, keys = ben.page, ben.page.keyboard
    page.evaluate("window.sameWindow = true")
    page.locator("#printed").focus()
    strokes = 0
    started = page.evaluate("performance.now()")
    for form in range(1, FORMS + 1):
        assert page.evaluate("document.activeElement.id") == "printed"
        for question in TWELVE.questions:
            while page.evaluate("document.activeElement.id") != f"q-{question.key}":
                keys.press("Tab")
                strokes += 1
            typed = {"many": "1 2", "better": f"More chairs, said {form}", "last": f"No {form}"}.get(question.key)
            keys.type(typed or str(1 + (form + TWELVE.order[question.key]) % 3))
        keys.press("Enter")
        ben.sees(f"Saved: batch 1, form {form}")
        page.wait_for_function("document.activeElement.id === 'printed'")
    seconds = (page.evaluate("performance.now()") - started) / 1000
    assert page.evaluate("window.sameWindow") is True, "the page was loaded anew"
    assert Form.objects.count() == Response.objects.count() == FORMS
    last = Response.objects.get(form__number=FORMS).submission.answers
    assert last["better"]["value"] == f"More chairs, said {FORMS}" and last["many"]["value"] == ["bus", "car"]
    good(ben.sees("Last five"))
    with capsys.disabled():
        sys.stdout.write(f"\n{seconds / FORMS:.1f} s and {strokes / FORMS:.0f} Tabs a form of 12 questions\n")


def test_a_mistake_is_said_at_its_box_and_second_entry_settles_what_differs(
    twelve: Survey, cast: Cast, desk: Visitor, browse: Browse
) -> None:
    desk.logs_in(cast.ben)
    opens_a_batch(desk, "On paper")
    typed = {each.key: "1" for each in TWELVE.questions}
    for key, text in {**typed, "q2": "9"}.items():
        desk.page.locator(f"#q-{key}").fill(text)
    desk.page.locator("#q-q3").fill("")
    desk.page.get_by_label("Question 3 cannot be read").check()
    desk.presses("Save and enter next")
    good(desk.sees("There is a problem")).page.locator("#q-q2").fill("1 2")
    assert desk.page.locator("#q-better").input_value() == "1"
    desk.presses("Save and enter next")
    desk.sees("Saved: batch 1, form 1")
    stored = Response.objects.get().submission.answers
    assert (stored["q2"]["state"], stored["q3"]["state"]) == ("double_ticked", "cannot_read")
    Form.objects.update(second_wanted=True)

    # One form in ten is typed again, by somebody else, who sees only what differs.
    amira = browse(script=desk.script).logs_in(cast.amira)
    good(amira.goes_to(f"{TYPING_IN}1/")).follows("Type again")
    for key, text in {**typed, "q2": "1", "q3": "2"}.items():
        amira.page.locator(f"#q-{key}").fill(text)
    good(amira).presses("Compare")
    good(amira.sees("What does the paper say?", "Question 2?", "Question 3?")).does_not_see("Question 4?")
    amira.page.locator("#q2-first").check()
    amira.page.locator("#q3-second").check()
    amira.presses("Save").sees("Settled: form 1")
    stored = Response.objects.get().submission.answers
    assert stored["q2"]["state"] == "double_ticked" and stored["q3"]["value"] == "b"


def somebody_answers_on_paper(someone: Visitor, staff: Visitor) -> str:
    """Prints a form with a code; it is posted and typed in; the slip comes apart. Returns the code torn off."""
    good(someone.goes_to(f"{HOME}paper/")).presses("Make a form with a code to tear off")
    good(someone.sees("Tear off and keep your code", "Form 1"))
    code = code_on(someone)
    opens_a_batch(staff, "On paper")
    staff.writes("Number printed on the form, if there is one", "1")
    staff.page.locator("#q-suits").fill("2")
    staff.page.locator("#q-hard").fill("1")
    staff.page.locator("#q-better").fill("Write bigger signs")
    staff.presses("Save and enter next").sees("Saved: batch 1, form 1")
    good(staff.goes_to(f"{TYPING_IN}slip/")).writes("Number printed on the slip", "99")
    staff.selects("Letter").writes("Name", "Denise Cole")
    staff.writes("Address, phone number or email address", "1 High Street\nNM1 1AA").presses("Save")
    good(staff.shows_error("printed", "No form has this printed number. Check the number on the slip"))
    staff.writes("Number printed on the slip", "1").presses("Save")
    staff.sees("Saved. They will be told what happened with this project.")
    return code


def somebody_phones(staff: Visitor) -> str:
    """Ben asks the questions over the phone, and tells the caller their code."""
    opens_a_batch(staff, "By phone")
    staff.page.locator("#q-suits").fill("2")
    staff.page.locator("#q-hard").fill("2")
    staff.page.get_by_label("Question 3 left blank").check()
    staff.presses("Save and enter next").sees("Saved: batch 2, form 1. Tell them their code:")
    return code_on(staff)


def keeps_in_touch(client: Client, route: str, **where: str) -> None:
    posted: dict[str, Any] = {"purposes": ["project"], "route": route, "language": "en-gb", "format": "standard"}
    assert client.post(f"{HOME}keep-in-touch/", {**posted, **where}).status_code == 302


def writes_and_publishes_a_finding(lead: Visitor) -> None:
    good(lead.goes_to(f"{TEAM}findings/").sees("No findings yet.")).follows("Write a finding")
    lead.presses("Save and add evidence")
    good(lead.shows_error("heard", "Enter what you heard"))
    lead.writes("What we heard", "People with jobs want later clinics").presses("Save and add evidence")
    lead.opens("When would suit you best?")
    lead.selects("Evenings, 5pm to 8pm")
    good(lead).presses("Save")
    good(lead.sees("Not answered yet.")).goes_to(f"{TEAM}findings/1/response/")
    lead.presses("Save")
    good(lead.shows_error("kind", "Select what you decided").sees("Enter the reason for this response."))
    lead.page.locator("input[name=kind][value=accepted]").check()
    lead.writes("Why", "We can staff two evenings.").presses("Save the response")
    good(lead.sees("Publish this finding")).presses("Publish this finding")
    good(lead.sees("Published. Now tell the people whose words fed it."))


def test_everybody_whose_words_fed_a_finding_is_told(cast: Cast, browse: Browse) -> None:
    survey = survey_in(cast.northmere, contact_name="Jo Reid")
    survey.activity.project.lead = cast.amira.pk
    survey.activity.project.save()
    lead = browse().logs_in(cast.amira)
    codes = {"paper": somebody_answers_on_paper(browse(width=360), lead), "phone": somebody_phones(lead)}
    # Online: one leaves nothing, one an email address, one a phone number.
    codes["nothing"] = takes_part(Client(), words="No steps")
    by_mail, by_call = Client(), Client()
    takes_part(by_mail, words="Later buses")
    keeps_in_touch(by_mail, "email", email="jo@people.example")
    takes_part(by_call, words="Ring me")
    keeps_in_touch(by_call, "phone", phone="020 7946 0958")
    assert Contribution.objects.filter(channel=Channel.WEB).count() == 3

    writes_and_publishes_a_finding(lead)
    good(lead.follows("Tell the people whose words fed it").sees("Tell 5 people", "What they will read"))
    lead.presses("Tell them").sees("We are telling them now.")
    the_worker_works()

    # By email: a message.
    (sent,) = mail.outbox
    assert sent.to == ["jo@people.example"] and "We can staff two evenings." in sent.body
    # By letter and by phone: a task with a person and a date.
    tasks = {task.kind: task for task in Task.objects.all()}
    assert set(tasks) == {Task.Kind.LETTER, Task.Kind.CALL}
    assert {task.owner for task in tasks.values()} == {cast.amira.pk} and all(task.due_on for task in tasks.values())
    good(lead.goes_to("/team/northmere/tasks/"))
    lead.goes_to(f"/team/northmere/tasks/{tasks['letter'].pk}/")
    good(lead.sees("The letter", "We can staff two evenings.")).does_not_see("Denise Cole")
    lead.presses("Show the letter with its address, to print").sees("Denise Cole", "1 High Street")
    # With nothing but a code, also one told over the phone or torn off a form: a page.
    for code in codes.values():
        reader = browse(width=360, script=False)
        reader.goes_to("/northmere/code/").writes("Your code", code).presses("Continue")
        good(reader.sees("What happened with what you said", "We can staff two evenings."))
        reader.leaves()
    # Nobody was forgotten, and nobody is told twice.
    assert Telling.objects.count() == 5
    good(lead.goes_to(f"{TEAM}findings/1/tell/").sees("Everyone whose words fed this finding has been told."))
    assert CODE.search(sent.body) is None
