"""Tasks in words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.messaging.models import LetterFile, Task
from alongside.people.accounts.models import Person

SOON = 2  # days


@dataclass(frozen=True)
class TaskLine:
    task: Task
    kind: str
    owner: str
    state: str
    colour: str


def state_of(task: Task, today: date) -> tuple[str, str]:
    """Words and the colour of their tag; a finished task is plain text."""
    if task.done_at is not None:
        return _("Done"), ""
    if task.due_on < today:
        return _("Late"), "red"
    if (task.due_on - today).days <= SOON:
        return _("Due soon"), "orange"
    return _("On time"), "white"


def lines(tasks: list[Task], today: date) -> list[TaskLine]:
    """Two queries however many tasks."""
    people = names({task.owner for task in tasks if task.owner})
    return [
        TaskLine(
            task,
            str(Task.Kind(task.kind).label),
            people.get(task.owner, _("Nobody yet")) if task.owner else _("Nobody yet"),
            *state_of(task, today),
        )
        for task in tasks
    ]


def names(people: set[UUID]) -> dict[UUID, str]:
    return {person.id: str(person) for person in Person.objects.filter(pk__in=people)} if people else {}


def why_not_printed(code: str) -> str:
    """Why a letter is not in the file, and what to do."""
    return {
        "gone": _("We no longer have an address: the person asked us to forget it. Finish the task and say so."),
        "route": _("The person now wants to be told another way. Open the task to see how."),
        "easy-read": _("The person asked for Easy Read."),
        "audio": _("The person asked for audio."),
        "bsl": _("The person asked for British Sign Language video."),
        "braille": _("The person asked for Braille."),
    }.get(code, "")


@dataclass(frozen=True)
class LetterFileLine:
    """A file of letters that is not posted yet. ``mine`` can be opened."""

    file: LetterFile
    count: int
    who: str
    mine: bool


def letter_files(files: list[LetterFile], me: UUID) -> list[LetterFileLine]:
    people = names({each.by for each in files})
    return [LetterFileLine(each, len(each.tasks), people.get(each.by, ""), each.by == me) for each in files]
