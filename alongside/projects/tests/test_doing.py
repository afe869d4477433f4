"""From a chosen mix to activities, tasks, a budget and checks, as a team goes through it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from alongside.activities.models import Activity
from alongside.knowledge.audiences import audiences
from alongside.knowledge.holidays import working_days_after
from alongside.knowledge.methods import methods
from alongside.plans import doing
from alongside.plans.doing_rules import before, nearest_kind, steps
from alongside.plans.models import ActivityTask, PlannedActivity
from alongside.projects.doing import days_by_format
from alongside.projects.models import Project, State
from alongside.projects.tests.doing_steps import HERE, as_posted, choose, day, plain, planned, text
from alongside.projects.tests.makers import project as make_project
from alongside.record.models import Entry
from alongside.tools.survey import building
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


def test_tasks_of_what_was_called_off_stay_as_they_are_and_nothing_typed_is_lost(amira: Client) -> None:
    choose(amira, "survey")
    survey = planned("survey")
    path = f"{HERE}activities/{survey.pk}/"
    task = ActivityTask.objects.filter(activity=survey).first()
    assert task is not None
    one = f"{HERE}activities/tasks/{task.pk}/"
    amira.post(path + "cancel/", {"reason": "Nobody to read it"})
    before = list(ActivityTask.objects.values().order_by("pk"))
    for place, sent in (
        (one, {"done": "yes"}),
        (one, {"words": "Ask the zebras", "seen": "0"}),
        (path + "tasks/add/", {"words": "Ask the zebras"}),
        (path + "tasks/add/", {"advised": task.words}),
    ):
        page = amira.post(place, sent, follow=True).content.decode()
        assert "was called off, so nothing is saved." in page, (place, sent)
        assert ("You wrote: Ask the zebras" in page) == ("words" in sent)
    assert list(ActivityTask.objects.values().order_by("pk")) == before
    for act in (
        lambda: doing.tick(task=task, done=True, by=task.by, at=task.at),
        lambda: doing.add_task(activity=survey, values={"words": "x", "owner": None, "due_on": None}, by=task.by, at=task.at),
        lambda: doing.change_task(task=task, values={"words": "x", "owner": None, "due_on": None}, seen=0, by=task.by),
    ):  # fmt: skip
        with pytest.raises(doing.CalledOff):
            act()
    form = {"title": "Zebra survey", "kind": survey.kind, "times": "3", "seen": "0"}
    answer = amira.post(path + "change/", form)
    page = answer.content.decode()
    assert answer.status_code == 409 and "It was called off: Nobody to read it" in page and "Zebra survey" in page
    assert amira.get(path + "change/").status_code == amira.get(one).status_code == 302


def test_every_activity_that_was_called_off_can_be_found(amira: Client, cast: Cast, project: Project) -> None:
    for number in range(23):
        PlannedActivity.objects.create(
            scope=project.pk, method="survey", title=f"Old {number}.", kind="consult", by=cast.amira.pk,
            at=timezone.now(), cancelled_at=timezone.now(), cancelled_by=cast.amira.pk,
        )  # fmt: skip
    page = text(amira, "activities/")
    assert page.count(">Old ") == 20 and "3 more that were called off" in page
    assert text(amira, "activities/?off=all").count(">Old ") == 23


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
