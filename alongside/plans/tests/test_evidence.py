"""Evidence and gaps. One consultation in which everything is held; then each thing that can go wrong, and what it opens."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.entries import knowledge
from alongside.plans.evidence.looking import CHECKS, COMPUTED, STOPS, WANTS_WORD, Result, at_closing, look, may_be_said
from alongside.plans.evidence.scrutiny import DATED
from alongside.plans.facts import Confirmed, Doc, Known, OptionFact, Said, SheetFact, Step
from alongside.plans.parts import AFTERWARDS, PARTS

ITEMS = knowledge().evidence
OPENS, CLOSES, DECIDES = date(2027, 1, 11), date(2027, 4, 19), date(2027, 6, 21)
BEFORE, TODAY = date(2026, 12, 14), date(2027, 6, 28)
FORMATS = {"easy-read": BEFORE, "large-print": BEFORE}
PAPER = Doc("case", "The case", BEFORE, (BEFORE,), FORMATS)
REPORT = Doc("report", "The report", date(2027, 6, 1), (date(2027, 6, 1),), {})


def option(title: str, origin: str = "team", standing: str = "consulted", **more: Any) -> OptionFact:
    facts = {"standing_on": BEFORE, "reason": "Because.", "shaped_by": True, **more}
    return OptionFact(title=title, origin=origin, standing=standing, **facts)


def sheet(approved: date | None = BEFORE, **more: Any) -> SheetFact:
    facts = {"eqia.review": "2028-01-10", "dpia.screening": {"special": "yes"}, "dpia.retention": "2 years"}
    return SheetFact(begun_on=BEFORE, approved_on=approved, published_on=BEFORE, facts=facts, **more)


GOOD = Known(
    today=TODAY,
    says_open=True,
    says_fixed=True,
    opens=OPENS,
    closes=CLOSES,
    decides_on=DECIDES,
    formal=True,
    shorter_reason=False,
    late_rule=True,
    announced=(),
    documents=(PAPER, REPORT),
    duties_answered=True,
    plan_begun=True,
    method=True,
    parts={**dict.fromkeys(PARTS, "case"), **dict.fromkeys(AFTERWARDS, "report")},
    options=(
        option("Nothing changes", "nothing"),
        option("One site", preferred=True, provisional=True),
        option("Two sites", "people"),
        option("Three sites", standing="discarded"),
    ),
    formats_wanted=("easy-read", "large-print"),
    sheets={
        "equality-before": sheet(prints="a"),
        "equality-after": sheet(date(2027, 6, 7), prints="b"),
        "data-protection": sheet(),
    },
    said=(Said("E-G1-3", True, "Declared in the board’s minute.", "Amir Khan", BEFORE), Said("E-G2-9", True, "Nothing changed.", "Amir Khan", BEFORE)),
    published=True,
    groups=12,
    told_about=300,
    steps=tuple(
        Step(item, BEFORE, "Eastvale scrutiny", {"E-HOSC-3": DECIDES, "E-HOSC-4": CLOSES}.get(item)) for item in DATED
    ),
    confirmed=(Confirmed("The chair", "report", date(2027, 6, 14)),),
    decided_on=DECIDES,
    decision_minute=REPORT.slug,
    received=1034,
    by_channel={"online": 800, "on paper": 234},
    unread=0,
    findings=4,
    findings_traced=4,
    findings_answered=4,
    told_on=date(2027, 6, 25),
    promises=3,
    promises_late=0,
)  # fmt: skip


def stand(known: Known, item: str) -> Result:
    (found,) = look([ITEMS[item]], known)
    return found


@pytest.mark.parametrize("item", CHECKS)
def test_everything_is_held_where_everything_is_right(item: str) -> None:
    assert stand(GOOD, item).state == "held", stand(GOOD, item).why


def _change_option(place: int, **changes: Any) -> dict[str, Any]:
    assert GOOD.options is not None
    return {"options": tuple(replace(each, **changes) if at == place else each for at, each in enumerate(GOOD.options))}


def _change_sheet(key: str, **changes: Any) -> dict[str, Any]:
    assert GOOD.sheets is not None
    return {"sheets": {**GOOD.sheets, key: replace(GOOD.sheets[key], **changes)}}


def _without(key: str, **kept: Any) -> dict[str, Any]:
    assert GOOD.sheets is not None
    return {"sheets": {name: each for name, each in GOOD.sheets.items() if name != key}}


def _docs(**changes: Any) -> dict[str, Any]:
    return {"documents": (replace(PAPER, **changes), REPORT)}


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("E-G1-1", {"says_fixed": False}, "what cannot"),
    ("E-G1-2", {"decides_on": CLOSES + timedelta(days=10)}, "4 weeks"),
    ("E-G1-2", {"closes": DECIDES - timedelta(days=7)}, "4 weeks"),
    ("E-G1-4", {"options": (option("One site"), option("Two sites"))}, "do nothing"),
    ("E-G1-4", _change_option(1, standing_on=None), "One site"),
    ("E-G1-5", {"options": (option("Nothing changes", "nothing", shaped_by=False),)}, "No option"),
    ("E-G1-6", _change_option(1, provisional=False), "provisional"),
    ("E-G2-1", {"parts": {**dict.fromkeys(PARTS, "case"), "asks": ""}}, PARTS["asks"]),
    ("E-G2-1", _docs(published_on=None), "no published document"),
    ("E-G2-2", _docs(published_on=OPENS + timedelta(days=1)), "after it opened"),
    ("E-G2-3", _change_option(1, missing=("cost",)), "One site (cost)"),
    ("E-G2-4", _change_option(3, reason=""), "Three sites"),
    ("E-G2-4", _change_option(3, standing="consulted"), "No option is recorded"),
    ("E-G2-5", {"parts": {**dict.fromkeys(PARTS, "case"), "scoring": "gone"}}, "scores"),
    ("E-G2-6", _change_sheet("equality-before", published_on=OPENS + timedelta(days=3)), "after it opened"),
    ("E-G2-6", _change_sheet("equality-before", published_on=None), "not published"),
    ("E-G2-7", _docs(formats={"easy-read": BEFORE}), "large print"),
    ("E-G2-7", {"formats_wanted": ("easy-read", "bsl")}, "British Sign Language"),
    ("E-G2-9", _docs(versions=(BEFORE, date(2027, 2, 1))), "The case"),
    ("E-G2-10", _docs(published_on=None), "No published document"),
    ("E-G3-1", {"closes": date(2027, 2, 1)}, "12 weeks"),
    ("E-G3-2", {"closes": date(2027, 4, 4), "opens": date(2027, 1, 11)}, "no longer"),
    ("E-G3-3", _docs(formats={"easy-read": BEFORE, "large-print": CLOSES - timedelta(days=7)}), "large print"),
    ("E-G3-4", {"closes": OPENS + timedelta(days=30)}, "once a month"),
    ("E-G3-5", {"late_rule": False}, "late answers"),
    ("E-G4-1", {"unread": 3}, "3 of 1034"),
    ("E-G4-1", {"received": 1035}, "do not add up"),
    ("E-G4-2", {"method": False}, "who reads"),
    ("E-G4-3", {"findings_traced": 3}, "1 of 4"),
    ("E-G4-3", {"findings": 0, "findings_traced": 0}, "no findings"),
    ("E-G4-4", _change_option(2, reason=""), "Two sites"),
    ("E-G4-4", _change_option(2, origin="team"), "No alternative"),
    ("E-G4-6", {"confirmed": ()}, "No decision-maker"),
    ("E-G4-6", {"confirmed": (Confirmed("The chair", "menu", date(2027, 6, 14)),)}, "No decision-maker"),
    ("E-G4-6", {"confirmed": (Confirmed("The chair", "report", DECIDES + timedelta(days=1)),)}, "No decision-maker"),
    ("E-G4-7", {"decision_minute": "gone"}, "minute"),
    ("E-G4-8", _change_sheet("equality-after", changed_since=True), "changed after"),
    (
        "E-HOSC-5",
        {"steps": (Step("E-HOSC-2", BEFORE, "S", None), Step("E-HOSC-5", BEFORE - timedelta(days=1), "S", None))},
        "older",
    ),
    ("E-G4-6", {"documents": (PAPER, replace(REPORT, published_on=None))}, "the report"),
    ("E-G4-6", {"documents": (PAPER, replace(REPORT, published_on=date(2027, 6, 18)))}, "7 days"),
    ("E-G4-6", {"documents": (PAPER, replace(REPORT, versions=(date(2027, 6, 16),)))}, "The chair"),
    ("E-G4-7", {"findings_answered": 2}, "2 of 4"),
    ("E-G4-7", {"decision_minute": ""}, "minute"),
    ("E-G4-8", _change_sheet("equality-after", prints="a"), "the same"),
    ("E-G4-8", _change_sheet("equality-after", approved_on=DECIDES + timedelta(days=1)), "not between"),
    ("E-G4-8", _without("equality-before"), "compare"),
    ("E-G4-9", {"told_on": None}, "not been told"),
    ("E-G4-10", {"promises_late": 1}, "1 of 3"),
    ("E-INV", {"duties_answered": False}, "duties"),
    ("E-EQIA-1", _without("equality-before"), "Not begun"),
    ("E-EQIA-2", _change_sheet("equality-before", changed_since=True), "changed since"),
    ("E-EQIA-3", _change_sheet("equality-after", approved_on=None), "Not approved"),
    ("E-EQIA-4", {"sheets": {}}, "no day"),
    ("E-DP-1", _without("data-protection"), "screening"),
    ("E-DP-2", _change_sheet("data-protection", approved_on=None), "Not approved"),
    ("E-DP-4", _change_sheet("data-protection", facts={}), "How long"),
    ("E-FEED", {"told_on": None}, "not been told"),
    ("E-WHO", {"told_about": 0}, "gaps cannot be seen"),
    *((item, {"steps": ()}, "No day") for item in DATED if item != "E-HOSC-5"),
    ("E-HOSC-5", {"steps": (Step("E-HOSC-2", BEFORE, "Scrutiny", None),)}, "No day"),
    ("E-HOSC-3", {"decides_on": DECIDES + timedelta(days=7)}, "tell them"),
    ("E-HOSC-3", {"published": False}, "not published"),
    ("E-HOSC-4", {"decides_on": CLOSES}, "not before"),
]


@pytest.mark.parametrize(("item", "changes", "why"), WRONG)
def test_a_change_elsewhere_opens_a_gap_and_says_why(item: str, changes: dict[str, Any], why: str) -> None:
    found = stand(replace(GOOD, **changes), item)
    assert found.state == "gap" and why in found.why, found.why


def test_every_computed_item_has_a_case() -> None:
    # Answers of groups are always counted apart: there is no way for that to go wrong.
    assert {item for item, _changes, _why in WRONG} == set(CHECKS) - {"E-G4-5"}


@pytest.mark.parametrize("item", CHECKS)
def test_what_no_room_says_is_not_known(item: str) -> None:
    nothing = Known(today=TODAY, closes=date(2027, 4, 19))
    assert stand(nothing, item).state != "held"


@pytest.mark.parametrize("item", sorted(set(CHECKS) - {"E-G4-5"}))
@given(st.booleans(), st.text(min_size=1, max_size=40))
def test_no_word_of_a_person_closes_a_gap_in_what_is_computed(item: str, shows: bool, words: str) -> None:
    changes = next(changes for name, changes, _why in WRONG if name == item)
    said = (Said(item, shows, words, "Somebody", TODAY),)
    assert stand(replace(GOOD, **{**changes, "said": said}), item).state == "gap"


def test_only_what_a_person_can_show_may_be_said() -> None:
    for item in ITEMS.values():
        if may_be_said(item) and item.id not in WANTS_WORD:
            assert item.id not in CHECKS and not COMPUTED & set(item.kinds), item.id
    assert may_be_said(ITEMS["E-G1-3"]) and not may_be_said(ITEMS["E-WHO"])


def test_a_change_half_way_wants_a_word_too() -> None:
    changed = replace(GOOD, documents=(replace(PAPER, versions=(BEFORE, date(2027, 2, 1))), REPORT), announced=(date(2027, 2, 2),))  # fmt: skip
    said = Said("E-G2-9", True, "People who had answered were told.", "Amir Khan", date(2027, 2, 1))
    assert stand(replace(changed, said=(said,)), "E-G2-9").state == "held"
    assert stand(replace(changed, said=()), "E-G2-9").state == "gap"


def test_a_word_that_is_older_than_the_change_is_about_something_else() -> None:
    twice = (BEFORE, date(2027, 2, 1), date(2027, 3, 1))
    changed = replace(GOOD, documents=(replace(PAPER, versions=twice), REPORT), announced=(date(2027, 2, 2), date(2027, 3, 2)))  # fmt: skip
    for day, state in ((BEFORE, "gap"), (date(2027, 2, 3), "gap"), (date(2027, 3, 1), "held")):
        found = stand(replace(changed, said=(Said("E-G2-9", True, "We told them.", "Amir Khan", day),)), "E-G2-9")
        assert found.state == state
        assert ("older than the change of Monday 1 March 2027" in found.why) is (state == "gap")
    # What changed after it closed, or in a document that is not published, asks for no new word.
    later = replace(GOOD, documents=(replace(PAPER, versions=(BEFORE, CLOSES + timedelta(days=1))), REPORT))
    assert stand(later, "E-G2-9").state == "held"


def test_who_said_it_and_when_is_shown() -> None:
    found = stand(GOOD, "E-G1-3")
    assert (found.state, found.who, found.on) == ("held", "Amir Khan", BEFORE)
    no = replace(GOOD, said=(Said("E-G1-3", False, "No contract is needed.", "Amir Khan", BEFORE),))
    assert stand(no, "E-G1-3").state == "not applicable"


def test_elections_in_the_middle_count_too() -> None:
    found = stand(replace(GOOD, opens=date(2027, 3, 1), closes=date(2027, 6, 25)), "E-G3-2")
    assert "elections on" in found.why and "6 May 2027" in found.why


def test_nothing_of_afterwards_is_due_before_the_close() -> None:
    early = replace(GOOD, today=OPENS)
    assert {stand(early, item).state for item in CHECKS if item.startswith("E-G4") and item != "E-G4-2"} == {"not due"}


def test_closing_early_is_looked_at_as_if_it_closed_that_day() -> None:
    early = at_closing(replace(GOOD, today=OPENS + timedelta(days=14)), OPENS + timedelta(days=14))
    found = [each for each in look([ITEMS["E-G3-3"], ITEMS["E-G3-4"]], early) if each.stopping]
    assert [each.item for each in found] == ["E-G3-3", "E-G3-4"] and {each.stops for each in found} == {"close"}


def test_what_stops_is_computed() -> None:
    assert STOPS.keys() <= CHECKS.keys()
