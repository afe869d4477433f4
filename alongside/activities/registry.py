"""The socket for ways of taking part: a tool registers itself; the middle never names one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from alongside.activities.models import Activity


@dataclass(frozen=True)
class ClosedQuestion:
    """A question whose answers are chosen: ``options`` are (key, label)."""

    key: str
    wording: str
    options: list[tuple[str, str]]


@dataclass(frozen=True)
class Tool:
    """``level`` is a level of knowledge.spectrums. The links take (organisation's slug, project's slug, activity).

    ``paper_url`` is where the printable form is, for tools that have one; ``questions`` counts what a person is
    asked at most. ``closed_questions`` lists what can be counted, and ``who_said`` yields (contribution, voice) of
    everyone who chose an option: together they let a finding rest on an answer that many gave.
    """

    key: str
    name: str | Promise
    level: str
    start_url: Callable[[str, str, Activity], str]
    paper_url: Callable[[str, str, Activity], str] | None = None
    questions: Callable[[Activity], int] | None = None
    closed_questions: Callable[[Activity], list["ClosedQuestion"]] | None = None
    who_said: Callable[[Activity, str, str], Iterable[tuple[UUID, UUID]]] | None = None


_tools: dict[str, Tool] = {}


def register(made: Tool) -> None:
    """Raises ValueError if another tool has the key."""
    if _tools.setdefault(made.key, made) is not made:
        raise ValueError(f"Two tools want the key {made.key!r}.")


def tool(key: str) -> Tool:
    """Raises KeyError when no such tool is registered."""
    return _tools[key]


def tools() -> list[Tool]:
    return list(_tools.values())
