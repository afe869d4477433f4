"""What every test may use. Its settings, and its own database, are in tests/settings.py."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is slow, not wrong: no property fails for the time it took.
settings.register_profile("alongside", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("alongside")

pytest_plugins = ["tests.browser"]


@pytest.fixture
def cast(db: None) -> object:
    from tests import cast as people  # models need the settings first

    return people.assemble()


@pytest.fixture(scope="session", autouse=True)
def record_can_be_emptied() -> Iterator[None]:
    """Tests that commit are followed by emptying every table, which the record's triggers refuse.

    Emptying sends Django's post_migrate signal, which puts them up again.
    """
    from django.test import TransactionTestCase

    from alongside.record import guards

    empty = TransactionTestCase._fixture_teardown

    def emptying(case: TransactionTestCase) -> None:
        guards.take_down()
        empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptying)
        yield


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What one test cached is not what the next one sees."""
    from django.core.cache import cache

    cache.clear()
