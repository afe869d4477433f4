"""The socket by which rooms upstairs show on a project's workspace, answer to its publishing and have texts translated."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.expressions import Combinable

from alongside.documents.translating import Part
from alongside.people.accounts.roles import Permission
from alongside.projects.models import Project
from alongside.projects.rules import Check


@dataclass(frozen=True)
class Task:
    """A row of the task list. ``status`` is plain words when there is no ``colour``; no ``link`` means not yet.

    ``part`` is the part of the plan it stands under there. ``left`` says whether it still wants doing; it is a link only for those whose role has ``needs``.
    """

    stage: str
    title: str
    status: str
    link: str = ""
    hint: str = ""
    colour: str = ""
    left: bool = True
    needs: Permission = Permission.EDIT_PROJECTS
    part: str = ""


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
    deep: Callable[[Project], bool] | None = None
    """Whether its share of this project costs so much that only "Ready to publish?" asks for it."""


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    _panels[panel.key] = panel


def shares(project: Project, org: str, *, deep: bool = True) -> list[Share]:
    """What every room adds, in the order of registration; without ``deep``, only of those that cost little. ``org`` is
    the organisation's slug, for links."""
    asked = [panel for panel in _panels.values() if deep or not is_deep(panel, project)]
    return [panel.share(project, org) for panel in asked]


def is_deep(panel: Panel, project: Project) -> bool:
    return panel.deep is not None and panel.deep(project)


def more_to_ask(project: Project) -> bool:
    """Whether some room's checks are asked for on "Ready to publish?" alone."""
    return any(is_deep(panel, project) for panel in _panels.values())


def checks(shared: Iterable[Share]) -> list[Check]:
    return [check for share in shared for check in share.checks]


def tell_published(project: Project, by: UUID, at: datetime) -> None:
    for panel in _panels.values():
        panel.published(project, by, at)


@dataclass(frozen=True)
class Progress:
    """What a room says on the workspace of how far a project is. ``counts`` are expressions over projects, so that one
    query fetches the project and what every room counts of it; ``tasks`` gets the project, the organisation's slug and
    the counts by name."""

    key: str
    counts: Mapping[str, Combinable]
    tasks: Callable[[Project, str, Mapping[str, Any]], Iterable[Task]]


_progress: dict[str, Progress] = {}


def register_progress(progress: Progress) -> None:
    _progress[progress.key] = progress


@cache
def counting(*rooms: str) -> QuerySet[Project]:
    """Projects with what these rooms, or every room, count of them, for ``progress_of``. Made once, when all rooms are
    registered: to make it costs more than to ask it."""
    asked = [room for room in _progress.values() if room.key in rooms or not rooms]
    counts = {f"{room.key}_{name}": count for room in asked for name, count in room.counts.items()}
    return Project.objects.annotate(**counts)


def progress_of(project: Project, org: str) -> list[Share]:
    """How far it is, in the order of registration. ``project`` comes from ``counting``."""
    return [
        Share(tuple(room.tasks(project, org, {name: getattr(project, f"{room.key}_{name}") for name in room.counts})))
        for room in _progress.values()
    ]


Texts = Callable[[Project], Part | None]
_texts: list[Texts] = []


def to_translate(texts: Texts) -> Texts:
    """Register what a room says to the public about a project, for translators; none where it says nothing yet."""
    _texts.append(texts)
    return texts


def parts(project: Project) -> list[Part]:
    """What there is to translate of rooms upstairs, in the order of registration."""
    return [part for texts in _texts if (part := texts(project)) is not None and part.texts]
