"""Today, the list of projects, settings and help: what is shown to whom, filters in the address, refusals."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.activities.models import Activity, Contribution
from alongside.analysis.models import Tally
from alongside.feedback.models import Promise
from alongside.messaging.models import Task
from alongside.moderation.models import ShownText
from alongside.organisations.models import Organisation
from alongside.people.accounts.models import Membership
from alongside.people.voices.models import Voice
from alongside.projects.models import Project
from tests.cast import login

TODAY = "/team/northmere/"
LIST = "/team/northmere/projects/"


def project(organisation, name, opens=-5, closes=20, **facts):
    now = timezone.now()
    return Project.objects.create(
        **{
            "organisation": organisation,
            "slug": name.lower().replace(" ", "-"),
            "name": name,
            "question": f"What about {name}?",
            "summary": "Words.",
            "level": "consult",
            "opens_at": now + timedelta(days=opens),
            "closes_at": now + timedelta(days=closes),
            "published_at": now - timedelta(days=40),
            **facts,
        }
    )


def days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def team(client, cast):
    return login(client, cast.amira)


@pytest.fixture
def busy(cast):
    """A house with something for every group."""
    house = cast.northmere
    clinics = project(house, "Blood tests")
    heard = project(house, "Carers", opens=-40, closes=-20, findings_by=days(-3))
    project(house, "Ward 6", opens=4, closes=90, published_at=None)
    Promise.objects.create(
        organisation=house,
        project=heard,
        you_said="x",
        words="open on Saturdays",
        owner="Jo",
        due_on=days(-31),
        first_due_on=days(-31),
    )
    Task.objects.create(
        organisation=house, scope=clinics.pk, kind="call", title="Phone about a paper form", due_on=days(2)
    )
    activity = Activity.objects.create(project=clinics, tool="survey", title="Survey")
    Tally.objects.create(activity=activity, responses=1790, upto=timezone.now())
    said = Contribution.objects.create(
        project=clinics,
        activity=activity,
        voice=Voice.objects.create(scope=clinics.pk),
        channel="paper",
    )
    ShownText.objects.create(contribution=said, question="why", public="Words")
    return clinics


def test_a_row_says_what_to_do_where_and_by_when(team, busy):
    words = " ".join(team.get(TODAY).content.decode().split())
    assert ", Amira. 5 things need you." in words
    assert "Keep the promise: open on Saturdays" in words and "31 days late" in words
    assert "Say what you heard" in words and "Publish it before it opens" in words
    assert "Phone about a paper form" in words and "Blood tests. Due" in words
    assert "Check 1 comment before it is published" in words
    assert "1,790" in words and "1 for Blood tests" in words and "1 on paper" in words


def test_a_role_sees_only_what_it_may_do(team, busy, cast, client):
    words = login(client, cast.dot).get(TODAY).content.decode()
    assert "1 thing needs you." in words and "Check 1 comment" in words and "Keep the promise" not in words
    words = login(client, cast.ben).get(TODAY).content.decode()
    assert "Nothing needs you." in words and "Phone about" not in words


def test_an_empty_house_says_what_comes_next(team, cast):
    words = team.get(TODAY).content.decode()
    assert "Nothing needs you" in words and "No dates are coming up." in words
    project(cast.northmere, "Later", opens=30, closes=60)
    assert "Next date: Later opens on" in team.get(TODAY).content.decode()


def test_seven_rows_a_group_and_how_many_more(team, cast):
    for number in range(9):
        Promise.objects.create(
            organisation=cast.northmere,
            you_said="x",
            words=f"promise {number}",
            owner="Jo",
            due_on=days(-number - 1),
            first_due_on=days(-number - 1),
        )
    words = team.get(TODAY).content.decode()
    assert words.count("Keep the promise:") == 7 and "And 2 more." in words
    assert "promise 8" in words and "promise 0" not in words


@pytest.mark.parametrize("page", [TODAY, LIST, f"{LIST}?order=name&state=open&words=o"])
def test_reading_costs_the_same_at_any_size(team, busy, cast, page, django_assert_max_num_queries):
    team.get(page)
    with django_assert_max_num_queries(12) as few:
        team.get(page)
    for number in range(40):
        made = project(cast.northmere, f"Open {number}")
        activity = Activity.objects.create(project=made, tool="survey", title="Survey")
        Tally.objects.create(activity=activity, responses=number, upto=timezone.now())
        Task.objects.create(organisation=cast.northmere, kind="call", title=f"Call {number}", due_on=days(number))
    with django_assert_max_num_queries(len(few)):
        assert team.get(page).status_code == 200


def names(team, query):
    return [line.name for line in _lines(team, query)]


def _lines(team, query):
    from django.http import QueryDict

    from alongside.front.projects_list import Asked, find, lines

    house = Organisation.objects.get(slug="northmere")
    now = timezone.now()
    page = find(house, Asked.read(QueryDict(query)), team.session["_auth_user_id"], now)
    return lines(page, house, now)


@pytest.fixture
def several(cast):
    house = cast.northmere
    project(house, "Beds", opens=-5, closes=20, lead=cast.amira.pk)
    project(house, "Access", opens=5, closes=30)
    project(house, "Carers", opens=-40, closes=-20, findings_by=days(60))
    project(house, "Dentists", published_at=None, opens=50, closes=90)
    project(house, "Eyes", opens=-40, closes=-20, answered_at=timezone.now())
    project(cast.carrow_hill, "Elsewhere")


def test_the_list_is_ordered_and_narrowed_by_its_address(team, several):
    assert names(team, "") == ["Access", "Beds", "Dentists", "Carers", "Eyes"]
    assert names(team, "order=name&way=down") == ["Eyes", "Dentists", "Carers", "Beds", "Access"]
    assert names(team, "state=open&state=draft&order=name") == ["Beds", "Dentists"]
    assert names(team, "words=car") == ["Carers"]
    assert names(team, "mine=on") == ["Beds"]
    assert names(team, "state=nonsense&order=nonsense&page=999999") == names(team, "")


def test_applied_filters_are_links_that_remove_them(team, several):
    words = team.get(f"{LIST}?state=open&words=beds").content.decode()
    assert "1 project found" in words
    assert 'href="?words=beds&amp;order=next"' in words and 'href="?state=open&amp;order=next"' in words
    words = team.get(f"{LIST}?words=%00nothing").content.decode()
    assert "No projects match" in words


def test_an_empty_list_offers_a_start_to_those_who_may(team, cast, client):
    assert "Start your first project" in team.get(LIST).content.decode()
    assert "Start" not in login(client, cast.ben).get(LIST).content.decode().split("<main")[1]


def test_one_organisation_opens_at_once_and_several_are_chosen_from(team, cast, client):
    assert team.get("/team/").url == TODAY
    Membership.objects.create(person=cast.amira, organisation=cast.carrow_hill, role="viewer")
    words = team.get("/team/").content.decode()
    assert "Which organisation do you want to work in?" in words and "Viewer" in words
    assert team.post("/team/", {}).status_code == 422
    assert team.post("/team/", {"organisation": "carrow-hill"}).url == "/team/carrow-hill/"
    assert team.post("/team/", {"organisation": "wendleshire"}).status_code == 422
    assert "You are not in a team yet" in login(client, cast.chidi).get("/team/").content.decode()


SETTINGS = "/team/northmere/settings/"


def test_settings_are_for_owners(team, cast, client):
    for page in ("", "brand/", "areas/", "words/"):
        assert team.get(SETTINGS + page).status_code == 403
        assert login(client, cast.eve).get(SETTINGS + page).status_code == 404
        login(client, cast.amira)


def test_a_colour_that_cannot_be_read_is_refused_with_the_ratio(cast, client):
    owner = login(client, cast.olu)
    brand = {
        "name": "Northmere",
        "short_name": "Northmere",
        "service_name": "Northmere Together",
        "invitation": "Tell us.",
        "place_name": "Northmere",
        "brand_colour": "#7fbf7f",
    }
    page = owner.post(f"{SETTINGS}brand/", brand)
    words = page.content.decode()
    assert page.status_code == 422 and "2.1 to 1" in words and "<title>Error: " in words
    assert owner.post(f"{SETTINGS}brand/", {**brand, "brand_colour": "#005F61"}).url == SETTINGS
    cast.northmere.refresh_from_db()
    assert cast.northmere.brand_colour == "#005f61"
    assert "#005f61" in owner.get(SETTINGS).content.decode()


@pytest.mark.parametrize("page", ["", "brand/", "reach/", "words/", "areas/", "numbers/", "formats/"])
def test_every_settings_page_says_what_it_changes(cast, client, page, django_assert_max_num_queries):
    owner = login(client, cast.olu)
    with django_assert_max_num_queries(12):
        shown = owner.get(SETTINGS + page)
    assert shown.status_code == 200
    assert not page or "What this changes." in shown.content.decode()


def test_words_and_areas_are_changed(cast, client):
    owner = login(client, cast.olu)
    assert owner.post(f"{SETTINGS}words/", {"spectrum": "own", "consult": "Ask you"}).url == SETTINGS
    assert "Ask you" in owner.get(SETTINGS).content.decode()
    assert owner.post(f"{SETTINGS}areas/", {"code": "E09000019"}).status_code == 302
    assert "Islington" in owner.get(f"{SETTINGS}areas/").content.decode()
    assert owner.post(f"{SETTINGS}areas/", {"code": "nowhere"}).status_code == 422
    assert owner.post(f"{SETTINGS}areas/", {"remove": "E09000019"}).status_code == 302
    assert owner.post(f"{SETTINGS}areas/", {"remove": "E09000019"}).status_code == 404
    assert owner.get(f"{SETTINGS}nothing/").status_code == 404


def test_help_says_whom_to_ask(team):
    words = team.get("/team/northmere/help/").content.decode()
    assert "Olu" in words and "Engagement lead" in words


def test_settings_are_offered_to_those_who_may_open_them(client, cast):
    for person, offered in ((cast.amira, False), (cast.olu, True)):
        login(client, person)
        assert ("/team/northmere/settings/" in client.get("/team/northmere/").content.decode()) is offered
        assert (client.get("/team/northmere/settings/").status_code == 200) is offered
