"""A formal consultation that is being planned: duties, a plan written together, options, evidence with gaps, assurance.

Not published: the team finds in it what stops it.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from alongside.core.dates import moment
from alongside.demo.planned import plan_what_is_done
from alongside.documents.models import Document, DocumentEdition
from alongside.groups import actions as groups
from alongside.library.duties import asked_now
from alongside.organisations.models import Organisation
from alongside.people.accounts.models import Person
from alongside.plans import actions as duties
from alongside.plans import assuring, consulting, keeping, means, timetables, writing
from alongside.plans.models import Sheet
from alongside.plans.sheets import TEMPLATES
from alongside.projects import assurance, short
from alongside.projects.models import Project
from alongside.questionnaires.types import Answer
from alongside.record.actions import note

PLAN: dict[str, tuple[dict[str, object], bool]] = {
    "known": (
        {
            "found": "Patients told Healthwatch last year that staff are kind and the building is tired.\nHalf of visitors come by bus.",
            "looked": "Complaints for 3 years, the ward survey, the Healthwatch report on discharge.",
            "gaps": "How far people can travel when a relative is here for weeks.",
        },
        True,
    ),
    "influence": (
        {
            "decided": "some",
            "shares": "us_account",
            "explain": "no",
            "because": "The board reads the report before it chooses an option.",
        },
        True,
    ),
    "seldom": ({"under_heard": "People with dementia, and the people who visit them."}, False),
    "access": ({"offline": "Paper forms on the ward and at the bus stop café. A phone line, 9am to 7pm."}, False),
    "data": ({"analysed": "Two analysts read every answer. No machine is used."}, True),
}
TERMS: dict[str, tuple[dict[str, object], bool]] = {
    "purpose": (
        {
            "purpose": "To look at every option for Birch Ward with the people who know it.",
            "decides": "recommend",
            "rights": "The group says which options stay. The board decides, and gives reasons where it does not follow.",
            "inside": "Where the beds are, travel, visiting, what the building is used for.",
            "outside": "The care of one person.",
        },
        True,
    ),
    "members": ({"members": "5 patients and carers, 3 staff, 1 from the bus company.", "balance": "5 of 9."}, False),
}
KEPT = {
    "access": {
        "venues": "A colleague and a disabled member look at each place together before it is booked.",
        "offline": "Paper forms where people wait, a phone line from 9am to 7pm, and somebody to write with.",
    },
    "feedback": {"promise": "A page and a letter within 6 weeks: what we heard, what we decided and why."},
}
OPTIONS: tuple[tuple[str, str, str, str, dict[str, str]], ...] = (
    ("Nothing changes", "nothing", "considered", "", {"benefits": "Nobody moves.", "drawbacks": "The roof and the lift stay as they are."}),
    ("Move the beds to Eastvale Hospital", "team", "shortlisted", "", {"benefits": "Rooms of one’s own, and a garden.", "drawbacks": "Two buses for people from Westbourne.", "affected": "18 patients at a time, and who visits them.", "cost": "Saves £400,000 a year.", "travel": "22 minutes longer on average.", "evidence": "Travel survey, spring 2026.", "shaped_by": "Visitors asked for a garden in the ward survey."}),
    ("Keep 8 beds, and care for others at home", "people", "shortlisted", "Carers proposed it at the first meeting.", {"benefits": "Near to home.", "affected": "People who live alone."}),
    ("Build a new ward", "team", "discarded", "It would cost £31 million, which we do not have.", {}),
)  # fmt: skip


COSTS = (
    ("expenses", "Travel to four meetings", 25, 4, "12.50"),
    ("venues", "Community hall, Eastvale", 1, 4, "140"),
    ("formats", "Easy Read edition, made with people with learning disabilities", 1, 1, "950"),
)
TEAM = (
    ("Priya Shah", "engages", "Leads it"),
    ("Tom Okafor", "analyses", "Reads and counts the answers"),
    ("Dr Ines Moreau", "professional", "Consultant on Birch Ward"),
)


def plan_a_closure(home: Organisation, lead: Person, reader: Person, now: datetime) -> Project:
    today = timezone.localdate(now)

    def day(weeks: int) -> date:
        found = today + timedelta(weeks=weeks)
        return found + timedelta(days={5: 2, 6: 1}.get(found.weekday(), 0))

    project = Project.objects.create(
        organisation=home,
        slug="birch-ward",
        name="Birch Ward",
        question="What should happen to Birch Ward?",
        summary="Birch Ward cares for 18 people who get better after an illness. The building is old. We have options, and none is decided.",
        level="consult",
        formal_consultation=True,
        formal_reason="Closing a ward would be a large change for the people who use it.",
        can_change="Where the beds are, how many there are, and what care there is at home.",
        cannot_change="The building cannot be made safe for more than 3 years.",
        who_decides="South Riverside Integrated Care Board",
        decides_on=day(38),
        who_it_affects="People who get better after an illness, and those who visit them.",
        topics=["Hospitals"],
        area_codes=[area.code for area in home.areas.all()][:2],
        area_words="Bexley and Bromley",
        on_paper="Forms on the ward, in libraries and from the phone line.",
        by_phone="020 7946 0142, 9am to 7pm.",
        contact_name="Priya Shah",
        contact_role="Engagement lead",
        contact_phone=home.phone,
        contact_email=home.email,
        opens_at=moment(day(14), time(9)),
        closes_at=moment(day(27), time(17)),
        findings_by=day(33),
        lead=lead.pk,
    )
    short.give(project)
    scope, by = project.pk, lead.pk
    note(scope=scope, by=by, verb="project.started", subject=f"project:{scope}")
    duties.assess(
        scope=scope,
        facts={
            "bodies": ("ICB", "NHS_TRUST"),
            "stage": "proposal",
            "impact.manner": True,
            "impact.range": True,
            "impact.substantial": "unsure",
            "personal_data": True,
            "published_online": True,
        },
        judgement="Priya Shah, engagement lead, after a talk with the legal team. We treat it as substantial until scrutiny says otherwise.",
        by=by,
        at=now,
        on=today,
        seen=0,
        known=asked_now(home).known,
    )
    plan = _sheet(scope, "plan", PLAN, by, now)
    writing.comment(
        sheet=plan,
        section="access",
        text="The ward café closes at 3. Visitors come after work: leave forms at the desk too.",
        by=reader.pk,
        at=now,
    )
    effects = {"age": "worse", "disability": "do_not_know", "carers": "worse", "deprivation": "worse"}
    _sheet(scope, "equality-before", {"groups": ({"effects": effects}, True)}, by, now)
    _sheet(scope, "terms", TERMS, by, now)
    keeping.keep_plan(
        organisation=home,
        name="Moving or closing a ward",
        what="What worked when we last moved one.",
        words=KEPT,
        by=by,
        at=now,
    )
    for title, origin, standing, reason, values in OPTIONS:
        option = consulting.add_option(scope=scope, values={"title": title, "origin": origin, **values}, on=today, by=by, at=now)  # fmt: skip
        if standing != "considered":
            consulting.stand(
                option=option, standing=standing, reason=reason, on=today, by=by, at=now + timedelta(seconds=1)
            )
    _case(home, project)
    consulting.name_parts(
        scope=scope, documents=dict.fromkeys(("summary", "case", "asking"), "the-case"), by=by, at=now
    )
    consulting.state(
        scope=scope,
        item="E-G1-3",
        shows=True,
        words="The board has decided nothing, signed nothing and told staff nothing. Declared in its minute of this month.",
        by=by,
        at=now,
    )
    timetables.choose(
        scope=scope,
        formats=["easy-read", "large-print"],
        meetings=[{"name": "Health scrutiny committee", "date": day(34).isoformat(), "purpose": "scrutiny"}],
        seen=0,
        by=by,
        at=now,
    )
    for category, what, people, times, each in COSTS:
        cost: dict[str, object] = {"category": category, "what": what, "people": people, "times": times}
        means.keep_line(scope=scope, line=None, values={**cost, "each": Decimal(each)}, by=by, at=now)
    for name, part, does in TEAM:
        means.join_team(scope=scope, name=name, part=part, does=does, by=by, at=now)
    plan_what_is_done(home, project, lead, now)
    _assure(home, project, lead, reader, now, day(2))
    return project


def _sheet(
    scope: UUID, template: str, sections: dict[str, tuple[dict[str, object], bool]], by: UUID, now: datetime
) -> Sheet:
    sheet = writing.begin(scope=scope, template=template, by=by, at=now)
    for key, (answers, complete) in sections.items():
        section = TEMPLATES[template].section(key)
        assert section is not None
        said = {question: Answer(value) for question, value in answers.items()}  # type: ignore[arg-type]
        writing.keep(sheet=sheet, section=section, answers=said, complete=complete, seen=0, by=by, at=now)
    return sheet


def _case(home: Organisation, project: Project) -> None:
    document = Document.objects.create(
        organisation=home, scope=project.pk, slug="the-case", title="The case for change"
    )
    DocumentEdition.objects.create(
        document=document,
        body="Birch Ward is 62 years old. The roof, the lift and the heating fail every winter. Repairs cost £1.2 million last year.",
        title="The case for change",
    )


def _assure(home: Organisation, project: Project, lead: Person, reader: Person, now: datetime, meets: date) -> None:
    group = groups.make(
        organisation=home,
        name="Engagement assurance committee",
        kind="assurance",
        purpose="Reads plans before people are asked, and says whether they are good enough.",
        by=lead.pk,
        at=now,
    )
    groups.let_in(
        group=group,
        name=reader.name,
        email=reader.email,
        role="Member",
        lived_experience=True,
        chairs=False,
        format="large-print",
        since=timezone.localdate(now),
        by=lead,
    )
    groups.meet(
        group=group, on=meets, place="Community hall, Eastvale", papers_on=meets - timedelta(days=7), by=lead.pk
    )
    submission = assuring.submit(
        scope=project.pk,
        group=group,
        stage="plan",
        ask="assure",
        summary="We want to ask about Birch Ward for 13 weeks. We are not sure that we reach people with dementia and those who visit them.\nWe ask you to look at access, and at what we call the options.",
        paragraphs=assurance.paragraphs(project, home, now),
        meeting_on=meets,
        by=lead.pk,
        at=now,
    )
    assuring.remark(
        submission=submission,
        paragraph=3,
        text="Say who told you that. My uncle was there in March and it was warm.",
        by=reader.pk,
        at=now,
    )
