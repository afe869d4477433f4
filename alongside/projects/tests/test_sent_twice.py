"""Every form of planning that adds something, sent twice as a browser sends it: one row, one line in the record, the
same page. Somebody who goes back and writes something else has written something else."""

import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, models
from django.test import Client
from django.utils import timezone

from alongside.documents.models import Document
from alongside.groups import actions as groups
from alongside.groups.models import Group, Meeting, Member
from alongside.people.accounts.models import Membership
from alongside.plans import assuring, consulting, writing
from alongside.plans.models import (
    ActivityTask,
    AdviceRequest,
    BudgetLine,
    ChangeOption,
    Comment,
    Confirmation,
    DatedStep,
    Decision,
    Exemption,
    OptionStanding,
    PlannedActivity,
    Remark,
    ScheduledNotice,
    Statement,
    Submission,
    TeamMember,
)
from alongside.projects import actions
from alongside.projects.models import Project, ProjectDate, State, Update
from alongside.projects.tests.makers import project as make_project
from alongside.record.models import Entry
from tests.cast import Cast, login

HOUSE = "/team/northmere/"
HOME = f"{HOUSE}projects/ward/"
Values = Mapping[str, Any]


def day(name: str, year: int = 2026) -> Values:
    return {f"{name}_day": "2", f"{name}_month": "3", f"{name}_year": str(year)}


OPTION = {"title": "One site", "origin": "team"}
DECISION = {"body": "The board", **day("decided_on"), "decided": "One site.", "reasons": "It is near."}
ADDING: list[tuple[str, str, Values, type[models.Model]]] = [
    ("option", HOME + "options/add/", OPTION, ChangeOption),
    ("standing", HOME + "options/1/standing/", {"standing": "discarded", "reason": "Far.", **day("on")}, OptionStanding),
    ("cost", HOME + "budget/add/", {"category": "access", "what": "Lifts", "people": "1", "times": "1", "each": "9"}, BudgetLine),
    ("team", HOME + "plan/team/", {"name": "Grace", "part": "lived", "does": ""}, TeamMember),
    ("step", HOME + "evidence/e-hosc-1/", {**day("on"), "who": "Scrutiny", **day("told")}, DatedStep),
    ("statement", HOME + "evidence/e-g1-3/", {"shows": "yes", "words": "It was declared."}, Statement),
    ("confirmation", HOME + "decision/reading/", {"name": "Grace", "role": "Chair", "document": "case", **day("read_on")}, Confirmation),
    ("decision", HOME + "decision/record/", DECISION, Decision),
    ("advice", HOUSE + "advice/", {"about": "Move it?", "size": "small"}, AdviceRequest),
    ("exemption", HOME + "assurance/exempt/", {"reason": "It is small."}, Exemption),
    ("submission", HOME + "assurance/submit/", {"group": "GROUP", "stage": "plan", "ask": "assure", "summary": "Short"}, Submission),
    ("remark", HOME + "assurance/1/paragraphs/1/", {"text": "Why?"}, Remark),
    ("comment", HOME + "sheets/plan/sections/SECTION/comment/", {"text": "Why?"}, Comment),
    ("date", HOME + "dates/", {**day("on"), "words": "Drop-in"}, ProjectDate),
    ("news", HOME + "updates/", {"title": "It begins"}, Update),
    ("document", HOME + "documents/", {"title": "The case"}, Document),
    ("project", HOUSE + "projects/start/", {"question": "Where?", "name": "Beds", "summary": "Beds."}, Project),
    ("notice", HOME + "methods/notices/add/", {"channel": "CHANNEL", "audience": "All", "what": "A poster", **day("on", 2099), "status": "planned"}, ScheduledNotice),
    ("activity", HOME + "activities/add/", {"method": "drop-in", "title": "Stall", "kind": "consult", "times": "1", "people": "9"}, PlannedActivity),
    ("task", HOME + "activities/ACTIVITY/tasks/add/", {"words": "Book it", **day("due_on", 2099)}, ActivityTask),
    ("group", HOUSE + "groups/", {"name": "Carers", "kind": "assurance"}, Group),
    ("member", HOUSE + "groups/GROUP/", {"let-in": "yes", "name": "Omar", "email": "omar@people.example", "format": "web"}, Member),
    ("meeting", HOUSE + "groups/GROUP/", {"meet": "yes", **day("on", 2099), **day("papers_on", 2098)}, Meeting),
]  # fmt: skip


@pytest.fixture
def put(cast: Cast) -> Callable[[str], str]:
    """A project with a group that Amira belongs to, and something of what others hang on. Fills in addresses."""
    now, by = timezone.now(), cast.amira.pk
    Membership.objects.filter(person=by).update(role="owner")
    made = make_project(cast.northmere, "ward", State.CLOSED, lead=by)
    group = groups.make(organisation=cast.northmere, name="Assurance", kind="assurance", purpose="", by=by, at=now)
    Member.objects.create(group=group, person=by, since=timezone.localdate())
    Document.objects.create(organisation=cast.northmere, scope=made.pk, slug="case", title="The first case")
    consulting.add_option(scope=made.pk, values={"title": "Both", "origin": "team"}, on=now.date(), by=by, at=now)
    paragraphs = [{"heading": "Why", "text": "It leaks."}]
    assuring.submit(scope=made.pk, group=group, stage="plan", ask="assure", summary="S", paragraphs=paragraphs, meeting_on=None, by=by, at=now)  # fmt: skip
    sheet = writing.begin(scope=made.pk, template="plan", by=by, at=now)
    planned = PlannedActivity.objects.create(scope=made.pk, method="drop-in", title="A stall", kind="consult", by=by, at=now)  # fmt: skip
    section = writing.TEMPLATES[sheet.template].definition.sections[0].key
    named = {"GROUP": str(group.pk), "SECTION": section, "ACTIVITY": str(planned.pk), "CHANNEL": "website"}

    def fill(text: str) -> str:
        return re.sub("|".join(named), lambda found: named[found[0]], text)

    return fill


