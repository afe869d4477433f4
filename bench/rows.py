"""Data to measure on: 50 projects, one survey of 10 questions with many responses and text answers."""

import random
import uuid
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from alongside.activities.models import Activity, Contribution
from alongside.demo.organisations import SOUTH_RIVERSIDE
from alongside.demo.respondents import about_you, answers, somebody
from alongside.demo.seed import _monitoring, _organisation
from alongside.demo.surveys import BLOOD_TESTS
from alongside.organisations.models import Organisation
from alongside.people.accounts.models import Person
from alongside.people.monitoring.masks import mask
from alongside.people.monitoring.models import Monitoring
from alongside.people.voices.models import Voice
from alongside.projects.models import Project
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.build import options
from alongside.questionnaires.models import Submission
from alongside.questionnaires.types import Kind, Question
from alongside.tools.survey.models import Response, Survey
from alongside.tools.survey.rules import number_of

_FIRST, *_OTHERS = BLOOD_TESTS.definition.sections
_TENTH = Question(
    "how_often", Kind.SINGLE, "How often do you have one?", options=options(("month", "Every month"), ("year", "Less"))
)
ASKED = replace(BLOOD_TESTS.definition, sections=(replace(_FIRST, questions=(*_FIRST.questions, _TENTH)), *_OTHERS))
"""The demo's survey and one question more: ten."""

KINDS = 2000
"""So many different people are drawn; each response is one of them again, under an id of its own."""


def house() -> tuple[Organisation, Person, Survey]:
    """50 projects; the first has the survey, the same number of questions as the issue's."""
    home, lead = _organisation(SOUTH_RIVERSIDE)
    now = timezone.now()
    for number in range(50):
        Project.objects.create(
            organisation=home,
            slug=f"project-{number}",
            name=f"Project {number}",
            question=f"What should change in service {number}?",
            summary="Tell us what works and what does not. " * 6,
            level="consult",
            can_change="Times and places.",
            cannot_change="The budget.",
            who_decides="The board",
            decides_on=timezone.localdate() + timedelta(days=90),
            area_codes=[area.code for area in home.areas.all()],
            opens_at=now - timedelta(days=30),
            closes_at=now + timedelta(days=30 + number),
            published_at=now - timedelta(days=40),
            lead=lead.pk,
        )
    monitoring, _edition = _monitoring(home, now)
    first = home.projects.get(slug="project-0")
    asked = questionnaires.start(owner=home.pk, title="Blood tests", definition=ASKED)
    questionnaires.publish(questionnaire=asked)
    activity = Activity.objects.create(project=first, tool="survey", title="Blood tests")
    return home, lead, Survey.objects.create(activity=activity, questionnaire=asked, monitoring=monitoring)


@transaction.atomic
def respond(survey: Survey, count: int, *, seed: int = 1, text_rate: float = 0.25) -> None:
    """Add so many responses."""
    chance = random.Random(seed)
    project = survey.activity.project
    edition = questionnaires.current(survey.questionnaire)
    about = questionnaires.current(survey.monitoring)
    drawn = replace(BLOOD_TESTS, definition=ASKED, comment_rate=text_rate)
    people = []
    for _person in range(min(KINDS, count)):
        who = somebody(chance, project.area_codes)
        people.append((who, answers(chance, drawn, who), about_you(chance, who)))
    start = timezone.now() - timedelta(days=25)
    month = timezone.localdate().replace(day=1)
    for begin in range(0, count, 5000):
        voices, submissions, contributions, responses, told = [], [], [], [], []
        for number in range(begin, min(count, begin + 5000)):
            who, said, monitoring = people[chance.randrange(len(people))]
            at = start + timedelta(days=24 * number / count)
            voice = Voice(id=uuid.UUID(int=chance.getrandbits(128), version=4), scope=project.pk, since=at)
            submission = Submission(edition=edition, voice=voice, answers=said, started_at=at, saved_at=at, sent_at=at)
            contribution = Contribution(
                project=project, activity=survey.activity, voice=voice, channel=who.channel, received_at=at
            )
            voices.append(voice)
            submissions.append(submission)
            contributions.append(contribution)
            responses.append(
                Response(
                    survey=survey,
                    contribution=contribution,
                    submission=submission,
                    number=number_of(submission.pk),
                    once=submission.pk.hex,
                )
            )
            if monitoring:
                told.append(
                    Monitoring(voice=mask(voice.pk), scope=project.pk, edition=about, answers=monitoring, month=month)
                )
        Voice.objects.bulk_create(voices, batch_size=1000)
        Submission.objects.bulk_create(submissions, batch_size=1000)
        Contribution.objects.bulk_create(contributions, batch_size=1000)
        Response.objects.bulk_create(responses, batch_size=1000)
        Monitoring.objects.bulk_create(told, batch_size=1000)


def answer_all() -> None:
    """Every question is answered by whoever began last, as if they had gone through all pages."""
    drawn = replace(BLOOD_TESTS, definition=ASKED, comment_rate=1, blank=0)
    chance = random.Random(5)
    who = somebody(chance, ["E09000001"])
    said = answers(chance, drawn, who)
    newest = Submission.objects.filter(sent_at=None).order_by("-started_at").first()
    assert newest is not None
    Submission.objects.filter(pk=newest.pk).update(answers=said)
