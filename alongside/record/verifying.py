"""The form of an evidence pack, and the check of one: ``python -m alongside.record.verifying PACK.zip``.

This file, ``verify.py``, ``signatures.py``, ``unzipping.py`` and ``public_keys.py`` need Python 3.11 and nothing else;
where the cryptography library is there it is used, for speed. A pack is a ZIP: files, ``manifest.json`` with the digest of
each of them and the head of the record, and ``manifest.sig``, the signature of that manifest by the key that signs the
record. A public edition has the same form without the record: only where it ended, signed. Nothing is unpacked to the disk,
and whatever is read is bounded.
"""

import argparse
import hashlib
import json
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from alongside.record import verify as proof
from alongside.record.public_keys import fingerprint, read_key, signature_holds
from alongside.record.signatures import (
    CHECKPOINT,
    CHECKPOINTS,
    MOST_PROBLEMS,
    ODD,
    RECORD,
    Found,
    Mark,
    Signatures,
)
from alongside.record.unzipping import (
    MOST_MANIFEST,
    SPOILT,
    Refused,
    blocks,
    lines,
    members,
    open_zip,
    read,
    wrong_with,
)

FORMAT, PUBLIC = "alongside-pack-1", "alongside-public-1"
MANIFEST, SIGNATURE, KEY = "manifest.json", "manifest.sig", "public-key.txt"
MOST_BYTES = 64_000_000_000


@dataclass
class Learnt:
    """What a pack says of itself. ``key`` is its own; ``key_given``: it was compared with one from elsewhere. ``end`` is the
    entry at which the record stood, of a public edition; ``earlier`` where it stood in the earlier pack that was given."""

    project: Mapping[str, Any] = field(default_factory=dict)
    public: bool = False
    end: int = 0
    earlier: int = 0
    made_at: str = ""
    key: str = ""
    key_given: bool = False
    files: int = 0
    entries: int = 0
    erased: int = 0
    withheld: int = 0
    older_keys: set[str] = field(default_factory=set)


def as_manifest(said: Mapping[str, Any]) -> bytes:
    return (json.dumps(said, sort_keys=True, indent=1, ensure_ascii=True) + "\n").encode()


def as_signature(key: str, signature: str) -> bytes:
    return (json.dumps({"key": key, "signature": signature}, sort_keys=True) + "\n").encode()


def signed_message(manifest: bytes) -> bytes:
    """What is signed of a pack: the digest of its manifest, byte for byte."""
    return proof.message("pack", {"sha256": hashlib.sha256(manifest).hexdigest()})


def check_pack(pack: Path, *, learnt: Learnt, key: str = "", earlier: Path | None = None) -> Iterator[Found]:
    """Everything that is wrong with a pack. ``key`` is the public key that was published elsewhere, in hexadecimal;
    without it the pack's own is used. ``earlier`` is a pack or a public edition of the same project that was kept: where
    the record ended then is still to be there. ``learnt`` is filled on the way. Raises Refused."""
    mark = _end_of(earlier, key) if earlier else None
    with open_zip(pack) as bundle:
        yield from _checked(bundle, learnt, key, mark)


def _end_of(pack: Path, key: str) -> Mark:
    """What the manifest of an earlier pack signed of the record."""
    with open_zip(pack) as bundle:
        there = {info.filename: info for info in members(bundle)}
        try:
            written = _manifest(bundle, there)
            said = _understood(json.loads(written))
        except (*SPOILT, *ODD):
            raise Refused(f"{pack}: the {MANIFEST} of the earlier pack cannot be read.") from None
        if any(_signature(bundle, there.get(SIGNATURE), written, said, key)):
            raise Refused(
                f"{pack}: the signature of the earlier pack does not hold, so nothing can be compared with it."
            )
    return {"scope": said.project["id"], "seq": said.seq, "hash": said.hash, "at": said.made_at}


