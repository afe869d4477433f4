"""The team's pages of a project, from the first question to published, paused and closed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from alongside.projects.models import Project, State
from alongside.tools.survey import building
from tests.cast import login

PURPOSE = {
    "name": "Blood tests",
    "question": "When should clinics open?",
    "summary": "Clinics may open later.",
    "why": "",
}


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


TODAY = date.today()
ANSWERS = {
    "decision": {"who_decides": "The board", **day("decides_on", TODAY + timedelta(days=200))},
    "change": {"can_change": "Times", "cannot_change": "Staff"},
    "people": {"who_it_affects": "Everyone", "area_words": "", "topics": "blood tests, times", "content_note": ""},
    "kind": {"level": "consult", "formal_reason": ""},
    "dates": {
        **day("opens_on", TODAY + timedelta(days=3)),
        **day("closes_on", TODAY + timedelta(days=60)),
        "closes_time": "5pm",
        **day("findings_by", TODAY + timedelta(days=90)),
        "late_rule": "",
    },
    "contact": {"contact_name": "Jo Reid", "contact_role": "", "contact_phone": "020 7946 0142", "contact_email": ""},
    "ways": {"on_paper": "Library", "by_phone": "020 7946 0142", "in_person": "", "as_a_group": "", "minutes": "8"},
}
HOME = "/team/northmere/projects/blood-tests/"


@pytest.fixture
def team(client, cast):
    return login(client, cast.amira)


def seen(page):
    return page.context["seen"] if page.context else page.content.decode().split('name="seen" value="')[1].split('"')[0]


def save(team, section, values, query=""):
    address = f"{HOME}edit/{section}/{query}"
    shown = team.get(address)
    assert shown.status_code == 200
    print_now = shown.content.decode().split('name="seen" value="')[1].split('"')[0]
    return team.post(address, {**values, "seen": print_now})


def started(team):
    return team.post("/team/northmere/projects/start/", PURPOSE)


def filled(team):
    started(team)
    for section, values in ANSWERS.items():
        assert save(team, section, values).status_code == 302
    return Project.objects.get(slug="blood-tests")


def test_ten_questions_follow_one_another(team):
    following = started(team).url
    for section, values in ANSWERS.items():
        assert following == f"{HOME}edit/{section}/?starting=1"
        following = save(team, section, values, "?starting=1").url
    assert following == HOME
    project = Project.objects.get()
    assert (project.topics, project.minutes, project.level) == (["blood tests", "times"], 8, "consult")
    assert timezone.localtime(project.closes_at).hour == 17


def test_a_start_without_words_keeps_what_was_typed(team):
    page = team.post("/team/northmere/projects/start/", {**PURPOSE, "question": ""})
    words = page.content.decode()
    assert page.status_code == 422 and "<title>Error: " in words
    assert "Enter what you want to ask" in words and "Clinics may open later." in words
    assert not Project.objects.exists()


def test_wrong_dates_say_how_to_put_them_right(team):
    started(team)
    page = save(team, "dates", {**ANSWERS["dates"], **day("closes_on", TODAY + timedelta(days=1))})
    assert page.status_code == 422 and "The closing date must be after the opening date" in page.content.decode()
    page = save(team, "dates", {**ANSWERS["dates"], "closes_on_year": ""})
    assert "The closing date must include a year" in page.content.decode()


def test_two_people_at_one_section_keep_both_texts(team, cast, client):
    started(team)
    page = team.get(f"{HOME}edit/change/").content.decode()
    stale = page.split('name="seen" value="')[1].split('"')[0]
    assert save(team, "change", {"can_change": "Times of day", "cannot_change": "Staff"}).status_code == 302
    clash = team.post(f"{HOME}edit/change/", {"can_change": "Places", "cannot_change": "Staff", "seen": stale})
    words = clash.content.decode()
    assert clash.status_code == 409
    assert "Amira saved this at" in words and "Times of day" in words and ">Places</textarea>" in words
    now = words.split('name="seen" value="')[1].split('"')[0]
    joined = {"can_change": "Times of day\nPlaces", "cannot_change": "Staff", "seen": now}
    assert team.post(f"{HOME}edit/change/", joined).status_code == 302
    assert Project.objects.get().can_change.split() == ["Times", "of", "day", "Places"]


def test_the_public_page_is_previewed_before_it_is_public(team, client, cast):
    started(team)
    assert team.get(f"{HOME}preview/").url == f"{HOME}edit/dates/"
    Project.objects.all().delete()
    project = filled(team)
    building.start(project=project, saved="clinic_times", by=cast.amira.pk)
    page = team.get(f"{HOME}preview/")
    words = page.content.decode()
    assert page.status_code == 200 and "This is a preview." in words and "When should clinics open?" in words
    assert Project.objects.get().published_at is None
    assert team.get("/northmere/projects/blood-tests/").status_code == 404


def test_publishing_waits_for_what_stops_it(team, cast):
    project = filled(team)
    page = team.get(f"{HOME}ready/").content.decode()
    assert "1 thing stops you" in page and "Write at least one question" in page
    refused = team.post(f"{HOME}publish/")
    assert refused.status_code == 409 and "It is not published yet" in refused.content.decode()
    building.start(project=project, saved="experience_of_care", by=cast.amira.pk)
    assert "Nothing stops you" in team.get(f"{HOME}ready/").content.decode()
    assert team.post(f"{HOME}publish/").url == f"{HOME}share/"
    project.refresh_from_db()
    assert project.state_at(timezone.now()) is State.UPCOMING
    assert building.bench(project).published is not None
    assert "Upcoming" in team.get(HOME).content.decode()
    assert team.post(f"{HOME}publish/").status_code == 302


def test_an_override_is_by_name_with_a_reason_and_stays_visible(team, cast):
    project = filled(team)
    building.start(project=project, saved="experience_of_care", by=cast.amira.pk)
    Project.objects.update(contact_name="")
    address = f"{HOME}ready/contact/"
    assert team.get(address).status_code == 200
    assert team.post(address, {"reason": ""}).status_code == 422
    assert team.post(address, {"reason": "She starts on Monday"}).status_code == 302
    words = team.get(f"{HOME}ready/").content.decode()
    assert "Amira: She starts on Monday" in words and "Nothing stops you" in words
    assert team.post(f"{HOME}publish/").status_code == 302
    assert "Amira: She starts on Monday" in team.get(HOME).content.decode()


def test_what_does_not_stop_or_leaves_nothing_to_publish_cannot_be_overridden(team):
    filled(team)
    assert team.get(f"{HOME}ready/kind/").url == f"{HOME}ready/"
    Project.objects.update(opens_at=None)
    words = team.get(f"{HOME}ready/").content.decode()
    for check in ("dates", "questions"):
        assert team.post(f"{HOME}ready/{check}/", {"reason": "It will do"}).url == f"{HOME}ready/"
        assert f"{HOME}ready/{check}/" not in words
    assert "2 things stop you" in team.get(f"{HOME}ready/").content.decode()


def test_what_stopped_publishing_is_no_problem_of_a_page_that_is_out(team):
    opened(team)
    Project.objects.update(closes_at=timezone.now() - timedelta(days=1))
    assert "Stops you" not in team.get(HOME).content.decode()


def opened(team):
    project = filled(team)
    now = timezone.now()
    Project.objects.update(published_at=now, opens_at=now - timedelta(days=1))
    project.refresh_from_db()
    return project


def test_pausing_resuming_extending_and_closing(team):
    project = opened(team)
    later = TODAY + timedelta(days=5)
    page = team.post(f"{HOME}pause/", {"reason": "", **day("next_on", later)})
    assert page.status_code == 422 and "Enter the reason" in page.content.decode()
    assert team.post(f"{HOME}pause/", {"reason": "A question was unclear", **day("next_on", later)}).url == HOME
    assert "A question was unclear" in team.get(HOME).content.decode()
    again = team.post(f"{HOME}pause/", {"reason": "x", **day("next_on", later)})
    assert again.status_code == 409 and "Only an open project can be paused." in again.content.decode()
    assert team.post(f"{HOME}resume/", {"reason": "It is clear now"}).url == HOME
    short = {"reason": "Snow", "closes_time": "5pm", **day("closes_on", TODAY + timedelta(days=2))}
    page = team.post(f"{HOME}extend/", {**short, **day("findings_by", TODAY + timedelta(days=90))})
    assert page.status_code == 422 and "The new closing date must be after 5pm" in page.content.decode()
    longer = {**short, **day("closes_on", TODAY + timedelta(days=70)), **day("findings_by", TODAY + timedelta(days=99))}
    assert team.post(f"{HOME}extend/", longer).url == HOME
    ended = {"reason": "Enough", **day("findings_by", TODAY + timedelta(days=30))}
    assert team.post(f"{HOME}close/", ended).url == HOME
    project.refresh_from_db()
    assert project.state_at(timezone.now()) is State.CLOSED
    assert team.post(f"{HOME}answered/").url == HOME
    words = team.get(HOME).content.decode()
    assert "Answered" in words and "Snow" in words and "Closed early" in words


def test_public_dates_change_by_extending_only(team):
    project = opened(team)
    page = team.get(f"{HOME}edit/dates/").content.decode()
    assert "so a change needs a reason" in page and 'name="closes_on_day"' not in page
    values = {**ANSWERS["dates"], **day("closes_on", TODAY + timedelta(days=300))}
    assert save(team, "dates", values).status_code == 302
    assert Project.objects.get().closes_at == project.closes_at


def test_dates_and_updates_are_added(team):
    opened(team)
    assert team.post(f"{HOME}dates/", {**day("on", TODAY), "time": "5:30pm", "words": "Drop-in"}).status_code == 302
    assert "Drop-in" in team.get(HOME).content.decode()
    only = Project.objects.get().dates.get()
    assert team.post(f"{HOME}dates/", {"remove": str(only.pk)}).status_code == 302
    assert not Project.objects.get().dates.exists()
    assert team.post(f"{HOME}updates/", {"title": "200 people so far", "body": ""}).status_code == 302
    assert "200 people so far" in team.get(f"{HOME}updates/").content.decode()


PAGES = ["", "edit/change/", "dates/", "updates/", "ready/", "pause/", "extend/", "close/"]


@pytest.mark.parametrize("page", PAGES)
def test_who_may_open_them(team, cast, client, page):
    opened(team)
    for someone, status in (("eve", 404), ("chidi", 404), ("ben", 200 if page in ("", "ready/") else 403)):
        assert login(client, getattr(cast, someone)).get(HOME + page).status_code == status, someone
    client.logout()
    assert client.get(HOME + page).status_code == 302


def test_one_organisations_project_is_not_another_ones(team, cast, client):
    filled(team)
    login(client, cast.eve)
    assert client.get("/team/carrow-hill/projects/blood-tests/").status_code == 404


@pytest.mark.parametrize("page", ["", "edit/purpose/", "ready/"])
def test_reading_costs_few_queries_and_no_more_with_more_rows(team, cast, page, django_assert_max_num_queries):
    project = opened(team)
    building.start(project=project, saved="clinic_times", by=cast.amira.pk)
    with django_assert_max_num_queries(12):
        team.get(HOME + page)
    for number in range(30):
        project.dates.create(on=TODAY, words=f"Drop-in {number}")
        project.moves.create(to="extended", reason="Snow", by=cast.olu.pk)
        project.overrides.create(check_key=f"check-{number}", reason="Agreed by the board", by=cast.ben.pk)
    with django_assert_max_num_queries(12):
        assert team.get(HOME + page).status_code == 200


def test_publishing_costs_few_queries(team, cast, django_assert_max_num_queries):
    project = filled(team)
    building.start(project=project, saved="clinic_times", by=cast.amira.pk)
    # 21, and the test's own transaction, which counts as two.
    with django_assert_max_num_queries(24):
        assert team.post(f"{HOME}publish/").status_code == 302
    with django_assert_max_num_queries(20):
        save_again = team.post(f"{HOME}updates/", {"title": "News", "body": ""})
    assert save_again.status_code == 302
