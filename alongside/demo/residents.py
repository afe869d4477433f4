"""Four people of the demo who took part by the same acts as anybody, and whose codes the demo shows.

One left an email address, one answered on paper and wants letters, one answered by phone and wants a call, and one
left nothing: all can follow what happened.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from alongside.activities.models import Contribution
from alongside.demo.organisations import email_of
from alongside.organisations.models import Organisation
from alongside.people.accounts.actions import keep_in_touch, link_person
from alongside.people.accounts.models import Person
from alongside.people.accounts.needs import keep_needs
from alongside.people.voices.models import Voice
from alongside.people.voices.rules import spaced
from alongside.questionnaires.actions import definition_by_id
from alongside.questionnaires.models import Edition, Submission
from alongside.questionnaires.types import Answer
from alongside.tools.survey import actions
from alongside.tools.survey.models import Survey


@dataclass(frozen=True)
class Visit:
    """What somebody answered to one project. ``name`` is empty for a person who left nothing but their answers."""

    project: str
    name: str
    answers: Mapping[str, Any]
    channel: str = "web"
    route: str = ""
    address: str = ""
    needs: Mapping[str, str] = field(default_factory=dict)


VISITS = [
    Visit(
        "physiotherapy",
        "Rosa Delgado",
        {
            "best_time": "evenings",
            "wait": 11,
            "better": "I work shifts. I cannot get to physiotherapy between 9 and 5.",
        },
        route="email",
        needs={"step-free": "I cannot use stairs"},
    ),
    Visit(
        "physiotherapy",
        "Winston Clarke",
        {"best_time": "evenings", "wait": 14, "better": "Letters in print I can read."},
        channel="paper",
        route="letter",
        address="Flat 2, 14 Quayside Row\nEastvale\nSR4 2XX",
        needs={"large-print": ""},
    ),
    Visit(
        "physiotherapy",
        "Anna Kowalska",
        {"best_time": "saturdays", "wait": 9, "better": "I lose a day’s pay for every appointment."},
        channel="phone",
        route="phone",
        address="020 7946 0155",
    ),
    Visit("physiotherapy", "", {"best_time": "evenings", "wait": 12}),
    Visit("blood-tests", "Rosa Delgado", {"had_test": "yes"}, route="email"),
]


def take_part(*, survey: Survey, edition: Edition, home: Organisation, now: datetime) -> None:
    """The visits to this survey's project, in its third day."""
    project = survey.activity.project
    at = min(now, project.opens_at + timedelta(days=3)) if project.opens_at else now
    for visit in VISITS:
        if visit.project != project.slug:
            continue
        person = Person.objects.get(email=email_of(visit.name)) if visit.name else None
        sitting, code = actions.begin(survey=survey, edition_id=edition.pk)
        definition = definition_by_id(edition.pk)
        for key, value in visit.answers.items():
            actions.save(sitting=sitting, question=definition.by_key[key], answer=Answer(value))
        response = actions.send(survey=survey, sitting=sitting, late=False, at=at)
        Contribution.objects.filter(pk=response.contribution_id).update(channel=visit.channel)
        Submission.objects.filter(pk=response.submission_id).update(started_at=at)
        voice = sitting.submission.voice
        Voice.objects.filter(pk=voice.pk).update(since=at)
        if person is not None:
            link_person(voice=voice, person=person)
            keep_in_touch(
                organisation=home,
                route=visit.route,
                address=visit.address or person.email,
                purposes=["project", "topics"],
                voice=voice,
                person=person,
                name=visit.name,
                format="large-print" if "large-print" in visit.needs else "standard",
            )
            if visit.needs:
                keep_needs(person=person, needs=visit.needs, shared=True)
        _show_code(visit, project.name, home.slug, code)


def _file() -> Path:
    return Path(settings.DATA) / "demo-codes.json"


def _show_code(visit: Visit, project: str, home: str, code: str) -> None:
    _file().parent.mkdir(parents=True, exist_ok=True)
    kept = [*codes(), {"name": visit.name, "project": project, "home": home, "code": spaced(code)}]
    _file().write_text(json.dumps(kept))


def codes() -> list[dict[str, str]]:
    """Whose code is which, for the demo's own page."""
    return list(json.loads(_file().read_text())) if _file().exists() else []
