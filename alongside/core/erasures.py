"""Erasures outlive a backup: each is noted in a file outside the database, and done again after a restore.

The file holds a kind and a random identifier a line, nothing about anybody. A room says how to erase again with
``@erases("kind")``; the function must be safe to run twice and when nothing is left.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

Erase = Callable[[UUID], object]
_again: dict[str, Erase] = {}


def erases(kind: str) -> Callable[[Erase], Erase]:
    def register(erase: Erase) -> Erase:
        _again[kind] = erase
        return erase

    return register


def _file() -> Path:
    return Path(settings.DATA) / "erasures.jsonl"


def remember(kind: str, identifier: UUID) -> None:
    """Note an erasure before it happens, so that no crash can lose it."""
    line = json.dumps({"kind": kind, "id": str(identifier), "at": timezone.now().isoformat()})
    with _file().open("a", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def repeat_all() -> int:
    """Erase again everything that was ever erased here; how many lines were done."""
    if not _file().exists():
        return 0
    done = 0
    for line in _file().read_text(encoding="utf-8").splitlines():
        noted = json.loads(line)
        _again[noted["kind"]](UUID(noted["id"]))
        done += 1
    return done
