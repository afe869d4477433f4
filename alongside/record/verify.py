"""The form of the record, and the check of a copy of it: ``python -m alongside.record.verify FILE``.

This file needs Python 3.11 and nothing else. Hand it on with a copy of a record, and whoever has both can check the
copy without us. A copy is text, one JSON object a line: first the header (format, scope, key, checkpoint), then the
entries in order. Everything is hashed with SHA-256 and signed with Ed25519.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

FORMAT = "alongside-record-1"
# The verb of the entry that says how many parts an erasure emptied.
ERASED = "record.erased"
# The verb of the entry that says how many entries a restored backup did not have.
RESTORED = "record.restored"
# How far a reordered entry is looked for from the place where it stands now.
NEAR = 50

Words = Mapping[str, str | int | None]


def message(kind: str, body: object) -> bytes:
    """What is hashed or signed: format and kind on one line, then JSON: sorted keys, no spaces, ASCII alone.

    The kind comes first, so that the digest of one kind of thing is never that of another.
    """
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return f"{FORMAT}/{kind}\n{text}".encode()


def digest(kind: str, body: object) -> str:
    return hashlib.sha256(message(kind, body)).hexdigest()


def beginning(scope: str) -> str:
    """What the first entry of a chain has as its previous hash."""
    return digest("chain", [scope])


def actor_digest(salt: str, actor: str | None) -> str:
    return digest("actor", [salt, actor])


def detail_digest(salt: str, subject: str, words: Words) -> str:
    return digest("detail", [salt, subject, dict(words)])


def leaf_digest(salt: str, verb: str, subject: str, content: bytes) -> str:
    return digest("leaf", [salt, verb, subject, hashlib.sha256(content).hexdigest()])


def batch_digest(root: str, leaves: int) -> str:
    return digest("batch", [root, leaves])


def signed_message(scope: str, seq: int, hash: str, at: str, kind: str = "checkpoint") -> bytes:
    """What is signed. ``kind`` is checkpoint, or restore: from here a restored backup goes on."""
    return message(kind, {"scope": scope, "seq": seq, "hash": hash, "at": at})


def merkle_root(leaves: Iterable[str]) -> str:
    """The root over digests in sorted order, shaped as in RFC 6962: a leaf and a node hash differently."""
    stack: list[tuple[int, str]] = []
    for leaf in sorted(leaves):
        height, node = 0, digest("merkle-leaf", leaf)
        while stack and stack[-1][0] == height:
            node = digest("merkle-node", [stack.pop()[1], node])
            height += 1
        stack.append((height, node))
    if not stack:
        return digest("merkle-empty", [])
    node = stack.pop()[1]
    while stack:
        node = digest("merkle-node", [stack.pop()[1], node])
    return node


@dataclass(frozen=True)
class Line:
    """An entry as it is chained. ``actor`` is empty for a batch of what the public said."""

    seq: int
    at: str
    verb: str
    actor: str
    detail: str
    previous: str
    hash: str

    def hash_in(self, scope: str, seq: int | None = None) -> str:
        body = {"scope": scope, "seq": self.seq if seq is None else seq, "at": self.at, "verb": self.verb}
        return digest("entry", {**body, "actor": self.actor, "detail": self.detail, "previous": self.previous})


@dataclass(frozen=True)
class Problem:
    """``what``: changed, removed, reordered, truncated, forked, erased, leaves, checkpoint or unreadable."""

    scope: str
    seq: int | None
    what: str
    words: str

    def __str__(self) -> str:
        place = "" if self.seq is None else f", entry {self.seq}"
        return f"{self.scope}{place}: {self.what}. {self.words}"


class Walk:
    """Goes along one chain, entry by entry, keeping only the last one."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        self.seq = 0
        self.hash = beginning(scope)

    def problem(self, seq: int | None, what: str, words: str) -> Problem:
        return Problem(self.scope, seq, what, words)

    def step(self, line: Line) -> Iterator[Problem]:
        gap = line.seq - self.seq - 1
        if gap < 0:
            yield self.problem(line.seq, "forked", f"There is a second entry {line.seq}.")
        elif gap > 0:
            missing = f"{self.seq + 1}" if gap == 1 else f"{self.seq + 1} to {line.seq - 1}"
            yield self.problem(self.seq + 1, "removed", f"Missing: {missing}.")
        if line.hash != line.hash_in(self.scope):
            yield self._misfit(line)
        elif gap == 0 and line.previous != self.hash:
            if line.seq == 1:
                yield self.problem(1, "changed", "This is not how this chain begins.")
            else:
                last = line.seq - 1
                yield self.problem(last, "changed", f"Entry {line.seq} was written after another entry {last}.")
        self.seq, self.hash = line.seq, line.hash

    def _misfit(self, line: Line) -> Problem:
        for seq in range(max(1, line.seq - NEAR), line.seq + NEAR + 1):
            if line.hash == line.hash_in(self.scope, seq):
                return self.problem(line.seq, "reordered", f"What stands here was written as entry {seq}.")
        return self.problem(line.seq, "changed", "The entry does not fit its hash.")

    def end(self, seq: int, hash: str) -> Iterator[Problem]:
        """Compare with what is said elsewhere to be the newest entry."""
        if self.seq < seq:
            missing = f"{seq}" if seq == self.seq + 1 else f"{self.seq + 1} to {seq}"
            yield self.problem(self.seq + 1, "truncated", f"Missing at the end: {missing}.")
        elif self.seq > seq:
            yield self.problem(seq + 1, "forked", f"The chain's newest entry is said to be {seq}.")
        elif self.hash != hash:
            yield self.problem(seq, "changed", "The newest entry is not the one it is said to be.")


