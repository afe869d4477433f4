"""The register: what is written, who sees what, filters in the address, and a cost that does not grow."""

import re
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.record.timeline import timeline
from alongside.stakeholders import actions
from alongside.stakeholders.models import ContactNote, Relation, Stakeholder
from alongside.stakeholders.tests.makers import partner
from tests.cast import Cast, login, person

pytestmark = pytest.mark.django_db
HOME = "/team/northmere/people/partners/"
FORUM = {
    "name": "Carers Forum",
    "kind": "voluntary",
    "communities": "Unpaid carers\nBengali speakers\n",
    "email": "forum@carers.example",
    "phone": "020 7946 0142",
    "preferred": "phone",
    "consent": "yes",
    "consent_on_day": "3",
    "consent_on_month": "5",
    "consent_on_year": "2026",
    "consent_how": "by email",
}


@pytest.fixture
def lead(cast: Cast) -> Client:
    return login(Client(), cast.amira)


def text_of(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_a_partner_is_added_found_and_changed(cast: Cast, lead: Client) -> None:
    page = text_of(lead.post(HOME + "add/", {**FORUM, "owner": str(cast.amira.pk)}, follow=True))
    assert "Carers Forum is in the register." in page and "Unpaid carers, Bengali speakers" in page
    assert "Yes, on 3 May 2026: by email" in page and "forum@carers.example" in page and "Amira" in page
    held = Stakeholder.objects.get()
    form = text_of(lead.get(f"{HOME}{held.pk}/change/"))
    assert "Did they agree to be contacted?" in form
    lead.post(f"{HOME}{held.pk}/change/", {**FORUM, "consent": "not-asked"})
    held.refresh_from_db()
    assert (held.consent, held.consent_on, held.consent_how) == ("not-asked", None, "")
    lines = [line.words for line in timeline(cast.northmere.pk)]
    assert "added a partner to the register" in lines and "changed what is kept about a partner" in lines
    assert not any("Carers" in line for line in lines), "the record names nobody"


def test_what_was_corrected_before_sending_again_is_kept(cast: Cast, lead: Client) -> None:
    once = {"once": "0197a000-0000-7000-8000-000000000001"}
    for email in ("old@carers.example", "old@carers.example", "new@carers.example"):
        lead.post(HOME + "add/", {**FORUM, **once, "email": email})
    assert sorted(Stakeholder.objects.values_list("email", flat=True)) == ["new@carers.example", "old@carers.example"]


def test_words_about_a_partner_who_was_joined_meanwhile_are_not_lost(cast: Cast, lead: Client) -> None:
    gone = partner(cast.northmere, "Carers’ Forum")
    with patch("alongside.stakeholders.actions.hold", side_effect=actions.Retired):
        answer = lead.post(
            f"{HOME}{gone.pk}/contact/",
            {"on_day": "1", "on_month": "6", "on_year": "2026", "way": "phone", "said": "Evenings", "once": uuid4()},
        )
    assert answer.status_code == 422 and "Evenings" in answer.content.decode()
    assert "Somebody joined this partner with another." in text_of(answer)


def test_what_is_missing_is_said_beside_its_field(lead: Client) -> None:
    answer = lead.post(HOME + "add/", {"consent": "no"})
    page = text_of(answer)
    assert answer.status_code == 422 and page.lstrip().startswith("Error:")
    for words in ("Enter the name", "Select what kind of partner this is", "Enter the day they said so"):
        assert page.count(words) == 2, words
    assert not Stakeholder.objects.exists()


def test_saying_the_same_again_writes_nothing(cast: Cast) -> None:
    held = partner(cast.northmere, "Forum", communities=["Carers"])
    before = len(timeline(cast.northmere.pk))
    actions.change(stakeholder=held, values={"name": "Forum", "communities": ["Carers"]}, by=cast.amira.pk)
    assert len(timeline(cast.northmere.pk)) == before


def test_filters_live_in_the_address(cast: Cast, lead: Client) -> None:
    partner(cast.northmere, "Carers Forum", communities=["Unpaid carers"])
    partner(cast.northmere, "Dr Ada Quill", kind="person", communities=["Deaf people"])
    partner(cast.carrow_hill, "Carers of Carrow", communities=["Unpaid carers"])
    assert "2 partners" in text_of(lead.get(HOME))
    for query, seen, unseen in (
        ("?words=carers", "Carers Forum", "Ada Quill"),
        ("?kind=person", "Ada Quill", "Carers Forum"),
        ("?community=deaf", "Ada Quill", "Carers Forum"),
    ):
        page = text_of(lead.get(HOME + query))
        assert seen in page and unseen not in page and "1 partner found" in page, query
        assert "Carrow" not in page
    assert "No partners match" in text_of(lead.get(HOME + "?words=zzz&kind=nonsense&page=x"))


def test_contact_details_are_for_roles_that_see_them(cast: Cast) -> None:
    held = partner(cast.northmere, "Forum", email="forum@carers.example", phone="020 7946 0142")
    page = text_of(login(Client(), person("Vi", cast.northmere, "viewer")).get(f"{HOME}{held.pk}/"))
    assert "forum@carers.example" not in page and "7946" not in page and "does not show contact details" in page
    with connection.cursor() as cursor:
        cursor.execute("select email, phone from stakeholders_stakeholder")
        assert all("forum" not in value and "7946" not in value for value in cursor.fetchone()), "sealed at rest"


def test_a_contact_is_written_down_once_with_its_promise(cast: Cast, lead: Client) -> None:
    held = partner(cast.northmere, "Forum")
    day = timezone.localdate()
    typed = {"on_day": day.day, "on_month": day.month, "on_year": day.year, "way": "phone", "said": "They will ask.\n"}
    wrong = lead.post(f"{HOME}{held.pk}/contact/", {**typed, "promise": "Send dates", "once": str(uuid4())})
    assert wrong.status_code == 422 and "Enter by when you promised it" in text_of(wrong)
    due = {"due_on_day": "1", "due_on_month": "1", "due_on_year": "2020"}
    once = {**typed, **due, "promise": "Send dates", "once": str(uuid4())}
    for _press in range(2):
        lead.post(f"{HOME}{held.pk}/contact/", once)
    entry = ContactNote.objects.get()
    page = text_of(lead.get(f"{HOME}{held.pk}/"))
    assert "They will ask." in page and "Send dates" in page and "Late" in page
    for _press in range(2):
        lead.post(f"{HOME}promises/{entry.pk}/done/")
    assert "Done on" in text_of(lead.get(f"{HOME}{held.pk}/"))
    lines = [line.words for line in timeline(cast.northmere.pk)]
    assert lines.count("marked a promise to a partner as done") == 1
    assert lines.count("wrote down a contact with a partner") == 1


def test_a_contact_tomorrow_is_refused(cast: Cast, lead: Client) -> None:
    held = partner(cast.northmere, "Forum")
    typed = {"on_day": "1", "on_month": "1", "on_year": "2099", "way": "phone", "said": "x", "once": str(uuid4())}
    answer = lead.post(f"{HOME}{held.pk}/contact/", typed)
    assert answer.status_code == 422 and "The day must be today or in the past" in text_of(answer)


def test_what_two_have_to_do_with_each_other_shows_on_both(cast: Cast, lead: Client) -> None:
    one, other = partner(cast.northmere, "Carers Forum"), partner(cast.northmere, "Mosque Trust")
    theirs = partner(cast.carrow_hill, "Mosque of Carrow")
    where = f"{HOME}{one.pk}/relation/?words=mosque"
    assert "Mosque Trust" in text_of(lead.get(where)) and "Carrow" not in text_of(lead.get(where))
    assert lead.post(where, {"other": str(theirs.pk), "words": "knows"}).status_code == 422
    for _press in range(2):
        lead.post(where, {"other": str(other.pk), "words": "shares members with"})
    relation = Relation.objects.get()
    for each in (one, other):
        assert "Carers Forum shares members with Mosque Trust" in text_of(lead.get(f"{HOME}{each.pk}/"))
    lead.post(f"{HOME}{other.pk}/relation/{relation.pk}/remove/")
    assert not Relation.objects.exists()


def test_the_register_is_reached_from_people(lead: Client) -> None:
    assert HOME in lead.get("/team/northmere/people/").content.decode()


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_five_thousand_cost_as_many_queries_as_five(cast: Cast, lead: Client) -> None:
    held = [partner(cast.northmere, f"Group {number}", owner=cast.amira.pk) for number in range(5)]
    entry = {"stakeholder": held[0], "on": timezone.localdate(), "way": "phone", "by": cast.amira.pk}
    ContactNote.objects.create(**entry, said="x", at=timezone.now())
    places = [HOME, f"{HOME}?words=group&kind=voluntary&community=a", f"{HOME}{held[0].pk}/"]
    for each in places:
        lead.get(each)
    few = [queries(lead, each) for each in places]
    Stakeholder.objects.bulk_create(
        Stakeholder(
            organisation=cast.northmere,
            name=f"Circle {number}",
            kind="voluntary",
            owner=cast.olu.pk,
            communities="\nCarers\n",
        )
        for number in range(5000)
    )
    ContactNote.objects.bulk_create(ContactNote(**entry, said=f"{n}", at=timezone.now()) for n in range(200))
    many = [queries(lead, each) for each in places]
    assert many == few and max(many) <= 12
    assert "Page 2 of 101" in text_of(lead.get(HOME))
