"""The outbox loses nothing and doubles nothing; letters, calls and texts become tasks."""

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from alongside.messaging.actions import Address, add_task, finish_task, send
from alongside.messaging.models import Message, Task
from alongside.messaging.outbox import send_due
from alongside.people.accounts.actions import keep_in_touch
from alongside.people.accounts.models import Envelope
from alongside.people.voices.actions import new_voice
from alongside.record.models import Entry
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def a_message(cast: Cast, **more: Any) -> Message | Task:
    to = Address("email", "jo@people.example", "Jo")
    facts = {"kind": "copy", "to": to, "subject": "Your answers", "words": "Here they are.", **more}
    return send(organisation=cast.northmere, **facts)


def test_a_message_goes_once_and_leaves_no_words_and_no_address(cast: Cast) -> None:
    message = a_message(cast)
    assert send_due() == 1
    assert send_due() == 0
    assert [(sent.to, sent.body) for sent in mail.outbox] == [(["jo@people.example"], "Here they are.")]
    assert mail.outbox[0].from_email.startswith('"Northmere Together" <')
    message.refresh_from_db()
    assert (message.state, message.words) == ("sent", "")
    assert (message.due_at.minute, message.due_at.second, message.due_at.microsecond) == (0, 0, 0)
    assert not Envelope.objects.exists()


def test_asking_twice_is_one_message_and_the_key_kept_says_nothing(cast: Cast) -> None:
    voice, _ = new_voice(scope=cast.northmere.id)
    first = a_message(cast, once=f"copy:{voice.id}")
    assert a_message(cast, once=f"copy:{voice.id}") == first
    assert Message.objects.count() == Envelope.objects.count() == 1
    assert str(voice.id) not in first.once and voice.id.hex not in first.once


def test_what_is_undone_sends_nothing(cast: Cast) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        a_message(cast)
        raise RuntimeError
    assert send_due() == 0


@pytest.mark.parametrize(("route", "kind"), [("letter", "letter"), ("phone", "call"), ("text", "text")])
def test_other_routes_become_a_task_with_a_date(cast: Cast, route: str, kind: str) -> None:
    voice, _ = new_voice(scope=cast.northmere.id)
    contact = keep_in_touch(
        organisation=cast.northmere, voice=voice, route=route, address="1 High Street", purposes=["project"]
    )
    task = send(organisation=cast.northmere, kind="told", to=contact, subject="What we decided", words="Dear Jo")
    assert isinstance(task, Task)
    assert (task.kind, task.words, task.done_at) == (kind, "Dear Jo", None)
    assert task.due_on > date(2026, 1, 1)


def test_a_task_is_finished_once_and_recorded(cast: Cast) -> None:
    task = add_task(organisation=cast.northmere, kind="another-way", title="Asked for large print", words="Size 24")
    finish_task(task=task, by=cast.amira, outcome="Posted", need_met=True)
    assert (task.done_by, task.need_met, task.outcome) == (cast.amira.id, True, "Posted")
    assert Entry.objects.filter(verb="task.done").count() == 1
    with pytest.raises(Exception, match="already"):
        finish_task(task=task, by=cast.amira, outcome="Posted twice", need_met=True)