def _manifest(bundle: zipfile.ZipFile, there: Mapping[str, zipfile.ZipInfo]) -> bytes:
    if MANIFEST not in there:
        raise Refused(f"There is no {MANIFEST} in it: this is not an evidence pack.")
    if there[MANIFEST].file_size > MOST_MANIFEST:
        raise Refused(f"Its {MANIFEST} is larger than any evidence pack’s.")
    return read(bundle, there[MANIFEST], MOST_MANIFEST)


def _checked(bundle: zipfile.ZipFile, learnt: Learnt, key: str, earlier: Mark | None) -> Iterator[Found]:
    held = members(bundle)
    yield from _names(held)
    there = {info.filename: info for info in held}
    try:
        written = _manifest(bundle, there)
        said = _understood(json.loads(written))
    except (*SPOILT, *ODD):
        yield Found(MANIFEST, "altered", "It cannot be read, so nothing else can be checked.")
        return
    learnt.project, learnt.made_at, learnt.key = said.project, said.made_at, said.key
    learnt.key_given, learnt.files, learnt.public = bool(key), len(said.files), said.public
    if earlier is not None:
        if said.public:
            raise Refused(
                "This is a public edition. It has no record to compare with the earlier pack: give the whole pack."
            )
        if earlier["scope"] != said.project["id"]:
            raise Refused("The earlier pack is of another project.")
        learnt.earlier = earlier["seq"]
    yield from _signature(bundle, there.get(SIGNATURE), written, said, key)
    if sum(size for size, _digest in said.files.values()) > MOST_BYTES:
        raise Refused(f"Its {MANIFEST} lists more than any evidence pack holds.")
    for path, (size, digest) in said.files.items():
        if path not in there:
            yield Found(path, "missing", "The manifest lists it.")
        elif words := _unlike(bundle, there[path], size, digest):
            yield Found(path, "altered", words)
    for path in there.keys() - said.files.keys() - {MANIFEST, SIGNATURE}:
        yield Found(path, "extra", "The manifest does not list it.")
    for path in ({CHECKPOINT} if said.public else {RECORD, CHECKPOINTS}) - said.files.keys():
        yield Found(path, "missing", "Every evidence pack has it.")
    if said.public and CHECKPOINT in there:
        learnt.end = said.seq
        yield from _end(bundle, there[CHECKPOINT], said, learnt)
    elif not said.public and RECORD in there:
        yield from _record(bundle, there, said, learnt, key or said.key, earlier)
    yield from said.problems


def _names(held: list[zipfile.ZipInfo]) -> Iterator[Found]:
    """Names that are there twice, would leave a folder, or are one name on some systems; and ways of packing we refuse."""
    times = Counter(info.filename.casefold() for info in held)
    said = set()
    for info in held:
        folded = info.filename.casefold()
        if times[folded] > 1 and folded not in said:
            said.add(folded)
            yield Found(info.filename, "duplicate", f"It is there {times[folded]} times.")
        if words := wrong_with(info):
            yield Found(info.filename, "path", words)


@dataclass(frozen=True)
class _Said:
    """A manifest: ``files`` is {path: (size, SHA-256)}."""

    public: bool
    project: Mapping[str, Any]
    made_at: str
    key: str
    files: Mapping[str, tuple[int, str]]
    seq: int
    hash: str
    problems: tuple[Found, ...]


def _understood(raw: Any) -> _Said:
    if raw["format"] not in (FORMAT, PUBLIC):
        raise ValueError
    files = {str(each["path"]): (int(each["size"]), str(each["sha256"])) for each in raw["files"]}
    if len(files) != len(raw["files"]):
        raise ValueError
    record, project = raw["record"], {str(name): str(value) for name, value in raw["project"].items()}
    project["id"]
    problems = [
        Found(RECORD, str(each["what"]), f"Found when the pack was made: {each['words']}", _place(each["seq"]))
        for each in record["problems"]
    ]
    end = int(record["seq"]), str(record["hash"])
    return _Said(raw["format"] == PUBLIC, project, str(raw["made_at"]), str(raw["key"]), files, *end, tuple(problems))


def _place(seq: object) -> int | None:
    if type(seq) is int or seq is None:
        return seq
    raise TypeError


