"""Equality answers that are not finished: in the person's own browser, sealed, and in no table.

A row for every answer would show when each came; so they stay with the person until the last is given, and go with
the browser if it is closed.
"""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from alongside.people.voices.keys import Unreadable, seal, unseal
from alongside.questionnaires.codec import DefinitionError, answers_from_json, answers_to_json
from alongside.questionnaires.types import Answers

USE = b"about you cookie"
MOST = 3900  # characters; browsers drop cookies above 4,096 bytes with their name


class TooMuch(Exception):
    """More words than a browser keeps for us."""


def _name(survey: UUID) -> str:
    return f"alongside_about_{survey.hex[:8]}"


def read(request: HttpRequest, survey: UUID, voice: UUID) -> dict[str, Any]:
    """The answers so far, by question key; none if this browser keeps none for that voice."""
    try:
        held = json.loads(unseal(request.COOKIES.get(_name(survey), ""), use=USE))
        return answers_from_json(held["a"]) if held["v"] == voice.hex else {}
    except (Unreadable, DefinitionError, ValueError, KeyError, TypeError):
        return {}


def write(response: HttpResponse, survey: UUID, voice: UUID, answers: Answers, *, path: str) -> None:
    """Raises ``TooMuch`` and changes nothing when a browser could not keep it."""
    held = {"v": voice.hex, "a": answers_to_json(answers)}
    sealed = seal(json.dumps(held, separators=(",", ":"), ensure_ascii=False), use=USE)
    if len(sealed) > MOST:
        raise TooMuch
    response.set_cookie(
        _name(survey), sealed, path=path, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def forget(response: HttpResponse, survey: UUID, *, path: str) -> None:
    response.delete_cookie(_name(survey), path=path, samesite="Lax")
