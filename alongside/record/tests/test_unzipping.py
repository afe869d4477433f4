"""Files that only pretend to be packs: refused or named, in little time and memory. And the key that somebody gives."""

import json
import resource
import struct
import subprocess
import sys
import tracemalloc
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from alongside.commands import app, load
from alongside.record import public_keys, signatures, unzipping, verifying
from alongside.record import verify as proof
from alongside.record.public_keys import fingerprint, read_key
from alongside.record.unzipping import Refused
from alongside.record.verifying import CHECKPOINTS, RECORD, Found, Learnt, check_pack, look_at

SECRET = Ed25519PrivateKey.from_private_bytes(bytes(32))
PUBLIC = SECRET.public_key().public_bytes_raw().hex()
SCOPE = "7d5c3bb4-6f0c-4f0e-9c7e-0f6f4f0f0f0f"


def found_in(place: Path) -> list[Found]:
    return list(check_pack(place, learnt=Learnt()))


def pack(place: Path, files: dict[str, bytes], /, **manifest: object) -> Path:
    """A small pack that is signed as it should be, with this in its manifest."""
    start = proof.beginning(SCOPE)
    header = {"format": proof.FORMAT, "scope": SCOPE, "seq": 0, "hash": start, "key": PUBLIC, "checkpoint": None}
    files = {RECORD: json.dumps(header).encode(), CHECKPOINTS: b"", **files}
    said = {
        "format": verifying.FORMAT,
        "project": {"id": SCOPE, "name": "Clinics"},
        "made_at": "2026-11-27T09:00:00+00:00",
        "key": PUBLIC,
        "record": {"seq": 0, "hash": start, "problems": []},
        "files": [
            {"path": name, "size": len(content), "sha256": verifying.hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        ],
    }
    written = verifying.as_manifest({**said, **manifest})
    signature = SECRET.sign(verifying.signed_message(written)).hex()
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in files.items():
            bundle.writestr(name, content)
        bundle.writestr("manifest.json", written)
        bundle.writestr("manifest.sig", verifying.as_signature(PUBLIC, signature))
    return place


def test_what_is_no_zip_and_what_is_no_pack(tmp_path: Path) -> None:
    for content in (b"", b"PK", b"not a zip" * 100, b"PK\x05\x06" + bytes(17), b"PK\x05\x06" + b"\xff" * 18):
        (tmp_path / "no.zip").write_bytes(content)
        with pytest.raises(Refused):
            found_in(tmp_path / "no.zip")
    for missing in (tmp_path / "nothing.zip", tmp_path):
        with pytest.raises(Refused):
            found_in(missing)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as bundle:
        bundle.writestr("a.txt", "a")
    with pytest.raises(Refused, match="not an evidence pack"):
        found_in(tmp_path / "other.zip")


@pytest.mark.parametrize(
    "manifest",
    [b"", b"{}", b"[]", b"null", b"{", b"\xff", b"[" * 100_000, b'{"format": "alongside-pack-1"}', b"1" * 10_000],
)
def test_a_manifest_that_is_none(tmp_path: Path, manifest: bytes) -> None:
    with zipfile.ZipFile(tmp_path / "odd.zip", "w") as bundle:
        bundle.writestr("manifest.json", manifest)
    assert [(each.where, each.what) for each in found_in(tmp_path / "odd.zip")] == [("manifest.json", "altered")]


def test_a_pack_without_a_record_is_found(tmp_path: Path) -> None:
    place = pack(tmp_path / "none.zip", {}, files=[])
    assert {(each.where, each.what) for each in found_in(place)} >= {(RECORD, "missing"), (CHECKPOINTS, "missing")}


def test_a_bomb_is_read_only_as_far_as_it_is_said_to_go(tmp_path: Path) -> None:
    place = tmp_path / "bomb.zip"
    pack(place, {"small.txt": b"small"})
    with zipfile.ZipFile(place) as bundle:
        held = {name: bundle.read(name) for name in bundle.namelist()}
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in held.items():
            with bundle.open(name, "w") as file:
                for _block in range(400 if name == "small.txt" else 1):
                    file.write(bytes(1_000_000) if name == "small.txt" else content)
    assert place.stat().st_size < 1_000_000
    tracemalloc.start()
    found = found_in(place)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [(each.where, each.what) for each in found] == [("small.txt", "altered")] and "has more" in found[0].words
    assert most < 5_000_000


def test_a_record_of_one_endless_line_is_not_held_in_memory(tmp_path: Path) -> None:
    line = b'{"format": "' + b"a" * 60_000_000
    place = pack(tmp_path / "line.zip", {RECORD: line, CHECKPOINTS: line})
    tracemalloc.start()
    found = found_in(place)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert {each.where for each in found} == {RECORD, CHECKPOINTS}
    assert most < 40_000_000


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = pack(tmp_path / "large.zip", {"a.txt": b"a", "b.txt": b"b"})
    for name, least, module in (
        ("MOST_FILES", 3, unzipping),
        ("MOST_NAMES", 50, unzipping),
        ("MOST_MANIFEST", 50, verifying),
        ("MOST_BYTES", 1, verifying),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, least)
            with pytest.raises(Refused, match=r"any evidence pack"):
                found_in(place)
    assert found_in(place) == []


def test_a_list_of_names_that_says_it_is_huge_is_not_read(tmp_path: Path) -> None:
    content = pack(tmp_path / "small.zip", {"a.txt": b"a"}).read_bytes()
    at = content.rfind(b"PK\x05\x06")
    size = int.from_bytes(content[at + 12 : at + 16], "little")
    long = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 3, 3, 1 << 40, at - size)
    where = struct.pack("<4sIQI", b"PK\x06\x07", 0, at, 1)
    (tmp_path / "long.zip").write_bytes(content[:at] + long + where + content[at:])
    with pytest.raises(Refused, match="longer than any evidence pack"):
        found_in(tmp_path / "long.zip")


