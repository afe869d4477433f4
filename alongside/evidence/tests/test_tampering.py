"""Whatever is done to a pack after it was made is found and named; and what was done to the record before, too."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.evidence.models import Pack
from alongside.evidence.tests.conftest import Members, found_in, make_pack, opened
from alongside.projects.models import Project
from alongside.record import guards, keys
from alongside.record import verify as proof
from alongside.record.actions import note, seal
from alongside.record.models import Batch, Chain, Checkpoint, Detail, Entry, Leaf
from alongside.record.public_keys import fingerprint
from alongside.record.unzipping import Refused
from alongside.record.verifying import (
    CHECKPOINTS,
    KEY,
    MANIFEST,
    RECORD,
    SIGNATURE,
    Learnt,
    as_manifest,
    as_signature,
    check_pack,
    signed_message,
)
from tests.cast import Cast, login

Rows = list[dict[str, Any]]


def named(found: list[Any], where: str) -> set[str]:
    return {each.what for each in found if each.where == where}


def test_a_byte_changed_in_any_file_is_named(pack: Path, tmp_path: Path) -> None:
    held = opened(pack)
    assert len(held.held) > 20
    for name, content in held.held:
        for at in {0, len(content) // 2, len(content) - 1} if content else set():
            changed = opened(pack)
            changed[name] = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
            found = found_in(changed.write(tmp_path / "changed.zip"))
            wanted = {"signature", "altered"} if name in (MANIFEST, SIGNATURE) else {"altered"}
            where = {MANIFEST, SIGNATURE} if name in (MANIFEST, SIGNATURE) else {name}
            assert any(each.where in where and each.what in wanted for each in found), (name, at, found)


def test_a_file_that_is_shorter_longer_or_missing_is_named(pack: Path, tmp_path: Path) -> None:
    place = tmp_path / "changed.zip"
    for name, content in opened(pack).held:
        if name != MANIFEST:
            assert "missing" in named(found_in(opened(pack).without(name).write(place)), name)
        if name in (MANIFEST, SIGNATURE):
            continue
        for other in (content + b" ", content[:-1]):
            if other == content:
                continue
            changed = opened(pack)
            changed[name] = other
            assert "altered" in named(found_in(changed.write(place)), name)
    with pytest.raises(Refused, match=r"no manifest\.json"):
        found_in(opened(pack).without(MANIFEST).write(place))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_there_twice_is_named(pack: Path, tmp_path: Path) -> None:
    for name, content in opened(pack).held:
        for again in (name, name.upper()):
            held = opened(pack)
            held.held.append((again, content))
            found = found_in(held.write(tmp_path / "twice.zip"))
            assert any(each.what == "duplicate" and each.where.lower() == name.lower() for each in found), again


@pytest.mark.parametrize(
    "name",
    [
        "extra.txt",
        "record/more.jsonl",
        "../evil.txt",
        "/etc/evil",
        "a/../../evil",
        "C:\\evil",
        "a\\b",
        "folder/",
        "a//b",
    ],
)
def test_a_file_that_was_added_is_named(pack: Path, tmp_path: Path, name: str) -> None:
    held = opened(pack)
    held.held.append((name, b"x"))
    found = found_in(held.write(tmp_path / "more.zip"))
    assert "extra" in named(found, name)
    if name not in ("extra.txt", "record/more.jsonl"):
        assert "path" in named(found, name)


class Forger:
    """Changes a pack and makes every digest fit again, with no key or one of their own."""

    def __init__(self, pack: Path) -> None:
        self.held: Members = opened(pack)
        first, *rest = self.held[RECORD].splitlines()
        self.header: dict[str, Any] = json.loads(first)
        self.rows: Rows = [json.loads(row) for row in rest]
        self.marks: Rows = [json.loads(row) for row in self.held[CHECKPOINTS].splitlines()]
        self.own = Ed25519PrivateKey.generate()

    def rehash(self) -> None:
        """A new chain over the rows, from the beginning; signatures of what is no more are left out."""
        scope = self.header["scope"]
        last = proof.beginning(scope)
        for number, row in enumerate(self.rows, 1):
            row["seq"], row["previous"] = number, last
            row["hash"] = last = proof.Line(*(row[name] for name in proof.Line.__dataclass_fields__)).hash_in(scope)
        self.header |= {"seq": len(self.rows), "hash": last}
        hashes = {row["seq"]: row["hash"] for row in self.rows}
        self.marks = [mark for mark in self.marks if hashes.get(mark["seq"]) == mark["hash"]]
        self.header["checkpoint"] = self.marks[-1] if self.marks else None

    def sign_over(self) -> None:
        """Everything by a key of their own."""
        key = self.own.public_key().public_bytes_raw().hex()
        hashes = {row["seq"]: row["hash"] for row in self.rows}
        for mark in self.marks:
            mark |= {"key": key, "hash": hashes[mark["seq"]]}
            statement = proof.signed_message(self.header["scope"], mark["seq"], mark["hash"], mark["at"])
            mark["signature"] = self.own.sign(statement).hex()
        self.header |= {"key": key, "checkpoint": self.marks[-1]}
        self.held[KEY] = f"{key}\n".encode()

    def write(self, place: Path, *, signs: bool = False) -> Path:
        self.held[RECORD] = b"".join(json.dumps(row).encode() + b"\n" for row in [self.header, *self.rows])
        self.held[CHECKPOINTS] = b"".join(json.dumps(mark).encode() + b"\n" for mark in self.marks)
        manifest = self.held.json(MANIFEST)
        for each in manifest["files"]:
            content = self.held[each["path"]]
            each |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        manifest["record"] |= {"seq": self.header["seq"], "hash": self.header["hash"], "entries": len(self.rows)}
        manifest["record"]["checkpoint"] = self.header["checkpoint"]
        if signs:
            manifest["key"] = self.header["key"]
        self.held[MANIFEST] = as_manifest(manifest)
        if signs:
            signature = self.own.sign(signed_message(self.held[MANIFEST])).hex()
            self.held[SIGNATURE] = as_signature(self.header["key"], signature)
        return self.held.write(place)


@pytest.fixture
def forger(project: Project, cast: Cast) -> Forger:
    for number in range(12):
        detail = {"title": f"Paper {number}"}
        note(scope=project.pk, by=cast.amira.pk, verb="document.added", subject=f"document:{number}", detail=detail)
        if number % 3 == 0:
            seal()
    return Forger(make_pack(project, cast.amira))


def test_every_digest_recomputed_is_found_by_the_signature(forger: Forger, tmp_path: Path) -> None:
    forger.held["feedback/findings.jsonl"] = forger.held["feedback/findings.jsonl"].replace(b"We can.", b"We cannot.")
    found = found_in(forger.write(tmp_path / "forged.zip"))
    assert {(each.where, each.what) for each in found} == {(MANIFEST, "signature")}


def test_the_last_ten_entries_dropped_and_all_recomputed_is_found(forger: Forger, tmp_path: Path) -> None:
    del forger.rows[-10:]
    forger.rehash()
    found = found_in(forger.write(tmp_path / "forged.zip"))
    assert "signature" in named(found, MANIFEST)


def test_the_last_ten_entries_dropped_under_the_true_manifest_are_named(forger: Forger, tmp_path: Path) -> None:
    count = len(forger.rows)
    manifest, signature = forger.held[MANIFEST], forger.held[SIGNATURE]
    del forger.rows[-10:]
    forger.rehash()
    forger.write(tmp_path / "forged.zip")
    forger.held[MANIFEST], forger.held[SIGNATURE] = manifest, signature
    found = found_in(forger.held.write(tmp_path / "forged.zip"))
    assert "altered" in named(found, RECORD) and "altered" in named(found, CHECKPOINTS)
    (cut,) = [each for each in found if each.what == "truncated"]
    assert cut.entry == count - 9 and f"entries {count - 9} to {count}" in cut.words


def test_entries_swapped_removed_or_changed_are_named(forger: Forger, tmp_path: Path) -> None:
    def swap(rows: Rows) -> int:
        rows[3], rows[4] = rows[4], rows[3]
        return 5

    def remove(rows: Rows) -> int:
        del rows[6]
        return 7

    def change(rows: Rows) -> int:
        rows[7]["at"] = rows[7]["at"].replace("20", "19", 1)
        return 8

    def reword(rows: Rows) -> int:
        row = next(row for row in rows if row.get("words", {}).get("words", {}).get("title") == "Paper 5")
        row["words"]["words"]["title"] = "Paper 6"
        return int(row["seq"])

    before = json.dumps(forger.rows)
    for act in (swap, remove, change, reword):
        forger.rows = json.loads(before)
        entry = act(forger.rows)
        found = found_in(forger.write(tmp_path / "forged.zip"))
        assert entry in {each.entry for each in found if each.where == RECORD}, (act.__name__, found)


def test_a_pack_signed_anew_by_another_key_is_found_with_the_key(forger: Forger, tmp_path: Path) -> None:
    row = next(row for row in forger.rows if row["verb"] == "document.added" and row.get("words", {}).get("salt"))
    row["verb"] = "document.published"
    marks = forger.marks
    forger.rehash()
    forger.marks = marks
    forger.sign_over()
    forged = forger.write(tmp_path / "forged.zip", signs=True)
    learnt = Learnt()
    assert list(check_pack(forged, learnt=learnt)) == []
    assert learnt.key != keys.public_key() and not learnt.key_given
    found = found_in(forged, keys.public_key())
    assert "key" in named(found, SIGNATURE)
    assert any(fingerprint(keys.public_key()) in each.words for each in found)


def test_an_older_key_that_signed_parts_of_the_record_is_said(
    forger: Forger, project: Project, cast: Cast, tmp_path: Path
) -> None:
    old = keys.public_key()
    (tmp_path / "record-key").unlink()
    learnt = Learnt()
    assert list(check_pack(make_pack(project, cast.amira), learnt=learnt, key=keys.public_key())) != []
    # The house does not trust the old key until it is told to; then nothing is wrong.
    from django.conf import settings as django_settings

    django_settings.OLD_RECORD_KEYS = [old]
    try:
        learnt = Learnt()
        assert list(check_pack(make_pack(project, cast.amira), learnt=learnt, key=keys.public_key())) == []
        assert learnt.older_keys == {old}
    finally:
        django_settings.OLD_RECORD_KEYS = []


def _entry(project: Project) -> int:
    entry = Entry.objects.filter(chain__scope=project.pk, verb="finding.written").get()
    Entry.objects.filter(pk=entry.pk).update(verb="finding.changed")
    return entry.seq


def _words(project: Project) -> int:
    entry = Entry.objects.filter(chain__scope=project.pk, verb="response.given").get()
    Detail.objects.filter(entry=entry).update(words={"number": 1, "kind": "not accepted"})
    return entry.seq


def _person(project: Project) -> int:
    entry = Entry.objects.filter(chain__scope=project.pk, verb="response.given").get()
    Detail.objects.filter(entry=entry).update(actor=project.pk)
    return entry.seq


def _leaf(project: Project) -> int:
    seal()
    leaf = Leaf.objects.filter(scope=project.pk).exclude(batch=None).first()
    assert leaf is not None and leaf.batch is not None
    Leaf.objects.filter(pk=leaf.pk).update(digest="0" * 64)
    return leaf.batch.entry.seq


def _batch(project: Project) -> int:
    seal()
    batch = Batch.objects.filter(entry__chain__scope=project.pk).first()
    assert batch is not None
    Batch.objects.filter(pk=batch.pk).update(root="0" * 64)
    return batch.entry.seq


def _signed(project: Project) -> int:
    seal()
    mark = Checkpoint.objects.filter(chain__scope=project.pk).first()
    assert mark is not None
    Checkpoint.objects.filter(pk=mark.pk).update(hash="0" * 64)
    return mark.seq


def _middle(project: Project) -> int:
    entry = Entry.objects.filter(chain__scope=project.pk, verb="promise.made").get()
    Detail.objects.filter(entry=entry).delete()
    entry.delete()
    return entry.seq


def _readable(project: Project) -> int:
    entry = Entry.objects.filter(chain__scope=project.pk, verb="promise.made").get()
    Detail.objects.filter(entry=entry).delete()
    return entry.seq


def _end(project: Project) -> int:
    """The end cut off, and the chain's head made to fit."""
    seal()
    chain = Chain.objects.get(scope=project.pk)
    cut = chain.entries.filter(seq__gt=chain.seq - 3)
    first = cut.first()
    assert first is not None
    Leaf.objects.filter(batch__entry__in=cut).update(batch=None)
    for model in (Detail, Batch):
        model.objects.filter(entry__in=cut).delete()
    Checkpoint.objects.filter(chain=chain, seq__gt=chain.seq - 3).delete()
    cut.delete()
    last = chain.entries.last()
    assert last is not None
    Chain.objects.filter(pk=chain.pk).update(seq=last.seq, hash=last.hash)
    return first.seq


