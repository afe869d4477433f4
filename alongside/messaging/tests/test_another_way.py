"""Asking for another way: each thing asked for has the day that was promised, by what the organisation can keep."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from alongside.core.dates import in_words
from alongside.knowledge.holidays import working_days_after
from alongside.messaging.models import Task
from alongside.messaging.rules import by_days
from alongside.organisations.models import Organisation
from alongside.people.accounts.actions import open_envelope
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PAGE = "/northmere/another-way/"
ASKED = {
    "route": "phone",
    "phone": "020 7946 0000",
    "name": "Jo",
    "language": "en-gb",
    "format": "standard",
    "details": "Size 24",
    "once": "3b241101-e2bb-4255-8caf-4136c566a962",
}


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


def asks(client: Client, *ways: str, **more: Any) -> Any:
    return client.post(PAGE, {**ASKED, "ways": ways, **more})


def day(count: int) -> str:
    return in_words(working_days_after(timezone.localdate(), count))


def test_what_is_asked_for_is_grouped_by_the_day_it_is_promised() -> None:
    days = {"audio": 10, "easy-read": 15, "large-print": 5}
    assert by_days(["easy-read", "call", "large-print", "audio"], days, 5) == {
        5: ["call", "large-print"],
        10: ["audio"],
        15: ["easy-read"],
    }


def test_the_page_says_by_when_each_format_is_ready(cast: Cast, client: Client) -> None:
    page = " ".join(client.get(PAGE).content.decode().split())
    assert f"will get back to you by {day(5)}" in page
    assert page.count(f"By {day(10)}") == 3 and page.count(f"By {day(15)}") == 2
    Organisation.objects.filter(pk=cast.northmere.pk).update(
        lead_times={"easy-read": {"days": 3, "since": "2026-06-01"}}
    )
    cache.clear()
    assert f"By {day(3)}" in client.get(PAGE).content.decode()


def test_what_takes_long_has_a_clock_of_its_own_and_holds_nothing_up(cast: Cast, client: Client) -> None:
    receipt = asks(client, "large-print", "easy-read", "call").url
    soon, later = Task.objects.order_by("due_on")
    assert (soon.title, later.title) == ("Asked for: Large print; Answer by phone: you call me", "Asked for: Easy Read")
    today = timezone.localdate()
    assert (soon.due_on, later.due_on) == (working_days_after(today, 5), working_days_after(today, 15))
    assert "Size 24" in soon.words and "Size 24" in later.words and "as a task of its own: Easy Read" in soon.words
    assert {open_envelope(each.envelope).address for each in (soon, later)} == {"020 7946 0000"}
    page = client.get(receipt).content.decode()
    assert day(5) in page and f"What takes longer to make is ready by {day(15)}." in page and "Easy Read" not in page


def test_asking_twice_is_one_request_also_when_it_is_several_tasks(cast: Cast, client: Client) -> None:
    assert asks(client, "call", "braille").url == asks(client, "call", "braille").url
    assert Task.objects.count() == 2


@pytest.mark.parametrize("last", ["nonsense", "3b241101-e2bb-4255-8caf-4136c566a962", ""])
def test_a_forged_receipt_shows_nothing_more(cast: Cast, client: Client, last: str) -> None:
    receipt = asks(client, "call").url
    page = client.get(f"{receipt}?last={last}")
    assert page.status_code == 200 and "takes longer" not in page.content.decode()


def test_a_change_of_days_leaves_earlier_requests_as_they_were_promised(cast: Cast, client: Client) -> None:
    asks(client, "audio")
    before = Task.objects.get().due_on
    Organisation.objects.filter(pk=cast.northmere.pk).update(lead_times={"audio": {"days": 2, "since": "2026-06-01"}})
    cache.clear()
    asks(client, "audio", once="00000000-e2bb-4255-8caf-4136c566a962")
    assert sorted(Task.objects.values_list("due_on", flat=True)) == [
        working_days_after(timezone.localdate(), 2),
        before,
    ]
