"""After sending: About you, keep in touch, and everything in My Alongside."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from alongside.people.accounts.models import (
    AccessNeed,
    Consent,
    Contact,
    IdentifyingAnswer,
    IdentityLook,
    Person,
    VoiceLink,
)
from alongside.people.monitoring.access import by_voice
from alongside.people.monitoring.models import Monitoring
from alongside.people.profiles.models import Profile
from alongside.people.voices.models import Voice
from alongside.record.checking import verify
from alongside.record.models import Entry
from alongside.tools.survey.models import Response, Survey
from tests.cast import Cast, login
from tests.people.taking_part import HOME, says_who, survey_about_people, takes_part

BY_EMAIL = {"route": "email", "email": "jo@people.example", "language": "en-gb", "format": "standard"}


@pytest.fixture
def survey(cast: Cast) -> Survey:
    cache.clear()
    return survey_about_people(cast.northmere)


def keeps_in_touch(client: Client, *purposes: str, **more: Any) -> Any:
    return client.post(f"{HOME}keep-in-touch/", {"purposes": purposes, **BY_EMAIL, **more})


def test_about_you_is_one_row_with_the_month_alone_once_finished(survey: Survey, client: Client) -> None:
    takes_part(client)
    says_who(client, sex="female")
    row = Monitoring.objects.get()
    voice = Voice.objects.get()
    assert row.month.day == 1 and row.voice != voice.id
    answers = by_voice(voice.scope, [voice.id])[voice.id]
    assert list(answers) == ["sex"]
    assert "You have answered these questions already" in client.get(f"{HOME}about-you/").content.decode()
    says_who(client, sex="male")
    assert Monitoring.objects.count() == 1


def test_nothing_is_stored_before_the_last_question(survey: Survey, client: Client) -> None:
    takes_part(client)
    page = client.get(f"{HOME}about-you/").content.decode()
    first = page.split("about-you/question/")[1].split("/")[0]
    client.post(f"{HOME}about-you/question/{first}/", {first: "age_25_34"})
    assert not Monitoring.objects.exists()
    kept = next(morsel for name, morsel in client.cookies.items() if name.startswith("alongside_about_"))
    assert "age_25_34" not in kept.value and kept["httponly"]


def test_skipping_everything_stores_nothing(survey: Survey, client: Client) -> None:
    takes_part(client)
    says_who(client)
    assert not Monitoring.objects.exists()


def test_a_small_group_is_not_asked_and_is_told_why(survey: Survey, client: Client) -> None:
    Survey.objects.update(monitoring=None)
    takes_part(client)
    assert "even a few facts could show who somebody is" in client.get(f"{HOME}about-you/").content.decode()


@pytest.mark.parametrize("page", ["about-you/", "keep-in-touch/"])
def test_a_browser_without_sent_answers_is_told_what_to_do(survey: Survey, client: Client, page: str) -> None:
    assert "Use your code" in client.get(f"{HOME}{page}").content.decode()
    assert client.get(f"/carrow-hill/projects/blood-tests/{page}").status_code == 404


def test_keeping_in_touch_keeps_the_words_agreed_to_and_nothing_unticked(survey: Survey, client: Client) -> None:
    takes_part(client)
    assert " checked" not in client.get(f"{HOME}keep-in-touch/").content.decode()
    assert keeps_in_touch(client, "project").url == f"{HOME}keep-in-touch/done/"
    consent = Consent.objects.get()
    assert (consent.purpose, consent.wording) == ("project", "Tell me what happened with this project")
    assert consent.scope == survey.activity.project_id
    link = VoiceLink.objects.get()
    assert (link.voice, link.contact.address) == (Voice.objects.get().id, "jo@people.example")
    assert client.post(f"{HOME}keep-in-touch/done/").status_code == 200
    assert not Contact.objects.exists() and not Consent.objects.exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "Select what you want to hear about"),
        ({"purposes": ["project"]}, "Select how we can reach you"),
        ({"purposes": ["project"], "route": "email", "email": "jo@"}, "Enter an email address, like"),
        ({"purposes": ["project"], "route": "text", "mobile": "seven"}, "Enter a phone number, like"),
        ({"purposes": ["project"], "route": "letter", "postal": "Here"}, "with the postcode on a line of its own"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_kept(
    survey: Survey, client: Client, typed: dict[str, Any], says: str
) -> None:
    takes_part(client)
    page = client.post(f"{HOME}keep-in-touch/", {"language": "pl", "format": "braille", "name": "Jo", **typed})
    words = page.content.decode()
    assert page.status_code == 422 and says in words and 'value="Jo"' in words
    assert all(re.search(f'value="{each}"[^>]* selected', words) for each in ("pl", "braille"))
    assert not Contact.objects.exists()


def test_invitations_have_a_consent_of_their_own(survey: Survey, client: Client, cast: Cast) -> None:
    takes_part(client)
    assert keeps_in_touch(client, "panel").url == f"{HOME}keep-in-touch/invitations/"
    assert client.post(f"{HOME}keep-in-touch/invitations/", {"age": "25-34"}).status_code == 422
    assert not Profile.objects.exists()
    said = {"age": "25-34", "experience": ["carer", "forged"], "consent": "on"}
    page = client.post(f"{HOME}keep-in-touch/invitations/", {**said, "experience": ["carer"]})
    assert page.status_code == 302
    profile = Profile.objects.get()
    assert profile.answers == {"age": ["25-34"], "experience": ["carer"]}
    assert Contact.objects.get().profile == profile.id
    assert set(Consent.objects.values_list("purpose", flat=True)) == {"panel", "profile"}
    assert client.post(f"{HOME}keep-in-touch/invitations/", said).status_code == 422


def test_somebody_logged_in_finds_everything_in_my_alongside(survey: Survey, cast: Cast) -> None:
    client = login(Client(), cast.chidi)
    assert "You have not taken part yet" in client.get("/northmere/mine/").content.decode()
    takes_part(client, name="Chidi")
    keeps_in_touch(client, "project")
    assert "1 project" in client.get("/northmere/mine/").content.decode()
    assert survey.activity.project.question in client.get("/northmere/mine/took-part/").content.decode()
    assert client.get("/northmere/mine/took-part/blood-tests/").status_code == 200
    consent = Consent.objects.get()
    page = client.get("/northmere/mine/consents/").content.decode()
    assert consent.wording in page and "Stop" in page
    new = {"route": "letter", "postal": "1 High Street\nNM1 1AA", "name": "Chidi", "language": "cy", "format": "audio"}
    assert client.post("/northmere/mine/contact/", new).status_code == 302
    assert (Contact.objects.get().address, Contact.objects.get().language) == ("1 High Street\nNM1 1AA", "cy")
    client.post(f"/northmere/mine/consents/{consent.id}/stop/")
    assert not Contact.objects.exists()


def test_nobody_stops_what_another_agreed_to(survey: Survey, cast: Cast) -> None:
    takes_part(client := login(Client(), cast.chidi))
    keeps_in_touch(client, "project")
    other = login(Client(), cast.eve)
    assert other.post(f"/northmere/mine/consents/{Consent.objects.get().id}/stop/").status_code == 404
    assert Consent.objects.get().stopped_at is None
    assert Client().get("/northmere/mine/").status_code == 302


def test_needs_are_told_once_and_checked_in_a_year(survey: Survey, cast: Cast) -> None:
    client = login(Client(), cast.chidi)
    said = {"needs": ["bsl", "food"], "detail-food": "No nuts", "shared": "on"}
    client.post("/northmere/mine/needs/", said)
    kept = {each.need: (each.detail, each.shared_with_teams) for each in AccessNeed.objects.all()}
    assert kept == {"bsl": ("", True), "food": ("No nuts", True)}
    AccessNeed.objects.update(check_by=date(2026, 1, 1))
    assert "Yes, still right" in client.get("/northmere/mine/needs/").content.decode()
    client.post("/northmere/mine/needs/", {"what": "right"})
    assert AccessNeed.objects.filter(check_by__gt=date(2026, 1, 1)).count() == 2


def test_the_file_holds_what_we_hold_and_no_equality_answer(survey: Survey, cast: Cast) -> None:
    client = login(Client(), cast.chidi)
    takes_part(client, words="Open on Saturdays", name="Chidi Obi")
    says_who(client, sex="male")
    keeps_in_touch(client, "project")
    held = json.loads(client.get("/northmere/mine/data/download/").content)
    words = json.dumps(held)
    assert all(
        each in words for each in ("Open on Saturdays", "Chidi Obi", "jo@people.example", "chidi@people.example")
    )
    assert "male" not in words


def test_deleting_leaves_the_words_nobodys_and_the_record_whole(survey: Survey, cast: Cast) -> None:
    client = login(Client(), cast.chidi)
    takes_part(client, name="Chidi Obi")
    keeps_in_touch(client, "project")
    before = Response.objects.count()
    page = client.post("/northmere/mine/data/delete/")
    assert "Your account is deleted" in page.content.decode()
    assert not Person.objects.filter(pk=cast.chidi.pk).exists()
    assert not VoiceLink.objects.exists() and not Contact.objects.exists() and not IdentifyingAnswer.objects.exists()
    assert Response.objects.count() == before
    assert "_auth_user_id" not in client.session
    assert verify(survey.activity.project_id) == []


def test_a_colleague_leaves_the_team_first(survey: Survey, cast: Cast) -> None:
    client = login(Client(), cast.ben)
    assert client.post("/northmere/mine/data/delete/").status_code == 422
    assert Person.objects.filter(pk=cast.ben.pk).exists()


def test_a_former_colleague_who_looked_keeps_a_line_without_a_name(survey: Survey, cast: Cast) -> None:
    takes_part(visitor := Client())
    keeps_in_touch(visitor, "project")
    lead = login(Client(), cast.amira)
    who = f"/team/northmere/people/who/contact/{Contact.objects.get().id}/"
    assert "jo@people.example" not in lead.get(who).content.decode()
    assert lead.post(who, {"why": "asked"}).status_code == 422
    assert not IdentityLook.objects.exists()
    page = lead.post(who, {"why": "asked", "words": "To post the summary"})
    assert "jo@people.example" in page.content.decode() and page["Cache-Control"].startswith("max-age=0")
    assert IdentityLook.objects.get().purpose.endswith("To post the summary")
    assert Entry.objects.filter(verb="identity.looked").count() == 1
    cast.amira.memberships.update(until="2026-01-01T00:00Z")
    lead.post("/northmere/mine/data/delete/")
    cast.amira.refresh_from_db()
    assert (cast.amira.name, cast.amira.is_active) == ("", False)
    assert "amira" not in cast.amira.email
