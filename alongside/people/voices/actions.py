"""Making a voice, finding it by its code, and ending it.

The person does these themselves; none is an act of staff, so none is in the record by name.
"""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from alongside.people.voices.keys import digest, secrets_in_use
from alongside.people.voices.models import Voice
from alongside.people.voices.rules import make_code, read_code


def code_digest(code: str, *, secret: str | None = None) -> str:
    return digest(code.encode(), use=b"voice code", secret=secret).hex()


def new_voice(*, scope: UUID, at: datetime | None = None) -> tuple[Voice, str]:
    """A voice in the project ``scope``, and its code: shown to the person, kept by their browser, never by us."""
    code = make_code()
    return Voice.objects.create(scope=scope, code_digest=code_digest(code), since=at or timezone.now()), code


def new_voices(*, scope: UUID, count: int, at: datetime | None = None) -> list[tuple[Voice, str]]:
    """As ``new_voice``, many at once: for a pile of paper forms, each with its code to tear off. One insert."""
    codes = [make_code() for _each in range(count)]
    since = at or timezone.now()
    made = Voice.objects.bulk_create(Voice(scope=scope, code_digest=code_digest(code), since=since) for code in codes)
    return list(zip(made, codes, strict=True))


def new_voice_without_code(*, scope: UUID, at: datetime | None = None) -> Voice:
    """For answers that arrive with nobody to give a code to: an imported file."""
    return Voice.objects.create(scope=scope, since=at or timezone.now())


def give_code(*, voice: Voice) -> str:
    """A new code for a voice that has none or lost it: the old code stops working."""
    code = make_code()
    voice.code_digest = code_digest(code)
    voice.save(update_fields=["code_digest"])
    return code


def voice_for_code(code: str) -> Voice | None:
    """Whose code this is, as typed; None for a code we do not know. One query whatever was typed.

    The digest is looked up, so how long it takes says nothing about how nearly right a code was.
    """
    read = read_code(code) or "-"
    found = {
        voice.code_digest: voice
        for voice in Voice.objects.filter(
            code_digest__in=[code_digest(read, secret=secret) for secret in secrets_in_use()], erased_at=None
        )
    }
    voice = next(iter(found.values()), None)
    if voice is not None and voice.code_digest != (newest := code_digest(read)):
        # Known by an old secret key: from now on by the newest, so that the old one can be retired.
        voice.code_digest = newest
        voice.save(update_fields=["code_digest"])
    return voice


def withdraw(*, voice: Voice, at: datetime | None = None) -> None:
    """The person takes back what they said. The code keeps working, to see that it was done."""
    if voice.withdrawn_at is None:
        voice.withdrawn_at = at or timezone.now()
        voice.save(update_fields=["withdrawn_at"])


def erase(*, voice: Voice, at: datetime | None = None) -> None:
    """The voice's code is forgotten and works no more; rooms that hold its words erase those themselves.

    Only the day is kept: several voices erased in one moment would show that they were one person.
    """
    day = timezone.localtime(at or timezone.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    voice.code_digest = None
    voice.erased_at = day
    voice.withdrawn_at = voice.withdrawn_at or day
    voice.save(update_fields=["code_digest", "erased_at", "withdrawn_at"])
