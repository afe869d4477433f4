"""The record as the team reads it and takes a copy of it."""

import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from alongside.projects.models import Project
from alongside.record.actions import erase_person, note, note_public, seal
from tests.cast import Cast, login


@pytest.fixture
def project(cast: Cast, settings: Settings, tmp_path: Path) -> Project:
    settings.DATA = tmp_path
    return Project.objects.create(
        organisation=cast.northmere,
        slug="gp-hours",
        name="GP hours",
        question="When?",
        summary="Hours",
        level="consult",
    )


def act(project: Project, who: object, times: int = 1) -> None:
    for number in range(times):
        detail = {"reason": f"<b>snow</b> {number}", "next": "Monday"}
        note(scope=project.pk, by=who, verb="project.paused", subject=f"project:{project.pk}", detail=detail)


def test_who_did_what_newest_first(cast: Cast, client: Client, project: Project) -> None:
    act(project, cast.amira.pk)
    note_public(scope=project.pk, verb="contribution.received", subject=uuid4(), content=b"")
    seal()
    page = login(client, cast.dot).get("/team/northmere/projects/gp-hours/record/").content.decode()
    assert "Amira paused the project until Monday: &lt;b&gt;snow&lt;/b&gt; 0" in page
    # Moderators may not download data.
    assert "record/copy/" not in page

    erase_person(person=cast.amira.pk, by=cast.olu.pk)
    page = client.get("/team/northmere/projects/gp-hours/record/").content.decode()
    assert "Amira" not in page
    assert page.index("Olu erased 1 name or text") < page.index("Someone whose name was erased paused")


def test_lines_alike_within_an_hour_are_one(cast: Cast, client: Client, project: Project) -> None:
    for who in (cast.amira, cast.amira, cast.amira, cast.olu, cast.amira):
        detail = {"reason": "It is clear now"}
        note(scope=project.pk, by=who.pk, verb="project.resumed", subject=f"project:{project.pk}", detail=detail)
    page = login(client, cast.amira).get("/team/northmere/projects/gp-hours/record/").content.decode()
    assert page.count("Amira resumed the project") == 2 and page.count("(3 times)") == 1


def test_nothing_yet_and_nonsense_in_the_address(cast: Cast, client: Client, project: Project) -> None:
    login(client, cast.amira)
    for before in ("", "?before=", "?before=-1", "?before=x", "?before=²", "?before=" + "9" * 400):
        answer = client.get(f"/team/northmere/projects/gp-hours/record/{before}")
        assert answer.status_code == 200
        assert "Nothing is written down yet." in answer.content.decode()
    assert client.get("/team/northmere/projects/elsewhere/record/").status_code == 404


def test_pages_by_key_with_the_same_queries_however_long(
    cast: Cast, client: Client, project: Project, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    login(client, cast.amira)
    act(project, cast.amira.pk)
    client.get("/team/northmere/projects/gp-hours/record/")
    with django_assert_max_num_queries(12) as short:
        client.get("/team/northmere/projects/gp-hours/record/")
    act(project, cast.amira.pk, 119)
    with django_assert_max_num_queries(12) as long:
        first = client.get("/team/northmere/projects/gp-hours/record/").content.decode()
    assert len(long) == len(short)
    assert first.count("Amira paused") == 50
    assert "?before=71" in first
    last = client.get("/team/northmere/projects/gp-hours/record/?before=21").content.decode()
    assert last.count("Amira paused") == 19 and "(2 times)" in last
    assert "?before=" not in last and "Back to the newest" in last


def test_a_copy_is_checked_with_the_program_that_the_page_gives(
    cast: Cast, client: Client, project: Project, tmp_path: Path
) -> None:
    act(project, cast.amira.pk, 3)
    note_public(scope=project.pk, verb="contribution.received", subject=uuid4(), content=b"")
    seal()
    login(client, cast.ana)
    page = client.get("/team/northmere/projects/gp-hours/record/").content.decode()
    key = page.partition("--key ")[2].partition("<")[0]
    for name, address in (("copy", "projects/gp-hours/record/copy/"), ("verify.py", "record/verify.py")):
        answer = client.get(f"/team/northmere/{address}")
        assert "attachment" in answer["Content-Disposition"]
        (tmp_path / name).write_bytes(answer.getvalue())
    command = [sys.executable, "-I", "-S", tmp_path / "verify.py", tmp_path / "copy", "--key", key]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "4 entries" in done.stdout and "0 problems" in done.stdout


@pytest.mark.parametrize("address", ["projects/gp-hours/record/copy/", "record/copy/"])
def test_who_may_take_a_copy(cast: Cast, project: Project, address: str) -> None:
    answers = {
        who.name: login(Client(), who).get(f"/team/northmere/{address}").status_code
        for who in (cast.olu, cast.amira, cast.ana, cast.dot, cast.ben, cast.eve, cast.chidi)
    }
    assert answers == {"Olu": 200, "Amira": 200, "Ana": 200, "Dot": 403, "Ben": 403, "Eve": 404, "Chidi": 404}
    assert Client().get(f"/team/northmere/{address}").status_code == 302


def test_the_organisation_has_a_record_of_its_own(cast: Cast, client: Client, project: Project) -> None:
    act(project, cast.amira.pk)
    note(scope=cast.northmere.pk, by=cast.olu.pk, verb="project.resumed", subject="x:1", detail={"reason": "sun"})
    page = login(client, cast.olu).get("/team/northmere/record/").content.decode()
    assert "Olu resumed" in page and "Amira paused" not in page
