"""From a chosen mix to activities, tasks, a budget and checks, as a team goes through it."""

import json
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.activities.models import Activity
from alongside.knowledge.audiences import audiences
from alongside.knowledge.holidays import working_days_after
from alongside.knowledge.methods import methods
from alongside.plans import audience_checks, doing, writing
from alongside.plans.doing_rules import before, nearest_kind, steps
from alongside.plans.models import ActivityTask, AudienceAnswer, BudgetLine, PlannedActivity
from alongside.plans.models_methods import ChosenMethod
from alongside.plans.sheets import TEMPLATES
from alongside.projects.chapter_methods import rows, tell
from alongside.projects.doing import days_by_format
from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from alongside.questionnaires.types import Answer
from alongside.record.models import Entry
from alongside.tools.survey import building
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
HERE = "/team/northmere/projects/clinics/"
ASKED = "?why=measure&who=experience&who=age-5-11&weeks=9&budget=medium&digital_exclusion=unknown"


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


def text(client: Client, path: str = "", status: int = 200) -> str:
    answer = client.get(HERE + path)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def choose(client: Client, *keys: str, asked: str = ASKED) -> None:
    assert client.post(f"{HERE}methods/choose/{asked}", {"method": keys}).status_code == 302


def as_posted(activity: PlannedActivity, **changed: object) -> dict[str, object]:
    form: dict[str, object] = {
        "title": activity.title,
        "kind": activity.kind,
        "audiences": activity.audiences,
        "for_whom": activity.for_whom,
        "lead": activity.lead or "",
        "times": activity.times,
        "people": activity.people or "",
        "where": activity.where,
        "left": activity.left,
        "seen": activity.version,
    }
    for name in ("first_on", "last_on"):
        form |= day(name, changed.pop(name) if name in changed else getattr(activity, name))  # type: ignore[arg-type]
    return form | changed


def day(name: str, on: date | None) -> dict[str, object]:
    parts = ("", "", "") if on is None else (on.day, on.month, on.year)
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), parts, strict=True))


def planned(method: str) -> PlannedActivity:
    return PlannedActivity.objects.get(method=method)


def test_a_mix_becomes_activities_with_what_method_and_project_say(amira: Client, project: Project) -> None:
    choose(amira, "survey", "paper-form")
    survey = planned("survey")
    assert (survey.title, survey.kind, survey.people, survey.audiences) == ("Survey", "consult", None, ["age-5-11"])
    assert survey.first_on == timezone.localdate(project.opens_at) and survey.last_on == timezone.localdate(
        project.closes_at
    )
    ordered = survey.tasks.get(words__startswith="Order Easy Read")
    assert ordered.before == 15 and ordered.due_on == working_days_after(survey.first_on, -15)
    assert survey.tasks.get(words__startswith="Test the questions").due_on is None
    assert Entry.objects.filter(chain__scope=project.pk, verb="plan.activity-planned").count() == 2
    choose(amira, "survey", "paper-form")
    assert PlannedActivity.objects.count() == 2, "a second click makes nothing more"
    page = text(amira, "activities/")
    for words in ("Survey", "To do next", "Order Easy Read and translations", "0 of 3 tasks done"):
        assert words in page
    workspace = text(amira)
    assert "2 planned. The next task is due on" in workspace and "6 tasks to do" in workspace


def test_the_kind_of_an_activity_is_the_projects_or_the_nearest_below() -> None:
    assert nearest_kind("consult", ("consult", "engage")) == "consult"
    assert nearest_kind("inform", ("co-design", "co-produce")) == "co-design"
    assert nearest_kind("engage", ("consult", "co-design")) == "consult", "of two as near, what promises less"
    assert nearest_kind("", ("educate",)) == "educate"


def test_lead_times_are_read_from_the_words_of_the_library(cast: Cast) -> None:
    days = days_by_format(cast.northmere)
    assert before("Order Easy Read and translations before you set the opening date", days) == 15
    assert before("Book interpreters three to four weeks before", days) == 20
    assert before("Send papers a week before, in each member’s format", days) == 5
    assert before("Take a break at least every hour", days) is None
    known = {each.words for method in methods().values() for each in steps(method, days) if each.before}
    assert len(known) >= 8, known


