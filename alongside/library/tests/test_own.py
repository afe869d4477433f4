"""What an organisation asks of itself, and its own times and rates: applied on their days, here alone, never silently."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.knowledge.facts import Facts
from alongside.knowledge.rules import Finding, duties_that_apply
from alongside.knowledge.timetable import Plan, timetable
from alongside.knowledge.timings import timings
from alongside.library import actions, duties, values
from alongside.library.models import OwnEntry
from alongside.organisations.lead_times import promised
from alongside.organisations.models import Organisation
from alongside.plans.actions import assess
from alongside.projects import chapter_duties
from alongside.projects.models import Project
from alongside.projects.tests.makers import project as make_project
from alongside.record.models import Detail
from alongside.record.timeline import timeline
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
HOME = "/team/northmere/library/"
FORUM: dict[str, Any] = {
    "title": "The patient forum sees it first",
    "requires": "Every change of opening hours is shown to the patient forum first.",
    "source": "Board minute 12, March 2026",
    "seen": "2026-03",
    "link": "https://example.org/minute",
    "hardness": "POL",
    "confidence": "H",
    "join": "all",
    "answers": ["impact.manner=yes", "bodies=ICB"],
    "evidence": ["E-G1-5"],
    "valid_from": "2026-01-01",
    "valid_to": "2027-12-31",
    "review_by": "2027-06-30",
}
PLANNING: Facts = {"bodies": ("ICB",), "stage": "planning"}


def keep(cast: Cast, at: datetime | None = None, **more: Any) -> OwnEntry:
    wanted: dict[str, Any] = {
        "key": "own-forum",
        "reason": "The forum asked for it",
        "seen": None,
        "values": {"details": FORUM},
    }
    return actions.keep(
        organisation=cast.northmere, kind="duty", by=cast.amira.pk, at=at or timezone.now(), **{**wanted, **more}
    )  # fmt: skip


def set_value(cast: Cast, key: str = "TIM-01", value: str = "6", kind: str = "timing", **more: Any) -> OwnEntry:
    told = {"entry": key, "value": value, "shipped": "?", "day": "?"}
    wanted = {"since": date(2026, 5, 1), "source": "Policy", "reason": "Four was too short", "seen": None, **more}
    return actions.set_value(
        organisation=cast.northmere, kind=kind, key=key, value=value, by=cast.amira.pk, at=timezone.now(), told=told, **wanted
    )  # fmt: skip


def judged(organisation: Organisation, facts: Facts, on: date) -> Finding:
    found = duties_that_apply(facts, duties.asked_now(organisation).known, on=on)
    return next(each for each in found if each.duty.id == "OWN-forum")


@pytest.fixture
def amira(client: Client, cast: Cast) -> Client:
    cache.clear()
    return login(client, cast.amira)


@pytest.fixture
def project(cast: Cast) -> Project:
    return make_project(cast.northmere, "clinics", lead=cast.amira.pk)


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def posted(**changed: Any) -> dict[str, Any]:
    plain = {key: FORUM[key] for key in ("title", "requires", "source", "link", "hardness", "confidence", "join")}
    answers = {f"answer_{at}": each for at, each in enumerate(FORUM["answers"], 1)}
    days = {
        **day("seen", date(2026, 3, 1)),
        **day("valid_from", date(2026, 1, 1)),
        **day("review_by", date(2027, 6, 30)),
    }
    return {
        **plain,
        **answers,
        **days,
        "evidence": ["E-G1-5"],
        "reason": "The forum asked for it",
        "seen": "",
        **changed,
    }


# ── Duties ──


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
    assert [each.verb for each in _entries()] == ["library.duty-added", "library.duty-changed", "library.duty-ended"]
    assert "ended what we ask of ourselves: Seen first. Why: Over" in [
        each.words for each in timeline(cast.northmere.pk)
    ]


def _entries() -> list[Any]:
    return [each.entry for each in Detail.objects.select_related("entry").order_by("entry__seq")]


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


# ── Times and rates ──


def test_the_timetable_takes_ones_own_and_says_so(amira: Client, cast: Cast, project: Project) -> None:
    Project.objects.filter(pk=project.pk).update(
        level="consult", decides_on=timezone.localdate() + timedelta(days=300), formal_consultation=False
    )
    page = text(amira, "/team/northmere/projects/clinics/timetable/")
    assert "Your organisation’s" not in page
    set_value(cast, since=date(2026, 5, 1))
    page = text(amira, "/team/northmere/projects/clinics/timetable/")
    assert "Your organisation’s: 6 weeks, since 1 May 2026 (comes with Alongside: 4 weeks)." in page
    assert "shorter" not in page


def test_ones_own_minimum_moves_the_latest_day() -> None:
    plan = Plan(date(2027, 3, 25), "consult", False, (), (), date(2026, 11, 2))
    longer = {**timings(), "TIM-01": replace(timings()["TIM-01"], value=8)}
    assert timetable(plan).phase("involve").start - timetable(replace(plan, timings=longer)).phase("involve").start >= timedelta(weeks=3)  # fmt: skip
    assert not [each for each in timetable(plan).warnings if "Planning had to begin" in each.words]
    assert [each for each in timetable(replace(plan, timings={**timings(), "TIM-01": replace(timings()["TIM-01"], value=20)})).warnings if "Planning had to begin" in each.words]  # fmt: skip


def test_the_checks_before_publishing_take_ones_own(amira: Client, cast: Cast, project: Project) -> None:
    now = timezone.now()
    Project.objects.filter(pk=project.pk).update(
        formal_consultation=True, published_at=None, opens_at=now + timedelta(days=30), closes_at=now + timedelta(days=30 + 91)
    )  # fmt: skip
    assert "It is open for 12 weeks or more" in text(amira, "/team/northmere/projects/clinics/ready/")
    set_value(cast, "TIM-02", "16")
    page = text(amira, "/team/northmere/projects/clinics/ready/")
    assert "A formal consultation is usually open for 16 weeks" in page
    assert "Your organisation’s: 16 weeks, since 1 May 2026 (comes with Alongside: 12 weeks)." in page


def test_a_value_counts_from_its_day_and_going_back_is_an_act(cast: Cast) -> None:
    def weeks(on: date) -> int:
        return values.lengths(cast.northmere, on).timings["TIM-01"].value

    first = set_value(cast, since=date(2026, 5, 1))
    assert (weeks(date(2026, 4, 30)), weeks(date(2026, 5, 1))) == (4, 6)
    second = set_value(cast, value="8", since=date(2027, 1, 1), seen=first.pk)
    assert (weeks(date(2026, 12, 31)), weeks(date(2027, 1, 1))) == (6, 8), "what stood before counts until then"
    set_value(cast, value="", source="", since=date(2027, 6, 1), reason="Enough", seen=second.pk)
    assert (weeks(date(2027, 5, 31)), weeks(date(2027, 6, 1))) == (8, 4)
    assert [each.verb for each in _entries()] == ["library.value-set", "library.value-set", "library.value-back"]


def test_less_than_the_law_asks_is_refused(amira: Client, cast: Cast) -> None:
    with pytest.raises(values.AgainstLaw):
        set_value(cast, "TIM-11", "3")
    path = f"{HOME}times-and-rates/timing/TIM-11/"
    sent = {"value": "3", "source": "Standing orders", "reason": "Faster", "seen": "", **day("since", date(2026, 5, 1))}
    answer = amira.post(path, sent)
    assert answer.status_code == 422 and "The law asks 5 working days. Enter 5 or more" in answer.content.decode()
    assert not OwnEntry.objects.exists()
    assert amira.post(path, {**sent, "value": "7"}).status_code == 302


def test_less_than_a_policy_is_allowed_and_said(amira: Client, cast: Cast) -> None:
    path = f"{HOME}times-and-rates/timing/TIM-01/"
    sent = {"value": "2", "source": "Policy", "reason": "Small changes", "seen": "", **day("since", date(2026, 5, 1))}
    assert amira.post(path, sent).status_code == 302
    for where in (path, f"{HOME}times-and-rates/"):
        assert "This is shorter than what comes with Alongside." in text(amira, where)
    page = text(amira, path)
    assert "Small changes" in page and cast.amira.name in page and "2 weeks, from 1 May 2026. Source: Policy" in page
    assert "set our own for “The shortest consultation”: 2 weeks from 1 May 2026 (comes with Alongside: 4 weeks). Why: Small changes" in [each.words for each in timeline(cast.northmere.pk)]  # fmt: skip
    now = OwnEntry.objects.get()
    back = {"back": "yes", "reason": "", "seen": str(now.pk), **day("since", timezone.localdate())}
    assert "Enter why" in amira.post(path, back).content.decode()
    assert amira.post(path, {**back, "reason": "Too short after all"}).status_code == 302
    page = text(amira, path)
    assert "What comes with Alongside, from" in page and "Too short after all" in page
    assert amira.post(path, {**sent, "value": "5"}).status_code == 409, "somebody went back meanwhile"


def test_a_later_day_for_findings_is_longer(cast: Cast, amira: Client) -> None:
    set_value(cast, "TIM-06", "20")
    assert "This is longer than what comes with Alongside." in text(amira, f"{HOME}times-and-rates/")


def test_days_of_a_format_are_promised_from_today(amira: Client, cast: Cast) -> None:
    path = f"{HOME}times-and-rates/lead-time/audio/"
    answer = amira.post(path, {"value": "7", "source": "Our supplier", "reason": "A new supplier", "seen": ""})
    assert answer.status_code == 302
    held = Organisation.objects.get(pk=cast.northmere.pk)
    assert held.lead_times == {"audio": {"days": 7, "since": timezone.localdate().isoformat()}}
    assert "Your organisation’s: 7 working days" in text(amira, path)
    now = OwnEntry.objects.get()
    amira.post(path, {"back": "yes", "reason": "Not kept", "seen": str(now.pk)})
    assert promised(Organisation.objects.get(pk=cast.northmere.pk))["audio"].since is None


@pytest.mark.parametrize("typed", ["", "0", "91", "soon", "7.5", "-1"])
def test_days_that_cannot_be_are_refused(amira: Client, typed: str) -> None:
    sent = {"value": typed, "source": "x", "reason": "y", "seen": ""}
    answer = amira.post(f"{HOME}times-and-rates/lead-time/braille/", sent)
    assert answer.status_code == 422 and "Enter a whole number from 1 to 90" in answer.content.decode()


def test_a_rate_stands_beside_the_published_one(amira: Client, cast: Cast, project: Project) -> None:
    path = f"{HOME}times-and-rates/rate/PAY-02r-2/"
    sent = {
        "value": "20",
        "source": "Payment policy",
        "reason": "What we can pay",
        "seen": "",
        **day("since", date(2026, 5, 1)),
    }
    assert amira.post(path, sent).status_code == 302
    page = text(amira, "/team/northmere/projects/clinics/budget/add/")
    assert "Your organisation’s: £20.00, since 1 May 2026 (comes with Alongside: £27.50). This is less than what comes with Alongside." in page  # fmt: skip


def test_a_viewer_reads_and_changes_nothing(client: Client, cast: Cast) -> None:
    keep(cast)
    cache.clear()
    viewer = login(client, cast.ana)
    assert "Set your own" not in text(viewer, f"{HOME}times-and-rates/timing/TIM-01/")
    assert "Add what you ask" not in text(viewer, f"{HOME}law/")
    viewer.post(f"{HOME}times-and-rates/timing/TIM-01/", {"value": "9", "source": "x", "reason": "y", **day("since", date(2026, 5, 1))})  # fmt: skip
    assert OwnEntry.objects.count() == 1
    for path in ("law/own-forum/change/", "add-to-law/"):
        assert viewer.get(HOME + path).status_code == 403
    for path in ("law/none/", "times-and-rates/timing/TIM-13/", "times-and-rates/none/TIM-01/"):
        text(viewer, HOME + path, 404)


def test_many_of_ones_own_cost_no_more_queries(amira: Client, cast: Cast, project: Project) -> None:
    facts = {**PLANNING, "impact.manner": True}
    assess(scope=project.pk, facts=facts, judgement="A", by=cast.amira.pk, at=timezone.now(), on=date(2026, 11, 27), seen=0)  # fmt: skip
    at = datetime(2026, 6, 1, 12, tzinfo=UTC)
    here = "/team/northmere/projects/clinics/"
    pages = [
        f"{HOME}law/",
        f"{HOME}review/",
        f"{HOME}times-and-rates/",
        HOME,
        here,
        f"{here}duties/",
        f"{here}timetable/",
    ]
    OwnEntry.objects.bulk_create(
        OwnEntry(organisation=cast.northmere, kind=kind, key=key, details=details, reason="x", by=cast.amira.pk, at=at, ended_at=ended)
        for number in range(100)
        for kind, key, details, ended in (
            ("duty", f"own-{number}", FORUM, None),
            ("timing", "TIM-01", {"value": "6", "since": "2026-05-01", "source": "x"}, at),
        )
    )  # fmt: skip
    for page in pages:
        with CaptureQueriesContext(connection) as caught:
            shown = text(amira, page)
        assert len(caught) <= 12, (page, len(caught))
        if page == here:
            applying = re.search(r"(\d+) apply", shown)
            assert applying and int(applying[1]) > 100
