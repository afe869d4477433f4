"""Two hundred writers at once, real processes and threads, with workers sealing, people being erased, and a kill.

Nothing acknowledged is lost, nothing forks, and afterwards a cut is found. ``pytest -s`` prints the figures.
"""

import multiprocessing
import os
import resource
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction

from alongside.record import guards
from alongside.record.actions import erase_person, note, note_public, seal, verify
from alongside.record.checking import leaf_holds
from alongside.record.models import Batch, Chain, Checkpoint, Detail, Entry, Leaf

PROCESSES, THREADS = 8, 25
NOTES, LEAVES = 4, 4
# Two projects that everybody writes to, and a new one that all open together.
SCOPES = [UUID(int=1), UUID(int=2), UUID(int=3)]
PEOPLE = [UUID(int=100 + number) for number in range(10)]
# PostgreSQL takes 100 connections as it comes; a pool in front of it would let this many through.
POOL = 20
processes = multiprocessing.get_context("fork")


def figures(line: str) -> None:
    print(f"\n{line}")  # noqa: T201 (what the decision record quotes)


def acknowledge(file: Path, line: str) -> None:
    opened = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(opened, (line + "\n").encode())
    os.close(opened)


def write(number: int, begin: object, pool: object, file: Path) -> None:
    """One writer: acts of staff and of the public, each in a transaction; every fourth act changes its mind."""
    random = Random(number)
    begin.wait()
    for turn in range(NOTES + LEAVES):
        key = uuid4()
        scope = random.choice(SCOPES)
        staff = turn % 2 == 0
        with pool:
            try:
                with transaction.atomic():
                    if staff:
                        note(scope=scope, by=random.choice(PEOPLE), verb="test.looked", subject=f"thing:{key}")
                    else:
                        note_public(scope=scope, verb="test.said", subject=key, content=key.bytes)
                    if random.random() < 0.25:
                        raise InterruptedError
                acknowledge(file, f"{'noted' if staff else 'said'} {key}")
            except InterruptedError:
                acknowledge(file, f"undone {key}")
            except DatabaseError as problem:
                acknowledge(file, f"failed {type(problem).__name__}")
            finally:
                connection.close()


def writers(first: int, begin: object, pool: object, file: Path) -> None:
    threads = [threading.Thread(target=write, args=(first + n, begin, pool, file)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def repeatedly(act: Callable[[], object], stop: object, file: Path) -> None:
    while not stop.is_set():
        try:
            act()
        except DatabaseError as problem:
            acknowledge(file, f"failed {type(problem).__name__}")
        connection.close()
        time.sleep(0.2)


def erase_one() -> None:
    erase_person(person=Random().choice(PEOPLE[:5]), by=None)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_hundred_writers(tmp_path: Path) -> None:
    connections.close_all()
    file = tmp_path / "acknowledged"
    begin = processes.Barrier(PROCESSES * THREADS + 1)
    pool, stop = processes.Semaphore(POOL), processes.Event()
    writing = [
        processes.Process(target=writers, args=(number * THREADS, begin, pool, file)) for number in range(PROCESSES)
    ]
    beside = [processes.Process(target=repeatedly, args=(act, stop, file)) for act in (seal, seal, erase_one)]
    for process in writing + beside:
        process.start()
    begin.wait()
    started = time.monotonic()
    while not file.exists() or file.stat().st_size < 20_000:
        time.sleep(0.01)
    os.kill(writing[0].pid, signal.SIGKILL)
    # A killed process gives back none of its places in the pool: it may have held as many.
    for _ in range(THREADS):
        pool.release()
    for process in writing:
        process.join()
    took = time.monotonic() - started
    stop.set()
    for process in beside:
        process.join()
    seal()

    acknowledged = Counter[str]()
    keys: dict[str, set[str]] = {"noted": set(), "said": set(), "undone": set()}
    for line in file.read_text().splitlines():
        what, key = line.split()
        acknowledged[what] += 1
        keys.setdefault(what, set()).add(key)
    noted = {subject.removeprefix("thing:") for subject in Detail.objects.values_list("subject", flat=True)}
    said = {str(subject) for subject in Leaf.objects.values_list("subject", flat=True)}
    figures(
        f"{connection.vendor}: {PROCESSES * THREADS} writers, {dict(acknowledged)} in {took:.1f} s"
        f" ({acknowledged.total() / took:.0f}/s); {Entry.objects.count()} entries, {Batch.objects.count()} batches,"
        f" {Leaf.objects.count()} leaves, {Checkpoint.objects.count()} checkpoints,"
        f" {Detail.objects.filter(actor_salt='').count()} lines without their person"
    )
    # Nothing acknowledged is lost, nothing undone is there, nothing waits.
    assert keys["noted"] <= noted and keys["said"] <= said
    assert not keys["undone"] & (noted | said)
    assert acknowledged["failed"] == 0
    assert not Leaf.objects.filter(batch=None).exists()
    # A kill may fall between a commit and its acknowledgement, for each thread once.
    assert len(noted | said) - 1 - len(keys["noted"] | keys["said"]) <= THREADS
    # Nothing is forked: every chain's numbers run from 1 to its head, and everything fits.
    for chain in Chain.objects.all():
        assert list(chain.entries.order_by("seq").values_list("seq", flat=True)) == list(range(1, chain.seq + 1))
    assert verify() == []
    some = next(iter(keys["said"]))
    assert leaf_holds(UUID(some), UUID(some).bytes)

    cut = Chain.objects.get(scope=SCOPES[0])
    guards.take_down()
    Checkpoint.objects.filter(chain=cut).delete()
    Leaf.objects.filter(batch__entry__chain=cut, batch__entry__seq__gt=cut.seq - 20).delete()
    Batch.objects.filter(entry__chain=cut, entry__seq__gt=cut.seq - 20).delete()
    Detail.objects.filter(entry__chain=cut, entry__seq__gt=cut.seq - 20).delete()
    Entry.objects.filter(chain=cut, seq__gt=cut.seq - 20).delete()
    last = Entry.objects.filter(chain=cut).latest("seq")
    Chain.objects.filter(pk=cut.pk).update(seq=last.seq, hash=last.hash)
    found = verify()
    figures(f"cut the last 20 of {cut.seq}: {', '.join(f'{each.seq} {each.what}' for each in found)}")
    assert (last.seq + 1, "truncated") in {(each.seq, each.what) for each in found}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_checking_a_long_chain_takes_no_more_memory_than_a_short_one() -> None:
    """In a process of its own, so that its largest size is the check's."""
    sizes = []
    scope = uuid4()
    for entries in (500, 4000):
        with transaction.atomic():
            for number in range(entries):
                note(scope=scope, by=PEOPLE[0], verb="test.paused", subject="thing:1", detail={"reason": "x" * 200})
                note_public(scope=scope, verb="test.said", subject=uuid4(), content=b"%d" % number)
        seal()
        connections.close_all()
        mine, theirs = processes.Pipe()
        process = processes.Process(target=measure, args=(theirs,))
        process.start()
        theirs.close()  # or the end of a child that failed would never be heard of
        size, took = mine.recv()
        process.join()
        sizes.append(size)
        count = Entry.objects.count()
        figures(f"{connection.vendor}: checked {count} entries in {took:.2f} s, {count / took:.0f}/s, +{size} KB")
    assert sizes[1] < sizes[0] + 8_000


def measure(answer: object) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    assert verify() == []
    answer.send((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, time.monotonic() - started))
