"""No page asks the database more because more is in it, and none asks more than twelve times.

Session and person included, after one look (the first fills what is kept in memory).
"""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.feedback import actions as feedback
from alongside.projects.models import Project
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.types import Answer
from alongside.tools.survey import actions as survey_actions
from alongside.tools.survey import entry
from alongside.tools.survey.models import Survey
from tests.access.table import OPEN, PERSON, ROUTES
from tests.access.test_every_route import address
from tests.cast import Cast, login
from tests.world import furnish

MOST = 12
TIMES = 5

# Pages that are not read by people, or whose cost is what they are for.
APART = {
    "front-top:ready": "asks whether everything works",
    "demo:log-in-as": "the demo's own",
    "record:copy": "a file of the whole record",
    "record:organisation-copy": "a file of the whole record",
    "front:mine-download": "a file of everything held",
}


def more(home: Any, lead: Any, world: dict[str, Any]) -> None:
    """Everything ``TIMES`` times as often: projects beside this one, and things within it."""
    project = Project.objects.get(organisation=home, slug=world["project"])
    survey = Survey.objects.get(activity__project=project)
    edition = questionnaires.current(survey.questionnaire)
    definition = questionnaires.definition_of(edition)
    for number in range(1, TIMES):
        furnish(home, lead, slug=f"more-{number}")
        sitting, _code = survey_actions.begin(survey=survey, edition_id=edition.pk)
        survey_actions.save(sitting=sitting, question=definition.by_key["suits"], answer=Answer("evenings"))
        survey_actions.save(sitting=sitting, question=definition.by_key["better"], answer=Answer(f"Chairs {number}"))
        survey_actions.send(survey=survey, sitting=sitting, late=False)
        batch = entry.open_batch(survey=survey, channel="paper", forms=1, by=lead.pk)
        entry.enter(batch=batch, answers={}, printed=None, once=uuid.uuid4(), late=False, by=lead.pk)
        finding = feedback.write(project=project, values={"heard": f"People want {number}"}, by=lead.pk)
        feedback.rest_on_answer(
            finding=finding, activity=survey.activity, question="suits", option="evenings", words="Evenings", by=lead.pk
        )


def pages(*audiences: str) -> Iterator[str]:
    for name, audience in ROUTES.items():
        kind = audience if audience in (OPEN, PERSON) else "team"
        if kind in audiences and name not in APART:
            yield name


def costs(client: Client, names: list[str], world: dict[str, Any]) -> dict[str, int]:
    """{page: queries} of those that are shown."""
    found = {}
    for name in names:
        where = address(name, world)
        if client.get(where).status_code != 200:
            continue
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(where)
        assert answer.status_code == 200, name
        found[name] = len([each for each in seen if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))])
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "audiences"), [("nobody", (OPEN,)), ("chidi", (PERSON,)), ("olu", ("team",))])
def test_cost_is_pinned_and_does_not_grow(cast: Cast, who: str, audiences: tuple[str, ...]) -> None:
    cache.clear()
    world = furnish(cast.northmere, cast.amira)
    client = Client() if who == "nobody" else login(Client(), getattr(cast, who))
    names = list(pages(*audiences))
    small = costs(client, names, world)
    more(cast.northmere, cast.amira, world)
    cache.clear()
    large = costs(client, names, world)
    grown = {name: (small[name], large[name]) for name in small if large.get(name, 0) > small[name]}
    dear = {name: count for name, count in large.items() if count > MOST}
    assert not grown, f"these ask more when there is more (1 x, {TIMES} x): {grown}"
    assert not dear, f"these ask more than {MOST} times: {dear}"
    assert len(small) > 5
