"""Equality answers are countable beside answers with the key, and not without it; their order says nothing."""

import threading
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import override_settings

from alongside.people.monitoring.access import by_voice, has_answered
from alongside.people.monitoring.actions import forget, keep, keep_many, mix_rows
from alongside.people.monitoring.models import Monitoring
from alongside.people.voices.mixing import POOL
from alongside.questionnaires.models import Edition, Questionnaire

pytestmark = pytest.mark.django_db
OLD = "only-for-a-demo-or-a-test-" + "0" * 40


@pytest.fixture
def edition() -> Edition:
    questionnaire = Questionnaire.objects.create(owner=uuid4(), title="About you")
    return Edition.objects.create(questionnaire=questionnaire, number=1, definition={})


def in_physical_order() -> list[int]:
    """Which came when, as the rows lie in the table."""
    column = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT answers FROM monitoring_monitoring ORDER BY {column}")
        return [int("".join(filter(str.isdigit, str(row[0])))) for row in cursor.fetchall()]


def agreement(order: list[int]) -> float:
    """Rank correlation (Spearman) between the order of rows and the order of coming: 1 is the same."""
    n = len(order)
    return 1 - 6 * sum((place - came) ** 2 for place, came in enumerate(order)) / (n * (n * n - 1))


def test_answers_are_kept_by_the_month_and_found_again(edition: Edition) -> None:
    scope, voice = uuid4(), uuid4()
    keep(voice=voice, scope=scope, edition=edition, answers={"sex": "female"}, on=date(2026, 11, 22))
    row = Monitoring.objects.get()
    assert (row.month, row.answers) == (date(2026, 11, 1), {"sex": "female"})
    assert row.voice != voice
    assert by_voice(scope, [uuid4(), voice]) == {voice: {"sex": "female"}}
    assert by_voice(uuid4(), [voice]) == {}


def test_answering_again_replaces_and_forgetting_forgets(edition: Edition) -> None:
    scope, voice = uuid4(), uuid4()
    keep(voice=voice, scope=scope, edition=edition, answers={"sex": "female"})
    with override_settings(SECRET_KEY="newest" * 10, SECRET_KEY_FALLBACKS=[OLD]):
        assert has_answered(voice)
        keep(voice=voice, scope=scope, edition=edition, answers={"sex": "male"})
        assert by_voice(scope, [voice]) == {voice: {"sex": "male"}}
        forget(voice=voice)
    assert not Monitoring.objects.exists()


def test_rows_written_one_by_one_lie_in_no_order(edition: Edition) -> None:
    for came in range(POOL):
        keep(voice=uuid4(), scope=uuid4(), edition=edition, answers={"n": came})
    order = in_physical_order()
    assert sorted(order) == list(range(POOL))
    # A random order of 63 agrees by more than 0.5 less than once in 20,000 times.
    assert abs(agreement(order)) < 0.5


def test_the_daily_mixing_leaves_nothing_of_a_long_order(edition: Edition) -> None:
    scope = uuid4()
    for start in range(0, 1000, 100):
        keep_many(scope=scope, edition=edition, rows=[(uuid4(), {"n": n}) for n in range(start, start + 100)])
    assert agreement(in_physical_order()) > 0.5
    mix_rows()
    order = in_physical_order()
    assert sorted(order) == list(range(1000))
    assert abs(agreement(order)) < 0.15


@pytest.mark.django_db(transaction=True)
def test_many_at_once_lose_and_double_nothing() -> None:
    questionnaire = Questionnaire.objects.create(owner=uuid4(), title="About you")
    edition = Edition.objects.create(questionnaire=questionnaire, number=1, definition={})
    scope, voices = uuid4(), [uuid4() for _ in range(48)]

    def come(mine: list[object]) -> None:
        for voice in mine:
            keep(voice=voice, scope=scope, edition=edition, answers={"n": 1})
        connection.close()

    threads = [threading.Thread(target=come, args=(voices[start::8],)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(by_voice(scope, voices)) == set(voices)
    assert Monitoring.objects.count() == len(voices)