@pytest.mark.parametrize("act", [_entry, _words, _person, _leaf, _batch, _signed, _middle, _readable, _end])
def test_a_row_changed_in_the_record_is_named_by_the_page_and_by_a_new_pack(
    act: Callable[[Project], int], project: Project, cast: Cast, client: Client
) -> None:
    page = "/team/northmere/projects/clinics/record/?check=yes"
    login(client, cast.amira)
    seal()
    assert "Nothing was changed, removed, moved or cut off." in client.get(page).content.decode()
    guards.take_down()
    try:
        seq = act(project)
    finally:
        guards.put_up()
    shown = client.get(page).content.decode()
    assert "The record does not hold together." in shown and f"Entry {seq}:" in shown
    pack = make_pack(project, cast.amira)
    found = found_in(pack, keys.public_key())
    # Where an end was cut off, new entries have taken the first places, and what was signed after them is missed.
    assert {each.entry for each in found} & ({seq, seq + 1, seq + 2} if act is _end else {seq}), found
    assert not any(each.what in ("altered", "signature", "key") for each in found)
    assert any(words.startswith(f"{each.entry}:") for each in found for words in Pack.objects.get().problems)
    assert "does not hold together" in client.get("/team/northmere/projects/clinics/evidence-pack/").content.decode()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_bit_changed_anywhere_in_the_zip_never_passes_for_other_content(
    pack: Path, tmp_path: Path, place: float, bit: int
) -> None:
    """In the ZIP's own tables a bit may mean nothing; then every file is what it was."""
    content = bytearray(pack.read_bytes())
    content[int(place * len(content))] ^= 1 << bit
    changed = tmp_path / "bit.zip"
    changed.write_bytes(content)
    try:
        found = found_in(changed, keys.public_key())
    except Refused:
        return
    if not found:
        assert opened(changed).held == opened(pack).held


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_to_any_file_is_found(pack: Path, tmp_path: Path, data: st.DataObject) -> None:
    held = opened(pack)
    name, content = data.draw(st.sampled_from(held.held))
    at = data.draw(st.integers(0, len(content)))
    until = data.draw(st.integers(at, len(content)))
    changed = content[:at] + data.draw(st.binary(max_size=8)) + content[until:]
    if changed == content:
        return
    held[name] = changed
    assert found_in(held.write(tmp_path / "changed.zip"), keys.public_key())


def test_what_a_zip_program_packs_again_is_the_same_pack(pack: Path, tmp_path: Path) -> None:
    """Somebody who unpacks a pack and packs it again has altered nothing."""
    with zipfile.ZipFile(pack) as bundle:
        bundle.extractall(tmp_path / "out")
    again = shutil.make_archive(str(tmp_path / "again"), "zip", tmp_path / "out")
    assert any(name.endswith("/") for name in zipfile.ZipFile(again).namelist())
    assert found_in(Path(again), keys.public_key()) == []
