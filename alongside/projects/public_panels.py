"""The socket by which rooms upstairs show on a project's public page.

A room registers a function from its ``apps.ready``; it is asked on every visit, so it costs one query at most.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from alongside.projects.models import Project


class Place(StrEnum):
    """Where a block stands. ANSWER comes first once the project is answered."""

    ANSWER = "answer"
    TAKE_PART = "take-part"
    AFTER = "after"


@dataclass(frozen=True)
class Start:
    """The one green button. ``questions`` is how many there are; ``print_link`` a form to print."""

    link: str
    questions: int | None = None
    print_link: str = ""


@dataclass(frozen=True)
class Block:
    """A part of the page: a template and what it needs. It starts with an ``h2``."""

    place: Place
    template: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Shown:
    """What a room shows: all of it optional. ``people`` is about how many took part, ``results`` where results are."""

    start: Start | None = None
    people: int | None = None
    results: str = ""
    blocks: tuple[Block, ...] = ()


_rooms: dict[str, Callable[[Project], Shown]] = {}


def register(room: str, show: Callable[[Project], Shown]) -> None:
    _rooms[room] = show


def shown_on(project: Project) -> Shown:
    """What all rooms show on this project's page, joined; the first room that knows a thing is heard."""
    each = [show(project) for show in _rooms.values()]
    return Shown(
        start=next((one.start for one in each if one.start), None),
        people=next((one.people for one in each if one.people is not None), None),
        results=next((one.results for one in each if one.results), ""),
        blocks=tuple(block for one in each for block in one.blocks),
    )


Beside = Callable[[Project], Block | None]
_beside: list[Beside] = []


def beside_how_run(show: Beside) -> Beside:
    """Register what a room shows beside "How this was run"; none where it has nothing. One query at most."""
    _beside.append(show)
    return show


def shown_beside(project: Project) -> list[Block]:
    return [block for show in _beside if (block := show(project)) is not None]