def test_days_and_methods_that_do_not_fit_are_warned_of_and_never_refused(amira: Client, project: Project) -> None:
    choose(amira, "survey")
    survey = planned("survey")
    early, late = timezone.localdate() + timedelta(days=2), project.decides_on
    path = f"{HERE}activities/{survey.pk}/"
    saved = amira.post(path + "change/", as_posted(survey, first_on=early, last_on=late, audiences=["age-0-4"]))
    assert saved.status_code == 302
    page = text(amira, f"activities/{survey.pk}/")
    for words in (
        "It begins before this opens",
        "It goes on after this closes",
        "It ends when the decision is made already",
        "It usually takes at least 3 weeks",
        "Children aged 0 to 4: this method needs care with them",
    ):
        assert words in page
    survey.refresh_from_db()
    wrong = amira.post(path + "change/", as_posted(survey, first_on=late, last_on=early))
    assert wrong.status_code == 422 and "must not come before the first day" in wrong.content.decode()


def test_tasks_that_were_worked_out_move_with_the_first_day(amira: Client) -> None:
    choose(amira, "survey")
    survey = planned("survey")
    later = survey.first_on + timedelta(days=10)  # type: ignore[operator]
    amira.post(f"{HERE}activities/{survey.pk}/change/", as_posted(survey, first_on=later))
    ordered = survey.tasks.get(words__startswith="Order Easy Read")
    assert ordered.due_on == working_days_after(later, -15)
    own = timezone.localdate() + timedelta(days=3)
    path = f"{HERE}activities/tasks/{ordered.pk}/"
    form = {"words": ordered.words, "owner": "", **day("due_on", own), "seen": ordered.version}
    assert amira.post(path, form).status_code == 302
    survey.refresh_from_db()
    amira.post(f"{HERE}activities/{survey.pk}/change/", as_posted(survey, first_on=later + timedelta(days=9)))
    ordered.refresh_from_db()
    assert ordered.due_on == own and ordered.before is None, "a day set by hand stays"


def test_a_task_is_done_by_somebody_on_a_day_and_can_be_opened_again(amira: Client, cast: Cast) -> None:
    choose(amira, "survey")
    task = planned("survey").tasks.first()
    assert task is not None
    path = f"{HERE}activities/tasks/{task.pk}/"
    for _twice in range(2):
        assert amira.post(path, {"done": "yes"}).status_code == 302
    task.refresh_from_db()
    assert task.done_by == cast.amira.pk and task.done_at is not None
    assert Entry.objects.filter(verb="plan.task-done").count() == 1
    assert "Amira" in text(amira, f"activities/{task.activity_id}/") and "1 of 3 tasks done" in text(
        amira, "activities/"
    )
    amira.post(path, {"done": "no"})
    task.refresh_from_db()
    assert task.done_at is None and task.done_by is None


def test_advice_becomes_a_task_once_and_only_what_the_library_says(amira: Client) -> None:
    choose(amira, "survey")
    survey = planned("survey")
    path = f"{HERE}activities/{survey.pk}/tasks/add/"
    advised = audiences()["age-5-11"].before[0]
    assert advised in text(amira, f"activities/{survey.pk}/")
    for words in (advised, advised, "Something of my own"):
        amira.post(path, {"advised": words})
    assert survey.tasks.filter(words=advised).count() == 1 and survey.tasks.count() == 4
    empty = amira.post(path, {"words": "", "owner": ""})
    assert empty.status_code == 422 and "Enter what is to be done" in empty.content.decode()
    form = {"words": "Ask the school", "owner": "", **day("due_on", None)}
    assert amira.post(path, form).status_code == 302 and survey.tasks.count() == 5


def test_two_people_change_an_activity(amira: Client) -> None:
    choose(amira, "survey")
    survey = planned("survey")
    path = f"{HERE}activities/{survey.pk}/change/"
    assert amira.post(path, as_posted(survey, title="Theirs")).status_code == 302
    answer = amira.post(path, as_posted(survey, title="Mine"))
    page = answer.content.decode()
    assert answer.status_code == 409 and "Now it says: Theirs" in page and 'value="Mine"' in page
    survey.refresh_from_db()
    assert survey.title == "Theirs"


