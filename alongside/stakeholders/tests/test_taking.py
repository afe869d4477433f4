"""The register as a file: what is downloaded can be imported again, shows no more than pages do, and runs no formula."""

import csv
import io
import re
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from alongside.organisations.models import Organisation
from alongside.record.timeline import timeline
from alongside.stakeholders import bringing, taking
from alongside.stakeholders.models import Stakeholder
from alongside.stakeholders.register import Asked
from alongside.stakeholders.tests.makers import partner
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
HOME = "/team/northmere/people/partners/"
COLUMNS = [*bringing.HEADS]
LAYOUTS = ["csv", "xlsx", "ods"]
TRICKS = ["=1+1", "+44 20 7946 0142", "-2", "@x", "'=quoted", "''+twice", "'tis fair", 'say "yes"', "a, b", "<&>", "two  spaces"]  # fmt: skip


def fill(home: Organisation) -> None:
    for number, words in enumerate(TRICKS):
        partner(
            home,
            f"{words} {number}",
            kind="patient-voice",
            contact_name=words,
            phone=words,
            email="one@x.example",
            communities=[f"{words} here", "Carers, young", "Bengali speakers"],
            languages=words,
            barriers=f"{words}\nand evenings\n\nOnly by bus",
            preferred="face-to-face",
            consent="yes",
            consent_on=date(2026, 5, 3),
            consent_how=words,
        )
    partner(home, "Bare", communities=["Carers, old"])


def held(home: Organisation) -> list[tuple[Any, ...]]:
    return list(Stakeholder.objects.filter(organisation=home).order_by("name").values_list(*COLUMNS))


def downloaded(someone: Client, layout: str, query: str = "") -> bytes:
    answer = someone.post(f"{HOME}download/{query}", {"layout": layout})
    assert answer.status_code == 200 and answer["Content-Disposition"].endswith(f'.{layout}"')
    return answer.content


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_downloaded_can_be_imported_again(cast: Cast, layout: str) -> None:
    fill(cast.northmere)
    content = downloaded(login(Client(), cast.amira), layout)
    found = bringing.read(content, f"partners.{layout}", cast.carrow_hill)
    assert (found.wrong, found.left, found.known) == ([], [], [])
    brought = bringing.stage(organisation=cast.carrow_hill, file_name="x", found=found, by=cast.eve.pk, at=timezone.now())  # fmt: skip
    assert bringing.bring(brought=brought, by=cast.eve.pk, at=timezone.now()) == len(TRICKS) + 1
    assert held(cast.carrow_hill) == held(cast.northmere)
    assert bringing.read(content, "partners", cast.northmere).rows == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_contact_details_are_for_those_alone_who_see_them_on_pages(cast: Cast, layout: str) -> None:
    partner(cast.northmere, "Forum", contact_name="Ada Quill", email="ada@x.example", phone="0207")
    partner(cast.carrow_hill, "Elsewhere")
    analyst, lead = login(Client(), cast.ana), login(Client(), cast.amira)
    without, whole = (downloaded(each, layout) for each in (analyst, lead))
    told = [bringing.read(each, f"x.{layout}", cast.carrow_hill).rows[0] for each in (without, whole)]
    assert [(each["name"], each["contact_name"], each["email"], each["phone"]) for each in told] == [
        ("Forum", "", "", ""),
        ("Forum", "Ada Quill", "ada@x.example", "0207"),
    ]
    assert "Your role does not show" not in lead.get(HOME).content.decode()
    assert "your role does not show" in analyst.get(HOME).content.decode()
    said = [line.words for line in timeline(cast.northmere.pk)]
    assert "downloaded 1 partners, without contact details" in said
    assert "downloaded 1 partners with their contact details" in said
    assert not any("Forum" in each or "Ada" in each for each in said)


def test_no_cell_is_a_formula(cast: Cast) -> None:
    fill(cast.northmere)
    lead = login(Client(), cast.amira)
    rows = list(csv.reader(io.StringIO(downloaded(lead, "csv").decode("utf-8-sig"))))
    assert len(rows) == len(TRICKS) + 2 and all(len(row) == len(COLUMNS) for row in rows)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
    with ZipFile(io.BytesIO(downloaded(lead, "xlsx"))) as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
    ods = downloaded(lead, "ods")
    assert ods[30:38] == b"mimetype" and b"formula" not in ZipFile(io.BytesIO(ods)).read("content.xml")
    for content in (downloaded(lead, "xlsx"), ods):
        cells = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        assert "=1+1" in {row[COLUMNS.index("phone")] for row in cells}


def test_what_the_list_shows_is_what_is_downloaded(cast: Cast) -> None:
    for number in range(60):
        partner(cast.northmere, f"Forum {number}", communities=["Carers"] if number % 2 else [])
    lead = login(Client(), cast.amira)
    page = lead.get(f"{HOME}?community=Carers&page=1").content.decode()
    (action,) = re.findall(r'action="([^"]*download/[^"]*)"', page)
    query = action.partition("?")[2].replace("&amp;", "&")
    assert len(bringing.read(downloaded(lead, "csv", f"?{query}"), "x", cast.carrow_hill).rows) == 30
    assert lead.post(f"{HOME}download/", {"layout": "exe"}).status_code == 404


@pytest.mark.parametrize("layout", LAYOUTS)
def test_5000_partners_cost_what_one_costs(cast: Cast, layout: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            taking.take(organisation=cast.northmere, asked=Asked("", "", "", 1), layout=layout, contacts=True, title="P", by=cast.amira.pk)  # fmt: skip
        return len(asked)

    partner(cast.northmere, "Forum")
    queries()  # the chain is begun by the first
    one = queries()
    Stakeholder.objects.bulk_create(
        [
            Stakeholder(organisation=cast.northmere, name=f"P{number}", kind="group", email="x@x.example")
            for number in range(5000)
        ]
    )
    assert queries() == one
