from uuid import UUID, uuid4

import pytest
from django.core import serializers

from alongside.record.actions import (
    erase_line,
    erase_person,
    erase_public,
    erase_subject,
    note,
    note_public,
    seal,
    verify,
)
from alongside.record.checking import leaf_holds
from alongside.record.models import Batch, Chain, Checkpoint, Detail, Entry, Leaf
from alongside.record.timeline import timeline


def everything_kept() -> str:
    models = [Chain, Entry, Detail, Batch, Leaf, Checkpoint]
    return "\n".join(serializers.serialize("json", model.objects.all()) for model in models)


def test_a_person_who_acted_in_several_chains_is_forgotten_in_all_and_every_chain_stays_valid(db: None) -> None:
    person, colleague, scopes = uuid4(), uuid4(), [uuid4(), uuid4(), uuid4()]
    for scope in scopes[:2]:
        note(scope=scope, by=person, verb="test.looked", subject="thing:1")
        note(scope=scope, by=colleague, verb="test.paused", subject=f"person:{person}", detail={"reason": "away"})
        note(scope=scope, by=colleague, verb="test.looked", subject="thing:2")
    note(scope=scopes[2], by=colleague, verb="test.looked", subject="thing:3")
    seal()

    assert erase_person(person=person, by=colleague) == 4

    seal()
    assert verify() == []
    assert str(person) not in everything_kept()
    newest, _, about, did = timeline(scopes[0])
    assert (newest.verb, newest.actor) == ("record.erased", colleague)
    assert "2" in newest.words
    assert (about.actor, about.subject, about.words) == (colleague, "", "paused the project: (no longer kept)")
    assert (did.actor, did.by, did.words) == (None, "erased", "looked")
    assert len(timeline(scopes[2])) == 1


def test_without_its_salt_a_digest_cannot_be_guessed_from_every_person_there_is(db: None) -> None:
    """Same person, same words: no two digests alike, so nothing can be told from what is left."""
    scope, person = uuid4(), uuid4()
    for _ in range(3):
        note(scope=scope, by=person, verb="test.looked", subject="thing:1")
        note(scope=scope, by=None, verb="test.looked", subject="thing:1")
    assert Entry.objects.values("actor").distinct().count() == 6
    assert Entry.objects.values("detail").distinct().count() == 6


def test_someone_who_erases_themselves_is_not_written_down_as_the_one_who_did(db: None) -> None:
    scope, person = uuid4(), uuid4()
    note(scope=scope, by=person, verb="test.looked", subject="thing:1")
    erase_person(person=person, by=person)
    assert str(person) not in everything_kept()
    assert verify() == []


def test_erasing_twice_and_erasing_what_was_erased_in_part(db: None) -> None:
    scope, person = uuid4(), uuid4()
    note(scope=scope, by=person, verb="test.paused", subject="thing:1", detail={"reason": "a name got in here"})
    assert erase_line(scope=scope, seq=1, by=person) == 1
    assert erase_line(scope=scope, seq=1, by=person) == 0
    assert erase_person(person=person, by=None) == 2
    assert erase_person(person=person, by=None) == 0
    assert erase_subject(subject="thing:1", by=None) == 0
    assert verify() == []
    assert len(timeline(scope)) == 3


def test_the_note_of_an_erasure_keeps_its_number(db: None) -> None:
    scope = uuid4()
    note(scope=scope, by=None, verb="test.looked", subject="thing:1")
    erase_line(scope=scope, seq=1, by=None)
    assert erase_line(scope=scope, seq=2, by=None) == 0
    assert erase_subject(subject=f"scope:{scope}", by=None) == 0
    assert verify() == []


@pytest.mark.parametrize("before_sealing", [True, False])
def test_what_somebody_said_is_forgotten_and_its_batch_stays_valid(db: None, before_sealing: bool) -> None:
    scope, subject, other = uuid4(), uuid4(), uuid4()
    note_public(scope=scope, verb="test.said", subject=subject, content=b"buses")
    note_public(scope=scope, verb="test.said", subject=other, content=b"trains")
    if not before_sealing:
        seal()
    assert leaf_holds(subject, b"buses")
    assert not leaf_holds(subject, b"bikes")
    assert erase_public(subject=subject) == 1
    seal()
    assert verify() == []
    assert not leaf_holds(subject, b"buses")
    assert leaf_holds(other, b"trains")
    assert str(subject) not in everything_kept()


def test_entries_and_leaves_give_away_no_person_and_no_order(story: UUID) -> None:
    assert {field.name for field in Entry._meta.get_fields()} - {"checkpoints"} == {
        "id", "chain", "seq", "at", "verb", "actor", "detail", "previous", "hash", "readable", "batch",
    }  # fmt: skip
    assert not [field for field in Leaf._meta.get_fields() if "time" in field.get_internal_type().lower()]
