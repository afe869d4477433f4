"""The team adds documents and editions, and decides what is on the page."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alongside.documents.models import Document
from alongside.projects.tests.makers import project
from tests.browser import Visitor
from tests.cast import Cast, login

TEAM = "/team/northmere/projects/blood-tests/documents/"
PUBLIC = "/northmere/projects/blood-tests/"


def test_a_document_goes_on_the_page_and_with_a_reason_off_it(client: Client, cast: Cast) -> None:
    project(cast.northmere)
    login(client, cast.amira)
    client.post(TEAM, {"title": "The case for change"})
    where = TEAM + "the-case-for-change/"
    assert client.post(where, {"language": "en-gb", "format": "web", "body": "Because."}).status_code == 302
    assert "The case for change" not in client.get(PUBLIC).content.decode()
    client.post(where + "publish/")
    assert "The case for change" in client.get(PUBLIC).content.decode()
    client.post(where + "publish/")
    assert Document.objects.get().published_at, "no reason, no change"
    client.post(where + "publish/", {"off-reason": "It named a patient"})
    assert "The case for change" not in client.get(PUBLIC).content.decode()


def test_a_file_that_cannot_be_taken_says_so_at_the_field(
    client: Client, cast: Cast, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    project(cast.northmere)
    login(client, cast.amira)
    client.post(TEAM, {"title": "Map"})
    page = {"language": "en-gb", "format": "file", "upload": SimpleUploadedFile("map.pdf", b"<html><script>")}
    answer = client.post(TEAM + "map/", page)
    assert answer.status_code == 422 and "The file must be one of these" in answer.content.decode()
    assert not Document.objects.get().editions.exists() and not list(tmp_path.iterdir())


def test_another_organisations_documents_are_not_there(client: Client, cast: Cast) -> None:
    project(cast.northmere)
    login(client, cast.eve)
    assert client.get(TEAM).status_code == 404
    login(client, cast.ana)
    assert client.post(TEAM, {"title": "Mine"}).status_code == 403
    assert not Document.objects.exists()


@pytest.mark.browser
def test_by_keyboard_and_eye(desk: Visitor, cast: Cast) -> None:
    project(cast.northmere)
    desk.logs_in(cast.amira).goes_to(TEAM).is_accessible().fits(320)
    desk.presses("Add it").shows_error("title", "Enter a title")
    desk.writes("Title", "The case for change").presses("Add it").is_accessible().fits(320)
    desk.presses("Add it").shows_error("body", "Enter the words, or choose a file").is_accessible()
    desk.writes("The words", "Because people wait.").presses("Add it").sees(
        "The original: English", "Put it on the page"
    )
    desk.is_accessible().fits(320)
