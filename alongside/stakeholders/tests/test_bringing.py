"""A file of partners: what is understood, what is refused and why, all or nothing, and no second time."""

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alongside.record.timeline import timeline
from alongside.stakeholders import bringing
from alongside.stakeholders.models import Brought, Stakeholder
from alongside.stakeholders.tests.makers import partner
from tests.cast import Cast, login

HOME = "/team/northmere/people/partners/"
GOOD = """Name,Kind,Communities,Email,May we contact them?,When they said so,How they said so,Notes
Carers Forum,Voluntary or community organisation,Unpaid carers; Bengali speakers,forum@x.example,Yes,03/05/2026,by email,x
Northmere Healthwatch,Patient voice body,,,No,3 May 2026,on the phone,
"Dr ""Ada"" Quill",person,,,,,,
"""
BAD = """Name,Kind,Email,May we contact them?,When they said so
Forum,Choir,not-an-address,Yes,someday
,person,,,
Trust,person,,perhaps,
Trust,person,,,
"""


@pytest.fixture
def lead(cast: Cast) -> Client:
    return login(Client(), cast.amira)


def text_of(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def send(client: Client, content: bytes | str, name: str = "partners.csv") -> Any:
    sent = content.encode() if isinstance(content, str) else content
    return client.post(HOME + "import/", {"file": SimpleUploadedFile(name, sent)}, follow=True)


def workbook(text: str) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["Name", "Kind", "May we contact them?", "When they said so", "How they said so"])
        sheet.write_row(1, 0, [text, "Group of people", "Yes"])
        sheet.write_datetime(1, 3, date(2026, 5, 3), day)
        sheet.write(1, 4, "by post")
    return made.getvalue()


@pytest.mark.django_db
def test_looked_at_then_imported_once(cast: Cast, lead: Client) -> None:
    page = text_of(send(lead, GOOD))
    assert "3 rows are right. Nothing is imported yet." in page and "Columns that are left out Notes" in page
    assert not Stakeholder.objects.exists()
    held = Brought.objects.get()
    with_rows = str(Brought.objects.filter(pk=held.pk).values_list("rows", flat=True)[0])
    assert "forum@x.example" in with_rows
    for _press in range(2):
        page = text_of(lead.post(f"{HOME}import/{held.pk}/", {"bring": "1"}, follow=True))
        assert "3 partners imported." in page
    assert Stakeholder.objects.count() == 3
    forum = Stakeholder.objects.get(name="Carers Forum")
    assert forum.reaches == ["Unpaid carers", "Bengali speakers"] and forum.email == "forum@x.example"
    assert (forum.consent, forum.consent_on, forum.consent_how) == ("yes", date(2026, 5, 3), "by email")
    assert Stakeholder.objects.get(name="Northmere Healthwatch").kind == "patient-voice"
    ada = Stakeholder.objects.get(kind="person")
    assert (ada.name, ada.consent, ada.consent_on) == ('Dr "Ada" Quill', "not-asked", None)
    held.refresh_from_db()
    assert held.rows == "" and "3 partners were imported from this file" in text_of(
        lead.get(f"{HOME}import/{held.pk}/")
    )
    assert [line.words for line in timeline(cast.northmere.pk)].count("imported 3 partners from a file") == 1
    page = text_of(send(lead, GOOD))
    assert "3 rows have names that are in the register" in page and "Import 0" not in page


@pytest.mark.django_db
def test_when_a_row_is_wrong_nothing_is_imported(lead: Client) -> None:
    page = text_of(send(lead, BAD))
    for words in (
        "“Choir”: Select what kind of partner this is",
        "“not-an-address”: Enter an email address like name@example.com",
        "“someday” is not a day",
        "Enter how they said so",
        "Enter the name",
        "“perhaps”",
        "Row 4 has the same name",
    ):
        assert words.replace("'", "&#39;") in page, words
    assert "4 rows are wrong" in page and "Import" not in page.split("Rows that are wrong")[1]
    lead.post(f"{HOME}import/{Brought.objects.get().pk}/", {"bring": "1"})
    assert not Stakeholder.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cell", "name"), [("Forum", "Forum"), ("’Tis", "’Tis"), ("'=HYPERLINK(1)", "=HYPERLINK(1)"), ("'Tis", "'Tis")]
)
def test_a_workbook_with_a_real_date(cast: Cast, cell: str, name: str) -> None:
    """A mark that guards against a formula is taken off; any other stays."""
    found = bringing.read(workbook(cell), "partners.xlsx", cast.northmere)
    assert not found.wrong and [(row["name"], row["consent_on"]) for row in found.rows] == [(name, date(2026, 5, 3))]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ("", "a.csv", "The file is empty"),
        ("Title,Sort\na,b\n", "a.csv", "needs a column called “Name”"),
        ("Name,Kind\n", "a.csv", "no rows under them"),
        ("Name,Kind,name\na,person,b\n", "a.csv", "Two columns are called"),
        (b"%PDF-1.7 x", "a.pdf", "Export the answers as a spreadsheet"),
        ("Name,Kind\n" + "a,person\n" * 5001, "a.csv", "more than 5,000 rows"),
    ],
)
def test_files_that_cannot_be_taken_say_why(lead: Client, content: str | bytes, name: str, said: str) -> None:
    answer = send(lead, content, name)
    assert answer.status_code == 422 and said in text_of(answer) and not Brought.objects.exists()


@pytest.mark.django_db
def test_a_file_is_left_or_forgotten_after_a_day(cast: Cast, lead: Client) -> None:
    send(lead, GOOD)
    held = Brought.objects.get()
    assert "Nothing was imported." in text_of(lead.post(f"{HOME}import/{held.pk}/", {"leave": "1"}, follow=True))
    assert "0 partners imported" in text_of(lead.post(f"{HOME}import/{held.pk}/", {"bring": "1"}, follow=True))
    send(lead, GOOD)
    Brought.objects.update(at=timezone.now() - timedelta(days=2))
    bringing.forget_old()
    assert not Brought.objects.exclude(rows="").exists() and not Stakeholder.objects.exists()


@pytest.mark.django_db
def test_who_came_meanwhile_is_not_added_twice(cast: Cast, lead: Client) -> None:
    send(lead, GOOD)
    partner(cast.northmere, "CARERS  forum")
    held = Brought.objects.get()
    assert bringing.bring(brought=held, by=cast.amira.pk, at=timezone.now()) == 2
    assert Stakeholder.objects.filter(name__iexact="carers forum").count() == 0 and Stakeholder.objects.count() == 3


def test_days_as_people_write_them() -> None:
    day = date(2026, 5, 3)
    for typed in ("2026-05-03", "3/5/2026", "03.05.2026", "3 May 2026", "3 may 2026", "2026-05-03 00:00:00"):
        assert bringing.day_of(typed) == day, typed
    for typed in ("31/2/2026", "5 Mai 2026x", "2026", "soon", "3 Foo 2026"):
        assert bringing.day_of(typed) is None, typed


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_none(typed: str) -> None:
    found = bringing.day_of(typed)
    assert found is None or isinstance(found, date)
