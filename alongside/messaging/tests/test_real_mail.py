"""The outbox and a real mail server on loopback: it answers, refuses, goes away, and workers die."""

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from alongside.messaging import outbox
from alongside.messaging.actions import Address, send
from alongside.messaging.models import Message
from alongside.messaging.outbox import send_due
from alongside.people.accounts.models import Envelope
from tests.cast import assemble

pytestmark = pytest.mark.django_db(transaction=True)


class Postbox:
    """Keeps what comes; refuses for good what is for nobody, and for now what is for somebody busy."""

    def __init__(self) -> None:
        self.came: list[Any] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address.startswith("nobody"):
            return "550 No such mailbox"
        if address.startswith("busy"):
            return "451 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.came.append((envelope.rcpt_tos, message_from_bytes(envelope.content)))
        return "250 Accepted"


@pytest.fixture
def post() -> Iterator[Postbox]:
    box = Postbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings = override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
    )
    with settings:
        yield box
    server.stop()


def a_message(to: str = "jo@people.example", **more: Any) -> Message:
    made = send(kind="copy", to=Address("email", to), subject="Your answers – ✓", words="Dŵr a bara 🙂", **more)
    assert isinstance(made, Message)
    return made


def test_it_arrives_once_whole_and_by_a_name(post: Postbox) -> None:
    cast = assemble()
    a_message(organisation=cast.northmere)
    assert (send_due(), send_due()) == (1, 0)
    [(to, mail)] = post.came
    assert to == ["jo@people.example"]
    assert "Dŵr a bara 🙂" in mail.get_payload(decode=True).decode()
    assert "Northmere Together" in mail["From"] and mail["Reply-To"] == "involve@northmere.example"


def test_ten_workers_send_each_message_once(post: Postbox) -> None:
    for number in range(30):
        a_message(f"p{number}@people.example")

    def work() -> None:
        send_due()
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(10)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(to[0] for to, _mail in post.came) == sorted(f"p{number}@people.example" for number in range(30))


def test_a_refusal_for_good_ends_it_and_one_for_now_waits(post: Postbox) -> None:
    gone, later, fine = a_message("nobody@people.example"), a_message("busy@people.example"), a_message()
    assert send_due() == 1
    for message in (gone, later, fine):
        message.refresh_from_db()
    assert [gone.state, later.state, fine.state] == ["failed", "waiting", "sent"]
    assert gone.words == "" and later.words != "" and later.due_at > timezone.now()
    assert Envelope.objects.get().id == later.envelope


def test_it_is_tried_again_and_given_up_in_the_end(post: Postbox) -> None:
    message = a_message("busy@people.example")
    for _try in range(6):
        Message.objects.update(due_at=timezone.now() - timedelta(seconds=1))
        send_due()
    message.refresh_from_db()
    assert (message.state, message.attempts, message.words) == ("failed", 6, "")
    assert not Envelope.objects.exists()


def test_without_a_mail_server_nothing_is_lost() -> None:
    message = a_message()
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST=""):
        assert send_due() == 0
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=9
    ):
        assert send_due() == 0
    message.refresh_from_db()
    assert (message.state, message.words) == ("waiting", "Dŵr a bara 🙂")


def test_what_a_dead_worker_held_another_sends(post: Postbox, monkeypatch: pytest.MonkeyPatch) -> None:
    a_message()

    def dies(*_any: Any) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(outbox, "_send", dies)
        send_due()
    assert send_due() == 0, "held by the dead one for a while"
    Message.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    assert send_due() == 1
    assert len(post.came) == 1


def test_the_gap_that_stays_has_the_same_message_id(post: Postbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between the server's "accepted" and our "sent": it goes again, as the same message."""
    a_message()
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(outbox, "_gone", lambda *_any: (_ for _ in ()).throw(KeyboardInterrupt))
        send_due()
    Message.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    send_due()
    assert len(post.came) == 2
    assert post.came[0][1]["Message-ID"] == post.came[1][1]["Message-ID"]
