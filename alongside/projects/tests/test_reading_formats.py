"""Members of a group read in their own formats: promised for a day when something is put before them, until it was sent."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alongside.groups import actions as groups
from alongside.groups.models import Group, Member
from alongside.knowledge.holidays import working_days_after
from alongside.people.accounts.models import Person
from alongside.plans import assuring
from alongside.plans.models import FormatPromise, Submission
from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from alongside.record.models import Entry
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
TEAM = "/team/northmere/projects/ward/"


@pytest.fixture
def ward(cast: Cast) -> Project:
    return make_project(cast.northmere, "ward", State.DRAFT)


def group_of(cast: Cast, *formats: str) -> Group:
    by, today = cast.amira, timezone.localdate()
    made = groups.make(organisation=cast.northmere, name="Carers", kind="assurance", purpose="", by=by.pk, at=timezone.now())  # fmt: skip
    for number, each in enumerate(formats):
        groups.let_in(group=made, name=f"Grace {number}", email=f"grace{number}@people.example", role="", lived_experience=True, chairs=False, format=each, since=today, by=by)  # fmt: skip
    return made


def put(cast: Cast, project: Project, group: Group, *, on: date | None = None) -> Submission:
    return assuring.submit(scope=project.pk, group=group, stage="plan", ask="assure", summary="In short", paragraphs=[{"heading": "Why", "text": "Because."}], meeting_on=on, by=cast.amira.pk, at=timezone.now())  # fmt: skip


def test_who_reads_otherwise_is_promised_it_once(cast: Cast, ward: Project) -> None:
    group = group_of(cast, "web", "easy-read", "large-print")
    put(cast, ward, group)
    put(cast, ward, group)  # the same again
    held = {each.format: each for each in FormatPromise.objects.all()}
    assert held.keys() == {"easy-read", "large-print"}
    today = timezone.localdate()
    assert held["easy-read"].due_on == working_days_after(today, 15) and held["easy-read"].owner == cast.amira.pk
    assert held["large-print"].due_on == working_days_after(today, 5)
    assert Entry.objects.filter(chain__scope=ward.pk, verb="assurance.format-promised").count() == 1


def test_it_is_there_with_the_papers_of_the_meeting(cast: Cast, ward: Project) -> None:
    on = timezone.localdate() + timedelta(days=60)
    group = group_of(cast, "easy-read", "paper")
    put(cast, ward, group, on=on)
    held = {each.format: each.due_on for each in FormatPromise.objects.all()}
    assert held == {"easy-read": working_days_after(on, -10), "paper": on - timedelta(days=7)}
    FormatPromise.objects.all().delete()
    groups.meet(group=group, on=on, place="", papers_on=on - timedelta(days=20), by=cast.amira.pk)
    Submission.objects.all().delete()
    put(cast, ward, group, on=on)
    assert set(FormatPromise.objects.values_list("due_on", flat=True)) == {on - timedelta(days=20)}


def test_the_member_sees_the_day_asks_for_another_and_the_lead_says_what_was_sent(cast: Cast, ward: Project) -> None:
    group = group_of(cast, "easy-read")
    put(cast, ward, group)
    grace = login(Client(), Person.objects.get(name="Grace 0"))
    assert "Easy Read:</strong> you get it by" in grace.get(f"{TEAM}assurance/1/").content.decode()
    assert grace.post(f"{TEAM}assurance/1/format/", {}).status_code == 422
    for _twice in range(2):
        assert grace.post(f"{TEAM}assurance/1/format/", {"format": "audio", "always": "on"}).status_code == 302
    assert Member.objects.get().format == "audio" and FormatPromise.objects.count() == 2

    amira = login(Client(), cast.amira)
    late = FormatPromise.objects.get(format="audio")
    FormatPromise.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    page = amira.get(f"{TEAM}assurance/").content.decode()
    assert "Grace 0: Audio" in page and "Late" in page
    path = f"{TEAM}assurance/formats/{late.pk}/"
    assert amira.post(path, {"words": ""}).status_code == 422
    assert amira.post(path, {"words": "A CD, by post."}).status_code == 302
    amira.post(path, {"words": "Something else."})
    late.refresh_from_db()
    assert late.sent == "A CD, by post." and late.sent_by == cast.amira.pk
    assert "A CD, by post." in grace.get(f"{TEAM}assurance/1/").content.decode()
    assert login(Client(), cast.ben).post(path, {"words": "No."}).status_code == 403
    assert amira.get(f"{TEAM}assurance/1/format/").status_code == 403, "only a member asks"


def test_thirty_members_cost_what_one_does(
    cast: Cast, ward: Project, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    put(cast, ward, group_of(cast, *["easy-read"] * 30))
    amira = login(Client(), cast.amira)
    amira.get(f"{TEAM}assurance/")
    with django_assert_max_num_queries(12):
        amira.get(f"{TEAM}assurance/")
