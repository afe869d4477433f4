"""Fill an empty database with the demo. The same every time, but for days, which are counted from today."""

import random
import uuid
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from rich.console import Console

from alongside.activities.models import Activity, Contribution
from alongside.core.dates import moment
from alongside.demo import residents, translations
from alongside.demo.marks import mark_some
from alongside.demo.organisations import HOUSES, RESIDENTS, House, email_of
from alongside.demo.own import ask_more
from alongside.demo.partners import partners_of
from alongside.demo.parts import DemoProject, Said
from alongside.demo.planning import plan_a_closure
from alongside.demo.projects import PROJECTS
from alongside.demo.published import publish_answered, tell_people
from alongside.demo.respondents import about_you, answers, somebody
from alongside.documents.models import Document, DocumentEdition
from alongside.feedback import actions as feedback
from alongside.feedback.models import Finding, Promise
from alongside.organisations.models import Organisation, OrganisationArea
from alongside.people.accounts.models import Membership, Person
from alongside.people.monitoring.masks import mask
from alongside.people.monitoring.models import Monitoring
from alongside.people.voices.models import Voice
from alongside.projects import short
from alongside.projects.models import Move, Project, ProjectDate, Update
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.models import Edition, Questionnaire, Submission
from alongside.questionnaires.saved import SAVED_SETS
from alongside.questionnaires.types import Definition
from alongside.record.actions import note, note_public
from alongside.tools.survey.models import Response, Survey
from alongside.tools.survey.rules import content_of, number_of

SEED = 20260629


def seed_if_empty(console: Console) -> None:
    if Organisation.objects.exists():
        return
    with console.status("Making the demo: organisations, people, projects and answers (about half a minute)"):
        now = timezone.now()
        seed(now)
        publish_answered(now)
        tell_people()


@transaction.atomic
def seed(now: datetime) -> None:
    chance = random.Random(SEED)  # noqa: S311 (a demo that is the same every time)
    homes = {house.slug: _organisation(house) for house in HOUSES}
    for name in RESIDENTS:
        Person.objects.create_user(email_of(name), name)
    monitoring = {slug: _monitoring(home, now) for slug, (home, _lead) in homes.items()}
    for each in PROJECTS:
        home, lead = homes[each.house]
        _project(chance, each, home, lead, monitoring[each.house], now)
    home, lead = homes["south-riverside"]
    ask_more(home, lead, now)
    plan_a_closure(home, lead, Person.objects.get(email=email_of("Grace Bell")), now)


def _organisation(house: House) -> tuple[Organisation, Person]:
    made = Organisation.objects.create(slug=house.slug, vocabulary=house.vocabulary, **house.facts)
    OrganisationArea.objects.bulk_create(
        OrganisationArea(organisation=made, code=code, name=name) for code, name in house.areas
    )
    lead = None
    for colleague in house.colleagues:
        person = Person.objects.create_user(email_of(colleague.name), colleague.name)
        Membership.objects.create(person=person, organisation=made, role=colleague.role, job_title=colleague.job_title)
        if colleague.role == "lead":
            lead = person
    assert lead is not None
    return made, lead


def _published(home: Organisation, definition: Definition, at: datetime) -> tuple[Questionnaire, Edition]:
    made = questionnaires.start(owner=home.pk, title=definition.title, definition=definition)
    return made, questionnaires.publish(questionnaire=made, at=at)


def _monitoring(home: Organisation, now: datetime) -> tuple[Questionnaire, Edition]:
    return _published(home, SAVED_SETS["equality_monitoring"].definition, now)


def _working_day(day: date) -> date:
    return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))


def _project(
    chance: random.Random,
    each: DemoProject,
    home: Organisation,
    lead: Person,
    monitoring: tuple[Questionnaire, Edition],
    now: datetime,
) -> None:
    today = timezone.localdate(now)

    def day(offset: int) -> date:
        return _working_day(today + timedelta(days=offset))

    opens, closes = moment(day(each.opens), time(9)), moment(day(each.closes), time(17))
    project = Project.objects.create(
        organisation=home,
        slug=each.slug,
        lead=lead.pk,
        area_codes=[area.code for area in home.areas.all()],
        contact_phone=home.phone,
        contact_email=home.email,
        opens_at=opens,
        closes_at=closes,
        findings_by=day(each.findings),
        decides_on=day(each.decides),
        published_at=opens - timedelta(days=10) if each.opens < 0 else now - timedelta(days=2),
        answered_at=moment(day(each.decides + 2), time(12)) if each.answered else None,
        **each.facts,
    )
    if each.paused:
        project.pause_reason, project.paused_at = each.paused[0], now - timedelta(days=2)
        project.pause_next_on = day(each.paused[1])
        project.save()
    short.give(project)
    note(scope=project.pk, by=lead.pk, verb="project.started", subject=f"project:{project.pk}")
    note(
        scope=project.pk, by=lead.pk, verb="project.published", subject=f"project:{project.pk}", detail={"becomes": ""}
    )
    Move.objects.create(project=project, to="published", by=lead.pk, at=project.published_at or now, becomes=opens)
    ProjectDate.objects.bulk_create(ProjectDate(project=project, on=day(on), words=words) for on, words in each.dates)
    Update.objects.bulk_create(
        Update(project=project, title=title, body=body, published_at=moment(day(on), time(10)))
        for on, title, body in each.updates
    )
    _documents(each, home, project, day)
    partners_of(project, home, now)
    if each.survey is None:
        return
    _questionnaire, edition = made = _published(home, each.survey.definition, project.published_at or now)
    activity = Activity.objects.create(project=project, tool="survey", title=each.survey.definition.title)
    survey = Survey.objects.create(activity=activity, questionnaire=made[0], monitoring=monitoring[0])
    _responses(chance, each, project, activity, survey, edition, monitoring[1], now)
    residents.take_part(survey=survey, edition=edition, home=home, now=now)
    for said in each.said:
        _finding(said, project, activity, lead.pk, day)
    translations.translate(project, lead.pk, day)
    translations.easy_read(project, day)
    mark_some(activity=activity, definition=each.survey.definition, by=lead.pk, now=now)


