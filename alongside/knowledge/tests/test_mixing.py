"""Which methods go together: twenty scenes in which one answer changes the advice, and what holds for any answers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.knowledge.mixing import WORDS, Mix, Reason, recommend, shelf
from alongside.knowledge.picking import EXCLUSION, NotAnAnswer, as_json, questions, read_answers
from alongside.knowledge.rules import told

SHELF = shelf(date(2026, 11, 27))


def mix(**raw: Any) -> Mix:
    return recommend(read_answers(raw), SHELF)


def names(found: Mix) -> list[str]:
    return [each.method.key for each in found.methods]


def why(found: Mix, method: str) -> list[str]:
    """The answers that led to a method being in, or not in."""
    return [
        reason.answer
        for each in (*found.methods, *found.declined)
        if each.method.key == method
        for reason in each.reasons
    ]


def everything(found: Mix) -> Iterator[Reason]:
    for pick in found.methods:
        yield from (*pick.reasons, *pick.cautions)
    for other in (*found.declined, *found.channels):
        yield from other.reasons
    yield from found.notes


PUBLIC = {"who": ["population"], "kind": "consult", "weeks": 12}
SERVICE = {"who": ["experience"], "kind": "engage", "weeks": 10, "budget": "medium"}
BOARD = {"who": ["experience"], "kind": "co-produce", "weeks": 30, "budget": "high"}
SHARE = {"why": ["share"], "who": ["population"], "kind": "educate", "weeks": 6, "budget": "low"}

# (the answers, what changes, a method that comes, or ~ one that goes, the answer that is named for it)
SCENES: list[tuple[dict[str, Any], dict[str, Any], str, str]] = [
    ({**SERVICE, "why": ["measure"]}, {"why": ["explore-why"]}, "focus-group", "why = explore-why"),
    ({**PUBLIC, "why": ["measure"], "budget": "low"}, {"why": ["measure", "explore-why"]}, "drop-in", "why = explore-why"),
    ({"why": ["ideas"], "kind": "engage", "weeks": 12}, {"why": ["choose"]}, "survey", "why = choose"),
    ({"why": ["share"], "kind": "inform", "weeks": 6, "budget": "low"}, {"why": ["share", "reach"]}, "phone-line", "why = reach"),
    ({**SERVICE, "why": ["explore-why"]}, {"who": ["experience", "trauma"]}, "~focus-group", "who = trauma"),
    ({**SERVICE, "why": ["explore-why"]}, {"who": ["trauma"]}, "stories", "who = trauma"),
    ({**PUBLIC, "why": ["explore-why"], "budget": "medium"}, {"who": ["deaf"]}, "~phone-line", "who = deaf"),
    ({"why": ["explore-why"], "kind": "engage", "weeks": 10, "budget": "medium"}, {"who": ["age-5-11"]}, "places", "who = age-5-11"),
    ({**PUBLIC, "why": ["measure", "choose"], "budget": "low"}, {"who": ["learning-disabilities"]}, "~statements", "who = learning-disabilities"),
    ({**SERVICE, "why": ["design"]}, {"kind": "co-produce"}, "lived-experience-group", "kind = co-produce"),
    ({"why": ["share", "choose"], "weeks": 12, "kind": "consult"}, {"kind": "inform"}, "questions-and-answers", "kind = inform"),
    ({**BOARD, "why": ["decide"], "who": ["population"]}, {"weeks": 8}, "~citizens-jury", "weeks = 8"),
    ({**SERVICE, "why": ["explore-why"], "weeks": 20}, {"weeks": 2}, "~focus-group", "weeks = 2"),
    ({**PUBLIC, "why": ["choose"], "weeks": 30, "budget": "high"}, {"budget": "low"}, "~citizens-jury", "budget = low"),
    ({**SERVICE, "why": ["reach"], "budget": "high"}, {"budget": "low"}, "~outreach", "budget = low"),
    ({**BOARD, "why": ["design", "decide"]}, {"budget": "low"}, "~joint-panel", "budget = low"),
    ({**PUBLIC, "why": ["measure"], "people": 500}, {"people": 8}, "~survey", "people = 8"),
    ({**PUBLIC, "why": ["explore-why", "choose"], "people": 20}, {"people": 5000}, "survey", "people = 5000"),
    ({**SHARE, "digital_exclusion": "no"}, {"digital_exclusion": "yes"}, "teach-back", "digital_exclusion = yes"),
    ({**SHARE, "digital_exclusion": "no"}, {"digital_exclusion": "unknown"}, "questions-and-answers", "digital_exclusion = unknown"),
    ({**SERVICE, "why": ["explore-why"], "groups": ["small"]}, {"groups": ["alone"]}, "~focus-group", "groups = alone"),
    ({"why": ["share"], "kind": "inform", "groups": ["alone"]}, {"groups": ["large"]}, "webinar", "groups = large"),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "change", "method", "names_it"), SCENES, ids=lambda each: str(each)[:60])
def test_one_answer_changes_the_advice_and_is_named(
    answers: dict[str, Any], change: dict[str, Any], method: str, names_it: str
) -> None:
    before, after = mix(**answers), mix(**{**answers, **change})
    goes, method = method.startswith("~"), method.lstrip("~")
    assert (method in names(before), method in names(after)) == (goes, not goes), (names(before), names(after))
    assert names_it in why(after, method)
    assert names_it not in {reason.answer for reason in everything(before)}


answers_of_any_kind = st.fixed_dictionaries(
    {"why": st.lists(st.sampled_from(questions()["why"].choices), min_size=1, unique=True)},
    optional={
        "who": st.lists(st.sampled_from(questions()["who"].choices), unique=True),
        "kind": st.sampled_from([None, *questions()["kind"].choices]),
        "weeks": st.integers(0, 260),
        "budget": st.sampled_from(["low", "medium", "high"]),
        "people": st.integers(0, 1_000_000),
        "digital_exclusion": st.sampled_from(["yes", "no", "unknown", None]),
        "groups": st.lists(st.sampled_from(questions()["groups"].choices), unique=True),
    },
)


@given(raw=answers_of_any_kind)
@settings(max_examples=300, deadline=None)
def test_whatever_the_answers(raw: dict[str, Any]) -> None:
    answers = read_answers(raw)
    found = recommend(answers, SHELF)
    assert 3 <= len(found.methods) <= 5 and len(set(names(found))) == len(found.methods)
    assert any(not each.method.needs_internet for each in found.methods), "always a way without internet"
    given_ = {
        told(key, each) for key, value in answers.items() for each in (value if isinstance(value, tuple) else (value,))
    }
    for reason in everything(found):
        assert reason.answer in given_
        assert "%(" not in reason.words and reason.words
    assert found.leaves_out_words.startswith("Leaves out: ")
    assert set(found.unknown) == set(questions()) - set(answers)
    assert not {each.method.key for each in found.declined} & set(names(found))
    for each in found.methods:
        assert each.reasons or each.cautions, "nothing is advised without saying why"


@given(raw=answers_of_any_kind, data=st.data())
@settings(max_examples=100, deadline=None)
def test_the_order_of_answers_does_not_matter(raw: dict[str, Any], data: st.DataObject) -> None:
    keys = data.draw(st.permutations(list(raw)))
    turned = {key: list(reversed(raw[key])) if isinstance(raw[key], list) else raw[key] for key in keys}
    mixed = replace(SHELF, methods=tuple(data.draw(st.permutations(SHELF.methods))))
    assert recommend(read_answers(turned), mixed) == recommend(read_answers(raw), SHELF)


@given(raw=answers_of_any_kind, key=st.sampled_from(["weeks", "budget", "people", "kind"]))
@settings(max_examples=100, deadline=None)
def test_not_known_rules_nothing_out(raw: dict[str, Any], key: str) -> None:
    found = mix(**{name: value for name, value in raw.items() if name != key})
    assert key in found.unknown
    assert key not in {reason.key for reason in everything(found)}


@given(raw=answers_of_any_kind)
@settings(max_examples=50, deadline=None)
def test_not_known_about_the_internet_is_not_no(raw: dict[str, Any]) -> None:
    left_open = mix(**{key: value for key, value in raw.items() if key != EXCLUSION})
    assert left_open == mix(**{**raw, EXCLUSION: "unknown"})
    said_so = [each for each in left_open.methods if f"{EXCLUSION} = unknown" in {one.answer for one in each.reasons}]
    assert said_so, "why a way without internet is in it"


def test_sharing_decisions_asks_for_payment() -> None:
    notes = [each.code for each in mix(why=["decide"], kind="co-produce").notes]
    assert "note-pay" in notes
    assert "note-pay" not in [each.code for each in mix(why=["share"], kind="inform").notes]


def test_too_little_time_for_what_is_wanted_is_said_with_both_answers() -> None:
    found = mix(why=["decide"], kind="co-produce", weeks=2)
    assert [each.answer for each in found.notes][:2] == ["why = decide", "weeks = 2"]
    assert "Weeks it takes, at least, to decide together: 6. You have 2" in [each.words for each in found.notes]


def test_whom_all_of_it_leaves_out_is_said_in_words() -> None:
    found = mix(why=["measure"], who=["experience"], kind="consult", weeks=6, budget="low")
    assert all("not-asked" in each.method.leaves_out for each in found.methods)
    assert found.leaves_out_words == "Leaves out: people whom nobody invites"


def test_channels_fit_the_people_and_the_time() -> None:
    young = {each.channel.key for each in mix(why=["ideas"], who=["age-12-17"], weeks=12).channels}
    assert "schools" in young
    assert "schools" not in {each.channel.key for each in mix(why=["ideas"], who=["population"], weeks=12).channels}
    assert "schools" not in {each.channel.key for each in mix(why=["ideas"], who=["age-12-17"], weeks=2).channels}


def test_every_reason_has_words_that_are_used() -> None:
    used = {reason.code for answers, change, _method, _answer in SCENES for one in (answers, {**answers, **change}) for reason in everything(mix(**one))}  # fmt: skip
    used |= {reason.code for reason in everything(mix(why=["decide"], kind="co-produce", weeks=2))}
    used |= {reason.code for reason in everything(mix(why=["decide"], kind="community-led"))}
    used |= {reason.code for reason in everything(mix(why=["design", "measure"], kind="inform", people=900_000))}
    assert set(WORDS) == used


def test_answers_go_out_as_they_came_in() -> None:
    raw = {"why": ["ideas", "measure"], "weeks": 4}
    assert as_json(read_answers(raw)) == {"why": ["measure", "ideas"], "weeks": 4, "digital_exclusion": "unknown"}


def test_an_answer_that_is_not_one_is_named() -> None:
    with pytest.raises(NotAnAnswer, match="“wy” is not a question"):
        read_answers({"wy": ["ideas"]})
