"""Logging in: a mailed code, the same page for known and unknown, a second factor for roles that see personal data."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from alongside.messaging.models import Message
from alongside.messaging.outbox import send_due
from alongside.people.accounts.access import SEEN, SINCE
from alongside.people.accounts.actions import forget_never_opened
from alongside.people.accounts.models import Person
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def mailed_code() -> str:
    send_due()
    found = re.search(r"(\d{3}) (\d{3})", mail.outbox[-1].body)
    assert found
    return "".join(found.groups())


def ask(client: Client, email: str) -> str:
    client.post("/log-in/", {"email": email})
    return mailed_code()


def log_in(client: Client, email: str) -> object:
    return client.post("/log-in/code/", {"code": ask(client, email), "action": "verify"})


def app_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def set_up_app(client: Client) -> str:
    page = client.get("/log-in/second-factor/app/")
    found = re.search(r"Key: <strong[^>]*>([A-Z2-7 ]+)<", page.content.decode())
    assert found
    secret = found.group(1).replace(" ", "")
    client.post("/log-in/second-factor/app/", {"code": app_code(secret)})
    return secret


def test_known_and_unknown_addresses_see_the_same_and_both_get_in(client: Client, cast: Cast) -> None:
    pages = []
    for email in ("chidi@people.example", "somebody-new@people.example"):
        visitor = Client()
        page = visitor.post("/log-in/", {"email": email}, follow=True)
        pages.append(page.content.decode().replace(email, "EMAIL"))
        assert page.status_code == 200
        code = mailed_code()
        assert code not in mail.outbox[-1].subject
        answer = visitor.post("/log-in/code/", {"code": f"{code[:3]} {code[3:]}", "action": "verify"})
        assert answer.url == "/after-log-in/"
        assert visitor.session["_auth_user_id"] == str(Person.objects.get(email=email).pk)
    without_tokens = [re.sub(r'(value|nonce)="[^"]{20,}"', "", page) for page in pages]
    assert without_tokens[0] == without_tokens[1]


def test_an_address_in_capitals_is_the_same_account(client: Client, cast: Cast) -> None:
    log_in(client, "CHIDI@people.example")
    assert client.session["_auth_user_id"] == str(cast.chidi.pk)


def test_the_code_is_forgotten_once_sent(client: Client, cast: Cast) -> None:
    code = ask(client, "chidi@people.example")
    message = Message.objects.get()
    assert message.words == "" and code not in str(message.__dict__)


def test_a_wrong_code_says_so_and_too_many_end_it(client: Client, cast: Cast) -> None:
    code = ask(client, "chidi@people.example")
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    page = client.post("/log-in/code/", {"code": wrong, "action": "verify"})
    assert page.status_code == 422
    assert "That is not the code" in page.content.decode() and "<title>Error: " in page.content.decode()
    for _ in range(4):
        client.post("/log-in/code/", {"code": wrong, "action": "verify"})
    client.post("/log-in/code/", {"code": code, "action": "verify"})
    assert "_auth_user_id" not in client.session


def test_another_code_can_be_asked_for_and_ends_the_first(client: Client, cast: Cast) -> None:
    first = ask(client, "chidi@people.example")
    page = client.post("/log-in/code/", {"action": "resend"}, follow=True)
    assert "We have sent another code" in page.content.decode()
    second = mailed_code()
    if first != second:
        client.post("/log-in/code/", {"code": first, "action": "verify"})
        assert "_auth_user_id" not in client.session
    client.post("/log-in/code/", {"code": second, "action": "verify"})
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("typed", ["", "not an address", "a@b", "<script>@x", "x" * 300 + "@people.example"])
def test_what_is_no_address_says_how_to_type_one(client: Client, db: None, typed: str) -> None:
    page = client.post("/log-in/", {"email": typed})
    assert page.status_code == 422
    assert not Message.objects.exists()


def test_asking_too_often_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    for _ in range(4):
        client.post("/log-in/", {"email": "chidi@people.example"})
    page = client.post("/log-in/", {"email": "chidi@people.example"})
    assert page.status_code == 422
    assert "chidi@people.example" in page.content.decode() and "Wait one minute" in page.content.decode()
    assert client.post("/log-in/", {"email": "somebody-else@people.example"}).status_code == 302


def test_an_address_whose_code_was_never_typed_is_forgotten(client: Client, cast: Cast) -> None:
    client.post("/log-in/", {"email": "nobody@people.example"})
    Person.objects.filter(email="nobody@people.example").update(joined_at="2026-01-01T00:00Z")
    Person.objects.filter(pk=cast.amira.pk).update(joined_at="2026-01-01T00:00Z")
    forget_never_opened()
    assert not Person.objects.filter(email="nobody@people.example").exists()
    assert Person.objects.filter(pk=cast.amira.pk).exists()


def test_roles_that_see_personal_data_set_up_a_second_factor_and_are_asked_for_it(cast: Cast) -> None:
    client = Client()
    log_in(client, "amira@people.example")
    people = reverse("team:people", args=["northmere"])
    assert client.get(people).url == "/second-factor/"
    assert "Set up an authenticator app" in client.get("/second-factor/").content.decode()
    secret = set_up_app(client)
    assert client.get(people).status_code == 200
    assert "recovery codes" in client.get("/log-in/second-factor/recovery-codes/").content.decode()

    another = Client()
    answer = log_in(another, "amira@people.example")
    assert answer.url == "/log-in/second-factor/"
    assert "_auth_user_id" not in another.session
    wrong = another.post("/log-in/second-factor/", {"code": "000000" if app_code(secret) != "000000" else "111111"})
    assert wrong.status_code == 422 and "That is not the code" in wrong.content.decode()
    cache.clear()  # an app's code is used once, and the one for setting up was this half minute's
    another.post("/log-in/second-factor/", {"code": app_code(secret)})
    assert another.get(people).status_code == 200


def test_a_second_factor_that_was_set_up_but_not_used_is_not_enough(cast: Cast) -> None:
    client = Client()
    log_in(client, "amira@people.example")
    set_up_app(client)
    other = Client()
    other.force_login(cast.amira)
    assert other.get(reverse("team:people", args=["northmere"])).url == "/second-factor/"
    assert "Use it now" in other.get("/second-factor/").content.decode()


def test_roles_without_personal_data_need_none(cast: Cast) -> None:
    client = Client()
    answer = log_in(client, "ben@people.example")
    assert client.get(answer.url).url == reverse("team:today", args=["northmere"])


@pytest.mark.parametrize(("since", "seen"), [(13 * 3600, 60), (3 * 3600, 2.5 * 3600)])
def test_colleagues_are_logged_out_and_lose_nothing_they_typed(cast: Cast, since: float, seen: float) -> None:
    client = Client()
    client.force_login(cast.olu)
    session = client.session
    session.update({"second_factor": True, SINCE: int(time.time() - since), SEEN: int(time.time() - seen)})
    session.save()
    page = client.post(reverse("team:people", args=["northmere"]), {"words": "A long finding"})
    assert page.status_code == 403
    assert "A long finding" in page.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path", ["password/reset/", "password/change/", "signup/", "email/", "login/", "social/", "reauthenticate/"]
)
def test_pages_we_do_not_use_are_not_there(client: Client, db: None, path: str) -> None:
    assert client.get(f"/log-in/{path}").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("account_reset_password")
