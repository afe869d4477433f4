"""Results: how fast counts follow answers, what a cut costs, and an export as the worker makes it."""

import resource
import time
from collections.abc import Callable
from pathlib import Path

from django.test import Client
from django.urls import reverse

from alongside.analysis import exporting, keeping
from alongside.analysis.access import results_of
from alongside.analysis.tests.makers import answer_survey
from alongside.core.work import run_chores, run_due
from alongside.people.accounts.models import Person
from alongside.questionnaires.types import Answer
from alongside.tools.survey.models import Survey
from bench.addresses import AT
from bench.table import Table
from tests.cast import login

GROUP = "Kept counts"


def took(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def count_everything() -> None:
    while keeping.keep_up():
        pass


def follow(table: Table, size: str, survey: Survey, lead: Person) -> None:
    table.put(size, GROUP, "everything new", took(count_everything), "s")
    answer_survey(survey, {"had_test": Answer("yes")}, about={"sex": "female"})
    # The worker looks every two seconds.
    table.put(size, GROUP, "follow one more answer", 2 + took(keeping.keep_up), "s", 5)
    table.put(size, GROUP, "nothing new", 1000 * took(keeping.keep_up), "ms")
    run_chores()
    run_due()
    team, page = login(Client(), lead), reverse("analysis-team:results", args=AT)
    for name, query in (
        ("results", {}),
        ("cut by channel", {"channel": "web"}),
        ("compared by sex", {"by": "about:sex"}),
    ):
        team.get(page, query)
        table.put(size, GROUP, f"{name}, in one process", 1000 * took(lambda query=query: team.get(page, query)), "ms")


def peak() -> float:
    """MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def export(table: Table, size: str, survey: Survey, path: Path) -> None:
    here = results_of(survey.activity.project)
    assert here is not None
    before = peak()
    table.put(size, "Export", "responses to XLSX", took(lambda: exporting.write_xlsx(here, path)), "s", 5)
    table.put(size, "Export", "memory more than before", peak() - before, "MB", 100)