def _documents(each: DemoProject, home: Organisation, project: Project, day: Any) -> None:
    for place, (slug, title, editions) in enumerate(each.documents):
        document = Document.objects.create(
            organisation=home,
            scope=project.pk,
            slug=slug,
            title=title,
            position=place,
            published_at=project.published_at,
        )
        source = max(day(made) for language, _body, made in editions if language == "en-gb")
        for language, body, made in editions:
            DocumentEdition.objects.create(
                document=document,
                language=language,
                body=body,
                made_on=day(made),
                made_from=None if language == "en-gb" else day(made) if day(made) < source else source,
                title=title,
            )


def _responses(
    chance: random.Random,
    each: DemoProject,
    project: Project,
    activity: Activity,
    survey: Survey,
    edition: Edition,
    monitoring: Edition,
    now: datetime,
) -> None:
    assert each.survey is not None and project.opens_at and project.closes_at
    areas = [str(code) for code in project.area_codes]
    until = min(now, project.closes_at)
    span = (until - project.opens_at).total_seconds()
    rows: dict[str, list[Any]] = {name: [] for name in ("voices", "submissions", "contributions", "responses", "about")}

    def new_id() -> UUID:
        return uuid.UUID(int=chance.getrandbits(128), version=4)

    for _number in range(each.responses):
        who = somebody(chance, areas)
        stored = answers(chance, each.survey, who)
        # Most people answer early, and again when the end is near.
        share = chance.betavariate(1, 2.2) if chance.random() < 0.8 else chance.betavariate(5, 1)
        at = project.opens_at + timedelta(seconds=span * share)
        voice = Voice(id=new_id(), scope=project.pk, since=at)
        submission = Submission(
            id=new_id(), edition=edition, voice=voice, answers=stored, started_at=at, saved_at=at, sent_at=at
        )
        contribution = Contribution(
            id=new_id(),
            project=project,
            activity=activity,
            voice=voice,
            channel=who.channel,
            capacity=who.capacity,
            group_size=chance.randint(4, 18) if who.capacity == "group" else None,
            received_at=at,
            may_quote="may_quote" in stored,
        )
        rows["voices"].append(voice)
        rows["submissions"].append(submission)
        rows["contributions"].append(contribution)
        rows["responses"].append(
            Response(
                id=new_id(),
                survey=survey,
                contribution=contribution,
                submission=submission,
                number=number_of(submission.pk),
                once=submission.pk.hex,
            )
        )
        if told := about_you(chance, who):
            rows["about"].append(
                Monitoring(
                    id=new_id(),
                    voice=mask(voice.pk),
                    scope=project.pk,
                    edition=monitoring,
                    answers=told,
                    month=timezone.localdate(at).replace(day=1),
                )
            )
    chance.shuffle(rows["about"])
    for name, model in (
        ("voices", Voice),
        ("submissions", Submission),
        ("contributions", Contribution),
        ("responses", Response),
        ("about", Monitoring),
    ):
        model.objects.bulk_create(rows[name], batch_size=500)
    for contribution, submission in zip(rows["contributions"], rows["submissions"], strict=True):
        note_public(
            scope=project.pk,
            verb="contribution.made",
            subject=contribution.pk,
            content=content_of(edition.pk, submission.answers),
        )


def _finding(said: Said, project: Project, activity: Activity, by: UUID, day: Any) -> None:
    finding = feedback.write(
        project=project,
        values={"heard": said.heard, "detail": said.detail, "against": said.against, "topic": said.topic},
        by=by,
    )
    question, options = said.rests_on
    for option in options:
        feedback.rest_on_answer(
            finding=finding, activity=activity, question=question, option=option, words=said.heard, by=by
        )
    response = feedback.respond(
        finding=finding,
        values={"kind": said.kind, "reason": said.reason, "owner": said.owner, "decided_on": project.decides_on},
        by=by,
    )
    feedback.publish(finding=finding, by=by)
    Finding.objects.filter(pk=finding.pk).update(published_at=project.answered_at)
    finding.refresh_from_db()
    if not said.promise:
        return
    response.finding = finding
    first = day(said.moved[0]) if said.moved else day(said.due)
    promise = feedback.promise(
        organisation=project.organisation,
        project=project,
        response=response,
        you_said=said.you_said,
        words=said.promise,
        owner=said.owner,
        due_on=first,
        topic=said.topic,
        by=by,
    )
    if said.moved:
        feedback.move(promise=promise, due_on=day(said.due), reason=said.moved[1], by=by)
    if said.done is not None:
        feedback.keep(promise=promise, did=said.did, proof=said.proof, done_on=day(said.done), by=by)
    Promise.objects.filter(pk=promise.pk).update(published_at=project.answered_at)
