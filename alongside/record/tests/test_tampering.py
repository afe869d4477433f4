"""Somebody who may do anything in the database, triggers off. Each way of tampering is found and its place named."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db.models import F
from django.utils import timezone
from pytest_django import Settings

from alongside.record import guards, keys
from alongside.record import verify as proof
from alongside.record.actions import erase_line, note, restored, seal, verify
from alongside.record.checking import line_of, stamp
from alongside.record.models import Batch, Chain, Checkpoint, Detail, Entry, Leaf
from alongside.record.timeline import timeline


@pytest.fixture
def scope(story: UUID) -> Iterator[UUID]:
    guards.take_down()
    yield story


def found(scope: UUID | None = None, **more: Path) -> set[tuple[int | None, str]]:
    return {(problem.seq, problem.what) for problem in verify(scope, **more)}


def rewrite(scope: UUID) -> None:
    """Everything that can be computed without the key is made to fit again: numbers, hashes, the head."""
    chain = Chain.objects.get(scope=scope)
    chain.seq, chain.hash = 0, proof.beginning(str(scope))
    Entry.objects.filter(chain=chain).update(seq=F("seq") + 1000)
    for entry in Entry.objects.filter(chain=chain).order_by("seq"):
        entry.seq, entry.previous = chain.seq + 1, chain.hash
        entry.hash = line_of(entry).hash_in(str(scope))
        entry.save()
        chain.seq, chain.hash = entry.seq, entry.hash
    chain.save()


def remove(scope: UUID, *seqs: int) -> None:
    entries = Entry.objects.filter(chain__scope=scope, seq__in=seqs)
    Leaf.objects.filter(batch__entry__in=entries).delete()
    Batch.objects.filter(entry__in=entries).delete()
    Detail.objects.filter(entry__in=entries).delete()
    entries.delete()


def test_nothing_is_found_where_nothing_was_done(scope: UUID) -> None:
    assert verify() == []
    assert verify(scope) == []
    assert verify(uuid4()) == []


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "test.resumed"},
        {"at": timezone.now()},
        {"actor": "0" * 64},
        {"detail": "0" * 64},
        {"previous": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
@pytest.mark.parametrize("seq", [1, 3, 8])
def test_a_changed_entry(scope: UUID, seq: int, change: dict[str, object]) -> None:
    Entry.objects.filter(chain__scope=scope, seq=seq).update(**change)
    assert (seq, "changed") in found()
    assert {place for place, _what in found()} == {seq}


def test_a_changed_entry_with_its_hash_made_to_fit(scope: UUID) -> None:
    entry = Entry.objects.get(chain__scope=scope, seq=3)
    entry.verb = "test.resumed"
    entry.hash = line_of(entry).hash_in(str(scope))
    entry.save()
    assert found() == {(3, "changed")}


@pytest.mark.parametrize("seqs", [[1], [4], [3, 4, 5], [6]])
def test_removed_entries(scope: UUID, seqs: list[int]) -> None:
    remove(scope, *seqs)
    assert (seqs[0], "removed") in found()


@pytest.mark.parametrize("first, second", [(2, 3), (1, 5), (7, 8)])
def test_reordered_entries(scope: UUID, first: int, second: int) -> None:
    one, two = (Entry.objects.get(chain__scope=scope, seq=seq) for seq in (first, second))
    Entry.objects.filter(pk=one.pk).update(seq=99)
    Entry.objects.filter(pk=two.pk).update(seq=first)
    Entry.objects.filter(pk=one.pk).update(seq=second)
    assert {(first, "reordered"), (second, "reordered")} <= found()


def test_the_end_cut_off(scope: UUID) -> None:
    Checkpoint.objects.filter(seq=8).delete()
    remove(scope, 7, 8)
    assert (7, "truncated") in found()


def test_the_end_cut_off_and_the_head_set_back(scope: UUID) -> None:
    Checkpoint.objects.filter(seq=8).delete()
    remove(scope, 7, 8)
    last = Entry.objects.get(chain__scope=scope, seq=6)
    Chain.objects.filter(scope=scope).update(seq=6, hash=last.hash)
    assert (7, "truncated") in found()


def test_a_whole_chain_removed(scope: UUID) -> None:
    Checkpoint.objects.all().delete()
    remove(scope, *range(1, 9))
    Chain.objects.filter(scope=scope).delete()
    assert found() == {(1, "truncated")}


def test_an_entry_beyond_the_head(scope: UUID) -> None:
    chain = Chain.objects.get(scope=scope)
    more = Entry(chain=chain, seq=9, at=timezone.now(), verb="test.looked", actor="0" * 64, detail="0" * 64)
    more.previous, more.hash = chain.hash, "0" * 64
    more.save()
    assert found() == {(9, "forked")}


@pytest.mark.parametrize("removed", [[], [4], [1], [8], [7, 8]], ids=str)
def test_someone_who_recomputes_every_hash_and_has_no_key(scope: UUID, removed: list[int]) -> None:
    Entry.objects.filter(chain__scope=scope, seq=2).update(verb="test.resumed")
    Checkpoint.objects.all().delete()
    remove(scope, *removed)
    rewrite(scope)
    assert found() & {(1, "checkpoint"), (9 - len(removed), "truncated")}


def test_someone_who_recomputes_every_hash_and_signs_with_a_key_of_their_own(scope: UUID) -> None:
    Entry.objects.filter(chain__scope=scope, seq=7).update(verb="test.resumed")
    rewrite(scope)
    key = Ed25519PrivateKey.generate()
    for signed in Checkpoint.objects.select_related("chain"):
        signed.hash = Entry.objects.get(chain=signed.chain, seq=signed.seq).hash
        signed.key = key.public_key().public_bytes_raw().hex()
        statement = proof.signed_message(str(scope), signed.seq, signed.hash, stamp(signed.at))
        signed.signature = key.sign(statement).hex()
        signed.save()
    # What was signed at 6 still holds: the place is after it.
    assert {(8, "checkpoint"), (7, "checkpoint")} <= found()


def test_someone_who_shortens_the_file_as_well_is_found_by_a_copy_kept_elsewhere(scope: UUID, tmp_path: Path) -> None:
    kept = tmp_path / "kept-elsewhere.jsonl"
    shutil.copy(keys.checkpoint_file(), kept)
    Checkpoint.objects.filter(seq=8).delete()
    remove(scope, 7, 8)
    rewrite(scope)
    keys.checkpoint_file().write_text("\n".join(keys.checkpoint_file().read_text().splitlines()[:-1]))
    assert found() == set()
    assert found(checkpoints=kept) == {(7, "truncated")}


def test_a_file_that_was_removed_or_shortened_alone(scope: UUID) -> None:
    keys.checkpoint_file().unlink()
    assert found() == {(8, "checkpoint")}


def test_a_line_of_the_file_that_a_power_cut_left_unfinished_spoils_nothing(scope: UUID) -> None:
    with keys.checkpoint_file().open("a") as file:
        file.write('\n{"scope": "')
    note(scope=scope, by=None, verb="test.looked", subject="thing:9")
    seal()
    assert verify() == []


def test_a_leaf_removed_changed_or_added(scope: UUID) -> None:
    leaf = Leaf.objects.filter(scope=scope).first()
    assert leaf is not None
    Leaf.objects.filter(pk=leaf.pk).delete()
    assert found() == {(6, "leaves")}
    leaf.save(force_insert=True)
    assert found() == set()
    Leaf.objects.filter(pk=leaf.pk).update(digest="0" * 64)
    assert found() == {(6, "leaves")}
    Leaf.objects.filter(pk=leaf.pk).update(digest=leaf.digest)
    Leaf.objects.create(scope=scope, verb=leaf.verb, digest="0" * 64, batch=leaf.batch)
    assert found() == {(6, "leaves")}


def test_a_batch_made_to_fit_its_remaining_leaves(scope: UUID) -> None:
    Leaf.objects.filter(pk__in=Leaf.objects.filter(scope=scope).values("pk")[:2]).delete()
    left = Leaf.objects.filter(scope=scope)
    root = proof.merkle_root(left.values_list("digest", flat=True))
    Batch.objects.update(leaves=3, root=root)
    assert found() == {(6, "changed")}


@pytest.mark.parametrize(
    "change",
    [{"words": {"reason": "sun"}}, {"subject": "thing:99"}, {"actor": UUID(int=7)}, {"actor": None}, {"salt": ""}],
    ids=str,
)
def test_what_can_be_read_changed(scope: UUID, change: dict[str, object]) -> None:
    Detail.objects.filter(entry__seq=2).update(**change)
    assert (2, "changed") in found()


def test_what_can_be_read_removed(scope: UUID) -> None:
    Detail.objects.filter(entry__seq=2).delete()
    assert found() == {(2, "removed")}


def test_words_emptied_without_saying_so(scope: UUID) -> None:
    Detail.objects.filter(entry__seq=2).update(subject="", words={}, salt="")
    assert found() == {(None, "erased")}


def test_words_erased_as_they_should_be(scope: UUID) -> None:
    assert erase_line(scope=scope, seq=2, by=uuid4()) == 1
    assert found() == set()


def cut(scope: UUID, to: int) -> None:
    """As a database that was restored from a backup of then."""
    Checkpoint.objects.filter(chain__scope=scope, seq__gt=to).delete()
    remove(scope, *range(to + 1, 100))
    last = Entry.objects.filter(chain__scope=scope).last()
    if last is None:
        Chain.objects.filter(scope=scope).delete()
    else:
        Chain.objects.filter(scope=scope).update(seq=last.seq, hash=last.hash)


@pytest.mark.parametrize("to", [0, 3, 6, 7])
def test_a_restored_backup_is_said_to_be_one(scope: UUID, to: int) -> None:
    cut(scope, to)
    assert found() == {(to + 1, "truncated")}
    assert restored() == 1
    assert found() == set()
    lost = "line" if to == 7 else f"{8 - to} lines"
    assert timeline(scope)[0].words == f"restored a backup, which did not have the newest {lost}"
    seal()
    assert restored() == 0
    assert found() == set()
    # What is cut off after that is found as before.
    note(scope=scope, by=None, verb="test.looked", subject="thing:9")
    seal()
    cut(scope, to + 1)
    assert found() == {(to + 2, "truncated")}


def test_nobody_without_the_key_can_say_that_a_backup_was_restored(scope: UUID, settings: Settings) -> None:
    cut(scope, 3)
    settings.OLD_RECORD_KEYS, settings.RECORD_KEY = [keys.public_key()], "11" * 32
    assert restored() == 1
    settings.OLD_RECORD_KEYS, settings.RECORD_KEY = [], ""
    assert found() == {(3, "checkpoint"), (5, "truncated")}
