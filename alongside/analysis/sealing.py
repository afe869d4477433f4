"""Arrays as sealed bytes and back. Only a process that knows the secret key reads them."""

import secrets
from io import BytesIO

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alongside.analysis.columns import Arrays
from alongside.people.voices.keys import digest, secrets_in_use

USE = b"answer columns"
RECORD_KEYS = b"record keys"
NONCE = 12


class Unreadable(ValueError):
    """Sealed under a secret key that is not in use any more, or changed on the way."""


def seal(arrays: Arrays) -> bytes:
    written = BytesIO()
    np.savez(written, allow_pickle=False, **arrays)
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(_key(secrets_in_use()[0])).encrypt(nonce, written.getvalue(), None)


def unseal(sealed: bytes) -> Arrays:
    """Raises Unreadable."""
    for secret in secrets_in_use():
        try:
            plain = AESGCM(_key(secret)).decrypt(sealed[:NONCE], sealed[NONCE:], None)
        except InvalidTag:
            continue
        with np.load(BytesIO(plain), allow_pickle=False) as kept:
            return {name: kept[name] for name in kept.files}
    raise Unreadable


def record_secret() -> bytes:
    """What record keys are made with. With it the noise could be taken off, so it is derived, never stored."""
    return digest(b"of every response", use=RECORD_KEYS)


def _key(secret: str) -> bytes:
    return digest(b"columns", use=USE, secret=secret)
