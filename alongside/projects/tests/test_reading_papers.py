"""What a group reads as a file to keep, what another group says of it, and what the public is told of both."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from alongside.core.work import run_due
from alongside.groups import actions as groups
from alongside.groups.models import Member
from alongside.people.accounts.models import Person
from alongside.plans import assuring
from alongside.plans.models import FormatPromise, Submission
from alongside.projects import evidence
from alongside.projects.assurance import checks
from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from alongside.projects.tests.test_reading_formats import group_of, put
from alongside.record.models import Entry
from tests.cast import Cast, login, person

pytestmark = pytest.mark.django_db
TEAM = "/team/northmere/projects/ward/"
READ = f"{TEAM}assurance/1/"


@pytest.fixture
def ward(cast: Cast) -> Project:
    return make_project(cast.northmere, "ward", State.DRAFT, summary="Today’s words")


@pytest.mark.parametrize("layout", ["pdf", "docx", "large"])
def test_a_member_keeps_what_was_put_before_them_as_it_stood(cast: Cast, ward: Project, layout: str) -> None:
    put(cast, ward, group_of(cast, "web"))
    grace = login(Client(), Person.objects.get(name="Grace 0"))
    page = grace.get(READ).content.decode()
    assert f'href="{READ}pack.{layout}"' in page
    waiting = grace.get(f"{READ}pack.{layout}")
    words = waiting.content.decode()
    assert waiting.status_code == 202 and "We are making the paper" in words
    assert "/team/northmere/projects/ward/findings/" not in words, "a guest gets no links to what is not theirs"
    run_due()
    made = grace.get(f"{READ}pack.{layout}")
    ending = "large-print.pdf" if layout == "large" else layout
    assert made.status_code == 200 and made["Content-Disposition"].endswith(f'reading-1-ward.{ending}"')
    if layout == "docx":
        said = "\n".join(each.text for each in Document(io.BytesIO(made.content)).paragraphs)
    else:
        pdf = PdfReader(io.BytesIO(made.content))
        said = "\n".join(each.extract_text() for each in pdf.pages)
        assert pdf.trailer["/Root"]["/Lang"] == "en-gb" and "/StructTreeRoot" in pdf.trailer["/Root"]  # type: ignore[index]
        sizes: list[float] = []
        pdf.pages[0].extract_text(visitor_text=lambda text, _c, matrix, _f, size: sizes.append(size * abs(matrix[3])) if text.strip() else None)  # fmt: skip
        assert (min(sizes) >= 18) == (layout == "large"), sizes
    for words in ("Say whether it is good enough", "In short", "1. Why", "Because.", "Carers"):
        assert words in said, words
    assert "Today’s words" not in said
    # As it stood then, also when the project says something else now.
    Project.objects.filter(pk=ward.pk).update(question="Another question?")
    assert grace.get(f"{READ}pack.{layout}").status_code == 200


def test_what_changed_since_the_last_time_stands_before_it(cast: Cast, ward: Project) -> None:
    group = group_of(cast, "web")
    put(cast, ward, group)
    assuring.submit(
        scope=ward.pk, group=group, stage="plan", ask="assure", summary="Again", meeting_on=None, by=cast.amira.pk,
        paragraphs=[{"heading": "Why", "text": "Because it leaks."}, {"heading": "How", "text": "We ask."}], at=timezone.now(),
    )  # fmt: skip
    client = login(Client(), cast.amira)
    client.get(f"{TEAM}assurance/2/pack.docx")
    run_due()
    said = [each.text for each in Document(io.BytesIO(client.get(f"{TEAM}assurance/2/pack.docx").content)).paragraphs]
    assert said.index("Paragraph 1 has changed.") < said.index("Paragraph 2 is new.") < said.index("1. Why")


def test_who_may_not_read_it_gets_no_file(cast: Cast, ward: Project) -> None:
    put(cast, ward, group_of(cast, "web"))
    other = person("Nobody", cast.northmere, "partner")
    for layout in ("pdf", "docx", "large"):
        assert login(Client(), other).get(f"{READ}pack.{layout}").status_code == 403
        assert login(Client(), cast.eve).get(f"{READ}pack.{layout}").status_code == 404
    assert login(Client(), cast.amira).get(f"{READ}pack.exe").status_code == 404
    assert login(Client(), cast.amira).get(f"{TEAM}assurance/7/pack.pdf").status_code == 404
    assert login(Client(), cast.amira).get(f"{TEAM}plan/paper.large").status_code == 404


def test_a_member_who_wrote_and_waits_costs_no_more_than_a_page_may(
    cast: Cast, ward: Project, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made = put(cast, ward, group_of(cast, *["easy-read"] * 5))
    for each in Person.objects.filter(name__startswith="Grace"):
        assuring.remark(submission=made, paragraph=1, text=f"Why, {each}?", by=each.pk, at=timezone.now())
        assuring.give_verdict(submission=made, verdict="not-yet", reasons="No.", by=each.pk, at=timezone.now())
    grace = login(Client(), Person.objects.get(name="Grace 0"))
    grace.get(READ)
    with django_assert_max_num_queries(12):
        page = grace.get(READ).content.decode()
    assert "Change what you say" in page
    grace.post(f"{READ}interest/", {"interest": "My sister works there"})
    page = grace.get(READ).content.decode()
    assert "Change what you say" not in page and "Say what you think of it" not in page


def test_somebody_else_sees_to_a_format(cast: Cast, ward: Project) -> None:
    put(cast, ward, group_of(cast, "easy-read"))
    held = FormatPromise.objects.get()
    client, path = login(Client(), cast.amira), f"{TEAM}assurance/formats/{held.pk}/"
    for wrong in ({"give": "yes"}, {"give": "yes", "owner": str(cast.eve.pk)}):
        assert client.post(path, wrong).status_code == 422
    for _twice in range(2):
        assert client.post(path, {"give": "yes", "owner": str(cast.ana.pk)}).status_code == 302
    held.refresh_from_db()
    assert held.owner == cast.ana.pk
    assert Entry.objects.filter(chain__scope=ward.pk, verb="assurance.format-given").count() == 1
    grace = login(Client(), Person.objects.get(name="Grace 0"))
    assert "from Ana." in grace.get(READ).content.decode()
    client.post(path, {"words": "By post"})
    client.post(path, {"give": "yes", "owner": str(cast.olu.pk)})
    held.refresh_from_db()
    assert held.owner == cast.ana.pk and held.sent == "By post", "what was sent stays with who saw to it"


def before_the_board(cast: Cast, ward: Project) -> Submission:
    now = timezone.now()
    board = groups.make(organisation=cast.northmere, name="The board", kind="decision", purpose="", by=cast.amira.pk, at=now)  # fmt: skip
    Member.objects.create(group=board, person=cast.olu.pk, chairs=True, since=timezone.localdate())
    return put(cast, ward, board)


def test_a_group_that_decides_considers_and_that_assures_nothing(cast: Cast, ward: Project) -> None:
    Project.objects.filter(pk=ward.pk).update(formal_consultation=True)
    ward.refresh_from_db()

    def stand() -> list[tuple[str, str]]:
        return [(item.id, found.state) for item, found in evidence.standing(ward, timezone.now()).results]

    before = [(each.key, each.weight, each.words) for each in checks(ward, "northmere")]
    items = stand()
    made = before_the_board(cast, ward)
    chair = login(Client(), cast.olu)
    assert "Considered" in chair.get(f"{READ}verdict/").content.decode()
    assert "Enter what was considered" in chair.post(f"{READ}conclude/", {"verdict": "considered"}).content.decode()
    assert chair.post(f"{READ}conclude/", {"verdict": "considered", "reasons": "With care."}).status_code == 302
    made.refresh_from_db()
    assert made.verdict == "considered"
    assert [(each.key, each.weight, each.words) for each in checks(ward, "northmere")] == before
    assert stand() == items
    for path in ("", "assurance/", "evidence/"):
        assert chair.get(TEAM + path).status_code == 200
    assert "Considered" in chair.get(TEAM).content.decode()


def test_a_group_that_assures_cannot_only_consider(cast: Cast, ward: Project) -> None:
    made = put(cast, ward, group_of(cast, "web"))
    grace = Person.objects.get(name="Grace 0")
    client = login(Client(), cast.olu)
    assert "Considered" not in client.get(f"{READ}conclude/").content.decode()
    assert client.post(f"{READ}conclude/", {"verdict": "considered", "reasons": "x"}).status_code == 422
    for act in (assuring.conclude, assuring.give_verdict):
        more = {"conditions": []} if act is assuring.conclude else {}
        with pytest.raises(assuring.NotTheirs):
            act(submission=made, verdict="considered", reasons="x", by=grace.pk, at=timezone.now(), **more)  # type: ignore[operator]


def test_the_public_is_told_what_groups_said_and_not_what_members_said(cast: Cast) -> None:
    ward = make_project(cast.northmere, "ward", State.OPEN)
    made = put(cast, ward, group_of(cast, "web"))
    grace = Person.objects.get(name="Grace 0")
    now = timezone.now()
    run = "/northmere/projects/ward/how-this-was-run/"
    assert "What groups said about it" not in Client().get(run).content.decode()
    assuring.give_verdict(submission=made, verdict="not-yet", reasons="zebra-view", by=grace.pk, at=now)
    assuring.remark(submission=made, paragraph=1, text="zebra-remark", by=grace.pk, at=now)
    condition = {"words": "zebra-condition", "owner": "Zebra Owner", "due_on": timezone.localdate() + timedelta(days=9)}
    assuring.conclude(submission=made, verdict="conditions", reasons="zebra-reasons", conditions=[condition], by=cast.olu.pk, at=now)  # fmt: skip
    page = Client().get(run).content.decode()
    assert "<strong>Carers</strong>: Assured with conditions" in page and "1 condition, 0 met." in page
    assert "zebra" not in page.casefold() and "Grace" not in page
