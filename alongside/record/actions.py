"""Writing to the record: acts of staff one by one, acts of the public in batches, and erasing what can be read."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from alongside.core import erasures
from alongside.core.work import chore
from alongside.record import keys
from alongside.record import verify as proof
from alongside.record.checking import AT_ONCE, BATCH, line_of, stamp, verify
from alongside.record.guards import triggers_present
from alongside.record.models import Batch, Chain, Checkpoint, Detail, Entry, Leaf

__all__ = [
    "check_point",
    "erase_line",
    "erase_person",
    "erase_public",
    "erase_subject",
    "note",
    "note_public",
    "note_public_all",
    "restored",
    "seal",
    "triggers_present",
    "verify",
]

Details = Mapping[str, str | int | None]


def note(*, scope: UUID, by: UUID | None, verb: str, subject: str, detail: Details | None = None) -> None:
    """Write one line for an act by staff, in the act's own transaction: both happen or neither.

    ``scope`` is the project's id, or the organisation's for what belongs to no project. ``by`` is the person's id,
    none for the system itself. ``subject`` is "kind:id". ``detail`` fills the verb's words; it holds nobody's
    personal data. Acts in one scope wait for each other until the transaction ends, so note late in it, and
    where an act notes in a project and in its organisation, the project first.
    """
    words = dict(detail or {})
    for name, value in words.items():
        if value is not None and type(value) not in (str, int):
            raise TypeError(f"The detail {name!r} of {verb!r} is neither a string nor a whole number.")
    actor_salt, salt = secrets.token_hex(16), secrets.token_hex(16)
    actor = proof.actor_digest(actor_salt, str(by) if by else None)
    with transaction.atomic(savepoint=False):
        entry = _append(scope, verb=verb, actor=actor, detail=proof.detail_digest(salt, subject, words))
        readable = Detail(entry=entry, actor=by, actor_salt=actor_salt, subject=subject, words=words, salt=salt)
        readable.save(force_insert=True)


def note_public(*, scope: UUID, verb: str, subject: UUID, content: bytes) -> None:
    """Write a leaf for an act by somebody who takes part, in the act's own transaction, without any lock.

    ``content`` is what was said, in a form that can be made again from the rows; only its digest is kept.
    Never for monitoring answers: a batch's minute would line up with a voice.
    """
    _leaf(scope, verb, subject, content).save(force_insert=True)


def note_public_all(*, scope: UUID, verb: str, said: Iterable[tuple[UUID, bytes]]) -> None:
    """As ``note_public`` for many at once, as an import brings them: pairs of subject and content."""
    leaves = (_leaf(scope, verb, subject, content) for subject, content in said)
    while some := list(islice(leaves, AT_ONCE)):
        Leaf.objects.bulk_create(some)


def _leaf(scope: UUID, verb: str, subject: UUID, content: bytes) -> Leaf:
    salt = secrets.token_hex(16)
    digest = proof.leaf_digest(salt, verb, str(subject), content)
    return Leaf(scope=scope, verb=verb, subject=subject, salt=salt, digest=digest)


@chore("seal and sign the record", every=60)
def seal() -> int:
    """Put waiting leaves into batches and sign every chain that has grown. How many leaves were sealed.

    Safe to run twice and beside another worker: both happen under the chain's lock, and look again under it.
    """
    sealed = 0
    waiting = Leaf.objects.filter(batch=None).order_by("scope", "verb").values_list("scope", "verb").distinct()
    for scope, verb in list(waiting):
        while leaves := _seal_batch(scope, verb):
            sealed += leaves
    unsigned = Chain.objects.filter(~Exists(Checkpoint.objects.filter(chain=OuterRef("pk"), seq=OuterRef("seq"))))
    for scope in list(unsigned.filter(seq__gt=0).values_list("scope", flat=True)):
        check_point(scope=scope)
    return sealed


@transaction.atomic
def _seal_batch(scope: UUID, verb: str) -> int:
    _held(scope)
    leaves = list(Leaf.objects.filter(scope=scope, verb=verb, batch=None).values_list("pk", "digest")[:BATCH])
    if not leaves:
        return 0
    root = proof.merkle_root(digest for _pk, digest in leaves)
    entry = _append(scope, verb=verb, actor="", detail=proof.batch_digest(root, len(leaves)))
    batch = Batch.objects.create(entry=entry, root=root, leaves=len(leaves))
    Leaf.objects.filter(pk__in=[pk for pk, _digest in leaves]).update(batch=batch)
    return len(leaves)


@transaction.atomic
def check_point(*, scope: UUID) -> None:
    """Sign the newest entry of a chain, unless it is signed. The copy outside the database is written first.

    What is signed was committed before this transaction, so a copy whose row is lost is still true.
    """
    chain = _held(scope)
    if chain.seq == 0 or Checkpoint.objects.filter(chain=chain, seq=chain.seq).exists():
        return
    now = _now()
    signed = keys.sign(scope=str(scope), seq=chain.seq, hash=chain.hash, at=stamp(now))
    keys.keep_outside(signed)
    key, signature = signed["key"], signed["signature"]
    Checkpoint.objects.create(chain=chain, seq=chain.seq, hash=chain.hash, at=now, key=key, signature=signature)


def restored() -> int:
    """After a backup was restored: say under signature, and in each chain, what it did not have. How many chains.

    Without this the check would say, rightly, that the ends of these chains are missing.
    """
    ours = keys.trusted_keys()
    marks = keys.kept_outside(keys.checkpoint_file())
    newest = {mark["scope"]: mark for mark in marks if mark["key"] in ours and keys.signature_holds(mark)}
    shortened = 0
    for mark in newest.values():
        scope = UUID(mark["scope"])
        if mark["seq"] == 0 or Entry.objects.filter(chain__scope=scope, seq=mark["seq"], hash=mark["hash"]).exists():
            continue
        with transaction.atomic():
            chain = _held(scope)
            lost = {"lost": mark["seq"] - chain.seq}
            keys.keep_outside(
                keys.sign(scope=str(scope), seq=chain.seq, hash=chain.hash, at=stamp(_now()), kind="restore")
            )
            note(scope=scope, by=None, verb=proof.RESTORED, subject=f"scope:{scope}", detail=lost)
        shortened += 1
    return shortened


def erase_person(*, person: UUID, by: UUID | None) -> int:
    """Forget who did what this person did, and what was noted about them. How many lines were emptied.

    Every chain concerned notes that it happened, and how many parts it took; the chains stay whole.
    """
    return _erase(actor=Q(actor=person), about=Q(subject=f"person:{person}"), by=None if by == person else by)


def erase_subject(*, subject: str, by: UUID | None) -> int:
    """Forget what was noted about this thing ("kind:id"). How many lines were emptied."""
    return _erase(actor=None, about=Q(subject=subject), by=by)


def erase_line(*, scope: UUID, seq: int, by: UUID | None) -> int:
    """Forget the words of one line, where somebody's personal data got into them."""
    entry = Entry.objects.filter(chain__scope=scope, seq=seq).first()
    if entry is None:
        return 0
    erasures.remember("record line", entry.pk)
    return _erase(actor=None, about=Q(entry=entry), by=by)


