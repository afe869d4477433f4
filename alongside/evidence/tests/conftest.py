"""A project in which something of everything happened, and its pack."""

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pytest_django import Settings

from alongside.core.work import run_due
from alongside.documents import actions as documents
from alongside.evidence.actions import ask_for_pack
from alongside.evidence.models import Pack
from alongside.feedback.models import Finding, Promise
from alongside.knowledge.facts import read_facts
from alongside.plans.actions import assess
from alongside.projects.models import Project
from alongside.record import verifying
from alongside.record.verifying import Found, Learnt
from tests.cast import Cast
from tests.world import furnish

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture(autouse=True)
def own_key_and_files(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


@pytest.fixture
def project(cast: Cast) -> Project:
    furnish(cast.northmere, cast.amira)
    found = Project.objects.get(organisation=cast.northmere, slug="clinics")
    Pack.objects.all().delete()
    now = timezone.now()
    facts = read_facts({"bodies": ["ICB"], "stage": "proposal", "impact.range": True, "impact.substantial": "unsure"})
    assess(scope=found.pk, facts=facts, judgement="From the case", by=cast.amira.pk, at=now, on=now.date(), seen=0)
    document = documents.add_document(organisation=cast.northmere, scope=found.pk, title="The Plan", by=cast.amira.pk)
    upload = SimpleUploadedFile("plan.pdf", PDF, "application/pdf")
    documents.add_edition(document=document, by=cast.amira.pk, format="file", upload=upload)
    documents.publish_document(document=document, by=cast.amira.pk)
    Finding.objects.filter(project=found).update(published_at=now)
    Promise.objects.filter(project=found).update(published_at=now)
    return found


def make_pack(project: Project, by: Any) -> Path:
    """As the worker makes it."""
    pack = ask_for_pack(project=project, by=by.pk)
    run_due()
    pack.refresh_from_db()
    assert pack.state == Pack.State.READY
    return Path(pack.file.path)


@pytest.fixture
def pack(project: Project, cast: Cast) -> Path:
    return make_pack(project, cast.amira)


@dataclass
class Members:
    """What is in a pack, to be changed and written again."""

    held: list[tuple[str, bytes]]

    def __getitem__(self, name: str) -> bytes:
        return dict(self.held)[name]

    def __setitem__(self, name: str, content: bytes) -> None:
        self.held = [(each, content if each == name else old) for each, old in self.held]

    def json(self, name: str) -> Any:
        return json.loads(self[name])

    def without(self, name: str) -> "Members":
        return Members([(each, content) for each, content in self.held if each != name])

    def write(self, place: Path) -> Path:
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, content in self.held:
                bundle.writestr(name, content)
        return place


def opened(pack: Path) -> Members:
    with zipfile.ZipFile(pack) as bundle:
        return Members([(name, bundle.read(name)) for name in bundle.namelist()])


def found_in(pack: Path, key: str = "") -> list[Found]:
    return list(verifying.check_pack(pack, learnt=Learnt(), key=key))
