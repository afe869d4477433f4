"""How a project stands for somebody who is answering. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from alongside.projects.models import Project, State


class Standing(StrEnum):
    NOT_YET = "not yet"
    OPEN = "open"
    PAUSED = "paused"
    LATE = "late"
    OVER = "over"


@dataclass(frozen=True)
class Door:
    """What somebody may do now. Saving is always possible: nothing typed is refused for a date."""

    standing: Standing
    may_start: bool
    may_send: bool

    @property
    def late(self) -> bool:
        return self.standing is Standing.LATE


def door(project: Project, now: datetime) -> Door:
    """Open: everything. Paused: keep answering, send when it starts again. Closed: who had begun may send, marked
    late, until the answers are published; nobody begins."""
    state = project.state_at(now)
    if state is State.OPEN:
        return Door(Standing.OPEN, may_start=True, may_send=True)
    if state is State.PAUSED:
        return Door(Standing.PAUSED, may_start=False, may_send=False)
    if state is State.CLOSED:
        return Door(Standing.LATE, may_start=False, may_send=True)
    if state is State.ANSWERED:
        return Door(Standing.OVER, may_start=False, may_send=False)
    return Door(Standing.NOT_YET, may_start=False, may_send=False)
