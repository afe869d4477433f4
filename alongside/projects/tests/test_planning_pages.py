"""What pages of planning say is what was checked: verdicts, invitations, emptied words, reasons, signatures."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alongside.groups import actions as groups
from alongside.messaging.models import Message
from alongside.people.accounts import teams
from alongside.people.accounts.models import Membership
from alongside.plans import assuring, consulting, writing
from alongside.plans.models import CoAuthor, Submission
from alongside.plans.sheets import TEMPLATES
from alongside.projects import assurance, chapter_plan
from alongside.projects.inviting import invite
from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from alongside.projects.views.sheets import SAME_MOMENT
from alongside.questionnaires.types import Answer
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
TEAM = "/team/northmere/projects/ward/"


def read_by_a_group(cast: Cast, project: Project, verdict: str) -> Submission:
    now = timezone.now()
    group = groups.make(
        organisation=cast.northmere, name="Carers", kind="assurance", purpose="", by=cast.amira.pk, at=now
    )
    groups.let_in(
        group=group,
        name="Grace",
        email="grace@people.example",
        role="",
        lived_experience=True,
        chairs=True,
        format="web",
        since=now.date(),
        by=cast.amira,
    )
    given = assuring.submit(
        scope=project.pk,
        group=group,
        stage="plan",
        ask="assure",
        summary="In short",
        paragraphs=assurance.paragraphs(project, cast.northmere, now),
        meeting_on=None,
        by=cast.amira.pk,
        at=now,
    )
    return assuring.conclude(
        submission=given, verdict=verdict, reasons="Too soon.", conditions=[], by=cast.ben.pk, at=now
    )


def test_a_group_that_says_not_yet_is_heard_on_the_workspace_of_an_engagement_too(cast: Cast) -> None:
    made = make_project(cast.northmere, "ward", State.DRAFT)
    client = login(Client(), cast.amira)
    before = client.get(TEAM).content.decode()
    read_by_a_group(cast, made, "not-yet")
    after = client.get(TEAM).content.decode()
    assert "Nothing stops you" not in after and before != after


def test_words_emptied_after_a_group_read_them_are_noticed(cast: Cast) -> None:
    made = make_project(cast.northmere, "ward", State.DRAFT, can_change="Where the beds are")
    read = read_by_a_group(cast, made, "assured")
    assert "assurance-changed" not in [each.key for each in assurance.checks(made, "northmere")]
    made.can_change = ""
    made.save()
    assert "assurance-changed" in [each.key for each in assurance.checks(made, "northmere")]
    again = assuring.submit(
        scope=made.pk,
        group=read.group,
        stage="plan",
        ask="assure",
        summary="In short",
        paragraphs=assurance.paragraphs(made, cast.northmere, timezone.now()),
        meeting_on=None,
        by=cast.amira.pk,
        at=timezone.now(),
    )
    assert assurance.numbered(again)[1] == ["What can change"]


def test_who_left_and_is_invited_again_gets_in_and_is_told(cast: Cast) -> None:
    made = make_project(cast.northmere, "ward", State.DRAFT)
    sheet = writing.begin(scope=made.pk, template="plan", by=cast.amira.pk, at=timezone.now())

    def ask() -> CoAuthor:
        return invite(
            project=made,
            sheet=sheet,
            name="Grace",
            email="grace@people.example",
            sections=["purpose"],
            by=cast.amira,
            at=timezone.now(),
        )

    first = ask()
    ask()
    assert Message.objects.count() == 1
    CoAuthor.objects.update(at=timezone.now() - timedelta(days=30))
    teams.remove_colleague(membership=Membership.objects.get(person=first.person, until=None), by=cast.amira)
    again = ask()
    membership = Membership.objects.get(person=first.person, until=None)
    assert again.until is None and again.at >= membership.since - SAME_MOMENT and Message.objects.count() == 2


def test_the_public_reads_each_reason_once_and_under_what_it_was_for(cast: Cast, client: Client) -> None:
    made = make_project(cast.northmere, "ward", State.OPEN)
    for key, reason in (
        ("offline", "A line opens Monday"),
        ("decide-e-g4-1", "It waits"),
        ("decide-e-g4-2", "It waits"),
    ):
        made.overrides.create(check_key=key, reason=reason, by=cast.ben.pk)
    page = client.get("/northmere/projects/ward/how-this-was-run/").content.decode()
    first = page.index("What was missing when it was published")
    later = page.index("What was missing when it was closed, decided or answered")
    assert first < page.index("A line opens Monday") < later < page.index("It waits") and page.count("It waits") == 1


def test_only_what_was_signed_is_said_to_be_approved(cast: Cast, client: Client) -> None:
    made = make_project(cast.northmere, "ward", State.OPEN)
    now, by = timezone.now(), cast.amira.pk
    sheet = writing.begin(scope=made.pk, template="equality-before", by=by, at=now)
    first = TEMPLATES["equality-before"].definition.sections[0]

    def write(words: str) -> None:
        newest = writing.filled(sheet).newest.get(first.key)
        writing.keep(
            sheet=sheet,
            section=first,
            answers={"aim": Answer(words)},
            complete=False,
            seen=newest.number if newest else 0,
            by=by,
            at=timezone.now(),
        )

    write("One")
    writing.approve(found=writing.filled(sheet), review_on=None, by=by, at=now)
    writing.publish(sheet=sheet, public=True, by=by, at=now)
    path = "/northmere/projects/ward/how-this-was-run/equality-before/"
    assert "Approved on" in client.get(path).content.decode()
    write("Two")
    sheet.refresh_from_db()
    writing.publish(sheet=sheet, public=True, by=by, at=timezone.now())
    assert "Approved on" not in client.get(path).content.decode()
    assert "Changed since" in login(Client(), cast.amira).get(TEAM + "assessments/").content.decode()


def test_the_pack_says_what_a_group_said_and_what_was_done_on_which_day(cast: Cast) -> None:
    made = make_project(cast.northmere, "ward", State.DRAFT)
    read_by_a_group(cast, made, "not-yet")
    values = {"on": date(2026, 11, 2), "who": "Eastvale scrutiny", "told": None, "document": "", "words": ""}
    consulting.step(scope=made.pk, item="E-HOSC-1", values=values, by=cast.amira.pk, at=timezone.now())
    held = {each.path: b"".join(each.blocks()).decode() for each in chapter_plan.rows(made.pk)}
    assert '"Carers"' in held["plan/assurance.jsonl"] and "Too soon." in held["plan/assurance.jsonl"]
    assert "Eastvale scrutiny" in held["plan/dated-steps.jsonl"] and "Grace" not in "".join(held.values())
    told = {each.heading: each.tables[0].rows for each in chapter_plan.tell(made.pk) if each.tables}
    assert told["Assurance"][0][1:] == ("Carers", "Not yet", "Too soon.")
    assert told["Steps with a day"][0][1] == "Eastvale scrutiny"


def test_a_long_log_of_options_is_read_page_by_page_and_found_by_title(cast: Cast) -> None:
    made = make_project(cast.northmere, "ward", State.DRAFT)
    for number in range(1, 24):
        consulting.add_option(
            scope=made.pk,
            values={"title": f"Site {number:02}", "origin": "team"},
            on=date(2027, 1, 5),
            by=cast.amira.pk,
            at=timezone.now(),
        )
    client = login(Client(), cast.amira)
    first, second, one, none = (client.get(f"{TEAM}options/{query}").content.decode() for query in ("", "?page=2", "?q=site+07", "?q=x&page=9"))  # fmt: skip
    assert "Site 20" in first and "Site 21" not in first and "Page 2 of 2" in first
    assert "Site 21" in second and "Site 20" not in second
    assert "1 option found" in one and "Site 07" in one and "Site 08" not in one and "See all options" in one
    assert "0 options found" in none


def test_before_publishing_a_formal_consultation_little_is_asked(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Twelve, and one for what a group has read of it."""
    made = make_project(cast.northmere, "ward", State.DRAFT, formal_consultation=True)
    read_by_a_group(cast, made, "assured")
    for number in range(20):
        consulting.add_option(scope=made.pk, values={"title": f"Option {number}", "origin": "team"}, on=timezone.localdate(), by=cast.amira.pk, at=timezone.now())  # fmt: skip
    client = login(Client(), cast.amira)
    client.get(f"{TEAM}ready/")
    with django_assert_max_num_queries(13):
        page = client.get(f"{TEAM}ready/")
    assert "Evidence missing: a log of options" in page.content.decode()
