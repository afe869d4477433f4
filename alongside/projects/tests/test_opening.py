"""Somebody asks to be told when a project opens, is told once, and forgotten."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.messaging.models import Message, Task
from alongside.people.accounts.models import Contact
from alongside.projects.models import State
from alongside.projects.opening import tell_who_asked
from alongside.projects.tests.makers import project
from tests.browser import Visitor
from tests.cast import Cast

PATH = "/northmere/projects/blood-tests/tell-me/"


def test_told_once_then_forgotten(client: Client, cast: Cast) -> None:
    soon = project(cast.northmere, state=State.UPCOMING)
    answer = client.post(
        PATH, {"route": "email", "email": "chidi@people.example", "language": "en-gb", "format": "standard"}
    )
    assert answer.status_code == 302
    client.post(
        PATH,
        {
            "route": "letter",
            "postal": "1 High Street\nNM1 1AA",
            "name": "Chidi",
            "language": "bn",
            "format": "large-print",
        },
    )
    assert Contact.objects.count() == 2
    tell_who_asked()
    assert not Message.objects.exists(), "it is not open yet"
    soon.opens_at = timezone.now() - timedelta(minutes=5)
    soon.save()
    tell_who_asked()
    tell_who_asked()
    assert Message.objects.filter(kind="opened").count() == 1 and Task.objects.filter(kind="letter").count() == 1
    assert not Contact.objects.exists()


@pytest.mark.parametrize("state", [State.OPEN, State.CLOSED, State.ANSWERED])
def test_what_has_opened_needs_no_waiting(client: Client, cast: Cast, state: State) -> None:
    project(cast.northmere, state=state)
    assert client.get(PATH).headers["Location"] == "/northmere/projects/blood-tests/"


@pytest.mark.browser
def test_asking_on_a_phone(phone: Visitor, cast: Cast) -> None:
    project(cast.northmere, state=State.UPCOMING)
    phone.goes_to("/northmere/projects/blood-tests/").follows("Tell me when it opens").is_accessible().fits(320)
    phone.presses("Continue").shows_error("route", "Select how we can reach you").is_accessible()
    phone.selects("Email").writes("Email address", "chidi@people").presses("Continue")
    phone.shows_error("email", "Enter an email address, like name@example.com")
    assert phone.field("Email address").input_value() == "chidi@people"
    phone.writes("Email address", "chidi@people.example").presses("Continue").sees("We will tell you when it opens")
    phone.is_accessible().fits(320)
