"""The pages: choose a file, wait or leave while it is read, see what we understood, bring it in, see what came of it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from alongside.activities.models import Contribution
from alongside.core import work
from alongside.core.models import Job
from alongside.tools.survey.importing import incoming
from alongside.tools.survey.importing.forms import FileForm
from alongside.tools.survey.importing.tests.test_importing import FIRST, HEAD
from alongside.tools.survey.models import Import, IncomingFile, Response, Survey
from alongside.tools.survey.tests.makers import survey_in
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
CHOOSE = "/team/northmere/projects/blood-tests/bring-in/"


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return survey_in(cast.northmere)


@pytest.fixture
def ben(cast: Cast, survey: Survey) -> Client:
    return login(Client(), cast.ben)


def choose(client: Client, lines: list[str], name: str = "clinic.csv") -> str:
    """Where the file that was chosen is on its way."""
    content = "\n".join([HEAD, *lines]).encode()
    answer = client.post(CHOOSE, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, words(answer)
    return str(answer["Location"])


def upload(client: Client, lines: list[str], name: str = "clinic.csv") -> str:
    """The same, read by the worker."""
    here = choose(client, lines, name)
    work.run_due()
    return here


def bring(client: Client, here: str, **said: str) -> str:
    """Pressed on the page as it was looked at, and brought in by the worker: the page that says what came of it."""
    shown = words(client.get(here))
    held = shown.split('name="seen" value="')[1].split('"')[0]
    asked = client.post(here, {"bring": "1", "seen": held, **said})
    assert asked.status_code == 302, words(asked)
    work.run_due()
    return words(client.get(here))


def words(page: Any) -> str:
    return str(page.content.decode())


def kept(files: Path) -> list[Path]:
    return [path for path in files.rglob("*") if path.is_file()]


def test_a_file_is_read_looked_at_then_brought_in(ben: Client, cast: Cast, files: Path) -> None:
    assert "Look at the file" in words(ben.get(CHOOSE))
    here = choose(ben, FIRST)
    assert "We are reading your file" in words(ben.get(here)) and "Check again" in words(ben.get(here))
    (sealed,) = kept(files)
    assert not any(word in sealed.read_bytes() for word in (b"Jo Reid", b"chairs", b"clinic.csv"))
    work.run_due()
    page = words(ben.get(here))
    assert "3 rows can be brought in." in page and "2 rows cannot." in page and "Import 3 answers" in page
    assert "“Sundays” is not one of its options" in page and "It says nothing in the columns" in page
    assert "What is your name?</strong>: It says who people are" in page
    (understood,) = kept(files)
    assert understood != sealed and not any(word in understood.read_bytes() for word in (b"Jo Reid", b"chairs"))
    assert Response.objects.count() == 0
    unsaid = ben.post(here, {"bring": "1"})
    assert unsaid.status_code == 422 and "Select how these answers were given" in words(unsaid)
    asked = ben.post(here, {"bring": "1", "channel": "in-person", "seen": "0:"}, follow=True)
    assert "We are bringing in your answers" in words(asked) and "it will be on Today" in words(asked)
    assert Response.objects.count() == 0
    assert "Being brought in" in words(ben.get(CHOOSE))
    work.run_due()
    done = words(ben.get(here))
    assert "3 answers were brought in" in done and "“Sundays” is not one of its options" in done
    assert set(Contribution.objects.values_list("channel", "entered_by")) == {("in-person", cast.ben.pk)}
    assert (Import.objects.get().pk, Import.objects.get().added) == (IncomingFile.objects.get().pk, 3)
    (left,) = kept(files)
    assert b"chairs" not in left.read_bytes()


def test_the_same_file_twice_adds_nothing(ben: Client) -> None:
    bring(ben, upload(ben, FIRST), channel="paper")
    again = upload(ben, FIRST)
    page = words(ben.get(again))
    assert "This very file was brought in before" in page and "Import 3 answers" not in page
    # Somebody else's window had it ready before the first was brought in.
    ben.post(again, {"bring": "1", "channel": "in-person", "seen": "0:"})
    work.run_due()
    assert "Nothing was added" in words(ben.get(again))
    assert Response.objects.count() == 3 and Import.objects.count() == 1


def test_a_corrected_file_asks_which_it_is(ben: Client) -> None:
    bring(ben, upload(ben, FIRST[:2]), channel="paper")
    here = upload(ben, [FIRST[0], FIRST[1].replace("More", "Many more"), FIRST[2]], "corrected.csv")
    page = words(ben.get(here))
    assert all(line in page for line in ("the same: 1", "changed: 1", "added: 1", "gone: 0", "clinic.csv"))
    unsaid = ben.post(here, {"bring": "1", "channel": "paper"})
    assert unsaid.status_code == 422 and "Select what this file is" in words(unsaid)
    done = bring(ben, here, channel="paper", place="replace")
    assert "The corrected file is in place" in done
    assert all(line in done for line in ("added: 1", "changed: 1", "taken out: 0", "the same: 1"))
    assert Response.objects.count() == 3 and Import.objects.count() == 2


def test_what_changed_after_somebody_looked_is_looked_at_again(ben: Client, cast: Cast, survey: Survey) -> None:
    first, second = upload(ben, FIRST[:2]), upload(ben, FIRST[:1], "other.csv")
    looked = words(ben.get(first)).split('name="seen" value="')[1].split('"')[0]
    bring(ben, second, channel="paper")
    ben.post(first, {"bring": "1", "channel": "paper", "place": "add", "seen": looked})
    work.run_due()
    page = words(ben.get(first))
    assert "Nothing was brought in" in page and "changed after you looked" in page and "What is this file?" in page
    assert Response.objects.count() == 1
    assert (
        "1 answer was brought in" in bring(ben, first, channel="paper", place="replace")
        or Response.objects.count() == 2
    )


def test_left_alone_it_is_forgotten(ben: Client, files: Path) -> None:
    here = upload(ben, FIRST)
    assert "Nothing was brought in" in words(ben.post(here, {"leave": "1"}, follow=True))
    assert not kept(files) and not IncomingFile.objects.exists()
    assert "That file is no longer here" in words(ben.get(here, follow=True))
    # Left while it was being read: the worker finds nothing to do.
    ben.post(choose(ben, FIRST), {"leave": "1"})
    work.run_due()
    assert not kept(files) and not Job.objects.exclude(failure="").exists()


def test_nobody_comes_back_to_it(ben: Client, files: Path) -> None:
    upload(ben, FIRST)
    brought = upload(ben, FIRST[:1], "other.csv")
    bring(ben, brought, channel="paper")
    assert incoming.forget_old() == 0 and len(kept(files)) == 2
    IncomingFile.objects.update(chosen_at=timezone.now() - timedelta(days=2))
    incoming.forget_old()
    assert not kept(files) and IncomingFile.objects.count() == 1
    assert "Which rows were left out was deleted" in words(ben.get(brought))
    IncomingFile.objects.update(chosen_at=timezone.now() - timedelta(days=8))
    assert incoming.forget_old() == 1


def test_a_file_is_its_own_readers(ben: Client, cast: Cast) -> None:
    here = upload(ben, FIRST)
    assert login(Client(), cast.amira).get(here).url == CHOOSE
    assert login(Client(), cast.eve).get(here).status_code == 404
    assert login(Client(), cast.ana).get(here).status_code == 403


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 nothing", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "is a picture"),
        (b"PK\x03\x04" + bytes(60), "damaged"),
        (b"Colour,Size\nBlue,Large\nRed,Small\n", "None of the file"),
        (b"\x00\x01\x02\xff\xfe" * 400, "Choose another file|not readable|cannot|no answers|no row|None of the file"),
        (b"When would suit you best?\n", "no answers"),
    ],
)
def test_what_is_not_a_file_of_answers_is_refused(ben: Client, files: Path, content: bytes, said: str) -> None:
    here = ben.post(CHOOSE, {"file": SimpleUploadedFile("../../<b>x</b>.csv", content)})["Location"]
    work.run_due()
    page = ben.get(here)
    assert page.status_code == 422 and "<title>Error: " in words(page)
    assert any(part in words(page) for part in said.split("|")), words(page)[-4000:]
    assert "<b>x</b>" not in words(page) and not kept(files)


def test_an_empty_file_and_no_file_are_refused_at_once(ben: Client) -> None:
    assert "The file is empty" in words(ben.post(CHOOSE, {"file": SimpleUploadedFile("x.csv", b"")}))
    assert "Choose a file" in words(ben.post(CHOOSE))


def test_script_in_a_cell_is_shown_as_text(ben: Client) -> None:
    here = upload(ben, ["<script>alert(1)</script>,,=cmd(),", FIRST[1]])
    page = words(ben.get(here))
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_too_large_a_file_is_refused(ben: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileForm.base_fields["file"], "largest", 100)
    content = "\n".join([HEAD, *FIRST]).encode()
    assert "The file must be smaller than" in words(ben.post(CHOOSE, {"file": SimpleUploadedFile("x.csv", content)}))
    monkeypatch.setattr(FileForm.base_fields["file"], "largest", 10_000)
    monkeypatch.setattr(incoming, "MOST_ROWS", 2)
    assert "more than 2 rows" in words(ben.get(upload(ben, FIRST)))


def test_work_that_keeps_failing_says_so_and_can_be_left(ben: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    here = upload(ben, FIRST)
    monkeypatch.setattr(incoming.actions, "bring_in", lambda **_given: 1 / 0)
    ben.post(here, {"bring": "1", "channel": "paper", "seen": "0:"})
    for _attempt in range(7):
        work.run_due()
        Job.objects.update(due_at=timezone.now())
    page = words(ben.get(here))
    assert "We could not bring it in" in page and "Nothing was brought in" in page
    assert Response.objects.count() == 0
    assert ben.post(here, {"leave": "1"}).status_code == 302 and not IncomingFile.objects.exists()


@pytest.mark.parametrize("rows", [1, 40])
def test_no_page_costs_more_for_a_longer_file(ben: Client, rows: int, django_assert_max_num_queries: Any) -> None:
    lines = [f"I do not have blood tests,,Number {each}," for each in range(rows)]
    with django_assert_max_num_queries(14):
        here = choose(ben, lines)
    work.run_due()
    with django_assert_max_num_queries(12):
        ben.get(here)
    with django_assert_max_num_queries(20):
        ben.post(here, {"bring": "1", "channel": "paper", "seen": "0:"})
    work.run_due()
    with django_assert_max_num_queries(12):
        assert "brought in" in words(ben.get(here))
