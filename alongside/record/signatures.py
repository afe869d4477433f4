"""Signatures of a record in a pack, checked along with its chain. Needs Python 3.11 and nothing else."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alongside.record import verify as proof
from alongside.record.public_keys import signature_holds
from alongside.record.unzipping import SPOILT

RECORD, CHECKPOINTS, CHECKPOINT = "record/record.jsonl", "record/checkpoints.jsonl", "record/checkpoint.json"
MOST_PROBLEMS = 200
# What JSON of another shape than ours raises.
ODD = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
Mark = Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    """``where`` is a path in the pack; ``what``: altered, missing, extra, duplicate, path, signature, key or, of the
    record, what ``verify.Problem`` says. ``entry`` is its number in the record."""

    where: str
    what: str
    words: str
    entry: int | None = None

    def __str__(self) -> str:
        place = "" if self.entry is None else f", entry {self.entry}"
        return f"{self.where}{place}: {self.what}. {self.words}"


class Signatures:
    """Goes along the signatures while the record is read: both are in the order of the chain. ``earlier`` is where the
    record stood in a pack that somebody kept."""

    def __init__(self, scope: str, key: str, earlier: Mark | None = None) -> None:
        self.scope, self.key, self.earlier = scope, key, earlier
        self.found: list[Found] = []
        self.older: set[str] = set()

    def watching(self, record: Iterator[str], signed: Iterator[str]) -> Iterator[str]:
        marks = self._marks(signed)
        mark, earlier = next(marks, None), self.earlier
        for text in record:
            yield text
            if mark is None and earlier is None:
                continue
            try:
                row = json.loads(text)
                seq, hash = row["seq"], row["hash"]
            except ODD:
                continue  # whoever checks the chain says so
            if "format" in row:
                continue  # the header
            while mark is not None and mark["seq"] <= seq:
                if (mark["seq"], mark["hash"]) != (seq, hash):
                    self._note("Another entry was signed here, {at}.", mark)
                mark = next(marks, None)
            if earlier is not None and earlier["seq"] <= seq:
                if (earlier["seq"], earlier["hash"]) != (seq, hash):
                    self._note("Another entry was here in the earlier pack, {at}.", earlier, RECORD)
                earlier = None
        if earlier is not None:
            self._note("This entry was in the earlier pack, {at}, and is missing.", earlier, RECORD)
        while mark is not None and len(self.found) < MOST_PROBLEMS:
            self._note("This entry was signed, {at}, and is missing.", mark)
            mark = next(marks, None)

    def holds(self, mark: Mark) -> bool:
        """Whether it is a signature of this record, by this key or an earlier one. Raises what ODD names."""
        statement = proof.signed_message(self.scope, mark["seq"], str(mark["hash"]), str(mark["at"]))
        if type(mark["seq"]) is not int or mark["scope"] != self.scope:
            return False
        if not signature_holds(str(mark["key"]), str(mark["signature"]), statement):
            return False
        self.older |= {mark["key"]} - {self.key}
        return True

    def _marks(self, signed: Iterator[str]) -> Iterator[Mark]:
        try:
            for text in signed:
                row = json.loads(text)
                mark = {name: row[name] for name in ("scope", "seq", "hash", "at", "key", "signature")}
                if mark["scope"] != self.scope:
                    self._note("It is a signature of another record.", mark)
                elif self.holds(mark):
                    yield mark
                else:
                    self._note("The signature does not hold.", mark)
        except (*SPOILT, *ODD):
            self.found.append(Found(CHECKPOINTS, "unreadable", "It cannot be read to its end."))

    def _note(self, words: str, mark: Mark, where: str = CHECKPOINTS) -> None:
        entry = mark["seq"] if type(mark["seq"]) is int else None
        self.found.append(Found(where, "checkpoint", words.format(at=mark["at"]), entry))
