from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.utils.translation import ngettext_lazy
from pytest_django import Settings

from alongside.record import verbs
from alongside.record.actions import note, note_public, seal

verbs.say(
    {
        "test.paused": "paused the project: %(reason)s",
        "test.looked": "looked",
        "test.said": ngettext_lazy("%(count)s person took part", "%(count)s people took part", "count"),
    }
)


@pytest.fixture(autouse=True)
def own_key_and_file(settings: Settings, tmp_path: Path) -> Path:
    """Every test has a key and a checkpoint file of its own, as an installation has."""
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def story(db: None) -> UUID:
    """A project's chain: entries 1 to 5 by staff, 6 with five leaves, signed at 6; then 7 and 8, signed at 8."""
    return tell()


def tell() -> UUID:
    scope, person = uuid4(), uuid4()
    for number in range(5):
        note(scope=scope, by=person, verb="test.paused", subject=f"thing:{number}", detail={"reason": f"snow {number}"})
    for number in range(5):
        note_public(scope=scope, verb="test.said", subject=uuid4(), content=b"what was said %d" % number)
    seal()
    note(scope=scope, by=person, verb="test.looked", subject="thing:7")
    note(scope=scope, by=None, verb="test.looked", subject="thing:8")
    seal()
    return scope
