"""What the database itself refuses, without any help from our code."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Model

from alongside.record import guards
from alongside.record.actions import erase_public
from alongside.record.models import Batch, Chain, Checkpoint, Detail, Entry, Leaf

ROOMS: list[type[Model]] = [Chain, Entry, Detail, Batch, Leaf, Checkpoint]


def refused(act: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            act()
    except DatabaseError as problem:
        return guards.REFUSAL in str(problem)
    return False


@pytest.mark.parametrize("model", ROOMS)
def test_no_row_can_be_deleted(story: UUID, model: type[Model]) -> None:
    table = model._meta.db_table
    assert refused(lambda: connection.cursor().execute(f"DELETE FROM {table}"))


@pytest.mark.parametrize(
    "model, change",
    [
        *[(Entry, {field: F(field)}) for field in ("seq", "at", "verb", "actor", "detail", "previous", "hash")],
        (Batch, {"leaves": 4}),
        (Checkpoint, {"seq": 1}),
        (Chain, {"seq": F("seq") - 1}),
        (Chain, {"seq": F("seq")}),
        (Chain, {"seq": F("seq") + 1, "scope": UUID(int=1)}),
        (Detail, {"subject": "thing:99"}),
        (Detail, {"words": {"reason": "sun"}}),
        (Detail, {"actor": UUID(int=1)}),
        (Detail, {"salt": "0" * 32}),
        (Leaf, {"digest": "0" * 64}),
        (Leaf, {"subject": UUID(int=1)}),
        (Leaf, {"batch": None}),
        (Leaf, {"scope": UUID(int=1)}),
    ],
    ids=str,
)
def test_nothing_can_be_changed(story: UUID, model: type[Model], change: dict[str, object]) -> None:
    assert refused(lambda: model._default_manager.update(**change))


def test_what_can_be_read_may_be_emptied(story: UUID) -> None:
    assert Detail.objects.update(actor=None, actor_salt="", subject="", words={}, salt="") == 7
    subject = Leaf.objects.values_list("subject", flat=True).first()
    assert subject is not None
    assert erase_public(subject=subject) == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="TRUNCATE is PostgreSQL's")
@pytest.mark.parametrize("model", ROOMS)
def test_no_table_can_be_truncated(story: UUID, model: type[Model]) -> None:
    table = model._meta.db_table
    connection.check_constraints()  # what is still to be checked would forbid it too
    assert refused(lambda: connection.cursor().execute(f"TRUNCATE {table} CASCADE"))


def test_missing_guards_are_named(db: None) -> None:
    assert guards.missing() == []
    on = " ON record_entry" if connection.vendor == "postgresql" else ""
    connection.cursor().execute(f"DROP TRIGGER record_entry_update{on}")
    assert guards.missing() == ["record_entry_update"]
    assert not guards.triggers_present()
    guards.put_up()
    assert guards.triggers_present()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_tests_have_emptied_has_its_guards() -> None:
    assert guards.triggers_present()
