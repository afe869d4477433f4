"""Every route, every member of the cast, own and foreign and unpublished and erased things, every method."""

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from alongside.activities.models import Contribution
from alongside.people.accounts.models import Membership, Person
from alongside.people.accounts.roles import ROLES, Permission
from alongside.plans.sheets import TEMPLATES
from alongside.projects.models import State
from alongside.projects.tests.makers import project as make_project
from tests.access.table import OPEN, PERSON, ROUTES
from tests.cast import Cast, login, person
from tests.world import furnish, unpublished

pytestmark = pytest.mark.django_db

UNSAFE = ("post", "put", "patch", "delete")
ASKED_TO_LOG_IN = re.compile(r"^/log-in/")


def all_routes(resolver: Any = None, space: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    """(name, pattern) of every address the product answers."""
    for each in (resolver or get_resolver()).url_patterns:
        if hasattr(each, "url_patterns"):
            inside = space + (f"{each.namespace}:" if each.namespace else "")
            yield from all_routes(each, inside, before + str(each.pattern))
        else:
            yield space + (each.name or "?"), before + str(each.pattern)


PATTERNS = dict(all_routes())


def address(name: str, world: dict[str, Any]) -> str:
    """The address with what this world has."""
    wanted = re.findall(r"<(?:\w+:)?(\w+)>", PATTERNS[name])
    values = dict(world)
    if name.startswith("feedback-team:"):
        values["number"] = world["finding_number"]
    if name == "projects-team:stakeholders-file":
        values["layout"] = "png"
    if name.startswith("survey-team:"):
        values["section"] = world["survey_section"]
    if name in (
        "projects-team:paper",
        "projects-team:paper-kind",
        "projects-team:sheet-paper",
        "projects-team:reading-pack",
        "library-team:empty",
    ):
        values |= {"layout": "pdf", "kind": "board"}
    if name == "stakeholders-team:promise-done":
        values["entry"] = world["contact_entry"]
    if name.startswith("library-team:duty"):
        values["entry"] = "DUTY-01"
    if name == "library-team:value":
        values |= {"kind": "timing", "entry": "TIM-01"}
    if name.startswith("projects-team:sheet"):
        values["section"] = world["sheet_section"]
    if name.startswith(("projects-team:option", "projects-team:reading")):
        values["number"] = world["option_number"]  # the first of its kind
    return reverse(name, kwargs={key: values[key] for key in wanted})


def test_every_route_has_a_line() -> None:
    missing = sorted(PATTERNS.keys() - ROUTES.keys())
    gone = sorted(ROUTES.keys() - PATTERNS.keys())
    assert not missing, f"Say in tests/access/table.py who may open these: {missing}"
    assert not gone, f"These lines have no route any more: {gone}"


@pytest.fixture
def world(cast: Cast) -> dict[str, Any]:
    return furnish(cast.northmere, cast.amira)


def _colleagues(cast: Cast) -> list[Person]:
    return [cast.amira, cast.ben, cast.dot, cast.ana, cast.olu]


def _permitted(person: Person, permission: Permission) -> bool:
    return permission in ROLES[Membership.objects.get(person=person).role].permissions


TEAM = sorted(name for name, audience in ROUTES.items() if audience not in (OPEN, PERSON))


def _send(client: Client, method: str, path: str) -> Any:
    return client.get(path) if method == "get" else getattr(client, method)(path)


@pytest.mark.parametrize("method", ["get", *UNSAFE])
def test_nobody_is_asked_to_log_in(client: Client, world: dict[str, Any], method: str) -> None:
    for name in [*TEAM, *(name for name, audience in ROUTES.items() if audience == PERSON)]:
        answer = _send(client, method, address(name, world))
        assert answer.status_code == 302 and ASKED_TO_LOG_IN.match(answer["Location"]), (name, answer.status_code)


@pytest.mark.parametrize("method", ["get", *UNSAFE])
def test_strangers_are_told_there_is_nothing(cast: Cast, world: dict[str, Any], method: str) -> None:
    for stranger in (cast.chidi, cast.eve):
        client = login(Client(), stranger)
        for name in TEAM:
            answer = _send(client, method, address(name, world))
            # 405 says only that the address never takes this method, whatever it is about.
            assert answer.status_code in (404, 405), (name, stranger.name, answer.status_code)


# Files with addresses in them: for the one who had them made, Amira in this world, and for no other colleague.
OF_WHO_ASKED = {"messaging-team:letters-file", "messaging-team:letters-pdf"}


@pytest.mark.parametrize("method", ["get", *UNSAFE])
def test_colleagues_may_what_their_role_says(cast: Cast, world: dict[str, Any], method: str) -> None:
    for colleague in _colleagues(cast):
        client = login(Client(), colleague)
        for name in TEAM:
            answer = _send(client, method, address(name, world))
            if ROUTES[name] is Permission.WORK_TOGETHER:
                # The role opens the door; what is inside is for those who were invited. Nothing ever fails.
                assert answer.status_code in (200, 202, 302, 403, 404, 405, 422), (
                    name,
                    colleague.name,
                    answer.status_code,
                )
                continue
            if _permitted(colleague, Permission(ROUTES[name])):
                assert answer.status_code in (200, 202, 302, 400, 404, 405, 409, 422), (
                    name,
                    colleague.name,
                    answer.status_code,
                )
                if method == "get":
                    # 409: the project is in a state in which this cannot be done, and the page says so.
                    hidden = (404,) if name in OF_WHO_ASKED and colleague != cast.amira else ()
                    allowed = (200, 202, 302, 405, 409, *hidden)
                    assert answer.status_code in allowed, (name, colleague.name, answer.status_code)
            else:
                assert answer.status_code in (403, 405), (name, colleague.name, answer.status_code)


def test_a_lead_cannot_reach_things_of_another_house_through_her_own(cast: Cast, world: dict[str, Any]) -> None:
    theirs = furnish(cast.carrow_hill, cast.eve, slug="theirs")
    client = login(Client(), cast.olu)
    things = {"project", "contribution", "file", "promise", "task", "letters", "membership", "who", "arrangement"}
    things |= {"stakeholder", "other", "entry", "relation", "merge", "grant", "deliverable", "brought"}
    things |= {"group", "advice", "condition", "line", "comment"}
    tried = 0
    for name in TEAM:
        wanted = set(re.findall(r"<(?:\w+:)?(\w+)>", PATTERNS[name])) & things
        if not name.startswith("analysis"):
            wanted -= {"file"}  # elsewhere it is a file being brought in, which leads back to the list when gone
        for thing in wanted:
            if thing == "entry" and name.startswith("library"):
                continue  # the library's entries are everybody's
            mixed = {**world, thing: theirs[thing], "contact_entry": theirs["contact_entry"]}
            for method in ("get", "post"):
                answer = _send(client, method, address(name, mixed))
                assert answer.status_code in (404, 405), (name, thing, method, answer.status_code)
                tried += 1
    assert tried > 50


def test_unpublished_projects_are_not_there_for_the_public(client: Client, cast: Cast, world: dict[str, Any]) -> None:
    hidden = {**world, "project": unpublished(cast.northmere, cast.amira).slug}
    for name, audience in ROUTES.items():
        if audience == OPEN and "<slug:project>" in PATTERNS[name]:
            for method in ("get", "post"):
                answer = _send(client, method, address(name, hidden))
                assert answer.status_code in (404, 405), (name, method, answer.status_code)


def test_open_routes_answer_everyone_without_breaking(client: Client, cast: Cast, world: dict[str, Any]) -> None:
    for visitor in (client, login(Client(), cast.chidi), login(Client(), cast.amira)):
        for name, audience in ROUTES.items():
            if audience == OPEN:
                for method in ("get", *UNSAFE):
                    answer = _send(visitor, method, address(name, world))
                    assert answer.status_code < 500 and answer.status_code != 403, (name, method, answer.status_code)


def test_what_was_withdrawn_is_gone_from_the_team_s_pages(cast: Cast, world: dict[str, Any]) -> None:
    Contribution.objects.filter(pk=world["contribution"]).update(withdrawn_at="2026-06-01T12:00:00Z")
    client = login(Client(), cast.amira)
    assert client.get(address("analysis-team:response", world)).status_code == 404


def test_personal_pages_are_each_person_s_own(cast: Cast, world: dict[str, Any]) -> None:
    client = login(Client(), cast.chidi)
    for name, audience in ROUTES.items():
        if audience == PERSON:
            answer = client.get(address(name, world))
            # A second factor that is not set up cannot be asked for again: 403.
            assert answer.status_code in (200, 302, 403 if name.startswith("mfa_") else 200, 404, 405), name


@pytest.mark.parametrize("state", list(State))
def test_every_public_page_stands_in_every_state(client: Client, cast: Cast, state: State) -> None:
    world = furnish(cast.northmere, cast.amira, state=state)
    for name, audience in ROUTES.items():
        if audience == OPEN and "<slug:project>" in PATTERNS[name]:
            answer = client.get(address(name, world))
            assert answer.status_code < 500, (name, state, answer.status_code)


HREF = re.compile(r'<(?:a|form)\b[^>]*?\b(?:href|action)="(/team/[^"#]*)')


def alike(path: str) -> str:
    """Sections of one sheet are one page with other questions, and so are sheets that a project may add: one is looked at."""
    papers = "|".join(key for key, each in TEMPLATES.items() if not each.essential and key != "report")
    return re.sub(rf"/sheets/(?:{papers})/.*", "/sheets/+/", re.sub(r"/sections/[\w-]+/", "/sections/+/", path))


def test_a_page_offers_nobody_what_they_may_not_do(cast: Cast, world: dict[str, Any]) -> None:
    furnish(cast.northmere, cast.amira, slug="done", state=State.ANSWERED)
    make_project(cast.northmere, "bare", State.DRAFT)
    viewer = person("Vi", cast.northmere, "viewer")
    wrong = []
    for colleague in [*_colleagues(cast), viewer]:
        client, waiting = login(Client(), colleague), {reverse("team:today", args=["northmere"]): ""}
        seen: set[str] = set()
        while waiting:
            path, on = waiting.popitem()
            seen.add(alike(path))
            answer = client.get(path)
            # 405: the address of a form, which is sent and not opened.
            if answer.status_code in (403, 404):
                wrong.append((colleague.name, on, path, answer.status_code))
            elif answer.headers["Content-Type"].startswith("text/html") and not answer.streaming:
                found = {html.unescape(each) for each in HREF.findall(answer.content.decode())}
                new = {alike(each): each for each in found if "?" not in each and alike(each) not in seen}
                waiting |= {each: path for each in new.values() if alike(each) not in map(alike, waiting)}
        assert len(seen) > 20, (colleague.name, len(seen))
    assert not wrong


PLAN = {
    "methods/",
    "activities/",
    "audiences/",
    "stakeholders/",
    "assurance/",
    "budget/",
    "plan/team/",
    "duties/",
    "sheets/plan/",
    "timetable/",
    "evidence/",
    "assessments/",
    "decision/",
}


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        ("viewer", PLAN | {"ask/", "responses/", "reach/", "findings/"}),
        ("entry", PLAN | {"ask/", "responses/"}),
        ("moderator", PLAN | {"ask/", "responses/"}),
        ("analyst", PLAN | {"ask/", "responses/", "reach/", "findings/", "evidence-pack/"}),
    ],
)
def test_the_task_list_is_a_way_to_what_a_role_may_read(cast: Cast, role: str, reads: set[str]) -> None:
    furnish(cast.northmere, cast.amira, slug="done", state=State.CLOSED)
    page = login(Client(), person("Vi", cast.northmere, role)).get("/team/northmere/projects/done/").content.decode()
    tasks = re.findall(r'task-list__link" href="/team/northmere/projects/done/([^"]*)"', page)
    assert set(tasks) == reads
