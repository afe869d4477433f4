"""Pages of planning with much in the house: `python -m bench.planning [plans] [partners] [rows]`, 500, 5,000 and 200
unless said. Queries, and CPU of a real server as multiples of the empty view of the same run.

``rows`` are options, statements, dated steps and documents of one formal consultation: what its evidence is worked out from.
"""

import sys
from datetime import timedelta

from bench.place import DATABASE, wake

wake()

from django.conf import settings
from django.core.management import call_command
from django.test import Client as InProcess
from django.urls import reverse
from django.utils import timezone

from alongside.documents.models import Document, DocumentEdition
from alongside.evidence.models import Pack
from alongside.groups import actions as groups
from alongside.organisations.models import Organisation
from alongside.people.accounts.models import Person
from alongside.plans import assuring, writing
from alongside.plans.models import (
    ActivityTask,
    ChangeOption,
    DatedStep,
    OptionStanding,
    PlannedActivity,
    SectionEdition,
    Sheet,
    Statement,
)
from alongside.plans.sheets import TEMPLATES
from alongside.projects import assurance
from alongside.projects.models import Project
from alongside.questionnaires.types import Answer
from alongside.stakeholders.models import Position, Stakeholder
from bench.asking import READING, asked, count
from bench.loading import TEAM, UNIT, _get
from bench.rows import house
from bench.serving import Client, Server, beside
from bench.table import Table
from tests.cast import login

PROJECT = "ward"


def furnish(home: Organisation, lead: Person, plans: int, partners: int, rows: int) -> Project:
    now, today = timezone.now(), timezone.localdate()
    made = [
        Project(
            organisation=home,
            slug=f"plan-{number}",
            name=f"Plan {number}",
            question=f"What about {number}?",
            summary="Two sentences.",
            level="consult",
            topics=[f"Subject {number % 40}"],
            opens_at=now + timedelta(days=number % 200),
            closes_at=now + timedelta(days=number % 200 + 40),
            published_at=now,
        )
        for number in range(plans)
    ]
    Project.objects.bulk_create(made)
    sheets = [Sheet(scope=each.pk, template="plan", owner=lead.pk, started_at=now) for each in made]
    Sheet.objects.bulk_create(sheets)
    SectionEdition.objects.bulk_create(
        SectionEdition(
            sheet=sheet, section="known", number=1, answers={"found": {"value": "Much."}}, by=lead.pk, at=now
        )
        for sheet in sheets
    )
    ward = Project.objects.create(
        organisation=home,
        slug=PROJECT,
        name="Birch Ward",
        question="What should happen to Birch Ward?",
        summary="It is old.",
        level="consult",
        formal_consultation=True,
        topics=["Subject 1"],
        can_change="Where",
        cannot_change="Whether",
        opens_at=now + timedelta(days=30),
        closes_at=now + timedelta(days=130),
        decides_on=today + timedelta(days=200),
    )
    quarter = rows // 4
    options = [ChangeOption(scope=ward.pk, number=n + 1, title=f"Option {n}", origin="team", by=lead.pk, at=now) for n in range(quarter)]  # fmt: skip
    ChangeOption.objects.bulk_create(options)
    OptionStanding.objects.bulk_create(OptionStanding(option=each, standing="considered", on=today, by=lead.pk, at=now) for each in options)  # fmt: skip
    Statement.objects.bulk_create(Statement(scope=ward.pk, item="E-G1-3", shows=True, words="Declared.", by=lead.pk, at=now) for _n in range(quarter))  # fmt: skip
    DatedStep.objects.bulk_create(DatedStep(scope=ward.pk, item="E-HOSC-2", on=today, who="Scrutiny", by=lead.pk, at=now) for _n in range(quarter))  # fmt: skip
    papers = [Document(organisation=home, scope=ward.pk, slug=f"paper-{n}", title=f"Paper {n}") for n in range(quarter)]
    Document.objects.bulk_create(papers)
    DocumentEdition.objects.bulk_create(DocumentEdition(document=each, body="Words.") for each in papers)
    sheet = writing.begin(scope=ward.pk, template="plan", by=lead.pk, at=now)
    for section in TEMPLATES["plan"].definition.sections:
        words = {each.key: Answer("Words. " * 40) for each in section.questions if each.kind.value == "long_text"}
        writing.keep(sheet=sheet, section=section, answers=words, complete=True, seen=0, by=lead.pk, at=now)
    group = groups.make(organisation=home, name="Assurance", kind="assurance", purpose="", by=lead.pk, at=now)
    assuring.submit(
        scope=ward.pk,
        group=group,
        stage="plan",
        ask="assure",
        summary="In short",
        paragraphs=assurance.paragraphs(ward, home, now),
        meeting_on=None,
        by=lead.pk,
        at=now,
    )
    planned = [PlannedActivity(scope=ward.pk, method="drop-in", title=f"Stall {n}", kind="consult", first_on=today + timedelta(days=n), people=20, by=lead.pk, at=now) for n in range(100)]  # fmt: skip
    PlannedActivity.objects.bulk_create(planned)
    ActivityTask.objects.bulk_create(ActivityTask(scope=ward.pk, activity=each, words=f"Task {n}", due_on=today, by=lead.pk, at=now) for each in planned for n in range(5))  # fmt: skip
    Pack.objects.bulk_create(Pack(project=ward, public=n % 2 == 0, state="ready", made_at=now, file="x.zip", published_at=now if n % 2 == 0 else None) for n in range(40))  # fmt: skip
    people = [Stakeholder(organisation=home, name=f"Partner {n}", kind="voluntary") for n in range(partners)]
    Stakeholder.objects.bulk_create(people)
    Position.objects.bulk_create(
        Position(stakeholder=each, scope=ward.pk, influence=n % 11, interest=n % 7, affected=n % 5, by=lead.pk, at=now)
        for n, each in enumerate(people[:100])
    )
    return ward


