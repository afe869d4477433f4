"""What reading and submitting ask the database: in this process, definitions remembered, pages not."""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.people.accounts.models import Person
from alongside.tools.survey.models import Response
from bench.addresses import AT, PUBLIC, QUESTION, START, team
from bench.rows import answer_all
from bench.table import Table
from tests.cast import login

READING, SUBMITTING = 12, 20
BEGINS = ("BEGIN", "SAVEPOINT")
FRAMES = (*BEGINS, "COMMIT", "ROLLBACK", "RELEASE")


def asked(act: Callable[[], Any], expected: int) -> list[str]:
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        answer = act()
    assert answer.status_code == expected, (answer.status_code, answer.request["PATH_INFO"])
    return [each["sql"] for each in seen]


def count(statements: list[str]) -> int:
    return len([each for each in statements if not each.startswith(FRAMES)])


def reading_queries(table: Table, size: str, lead: Person) -> None:
    staff, somebody = login(Client(), lead), Client()
    somebody.post(START, {"capacity": "self"})
    one = Response.objects.order_by("pk").values_list("contribution", flat=True)[0]
    pages = {name: (Client(), path) for name, path in PUBLIC.items()}
    pages["a question"] = (somebody, QUESTION)
    pages |= {name: (staff, path) for name, path in team().items()}
    pages["one response"] = (staff, reverse("analysis-team:response", args=[*AT, one]))
    for name, (client, path) in pages.items():
        client.get(path)  # what a process remembers once is not what a page costs
        queries = count(asked(lambda client=client, path=path: client.get(path), 200))
        table.put(size, "SQL queries, reading", name, queries, "", READING, same=True)


Acts = dict[str, tuple[Client, str, dict[str, Any]]]


def residents_acts(somebody: Client) -> Acts:
    return {
        "begin": (somebody, START, {"capacity": "self"}),
        "answer one question": (somebody, QUESTION, {"had_test": "no"}),
        "send": (somebody, START + "check/", {}),
        "ask for a copy": (somebody, START + "copy/", {"email": "someone@people.example"}),
    }


def teams_acts(staff: Client, words: str) -> Acts:
    response = Response.objects.order_by("pk").values_list("contribution", flat=True)[0]
    where: Callable[..., str] = lambda name, *more: reverse(name, args=[*AT, *more])  # noqa: E731
    day = timezone.localdate().replace(day=1)
    return {
        "tag an answer": (staff, where("analysis-team:response", response), {"act": "tag", "words": words, "question": "change"}),
        "copy a question": (staff, where("survey-team:arrange"), {"do": "copy:had_test"}),
        "add a date": (staff, where("projects-team:dates"), {"on_day": day.day, "on_month": day.month, "on_year": day.year + 1, "words": "Drop in"}),
        "write a finding": (staff, where("feedback-team:write"), {"heard": "People want Saturdays", "visibility": "public"}),
    }  # fmt: skip


def begin_work(lead: Person) -> None:
    """The first act in a project begins its record, the first change of a survey its next edition: done beforehand."""
    for client, path, form in teams_acts(login(Client(), lead), "first").values():
        assert client.post(path, form).status_code == 302, path


def submitting_queries(table: Table, size: str, lead: Person) -> None:
    acts = residents_acts(Client()) | teams_acts(login(Client(), lead), size)
    for name, (client, path, form) in acts.items():
        if name == "send":
            answer_all()
        statements = asked(lambda client=client, path=path, form=form: client.post(path, form), 302)
        table.put(size, "SQL queries, submitting", name, count(statements), "", SUBMITTING, same=True)
        if name == "send":
            begun = len([each for each in statements if each.startswith("BEGIN")])
            table.put(size, "SQL queries, submitting", "send: transactions", begun, "", 1, same=True)
