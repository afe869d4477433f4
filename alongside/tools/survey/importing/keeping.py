"""What is kept of a file on its way in, sealed: the file until the worker has read it, then what was understood of it.

So neither the file nor the names and addresses in it stay, and after a day nothing does.
"""

import json
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from alongside.people.voices.keys import Unreadable, seal, unseal
from alongside.questionnaires.types import Problem
from alongside.tools.survey.importing.actions import Rejected, Staged
from alongside.tools.survey.importing.matching import Left, Trouble, Why

FOLDER = "incoming"
USE = b"incoming file"


def _path(pk: UUID, what: str) -> str:
    return f"{FOLDER}/{pk.hex}-{what}"


def _save(pk: UUID, what: str, words: str) -> None:
    _delete(pk, what)
    default_storage.save(_path(pk, what), ContentFile(seal(words, use=USE).encode()))


def _read(pk: UUID, what: str) -> str | None:
    try:
        with default_storage.open(_path(pk, what)) as file:
            return unseal(file.read().decode(), use=USE)
    except (FileNotFoundError, Unreadable):
        return None


def _delete(pk: UUID, what: str) -> None:
    with suppress(FileNotFoundError):
        default_storage.delete(_path(pk, what))


def keep_file(pk: UUID, content: bytes) -> None:
    _save(pk, "file", b64encode(content).decode())


def file_of(pk: UUID) -> bytes | None:
    """The file as it came; none once it has been read."""
    words = _read(pk, "file")
    return None if words is None else b64decode(words)


def forget_file(pk: UUID) -> None:
    _delete(pk, "file")


def keep(pk: UUID, staged: Staged) -> None:
    _save(pk, "staged", json.dumps({**asdict(staged), "difference": None}, default=str))


def keep_rejected(pk: UUID, staged: Staged) -> None:
    """What was left out can be read for a day; what was brought in is with the other answers."""
    keep(pk, replace(staged, rows={}))


def staged_of(pk: UUID) -> Staged | None:
    """As it was understood. What the survey held before is for ``actions.look_again`` to say."""
    words = _read(pk, "staged")
    return None if words is None else _staged(json.loads(words))


def _staged(found: dict[str, Any]) -> Staged:
    return Staged(
        survey=UUID(found["survey"]),
        edition=UUID(found["edition"]),
        file=found["file"],
        digest=found["digest"],
        columns=found["columns"],
        left=tuple(Left(each["label"], Why(each["why"])) for each in found["left"]),
        rows={int(row): stored for row, stored in found["rows"].items()},
        rejected=tuple(
            Rejected(each["row"], tuple(_trouble(trouble) for trouble in each["troubles"]))
            for each in found["rejected"]
        ),
    )


def _trouble(found: dict[str, Any]) -> Trouble:
    problem = found["problem"]
    return Trouble(found["question"], found["text"], Problem(**problem) if problem else None)


def forget(pk: UUID) -> None:
    for what in ("file", "staged"):
        _delete(pk, what)