def test_what_is_called_off_stays_with_its_reason(amira: Client) -> None:
    choose(amira, "survey", "paper-form")
    survey, paper = planned("survey"), planned("paper-form")
    path = f"{HERE}activities/{survey.pk}/"
    assert amira.post(path + "cancel/", {"reason": ""}).status_code == 422
    for _twice in range(2):
        amira.post(path + "cancel/", {"reason": "Nobody to read it"})
    assert Entry.objects.filter(verb="plan.activity-cancelled").count() == 1
    page = text(amira, "activities/")
    assert "Nobody to read it" in page and "Called off" in page
    assert "Make it now" not in text(amira, f"activities/{survey.pk}/")
    amira.post(f"{HERE}methods/{paper.chosen_id}/take-out/", {"reason": "Too dear"})
    paper.refresh_from_db()
    assert paper.cancelled_at is not None and paper.cancel_reason == "Too dear" and ActivityTask.objects.count() == 6


def test_an_activity_is_planned_by_hand_once(amira: Client) -> None:
    form = {"method": "drop-in", "title": "Stall", "kind": "consult", "times": "3", "people": "20", "lead": "", "once": str(uuid4())}  # fmt: skip
    form |= {key: str(part) for name in ("first_on", "last_on") for key, part in day(name, None).items()}
    for _twice in range(2):
        assert amira.post(HERE + "activities/add/", form).status_code == 302
    stall = planned("drop-in")
    assert (stall.times, stall.people, stall.chosen) == (3, 20, None) and stall.tasks.count() == 3
    wrong = amira.post(HERE + "activities/add/", {**form, "title": "", "times": "0"}).content.decode()
    assert "Enter what it is called" in wrong and "Enter 1 or more" in wrong


def test_a_survey_that_is_made_is_linked_to_what_was_planned(amira: Client, cast: Cast, project: Project) -> None:
    choose(amira, "survey")
    survey = planned("survey")
    assert "Make it now" in text(amira, f"activities/{survey.pk}/") and f"{HERE}ask/" in text(
        amira, f"activities/{survey.pk}/"
    )
    made = building.start(project=project, saved=None, by=cast.amira.pk)
    survey.refresh_from_db()
    assert survey.live == made.activity_id and "Make it now" not in text(amira, f"activities/{survey.pk}/")


def test_a_survey_that_was_there_before_is_linked_by_hand(amira: Client, cast: Cast, project: Project) -> None:
    building.start(project=project, saved=None, by=cast.amira.pk)
    choose(amira, "survey")
    survey = planned("survey")
    assert "This is it: link them" in text(amira, f"activities/{survey.pk}/")
    for _twice in range(2):
        assert amira.post(f"{HERE}activities/{survey.pk}/link/").status_code == 302
    survey.refresh_from_db()
    assert survey.live == Activity.objects.get().pk
    assert Entry.objects.filter(verb="plan.activity-linked").count() == 1


def test_the_public_sees_where_an_activity_is_of_another_kind(client: Client, cast: Cast) -> None:
    cache.clear()
    shown = make_project(cast.northmere, "shown", State.OPEN)
    live = Activity.objects.create(project=shown, tool="survey", title="Our survey")
    made = doing.plan_activity(
        scope=shown.pk, method="survey", values=plain(kind="co-design"), steps=[], by=cast.amira.pk, at=timezone.now()
    )
    doing.link(scope=shown.pk, live=live.pk, by=cast.amira.pk, activity=made)
    page = client.get("/northmere/projects/shown/how-this-was-run/").content.decode()
    assert "Our survey" in page and "Co-design" in page


def plain(**changed: object) -> dict[str, object]:
    none = dict.fromkeys(("lead", "first_on", "last_on", "people"))
    empty = dict.fromkeys(("for_whom", "where", "left"), "")
    return {"title": "x", "kind": "consult", "audiences": [], "times": 1, **none, **empty, **changed}


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
