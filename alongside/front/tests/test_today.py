"""Today, beyond its first look: what cannot wait and for whom, one reach gap a project, and what the page costs."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory
from django.utils import timezone

from alongside.activities.models import Activity, Contribution
from alongside.analysis.models import ReachTable, Tally
from alongside.feedback.models import Promise
from alongside.messaging.models import Task
from alongside.moderation.models import ShownText, Worry
from alongside.organisations.models import OrganisationArea
from alongside.people.accounts.models import AccessNeed, Arrangement
from alongside.people.voices.models import Voice
from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.saved import SAVED_SETS
from alongside.tools.survey.models import Survey
from tests.cast import Cast, login, person

pytestmark = pytest.mark.django_db
TODAY = "/team/northmere/"


def words(client: Client) -> str:
    answer = client.get(TODAY)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def an_answer(to: Project, channel: str = "web") -> Contribution:
    activity = to.activities.first() or Activity.objects.create(project=to, tool="survey", title="Survey")
    voice = Voice.objects.create(scope=to.pk)
    return Contribution.objects.create(project=to, activity=activity, voice=voice, channel=channel)


def a_worry(to: Project, channel: str = "web", ago: int = 0) -> Worry:
    return Worry.objects.create(
        contribution=an_answer(to, channel),
        question="why",
        words="Secret words",
        raised_by=to.pk,
        raised_at=timezone.now() - timedelta(days=ago),
    )


def a_need(cast: Cast, to: Project, state: str = "to-do", *, shared: bool = True, number: int = 0) -> Arrangement:
    holder = person(f"somebody{number}-{to.slug}-{state}-{shared}")
    need = AccessNeed.objects.create(person=holder, need="bsl", shared_with_teams=shared, check_by=days(300))
    return Arrangement.objects.create(need=need, organisation=cast.northmere, scope=to.pk, state=state)


def a_task(cast: Cast, title: str, due: int, **more: Any) -> Task:
    return Task.objects.create(
        organisation=cast.northmere, **{"kind": "call", "title": title, "due_on": days(due), **more}
    )


def late_promises(cast: Cast, count: int) -> None:
    for number in range(count):
        Promise.objects.create(
            organisation=cast.northmere,
            you_said="x",
            words=f"promise {number}",
            owner="Jo",
            due_on=days(-number - 1),
            first_due_on=days(-number - 1),
        )


@pytest.fixture
def team(client: Client, cast: Cast) -> Client:
    return login(client, cast.amira)


def test_worries_come_first_and_only_to_those_who_may_read_them(team: Client, cast: Cast) -> None:
    clinics = project(cast.northmere)
    worry = a_worry(clinics, "paper")
    page = words(team)
    assert "Read a safety worry in a paper answer" in page and "Blood test clinics. Due today" in page
    assert f"/worries/{worry.pk}/" in page and "Secret words" not in page
    a_worry(clinics, ago=3)
    page = words(team)
    assert "Read 2 safety worries" in page and "3 days late" in page
    for colleague in (cast.dot, cast.ana, cast.ben):
        assert "safety" not in words(login(Client(), colleague))
    Worry.objects.update(closed_at=timezone.now(), closed_by=cast.amira.pk)
    assert "safety" not in words(team)


def test_access_needs_that_nobody_meets_are_for_today(team: Client, cast: Cast) -> None:
    clinics = project(cast.northmere)
    for number in range(2):
        a_need(cast, clinics, number=number)
    a_need(cast, clinics, "in-hand")
    a_need(cast, clinics, "met")
    a_need(cast, clinics, shared=False)
    a_need(cast, project(cast.northmere, "over", State.ANSWERED))
    page = words(team)
    assert "Meet 2 access needs" in page and "Nobody has taken it up" in page and "Meet 1" not in page
    assert "?project=blood-tests" in page
    a_need(cast, clinics, "not-met")
    assert "Meet 3 access needs" in words(team) and "1 not met so far" in words(team)
    assert "access need" not in words(login(Client(), cast.dot))


def test_somebody_who_waits_too_long_for_another_way_is_everybodys_concern(team: Client, cast: Cast) -> None:
    clinics = project(cast.northmere)
    way = {"kind": "another-way", "scope": clinics.pk}
    a_task(cast, "Asked for: Braille", -2, owner=cast.olu.pk, **way)
    a_task(cast, "Asked for: Audio", 2, owner=cast.olu.pk, **way)
    a_task(cast, "A call of Olu", -2, owner=cast.olu.pk)
    page = words(team)
    assert "Help somebody. Asked for: Braille" in page and "Blood test clinics. A colleague has it. Due" in page
    assert "2 days late" in page and "Audio" not in page and "A call of Olu" not in page


def test_letters_with_the_same_words_are_one_row(team: Client, cast: Cast) -> None:
    answered = project(cast.northmere, state=State.ANSWERED)
    for _each in range(40):
        a_task(cast, "What we decided", 3, kind="letter", scope=answered.pk)
    one = a_task(cast, "A form", 2)
    page = words(team)
    assert "Post 40 letters: What we decided" in page and "Blood test clinics. Due" in page
    assert "2 things need you." in page and f"/tasks/{one.pk}/" in page


def test_where_there_is_more_than_was_read_the_numbers_say_at_least(team: Client, cast: Cast) -> None:
    late_promises(cast, 19)
    assert "19 things need you." in words(team) and "And 12 more." in words(team)
    late_promises(cast, 3)
    assert "At least 20 things need you." in words(team) and "And at least 13 more." in words(team)


def test_the_first_of_each_kind_is_never_pushed_away(team: Client, cast: Cast) -> None:
    clinics = project(cast.northmere)
    late_promises(cast, 9)
    a_task(cast, "Asked for: Braille", -1, kind="another-way")
    a_task(cast, "Call back", -1)
    a_worry(clinics)
    page = words(team)
    order = ["Read a safety worry", "promise 8", "Asked for: Braille", "Call back"]
    places = [page.index(each) for each in order]
    assert places == sorted(places) and page.count("Keep the promise:") == 4 and "And 5 more." in page


# One reach gap a project, from kept figures.

GROUPS = ["16_24", "25_34", "35_44", "45_54", "55_64", "65_74", "75_over"]


def kept_reach(to: Project, ages: list[int | None], people: int, together: int | None = None) -> None:
    about = questionnaires.start(
        owner=to.organisation_id, title="About you", definition=SAVED_SETS["equality_monitoring"].definition
    )
    asked = questionnaires.start(
        owner=to.organisation_id, title="Survey", definition=SAVED_SETS["equality_monitoring"].definition
    )
    activity = Activity.objects.create(project=to, tool="survey", title="Survey")
    Survey.objects.create(activity=activity, questionnaire=asked, monitoring=about)
    Tally.objects.create(activity=activity, responses=people, upto=timezone.now())
    told = sum(each or 0 for each in ages) + (together or 0)
    age = {"told": told, "groups": dict(zip(GROUPS, ages, strict=True)), "together": together, "ways": {}}
    ReachTable.objects.create(
        activity=activity,
        upto=timezone.now(),
        until=days(0),
        people=people,
        tables={"groups": {"age": age}, "channels": {}, "days": {days(0).isoformat(): people}},
    )


def test_the_largest_gap_stands_with_its_base_and_leads_to_reach(team: Client, cast: Cast) -> None:
    clinics = project(cast.northmere, area_codes=["E09000022"])
    kept_reach(clinics, [5, 60, 50, 40, 30, 20, 15], 240)
    page = words(team)
    assert "People aged 16 to 24 are 2% of people who told us their age (5 of 220) and " in page
    assert "of people who live here</a>" in page and "/projects/blood-tests/reach/" in page
    # The reach page itself says the same.
    shown = " ".join(team.get("/team/northmere/projects/blood-tests/reach/").content.decode().split())
    sentence = page.split("People aged 16 to 24 are")[1].split("</a>")[0]
    assert f"People aged 16 to 24 are{sentence}" in shown


def test_hidden_groups_are_named_together_and_never_counted_apart(team: Client, cast: Cast) -> None:
    clinics = project(cast.northmere, area_codes=["E09000022"])
    kept_reach(clinics, [None, None, 90, 70, 50, 40, 30], 300, together=9)
    page = words(team)
    assert "People aged 16 to 24, People aged 25 to 34 are 3% of people who told us their age (9 of 289)" in page


@pytest.mark.parametrize(
    ("ages", "people", "says"),
    [
        ([5, 10, 5, 5, 5, 5, 5], 40, "Too few to compare: fewer than 50 people so far"),
        ([5, 5, 5, 5, 5, 5, 5], 90, "Too few told us about themselves to compare"),
        ([45, 78, 60, 40, 30, 20, 14], 300, "No gap that is larger than chance usually gives"),
    ],
)
def test_without_a_gap_it_says_why(team: Client, cast: Cast, ages: list[int], people: int, says: str) -> None:
    kept_reach(project(cast.northmere, area_codes=["E09000022"]), ages, people)
    assert says in words(team)


def test_a_project_that_asks_nobody_says_so_and_roles_without_results_see_no_gap(team: Client, cast: Cast) -> None:
    project(cast.northmere)
    assert "Not known: nobody is asked" in words(team)
    assert "<dt>Gap</dt>" not in words(login(Client(), cast.dot))
    assert "<dt>Gap</dt>" in words(login(Client(), cast.ana))


def test_a_project_of_the_whole_house_is_compared_with_all_its_areas(team: Client, cast: Cast) -> None:
    OrganisationArea.objects.create(organisation=cast.northmere, code="E09000022", name="Lambeth")
    kept_reach(project(cast.northmere, area_codes=[]), [5, 60, 50, 40, 30, 20, 15], 240)
    assert "People aged 16 to 24 are 2%" in words(team)


# What it costs: queries and work, the same for few and many rows.


def fill(cast: Cast, times: int) -> None:
    """Something for every kind of row, ``times`` times."""
    OrganisationArea.objects.get_or_create(organisation=cast.northmere, code="E09000022", name="Lambeth")
    for number in range(times):
        made = project(cast.northmere, f"open-{times}-{number}", area_codes=[], name=f"Open {number}")
        kept_reach(made, [5, 60, 50, 40, 30, 20, 15], 240)
        project(cast.northmere, f"draft-{times}-{number}", State.DRAFT, opens_at=timezone.now() + timedelta(days=3))
        project(cast.northmere, f"closed-{times}-{number}", State.CLOSED, findings_by=days(-1))
        a_worry(made)
        a_need(cast, made)
        a_task(cast, f"Asked for {number}", -1, kind="another-way", scope=made.pk)
        a_task(cast, f"Call {number}", 5, scope=made.pk)
        ShownText.objects.create(contribution=an_answer(made, "paper"), question="why", words=f"W {number}")
    late_promises(cast, times)


def queries_of(counter: Any, client: Client) -> int:
    client.get(TODAY)
    with counter(12) as seen:
        assert client.get(TODAY).status_code == 200
    return len(seen)


def test_queries_are_the_same_for_few_and_many_rows(
    team: Client, cast: Cast, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    fill(cast, 1)
    few = queries_of(django_assert_max_num_queries, team)
    fill(cast, 25)
    assert queries_of(django_assert_max_num_queries, team) == few


@contextmanager
def one_connection() -> Iterator[None]:
    """A test's transaction outlives its requests. Its client sees to this by itself, anew for each."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def calls_of(client: Client, path: str) -> int:
    """How many Python functions answering takes: CPU follows it closely, and a busy machine does not change it."""
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    environ = RequestFactory(HTTP_COOKIE=cookies).get(path).environ
    handler = WSGIHandler()
    counted = 0

    def note(_frame: Any, event: str, _arg: Any) -> None:
        nonlocal counted
        counted += event == "call"

    def answer() -> str:
        status: list[str] = []
        answered = handler(dict(environ), lambda line, _headers: status.append(line))
        b"".join(answered)
        answered.close()
        return status[0]

    with one_connection():
        assert answer().startswith("200")
        sys.setprofile(note)
        try:
            answer()
        finally:
            sys.setprofile(None)
    return counted


# The bench measures CPU over HTTP: there an empty view costs about twice what it costs here, without a server.
BAR = 2 * 12


def test_the_page_is_at_most_twelve_times_the_work_of_an_empty_one(team: Client, cast: Cast, settings: Any) -> None:
    """The same yardstick as the bench: an empty view, logged in, behind the full middleware."""
    settings.ROOT_URLCONF = "bench.urls"
    fill(cast, 1)
    team.get(TODAY)
    empty, few = calls_of(team, "/bench-empty/"), calls_of(team, TODAY)
    fill(cast, 25)
    many = calls_of(team, TODAY)
    fill(cast, 50)
    more = calls_of(team, TODAY)
    assert max(few, many, more) < BAR * empty, [round(each / empty, 1) for each in (few, many, more)]
    assert more < 1.05 * many, "the page costs more the more there is"
