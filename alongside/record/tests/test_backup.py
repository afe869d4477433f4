"""The record through a backup, a restore, and a move to another database."""

import io

import pytest
from django.apps import apps
from django.core.management import call_command

from alongside.core.portable import dump, load
from alongside.record import guards
from alongside.record.actions import note, restored, seal, verify
from alongside.record.tests.conftest import tell
from alongside.record.timeline import timeline


def empty() -> None:
    guards.take_down()
    call_command("flush", interactive=False, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_a_restored_record_is_whole_and_guarded_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = list(apps.get_app_config("record").get_models())
    monkeypatch.setattr("alongside.core.portable.tables", lambda: ours)
    scope = tell()
    kept = io.StringIO()
    dump(kept)
    note(scope=scope, by=None, verb="test.looked", subject="thing:9")
    later = tell()
    empty()

    load(io.StringIO(kept.getvalue()))

    assert guards.triggers_present()
    found = {(problem.scope, problem.seq, problem.what) for problem in verify()}
    assert found == {(str(scope), 9, "truncated"), (str(later), 1, "truncated")}
    assert restored() == 2
    assert verify() == []
    note(scope=scope, by=None, verb="test.looked", subject="thing:10")
    seal()
    assert verify() == []
    assert [line.seq for line in timeline(scope)][:2] == [10, 9]
