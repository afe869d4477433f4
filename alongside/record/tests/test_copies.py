"""A copy of a record, checked by somebody who has Python and nothing of ours but one file."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.record import verify as proof
from alongside.record.actions import erase_line, erase_person, note, note_public, seal, verify
from alongside.record.exporting import copy
from alongside.record.models import Detail
from alongside.record.tests.conftest import tell

SCRIPT = Path(proof.__file__)
WITH_ROWS = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def alone(*arguments: object) -> tuple[int, str]:
    """Run the file by itself: no site packages, no environment, not from our folder."""
    command = [sys.executable, "-I", "-S", str(SCRIPT), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=60)
    assert not done.stderr
    return done.returncode, done.stdout


def problems(lines: list[str], **more: object) -> list[proof.Problem]:
    return list(proof.check_copy(lines, learnt=proof.Copy(), **more))


def kept(lines: list[str], place: Path) -> Path:
    place.write_text("".join(lines))
    return place


def test_a_copy_is_checked_without_us(story: UUID, tmp_path: Path) -> None:
    lines = list(copy(story))
    key = json.loads(lines[0])["key"]
    file = kept(lines, tmp_path / "copy.jsonl")
    code, said = alone(file, "--key", key)
    assert (code, said) == (0, f"8 entries of {story}, 0 problems.\n")
    code, said = alone(file)
    assert code == 0 and key in said
    assert alone(file, "--key", "0" * 64)[0] == 1
    assert alone(tmp_path / "nothing")[0] == 2


def test_a_copy_names_nobody(story: UUID) -> None:
    text = "".join(copy(story))
    actors = Detail.objects.exclude(actor=None)
    assert actors
    for readable in actors:
        assert str(readable.actor) not in text and readable.actor_salt not in text


def test_a_copy_and_a_check_cost_no_more_queries_as_they_grow(story: UUID) -> None:
    def queries(act: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as captured:
            act()
        return len(captured)

    before = queries(lambda: list(copy(story))), queries(lambda: verify(story))
    for number in range(40):
        note(scope=story, by=None, verb="test.looked", subject=f"thing:{number}")
        note_public(scope=story, verb="test.said", subject=uuid4(), content=b"")
        if number % 8 == 0:
            seal()
    after = queries(lambda: list(copy(story))), queries(lambda: verify(story))
    assert before == after == (4, 8)


def test_a_copy_of_an_empty_chain(db: None) -> None:
    assert problems(list(copy(uuid4()))) == []


def test_a_copy_after_an_erasure(story: UUID, tmp_path: Path) -> None:
    erase_line(scope=story, seq=2, by=None)
    code, said = alone(kept(list(copy(story)), tmp_path / "copy.jsonl"))
    assert code == 0
    assert "The words of 1 entries were erased." in said
    assert "Entries after 8 are not covered by a signature yet." in said


@pytest.mark.parametrize("cut", [1, 2, 6])
def test_a_shortened_copy(story: UUID, tmp_path: Path, cut: int) -> None:
    lines = list(copy(story))
    header = json.loads(lines[0])
    last = json.loads(lines[-cut - 1])
    header["seq"], header["hash"] = last["seq"], last["hash"]
    code, said = alone(kept([json.dumps(header) + "\n", *lines[1:-cut]], tmp_path / "copy.jsonl"))
    assert code == 1 and f"entry {9 - cut}: truncated" in said


def test_an_earlier_copy_shows_that_the_record_was_rewritten_with_the_key(story: UUID, tmp_path: Path) -> None:
    """Even whoever holds the key cannot take back what others keep."""
    earlier = list(copy(story))
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw().hex()
    lines, hash = [], proof.beginning(str(story))
    for text in earlier[1:]:
        row = json.loads(text)
        if row["seq"] == 3:
            row["at"] = "2020-01-01T00:00:00.000000+00:00"
        row["previous"] = hash
        line = proof.Line(*(row[name] for name in proof.Line.__dataclass_fields__))
        row["hash"] = hash = line.hash_in(str(story))
        lines.append(json.dumps(row) + "\n")

    def signed(header: dict[str, object], seq: int, hash: str) -> str:
        at = "2026-01-01T00:00:00.000000+00:00"
        signature = key.sign(proof.signed_message(str(story), seq, hash, at)).hex()
        mark = {
            "kind": "checkpoint",
            "scope": str(story),
            "seq": seq,
            "hash": hash,
            "at": at,
            "key": public,
            "signature": signature,
        }
        return json.dumps({**header, "hash": hash, "key": public, "checkpoint": mark}) + "\n"

    header = json.loads(earlier[0])
    before = kept([signed(header, 8, header["hash"]), *earlier[1:]], tmp_path / "earlier.jsonl")
    after = kept([signed(header, 8, hash), *lines], tmp_path / "after.jsonl")
    assert alone(before)[0] == alone(after)[0] == 0
    code, said = alone(after, "--earlier", before)
    assert code == 1 and "entry 8: checkpoint" in said


@pytest.mark.parametrize("text", ["", "\n", "[]", "{}", '{"format": "alongside-record-1"}', "[" * 100_000, "\x00"])
def test_a_file_that_is_no_copy(text: str, tmp_path: Path) -> None:
    code, said = alone(kept([text], tmp_path / "copy.jsonl"))
    assert code == 1 and "unreadable" in said


# Property tests: any history is valid, and any single change to a copy of one is found.
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("note"), st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))),
        st.tuples(st.just("said"), st.binary(max_size=40)),
        st.tuples(st.sampled_from(["seal", "erase line", "erase person"]), st.integers(1, 8)),
    ),
    max_size=15,
)


@WITH_ROWS
@given(acts=ACTS)
def test_any_history_is_valid(db: None, acts: list[tuple[str, object]]) -> None:
    scope, people = uuid4(), [uuid4(), uuid4()]
    for what, given_ in acts:
        if what == "note":
            detail = {"reason": str(given_), "count": len(str(given_)), "none": None}
            note(scope=scope, by=people[len(str(given_)) % 2], verb="test.paused", subject="thing:1", detail=detail)
        elif what == "said":
            note_public(scope=scope, verb="test.said", subject=uuid4(), content=given_)
        elif what == "seal":
            seal()
        elif what == "erase line":
            erase_line(scope=scope, seq=given_, by=people[0])
        else:
            erase_person(person=people[given_ % 2], by=None)
    seal()
    assert verify(scope) == []
    assert problems(list(copy(scope))) == []


def places(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Every place in a row where a value stands."""
    if isinstance(value, dict):
        return [place for key, inner in value.items() for place in places(inner, (*path, key))]
    if isinstance(value, list):
        return [place for key, inner in enumerate(value) for place in places(inner, (*path, key))]
    return [path]


