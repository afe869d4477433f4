"""The workspace says how far a project is, in hearing and in answering too."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.feedback.models import Finding, Promise
from alongside.projects.models import Project, State
from tests.cast import Cast, login
from tests.world import furnish

pytestmark = pytest.mark.django_db
TASK = re.compile(r"nhsuk-task-list__item.*?</li>", re.DOTALL)


def tasks(client: Client, slug: str = "clinics") -> dict[str, str]:
    """{title: what stands beside it} of every task."""
    page = client.get(f"/team/northmere/projects/{slug}/").content.decode()
    rows = [re.sub(r"<[^>]+>", "|", row).split("|") for row in TASK.findall(page)]
    said = [[words.strip() for words in row if words.strip()] for row in rows]
    return {row[1]: " ".join(row[2:]) for row in said}


def test_hearing_and_answering_have_their_tasks(cast: Cast) -> None:
    furnish(cast.northmere, cast.amira)
    client = login(Client(), cast.amira)
    finding, promise = Finding.objects.get(), Promise.objects.get()
    Promise.objects.update(due_on=timezone.localdate() + timedelta(days=1), done_on=None)
    Finding.objects.update(published_at=None, told_at=None)
    found = tasks(client)
    assert "response" in found["Read what people say"]
    assert found["Publish the results"] == "Usually after it closes Not started"
    assert found["Say what you heard"] == "1 finding, 0 published In progress"
    assert found["Tell the people whose words fed them"] == "0 of 1"
    assert found["Keep the promises"] == "1 promise 1 to keep"
    # When the day has passed, it is late; when all is done, all is completed
    Promise.objects.filter(pk=promise.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    assert tasks(client)["Keep the promises"] == "1 promise 1 late"
    Promise.objects.filter(pk=promise.pk).update(done_on=timezone.localdate())
    Finding.objects.filter(pk=finding.pk).update(published_at=timezone.now(), told_at=timezone.now())
    found = tasks(client)
    assert found["Say what you heard"] == "1 finding Completed"
    assert found["Keep the promises"] == "1 promise Completed"


def test_what_cannot_start_says_when(cast: Cast) -> None:
    furnish(cast.northmere, cast.amira, state=State.UPCOMING)
    found = tasks(login(Client(), cast.amira))
    opens = Project.objects.get().opens_at
    assert opens is not None and found["Read what people say"].startswith("From ")
    assert found["Read what people say"].endswith("Cannot start yet") and "Keep the promises" not in found