def readable_problem(line: Line, salt: str, subject: str, words: Words) -> tuple[str, str] | None:
    """What is wrong with an entry's words, if anything: what, and in words. Erased ones have no salt and are empty."""
    if salt and line.detail != detail_digest(salt, subject, words):
        return "changed", "The readable words are not those that were written."
    if not salt and (subject or words):
        return "changed", "There are words where words were erased."
    return None


def batch_problem(line: Line, root: str, count: int, leaves: list[str]) -> tuple[str, str] | None:
    """What is wrong with a batch and its leaves, if anything: what, and in words."""
    if line.detail != batch_digest(root, count):
        return "changed", "The batch is not the one that was sealed."
    if len(leaves) != count:
        return "leaves", f"The batch was sealed with {count} leaves and has {len(leaves)}."
    if merkle_root(leaves) != root:
        return "leaves", "A leaf of the batch was changed."
    return None


# Ed25519 after RFC 8032, checking only. Points are (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
SQRT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]


def _add(a: Point, b: Point) -> Point:
    one, two = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    three, four = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = two - one, four - three, four + three, two + one
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(scalar: int, point: Point) -> Point:
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point = _add(point, point)
        scalar >>= 1
    return result


def _point(packed: bytes) -> Point | None:
    y = int.from_bytes(packed, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * SQRT_OF_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = _point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def signature_holds(key: str, signature: str, message: bytes) -> bool:
    """Whether this is the key's Ed25519 signature of the message. Key and signature are in hexadecimal."""
    try:
        public, signed = bytes.fromhex(key), bytes.fromhex(signature)
    except ValueError:
        return False
    if len(public) != 32 or len(signed) != 64:
        return False
    a, r, s = _point(public), _point(signed[:32]), int.from_bytes(signed[32:], "little")
    if a is None or r is None or BASE is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signed[:32] + public + message).digest(), "little") % ORDER
    left, right = _times(s, BASE), _add(r, _times(k, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


@dataclass
class Copy:
    """What was learnt from a copy. ``key`` made the newest signature, which covers entries up to ``signed``.

    ``last`` and ``hash`` are of the last entry that is there. ``withheld`` entries may be about people who take part:
    whoever made the copy left out their words, or how many they are.
    """

    scope: str = ""
    key: str = ""
    entries: int = 0
    signed: int = 0
    erased: int = 0
    withheld: int = 0
    last: int = 0
    hash: str = ""


def check_copy(
    lines: Iterable[str], *, learnt: Copy, key: str = "", earlier: Mapping[str, Any] | None = None
) -> Iterator[Problem]:
    """Check the lines of a copy, in constant memory. ``learnt`` is filled on the way.

    ``key`` is the public key that was published elsewhere, in hexadecimal. ``earlier`` is the header of an earlier
    copy: what was signed then is still to be there.
    """
    walk, seq, hash, noted = Walk(""), 0, "", 0
    marks: list[Mapping[str, Any]] = []
    number = 0
    for number, text in enumerate(lines, 1):
        try:
            row = json.loads(text)
            if number == 1:
                if row["format"] != FORMAT:
                    yield Problem("", None, "unreadable", f"The format is not {FORMAT}.")
                    return
                walk, seq, hash = Walk(str(row["scope"])), int(row["seq"]), str(row["hash"])
                learnt.scope, learnt.key, learnt.hash = walk.scope, str(row["key"]), walk.hash
                marks = [mark for mark in (row["checkpoint"], (earlier or {}).get("checkpoint")) if mark]
                yield from _signatures(walk, marks, key or learnt.key)
                continue
            line = Line(*(row[name] for name in Line.__dataclass_fields__))
            yield from walk.step(line)
            found: tuple[str, str] | None
            if "withheld" in row:
                found = None
                learnt.withheld += 1
            elif line.actor == "":
                batch = row["batch"]
                found = batch_problem(line, batch["root"], batch["count"], batch["leaves"])
            else:
                read = row["words"]
                found = readable_problem(line, read["salt"], read["subject"], read["words"])
                learnt.erased += not read["salt"]
                noted += int(read["words"]["parts"]) if line.verb == ERASED else 0
            if found:
                yield walk.problem(line.seq, *found)
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            yield Problem(walk.scope, None, "unreadable", f"Line {number} of the file is not as it should be.")
            return
        learnt.entries, learnt.last, learnt.hash = learnt.entries + 1, walk.seq, walk.hash
        for mark in marks:
            if mark["seq"] == line.seq:
                if mark["hash"] != line.hash:
                    yield walk.problem(line.seq, "checkpoint", f"Another entry was signed here, {mark['at']}.")
                learnt.signed = max(learnt.signed, line.seq)
    if not number:
        yield Problem("", None, "unreadable", "The file is empty.")
        return
    yield from walk.end(seq, hash)
    for mark in marks:
        if mark["seq"] > walk.seq:
            words = f"Entry {mark['seq']} was signed, {mark['at']}, and is missing."
            yield walk.problem(walk.seq + 1, "truncated", words)
    if learnt.erased > noted:
        yield walk.problem(None, "erased", f"{learnt.erased} entries have no words, and {noted} were noted as erased.")


def _signatures(walk: Walk, marks: list[Mapping[str, Any]], key: str) -> Iterator[Problem]:
    for mark in marks:
        if type(mark["seq"]) is not int:
            raise TypeError
        if (mark["kind"], mark["scope"]) != ("checkpoint", walk.scope):
            yield walk.problem(mark["seq"], "checkpoint", "What was signed is not this record.")
        statement = signed_message(walk.scope, mark["seq"], mark["hash"], mark["at"])
        if mark["key"] != key or not signature_holds(key, mark["signature"], statement):
            yield walk.problem(mark["seq"], "checkpoint", "The signature is not by the key that was given.")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="verify", description="Check a copy of an Alongside record.")
    parser.add_argument("file", help="the copy")
    parser.add_argument("--key", default="", help="the public key that the organisation has published")
    parser.add_argument("--earlier", help="a copy you kept before: what was in it is still to be there")
    given = parser.parse_args(arguments)
    learnt, earlier, count = Copy(), None, 0
    try:
        if given.earlier:
            with open(given.earlier, encoding="utf-8") as file:
                earlier = json.loads(file.readline())
        with open(given.file, encoding="utf-8") as file:
            for problem in check_copy(file, learnt=learnt, key=given.key.lower(), earlier=earlier):
                count += 1
                print(problem)  # noqa: T201
    except (OSError, ValueError) as problem:
        print(f"The file could not be read: {type(problem).__name__}.")  # noqa: T201
        return 2
    say = [f"{learnt.entries} entries of {learnt.scope or 'nothing'}, {count} problems."]
    if learnt.erased:
        say.append(f"The words of {learnt.erased} entries were erased. Their places in the chain are kept.")
    if learnt.withheld:
        say.append(
            f"What belongs to {learnt.withheld} entries was left out of this copy. Their places are in the chain."
        )
    if learnt.signed < learnt.entries:
        say.append(f"Entries after {learnt.signed} are not covered by a signature yet.")
    if not given.key:
        say.append(f"Signed by {learnt.key}. Compare this key with the one the organisation has published.")
    print("\n".join(say))  # noqa: T201
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
