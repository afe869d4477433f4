"""What is asked next, what counts, and how far there is to go."""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.questionnaires.build import when
from alongside.questionnaires.codec import DefinitionError, answers_from_json, answers_to_json, from_json, to_json
from alongside.questionnaires.flow import (
    Position,
    counted,
    facts,
    hidden_answers,
    missing,
    next_question,
    next_unmet,
    position,
    previous_question,
    split_identifying,
    visible,
)
from alongside.questionnaires.rules import check_definition
from alongside.questionnaires.saved import SAVED_SETS
from alongside.questionnaires.types import LEFT_BLANK, Answer, Audience, Definition, Kind, Question, Section

from .makers import definitions, filled_in

CLINIC = SAVED_SETS["clinic_times"].definition
IMPACT = SAVED_SETS["equality_impact"].definition


def test_a_change_of_mind_keeps_the_answers_it_hides_and_does_not_count_them():
    answers = {"has_tests": Answer("no"), "how_easy": Answer("hard"), "best_time": Answer("evenings")}
    assert list(counted(CLINIC, answers)) == ["has_tests", "best_time"]
    assert list(hidden_answers(CLINIC, answers)) == ["how_easy"]
    again = {**answers, "has_tests": Answer("yes")}
    assert list(counted(CLINIC, again)) == ["has_tests", "how_easy", "best_time"]


def test_a_hidden_answer_opens_nothing():
    answers = {"has_tests": Answer("no"), "what_is_hard": Answer(["getting_there"])}
    assert "miles" not in visible(CLINIC, answers)


def test_next_previous_and_where_to_go_after_a_change():
    answers = {"has_tests": Answer("no")}
    assert next_question(CLINIC, answers) == "has_tests"
    assert next_question(CLINIC, answers, "has_tests") == "best_time"
    assert previous_question(CLINIC, answers, "best_time") == "has_tests"
    assert previous_question(CLINIC, answers, "has_tests") is None
    assert next_question(CLINIC, answers, "change") is None
    everything = dict.fromkeys(CLINIC.by_key, LEFT_BLANK) | {"has_tests": Answer("no")}
    assert next_unmet(CLINIC, everything) is None
    opened = {"has_tests": Answer("yes"), **dict.fromkeys(("best_time", "matters", "area", "change"), LEFT_BLANK)}
    assert next_unmet(CLINIC, opened) == "how_easy"
    assert missing(CLINIC, {}) == ["has_tests"]
    assert missing(CLINIC, {"has_tests": Answer("no")}) == []


def test_how_far_there_is_to_go():
    assert position(CLINIC, {}, "has_tests") == Position(1, 8)
    assert position(CLINIC, {"has_tests": Answer("no")}, "best_time") == Position(2, 5)
    assert position(CLINIC, {"has_tests": Answer("yes")}, "how_easy") == Position(2, 8)


def test_one_table_opens_only_the_groups_with_an_effect():
    effects = Answer({"age": "worse", "sex": "none", "race": "better", "carers": "do_not_know"})
    shown = visible(IMPACT, {"effects": effects})
    assert {key for key in shown if key.endswith("_evidence")} == {"age_evidence", "race_evidence", "carers_evidence"}
    assert "age_measures" in shown
    assert "race_measures" not in shown


def test_facts_say_what_is_known_and_what_is_not():
    answers = {"service_change": Answer("ended"), "aim": LEFT_BLANK, "effects": Answer({"age": "worse"})}
    found = facts(IMPACT, answers)
    assert found["eqia.change"] == "ended"
    assert found["eqia.aim"] is None
    assert found["eqia.effects"] == {"age": "worse"}


def test_identifying_answers_are_kept_apart():
    name = Question("name", Kind.SHORT_TEXT, "Name?", identifying=True, who_sees=Audience.RESTRICTED)
    definition = Definition("T", (Section("s", "S", questions=(name, Question("q", Kind.SHORT_TEXT, "Q?"))),))
    plain, apart = split_identifying(definition, {"name": Answer("N"), "q": Answer("A")})
    assert (list(plain), list(apart)) == (["q"], ["name"])


@settings(max_examples=200, deadline=None)
@given(filled_in())
def test_walking_through_meets_what_is_visible_and_the_end_never_moves_away(case):
    definition, answers = case
    given_so_far: dict[str, Answer] = {}
    key, met, furthest = next_question(definition, {}), [], None
    while key is not None:
        here = position(definition, given_so_far, key)
        assert here.number == len(met) + 1
        assert here.about >= here.number
        assert furthest is None or here.about <= furthest
        furthest = here.about
        met.append(key)
        given_so_far[key] = answers[key]
        key = next_question(definition, given_so_far, key)
    assert met == visible(definition, given_so_far) == visible(definition, answers)
    assert not met or position(definition, given_so_far, met[-1]).about == len(met)
    for back, forward in pairwise(met):
        assert previous_question(definition, answers, forward) == back


@settings(max_examples=200, deadline=None)
@given(filled_in())
def test_stored_and_read_back_the_same(case):
    definition, answers = case
    assert from_json(json.loads(json.dumps(to_json(definition)))) == definition
    assert answers_from_json(json.loads(json.dumps(answers_to_json(answers)))) == answers


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "title",
                    "sections",
                    "key",
                    "questions",
                    "kind",
                    "wording",
                    "options",
                    "show_when",
                    "all",
                    "op",
                    "value",
                    "x",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(JSON)
def test_json_from_anywhere_is_read_or_refused_and_what_is_read_can_be_judged(raw):
    for read in (from_json, answers_from_json):
        try:
            found = read(raw)
        except DefinitionError as error:
            assert error.path
        else:
            if isinstance(found, Definition):
                check_definition(found)


def test_a_refusal_names_the_place():
    raw = to_json(CLINIC)
    raw["sections"][0]["questions"][1]["kind"] = "radio"
    with pytest.raises(DefinitionError, match=r"^sections\[0\]\.questions\[1\]\.kind: 'radio' is not one of"):
        from_json(raw)


@settings(max_examples=100, deadline=None)
@given(definitions())
def test_sound_routing_has_no_finding_but_unreachable(definition):
    codes = {finding.code for finding in check_definition(definition)}
    assert codes <= {"unreachable"}


def test_findings_for_routing_that_cannot_work():
    later = Question("a", Kind.SHORT_TEXT, "A?", show_when=when("b", "yes"))
    lost = Question("b", Kind.YES_NO, "B?", show_when=when("nowhere", "yes"))
    definition = Definition("T", (Section("s", "S", questions=(later, lost)),))
    codes = [finding.code for finding in check_definition(definition)]
    assert codes == ["routing_later", "options_missing", "yes_no_keys", "routing_unknown_question"]
