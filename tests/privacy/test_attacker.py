"""Everything except people/accounts, and all logs, do not say who said what: not better than chance.

The people come through the real pages, one after the other: log in, answer, ask for a copy, say who they are, keep
in touch; half of them in two organisations. Where a bound is a number, chance alone would pass it less than once in
ten thousand runs.
"""

import io
import logging
import random
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from alongside.core.logs import NoPersonalData
from alongside.core.work import run_due
from alongside.messaging.models import Message
from alongside.messaging.outbox import send_due
from alongside.people.accounts.models import Contact, Person, VoiceLink
from alongside.people.monitoring.masks import masks
from alongside.people.monitoring.models import Monitoring
from alongside.people.profiles.models import Profile
from alongside.questionnaires.models import Submission
from alongside.record.actions import seal
from tests.cast import Cast
from tests.people.taking_part import says_who, survey_about_people, takes_part
from tests.privacy.attacker import Attacker, Suspect, take_everything, text_of

PEOPLE = 16
# Of 16 guesses at random, one is right on average; eight or more are less likely than one in 90,000.
CHANCE = 7
NAMES = ["Priya", "Jo", "Amir", "Denise", "Sunita", "Gareth", "Halima", "Kwame", "Marta", "Owen", "Farida", "Leon"]
HOMES = ("/northmere/projects/blood-tests/", "/carrow-hill/projects/blood-tests/")


@pytest.fixture
def everything_logged() -> Iterator[io.StringIO]:
    """What reaches the log, in full, as it is written in life."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(NoPersonalData())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    for name in ("django.db.backends", "django.template", "asyncio"):
        logging.getLogger(name).setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def comes(person: Person, home: str, chance: random.Random) -> None:
    client = Client()
    client.force_login(person)
    client.get(f"{home}nowhere/?email={person.email}&name={person.name}")
    code = takes_part(client, words=chance.choice(["More buses", "Longer hours", "A kinder welcome"]), home=home)
    client.post(f"{home}answer/copy/", {"email": person.email})
    says_who(client, home=home, sex=chance.choice(["female", "male"]), age=chance.choice(["age_25_34", "age_65_74"]))
    how = {"route": "email", "email": person.email, "name": person.name, "language": "en-gb", "format": "standard"}
    client.post(f"{home}keep-in-touch/", {"purposes": ["project", "panel"], **how})
    client.post(f"{home}keep-in-touch/invitations/", {"age": "25-34", "consent": "on"})
    Client().post(f"/{home.split('/')[1]}/code/", {"code": code})
    send_due()


@pytest.fixture
def people(cast: Cast, everything_logged: io.StringIO) -> list[Person]:
    """In the order in which they came."""
    cache.clear()
    chance = random.Random(7)
    for organisation in (cast.northmere, cast.carrow_hill):
        survey_about_people(organisation)
    names = [f"{first} {second}" for second in ("Shah", "Reid") for first in NAMES][:PEOPLE]
    everybody = [Person.objects.create_user(f"{name.lower().replace(' ', '.')}@people.example", name) for name in names]
    chance.shuffle(everybody)
    for number, person in enumerate(everybody):
        comes(person, HOMES[0], chance)
        if number % 2:
            comes(person, HOMES[1], chance)
    run_due()
    seal()
    return everybody


@pytest.fixture
def attacker(people: list[Person], everything_logged: io.StringIO) -> Attacker:
    contacts = {person.pk: [str(each) for each in person.contacts.values_list("id", flat=True)] for person in people}
    suspects = [Suspect(each.pk, each.name, each.email, tuple(contacts[each.pk])) for each in people]
    random.Random(11).shuffle(suspects)
    return Attacker(take_everything(), everything_logged.getvalue(), suspects)


def truth(people: list[Person]) -> dict[UUID, set[UUID]]:
    return {each.pk: set(VoiceLink.objects.filter(person=each).values_list("voice", flat=True)) for each in people}


def right(guesses: dict[Any, Any], really: dict[UUID, set[Any]]) -> int:
    return sum(text_of(guess) in {text_of(each) for each in really[who]} for who, guess in guesses.items())


def the_people_came(people: list[Person], attacker: Attacker) -> None:
    """Else the rest would prove nothing."""
    assert Monitoring.objects.count() == Submission.objects.filter(sent_at__isnull=False).count() == PEOPLE * 3 // 2
    assert (
        Message.objects.filter(state="sent").count()
        == Contact.objects.count()
        == Profile.objects.count()
        == PEOPLE * 3 // 2
    )
    assert all(len(voices) in (1, 2) for voices in truth(people).values())
    assert attacker.logs


def nobody_is_to_be_read_anywhere(people: list[Person], attacker: Attacker) -> None:
    assert attacker.seen_anywhere() == []


def reading_digests_and_orders_find_nobodys_answers(people: list[Person], attacker: Attacker) -> None:
    really = truth(people)
    assert attacker.by_reading() == {}
    assert attacker.by_digests() == {}
    for order in (
        [each.id for each in sorted(attacker.suspects, key=lambda each: each.id.hex)],
        [each.id for each in sorted(attacker.suspects, key=lambda each: each.email)],
        [each.id for each in attacker.suspects],
    ):
        assert right(attacker.by_order("voices_voice", "id", order), really) <= CHANCE
        assert right(attacker.by_order("questionnaires_submission", "voice_id", order), really) <= CHANCE


def watching_the_door_does_not_tell_who_gave_which_equality_answers(people: list[Person], attacker: Attacker) -> None:
    """Even somebody who saw each person come, in order, and has the rows as they lie."""
    really = {who: {mask for voice in voices for mask in masks(voice)} for who, voices in truth(people).items()}
    came = [each.pk for number, each in enumerate(people) for _ in range(1 + number % 2)]
    for by in (None, "id", "voice"):
        guesses = attacker.by_order("monitoring_monitoring", "voice", range(len(came)), by=by)
        hits = sum(text_of(row) in {text_of(each) for each in really[came[place]]} for place, row in guesses.items())
        assert hits <= CHANCE + 4, by  # some came twice, so that chance is right more often


def equality_answers_and_profiles_join_to_nothing(people: list[Person], attacker: Attacker) -> None:
    assert attacker.shared_values("monitoring_monitoring", ["id", "voice"]) == []
    assert attacker.shared_values("profiles_profile", ["id"]) == []
    months = {
        str(row["month"])[-2:] for name in ("monitoring_monitoring", "profiles_profile") for row in attacker.dump[name]
    }
    assert months == {"01"}


def the_writing_transaction_says_nothing_either(people: list[Person], attacker: Attacker) -> None:
    """PostgreSQL shows which transaction wrote a row: all of a small table's are the last one."""
    for name in ("monitoring_monitoring", "profiles_profile"):
        assert len({row.get("written_by") for row in attacker.dump[name]}) == 1


