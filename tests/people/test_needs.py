"""Access needs: asked once, seen by those who meet them and by nobody else, met or not met, never beside a name."""

import pytest
from django.core.cache import cache
from django.test import Client

from alongside.people.accounts import needs
from alongside.people.accounts.models import AccessNeed, Arrangement, IdentityLook, VoiceLink
from alongside.people.voices.models import Voice
from alongside.projects.models import Project
from alongside.record.models import Detail, Entry
from alongside.tools.survey.models import Survey
from tests.browser import Browse
from tests.cast import Cast, assemble, login
from tests.people.taking_part import survey_about_people, takes_part

MINE = "/northmere/mine/needs/"
PAGE = "/team/northmere/people/needs/"
State = Arrangement.State


@pytest.fixture
def survey(cast: Cast) -> Survey:
    cache.clear()
    return survey_about_people(cast.northmere)


def says(client: Client, *, shared: bool = True, **kept: str) -> None:
    data = {"needs": [key.replace("_", "-") for key in kept], **({"shared": "on"} if shared else {})}
    data |= {f"detail-{key.replace('_', '-')}": words for key, words in kept.items()}
    assert client.post(MINE, data).status_code == 302


@pytest.fixture
def chidi(cast: Cast, survey: Survey) -> Client:
    client = login(Client(), cast.chidi)
    takes_part(client)
    return client


def text(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_a_need_reaches_the_team_of_a_project_somebody_takes_part_in(cast: Cast, chidi: Client) -> None:
    says(chidi, bsl="Signs from Ghana", assistant="")
    words = text(login(Client(), cast.amira).get(PAGE))
    assert "A British Sign Language interpreter" in words and "Signs from Ghana" in words and "Blood test" in words
    assert "Brings a personal assistant or a carer" in words and "I bring" not in words
    assert "chidi" not in words.casefold() and "evenings" not in words.casefold()


def test_needs_said_first_reach_the_team_when_somebody_takes_part(cast: Cast, survey: Survey) -> None:
    client = login(Client(), cast.chidi)
    says(client, captions="")
    assert not Arrangement.objects.exists()
    takes_part(client)
    assert Arrangement.objects.get().need.need == "captions"


def test_what_is_not_shared_is_seen_by_nobody(cast: Cast, chidi: Client) -> None:
    says(chidi, shared=False, bsl="")
    lead = login(Client(), cast.amira)
    assert "Nobody who takes part has let your team see a need" in text(lead.get(PAGE))
    says(chidi, bsl="")
    held = Arrangement.objects.get()
    assert lead.get(f"{PAGE}{held.pk}/").status_code == 200
    says(chidi, shared=False, bsl="")
    assert lead.get(f"{PAGE}{held.pk}/").status_code == 404
    assert lead.get(f"/team/northmere/people/who/need/{held.pk}/").status_code == 404
    assert not Arrangement.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("dot", 403), ("ana", 403), ("ben", 403), ("olu", 200), ("eve", 404)])
def test_only_roles_that_may_reach_people_see_needs(cast: Cast, chidi: Client, name: str, status: int) -> None:
    says(chidi, bsl="")
    colleague = login(Client(), getattr(cast, name))
    for page in (PAGE, f"{PAGE}{Arrangement.objects.get().pk}/"):
        assert colleague.get(page).status_code == status
    assert login(Client(), cast.eve).get("/team/carrow-hill/people/needs/").status_code == 200
    foreign = f"/team/carrow-hill/people/needs/{Arrangement.objects.get().pk}/"
    assert login(Client(), cast.eve).get(foreign).status_code == 404


def test_seeing_who_it_is_asks_why_records_it_and_the_person_can_read_it(cast: Cast, chidi: Client) -> None:
    says(chidi, bsl="")
    lead, held = login(Client(), cast.amira), Arrangement.objects.get()
    who = f"/team/northmere/people/who/need/{held.pk}/"
    assert "chidi@" not in text(lead.get(who))
    assert lead.post(who, {"why": "access"}).status_code == 422 and not IdentityLook.objects.exists()
    shown = text(lead.post(who, {"why": "access", "words": "To book the interpreter"}))
    assert "chidi@people.example" in shown and "We have written down that you looked" in shown
    assert Entry.objects.filter(verb="identity.looked", chain__scope=cast.northmere.pk).count() == 1
    assert "To book the interpreter" in chidi.get("/northmere/mine/data/download/").content.decode()
    assert "To book the interpreter" in text(login(Client(), cast.olu).get("/team/northmere/people/looks/"))


