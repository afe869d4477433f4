"""Letters on paper: all that wait in one file, in each person's language and size, sealed, then posted and forgotten."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from pypdf import PageObject, PdfReader

from alongside.core import work
from alongside.messaging import letters
from alongside.messaging.actions import Address, add_task, send
from alongside.messaging.models import LetterFile, Task
from alongside.people.accounts.actions import keep_in_touch
from alongside.people.accounts.models import Contact, Envelope, IdentityLook
from alongside.record.models import Entry
from alongside.record.timeline import timeline
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
TASKS = "/team/northmere/tasks/"


def a_letter(cast: Cast, name: str = "Denise Cole", **contact: Any) -> Task:
    to = keep_in_touch(
        organisation=cast.northmere,
        route=contact.pop("route", "letter"),
        address="1 High Street\nNM1 1AA",
        name=name,
        purposes=["project"],
        scope=cast.northmere.pk,
        **contact,
    )
    task = send(
        kind="finding", to=to, subject="What happened", words="We can staff two evenings.", organisation=cast.northmere
    )
    assert isinstance(task, Task)
    return task


def made(client: Client, path: str = f"{TASKS}letters/") -> LetterFile:
    """Asked for, made by the worker; the page says so both times."""
    before = set(LetterFile.objects.values_list("pk", flat=True))
    to = client.post(path)["Location"]
    held = LetterFile.objects.exclude(pk__in=before).get()
    assert "We are making your letters" in client.get(to).content.decode()
    work.run_due()
    held.refresh_from_db()
    assert held.ready_at and "ready to print" in client.get(to).content.decode()
    return held


def pages(client: Client, held: LetterFile) -> list[str]:
    answer = client.get(f"{TASKS}letters/{held.pk}/letters.pdf")
    assert answer["Content-Type"] == "application/pdf" and "no-store" in answer["Cache-Control"]
    name = answer["Content-Disposition"]
    assert "Denise" not in name and str(held.pk) not in name
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.content)).pages]


def sizes_on(page: PageObject) -> set[int]:
    """The sizes of letters on a sheet, in points."""
    found: set[int] = set()

    def seen(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        if text.strip():
            found.add(round(size * abs(tm[0] * cm[0])))

    page.extract_text(visitor_text=seen)
    return found


def test_all_letters_that_wait_in_one_tagged_file(cast: Cast) -> None:
    for name in ("Denise Cole", "Winston Ray", "Ana Silva"):
        a_letter(cast, name)
    client = login(Client(), cast.amira)
    assert "Print and post 3 letters" in client.get(TASKS).content.decode()
    held = made(client)
    said = pages(client, held)
    assert len(said) == held.sheets == 3
    for name in ("Denise Cole", "Winston Ray", "Ana Silva"):
        (sheet,) = (page for page in said if name in page)
        assert "1 High Street" in sheet and "We can staff two evenings." in sheet and "Northmere" in sheet
    pdf = PdfReader(BytesIO(letters.content_of(held) or b""))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    assert "Denise" not in (pdf.metadata.title or "")


def test_large_print_is_18_point_and_everyone_s_own_language_is_marked(cast: Cast) -> None:
    a_letter(cast)
    a_letter(cast, "Winston Ray", format="large-print")
    task = a_letter(cast, "Rahima Begum", language="bn")
    client = login(Client(), cast.amira)
    held = made(client)
    assert held.large == 1
    by_name = {
        "Winston" in page.extract_text(): page for page in PdfReader(BytesIO(letters.content_of(held) or b"")).pages
    }
    sizes = {large: sizes_on(page) for large, page in by_name.items()}
    assert 18 in sizes[True] and 18 not in sizes[False] and 14 in sizes[False]
    assert "They asked for" in client.get(f"{TASKS}{task.pk}/").content.decode()


def test_what_cannot_be_printed_is_left_out_and_says_why(cast: Cast) -> None:
    a_letter(cast)
    braille = a_letter(cast, "Winston Ray", format="braille")
    moved = a_letter(cast, "Ana Silva")
    Contact.objects.filter(envelopes__pk=moved.envelope).update(route="phone")
    gone = a_letter(cast, "Jo Reid")
    Contact.objects.get(envelopes__pk=gone.envelope).delete()
    client = login(Client(), cast.amira)
    held = made(client)
    assert len(held.tasks) == 1
    assert held.left == {str(braille.pk): "braille", str(moved.pk): "route", str(gone.pk): "gone"}
    page = client.get(f"{TASKS}letters/{held.pk}/").content.decode()
    assert "1 letter is ready to print" in page and "asked for Braille" in page and "asked us to forget it" in page


def test_that_somebody_looked_is_written_down_once_for_each_address(cast: Cast) -> None:
    a_letter(cast)
    a_letter(cast, "Winston Ray")
    client = login(Client(), cast.amira)
    held = made(client)
    assert IdentityLook.objects.filter(by=cast.amira, organisation=cast.northmere).count() == 2
    assert "looked at where 2 letters go, to print them" in [
        line.words for line in timeline(cast.northmere.pk, limit=5)
    ]
    # A worker that died and another that does it again.
    work.enqueue("messaging.letters", letters=str(held.pk))
    work.run_due()
    assert IdentityLook.objects.count() == 2


def test_marked_as_posted_they_are_done_and_nothing_of_them_is_left(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    first = a_letter(cast)
    a_letter(cast, "Winston Ray")
    client = login(Client(), cast.amira)
    held = made(client)
    client.post(f"{TASKS}{first.pk}/done/", {"outcome": "Handed over", "need_met": "yes"})
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(f"{TASKS}letters/{held.pk}/posted/", follow=True).content.decode()
    assert "1 letter is marked as posted" in page
    for task in Task.objects.all():
        assert task.done_at and task.words == "" and task.done_by == cast.amira.pk
    first.refresh_from_db()
    assert first.outcome == "Handed over"
    assert not Envelope.objects.exists() and letters.content_of(held) is None
    assert client.get(f"{TASKS}letters/{held.pk}/letters.pdf").status_code == 302
    # Pressed twice: nothing more happens.
    client.post(f"{TASKS}letters/{held.pk}/posted/")
    assert Entry.objects.filter(verb="letters.posted").count() == 1


def test_the_file_is_sealed_and_only_for_whoever_asked(cast: Cast) -> None:
    a_letter(cast)
    held = made(login(Client(), cast.amira))
    with default_storage.open(f"letters/{held.pk.hex}") as file:
        kept = file.read()
    assert not kept.startswith(b"%PDF") and b"Denise" not in kept
    for other in (cast.olu, cast.eve):
        assert login(Client(), other).get(f"{TASKS}letters/{held.pk}/letters.pdf").status_code == 404
    assert "Amira made a file of 1 letter" in login(Client(), cast.olu).get(f"{TASKS}letters/").content.decode()


def test_files_are_gone_after_a_day(cast: Cast) -> None:
    a_letter(cast)
    held = made(login(Client(), cast.amira))
    LetterFile.objects.update(asked_at=timezone.now() - timedelta(days=2))
    letters.forget_old()
    assert letters.content_of(held) is None
    page = login(Client(), cast.amira).get(f"{TASKS}letters/{held.pk}/letters.pdf", follow=True).content.decode()
    assert "The file was deleted after a day" in page
    LetterFile.objects.update(asked_at=timezone.now() - timedelta(days=9))
    letters.forget_old()
    assert not LetterFile.objects.exists()


def test_one_letter_and_no_letter(cast: Cast) -> None:
    client = login(Client(), cast.amira)
    assert "There are no letters to post" in client.post(f"{TASKS}letters/", follow=True).content.decode()
    once = add_task(
        organisation=cast.northmere,
        kind="letter",
        title="About you",
        words="Dear you",
        to=Address("letter", "2 High Street", "Jo"),
    )
    a_letter(cast)
    held = made(client, f"{TASKS}{once.pk}/letter/")
    (sheet,) = pages(client, held)
    assert "2 High Street" in sheet and "Dear you" in sheet and "Denise" not in sheet
    shown = client.post(f"{TASKS}{once.pk}/where/").content.decode()
    assert "2 High Street" in shown and "letter.css" in shown


@pytest.mark.parametrize("count", [1, 9])
def test_asking_and_posting_cost_the_same_for_any_number(
    cast: Cast, count: int, django_assert_max_num_queries: Any
) -> None:
    for each in range(count):
        a_letter(cast, f"Somebody {each}")
    client = login(Client(), cast.amira)
    with django_assert_max_num_queries(12):
        client.post(f"{TASKS}letters/")
    work.run_due()
    held = LetterFile.objects.get()
    with django_assert_max_num_queries(18):
        client.post(f"{TASKS}letters/{held.pk}/posted/")