@WITH_ROWS
@given(data=st.data())
def test_any_single_change_to_a_copy_is_found(db: None, data: st.DataObject) -> None:
    lines = list(copy(tell()))
    number = data.draw(st.integers(0, len(lines) - 1))
    row = json.loads(lines[number])
    how = data.draw(st.sampled_from(["change", "remove line", "swap lines", "repeat line"]))
    if how == "change":
        place = data.draw(st.sampled_from(places(row)))
        inner = row
        for key in place[:-1]:
            inner = inner[key]
        old = inner[place[-1]]
        new = old + 1 if isinstance(old, int) else (old or "") + "x" if data.draw(st.booleans()) else None
        if new == old:
            return
        inner[place[-1]] = new
        lines[number] = json.dumps(row) + "\n"
    elif how == "remove line":
        del lines[number]
    elif how == "swap lines":
        other = data.draw(st.integers(0, len(lines) - 1))
        if other == number:
            return
        lines[number], lines[other] = lines[other], lines[number]
    else:
        lines.insert(number, lines[number])
    assert problems(lines)


@given(st.lists(st.binary(max_size=8).map(bytes.hex), unique=True, max_size=40), st.randoms())
def test_the_root_of_a_batch(leaves: list[str], random: object) -> None:
    root = proof.merkle_root(leaves)
    mixed = list(leaves)
    random.shuffle(mixed)
    assert proof.merkle_root(mixed) == root
    for place in range(min(len(leaves), 5)):
        without = leaves[:place] + leaves[place + 1 :]
        assert proof.merkle_root(without) != root
        assert proof.merkle_root([*without, leaves[place] + "0"]) != root
    if leaves:
        assert proof.merkle_root([*leaves, leaves[-1]]) != root


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.integers(0, 64 * 8 - 1))
def test_our_check_of_signatures_agrees_with_the_library(seed: bytes, message: bytes, flipped: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw().hex(), key.sign(message)
    assert proof.signature_holds(public, signature.hex(), message)
    assert not proof.signature_holds(public, signature.hex(), message + b"x")
    wrong = bytearray(signature)
    wrong[flipped // 8] ^= 1 << flipped % 8
    assert not proof.signature_holds(public, wrong.hex(), message)
    shifted = (int.from_bytes(signature[32:], "little") + proof.ORDER).to_bytes(33, "little")
    assert not proof.signature_holds(public, (signature[:32] + shifted[:32]).hex(), message)
    for nonsense in ("", "zz", "ff" * 32, "0" * 63):
        assert not proof.signature_holds(nonsense, signature.hex(), message)
