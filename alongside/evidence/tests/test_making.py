"""What is in a pack, how it is asked for and made, and what it costs."""

import csv
import hashlib
import json
import secrets
import tracemalloc
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from alongside.activities.models import Contribution
from alongside.core.models import Job
from alongside.core.work import run_due
from alongside.documents.models import DocumentEdition
from alongside.evidence import actions, making
from alongside.evidence.models import Pack
from alongside.evidence.tests.conftest import PDF, found_in, make_pack, opened
from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from alongside.record import keys
from alongside.record.actions import note, seal
from alongside.record.models import Entry
from alongside.record.public_keys import fingerprint
from alongside.record.verifying import FORMAT, as_manifest
from tests.cast import Cast


def test_a_pack_holds_how_the_project_was_run(pack: Path, project: Project) -> None:
    held = opened(pack)
    assert held.json("project/project.json")["question"] == project.question
    duties = held.json("plans/duties-1.json")
    first = next(each for each in duties["duties"] if each["id"] == "DUTY-01")
    assert first["applies"] == "yes" and "bodies = ICB" in first["because"] and first["evidence_wanted"]
    assert held["documents/the-plan/en-gb-file-1-file.pdf"] == PDF
    listed = {each["file"]: each for each in held.json("documents/list.json")}
    plan = listed["documents/the-plan/en-gb-file-1-file.pdf"]
    assert plan["sha256_of_file_when_taken_in"] == hashlib.sha256(PDF).hexdigest() and not plan["file_is_gone"]
    assert held["documents/case/en-gb-web-1.txt"] == b"Why."
    assert held.json("documents/page-in-bn-1.json")["translated_by"] == "A translator"
    assert held.json("questions/survey-1-edition-1.json")["definition"]
    (finding,) = [json.loads(line) for line in held["feedback/findings.jsonl"].splitlines()]
    assert finding["response"]["reason"] == "We can." and finding["rests_on"][0]["option"] == "Evenings"
    (promise,) = [json.loads(line) for line in held["feedback/promises.jsonl"].splitlines()]
    assert promise["words"] == "Open late" and promise["finding"] == 1
    lines = [json.loads(line)["words"] for line in held["project/timeline.jsonl"].splitlines()]
    assert "Amira responded to finding 1: accepted" in lines
    assert any(json.loads(line)["state"] == "stops" for line in held["project/checks.jsonl"].splitlines())


def test_a_date_that_has_passed_since_is_no_gap(cast: Cast) -> None:
    over = make_project(cast.northmere, "over", State.ANSWERED)
    rows = opened(make_pack(over, cast.amira))["project/checks.jsonl"].splitlines()
    states = {row["check"]: row["state"] for row in map(json.loads, rows)}
    assert states["dates"] == "done" and "closed-already" not in states and states["contact"] == "stops"


def test_the_manifest_lists_every_file_and_the_end_of_the_record(pack: Path, project: Project) -> None:
    held = opened(pack)
    manifest = held.json("manifest.json")
    assert manifest["format"] == FORMAT and manifest["project"]["id"] == str(project.pk)
    assert held["manifest.json"] == as_manifest(manifest)
    listed = {each["path"]: each for each in manifest["files"]}
    assert listed.keys() | {"manifest.json", "manifest.sig"} == {name for name, _content in held.held}
    for name, each in listed.items():
        assert (each["size"], each["sha256"]) == (len(held[name]), hashlib.sha256(held[name]).hexdigest())
    record = manifest["record"]
    last = Entry.objects.get(chain__scope=project.pk, seq=record["seq"])
    assert record["hash"] == last.hash and record["checkpoint"]["hash"] == last.hash
    assert manifest["key"] == keys.public_key() == held["public-key.txt"].decode().strip()


def test_the_pdf_is_accessible_and_says_what_the_files_say(pack: Path, tmp_path: Path) -> None:
    held = opened(pack)
    place = tmp_path / "evidence.pdf"
    place.write_bytes(held["evidence.pdf"])
    read = PdfReader(place)
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en-gb"
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    for words in (fingerprint(keys.public_key()), "People want evenings", "Evidence and gaps", "Reason: We can."):
        assert words in text
    assert fingerprint(keys.public_key()) in held["README.txt"].decode()


def test_an_honest_pack_is_good_with_and_without_the_key(pack: Path) -> None:
    assert found_in(pack) == found_in(pack, keys.public_key()) == []


def test_a_pack_of_a_new_project_is_good(cast: Cast) -> None:
    bare = Project.objects.create(
        organisation=cast.northmere, slug="bare", name="Bare", question="When?", summary="Hours", level="consult"
    )
    pack = make_pack(bare, cast.amira)
    assert found_in(pack, keys.public_key()) == []
    assert opened(pack).json("documents/list.json") == []