def messages_as_kept_hold_a_day_and_no_words(people: list[Person], attacker: Attacker) -> None:
    kept = attacker.dump["messaging_message"]
    assert kept and {row["words"] for row in kept} == {""}
    assert len({str(row["due_at"]) for row in kept}) == 1
    assert attacker.shared_values("messaging_message", ["envelope", "once"]) == []


def one_person_in_two_projects_is_two_strangers(people: list[Person], attacker: Attacker) -> None:
    pairs = {frozenset(voice.hex for voice in voices) for voices in truth(people).values() if len(voices) == 2}
    found = attacker.same_person_twice() & pairs
    assert len(found) <= 2, "pairs that share a rare value by chance"


def leaks_are_found(people: list[Person], attacker: Attacker) -> None:
    """A leak is found: an address in an answer, and equality rows written plainly and in order."""
    with transaction.atomic():
        _leak(people, attacker)
        transaction.set_rollback(True)


def _nothing_left_behind(table: str) -> None:
    """Empty, without the gaps of deleted rows, which PostgreSQL would fill in an order of its own."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f'TRUNCATE "{table}"' if connection.vendor == "postgresql" else f'DELETE FROM "{table}"')


def _leak(people: list[Person], attacker: Attacker) -> None:
    person = people[3]
    voice = VoiceLink.objects.filter(person=person).order_by("since").first().voice
    Submission.objects.filter(voice=voice).update(answers={"better": {"value": f"Write to {person.email}"}})
    edition = Submission.objects.first().edition
    really = truth(people)
    _nothing_left_behind(Monitoring._meta.db_table)
    for each in people:
        first = VoiceLink.objects.filter(person=each).order_by("since").first().voice
        row = Monitoring(voice=first, scope=edition.pk, edition=edition, month="2026-11-01")
        row.save(force_insert=True)
    again = Attacker(take_everything(), "", attacker.suspects)
    assert again.by_reading() == {person.pk: voice}
    assert "questionnaires_submission.answers" in again.seen_anywhere()
    guesses = again.by_order("monitoring_monitoring", "voice", [each.pk for each in people])
    assert right(guesses, really) == PEOPLE
    assert again.shared_values("monitoring_monitoring", ["voice"]) != []


def test_a_copy_of_everything_but_accounts_does_not_say_who_said_what(people: list[Person], attacker: Attacker) -> None:
    for check in (
        the_people_came,
        nobody_is_to_be_read_anywhere,
        reading_digests_and_orders_find_nobodys_answers,
        watching_the_door_does_not_tell_who_gave_which_equality_answers,
        equality_answers_and_profiles_join_to_nothing,
        the_writing_transaction_says_nothing_either,
        messages_as_kept_hold_a_day_and_no_words,
        one_person_in_two_projects_is_two_strangers,
        leaks_are_found,
    ):
        check(people, attacker)
