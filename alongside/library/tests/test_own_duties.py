"""What an organisation asks of itself: applied on its days, here alone, never silently."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from alongside.knowledge.facts import Facts
from alongside.knowledge.timings import timings
from alongside.library import duties, values
from alongside.library.models import OwnEntry
from alongside.library.tests.own import FORUM, HOME, PLANNING, day, entries, judged, keep, posted, text
from alongside.plans.actions import assess
from alongside.projects import chapter_duties
from alongside.projects.models import Project
from alongside.record.models import Detail
from alongside.record.timeline import timeline
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("facts", "applies", "because", "unknown"),
    [
        ({**PLANNING, "impact.manner": True}, "yes", ("impact.manner = true", "bodies = ICB"), ()),
        ({**PLANNING, "impact.manner": False}, "no", ("impact.manner = false",), ()),
        (PLANNING, "unknown", ("bodies = ICB",), ("impact.manner",)),
    ],
)
def test_it_is_judged_in_three_values(
    cast: Cast, facts: Facts, applies: str, because: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    keep(cast)
    found = judged(cast.northmere, facts, date(2026, 6, 1))
    assert (found.applies, set(found.because), found.unknown) == (applies, set(because), unknown)


def test_always_any_and_two_answers_to_one_question() -> None:
    from alongside.knowledge.rules import weigh

    assert weigh(duties.clause("always", []), {}).value is True
    either = duties.clause("all", ["stage=planning", "stage=proposal"])
    assert weigh(either, {"stage": "proposal"}).value is True and weigh(either, {"stage": "review"}).value is False
    any_of = duties.clause("any", ["temporary=yes", "paid=no"])
    assert weigh(any_of, {"paid": False}).value is True and weigh(any_of, {"paid": True}).value is None


@pytest.mark.parametrize(("on", "applies"), [(date(2025, 12, 31), "no"), (date(2026, 1, 1), "yes"), (date(2027, 12, 31), "yes"), (date(2028, 1, 1), "no")])  # fmt: skip
def test_it_applies_on_no_day_outside_its_own(cast: Cast, on: date, applies: str) -> None:
    keep(cast)
    assert judged(cast.northmere, {**PLANNING, "impact.manner": True}, on).applies == applies


def test_one_that_has_ended_is_not_asked_any_more(cast: Cast) -> None:
    first = keep(cast)
    keep(cast, seen=first.pk, values={"details": FORUM, "hidden": True}, reason="The forum is gone")
    assert not duties.asked_now(cast.northmere).own
    assert OwnEntry.objects.filter(pk=first.pk, ended_at__isnull=False).exists(), "what stood before stays"


def test_nobody_else_ever_sees_it(client: Client, cast: Cast) -> None:
    keep(cast)
    assert not duties.asked_now(cast.carrow_hill).own
    assert values.lengths(cast.carrow_hill, date(2026, 6, 1)).timings == timings()
    cache.clear()
    page = text(login(client, cast.eve), "/team/carrow-hill/library/law/")
    assert FORUM["title"] not in page
    assert client.get("/team/carrow-hill/library/law/own-forum/").status_code == 404


def test_law_is_commented_on_and_never_hidden(amira: Client, cast: Cast) -> None:
    with pytest.raises(ValueError, match="never hidden"):
        keep(cast, key="DUTY-01", values={"hidden": True})
    path = f"{HOME}law/DUTY-01/change/"
    assert "Do not offer it" not in text(amira, path)
    sent = {"note": "Ask Legal first", "reason": "We lost a case", "hidden": "on", "seen": ""}
    assert amira.post(path, sent).status_code == 302
    row = OwnEntry.objects.get()
    assert (row.note, row.hidden) == ("Ask Legal first", False)
    page = text(amira, f"{HOME}law/")
    assert "Ask Legal first" in page and "We lost a case" in page and cast.amira.name in page
    assert len(duties.asked_now(cast.northmere).known.duties) == len(duties.asked([]).known.duties)


def test_it_is_written_shown_changed_and_ended(amira: Client, cast: Cast, project: Project) -> None:
    answer = amira.post(f"{HOME}add-to-law/", posted())
    where = f"{HOME}law/own-the-patient-forum-sees-it-first/"
    assert answer.status_code == 302 and answer["Location"] == where, answer.content.decode()[:2000]
    assert amira.post(f"{HOME}add-to-law/", posted()).status_code == 302
    assert OwnEntry.objects.count() == 1, "a second click adds nothing"
    page = text(amira, where)
    for words in (FORUM["requires"], "Asked by Northmere itself, not by law", "Published policy", "The forum asked for it", "when all of these are the answers"):  # fmt: skip
        assert words in page, words
    written = Detail.objects.get(entry__verb="library.duty-added")
    assert (
        written.words == {"entry": FORUM["title"], "reason": "The forum asked for it"}
        and written.actor == cast.amira.pk
    )
    now = OwnEntry.objects.get(ended_at=None)
    assert FORUM["title"] in text(amira, where + "change/")
    amira.post(where + "change/", posted(title="Seen first", reason="Shorter", seen=str(now.pk)))
    assert "Shorter" in text(amira, where) and "Seen first" in text(amira, f"{HOME}law/")
    now = OwnEntry.objects.get(ended_at=None)
    amira.post(where + "change/", posted(title="Seen first", hidden="on", reason="Over", seen=str(now.pk)))
    assert "This is not asked any more" in text(amira, where) and "1 is not asked any more" in text(
        amira, f"{HOME}law/"
    )
    assert [each.verb for each in entries()] == ["library.duty-added", "library.duty-changed", "library.duty-ended"]
    assert "ended what we ask of ourselves: Seen first. Why: Over" in [
        each.words for each in timeline(cast.northmere.pk)
    ]


def test_what_ended_can_be_asked_again(amira: Client) -> None:
    amira.post(f"{HOME}add-to-law/", posted())
    first = OwnEntry.objects.get()
    amira.post(f"{HOME}law/{first.key}/change/", posted(hidden="on", reason="Over", seen=str(first.pk)))
    answer = amira.post(f"{HOME}add-to-law/", posted())
    assert answer.status_code == 302 and answer["Location"] == f"{HOME}law/{first.key}-2/"
    assert "This is not asked any more" not in text(amira, answer["Location"])
    assert OwnEntry.objects.filter(ended_at=None, hidden=False).count() == 1


def test_a_form_of_another_time_on_law_that_nobody_spoke_of_is_no_fault(amira: Client) -> None:
    answer = amira.post(f"{HOME}law/DUTY-01/change/", {"note": "Mine", "reason": "x", "seen": str(uuid4())})
    assert answer.status_code == 409 and "Mine" in answer.content.decode()


def test_what_is_missing_is_said_next_to_the_field(amira: Client) -> None:
    wrong = posted(title="", hardness="LAW", answer_1="", answer_2="", **day("valid_to", date(2025, 1, 1)), reason="")
    answer = amira.post(f"{HOME}add-to-law/", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422 and not OwnEntry.objects.exists()
    for words in ("Enter what you ask", "LAW is not one of", "Select at least one answer", "The last day must not be before", "Enter why"):  # fmt: skip
        assert words in page, words
    both = amira.post(f"{HOME}add-to-law/", posted(answer_1="temporary=yes", answer_2="temporary=no"))
    assert both.status_code == 422 and "not both" in both.content.decode()


def test_two_people_at_once_lose_nothing(amira: Client, cast: Cast) -> None:
    theirs = keep(cast)
    answer = amira.post(f"{HOME}law/own-forum/change/", posted(requires="Mine", seen=""))
    assert answer.status_code == 409 and "Mine" in answer.content.decode() and str(theirs.pk) in answer.content.decode()


def test_a_project_shows_it_as_its_organisations_own(amira: Client, cast: Cast, project: Project) -> None:
    facts = {**PLANNING, "impact.manner": True}
    assess(scope=project.pk, facts=facts, judgement="Amira", by=cast.amira.pk, at=timezone.now(), on=date(2026, 11, 27), seen=0)  # fmt: skip
    wanted = "what people said before shaped the options"
    assert wanted not in text(amira, "/team/northmere/projects/clinics/evidence/").casefold()
    keep(cast)
    page = text(amira, "/team/northmere/projects/clinics/duties/")
    for words in (FORUM["title"], "Your organisation’s own", f"Asked by Northmere itself, not by law. {cast.amira.name} on", "The forum asked for it", 'href="https://example.org/minute"'):  # fmt: skip
        assert words in page, words
    assert (
        "what people said before shaped the options"
        in text(amira, "/team/northmere/projects/clinics/evidence/").casefold()
    )


def test_a_pack_tells_what_was_asked_on_its_day(cast: Cast, project: Project) -> None:
    now = timezone.now()
    first = keep(cast, at=now - timedelta(days=2))
    facts = {**PLANNING, "impact.manner": True}
    assess(scope=project.pk, facts=facts, judgement="A", by=cast.amira.pk, at=now - timedelta(days=1), on=now.date(), seen=0)  # fmt: skip
    before = [file.content for file in chapter_duties.rows(project.pk)]
    words = str(list(chapter_duties.tell(project.pk)))
    assert FORUM["title"] in words and "not by law" in words and "The forum asked for it" in words
    assert b'"OWN-forum"' in b"".join(each for each in before if isinstance(each, bytes))
    keep(cast, at=now, seen=first.pk, values={"details": {**FORUM, "title": "Something else"}}, reason="Changed")
    keep(cast, at=now, key="own-later", values={"details": {**FORUM, "title": "Added later"}})
    assert [file.content for file in chapter_duties.rows(project.pk)] == before
    assert str(list(chapter_duties.tell(project.pk))) == words


def test_what_is_due_for_review_is_counted(amira: Client, cast: Cast) -> None:
    keep(cast, values={"details": {**FORUM, "review_by": "2026-01-31"}})
    keep(cast, key="own-later", values={"details": {**FORUM, "title": "Not yet", "review_by": "2099-01-31"}})
    page = text(amira, f"{HOME}review/")
    assert FORUM["title"] in page and "Saturday 31 January 2026" in page and "Not yet" not in page
    listed = len(re.findall(r"Due since", page))
    assert re.search(rf"{listed} entr(y is|ies are) due for review", page)
