"""A copy of one chain for whoever wants to check it themselves (see ``verify``)."""

import json
from collections.abc import Callable, Iterator
from uuid import UUID

from alongside.record import keys
from alongside.record import verify as proof
from alongside.record.checking import AT_ONCE, leaves_of, line_of, mark_of
from alongside.record.models import Batch, Chain, Checkpoint, Detail, Entry


def copy(scope: UUID, *, told: frozenset[str] | None = None) -> Iterator[str]:
    """The lines of the copy: the header, then every entry with its words or its batch. Names nobody.

    Where ``told`` is given, only words about subjects of these kinds are in it, and no numbers of the public's acts.
    Words that were erased are left out. Who acted is in the copy as a salted digest, without the salt.
    """
    chain = Chain.objects.filter(scope=scope).first() or Chain(scope=scope, hash=proof.beginning(str(scope)))
    signed = Checkpoint.objects.filter(chain__scope=scope, seq__lte=chain.seq).select_related("chain").last()
    header = {
        "format": proof.FORMAT,
        "scope": str(scope),
        "seq": chain.seq,
        "hash": chain.hash,
        "key": keys.public_key() if signed is None else signed.key,
        "checkpoint": signed and mark_of(signed),
    }
    yield json.dumps(header) + "\n"
    entries = Entry.objects.filter(chain__scope=scope, seq__lte=chain.seq).select_related("readable", "batch")
    leaves = leaves_of(chain)
    for entry in entries.order_by("seq").iterator(AT_ONCE):
        yield json.dumps(_row(entry, leaves, told)) + "\n"


def _row(entry: Entry, leaves: Callable[[int], list[str]], told: frozenset[str] | None) -> dict[str, object]:
    row: dict[str, object] = {**vars(line_of(entry))}
    readable: Detail | None = getattr(entry, "readable", None)
    batch: Batch | None = getattr(entry, "batch", None)
    if told is not None and (batch or (readable and not _is_told(readable, told))):
        row["withheld"] = True
    elif batch is not None:
        row["batch"] = {"root": batch.root, "count": batch.leaves, "leaves": leaves(entry.seq)}
    elif readable is not None:
        row["words"] = {"salt": readable.salt, "subject": readable.subject, "words": readable.words}
    return row


def _is_told(readable: Detail, told: frozenset[str]) -> bool:
    """Where words were erased, nothing is left to be withheld."""
    return not readable.salt or readable.subject.partition(":")[0] in told
