"""The team's page: none yet, being made, ready, failed; the download; and where the key is published."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alongside.core.work import run_due
from alongside.evidence import actions, making
from alongside.evidence.models import Pack
from alongside.evidence.tests.conftest import found_in
from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from alongside.record import keys
from alongside.record.public_keys import fingerprint
from tests.cast import Cast, login

PAGE = "/team/northmere/projects/clinics/evidence-pack/"


def test_asking_waiting_and_saving(project: Project, cast: Cast, client: Client, tmp_path: Path) -> None:
    login(client, cast.amira)
    page = client.get(PAGE).content.decode()
    assert "Make an evidence pack" in page and "The newest pack" not in page
    asked = client.post(PAGE, follow=True).content.decode()
    assert "You can leave; it will be here." in asked and "Make an evidence pack" not in asked
    client.post(PAGE)
    run_due()
    ready = client.get(PAGE).content.decode()
    pack = Pack.objects.get(project=project)
    for words in (fingerprint(keys.public_key()), pack.sha256, "Make a new pack", "Download the pack (ZIP,"):
        assert words in ready
    saved = client.get(f"{PAGE}{pack.pk}/")
    assert saved["Content-Type"] == "application/zip" and saved["Content-Disposition"].startswith("attachment")
    assert saved["X-Content-Type-Options"] == "nosniff" and saved["Cache-Control"] == "private, no-store"
    content = b"".join(saved.streaming_content)  # type: ignore[attr-defined]
    assert hashlib.sha256(content).hexdigest() == pack.sha256
    (tmp_path / "saved.zip").write_bytes(content)
    assert found_in(tmp_path / "saved.zip", keys.public_key()) == []


def test_a_failure_is_said_with_a_way_on(
    project: Project, cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_any: Any, **_more: Any) -> None:
        raise MemoryError

    login(client, cast.amira)
    with monkeypatch.context() as patch:
        patch.setattr(making, "write_pack", breaks)
        client.post(PAGE)
        run_due(limit=3)
    page = client.get(PAGE).content.decode()
    assert "The pack could not be made." in page and "Try again" in page
    client.post(PAGE)
    run_due()
    assert "Download the pack" in client.get(PAGE).content.decode()


def test_what_is_not_there_or_elsewhere_is_not_found(project: Project, cast: Cast, client: Client) -> None:
    other = make_project(cast.northmere, "next-door", State.OPEN)
    pack = actions.ask_for_pack(project=project, by=cast.amira.pk)
    login(client, cast.amira)
    assert client.get(f"{PAGE}{pack.pk}/").status_code == 404
    run_due()
    assert client.get(f"{PAGE}{pack.pk}/").status_code == 200
    assert client.get(f"/team/northmere/projects/{other.slug}/evidence-pack/{pack.pk}/").status_code == 404
    Pack.objects.update(made_at=timezone.now() - actions.KEPT - timedelta(days=1))
    actions.forget_old()
    assert client.get(f"{PAGE}{pack.pk}/").status_code == 404
    assert "Its file is deleted." in client.get(PAGE).content.decode()
    assert login(Client(), cast.dot).get(PAGE).status_code == 403
    assert login(Client(), cast.eve).get(PAGE).status_code == 404


def test_many_packs_cost_no_more_queries(
    project: Project, cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    login(client, cast.amira)

    def made(count: int) -> None:
        for number in range(count):
            at = timezone.now() - timedelta(days=number)
            Pack.objects.create(
                project=project, state=Pack.State.READY, made_at=at, asked_at=at, file="x.zip", seq=number
            )

    made(2)
    client.get(PAGE)
    with django_assert_max_num_queries(12) as few:
        client.get(PAGE)
    made(40)
    with django_assert_max_num_queries(12) as many:
        page = client.get(PAGE).content.decode()
    assert len(few) == len(many) and page.count("SHA-256 of the file:") == 19


def test_the_key_is_published_where_anybody_can_see_it(project: Project, client: Client) -> None:
    page = client.get("/northmere/projects/clinics/how-this-was-run/").content.decode()
    assert fingerprint(keys.public_key()) in page and keys.public_key() in page


def test_the_workspace_and_the_record_lead_here(project: Project, cast: Cast, client: Client) -> None:
    for place in ("", "record/"):
        page = login(Client(), cast.amira).get(f"/team/northmere/projects/clinics/{place}").content.decode()
        assert f'href="{PAGE}"' in page, place
        page = login(Client(), cast.dot).get(f"/team/northmere/projects/clinics/{place}").content.decode()
        assert f'href="{PAGE}"' not in page, place