def test_the_same_content_makes_the_same_file(project: Project, tmp_path: Path) -> None:
    seal()
    at = timezone.now()
    for name in ("a.zip", "b.zip"):
        making.write_pack(project, tmp_path / name, at=at)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_asking_twice_is_asking_once(project: Project, cast: Cast) -> None:
    first = actions.ask_for_pack(project=project, by=cast.amira.pk)
    assert actions.ask_for_pack(project=project, by=cast.olu.pk) == first
    run_due()
    first.refresh_from_db()
    assert first.state == Pack.State.READY and first.size == len(Path(first.file.path).read_bytes())
    assert first.sha256 == hashlib.sha256(Path(first.file.path).read_bytes()).hexdigest()
    actions.make(str(first.pk))
    assert Pack.objects.filter(project=project).count() == 1
    verbs = list(Entry.objects.filter(chain__scope=project.pk).values_list("verb", flat=True))
    # The first of those asked for is the one that stood in this house before.
    assert verbs.count("evidence.pack-made") == 1 and verbs.count("evidence.pack-asked") == 2


def test_what_fails_is_said_and_can_be_tried_again(
    project: Project, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_any: Any, **_more: Any) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(making, "write_pack", breaks)
        pack = actions.ask_for_pack(project=project, by=cast.amira.pk)
        run_due(limit=5)
    pack.refresh_from_db()
    assert pack.state == Pack.State.FAILED and not pack.file
    assert actions.ask_for_pack(project=project, by=cast.amira.pk) == pack
    run_due()
    pack.refresh_from_db()
    assert pack.state == Pack.State.READY
    Job.objects.filter(kind="evidence pack", done_at=None).update(due_at=timezone.now())
    run_due()
    kept = default_storage.listdir(str(Path(str(pack.file.name)).parent))[1]
    assert [name for name in kept if name.startswith(str(pack.pk))] == [Path(str(pack.file.name)).name]


def test_old_files_go_and_what_they_were_stays(pack: Path) -> None:
    held = Pack.objects.get()
    assert actions.forget_old() == 0
    Pack.objects.update(made_at=timezone.now() - actions.KEPT - timedelta(hours=1))
    name = held.file.name
    assert actions.forget_old() == 1
    held.refresh_from_db()
    assert not held.file and held.sha256 and held.seq
    assert name


def _took_part(project: Project, days: dict[int, int], channel: str = "web") -> None:
    like = Contribution.objects.filter(project=project).first()
    assert like is not None
    start = timezone.now() - timedelta(days=60)
    for day, count in days.items():
        for _each in range(count):
            at = start + timedelta(days=day)
            Contribution.objects.create(
                project=project, activity=like.activity, voice=like.voice, channel=channel, received_at=at
            )


def test_numbers_are_protected(project: Project, cast: Cast) -> None:
    Contribution.objects.filter(project=project).update(withdrawn_at=timezone.now())
    _took_part(project, {1: 3, 2: 14, 5: 21, 9: 4})
    held = opened(make_pack(project, cast.amira))
    (counts,) = held.json("activities/counts.json")
    # The last four wait while more can come; each stretch and the sum are rounded.
    assert counts["people"] == 40 and counts["by_channel"] == {"web": 40}
    rows = list(csv.reader(StringIO(held["activities/1-by-day.csv"].decode())))
    assert [int(row[2]) for row in rows[1:]] == [15, 20]
    assert (datetime.fromisoformat(rows[1][1]) - datetime.fromisoformat(rows[1][0])).days == 1
    _took_part(project, {2: 2}, "paper")
    (counts,) = opened(make_pack(project, cast.amira)).json("activities/counts.json")
    assert counts["by_channel"] is None and counts["people"] == 40


def test_a_longer_project_costs_no_more_queries(project: Project, tmp_path: Path, cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            making.write_pack(project, tmp_path / "pack.zip", at=timezone.now())
        return len(seen)

    cost()  # fills what is kept in memory
    before = cost()
    for _each in range(60):
        note(scope=project.pk, by=cast.amira.pk, verb="evidence.pack-asked", subject=f"project:{project.pk}")
    _took_part(project, dict.fromkeys(range(20), 5))
    assert cost() == before


def test_a_large_document_is_never_in_memory_whole(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = DocumentEdition.objects.exclude(file="").get()
    with open(edition.file.path, "wb") as file:
        for _each in range(60):
            file.write(secrets.token_bytes(1_000_000))
    monkeypatch.setattr(making, "_pdf", lambda *_any: b"%PDF")
    tracemalloc.start()
    making.write_pack(project, tmp_path / "large.zip", at=timezone.now())
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (tmp_path / "large.zip").stat().st_size > 60_000_000 and most < 20_000_000
