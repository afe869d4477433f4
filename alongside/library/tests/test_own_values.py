"""An organisation's own times and rates: from their day on, in sight wherever they count, never under the law."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.knowledge.timetable import Plan, timetable
from alongside.knowledge.timings import timings
from alongside.library import values
from alongside.library.models import OwnEntry
from alongside.library.tests.own import FORUM, HOME, PLANNING, day, entries, keep, set_value, text
from alongside.organisations.lead_times import promised
from alongside.organisations.models import Organisation
from alongside.plans.actions import assess
from alongside.projects.models import Project
from alongside.record.timeline import timeline
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db


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
    assert [each.verb for each in entries()] == ["library.value-set", "library.value-set", "library.value-back"]


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
    for nothing in ("0", "0.00", "-1"):
        refused = amira.post(path, {**sent, "value": nothing})
        assert refused.status_code == 422 and "Enter an amount in pounds" in refused.content.decode()
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
