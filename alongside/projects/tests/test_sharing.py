"""The short address, the code for cameras, and the poster: made when a project is published, true for ever."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from alongside.core import work
from alongside.design import printing
from alongside.documents.models import Translation
from alongside.projects import actions, poster, short
from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
SHARE = "/team/northmere/projects/blood-tests/share/"


def in_bengali(found: Project) -> None:
    """The project's page in another language."""
    Translation.objects.create(
        scope=found.pk,
        language="bn",
        number=1,
        texts={"page.question": "ক্লিনিক কখন খোলা উচিত?", "page.summary": "চারটি নতুন ক্লিনিক।"},
        published_at=timezone.now(),
    )


def of(client: Client, path: str) -> PdfReader:
    """The PDF at this address: asked for, made by the worker, taken."""
    soon = client.get(path)
    assert soon.status_code == 202 and b"We are making the poster" in soon.content
    work.run_due()
    made = client.get(path)
    assert (made.status_code, made["Content-Type"]) == (200, "application/pdf")
    return PdfReader(BytesIO(made.content))


def text_alternatives(pdf: PdfReader) -> list[str]:
    """What the tagged figures say instead of the picture."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if "/Alt" in node:
                found.append(str(node["/Alt"]))
            walk(node.get("/K", []))

    walk(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def test_names_are_short_and_whole() -> None:
    assert short.stem_of("Blood test clinics in every part of the town") == "blood-test-clinics"
    assert short.stem_of("Carers’ breaks") == "carers-breaks"
    assert short.stem_of("রক্ত পরীক্ষা") == "project"
    assert len(short.stem_of("Otorhinolaryngologicalclinics")) == short.LONGEST
    assert short.to_type("https://www.northmere.example/go/x/") == "northmere.example/go/x"


def test_a_project_has_a_short_address_that_works_once_it_is_published_and_stays(client: Client, cast: Cast) -> None:
    theirs = project(cast.carrow_hill, "elsewhere", name="Blood tests")
    started = {"name": "Blood tests", "question": "When?", "summary": "Tell us."}
    draft = actions.start(organisation=cast.northmere, values=started, by=cast.amira.pk)
    assert (theirs.short, draft.short) == ("blood-tests", "blood-tests-2")
    assert client.get("/go/blood-tests-2/").status_code == 404
    now = timezone.now()
    Project.objects.filter(pk=draft.pk).update(opens_at=now, closes_at=now + timedelta(days=9))
    actions.publish(project=draft, checks=[], by=cast.amira.pk, at=now)
    assert client.get("/go/blood-tests-2/")["Location"] == "/northmere/projects/blood-tests/"
    assert client.get("/go/Blood-Tests/")["Location"] == "/carrow-hill/projects/elsewhere/"
    Project.objects.filter(pk=draft.pk).update(name="Blood", answered_at=timezone.now())
    assert client.get("/go/blood-tests-2/").status_code == 302


def test_nothing_leads_to_what_is_not_published(client: Client, cast: Cast) -> None:
    hidden = project(cast.northmere, state=State.DRAFT)
    assert client.get(f"/go/{hidden.short}/").status_code == client.get("/go/nothing/").status_code == 404


def test_in_another_language_it_leads_to_that_language_s_page(client: Client, cast: Cast) -> None:
    found = project(cast.northmere)
    in_bengali(found)
    to = client.get("/go/blood-test-clinics/bn/")["Location"]
    assert to == "/northmere/projects/blood-tests/?lang=bn"
    assert "চারটি নতুন ক্লিনিক" in client.get(to).content.decode()
    # Not in that language: the page, with what is there in it. Nonsense: the page.
    assert client.get("/go/blood-test-clinics/pl/", follow=True).status_code == 200
    assert client.get("/go/blood-test-clinics/nothing/", follow=True).status_code == 200


def test_a_poster_in_each_language_made_in_the_worker(cast: Cast, settings: Any) -> None:
    settings.SITE_URL = "https://involve.northmere.example"
    found = project(cast.northmere)
    in_bengali(found)
    client = login(Client(), cast.ben)
    page = client.get(SHARE).content.decode()
    assert "involve.northmere.example/go/blood-test-clinics" in page and "/go/blood-test-clinics/bn" in page
    pdf = of(client, f"{SHARE}en-gb/poster.pdf")
    # pypdf reads the two bytes of a letter in the bold font as two letters, the first of them NUL.
    root, words = pdf.trailer["/Root"], " ".join(pdf.pages[0].extract_text().replace("\0", "").split())
    assert len(pdf.pages) == 1 and root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en-gb"
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    for said in (
        "When and where should blood test",
        "Closes",
        "By phone",
        "020 7946 0142",
        "On paper",
        "At any library",
    ):
        assert said in words, said
    assert "involve.northmere.example/go/blood-test-clinics" in words.replace(" ", "")
    assert text_alternatives(pdf) == [
        "A square code for phone cameras. It opens involve.northmere.example/go/blood-test-clinics"
    ]
    theirs = of(client, f"{SHARE}bn/poster.pdf")
    assert "blood-test-clinics/bn" in text_alternatives(theirs)[0] and theirs.metadata.title == "ক্লিনিক কখন খোলা উচিত?"
    shown = client.get(f"{SHARE}bn/poster/").content.decode()
    assert 'class="poster__question" lang="bn" dir="ltr">ক্লিনিক কখন খোলা উচিত?' in shown
    assert client.get(f"{SHARE}cy/poster/").status_code == client.get(f"{SHARE}cy/poster.pdf").status_code == 404


def test_the_poster_is_made_again_when_it_would_say_something_else(cast: Cast) -> None:
    found = project(cast.northmere)
    client = login(Client(), cast.amira)
    of(client, f"{SHARE}en-gb/poster.pdf")
    Project.objects.filter(pk=found.pk).update(question="Where should clinics be?")
    again = of(client, f"{SHARE}en-gb/poster.pdf").pages[0].extract_text()
    assert "Where should clinics be?" in " ".join(again.split())


def test_the_longest_words_still_fit_one_sheet(cast: Cast, settings: Any) -> None:
    settings.SITE_URL = "https://involve.south-riverside-and-northmere.example"
    found = project(
        cast.northmere,
        question="How should we organise appointments and tests for people who live " + "far from any hospital? " * 2,
        name="Otorhinolaryngological services",
        summary="We plan to open 4 new clinics. " * 7,
        on_paper="Pick a form up at any library, GP surgery, pharmacy or town hall. Posting it back is free. " * 2,
        by_phone="Call us and we will ask the questions and write down what you say, at a time that suits you. " * 2,
        in_person="Drop in at any of our sessions; we pay travel costs and bring interpreters if you ask. " * 2,
    )
    in_bengali(found)
    shown = poster.poster(found)
    assert shown is not None
    pdf = PdfReader(BytesIO(printing.on_one_sheet(poster.documents(shown))))
    assert len(pdf.pages) == 1


def test_codes_differ_and_can_be_taken_alone(cast: Cast) -> None:
    project(cast.northmere)
    client = login(Client(), cast.ben)
    taken = client.get(f"{SHARE}en-gb/code.svg")
    assert taken["Content-Type"] == "image/svg+xml" and b"<svg" in taken.content
    assert "attachment" in taken["Content-Disposition"]
    assert printing.code_image("https://a.example/go/a/") != printing.code_image("https://a.example/go/b/")


def test_no_poster_before_it_is_published_or_after_it_has_closed(cast: Cast) -> None:
    client = login(Client(), cast.amira)
    project(cast.northmere, state=State.DRAFT)
    assert "Publish the project first" in client.get(SHARE, follow=True).content.decode()
    project(cast.northmere, "over", State.CLOSED)
    over = SHARE.replace("blood-tests", "over")
    page = client.get(f"{over}en-gb/poster/", follow=True).content.decode()
    assert "Take posters down" in page and "poster.pdf" not in page and "/go/blood-test-clinics" in page
