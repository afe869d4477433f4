"""The library: what a practitioner reads, and what an organisation changes, always with who, when and why."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.knowledge.catalogue import catalogue
from alongside.knowledge.mixing import recommend
from alongside.knowledge.picking import read_answers
from alongside.library import actions
from alongside.library.models import OwnEntry
from alongside.library.rules import shelf_of, to_choose_from
from alongside.record.models import Detail
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 27, 12, tzinfo=UTC)
TODAY = date(2026, 11, 27)
HOME = "/team/northmere/library/"
WALK: dict[str, Any] = {
    "name": "Walk and talk",
    "what": "A slow walk through a place with people who know it.",
    "tells": "qualitative",
    "cost": "low",
    "staff": "Two people for half a day.",
    "purposes": ["explore-why", "ideas"],
    "ways": ["in-person"],
    "levels": ["engage", "co-design"],
    "audiences": ["experience", "demographics"],
    "leaves_out": ["cannot-travel"],
    "group": [2, 8],
    "people": [5, 40],
    "weeks": [1, 3],
    "strengths": ["You see what they mean"],
    "weaknesses": ["Rain"],
    "access": ["Choose a step-free way"],
}
SPANS = ("group", "people", "weeks")
LINES = ("strengths", "weaknesses", "access")


def posted(**changed: Any) -> dict[str, Any]:
    """A method as its form is sent."""
    held: dict[str, Any] = {key: value for key, value in WALK.items() if key not in (*SPANS, *LINES)}
    for name in SPANS:
        held[f"{name}_least"], held[f"{name}_most"] = WALK[name]
    held |= {name: "\n".join(WALK[name]) for name in LINES}
    return {**held, "replaces": "", "reason": "We use it every month", "seen": "", **changed}


def keep(cast: Cast, key: str = "survey", kind: str = "method", **more: Any) -> OwnEntry:
    wanted = {"reason": "Too many surveys", "by": cast.amira.pk, "at": AT, "seen": None, "values": {}, **more}
    return actions.keep(organisation=cast.northmere, kind=kind, key=key, **wanted)


@pytest.fixture
def amira(client: Client, cast: Cast) -> Client:
    cache.clear()
    return login(client, cast.amira)


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


@pytest.mark.parametrize("shelf", ["methods", "channels", "working-with", "standards", "templates", "plan-templates"])
def test_every_entry_has_a_page_with_its_source(amira: Client, shelf: str) -> None:
    kind = {"working-with": "audience"}.get(shelf, shelf.rstrip("s"))
    listed = text(amira, f"{HOME}{shelf}/")
    for key, entry in catalogue()[kind].items():
        assert f"{HOME}{shelf}/{key}/" in listed
        page = text(amira, f"{HOME}{shelf}/{key}/")
        assert page.count("<h1") == 1 and entry.id in page and entry.source.name in page


def test_a_method_says_what_a_practitioner_asks(amira: Client) -> None:
    page = text(amira, f"{HOME}methods/citizens-jury/")
    for words in (
        "Good for",
        "What is hard about it",
        "Leaves out:",
        "people who cannot give many hours",
        "16 to 30 weeks",
    ):
        assert words in page
    assert "12 to 24" in page and "High" in page and f"{HOME}methods/survey/" in page and "Look again by" in page


def test_the_list_is_narrowed_in_the_address(amira: Client) -> None:
    page = text(amira, f"{HOME}methods/?good_for=decide&cost=high")
    assert "methods found" in page and "Participatory budgeting" in page
    assert f"{HOME}methods/survey/" not in page and f"{HOME}methods/joint-panel/" not in page
    assert "Survey" in text(amira, f"{HOME}methods/?good_for=nonsense"), "what is no choice narrows nothing"
    assert "No methods match" in text(amira, f"{HOME}methods/?q=zebra")
    assert "1 method found" in text(amira, f"{HOME}methods/?q=jury")


def test_kinds_stand_beside_published_spectrums_in_ones_own_words_first(amira: Client, cast: Cast) -> None:
    cast.northmere.vocabulary = {"consult": "Ask the town"}
    cast.northmere.save()
    page = text(amira, f"{HOME}kinds/")
    assert "Ask the town" in page and "Deciding together" in page and "Wilcox" in page
    assert page.index("Ask the town") < page.index("Deciding together")


def test_law_has_its_dates_and_is_found_by_its_old_name(amira: Client) -> None:
    page = text(amira, f"{HOME}law/")
    assert (
        "In force since Friday 1 July 2022" in page
        and "Statutory guidance" in page
        and "Not in force: a draft." in page
    )
    found = text(amira, f"{HOME}law/?q=section+11")
    assert "Superseded:" in found and f"{HOME}law/DUTY-03/" in found and "This is not legal advice" in found
    assert "0 found" in text(amira, f"{HOME}law/?q=zebra")


def test_the_search_finds_law_and_practice(amira: Client) -> None:
    page = text(amira, f"{HOME}?q=jury")
    assert f"{HOME}methods/citizens-jury/" in page and "1 found for “jury”" in page
    assert "Superseded:" in text(amira, f"{HOME}?q=DCB1605")
    assert "Nothing is called that here" in text(amira, f"{HOME}?q=%3Cscript%3E")


def test_what_is_not_there_is_not_found(amira: Client) -> None:
    for path in ("methods/none/", "shelf/", "shelf/survey/", "methods/none/change/", "channels/survey/"):
        text(amira, HOME + path, 404)


def test_a_comment_is_never_silent(amira: Client, cast: Cast) -> None:
    answer = amira.post(f"{HOME}methods/survey/change/", {"note": "Ask Data first", "reason": "Licences", "seen": ""})
    assert answer.status_code == 302
    page = text(amira, f"{HOME}methods/survey/")
    assert "Ask Data first" in page and f"Changed by {cast.northmere.name} on" in page and ": Licences" in page
    assert f"Changed by {cast.northmere.name} on" in text(amira, f"{HOME}methods/")
    written = Detail.objects.get(entry__verb="library.changed")
    assert written.words == {"entry": "survey"}


def test_what_is_hidden_is_listed_apart_and_not_recommended(amira: Client, cast: Cast) -> None:
    answers = read_answers({"why": ["measure"]})
    before = recommend(answers, to_choose_from(actions.changes(cast.northmere), TODAY))
    assert before.methods[0].method.key == "survey"
    amira.post(f"{HOME}methods/survey/change/", {"hidden": "on", "reason": "Tired of them", "seen": ""})
    page = text(amira, f"{HOME}methods/")
    assert "1 is not offered here" in page and f"Hidden by {cast.northmere.name}" in page
    after = recommend(answers, to_choose_from(actions.changes(cast.northmere), TODAY))
    assert "survey" not in [each.method.key for each in after.methods]
    text(amira, f"{HOME}methods/survey/")


def test_a_reason_is_asked_for(amira: Client) -> None:
    answer = amira.post(f"{HOME}methods/survey/change/", {"note": "Something", "reason": "", "seen": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "There is a problem" in page and "Enter why" in page and "Something" in page
    assert not OwnEntry.objects.exists()


def test_two_people_at_once_lose_nothing(amira: Client, cast: Cast) -> None:
    theirs = keep(cast, values={"note": "Theirs"})
    answer = amira.post(f"{HOME}methods/survey/change/", {"note": "Mine", "reason": "Mine too", "seen": ""})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Theirs" in page and "Mine" in page and str(theirs.pk) in page
    again = amira.post(f"{HOME}methods/survey/change/", {"note": "Mine", "reason": "Mine too", "seen": str(theirs.pk)})
    assert again.status_code == 302
    theirs.refresh_from_db()
    assert theirs.ended_at is not None and OwnEntry.objects.count() == 2, "what was said before stays"


def test_the_same_again_changes_nothing(cast: Cast) -> None:
    first = keep(cast, values={"note": "Here"})
    assert keep(cast, values={"note": "Here"}, reason="Twice").pk == first.pk
    assert Detail.objects.filter(entry__verb="library.changed").count() == 1
    with pytest.raises(actions.ChangedMeanwhile):
        keep(cast, values={"note": "Other"})


def test_setting_back_is_said(cast: Cast, amira: Client) -> None:
    first = keep(cast, values={"hidden": True})
    keep(cast, values={}, seen=first.pk, reason="We need it")
    assert Detail.objects.filter(entry__verb="library.as-it-comes").exists()
    assert "Set back by Northmere on" in text(amira, f"{HOME}methods/survey/")
    found = next(
        each for each in shelf_of("method", actions.changes(cast.northmere), TODAY) if each.entry.key == "survey"
    )
    assert not found.hidden and found.change is not None and found.change.reason == "We need it"


def test_an_own_method_is_offered_and_recommended(amira: Client, cast: Cast) -> None:
    answer = amira.post(f"{HOME}add-method/", posted(replaces="places"))
    assert answer.status_code == 302 and answer["Location"] == f"{HOME}methods/own-walk-and-talk/"
    page = text(amira, answer["Location"])
    assert (
        f"Written by {cast.northmere.name} on" in page and "You see what they mean" in page and "1 to 3 weeks" in page
    )
    assert "Walk and talk" in text(amira, f"{HOME}methods/?good_for=ideas")
    assert "Replaced here by:" in text(amira, f"{HOME}methods/places/")
    assert "Walk and talk" in text(amira, f"{HOME}?q=walk")
    shelf = to_choose_from(actions.changes(cast.northmere), TODAY)
    keys = [each.key for each in shelf.methods]
    assert "own-walk-and-talk" in keys and "places" not in keys
    mix = recommend(read_answers({"why": ["explore-why"], "kind": "engage", "weeks": 1, "groups": ["small"]}), shelf)
    assert "own-walk-and-talk" in [each.method.key for each in mix.methods]
    amira.post(f"{HOME}add-method/", posted(replaces="places"))
    assert OwnEntry.objects.count() == 1, "a second click adds nothing"
    amira.post(f"{HOME}add-method/", posted(what="Another walk."))
    assert OwnEntry.objects.filter(key="own-walk-and-talk-2").exists(), "a name that is taken gets a number"


def test_an_own_method_is_changed_and_hidden_again(amira: Client, cast: Cast) -> None:
    amira.post(f"{HOME}add-method/", posted())
    path = f"{HOME}methods/own-walk-and-talk/change/"
    page = text(amira, path)
    assert "A slow walk through a place" in page and 'value="40"' in page
    now = OwnEntry.objects.get(ended_at=None)
    assert amira.post(path, posted(hidden="on", reason="Winter", seen=str(now.pk))).status_code == 302
    assert "Hidden by" in text(amira, f"{HOME}methods/own-walk-and-talk/")


def test_an_own_method_that_lacks_something_is_refused_by_the_field(amira: Client) -> None:
    wrong = posted(name="", purposes=[], group_least="9", group_most="2", weeks_least="many", strengths="")
    answer = amira.post(f"{HOME}add-method/", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in (
        "Enter a name",
        "Select what it is good for",
        "Enter a number that is not below the least",
        "Enter a whole number",
        "Enter at least one line",
        "A slow walk through a place",
    ):
        assert words in page
    assert not OwnEntry.objects.exists()


def test_another_organisation_sees_nothing_of_it(client: Client, cast: Cast) -> None:
    keep(cast, key="own-walk", values={"details": WALK}, reason="Ours")
    keep(cast, values={"note": "Ours alone"})
    assert not actions.changes(cast.carrow_hill).exists()


def test_a_viewer_reads_and_changes_nothing(client: Client, cast: Cast) -> None:
    cache.clear()
    viewer = login(client, cast.ana)
    page = text(viewer, f"{HOME}methods/survey/")
    assert "Comment or hide" not in page and "Add a method" not in text(viewer, f"{HOME}methods/")
    assert viewer.get(f"{HOME}methods/survey/change/").status_code == 403


def test_many_own_methods_cost_no_more_queries(amira: Client, cast: Cast) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            text(amira, f"{HOME}methods/")
        return len(caught)

    keep(cast, key="own-walk", values={"details": WALK}, reason="Ours")
    count()
    few = count()
    OwnEntry.objects.bulk_create(
        OwnEntry(
            organisation=cast.northmere,
            kind="method",
            key=f"own-{number}",
            details=WALK,
            reason="x",
            by=cast.amira.pk,
            at=AT,
        )
        for number in range(200)
    )
    assert count() == few
    assert "Page 2 of" in text(amira, f"{HOME}methods/")


def test_saying_nothing_about_an_entry_is_no_change(amira: Client) -> None:
    answer = amira.post(f"{HOME}methods/survey/change/", {"note": "", "reason": "Why not", "seen": ""})
    assert answer.status_code == 422 and "or do not offer it" in answer.content.decode()
    assert "Northmere on" not in text(amira, f"{HOME}methods/survey/")


def test_a_link_from_old_law_leads_somewhere(amira: Client) -> None:
    page = amira.get(f"{HOME}law/").content.decode()
    linked = set(re.findall(r'Now: (?:.*?)href="([^"]*/law/[A-Z]+-[^"/]+/)"', page))
    assert linked and all(amira.get(each).status_code == 200 for each in linked)
