"""The plan as a paper: asked for, made by the worker, and made anew when the plan says something else."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document

from alongside.core.work import run_due
from alongside.plans import assuring, means, writing
from alongside.plans.sheets import TEMPLATES
from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from alongside.questionnaires.types import Answer
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("layout", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_a_paper_is_made_by_the_worker_and_says_the_plan(cast: Cast, layout: str, begins: bytes) -> None:
    made = make_project(cast.northmere, "ward", State.DRAFT, can_change="Where the beds are")
    client, path = login(Client(), cast.amira), f"/team/northmere/projects/ward/plan.{layout}"
    assert client.get(path).status_code == 202
    run_due()
    answer = client.get(path)
    assert answer.status_code == 200 and answer.content.startswith(begins)
    if layout == "docx":
        text = "\n".join(each.text for each in Document(BytesIO(answer.content)).paragraphs)
        assert "Where the beds are" in text and "Gaps" in text
    Project.objects.filter(pk=made.pk).update(can_change="How many beds there are")
    assert client.get(path).status_code == 202, "what is kept says something else now"


def test_other_layouts_are_not_there(cast: Cast) -> None:
    make_project(cast.northmere, "ward", State.DRAFT)
    assert login(Client(), cast.amira).get("/team/northmere/projects/ward/plan.odt").status_code == 404


def test_a_new_project_begins_with_an_earlier_one(cast: Cast) -> None:
    make_project(cast.northmere, "ward", State.OPEN, can_change="Where the beds are", formal_consultation=True)
    client, path = login(Client(), cast.amira), "/team/northmere/projects/start/from/"
    assert client.post(path, {"past": "ward"}).status_code == 422
    answer = client.post(path, {"past": "ward", "name": "Oak Ward", "question": "What about Oak Ward?"})
    assert answer.status_code == 302
    made = Project.objects.get(name="Oak Ward")
    assert made.can_change == "Where the beds are"
    assert (made.published_at, made.opens_at, made.decides_on, made.formal_consultation) == (None, None, None, False)


def test_an_assessment_is_a_paper_too_and_two_are_compared(cast: Cast) -> None:
    made = make_project(cast.northmere, "ward", State.DRAFT)
    for key, effect in (("equality-before", "none"), ("equality-after", "worse")):
        sheet = writing.begin(scope=made.pk, template=key, by=cast.amira.pk, at=timezone.now())
        section = TEMPLATES[key].section("groups")
        assert section is not None
        writing.keep(sheet=sheet, section=section, answers={"effects": Answer({"carers": effect})}, complete=False, seen=0, by=cast.amira.pk, at=timezone.now())  # fmt: skip
    client, path = login(Client(), cast.amira), "/team/northmere/projects/ward/sheets/equality-after/paper.docx"
    assert client.get(path).status_code == 202
    run_due()
    text = "\n".join(each.text for each in Document(BytesIO(client.get(path).content)).paragraphs)
    assert "Worse" in text and "What effect may it have on each group?" in text
    page = client.get("/team/northmere/projects/ward/assessments/difference/").content.decode()
    assert "<del>" in page and "Worse" in page
    assert client.get("/team/northmere/projects/ward/sheets/other/paper.pdf").status_code == 404


@pytest.mark.parametrize("kind", ["board", "initiation"])
def test_a_board_and_a_beginning_project_get_their_own_paper(cast: Cast, kind: str) -> None:
    made = make_project(cast.northmere, "ward", State.DRAFT, can_change="Where the beds are")
    by, at = cast.amira.pk, timezone.now()
    values = {"category": "access", "what": "Interpreters", "people": 2, "times": 3, "each": Decimal("40")}
    means.keep_line(scope=made.pk, line=None, values=values, by=by, at=at)
    means.join_team(scope=made.pk, name="Dr Ines Moreau", part="professional", does="Consultant", by=by, at=at)
    assuring.exempt(scope=made.pk, reason="It is small.\n\nAnd short.", by=by, at=at)
    client, path = login(Client(), cast.amira), f"/team/northmere/projects/ward/papers/{kind}.docx"
    assert client.get(path).status_code == 202
    run_due()
    paper = Document(BytesIO(client.get(path).content))
    text = "\n".join(each.text for each in paper.paragraphs)
    cells = {cell.text for table in paper.tables for row in table.rows for cell in row.cells}
    assert "Not put before a group: It is small. And short." in [each.text for each in paper.paragraphs]
    assert "Where the beds are" in text and "£240" in cells
    if kind == "board":
        assert text.index("What the board is asked") < text.index("Where the beds are") < text.index("What is missing")
        assert "Dr Ines Moreau" not in cells
    else:
        assert "Dr Ines Moreau" in cells and "What the board is asked" not in text
    assert client.get(path.replace("docx", "pdf")).status_code == 202
    run_due()
    assert client.get(path.replace("docx", "pdf")).content.startswith(b"%PDF")
    assert client.get("/team/northmere/projects/ward/papers/other.pdf").status_code == 404
