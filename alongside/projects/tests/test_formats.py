"""Formats with their promised days: asked for from a page, and checked before publishing."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from alongside.documents.models import Document, DocumentEdition
from alongside.organisations.lead_times import formats_in_words, promised
from alongside.organisations.models import Organisation
from alongside.projects import facts
from alongside.projects.models import Project, State
from alongside.projects.rules import Check, Facts, FormatFact, Weight, ready
from alongside.projects.tests.makers import project
from tests.cast import Cast, login

EASY, AUDIO = FormatFact("Easy Read", 15, there=False), FormatFact("audio", 10, there=False)
MONDAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


def of_formats(*formats: FormatFact, opens: date, today: date = MONDAY) -> list[Check]:
    found = ready(Facts(today, opens_on=opens, closes_on=opens + timedelta(days=40), formats=formats))
    return [check for check in found if check.key.startswith("formats")]


def test_a_format_that_would_come_too_late_is_so_many_working_days_short() -> None:
    # Asked for on Monday 1 June, Easy Read is there on Monday 22 June; the page opens on Tuesday 16 June.
    (check,) = of_formats(EASY, opens=date(2026, 6, 16))
    assert (check.words, check.weight) == ("Easy Read 4 days short", Weight.WORTH_FIXING)
    assert "Monday 22 June 2026" in check.detail and "open later" in check.detail


def test_what_can_still_be_asked_for_says_until_when() -> None:
    short, missing = of_formats(EASY, AUDIO, opens=date(2026, 6, 19))
    assert short.words == "Easy Read 1 day short"
    assert missing.words == "Audio by Friday 5 June 2026"


def test_it_is_exact_to_the_day() -> None:
    assert [each.key for each in of_formats(EASY, opens=date(2026, 6, 22))] == ["formats-missing"]
    assert [each.key for each in of_formats(EASY, opens=date(2026, 6, 21))] == ["formats-short"]
    assert [each.key for each in of_formats(FormatFact("audio", 10, there=True), opens=MONDAY)] == ["formats"]


def test_once_it_is_open_days_count_from_today() -> None:
    (check,) = of_formats(AUDIO, opens=date(2026, 5, 1))
    assert check.words == "Audio 10 days short"


def an_edition(of: Project, format: str, **more: object) -> DocumentEdition:
    document, _new = Document.objects.get_or_create(
        organisation=of.organisation,
        scope=of.pk,
        slug="case",
        defaults={"title": "Case", "published_at": timezone.now()},
    )
    return DocumentEdition.objects.create(document=document, format=format, body="Words", **more)


@pytest.mark.django_db
def test_a_format_is_there_when_it_is_checked_and_of_the_newest_words(cast: Cast) -> None:
    made = project(cast.northmere, state=State.DRAFT)

    def there() -> set[str]:
        looked_at = Project.objects.select_related("organisation").get(pk=made.pk)
        return {each.name for each in facts.facts(looked_at, timezone.now()).formats if each.there}

    today = timezone.localdate()
    an_edition(made, "web", made_on=today)
    an_edition(made, "large-print", made_from=today)
    an_edition(made, "audio", made_from=today - timedelta(days=9))
    an_edition(made, "bsl", language="bn", made_from=today)
    easy = an_edition(made, "easy-read", made_from=today)
    assert there() == {"large print"}
    DocumentEdition.objects.filter(pk=easy.pk).update(checked_with_people_on=today)
    assert there() == {"large print", "Easy Read"}


@pytest.mark.django_db
def test_the_team_reads_it_before_publishing(cast: Cast) -> None:
    made = project(cast.northmere, state=State.DRAFT, opens_at=timezone.now() + timedelta(days=2))
    lead = login(Client(), cast.amira)
    page = lead.get(f"/team/northmere/projects/{made.slug}/ready/").content.decode()
    assert "British Sign Language video" in page and "days short" in page


# The organisation's own days, and the sentence beside "Ask for another format".


def test_defaults_are_the_longer_end_of_what_is_usual(cast: Cast) -> None:
    days = {key: each.days for key, each in promised(cast.northmere).items()}
    assert days == {
        "large-print": 5, "audio": 10, "braille": 10, "translation": 10, "easy-read": 15, "bsl": 15, "interpreter": 20,
    }  # fmt: skip
    assert all(
        not each.default.usual or each.days == each.default.usual[1] for each in promised(cast.northmere).values()
    )


def test_the_sentence_groups_by_days_and_leaves_out_what_is_there() -> None:
    here = Organisation()
    assert formats_in_words(here) == (
        "large print in 5 working days; audio, braille or another language in 10;"
        " Easy Read or British Sign Language video in 15"
    )
    others = {"large-print", "audio", "braille", "easy-read"}
    assert formats_in_words(here, without=others) == (
        "another language in 10 working days; British Sign Language video in 15"
    )
    assert formats_in_words(here, without={*others, "translation", "bsl"}) == ""


@pytest.mark.django_db
def test_pages_say_which_formats_can_be_asked_for_and_in_how_many_days(cast: Cast, client: Client) -> None:
    made = project(cast.northmere)
    an_edition(made, "web")
    an_edition(made, "large-print")
    Organisation.objects.filter(pk=cast.northmere.pk).update(lead_times={"audio": {"days": 3, "since": "2026-06-01"}})
    page = " ".join(client.get("/northmere/projects/blood-tests/").content.decode().split())
    assert "Ask for another format</a>: audio in 3 working days; large print in 5;" in page
    assert "Ask for another format</a>: audio in 3 working days; braille or another language in 10;" in page
    edition = " ".join(client.get("/northmere/projects/blood-tests/documents/case/en-gb/web/").content.decode().split())
    assert "Ask for another format</a>: audio in 3 working days; braille or another language in 10;" in edition
