"""What a monitoring row holds instead of the voice's id: the same for the same voice, and no way back without the key.

Equality answers must be countable beside what the same voice said (who answered how), but a copy of the database,
without the secret key, must not put them beside each other.
"""

from uuid import UUID

from alongside.people.voices.keys import digest, secrets_in_use

USE = b"monitoring mask"


def mask(voice: UUID, *, secret: str | None = None) -> UUID:
    return UUID(bytes=digest(voice.bytes, use=USE, secret=secret)[:16])


def masks(voice: UUID) -> list[UUID]:
    """By the newest secret key first, then by old ones still in use."""
    return [mask(voice, secret=secret) for secret in secrets_in_use()]
