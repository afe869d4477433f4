"""A quote from the moment it is kept until it is shown, held, or passed on as a worry."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.activities.models import Contribution
from alongside.analysis import marks
from alongside.messaging.models import Message
from alongside.moderation import actions
from alongside.moderation.models import ShownText, Worry
from alongside.moderation.presenters import shown
from alongside.people.accounts.actions import keep_in_touch
from alongside.people.accounts.models import Consent
from alongside.record.models import Entry
from tests.cast import Cast, login
from tests.world import furnish

pytestmark = pytest.mark.django_db

State = ShownText.State
WORDS = "Mrs Adeyemi found me a chair. Ring me on 020 7946 0188."


@pytest.fixture
def said(cast: Cast) -> Contribution:
    world = furnish(cast.northmere, cast.amira)
    ShownText.objects.all().delete()
    Worry.objects.all().delete()
    Message.objects.all().delete()
    contribution = Contribution.objects.get(pk=world["contribution"])
    contribution.may_quote = True
    contribution.save()
    return contribution


@pytest.fixture
def text(cast: Cast, said: Contribution) -> ShownText:
    marks.quote(contribution=said, question="better", words=WORDS, answer=WORDS, by=cast.ana.pk)
    return ShownText.objects.get()


@pytest.fixture
def dot(cast: Cast) -> Client:
    return login(Client(), cast.dot)


def page(text: ShownText) -> str:
    return reverse("moderation:text", args=["northmere", text.pk])


def test_a_quote_waits_and_nothing_is_shown_before_somebody_decides(said: Contribution, text: ShownText) -> None:
    assert (text.state, text.risk, text.public) == (State.WAITING, 2, "")
    assert shown(said.activity) == {}


def test_a_quote_that_is_removed_is_shown_no_more(cast: Cast, said: Contribution, text: ShownText) -> None:
    actions.decide(text=text, state=State.PUBLISHED, by=cast.dot.pk, seen=0)
    assert shown(said.activity) == {"better": [WORDS]}
    marks.remove(mark=said.marks.get(), by=cast.ana.pk)
    assert shown(said.activity) == {}


def test_a_withdrawn_answer_is_shown_no_more(cast: Cast, said: Contribution, text: ShownText) -> None:
    actions.decide(text=text, state=State.PUBLISHED, by=cast.dot.pk, seen=0)
    Contribution.objects.update(withdrawn_at="2026-06-01T12:00Z")
    assert shown(said.activity) == {}
    assert login(Client(), cast.dot).get(page(text)).status_code == 404


def test_words_are_hidden_after_a_look_and_the_person_is_told(cast: Cast, dot: Client, text: ShownText) -> None:
    contact = keep_in_touch(
        organisation=cast.northmere,
        route="email",
        address="somebody@people.example",
        purposes=[Consent.Purpose.PROJECT],
        voice=text.contribution.voice,
    )
    decided = {
        "hide": ["Mrs Adeyemi"],
        "words": "020 7946 0188\r\n",
        "state": "hidden-words",
        "reason": "It names somebody",
        "seen": "0",
    }
    looked = dot.post(page(text), decided)
    body = looked.content.decode()
    assert looked.status_code == 200
    assert "[words hidden] found me a chair. Ring me on [words hidden]." in body
    assert "It names somebody" in body
    text.refresh_from_db()
    assert text.state == State.WAITING and not Message.objects.exists()

    saved = dot.post(page(text), {**decided, "checked": "1", "message": "We hid a name."})
    assert saved.status_code == 302
    text.refresh_from_db()
    assert text.state == State.HIDDEN_WORDS
    assert text.words == WORDS
    assert shown(text.contribution.activity) == {
        "better": ["[words hidden] found me a chair. Ring me on [words hidden]."]
    }
    sent = Message.objects.get()
    assert (sent.words, sent.route) == ("We hid a name.", contact.route)
    assert Entry.objects.filter(verb="text.hidden-words", actor__isnull=False).exists()


def test_who_left_no_way_to_be_reached_is_told_nothing(dot: Client, text: ShownText) -> None:
    Consent.objects.all().delete()
    decided = {"state": "not-published", "reason": "It names somebody", "seen": "0"}
    assert "nobody is told" in dot.post(page(text), decided).content.decode()
    dot.post(page(text), {**decided, "checked": "1", "message": "Forged"})
    text.refresh_from_db()
    assert text.state == State.NOT_PUBLISHED
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({}, "Select what should happen"),
        ({"state": "held"}, "Enter the reason"),
        ({"state": "hidden-words", "reason": "Names"}, "Enter the words to hide"),
        ({"state": "hidden-words", "reason": "Names", "words": "Bob"}, "These words are not in the text: Bob"),
        ({"state": "published", "words": "chair"}, "remove the words to hide"),
    ],
)
def test_a_mistake_keeps_what_was_typed(dot: Client, text: ShownText, typed: dict[str, str], problem: str) -> None:
    answer = dot.post(page(text), {"seen": "0", **typed})
    assert answer.status_code == 422
    assert problem in answer.content.decode().replace("&#39;", "'")
    for value in typed.values():
        assert value in answer.content.decode()
    text.refresh_from_db()
    assert text.state == State.WAITING


def test_two_moderators_at_once_do_not_overwrite_each_other(cast: Cast, dot: Client, text: ShownText) -> None:
    actions.decide(text=text, state=State.HELD, by=cast.olu.pk, seen=0, reason="Ask the clinic")
    late = dot.post(page(text), {"state": "published", "seen": "0"})
    assert late.status_code == 409
    assert "Ask the clinic" in late.content.decode()
    text.refresh_from_db()
    assert text.state == State.HELD
    assert 'name="seen" value="1"' in late.content.decode()


def test_saving_goes_to_the_riskiest_that_waits(cast: Cast, dot: Client, said: Contribution, text: ShownText) -> None:
    calm = actions.ask(contribution=said, question="better", text="More buses", by=cast.ana.pk)
    first = actions.ask(contribution=said, question="better", text="he hits me", by=cast.ana.pk)
    queue = dot.get(reverse("moderation:queue", args=["northmere"])).content.decode()
    assert queue.index("he hits me") < queue.index("Mrs Adeyemi") < queue.index("More buses")
    answer = dot.post(page(calm), {"state": "published", "seen": "0"})
    assert answer["Location"] == page(first)


def test_a_worry_leaves_moderation_and_moderators_do_not_see_it(cast: Cast, dot: Client, text: ShownText) -> None:
    dot.post(reverse("moderation:worry", args=["northmere", text.pk]), {"worry": "She may be in danger"})
    text.refresh_from_db()
    worry = Worry.objects.get()
    assert text.state == State.HELD
    assert set(Message.objects.values_list("kind", flat=True)) == {"worry"}
    assert Message.objects.count() == 2  # Amira leads and Olu owns.
    assert not any("danger" in message.words for message in Message.objects.all())
    for address in (
        reverse("moderation:worries", args=["northmere"]),
        reverse("moderation:one-worry", args=["northmere", worry.pk]),
    ):
        assert dot.get(address).status_code == 403
    amira = login(Client(), cast.amira)
    address = reverse("moderation:one-worry", args=["northmere", worry.pk])
    assert "She may be in danger" in amira.get(address).content.decode()
    assert amira.post(address, {"outcome": ""}).status_code == 422
    amira.post(address, {"outcome": "Phoned the safeguarding lead"})
    worry.refresh_from_db()
    assert worry.closed_by == cast.amira.pk
    assert "danger" not in str(list(Entry.objects.values()))


def test_the_queue_costs_the_same_however_long_it_is(
    cast: Cast, said: Contribution, text: ShownText, django_assert_num_queries: Callable[..., Any]
) -> None:
    client = login(Client(), cast.amira)
    address = reverse("moderation:queue", args=["northmere"])
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)
    for number in range(20):
        actions.ask(contribution=said, question="better", text=f"More buses {number}", by=cast.ana.pk)
    with django_assert_num_queries(6):
        client.get(address)


def test_one_text_costs_few_queries(
    cast: Cast, dot: Client, text: ShownText, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    actions.decide(text=text, state=State.HELD, by=cast.olu.pk, seen=0, reason="Ask the clinic")
    dot.get(page(text))
    with django_assert_max_num_queries(8):
        dot.get(page(text))