def _signature(
    bundle: zipfile.ZipFile, info: zipfile.ZipInfo | None, manifest: bytes, said: _Said, key: str
) -> Iterator[Found]:
    if info is None:
        yield Found(SIGNATURE, "missing", "Nothing shows that the manifest is the one that was signed.")
        return
    try:
        written = read(bundle, info, 10_000)
        row = json.loads(written)
        own, signature = str(row["key"]), str(row["signature"])
    except (*SPOILT, *ODD):
        yield Found(SIGNATURE, "altered", "It cannot be read.")
        return
    if written != as_signature(own, signature) or signature != signature.lower():
        yield Found(SIGNATURE, "altered", "It is not written as we write it.")
    if not signature_holds(own, signature, signed_message(manifest)):
        words = f"The signature does not fit {MANIFEST}: one of the two was changed after signing."
        yield Found(MANIFEST, "signature", words)
    if own != said.key:
        yield Found(SIGNATURE, "key", "It is by another key than the manifest says.")
    if key and own != key:
        words = f"It is by the key {fingerprint(own) or own}. The key you gave is {fingerprint(key)}."
        yield Found(SIGNATURE, "key", words)


def _unlike(bundle: zipfile.ZipFile, info: zipfile.ZipInfo, size: int, digest: str) -> str:
    """What is wrong with a file, in words; reads no more than it should have."""
    made, count = hashlib.sha256(), 0
    try:
        for block in blocks(bundle, info):
            count += len(block)
            if count > size:
                return f"It should have {size} bytes and has more."
            made.update(block)
    except SPOILT:
        return "It cannot be read."
    if count < size:
        return f"It should have {size} bytes and has {count}."
    return "" if made.hexdigest() == digest else "It is not the file that was signed."


def _end(bundle: zipfile.ZipFile, info: zipfile.ZipInfo, said: _Said, learnt: Learnt) -> Iterator[Found]:
    """Of a public edition: the signature of where the record ended is of this record, and of what the manifest says."""
    try:
        mark = json.loads(read(bundle, info, 10_000))
        signatures = Signatures(said.project["id"], said.key)
        held, end = signatures.holds(mark), (mark["seq"], mark["hash"])
    except (*SPOILT, *ODD):
        yield Found(CHECKPOINT, "altered", "It cannot be read.")
        return
    learnt.older_keys = signatures.older
    if not held:
        yield Found(CHECKPOINT, "checkpoint", "The signature of where the record ended does not hold.")
    elif end != (said.seq, said.hash):
        yield Found(CHECKPOINT, "checkpoint", "It is not the entry in the manifest.", said.seq)


def _record(
    bundle: zipfile.ZipFile,
    there: Mapping[str, zipfile.ZipInfo],
    said: _Said,
    learnt: Learnt,
    key: str,
    earlier: Mark | None,
) -> Iterator[Found]:
    """The chain itself, its end against the signed manifest, and every signature of it."""
    copy, scope = proof.Copy(), said.project["id"]
    signatures = Signatures(scope, said.key, earlier)
    signed = lines(bundle, there[CHECKPOINTS]) if CHECKPOINTS in there else iter(())
    try:
        watched = signatures.watching(lines(bundle, there[RECORD]), signed)
        for problem in proof.check_copy(watched, learnt=copy, key=key):
            yield Found(RECORD, problem.what, problem.words, problem.seq)
    except SPOILT:
        yield Found(RECORD, "altered", "It cannot be read to its end.")
    learnt.entries, learnt.erased, learnt.withheld = copy.entries, copy.erased, copy.withheld
    learnt.older_keys = signatures.older
    if copy.scope and copy.scope != scope:
        yield Found(RECORD, "another", f"It is the record of {copy.scope}. This pack is of {scope}.")
    if copy.last < said.seq:
        missing = f"entry {said.seq}" if copy.last + 1 == said.seq else f"entries {copy.last + 1} to {said.seq}"
        words = f"The manifest was signed with {said.seq} entries. Missing at the end: {missing}."
        yield Found(RECORD, "truncated", words, copy.last + 1)
    elif copy.last > said.seq:
        yield Found(RECORD, "forked", f"The manifest was signed with {said.seq} entries.", said.seq + 1)
    elif copy.hash != said.hash:
        yield Found(RECORD, "changed", "The last entry is not the one in the manifest.", said.seq)
    yield from signatures.found


