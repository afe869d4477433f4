from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.utils.translation import gettext_lazy
from pytest_django import DjangoAssertNumQueries

from alongside.record import keys, verbs
from alongside.record.actions import note, note_public, note_public_all, seal, verify
from alongside.record.checking import leaf_holds
from alongside.record.models import Batch, Checkpoint, Entry, Leaf
from alongside.record.timeline import sentence, timeline


def test_an_act_that_fails_leaves_no_line(db: None) -> None:
    scope = uuid4()
    note(scope=scope, by=None, verb="test.looked", subject="thing:1")
    with pytest.raises(RuntimeError), transaction.atomic():
        note(scope=scope, by=None, verb="test.looked", subject="thing:2")
        note_public(scope=scope, verb="test.said", subject=uuid4(), content=b"")
        raise RuntimeError
    assert len(timeline(scope)) == 1
    assert Leaf.objects.count() == 0
    assert verify() == []


@pytest.mark.parametrize("detail", [gettext_lazy("later"), 1.5, True, ["a"], UUID(int=1)], ids=str)
def test_details_are_plain_strings_and_whole_numbers(db: None, detail: object) -> None:
    with pytest.raises(TypeError, match="reason"):
        note(scope=uuid4(), by=None, verb="test.paused", subject="thing:1", detail={"reason": detail})


def test_a_line_costs_four_queries_and_a_leaf_one(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    scope = uuid4()
    note(scope=scope, by=None, verb="test.looked", subject="thing:1")
    for _ in range(2):
        with transaction.atomic(), django_assert_num_queries(4):
            note(scope=scope, by=uuid4(), verb="test.looked", subject="thing:1")
        with django_assert_num_queries(1):
            note_public(scope=scope, verb="test.said", subject=uuid4(), content=b"")


def test_a_leaf_locks_nothing_and_waits_for_nothing(db: None) -> None:
    with connection.execute_wrapper(no_locks):
        note_public(scope=uuid4(), verb="test.said", subject=uuid4(), content=b"")


def no_locks(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
    assert sql.startswith("INSERT INTO") and "record_leaf" in sql
    return execute(sql, params, many, context)


def test_sealing_twice_is_sealing_once(db: None) -> None:
    scope, other = uuid4(), uuid4()
    for _ in range(3):
        note_public(scope=scope, verb="test.said", subject=uuid4(), content=b"")
    note_public(scope=scope, verb="test.withdrew", subject=uuid4(), content=b"")
    note_public(scope=other, verb="test.said", subject=uuid4(), content=b"")
    assert seal() == 5
    assert seal() == 0
    assert sorted(Batch.objects.values_list("leaves", flat=True)) == [1, 1, 3]
    assert Checkpoint.objects.count() == 2
    assert len(list(keys.kept_outside(keys.checkpoint_file()))) == 2
    assert verify() == []


def test_many_leaves_at_once_take_few_queries(db: None, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    scope, said = uuid4(), [(uuid4(), b"%d" % number) for number in range(1500)]
    with django_assert_max_num_queries(20), transaction.atomic():
        note_public_all(scope=scope, verb="test.said", said=iter(said))
    assert seal() == 1500
    assert all(leaf_holds(*each) for each in said[::300])
    assert verify() == []


def test_a_batch_is_bounded(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alongside.record.actions.BATCH", 2)
    scope = uuid4()
    for _ in range(5):
        note_public(scope=scope, verb="test.said", subject=uuid4(), content=b"")
    assert seal() == 5
    assert list(Batch.objects.order_by("entry__seq").values_list("leaves", flat=True)) == [2, 2, 1]
    assert verify() == []


def test_the_timeline_pages_by_key_in_one_query(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    scope = uuid4()
    for number in range(12):
        note(scope=scope, by=None, verb="test.looked", subject=f"thing:{number}")
    with django_assert_num_queries(1):
        first = timeline(scope, limit=5)
    second = timeline(scope, limit=5, before=first[-1].seq)
    third = timeline(scope, limit=5, before=second[-1].seq)
    assert [line.seq for line in first + second + third] == list(range(12, 0, -1))
    assert timeline(uuid4()) == []


def test_the_timeline_is_in_words(story: UUID) -> None:
    lines = timeline(story)
    assert [line.words for line in lines[-2:]] == ["paused the project: snow 1", "paused the project: snow 0"]
    assert lines[2].words == "5 people took part"
    assert [line.by for line in lines[:3]] == ["system", "person", "public"]
    names = {line.actor: "Priya Shah" for line in lines if line.actor}
    assert [sentence(line, names) for line in lines[:3]] == [
        "Alongside looked",
        "Priya Shah looked",
        "5 people took part",
    ]
    assert sentence(lines[1], {}) == "Someone who has left looked"
    assert lines[0].at - lines[-1].at < timedelta(minutes=1)


def test_one_verb_has_one_set_of_words() -> None:
    verbs.say({"test.looked": "looked"})
    with pytest.raises(ValueError, match="looked"):
        verbs.say({"test.looked": "saw"})


def test_the_key_is_made_once_and_is_nobody_elses_to_read(own_key_and_file: object) -> None:
    first = keys.public_key()
    assert keys.public_key() == first
    place = keys.checkpoint_file().with_name("record-key")
    assert place.stat().st_mode & 0o077 == 0


def test_a_key_that_was_replaced_still_counts_when_it_is_named(story: UUID, settings: object) -> None:
    old = keys.public_key()
    settings.RECORD_KEY = "11" * 32
    assert {problem.what for problem in verify()} == {"checkpoint"}
    settings.OLD_RECORD_KEYS = [old]
    assert verify() == []
    note(scope=story, by=None, verb="test.looked", subject="thing:9")
    seal()
    assert verify() == []
    assert Entry.objects.count() == 9