@erasures.erases("record line")
def erase_line_again(entry: UUID) -> int:
    return _erase(actor=None, about=Q(entry=entry), by=None)


def erase_public(*, subject: UUID) -> int:
    """Forget which leaf stands for this contribution. Its digest stays in its batch and says nothing any more."""
    return Leaf.objects.filter(subject=subject).update(subject=None, salt="")


@transaction.atomic
def _erase(*, actor: Q | None, about: Q, by: UUID | None) -> int:
    concerned = Detail.objects.filter(actor | about if actor else about)
    scopes = concerned.order_by("entry__chain__scope").values_list("entry__chain__scope", flat=True).distinct()
    emptied = 0
    for scope in list(scopes):
        _held(scope)
        here = Detail.objects.filter(entry__chain__scope=scope)
        # A note of an erasure holds a number alone, which the check counts on.
        about &= ~Q(entry__verb=proof.ERASED)
        ids = list(here.filter(about).exclude(salt="").values_list("pk", flat=True))
        parts = Detail.objects.filter(pk__in=ids).update(subject="", words={}, salt="")
        if actor:
            ids = list(here.filter(actor).values_list("pk", flat=True))
            parts += Detail.objects.filter(pk__in=ids).update(actor=None, actor_salt="")
        if parts:
            note(scope=scope, by=by, verb=proof.ERASED, subject=f"scope:{scope}", detail={"parts": parts})
        emptied += parts
    return emptied


def _now() -> datetime:
    """To the millisecond, which every form of backup keeps."""
    now = timezone.now()
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def _append(scope: UUID, *, verb: str, actor: str, detail: str) -> Entry:
    """The next entry of a chain. The chain's row is locked until the transaction ends."""
    chain = _held(scope)
    entry = Entry(chain=chain, seq=chain.seq + 1, at=_now(), verb=verb, actor=actor, detail=detail)
    entry.previous = chain.hash
    entry.hash = line_of(entry).hash_in(str(scope))
    entry.save(force_insert=True)
    chain.seq, chain.hash = entry.seq, entry.hash
    chain.save(update_fields=["seq", "hash"])
    return entry


def _held(scope: UUID) -> Chain:
    """The chain's row, locked; made by whoever comes first."""
    chains = Chain.objects.select_for_update(no_key=True)
    chain = chains.filter(scope=scope).first()
    if chain is None:
        Chain.objects.bulk_create([Chain(scope=scope, hash=proof.beginning(str(scope)))], ignore_conflicts=True)
        chain = chains.get(scope=scope)
    return chain
