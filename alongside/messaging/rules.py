"""What is promised by when, and when a message that could not be sent is tried again. No clock, no database."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

# Waits before the second try and those after it; then the message has failed.
WAITS = [timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12)]


def next_try(attempts: int) -> timedelta | None:
    """How long to wait after this many tries; None when it was tried often enough."""
    return WAITS[attempts - 1] if attempts <= len(WAITS) else None


def by_days(ways: Iterable[str], days: Mapping[str, int], otherwise: int) -> dict[int, list[str]]:
    """{working days: what was asked for and is promised within them}, the soonest first. ``otherwise`` is for what
    needs no making."""
    found: dict[int, list[str]] = {}
    for way in ways:
        found.setdefault(days.get(way, otherwise), []).append(way)
    return dict(sorted(found.items()))
