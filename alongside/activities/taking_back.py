"""The socket by which rooms upstairs forget what somebody took back: what they copied of it goes with it."""

from collections.abc import Callable, Sequence
from uuid import UUID

Forget = Callable[[Sequence[UUID]], None]
_forget: list[Forget] = []


def forget_with(forget: Forget) -> Forget:
    """Register what a room does when contributions are taken back, inside the same transaction."""
    _forget.append(forget)
    return forget


def forget(contributions: Sequence[UUID]) -> None:
    for room in _forget:
        room(contributions)
