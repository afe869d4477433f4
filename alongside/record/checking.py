"""Going over the record in the database: every chain, its words, its batches, and what was signed of it.

Streams: what is kept in memory grows with the number of chains, never with their length.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from uuid import UUID

from django.db.models import F, Max

from alongside.record import keys
from alongside.record import verify as proof
from alongside.record.models import Batch, Chain, Checkpoint, Detail, Entry, Leaf
from alongside.record.verify import ERASED, Line, Problem, Walk

AT_ONCE = 1000
# The most leaves that a batch takes.
BATCH = 5000


def verify(scope: UUID | None = None, *, checkpoints: Path | None = None, limit: int = 1000) -> list[Problem]:
    """What is wrong with the record of one scope, or of all; an empty list when nothing is.

    ``checkpoints`` is a kept copy of the file outside the database; without it, the file itself.
    """
    return list(islice(problems(scope, checkpoints or keys.checkpoint_file()), limit))


def problems(scope: UUID | None, checkpoints: Path) -> Iterator[Problem]:
    chains = Chain.objects.order_by("scope")
    entries = Entry.objects.filter(seq__gt=F("chain__seq"))
    signed = Checkpoint.objects.order_by("chain", "seq")
    if scope is not None:
        chains, entries = chains.filter(scope=scope), entries.filter(chain__scope=scope)
        signed = signed.filter(chain__scope=scope)
    for chain in chains.iterator(AT_ONCE):
        yield from _chain(chain)
    for entry in entries.select_related("chain").iterator(AT_ONCE):
        words = f"The chain's newest entry is said to be {entry.chain.seq}."
        yield Problem(str(entry.chain.scope), entry.seq, "forked", words)
    yield from _signed(mark_of(each) for each in signed.select_related("chain").iterator(AT_ONCE))
    outside = (mark for mark in keys.kept_outside(checkpoints) if scope is None or mark["scope"] == str(scope))
    newest: dict[str, int] = {}
    yield from _signed(_watched(outside, newest))
    for where, seq in signed.order_by().values_list("chain__scope").annotate(Max("seq")):
        if newest.get(str(where), 0) < seq:
            yield Problem(str(where), seq, "checkpoint", "The file outside the database lacks this signature.")


def _chain(chain: Chain) -> Iterator[Problem]:
    """Up to the head that was read first, so that what is written meanwhile is no fault."""
    walk = Walk(str(chain.scope))
    emptied = noted = 0
    entries = chain.entries.filter(seq__lte=chain.seq).select_related("readable", "batch").order_by("seq")
    leaves = leaves_of(chain)
    for entry in entries.iterator(AT_ONCE):
        line = line_of(entry)
        yield from walk.step(line)
        readable: Detail | None = getattr(entry, "readable", None)
        batch: Batch | None = getattr(entry, "batch", None)
        if line.actor == "" and batch is not None:
            if found := proof.batch_problem(line, batch.root, batch.leaves, leaves(line.seq)):
                yield walk.problem(line.seq, *found)
        elif readable is None or line.actor == "":
            yield walk.problem(line.seq, "removed", "What belongs to this entry is missing.")
        else:
            if found := _wrong(line, readable):
                yield walk.problem(line.seq, *found)
            emptied += (not readable.salt) + (not readable.actor_salt)
            if line.verb == ERASED and type(parts := readable.words.get("parts")) is int:
                noted += parts
    yield from walk.end(chain.seq, chain.hash)
    if emptied > noted:
        yield walk.problem(None, "erased", f"{emptied} parts are empty, and {noted} were noted as erased.")


def _wrong(line: Line, readable: Detail) -> tuple[str, str] | None:
    actor = str(readable.actor) if readable.actor else None
    if readable.actor_salt and line.actor != proof.actor_digest(readable.actor_salt, actor):
        return "changed", "The person is not the one who was written down."
    if actor and not readable.actor_salt:
        return "changed", "There is a person where the person was erased."
    return proof.readable_problem(line, readable.salt, readable.subject, readable.words)


def _signed(marks: Iterable[keys.Signed]) -> Iterator[Problem]:
    """Whether the record still holds what was signed, or says under signature where a restored backup goes on."""
    trusted = keys.trusted_keys()
    good: dict[str, int] = {}
    lost: dict[str, Problem] = {}
    marks = iter(marks)
    while some := list(islice(marks, AT_ONCE)):
        entries = Entry.objects.filter(hash__in={mark["hash"] for mark in some})
        here = {(str(scope), *rest) for scope, *rest in entries.values_list("chain__scope", "seq", "hash")}
        for mark in some:
            scope, seq, hash = mark["scope"], mark["seq"], mark["hash"]
            if mark["key"] not in trusted or not keys.signature_holds(mark):
                yield Problem(scope, seq, "checkpoint", "The signature is not by a key of ours.")
            elif (scope, seq, hash) in here or (seq, hash) == (0, proof.beginning(scope)):
                good[scope] = seq
                if mark["kind"] == "restore":
                    lost.pop(scope, None)
            elif scope not in lost:
                lost[scope] = _lost(mark, good.get(scope, 0))
    yield from lost.values()


def _lost(mark: keys.Signed, good: int) -> Problem:
    """The place is between the last signature that holds and the first that does not."""
    head = Chain.objects.filter(scope=mark["scope"]).values_list("seq", flat=True).first() or 0
    if head < mark["seq"]:
        words = f"Entry {mark['seq']} was signed, {mark['at']}. The chain ends at {head}."
        return Problem(mark["scope"], head + 1, "truncated", words)
    place = f"{good + 1} to {mark['seq']}" if good + 1 < mark["seq"] else str(mark["seq"])
    return Problem(mark["scope"], good + 1, "checkpoint", f"Signed, {mark['at']}, and rewritten since: {place}.")


def _watched(marks: Iterable[keys.Signed], newest: dict[str, int]) -> Iterator[keys.Signed]:
    for mark in marks:
        newest[mark["scope"]] = max(mark["seq"], newest.get(mark["scope"], 0))
        yield mark


def mark_of(signed: Checkpoint) -> keys.Signed:
    """The checkpoint as it is copied and handed out."""
    return {
        "kind": "checkpoint",
        "scope": str(signed.chain.scope),
        "seq": signed.seq,
        "hash": signed.hash,
        "at": stamp(signed.at),
        "key": signed.key,
        "signature": signed.signature,
    }


def leaves_of(chain: Chain) -> Callable[[int], list[str]]:
    """Gives the digests of each batch, asked for in the order of the chain: one query for all of them."""
    rows = Leaf.objects.filter(batch__entry__chain=chain).order_by("batch__entry__seq", "digest")
    groups = groupby(rows.values_list("batch__entry__seq", "digest").iterator(AT_ONCE), key=itemgetter(0))
    now = next(groups, None)

    def leaves(seq: int) -> list[str]:
        nonlocal now
        while now is not None and now[0] < seq:
            now = next(groups, None)
        if now is None or now[0] != seq:
            return []
        # A batch is bounded; one leaf more than a batch can have is enough to see that it has too many.
        return [digest for _seq, digest in islice(now[1], BATCH + 1)]

    return leaves


def line_of(entry: Entry) -> Line:
    """The entry as it is hashed."""
    return Line(entry.seq, stamp(entry.at), entry.verb, entry.actor, entry.detail, entry.previous, entry.hash)


def stamp(at: datetime) -> str:
    """The moment as it is hashed: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def leaf_holds(subject: UUID, content: bytes) -> bool:
    """Whether this is what was said: its leaf is in the record and fits the content."""
    return any(
        leaf.digest == proof.leaf_digest(leaf.salt, leaf.verb, str(subject), content)
        for leaf in Leaf.objects.filter(subject=subject)
    )
