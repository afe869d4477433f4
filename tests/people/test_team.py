"""The team's people: an owner adds, changes and removes; nobody sees who takes part without saying why."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from alongside.messaging.models import Message, Task
from alongside.messaging.outbox import send_due
from alongside.people.accounts.models import Membership, Person
from alongside.record.models import Entry
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
PEOPLE = "/team/northmere/people/"
NEW = {"name": "Denise Cole", "email": "denise@people.example", "role": "viewer", "job_title": ""}


def test_an_owner_adds_a_colleague_who_is_written_to(cast: Cast) -> None:
    client = login(Client(), cast.olu)
    assert client.post(f"{PEOPLE}add/", NEW).url == PEOPLE
    added = Membership.objects.get(person__email="denise@people.example")
    assert (added.role, added.person.name) == ("viewer", "Denise Cole")
    assert Message.objects.get().subject == "You are in the team of Northmere"
    assert send_due() == 1
    assert client.post(f"{PEOPLE}add/", NEW).status_code == 422
    assert "Denise Cole" in client.get(PEOPLE).content.decode()


def test_the_last_owner_stays(cast: Cast) -> None:
    client = login(Client(), cast.olu)
    held = Membership.objects.get(person=cast.olu)
    address = f"{PEOPLE}colleagues/{held.id}/"
    page = client.post(address, {"role": "viewer", "job_title": ""})
    assert page.status_code == 422 and "Make somebody else an owner first" in page.content.decode()
    assert client.post(f"{address}remove/").status_code == 422
    client.post(f"{PEOPLE}colleagues/{Membership.objects.get(person=cast.ben).id}/", {"role": "owner"})
    assert client.post(f"{address}remove/").status_code == 302
    assert client.get(PEOPLE).status_code == 404
    verbs = list(Entry.objects.order_by("seq").values_list("verb", flat=True))
    assert verbs == ["colleague.role-changed", "colleague.removed"]


@pytest.mark.parametrize("name", ["amira", "ben", "dot", "ana"])
def test_others_see_the_register_and_change_nothing(cast: Cast, name: str) -> None:
    client = login(Client(), getattr(cast, name))
    assert client.get(PEOPLE).status_code == 200
    assert client.post(f"{PEOPLE}add/", NEW).status_code == 403
    assert not Person.objects.filter(email="denise@people.example").exists()


def test_a_colleague_of_another_house_is_not_there(cast: Cast) -> None:
    client = login(Client(), cast.olu)
    foreign = Membership.objects.get(person=cast.eve)
    assert client.get(f"{PEOPLE}colleagues/{foreign.id}/").status_code == 404
    assert login(Client(), cast.eve).get(PEOPLE).status_code == 404


ASKED = {
    "ways": ["large-print", "call"],
    "details": "Size 24",
    "route": "phone",
    "phone": "020 7946 0000",
    "name": "Jo",
    "language": "en-gb",
    "format": "standard",
    "once": "3b241101-e2bb-4255-8caf-4136c566a962",
}


def test_asking_another_way_ends_in_a_person_and_a_date_once(cast: Cast, client: Client) -> None:
    for _click in range(2):
        page = client.post("/northmere/another-way/", ASKED, follow=True)
        assert "We will get back to you by" in page.content.decode()
    task = Task.objects.get()
    assert "Size 24" in task.words and "020 7946 0000" not in task.words + task.title
    lead = login(Client(), cast.amira)
    address = f"/team/northmere/tasks/{task.id}/"
    assert task.title in lead.get("/team/northmere/tasks/").content.decode()
    assert "020 7946 0000" not in lead.get(address).content.decode()
    assert "020 7946 0000" in lead.post(f"{address}where/").content.decode()
    assert lead.post(f"{address}give/", {"owner": str(cast.amira.pk)}).status_code == 302
    assert lead.post(f"{address}give/", {"owner": str(cast.ben.pk)}).status_code == 422
    assert lead.post(f"{address}done/", {"outcome": "", "need_met": "yes"}).status_code == 422
    assert lead.post(f"{address}done/", {"outcome": "Posted", "need_met": "yes"}).status_code == 302
    task.refresh_from_db()
    assert (task.done_by, task.need_met, task.words) == (cast.amira.pk, True, "")
    assert "no longer have an address" in lead.post(f"{address}where/").content.decode() or task.done_at
    assert login(Client(), cast.ben).get(address).status_code == 403
    assert login(Client(), cast.eve).get(f"/team/carrow-hill/tasks/{task.id}/").status_code == 404


@pytest.mark.parametrize("typed", [{}, {"ways": ["other"], "route": "email", "email": "x"}, {"ways": ["forged"]}])
def test_an_unclear_request_keeps_what_was_typed(cast: Cast, client: Client, typed: dict[str, object]) -> None:
    page = client.post("/northmere/another-way/", {"name": "Jo", "details": "", "once": ASKED["once"], **typed})
    assert page.status_code == 422 and 'value="Jo"' in page.content.decode()
    assert not Task.objects.exists()


def test_an_owner_resets_a_lost_second_step_and_the_colleague_is_told(cast: Cast) -> None:
    Authenticator.objects.create(user=cast.amira, type="totp", data={})
    held = Membership.objects.get(person=cast.amira)
    logged_in = login(Client(), cast.amira)
    client = login(Client(), cast.olu)
    assert logged_in.post(f"{PEOPLE}colleagues/{held.id}/reset/").status_code == 403
    assert client.post(f"{PEOPLE}colleagues/{held.id}/reset/").url == PEOPLE
    assert not Authenticator.objects.exists()
    assert "has reset your second step" in Message.objects.get().words
    assert logged_in.get(PEOPLE).url.startswith("/log-in/")