def pages(home: Organisation) -> dict[str, str]:
    at = [home.slug, PROJECT]
    first = PlannedActivity.objects.earliest("first_on")
    sheet = [*at, "plan"]
    return {
        "the workspace": reverse("projects-team:workspace", args=at),
        "the whole plan": reverse("projects-team:sheet", args=sheet),
        "a section of the plan": reverse("projects-team:sheet-section", args=[*sheet, "known"]),
        "the plan to read": reverse("projects-team:sheet-read", args=sheet),
        "the timetable": reverse("projects-team:timetable", args=at),
        "evidence and gaps": reverse("projects-team:evidence", args=at),
        "options": reverse("projects-team:options", args=at),
        "the reading pack": reverse("projects-team:reading", args=[*at, 1]),
        "assurance": reverse("projects-team:assurance", args=at),
        "the budget": reverse("projects-team:budget", args=at),
        "methods": reverse("projects-team:methods", args=at),
        "the stakeholder map, 100 on it": reverse("projects-team:stakeholders", args=at),
        "ready to publish?": reverse("projects-team:ready", args=at),
        "planned activities, 100 with 500 tasks": reverse("projects-team:activities", args=at),
        "one planned activity": reverse("projects-team:activity", args=[*at, first.pk]),
        "checks of audiences": reverse("projects-team:audiences", args=at),
        "filling the budget": reverse("projects-team:budget-fill", args=at),
        "who runs this": reverse("projects-team:run-by", args=at),
        "publishing the evidence pack": reverse("evidence:editions", args=at),
        "how often the same are asked": reverse("projects-team:how-often", args=[home.slug]),
        "law and policy": reverse("library-team:law", args=[home.slug]),
        "times and rates": reverse("library-team:values", args=[home.slug]),
        "templates and forms": reverse("library-team:entries", args=[home.slug, "templates"]),
        "duties": reverse("projects-team:duties", args=at),
        "the register of partners": reverse("stakeholders-team:register", args=[home.slug]),
        "the forward plan": reverse("projects-team:forward", args=[home.slug]),
        "requests for advice": reverse("projects-team:advice", args=[home.slug]),
        "the library": reverse("library-team:overview", args=[home.slug]),
    }


def main() -> None:
    plans, partners, rows = (int(each) for each in (*sys.argv[1:], *("500", "5000", "200")[len(sys.argv) - 1 :]))
    size = f"{plans:,}"
    table = Table(f"Planning, {plans:,} plans, {partners:,} partners, {rows:,} rows, on {DATABASE}")
    call_command("migrate", verbosity=0)
    home, lead, _survey = house()
    furnish(home, lead, plans, partners, rows)
    staff = login(InProcess(), lead)
    for name, path in pages(home).items():
        staff.get(path)
        table.put(size, "SQL queries, reading", name, count(asked(lambda path=path: staff.get(path), 200)), "", READING)
    server = Server()
    try:
        colleague = Client(
            server.port, {settings.SESSION_COOKIE_NAME: staff.cookies[settings.SESSION_COOKIE_NAME].value}
        )
        empty = _get(colleague, "/bench-empty/")
        for name, path in pages(home).items():
            _cost, times = beside(server, _get(colleague, path), empty)
            table.put(size, "CPU, team pages", name, times, UNIT, TEAM)
    finally:
        server.stop()
    table.close()


if __name__ == "__main__":
    main()
