"""Every page of people and messaging in a real browser: with and without scripts, axe, 320 pixels; and passkeys."""

import re

import pytest
from django.core.cache import cache

from alongside.messaging.actions import send
from alongside.messaging.models import Message, Task
from alongside.people.accounts.models import Contact, Membership
from alongside.tools.survey.models import Survey
from tests.browser import Browse, Visitor
from tests.cast import Cast, assemble
from tests.people.taking_part import HOME, survey_about_people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STRONG = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def town(live_server: object) -> Cast:
    cache.clear()
    cast = assemble()
    survey_about_people(cast.northmere, topics=["Diagnostics", "Getting around"])
    return cast


def good(visitor: Visitor) -> Visitor:
    return visitor.is_accessible().fits(320)


def the_code() -> str:
    found = re.search(r"\d{3} \d{3}", Message.objects.filter(kind="log-in").latest("due_at").words)
    assert found
    return found[0]


def logs_in(visitor: Visitor, email: str) -> Visitor:
    visitor.goes_to("/log-in/").writes("Email address", email).presses("Send me a code")
    return visitor.writes("Code", the_code()).presses("Continue")


def answers(visitor: Visitor) -> None:
    visitor.goes_to(f"{HOME}answer/")
    page = visitor.page
    while "/done/" not in page.url:
        radios = page.locator("main input[type=radio]")
        if radios.count():
            radios.first.check(force=True)
        page.locator("main button.nhsuk-button").first.click()


def test_somebody_takes_part_and_keeps_in_touch(town: Cast, phone: Visitor) -> None:
    good(phone.goes_to(f"{HOME}about-you/")).sees("Use your code")
    answers(phone)
    good(phone.goes_to(f"{HOME}about-you/")).sees("You can skip any question")
    phone.presses("Continue")
    while "/question/" in phone.path:
        if phone.path.endswith(("/age/", "/ethnic_group/")):
            good(phone)
        phone.presses("Continue")
    good(phone).presses("Keep in touch")
    good(phone).presses("Continue")
    phone.shows_error("route", "Select how we can reach you")
    good(phone)
    phone.page.get_by_label("Tell me what happened with this project").check(force=True)
    phone.page.get_by_label("Invite me to the people’s panel").check(force=True)
    phone.page.get_by_label("Email", exact=True).check(force=True)
    phone.writes("Email address", "jo@people.example").presses("Continue")
    good(phone).presses("Continue")
    good(phone).follows("No thanks, finish", exact=True)
    good(phone).sees("We will email you.")
    assert Contact.objects.get().address == "jo@people.example"


def test_asking_for_another_way(town: Cast, phone: Visitor) -> None:
    good(phone.goes_to("/northmere/another-way/?project=blood-tests")).presses("Send my request")
    good(phone).sees("Select what you need")
    phone.page.get_by_label("Large print", exact=True).first.check(force=True)
    phone.page.get_by_label("Phone call", exact=True).check(force=True)
    phone.writes("Phone number", "020 7946 0000").presses("Send my request")
    good(phone).sees("We will get back to you by")
    assert Task.objects.get().kind == "another-way"


def test_logging_in_and_my_alongside(town: Cast, phone: Visitor) -> None:
    good(phone.goes_to("/log-in/")).writes("Email address", "jo").presses("Send me a code")
    good(phone).shows_error("email", "Enter an email address, like name@example.com")
    phone.writes("Email address", "chidi@people.example").presses("Send me a code")
    good(phone).writes("Code", "12").presses("Continue")
    good(phone).shows_error("code", "That is not the code. Check each number, or ask for another code")
    phone.presses("Send another code")
    phone.sees("We have sent another code").writes("Code", the_code()).presses("Continue")
    good(phone).sees("Choose an organisation")
    answers(phone)
    for page in (
        "",
        "took-part/",
        "took-part/blood-tests/",
        "consents/",
        "contact/",
        "needs/",
        "data/",
        "data/delete/",
    ):
        good(phone.goes_to(f"/northmere/mine/{page}"))


def test_a_passkey_is_set_up_and_logs_in_by_itself(town: Cast, browse: Browse) -> None:
    olu = browse()
    devices = olu.page.context.new_cdp_session(olu.page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": STRONG})
    logs_in(olu, "olu@people.example")
    good(olu).sees("A second step when you log in").presses("Set up a passkey")
    good(olu).presses("Continue")
    olu.page.wait_for_url("**/recovery-codes/")
    good(olu).sees("Your passkey is set up.", "10 codes are left.")
    good(olu.goes_to("/log-in/second-factor/passkeys/"))
    good(olu.goes_to("/second-factor/")).sees("and you have used it")
    olu.goes_to("/team/northmere/people/").presses("Log out")
    olu.goes_to("/log-in/").presses("Use a passkey")
    olu.page.wait_for_url("**/team/northmere/")
    olu.goes_to("/team/northmere/people/").sees("People and teams").presses("Log out")
    logs_in(olu, "olu@people.example")
    good(olu).sees("One more step to log in").presses("Use a passkey")
    olu.page.wait_for_url("**/team/northmere/")


def test_the_teams_pages(town: Cast, browse: Browse) -> None:
    for script in (True, False):
        answers(visitor := browse(width=360, script=script))
        visitor.goes_to(f"{HOME}keep-in-touch/")
        visitor.page.get_by_label("Tell me what happened with this project").check(force=True)
        visitor.page.get_by_label("Letter", exact=True).check(force=True)
        visitor.writes("Postal address", "1 High Street\nNM1 1AA").writes("What to call you", "Jo Reid")
        visitor.presses("Continue")
        contact = Contact.objects.latest("since")
        task = send(
            kind="told",
            to=contact,
            subject="What we decided",
            words="We open on Saturdays.",
            organisation=town.northmere,
        )
        olu = browse(width=360, script=script).logs_in(town.olu)
        ben = Membership.objects.get(person=town.ben)
        for page in ("", "add/", f"colleagues/{ben.id}/", f"colleagues/{ben.id}/remove/", "in-touch/"):
            good(olu.goes_to(f"/team/northmere/people/{page}"))
        olu.follows("See who this is")
        good(olu).presses("Write it down and show me")
        good(olu).shows_error("why", "Select why you need to know who this is")
        olu.page.get_by_label("To do something they asked for").check(force=True)
        olu.writes("In your own words", "To post the summary").presses("Write it down and show me")
        good(olu).sees("NM1 1AA", "We have written down that you looked")
        good(olu.goes_to("/team/northmere/people/looks/"))
        good(olu.goes_to("/team/northmere/tasks/")).follows("What we decided")
        good(olu).presses("Show the letter with its address, to print")
        good(olu).sees("Jo Reid", "We open on Saturdays.")
        olu.goes_to(f"/team/northmere/tasks/{task.id}/").presses("It is done")
        good(olu).sees("Say what was done")
        Contact.objects.all().delete()
        Task.objects.all().delete()
    good(browse(width=360).logs_in(town.ben).goes_to("/team/northmere/tasks/")).sees("Your role is Data entry")
    assert Survey.objects.count() == 1