def as_sent(client: Client, page: str, values: Values) -> dict[str, Any]:
    """What a browser sends: the hidden fields of the page, and what somebody typed."""
    shown = client.get(page)
    hidden = re.findall(r'<input type="hidden" name="(once|seen)" value="([^"]*)"', shown.content.decode())
    return {**{name: value.replace("&#34;", '"') for name, value in hidden}, **values}


def said(response: Any) -> str:
    assert response.status_code == 200, re.findall(r'href="#[^"]*">([^<]+)<', response.content.decode())
    return re.sub(r'name="(once|csrfmiddlewaretoken)" value="[^"]*"|nonce="[^"]*"', "", response.content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize(("page", "values", "kind"), [pytest.param(*row[1:], id=row[0]) for row in ADDING])
def test_sent_twice_is_once(cast: Cast, put: Callable[[str], str], page: str, values: Values, kind: Any) -> None:
    client = login(Client(), cast.amira)
    page = put(page)
    typed = {name: put(value) for name, value in values.items()}
    # A comment is typed on the page of its section.
    body = as_sent(client, page.removesuffix("comment/") if page.endswith("comment/") else page, typed)
    before = kind.objects.count()
    first = said(client.post(page, body, follow=True))
    lines = Entry.objects.count()
    assert kind.objects.count() == before + 1
    if "seen" in body and kind is Decision:  # a decision meanwhile is told of to another form, not to the same one
        assert body["seen"] == "0"
    assert said(client.post(page, body, follow=True)) == first
    assert (kind.objects.count(), Entry.objects.count()) == (before + 1, lines)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["option", "cost", "statement", "advice", "date", "news", "document", "project"])
def test_gone_back_and_written_otherwise_is_another(cast: Cast, put: Callable[[str], str], name: str) -> None:
    page, values, kind = next(row[1:] for row in ADDING if row[0] == name)
    client, before = login(Client(), cast.amira), kind._default_manager.count()
    body = as_sent(client, page, values)
    words = next(each for each in ("about", "words", "what", "title", "name") if each in values)
    other = {**body, words: "Something else"}
    for each in (body, other, other, body):
        said(client.post(page, each, follow=True))
    assert kind._default_manager.count() == before + 2


@pytest.mark.django_db
def test_a_form_of_one_project_is_not_taken_for_that_of_another(cast: Cast, put: Callable[[str], str]) -> None:
    other = make_project(cast.northmere, "clinic", State.DRAFT)
    client = login(Client(), cast.amira)
    body = as_sent(client, HOME + "options/add/", OPTION)
    client.post(HOME + "options/add/", body)
    client.post(f"{HOUSE}projects/clinic/options/add/", body)
    assert ChangeOption.objects.filter(scope=other.pk).count() == 1


@pytest.mark.django_db
def test_of_two_decisions_at_once_the_second_sees_the_first_and_can_still_be_recorded(
    cast: Cast, put: Callable[[str], str]
) -> None:
    amira, olu = login(Client(), cast.amira), login(Client(), cast.olu)
    page = HOME + "decision/record/"
    hers, theirs = as_sent(amira, page, DECISION), as_sent(olu, page, {**DECISION, "decided": "Both sites."})
    amira.post(page, hers)
    told = olu.post(page, theirs)
    assert told.status_code == 409 and Decision.objects.count() == 1
    shown = told.content.decode()
    assert "Somebody recorded a decision meanwhile" in shown and "One site." in shown and "Both sites." in shown
    again = dict(re.findall(r'<input type="hidden" name="(once|seen)" value="([^"]*)"', shown))
    assert olu.post(page, {**theirs, **again}).status_code == 302
    assert {each.decided for each in Decision.objects.all()} == {"One site.", "Both sites."}


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_the_very_same_moment_are_one(cast: Cast) -> None:
    made = make_project(cast.northmere, "ward", State.CLOSED)
    barrier = Barrier(2)

    def record(words: str) -> str:
        values = {"body": "Board", "decided_on": timezone.localdate(), "decided": words, "reasons": "Why", "minute": ""}
        try:
            barrier.wait(10)
            actions.decide(project=made, values=values, without=[], reason="", seen=0, by=cast.amira.pk, at=timezone.now(), id=uuid4())  # fmt: skip
        except consulting.DecidedMeanwhile:
            return "told"
        finally:
            connection.close()
        return "recorded"

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(record, ["One", "Two"])) == ["recorded", "told"]
    assert Decision.objects.count() == 1
