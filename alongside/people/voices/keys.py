"""Keys made from the secret key: digests that cannot be turned back or tried out, and sealing.

Old secret keys (``SECRET_KEY_FALLBACKS``) still find and open what was made with them; what is saved again is made
with the newest.
"""

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


@lru_cache(maxsize=64)
def _key(secret: str, use: bytes) -> bytes:
    """32 bytes, different for every secret key and every use (16 bytes at most)."""
    return hashlib.blake2b(secret.encode(), digest_size=32, person=use).digest()


def secrets_in_use() -> list[str]:
    """The newest first."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def digest(words: bytes, *, use: bytes, secret: str | None = None) -> bytes:
    """32 bytes that a stranger with the database, but without the secret key, cannot tie to ``words``."""
    return hmac.digest(_key(secret or settings.SECRET_KEY, use), words, "sha256")


@lru_cache(maxsize=16)
def _box(secrets: tuple[str, ...], use: bytes) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_key(secret, use))) for secret in secrets])


def seal(words: str, *, use: bytes = b"sealed") -> str:
    """Unreadable without the key; nothing stays nothing."""
    return _box(tuple(secrets_in_use()), use).encrypt(words.encode()).decode() if words else ""


def unseal(sealed: str, *, use: bytes = b"sealed") -> str:
    """Raises ``Unreadable`` for what we did not seal for this use."""
    if not sealed:
        return ""
    try:
        return _box(tuple(secrets_in_use()), use).decrypt(sealed.encode()).decode()
    except (InvalidToken, UnicodeError) as problem:
        raise Unreadable from problem


class Unreadable(ValueError):
    """Sealed by nobody we know, or changed on the way."""