@dataclass(frozen=True)
class Outcome:
    learnt: Learnt
    found: list[Found]

    def words(self) -> list[str]:
        """As people read it: each problem, then what was checked and with which key."""
        learnt, said = self.learnt, [str(each) for each in self.found]
        if len(self.found) == MOST_PROBLEMS:
            said.append("There may be more.")
        record = "" if learnt.public else f" and {learnt.entries} entries of the record"
        about = f"{learnt.files} files{record} were looked at."
        said.append(f"{len(self.found)} problems. {about}" if self.found else f"Nothing was altered. {about}")
        if learnt.project.get("name"):
            said.append(f"It says it is of “{learnt.project['name']}”, made {learnt.made_at}.")
        if learnt.public:
            said.append(
                f"It is the public edition. The record is not in it; it stood at entry {learnt.end}, which is signed."
            )
        if learnt.earlier and not self.found:
            said.append(f"The record still holds all {learnt.earlier} entries of the earlier pack, unaltered.")
        if learnt.erased:
            said.append(f"The words of {learnt.erased} entries were erased. Their places in the chain are kept.")
        if learnt.withheld:
            said.append(
                f"{learnt.withheld} entries, which may be about people who took part, are there without what they say."
            )
        if learnt.older_keys:
            said.append(f"Earlier keys signed parts of the record: {', '.join(map(fingerprint, learnt.older_keys))}.")
        if learnt.key and not learnt.key_given:
            said.append(
                "You gave no key, so the key inside the pack was used. Whoever makes a false pack puts a key in."
            )
            said.append(f"Its fingerprint is {fingerprint(learnt.key) or learnt.key}.")
            said.append("Compare it with the one that the organisation has published, or give that key with --key.")
        # What is in a pack is not to reach the terminal as anything but text.
        return ["".join(each if each.isprintable() else "\ufffd" for each in words) for words in said]

    def as_json(self) -> dict[str, Any]:
        learnt = self.learnt
        return {
            "altered": bool(self.found),
            "problems": [vars(each) for each in self.found],
            "project": dict(learnt.project),
            "made_at": learnt.made_at,
            "public": learnt.public,
            "files": learnt.files,
            "entries": learnt.entries,
            "erased": learnt.erased,
            "withheld": learnt.withheld,
            "key": learnt.key,
            "fingerprint": fingerprint(learnt.key),
            "key_from": "file" if learnt.key_given else "pack",
        }


def look_at(pack: Path, key_file: Path | None, earlier: Path | None = None) -> Outcome:
    """Check a pack, with the key in this file and against an earlier pack, where there are. Raises Refused."""
    key = ""
    if key_file is not None:
        try:
            with key_file.open(encoding="ascii") as file:
                key = read_key(file.read(10_000))
        except (OSError, UnicodeDecodeError):
            raise Refused(f"{key_file}: the key cannot be read.") from None
    learnt = Learnt()
    return Outcome(learnt, list(islice(check_pack(pack, learnt=learnt, key=key, earlier=earlier), MOST_PROBLEMS)))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="verifying", description="Check an evidence pack.")
    parser.add_argument("pack", type=Path)
    parser.add_argument("--key", type=Path, help="a file with the public key that the organisation has published")
    parser.add_argument(
        "--earlier", type=Path, help="a pack you kept before: what was in its record is still to be there"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args(arguments)
    try:
        outcome = look_at(given.pack, given.key, given.earlier)
    except Refused as problem:
        print(problem, file=sys.stderr)  # noqa: T201
        return 2
    print(json.dumps(outcome.as_json()) if given.json else "\n".join(outcome.words()))  # noqa: T201
    return 1 if outcome.found else 0


if __name__ == "__main__":
    sys.exit(main())