def test_a_need_is_taken_up_met_or_not_met_with_a_note_in_the_record(cast: Cast, chidi: Client) -> None:
    says(chidi, bsl="")
    lead, held = login(Client(), cast.amira), Arrangement.objects.get()
    address = f"{PAGE}{held.pk}/"
    refused = lead.post(address, {"state": "to-do", "note": ""})
    assert refused.status_code == 422 and "Say what was done, or why not" in text(refused)
    for state, tab in (("in-hand", "in-hand"), ("not-met", "to-meet"), ("met", "met")):
        note = f"Written for {state}"
        assert lead.post(address, {"state": state, "note": note}).status_code == 302
        assert note in text(lead.get(f"{PAGE}?show={tab}"))
        assert note in text(chidi.get(MINE))
    assert "To meet (0)" in text(lead.get(PAGE)) and "Met (1)" in text(lead.get(PAGE))
    scope = Project.objects.get().pk
    kept = [
        entry.readable.words for entry in Entry.objects.filter(chain__scope=scope, verb="need.arranged").order_by("seq")
    ]
    assert [words["state"] for words in kept] == ["In hand", "Not met", "Met"]
    assert not Detail.objects.filter(words__icontains="chidi").exists()


def test_a_need_that_changes_is_to_be_looked_at_again_and_one_that_stays_keeps_its_state(
    cast: Cast, chidi: Client
) -> None:
    says(chidi, large_print="Size 18", captions="")
    for held in Arrangement.objects.all():
        needs.arrange(arrangement=held, state=State.MET, note="Done", by=cast.amira.pk)
    says(chidi, large_print="Size 24", captions="")
    found = dict(Arrangement.objects.values_list("need__need", "state"))
    assert found == {"large-print": "to-do", "captions": "met"}
    says(chidi, captions="")
    assert Arrangement.objects.get().need.need == "captions"


def test_needs_leave_with_the_person_and_with_what_they_said(cast: Cast, chidi: Client) -> None:
    says(chidi, bsl="")
    Voice.objects.update(withdrawn_at="2026-06-01T12:00:00Z")
    needs.follow_everybody()
    assert not Arrangement.objects.exists()
    Voice.objects.update(withdrawn_at=None)
    needs.follow_everybody()
    assert Arrangement.objects.count() == 1
    chidi.post("/northmere/mine/data/delete/")
    assert not Arrangement.objects.exists() and not AccessNeed.objects.exists()


def test_the_person_sees_who_may_see_it(cast: Cast, chidi: Client) -> None:
    says(chidi, bsl="")
    words = text(chidi.get(MINE))
    assert "Amira, Engagement lead" in words and "Olu, Owner" in words and "Dot" not in words
    assert "Not taken up yet" in words and "Blood tests" in words


def test_needs_of_projects_that_are_over_are_not_listed(cast: Cast, chidi: Client) -> None:
    says(chidi, bsl="")
    lead = login(Client(), cast.amira)
    Project.objects.update(answered_at="2026-06-01T12:00:00Z")
    assert "Nobody who takes part" in text(lead.get(PAGE))
    assert lead.get(f"{PAGE}?project=nothing").status_code == 404
    assert lead.get(f"{PAGE}?after=nonsense").status_code == 404


def test_the_list_is_cut_into_pages(cast: Cast, survey: Survey) -> None:
    scope = Project.objects.get().pk
    for number in range(60):
        voice = Voice.objects.create(scope=scope)
        person = type(cast.chidi).objects.create_user(f"p{number}@people.example", f"P {number}")
        VoiceLink.objects.create(voice=voice.pk, person=person)
        needs.keep_needs(person=person, needs={"food": f"No {number}"}, shared=True)
    lead = login(Client(), cast.amira)
    first = text(lead.get(f"{PAGE}?project=blood-tests"))
    after = first.split("after=")[1].split("&")[0]
    second = text(lead.get(f"{PAGE}?project=blood-tests&show=to-meet&after={after}"))
    seen = {number for number in range(60) for page in (first, second) if f"No {number}<" in page}
    assert len(seen) == 60 and first.count("No ") == 50


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("script", [True, False])
def test_the_pages_of_needs(live_server: object, browse: Browse, script: bool) -> None:
    cache.clear()
    cast = assemble()
    survey_about_people(cast.northmere)
    client = login(Client(), cast.chidi)
    takes_part(client)
    says(client, bsl="I lip-read too", large_print="Size 24")
    lead = browse(width=360, script=script).logs_in(cast.amira)
    lead.goes_to("/team/northmere/projects/blood-tests/").follows("Access needs of people who take part")
    lead.sees("To meet (2)", "Size 24").is_accessible().fits(320)
    lead.follows("A British Sign Language interpreter").presses("Save")
    lead.sees("Say what was done, or why not")
    lead.is_accessible().fits(320)
    lead.selects("In hand").writes("What was done, or why not", "Interpreter asked for the 4 June meeting")
    lead.presses("Save").sees("Saved: In hand.", "To meet (1)", "In hand (1)")
    lead.follows("In hand (1)").sees("Interpreter asked for").is_accessible().fits(320)
    lead.follows("A British Sign Language interpreter").follows("See who this is")
    lead.sees("We write down that you looked").is_accessible().fits(320)
    chidi = browse(width=360, script=script).logs_in(cast.chidi).goes_to(MINE)
    chidi.sees("Interpreter asked for", "Amira, Engagement lead").is_accessible().fits(320)
