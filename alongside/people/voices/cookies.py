"""How a browser keeps unsent and sent answers findable: a sealed cookie, one for each survey.

It holds the voice's id, the submission's id and the code, readable by us alone and by no script. Nothing of it is in
the session or an address. It lasts until the browser is closed unless the person is on their own device: a
library's computer forgets by itself.
"""

import json
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from alongside.people.voices.keys import Unreadable, seal, unseal

USE = b"answers cookie"


@dataclass(frozen=True)
class Answers:
    """``code`` is plain, so that the person can be shown it again."""

    voice: UUID
    submission: UUID
    code: str


def name_of(survey_id: UUID) -> str:
    return f"alongside_answers_{survey_id.hex[:8]}"


def read(request: HttpRequest, survey_id: UUID) -> Answers | None:
    """What this browser keeps for that survey; None if nothing, or nothing that we wrote."""
    kept = request.COOKIES.get(name_of(survey_id))
    if not kept:
        return None
    try:
        held = json.loads(unseal(kept, use=USE))
        return Answers(UUID(held["v"]), UUID(held["s"]), held["c"])
    except (Unreadable, ValueError, KeyError, TypeError):
        return None


def write(response: HttpResponse, survey_id: UUID, answers: Answers, *, path: str = "/") -> None:
    """``path`` limits where the browser sends it: the project's address, so that About you reads it too."""
    held = {"v": answers.voice.hex, "s": answers.submission.hex, "c": answers.code}
    response.set_cookie(
        name_of(survey_id),
        seal(json.dumps(held, separators=(",", ":")), use=USE),
        path=path,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget(response: HttpResponse, survey_id: UUID, *, path: str = "/") -> None:
    response.delete_cookie(name_of(survey_id), path=path, samesite="Lax")
