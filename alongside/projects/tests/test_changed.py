"""What the public page says when a date moves or is missed: from when to when, why, how late, whom to ask."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from alongside.core.dates import in_words, with_clock
from alongside.projects import actions
from alongside.projects.models import Move, Project, State
from alongside.projects.tests.makers import project
from alongside.record.models import Entry
from alongside.record.timeline import timeline
from tests.browser import Visitor
from tests.cast import Cast, login

PAGE = "/northmere/projects/blood-tests/"
TEAM = "/team/northmere/projects/blood-tests/"


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


def words(client: Client, path: str = PAGE) -> str:
    cache.clear()
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def later(number: int) -> datetime:
    return timezone.now() + timedelta(days=number)


def extend(made: Project, cast: Cast, until: datetime, reason: str, **more: Any) -> None:
    facts: dict[str, Any] = {"findings_by": made.findings_by, **more}
    actions.extend(project=made, reason=reason, closes_at=until, by=cast.amira.pk, at=timezone.now(), **facts)


@pytest.mark.parametrize("state", [State.UPCOMING, State.OPEN, State.PAUSED])
def test_an_extension_says_from_when_to_when_and_why_on_the_page_itself(
    client: Client, cast: Cast, state: State
) -> None:
    made = project(cast.northmere, state=state)
    was = made.closes_at
    extend(made, cast, later(60), "Snow kept people at home.")
    changed = f"The closing date changed from {with_clock(was)} to {with_clock(later(60))}."
    page = words(client)
    assert changed in page and "Snow kept people at home." in page
    extend(made, cast, later(70), "And the printer broke.")
    page = words(client)
    assert "And the printer broke." in page and "Snow" not in page
    run = words(client, f"{PAGE}how-this-was-run/")
    assert "Snow kept people at home." in run and "And the printer broke." in run
    said = [line.words for line in timeline(made.pk, limit=9) if "closing date" in line.words]
    assert f"moved the closing date from {with_clock(was)} to" in said[-1] and "Snow kept people at home." in said[-1]


def test_what_is_over_no_longer_matters_to_who_reads_the_page(client: Client, cast: Cast) -> None:
    made = project(cast.northmere)
    extend(made, cast, later(60), "Snow kept people at home.")
    Project.objects.update(closes_at=later(-1))
    assert "Snow" not in words(client)


def test_closing_early_and_opening_again_say_why(client: Client, cast: Cast) -> None:
    made = project(cast.northmere, state=State.PAUSED)
    now, by = timezone.now(), cast.amira.pk
    actions.resume(project=made, reason="The question is clear now.", by=by, at=now)
    page = words(client)
    assert "It was paused, and opened again on" in page and "The question is clear now." in page
    was = with_clock(made.closes_at)
    actions.close(project=made, reason="The clinic burned down.", findings_by=made.findings_by, by=by, at=now)
    page = words(client)
    assert f"It closed early. It was to close at {was}." in page and "The clinic burned down." in page
    assert "The question is clear now." not in page


def test_a_promised_day_moves_by_giving_a_new_one_with_a_reason_only(client: Client, cast: Cast) -> None:
    made = project(cast.northmere)
    was = made.findings_by
    lead = login(Client(), cast.amira)
    assert "findings_by" not in lead.get(f"{TEAM}edit/dates/").content.decode()
    new = days(80)
    form = {"reason": "So many answered.", "findings_by_day": new.day, "findings_by_month": new.month}
    form |= {"findings_by_year": new.year}
    for wrong, says in (
        ({**form, "reason": ""}, "Enter the reason"),
        ({**form, "findings_by_year": 2020}, "must be in the future"),
        ({**form, **dict(zip(("findings_by_day", "findings_by_month", "findings_by_year"), (was.day, was.month, was.year), strict=True))}, "That is the date that people know already"),
        ({**form, **dict(zip(("findings_by_day", "findings_by_month", "findings_by_year"), (days(3).day, days(3).month, days(3).year), strict=True))}, "must be after the closing date"),
    ):  # fmt: skip
        answer = lead.post(f"{TEAM}new-date/", wrong)
        assert answer.status_code == 422 and says in answer.content.decode(), says
    assert lead.post(f"{TEAM}new-date/", form).status_code == 302
    page = words(client)
    assert f"The date for what we heard changed from {in_words(was)} to {in_words(new)}." in page
    assert "So many answered." in page
    (entry,) = Entry.objects.filter(verb="project.promised")
    assert entry.readable.words["reason"] == "So many answered."
    assert "A new date for what you heard" in words(lead, TEAM)


def test_extending_with_a_later_promise_says_both(client: Client, cast: Cast) -> None:
    made = project(cast.northmere)
    extend(made, cast, later(60), "Snow.", findings_by=days(120))
    page = words(client)
    assert "The closing date changed" in page and "The date for what we heard changed" in page
    assert Move.objects.filter(to="promised").count() == 1


def test_findings_that_are_late_are_said_to_be_with_an_apology_and_whom_to_ask(client: Client, cast: Cast) -> None:
    project(cast.northmere, state=State.CLOSED, findings_by=days(-3), contact_phone="020 7946 0111")
    page = words(client)
    late = f"We promised to publish what we heard by {in_words(days(-3))}. We are 3 days late, and we are sorry."
    assert f"{late} Ask Jo Reid on 020 7946 0111." in page and ">Late</strong>" in page
    assert "We will publish what we heard by" not in page.split("Updates</h2>")[0]
    assert "We promised what we heard, and are late" in page
    assert f"Late: we promised what we heard by {in_words(days(-3))}" in words(client, "/northmere/projects/")


def test_on_the_day_itself_nothing_is_late(client: Client, cast: Cast) -> None:
    project(cast.northmere, state=State.CLOSED, findings_by=days(0))
    page = words(client)
    assert "sorry" not in page and f"We will publish what we heard by {in_words(days(0))}." in page


def test_a_pause_that_says_nothing_more_is_late(client: Client, cast: Cast) -> None:
    project(cast.northmere, state=State.PAUSED, pause_next_on=days(-1))
    page = words(client)
    assert f"We promised to say what happens next by {in_words(days(-1))}. We are 1 day late, and we are sorry." in page
    assert "We will say what happens next" not in page and "Answers already sent are safe" in page
    assert f"Late: we promised to say more by {in_words(days(-1))}" in words(client, "/northmere/projects/")


def test_a_decision_day_that_has_passed_is_said_so(client: Client, cast: Cast) -> None:
    project(cast.northmere, state=State.CLOSED, decides_on=days(-1))
    assert f"The decision was due on {in_words(days(-1))}." in words(client)


@pytest.mark.parametrize("state", [State.DRAFT, State.ANSWERED])
def test_no_new_date_before_publishing_or_after_the_answer(cast: Cast, state: State) -> None:
    project(cast.northmere, state=state)
    assert login(Client(), cast.amira).get(f"{TEAM}new-date/").status_code == 409


@pytest.mark.browser
@pytest.mark.parametrize("state", [State.OPEN, State.PAUSED, State.CLOSED])
def test_changes_and_lateness_are_accessible_and_fit_a_phone(phone: Visitor, cast: Cast, state: State) -> None:
    made = project(cast.northmere, state=state, pause_next_on=days(-1), lead=cast.amira.pk)
    Project.objects.update(findings_by=days(-3) if state is State.CLOSED else made.findings_by)
    Move.objects.create(
        project=made, to="closed" if state is State.CLOSED else "extended", reason="Snow.", was=later(-2),
        becomes=later(9), by=made.pk,
    )  # fmt: skip
    phone.goes_to(PAGE).sees("Snow.").is_accessible().fits(320)
    phone.logs_in(cast.amira).goes_to(f"{TEAM}new-date/").sees("Give a new date").is_accessible().fits(320)
