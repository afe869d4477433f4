"""The key that signs checkpoints, and the file they are copied to. Neither is in the database."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypedDict

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from alongside.record import verifying
from alongside.record.verify import signed_message


class Signed(TypedDict):
    """A checkpoint as it is copied and handed out; or, of the kind restore, where a restored backup goes on."""

    kind: str
    scope: str
    seq: int
    hash: str
    at: str
    key: str
    signature: str


class PackSignature(NamedTuple):
    """How an evidence pack is signed: both in hexadecimal."""

    key: str
    signature: str


def signing_key() -> Ed25519PrivateKey:
    """From the settings, or else from a file, which is made when it is first needed."""
    if settings.RECORD_KEY:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.RECORD_KEY))
    place = Path(settings.DATA) / "record-key"
    if not place.exists():
        _make(place)
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(place.read_text().strip()))


def _make(place: Path) -> None:
    """Written aside and linked: of several workers that begin at once one makes the key, and none reads half of it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = place.with_name(f"record-key.{os.getpid()}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(Ed25519PrivateKey.generate().private_bytes_raw().hex())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, place)
    except FileExistsError:
        pass  # another worker was first, and its key is the one
    finally:
        aside.unlink()


def sign(*, scope: str, seq: int, hash: str, at: str, kind: str = "checkpoint") -> Signed:
    key = signing_key()
    return {
        "kind": kind,
        "scope": scope,
        "seq": seq,
        "hash": hash,
        "at": at,
        "key": key.public_key().public_bytes_raw().hex(),
        "signature": key.sign(signed_message(scope, seq, hash, at, kind)).hex(),
    }


def public_key() -> str:
    """The key to publish, in hexadecimal."""
    return signing_key().public_key().public_bytes_raw().hex()


def trusted_keys() -> set[str]:
    """Ours, and those that signed before it."""
    return {public_key(), *settings.OLD_RECORD_KEYS}


def checkpoint_file() -> Path:
    return Path(settings.DATA) / "checkpoints.jsonl"


def keep_outside(checkpoint: Signed) -> None:
    """Add a line to the file and see it safely on the disk.

    One short write, so that lines of several workers never mix. The line's end comes first: a line that a power cut
    left unfinished does not spoil the next.
    """
    place = checkpoint_file()
    place.parent.mkdir(parents=True, exist_ok=True)
    opened = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(opened, ("\n" + json.dumps(checkpoint, sort_keys=True)).encode())
        os.fsync(opened)
    finally:
        os.close(opened)


def kept_outside(place: Path) -> Iterator[Signed]:
    """What can be read in the file. A spoilt line counts as one that is missing."""
    if not place.exists():
        return
    with place.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                row = json.loads(line)
                yield {
                    "kind": str(row["kind"]),
                    "scope": str(row["scope"]),
                    "seq": int(row["seq"]),
                    "hash": str(row["hash"]),
                    "at": str(row["at"]),
                    "key": str(row["key"]),
                    "signature": str(row["signature"]),
                }
            except (ValueError, KeyError, TypeError):
                continue


def signature_holds(mark: Signed) -> bool:
    """As ``verify.signature_holds``, with the library's speed."""
    statement = signed_message(mark["scope"], mark["seq"], mark["hash"], mark["at"], mark["kind"])
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(mark["key"])).verify(
            bytes.fromhex(mark["signature"]), statement
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def sign_pack(manifest: bytes) -> PackSignature:
    """The signature of an evidence pack's manifest."""
    key = signing_key()
    return PackSignature(key.public_key().public_bytes_raw().hex(), key.sign(verifying.signed_message(manifest)).hex())
