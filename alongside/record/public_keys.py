"""Public keys as people handle them, and whether a signature is theirs. Python alone; faster with its cryptography."""

import hashlib
import re
from base64 import b64decode
from collections.abc import Callable
from functools import cache

from alongside.record import verify as proof
from alongside.record.unzipping import Refused

# An Ed25519 public key as PEM is these bytes and then the key.
DER_START = bytes.fromhex("302a300506032b6570032100")


def fingerprint(key: str) -> str:
    """What people compare: half of the SHA-256 of the key, in groups of four. Empty for what is no key."""
    if not re.fullmatch(r"[0-9a-f]{64}", key):
        return ""
    digest = hashlib.sha256(bytes.fromhex(key)).hexdigest()
    return " ".join(digest[at : at + 4] for at in range(0, 32, 4))


def read_key(text: str) -> str:
    """A public key in hexadecimal, from hexadecimal or PEM. Raises Refused."""
    found = re.search(r"-----BEGIN PUBLIC KEY-----([\sA-Za-z0-9+/=]+)-----END PUBLIC KEY-----", text)
    if found:
        try:
            der = b64decode(found[1])
        except ValueError:
            der = b""
        if len(der) == len(DER_START) + 32 and der.startswith(DER_START):
            return der[len(DER_START) :].hex()
    plain = "".join(text.split()).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", plain):
        raise Refused("The key is not an Ed25519 public key: 64 digits from 0 to f, or PEM.")
    return plain


def signature_holds(key: str, signature: str, message: bytes) -> bool:
    """Whether this is the key's signature of the message. Key and signature are in hexadecimal."""
    return _check_of_signatures()(key, signature, message)


@cache
def _check_of_signatures() -> Callable[[str, str, bytes], bool]:
    """The library's, which is fast, or else our own."""
    try:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 (may not be there)
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 (as above)
    except ImportError:
        return proof.signature_holds

    def holds(key: str, signature: str, message: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), message)
        except (InvalidSignature, ValueError):
            return False
        return True

    return holds
