"""Grants to partners: written down once, what they bring, what came back, and who may."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from alongside.record.timeline import timeline
from alongside.stakeholders import mapping
from alongside.stakeholders.models import Deliverable, Grant, Stakeholder
from alongside.stakeholders.tests.makers import BY, partner
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
HOME = "/team/northmere/projects/ward/grants/"


@pytest.fixture
def project(cast: Cast) -> Project:
    return make_project(cast.northmere, "ward", State.DRAFT)


@pytest.fixture
def lead(cast: Cast, project: Project) -> Client:
    return login(Client(), cast.amira)


def text_of(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def on_the_map(cast: Cast, project: Project) -> Stakeholder:
    who = partner(cast.northmere, "Mosque Trust")
    place = {"influence": 2, "interest": 8, "affected": 9, "view": "", "level": ""}
    mapping.place(stakeholder=who, scope=project.pk, values=place, why="", by=BY, at=timezone.now())
    return who


def day(name: str, days: int = 0) -> dict[str, str]:
    at = timezone.localdate() + timedelta(days=days)
    return {f"{name}_day": str(at.day), f"{name}_month": str(at.month), f"{name}_year": str(at.year)}


def test_from_agreeing_to_what_came_back(cast: Cast, lead: Client, project: Project) -> None:
    assert "No grants yet." in text_of(lead.get(HOME))
    assert "Add the partner to the map first" in text_of(lead.get(HOME + "new/"))
    who = on_the_map(cast, project)
    typed = {
        "who": str(who.pk),
        "amount": "1250.50",
        "what_for": "Evening meals",
        **day("agreed_on"),
        "once": str(uuid4()),
    }
    for amount in ("0", "lots", "-5", "NaN", "1e99", "1.234", ""):
        wrong = lead.post(HOME + "new/", {**typed, "amount": amount})
        assert wrong.status_code == 422 and "Enter the amount in pounds" in text_of(wrong), amount
    for _press in range(2):
        page = text_of(lead.post(HOME + "new/", typed, follow=True))
    grant = Grant.objects.get()
    assert "£1,250.50" in page and "Nothing is written down yet." in page
    brings = {"words": "30 forms", **day("due_on", -1), "once": str(uuid4())}
    for _press in range(2):
        page = text_of(lead.post(f"{HOME}{grant.pk}/brings/", brings, follow=True))
    assert "30 forms" in page and "Late" in page and "Bring in a spreadsheet" in page
    assert "0 of 1 Late" in text_of(lead.get(HOME))
    back = f"{HOME}returned/{Deliverable.objects.get().pk}/"
    assert lead.post(back, {"what": "28 forms", **day("on", 1)}).status_code == 422
    page = text_of(lead.post(back, {"what": "28 forms", **day("on")}, follow=True))
    lead.post(back, {"what": "None", **day("on", -3)})
    assert "28 forms" in page and Deliverable.objects.get().returned == "28 forms", "the first return stays"
    assert "1 of 1" in text_of(lead.get(HOME)) and "Late" not in text_of(lead.get(HOME))
    lines = [line.words for line in timeline(project.pk)]
    for words in ("wrote down a grant to a partner", "marked what a grant brings as returned"):
        assert lines.count(words) == 1, words
    assert not any("Mosque" in line for line in lines)


def test_a_grant_is_for_somebody_on_this_map(cast: Cast, lead: Client) -> None:
    who = partner(cast.northmere, "Elsewhere")
    typed = {"who": str(who.pk), "amount": "5", "what_for": "x", **day("agreed_on"), "once": str(uuid4())}
    assert lead.post(HOME + "new/", typed).status_code == 422 and not Grant.objects.exists()


def test_another_project_s_grant_is_not_there(cast: Cast, lead: Client, project: Project) -> None:
    other = make_project(cast.northmere, "other", State.DRAFT)
    grant = Grant.objects.create(
        stakeholder=partner(cast.northmere, "Trust"),
        scope=other.pk,
        amount=5,
        what_for="x",
        agreed_on=timezone.localdate(),
        by=BY,
        at=timezone.now(),
    )
    assert lead.get(f"{HOME}{grant.pk}/").status_code == 404


def test_many_grants_cost_as_many_queries_as_few(cast: Cast, lead: Client, project: Project) -> None:
    who, counts = on_the_map(cast, project), []
    lead.get(HOME)  # the first page of a session writes that somebody was here
    for many in (2, 200):
        made = Grant.objects.bulk_create(
            Grant(
                stakeholder=who,
                scope=project.pk,
                amount=10,
                what_for=f"{number}",
                agreed_on=timezone.localdate(),
                by=BY,
                at=timezone.now(),
            )
            for number in range(many)
        )
        Deliverable.objects.bulk_create(
            Deliverable(grant=each, words="x", due_on=timezone.localdate()) for each in made
        )
        with CaptureQueriesContext(connection) as seen:
            page = text_of(lead.get(HOME))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12 and "Page 2 of 5" in page
