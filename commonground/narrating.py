"""How long work tells where it is, and hears that it should stop.

The mathematics has no clock and no screen. Whoever calls passes two functions: one that is told, one that is asked.
"""

from typing import Protocol


class Narrator(Protocol):
    """Told what is being done. ``done`` is the share of the whole, 0 to 1, where it is known."""

    def __call__(self, what: str, done: float | None = None) -> None: ...


class KeepGoing(Protocol):
    """Asked now and then, at least every second: False ends the work with the best that is proved so far."""

    def __call__(self) -> bool: ...


def quiet(what: str, done: float | None = None) -> None:
    """Tell nobody."""


def always() -> bool:
    """Never stop."""
    return True
