"""What a plan of activities is held against: labels, money, the checks of an audience, the pack, and what pages cost."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.knowledge.audiences import audiences
from alongside.plans import audience_checks, doing, means, writing
from alongside.plans.models import ActivityTask, AudienceAnswer, BudgetLine, PlannedActivity
from alongside.plans.models_methods import ChosenMethod
from alongside.plans.sheets import TEMPLATES
from alongside.projects.chapter_methods import rows, tell
from alongside.projects.models import Project, State
from alongside.projects.tests.doing_steps import HERE, choose, plain, planned, text
from alongside.projects.tests.makers import project as make_project
from alongside.questionnaires.types import Answer
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(cast: Cast) -> Project:
    made = make_project(cast.northmere, "clinics", State.DRAFT)
    now = timezone.now()
    dates = {"opens_at": now + timedelta(days=40), "closes_at": now + timedelta(days=80)}
    Project.objects.filter(pk=made.pk).update(level="consult", **dates)
    made.refresh_from_db()
    return made


@pytest.fixture
def amira(client: Client, cast: Cast, project: Project) -> Client:
    cache.clear()
    return login(client, cast.amira)


def test_deciding_together_in_one_activity_asks_for_payment_and_says_what_the_plan_does_not_bear(
    amira: Client, cast: Cast, project: Project
) -> None:
    assert "Say what payment is offered" not in text(amira, "ready/")
    made = doing.plan_activity(
        scope=project.pk, method="joint-panel", values=plain(kind="co-produce"), steps=[], by=cast.amira.pk,
        at=timezone.now(),
    )  # fmt: skip
    page = text(amira, "ready/")
    assert "Say what payment is offered" in page and "has no part" not in page
    sheet = writing.begin(scope=project.pk, template="plan", by=cast.amira.pk, at=timezone.now())
    section = TEMPLATES["plan"].section("influence")
    assert section is not None
    said = {"shares": Answer("us"), "afterwards": Answer("no")}
    writing.keep(sheet=sheet, section=section, answers=said, complete=True, seen=0, by=cast.amira.pk, at=timezone.now())
    page = text(amira, f"activities/{made.pk}/")
    assert "that is co-design" in page and "The plan says that you decide alone" in page and "no payment" in page
    ready = text(amira, "ready/")
    assert "people have no part in what comes afterwards" in ready and "the plan says that you decide alone" in ready
    assert "no payment for their time is planned" in text(amira, "budget/")
    doing.cancel(activity=made, reason="x", by=cast.amira.pk, at=timezone.now())
    assert "Say what payment is offered" not in text(amira, "ready/")


def fields(activity: PlannedActivity, category: str, **typed: str) -> dict[str, str]:
    key = f"{activity.pk.hex}_{category}"
    return {f"add_{key}": "on", **{f"{name}_{key}": value for name, value in typed.items()}}


def test_the_budget_is_filled_in_from_activities_people_and_rates(amira: Client, cast: Cast, project: Project) -> None:
    made = doing.plan_activity(
        scope=project.pk, method="focus-group", values=plain(title="Group", people=12, times=3), steps=[],
        by=cast.amira.pk, at=timezone.now(),
    )  # fmt: skip
    page = text(amira, "budget/fill/")
    assert (
        "Two hours (National Institute for Health and Care Research)" in page
        and " checked" not in page
        and "Venues" in page
    )
    wanted = {
        **fields(made, "payments", people="12", times="3", each=""),
        **fields(made, "refreshments", people="10", times="3", each="4.50"),
        **fields(made, "access", people="1", times="3", each=""),
    }
    answer = amira.post(HERE + "budget/fill/", {"rate": "PAY-02r-3", **wanted})
    assert answer.status_code == 422 and answer.content.decode().count("Enter an amount in pounds") == 2, "in the summary, and by the field"  # fmt: skip
    del wanted[f"add_{made.pk.hex}_access"]
    for _twice in range(2):
        assert amira.post(HERE + "budget/fill/", {"rate": "PAY-02r-3", **wanted}).status_code == 302
    lines = {each.category: each for each in BudgetLine.objects.all()}
    assert lines.keys() == {"payments", "refreshments"}
    assert lines["payments"].planned == Decimal(12 * 3 * 55) and lines["payments"].rate == "PAY-02r-3"
    assert lines["refreshments"].planned == Decimal(135)
    page = text(amira, "budget/")
    assert "From the activity:" in page and "Two hours" in page and "No access costs are planned" in page
    doing.change(activity=made, values=plain(title="Group", people=24, times=3), seen=1, by=cast.amira.pk, at=timezone.now())  # fmt: skip
    assert text(amira, "budget/").count("Now 24 people, 3 times.") == 2
    path = f"{HERE}budget/{lines['payments'].pk}/update/"
    amira.post(path, {"people": "20", "times": "3"})
    lines["payments"].refresh_from_db()
    assert lines["payments"].people == 12, "what was shown is not what is there: nothing is taken over unseen"
    for _twice in range(2):
        amira.post(path, {"people": "24", "times": "3"})
    lines["payments"].refresh_from_db()
    assert lines["payments"].planned == Decimal(24 * 3 * 55) and text(amira, "budget/").count("Now 24 people") == 1
    made.refresh_from_db()
    doing.cancel(activity=made, reason="x", by=cast.amira.pk, at=timezone.now())
    assert "Is this cost still needed?" in text(amira, "budget/")


def test_a_line_that_is_removed_twice_is_said_to_be_gone(amira: Client, cast: Cast, project: Project) -> None:
    values = {"category": "access", "what": "Lifts", "people": 2, "times": 3, "each": Decimal("40")}
    line = means.keep_line(scope=project.pk, line=None, values=values, by=cast.amira.pk, at=timezone.now())
    for words in ("is removed.", "It is removed already."):
        assert words in amira.post(f"{HERE}budget/{line.pk}/", {"remove": "yes"}, follow=True).content.decode()


def test_checks_of_an_audience_stand_where_publishing_is_decided_and_are_answered_by_name(
    amira: Client, project: Project
) -> None:
    assert "Nobody is named yet" in text(amira, "audiences/")
    choose(amira, "survey")
    page = text(amira, "ready/")
    assert "Children aged 5 to 11: say how they are kept safe" in page and "Children aged 5 to 11: 6 to answer" in page
    assert "6 to answer" in text(amira) and "Children aged 5 to 11" in text(amira, "audiences/")
    path = HERE + "audiences/age-5-11/"
    wrong = amira.post(path + "chaperone/", {"words": "", "seen": "0"})
    assert wrong.status_code == 422 and "Select whether it applies" in wrong.content.decode()
    said = {"applies": "yes", "words": "Ms Bell, the class teacher", "section": "safe", "seen": "0"}
    said["section"] = TEMPLATES["plan"].definition.sections[0].key
    for _twice in range(2):
        assert amira.post(path + "chaperone/", said).status_code == 302
    assert AudienceAnswer.objects.count() == 1 and "Amira" in text(amira, "audiences/")
    clash = amira.post(path + "chaperone/", {**said, "words": "Nobody"})
    assert clash.status_code == 409 and "Ms Bell" in clash.content.decode() and "Nobody" in clash.content.decode()
    assert "say how they are kept safe" in text(amira, "ready/"), "consent is open still"
    amira.post(path + "parental-consent/", {"applies": "no", "words": "Only adults are asked", "seen": "0"})
    page = text(amira, "ready/")
    assert "say how they are kept safe" not in page and "Children aged 5 to 11: 4 to answer" in page
    assert "Does not apply:" in text(amira, "audiences/")
    assert text(amira, "audiences/nobody/chaperone/", 404) and text(amira, "audiences/deaf/chaperone/", 404)


def test_an_audience_leaves_the_plan_with_what_brought_it(amira: Client, project: Project) -> None:
    choose(amira, "survey")
    assert [each.key for each in audience_checks.standing(project.pk).audiences] == ["age-5-11"]
    amira.post(f"{HERE}methods/{ChosenMethod.objects.get().pk}/take-out/")
    assert not audience_checks.standing(project.pk).audiences and "kept safe" not in text(amira, "ready/")


def test_only_what_keeps_children_safe_stops_and_every_child_has_it() -> None:
    stopping = {key: {check.key for check in each.checks if check.stops} for key, each in audiences().items()}
    children = {"age-0-4", "age-5-11", "age-12-17"}
    assert {key for key, found in stopping.items() if found} == children
    assert all(stopping[key] == {"parental-consent", "chaperone"} for key in children)


def test_the_pack_tells_of_methods_activities_notices_and_checks(amira: Client, cast: Cast, project: Project) -> None:
    choose(amira, "survey")
    survey = planned("survey")
    amira.post(f"{HERE}activities/tasks/{survey.tasks.all()[0].pk}/", {"done": "yes"})
    amira.post(HERE + "audiences/age-5-11/chaperone/", {"applies": "yes", "words": "Ms Bell", "seen": "0"})
    files = {each.path: b"".join(each.blocks()).decode() for each in rows(project.pk)}
    (held,) = [json.loads(line) for line in files["methods/planned-activities.jsonl"].splitlines()]
    assert (held["title"], held["kind"], held["by"]) == ("Survey", "consult", "Amira")
    assert sum(json.loads(line)["done_by"] == "Amira" for line in files["methods/tasks.jsonl"].splitlines()) == 1
    (chosen,) = [json.loads(line) for line in files["methods/chosen.jsonl"].splitlines()]
    assert "why = measure" in chosen["led"]
    words = "\n".join(cell for part in tell(project.pk) for table in part.tables for row in table.rows for cell in row)
    for said in ("Survey", "1 / 3", "Ms Bell", "Not answered", "To find out how many, or how often"):
        assert said in words


def test_the_pages_cost_the_same_with_100_activities_and_500_tasks(amira: Client, cast: Cast, project: Project) -> None:
    paths = ("", "activities/", "methods/", "budget/", "budget/fill/", "audiences/", "ready/")

    def counts(*more: str) -> list[int]:
        found = []
        for path in (*paths, *more):
            with CaptureQueriesContext(connection) as caught:
                text(amira, path)
            found.append(len(caught))
        return found

    def add(number: int, tasks: int) -> PlannedActivity:
        on = timezone.localdate() + timedelta(days=30)
        kept = {"scope": project.pk, "by": cast.amira.pk, "at": timezone.now()}
        made = PlannedActivity.objects.bulk_create(
            PlannedActivity(
                method="focus-group", title="x", kind="consult", people=9, first_on=on, lead=cast.amira.pk,
                audiences=["deaf"], **kept,
            )
            for _each in range(number)
        )  # fmt: skip
        ActivityTask.objects.bulk_create(
            ActivityTask(activity=each, words=f"{number} {task}", due_on=on, owner=cast.amira.pk, **kept)
            for each in made
            for task in range(tasks)
        )
        BudgetLine.objects.bulk_create(
            BudgetLine(activity=each, category="access", what="x", each=1, had_people=9, had_times=1, **kept)
            for each in made
        )
        return made[0]

    choose(amira, "survey")
    one = add(2, 1)
    here = f"activities/{one.pk}/"
    counts(here)
    few = counts(here)
    add(98, 5)
    many = counts(here)
    assert many == few and max(many[1:6] + many[7:]) <= 12 and many[0] <= 14, dict(
        zip((*paths, here), many, strict=True)
    )
    assert "Page 2 of" in text(amira, "activities/")