def test_ways_of_packing_that_packs_do_not_use_are_named(tmp_path: Path) -> None:
    place = pack(tmp_path / "odd.zip", {"a.txt": b"a"})
    with zipfile.ZipFile(place) as bundle:
        held = {name: bundle.read(name) for name in bundle.namelist()}
    with zipfile.ZipFile(place, "w") as bundle:
        for name, content in held.items():
            bundle.writestr(name, content, zipfile.ZIP_LZMA if name == "a.txt" else zipfile.ZIP_STORED)
    assert {(each.where, each.what) for each in found_in(place)} == {("a.txt", "path"), ("a.txt", "altered")}


def test_what_is_in_a_pack_reaches_the_terminal_as_text_alone(tmp_path: Path) -> None:
    place = pack(tmp_path / "loud.zip", {}, project={"id": SCOPE, "name": "\x1b[2JClinics\u202e"})
    words = "\n".join(look_at(place, None).words())
    assert "Clinics" in words and "\x1b" not in words and "\u202e" not in words


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from([2**70, -1, "\ud800", "0" * 64, float("inf"), "1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=4,
)


def places(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield from places(each, (*path, key))


def with_other(value: Any, path: tuple[Any, ...], other: object) -> Any:
    if not path:
        return other
    made = dict(value) if isinstance(value, dict) else list(value)
    made[path[0]] = with_other(value[path[0]], path[1:], other)
    return made


def chain() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A record of one act, one minute and one erasure, as it is copied, and its signature."""
    rows: list[dict[str, Any]] = []
    last = proof.beginning(SCOPE)
    leaves = ["1" * 64, "2" * 64]
    root = proof.merkle_root(leaves)
    for seq, (verb, actor, detail, more) in enumerate(
        [
            (
                "a.b",
                "3" * 64,
                proof.detail_digest("s", "a:1", {"n": 1}),
                {"words": {"salt": "s", "subject": "a:1", "words": {"n": 1}}},
            ),
            ("c.d", "", proof.batch_digest(root, 2), {"batch": {"root": root, "count": 2, "leaves": leaves}}),
            (
                proof.ERASED,
                "4" * 64,
                proof.detail_digest("t", "s", {"parts": 1}),
                {"words": {"salt": "t", "subject": "s", "words": {"parts": 1}}},
            ),
        ],
        1,
    ):
        line = proof.Line(seq, "2026-11-27T09:00:00.000000+00:00", verb, actor, detail, last, "")
        last = line.hash_in(SCOPE)
        rows.append({**vars(line), "hash": last, **more})
    at = "2026-11-27T09:01:00.000000+00:00"
    mark = {"kind": "checkpoint", "scope": SCOPE, "seq": 3, "hash": last, "at": at, "key": PUBLIC}
    mark["signature"] = SECRET.sign(proof.signed_message(SCOPE, 3, last, at)).hex()
    header = {"format": proof.FORMAT, "scope": SCOPE, "seq": 3, "hash": last, "key": PUBLIC, "checkpoint": mark}
    return [header, *rows], [mark]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_somebody_writes_is_answered(tmp_path: Path, data: st.DataObject) -> None:
    """Even under a signature that holds: anything at all in the place of anything, and never a crash."""
    rows, marks = chain()
    problems = [{"seq": 1, "what": "changed", "words": "Odd."}]
    manifest: dict[str, Any] = {
        "project": {"id": SCOPE},
        "record": {"seq": 3, "hash": rows[-1]["hash"], "problems": []},
    }
    whole = {"rows": rows, "marks": marks, "manifest": manifest}
    path = data.draw(st.sampled_from([path for path in places(whole) if len(path) > 1]))
    if path[0] == "manifest" and data.draw(st.booleans()):
        manifest["record"]["problems"] = problems
    made = with_other(whole, path, data.draw(JSON))
    files = {
        RECORD: b"".join(json.dumps(row).encode() + b"\n" for row in made["rows"]),
        CHECKPOINTS: b"".join(json.dumps(mark).encode() + b"\n" for mark in made["marks"]),
    }
    outcome = look_at(pack(tmp_path / "odd.zip", files, **made["manifest"]), None)
    assert "\n".join(outcome.words()).encode()
    assert json.loads(json.dumps(outcome.as_json()))["altered"] is bool(outcome.found)


def test_that_chain_is_good(tmp_path: Path) -> None:
    rows, marks = chain()
    files = {
        RECORD: b"".join(json.dumps(row).encode() + b"\n" for row in rows),
        CHECKPOINTS: json.dumps(marks[0]).encode(),
    }
    record = {"seq": 3, "hash": rows[-1]["hash"], "problems": []}
    assert found_in(pack(tmp_path / "good.zip", files, record=record)) == []
    record["problems"] = [{"seq": 1, "what": "changed", "words": "Odd."}]
    (found,) = found_in(pack(tmp_path / "said.zip", files, record=record))
    assert found.entry == 1 and found.words == "Found when the pack was made: Odd."


@given(st.text(max_size=200))
def test_what_is_no_key_is_refused(text: str) -> None:
    try:
        key = read_key(text)
    except Refused:
        return
    assert len(bytes.fromhex(key)) == 32


def test_a_key_as_hexadecimal_and_as_pem(tmp_path: Path) -> None:
    pem = SECRET.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    for text in (PUBLIC, f"  {PUBLIC.upper()}\n", pem, f"{PUBLIC[:32]}\n{PUBLIC[32:]}\n"):
        assert read_key(text) == PUBLIC
    other = b64encode(b"0" * 44).decode()
    for text in (
        "",
        PUBLIC[:-1],
        pem.replace("M", "N", 1),
        f"-----BEGIN PUBLIC KEY-----\n{other}\n-----END PUBLIC KEY-----",
    ):
        with pytest.raises(Refused):
            read_key(text)
    with pytest.raises(Refused, match="cannot be read"):
        look_at(tmp_path / "pack.zip", tmp_path / "no-key")
    assert len(fingerprint(PUBLIC)) == 39 and fingerprint("nonsense") == ""


@pytest.fixture(scope="module")
def command() -> CliRunner:
    load("verify")
    load("knowledge")  # a second one, so that the first needs its name
    return CliRunner()


def test_the_command_says_it_with_its_exit_code(command: CliRunner, tmp_path: Path) -> None:
    files = {"a.txt": b"a"}
    good = pack(tmp_path / "good.zip", files)
    key = tmp_path / "key.txt"
    key.write_text(PUBLIC)
    done = command.invoke(app, ["verify", str(good), "--key", str(key)])
    assert done.exit_code == 0 and "Nothing was altered." in done.stdout and "--key" not in done.stdout
    done = command.invoke(app, ["verify", str(good)])
    assert done.exit_code == 0 and fingerprint(PUBLIC) in done.stdout and "You gave no key" in done.stdout
    key.write_text("0" * 64)
    done = command.invoke(app, ["verify", str(good), "--key", str(key), "--json"])
    said = json.loads(done.stdout)
    assert done.exit_code == 1 and said["altered"] and said["problems"][0]["what"] == "key"
    assert said["key_from"] == "file" and said["fingerprint"] == fingerprint(PUBLIC)
    key.write_text("nonsense")
    for arguments in ([str(good), "--key", str(key)], [str(tmp_path / "none.zip")], [str(key)]):
        done = command.invoke(app, ["verify", *arguments])
        assert done.exit_code == 2 and done.stdout == "" and done.stderr


def test_it_runs_elsewhere_with_python_alone(tmp_path: Path) -> None:
    """Without Django, without our packages: two folders and seven files. Then as a command, without Django too."""
    good = pack(tmp_path / "good.zip", {"a.txt": b"a"})
    room = tmp_path / "alongside" / "record"
    room.mkdir(parents=True)
    (room.parent / "__init__.py").touch()
    (room / "__init__.py").touch()
    for module in (verifying, signatures, unzipping, public_keys, proof):
        (room / Path(module.__file__ or "").name).write_bytes(Path(module.__file__ or "").read_bytes())
    alone = [sys.executable, "-S", "-m", "alongside.record.verifying", str(good)]
    done = subprocess.run(alone, cwd=tmp_path, env={}, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0 and "Nothing was altered." in done.stdout and not done.stderr
    (tmp_path / "bad.zip").write_bytes(b"no")
    done = subprocess.run([*alone[:-1], "bad.zip"], cwd=tmp_path, env={}, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and done.stderr
    looks = "import sys, alongside.commands.verify; print([each for each in ('django', 'alongside.config') if each in sys.modules])"
    done = subprocess.run([sys.executable, "-c", looks], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_it_starts_at_once(tmp_path: Path) -> None:
    """In processor time, so that a busy machine does not fail it."""
    good = pack(tmp_path / "good.zip", {"a.txt": b"a"})
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "alongside.commands", "verify", str(good)], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.6
