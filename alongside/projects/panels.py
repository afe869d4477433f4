"""The socket by which rooms upstairs show on a project's workspace, answer to its publishing and have texts translated."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.documents.translating import Part
from alongside.projects.models import Project
from alongside.projects.rules import Check


@dataclass(frozen=True)
class Task:
    """A row of the task list. ``status`` is plain words when there is no ``colour``; no ``link`` means not yet.

    ``left`` says whether it still wants doing.
    """

    stage: str
    title: str
    status: str
    link: str = ""
    hint: str = ""
    colour: str = ""
    left: bool = True


@dataclass(frozen=True)
class Share:
    """What a room adds to one project's workspace."""

    tasks: tuple[Task, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Panel:
    """``share`` reads; ``published`` acts, inside the transaction in which the project is published."""

    key: str
    share: Callable[[Project, str], Share]
    published: Callable[[Project, UUID, datetime], None]


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    _panels[panel.key] = panel


def shares(project: Project, org: str) -> list[Share]:
    """What every room adds, in the order of registration. ``org`` is the organisation's slug, for links."""
    return [panel.share(project, org) for panel in _panels.values()]


def checks(shared: Iterable[Share]) -> list[Check]:
    return [check for share in shared for check in share.checks]


def tell_published(project: Project, by: UUID, at: datetime) -> None:
    for panel in _panels.values():
        panel.published(project, by, at)


Texts = Callable[[Project], Part | None]
_texts: list[Texts] = []


def to_translate(texts: Texts) -> Texts:
    """Register what a room says to the public about a project, for translators; none where it says nothing yet."""
    _texts.append(texts)
    return texts


def parts(project: Project) -> list[Part]:
    """What there is to translate of rooms upstairs, in the order of registration."""
    return [part for texts in _texts if (part := texts(project)) is not None and part.texts]
