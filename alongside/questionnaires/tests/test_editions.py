"""Live edits: what they are called, where keys change, and whose answers each option's share is of."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from alongside.questionnaires.build import NO, YES, options, rows, when
from alongside.questionnaires.codec import from_json, to_json
from alongside.questionnaires.editions import Level, compare, migrate_answers, unsettled
from alongside.questionnaires.flow import counted, visible
from alongside.questionnaires.lineage import lineage, tally
from alongside.questionnaires.messages_builder import CHANGES, FINDINGS, change_words, finding_words
from alongside.questionnaires.paper import numbered
from alongside.questionnaires.rules import check_definition
from alongside.questionnaires.saved import SAVED_SETS
from alongside.questionnaires.sense import Sense, compare_words
from alongside.questionnaires.settling import new_meaning, settle
from alongside.questionnaires.types import Answer, Audience, Definition, Kind, Limits, Option, Question, Section

from .makers import definitions, filled_in


def made_of(*questions: Question) -> Definition:
    return numbered(Definition("Test", (Section("all", "All", questions=questions),)))


TIMES = Question(
    "times",
    Kind.MULTIPLE,
    "When would suit you?",
    options=options(("morning", "Mornings"), ("evening", "Evenings"), ("weekend", "Weekends"), ("late", "Late")),
)


def with_option(question: Question, key: str, **changes) -> Question:
    return replace(
        question,
        options=tuple(replace(option, **changes) if option.key == key else option for option in question.options),
    )


def codes(old: Question, new: Question) -> list[tuple[str, str]]:
    return [(change.code, change.level.value) for change in compare(made_of(old), made_of(new))]


def test_after_500_answers_an_option_is_renamed_another_removed_and_a_third_changes_meaning():
    first = made_of(TIMES)
    edited = with_option(TIMES, "morning", label="Weekday mornings")
    edited = with_option(edited, "evening", retired=True)
    edited = new_meaning(edited, "weekend", "Saturdays only", {"weekend"})
    second = settle([first], made_of(edited))

    changes = {change.subject: change for change in compare(first, second)}
    assert {key: (change.code, change.level) for key, change in changes.items()} == {
        "morning": ("option_changed", Level.NEEDS_NOTE),
        "evening": ("option_removed", Level.NEEDS_NOTE),
        "weekend_2": ("option_meaning", Level.STARTS_NEW),
    }

    before = [(1, {"times": Answer(["morning", "evening"])})] * 300
    before += [(1, {"times": Answer(["weekend"])})] * 150
    before += [(1, {"times": Answer(state="left_blank")})] * 50
    after = [(2, {"times": Answer(["morning"])})] * 60 + [(2, {"times": Answer(["weekend_2"])})] * 40
    result = tally({1: first, 2: second}, before + after, "times")

    assert result.answered == 550
    assert result.left_blank == 50
    assert result.counts == {"morning": 360, "weekend_2": 40, "late": 0, "evening": 300, "weekend": 150}
    assert result.bases == {"morning": 550, "weekend_2": 100, "late": 550, "evening": 450, "weekend": 450}

    line = lineage({1: first, 2: second}, "times")
    parts = {part.key: part for part in line.options}
    assert parts["morning"].labels == ((1, "Mornings"), (2, "Weekday mornings"))
    assert parts["evening"].editions == (1,)
    assert (parts["weekend"].replaced_by, parts["weekend_2"].replaces) == ("weekend_2", "weekend")
    numbers = [option.number for option in second.by_key["times"].options]
    assert numbers == [1, 2, 3, 5, 4], "printed numbers stay, and no number is used again"


def test_an_option_taken_away_and_brought_back_has_a_base_with_a_gap():
    first, second, third = made_of(TIMES), made_of(with_option(TIMES, "late", retired=True)), made_of(TIMES)
    sent = [(number, {"times": Answer(["late" if number != 2 else "morning"])}) for number in (1, 2, 2, 3)]
    result = tally({1: first, 2: second, 3: third}, sent, "times")
    assert (result.counts["late"], result.bases["late"], result.bases["morning"]) == (2, 2, 4)


def test_edits_and_what_they_are_called():
    ask = Question("q", Kind.SCALE, "How easy is it?", options=options(("easy", "Easy"), ("hard", "Hard")))
    assert codes(ask, replace(ask, wording="How easy is it")) == [("wording_tidied", "safe")]
    assert codes(ask, replace(ask, wording="How easy was it?")) == [("wording_changed", "needs_note")]
    assert codes(ask, replace(ask, wording="How easy is it not?")) == [("wording_opposite", "starts_new")]
    assert codes(ask, replace(ask, hint="Think of last week")) == [("help_changed", "safe")]
    assert codes(ask, replace(ask, kind=Kind.SINGLE)) == [("kind_changed", "starts_new")]
    assert codes(ask, replace(ask, who_sees=Audience.PUBLIC)) == [("audience_widened", "starts_new")]
    assert codes(ask, replace(ask, who_sees=Audience.RESTRICTED)) == [("audience_narrowed", "safe")]
    middle = replace(ask, options=(*ask.options, Option("middle", "Neither")))
    assert codes(ask, middle) == [("point_added", "starts_new")]
    assert codes(ask, replace(ask, options=ask.options[::-1])) == [("points_moved", "starts_new")]
    assert codes(TIMES, replace(TIMES, options=TIMES.options[::-1])) == [("options_moved", "needs_note")]
    assert codes(TIMES, replace(TIMES, limits=Limits(max_choices=2))) == [("limit_tightened", "needs_note")]
    miles = Question("q", Kind.NUMBER, "How far?", limits=Limits(unit="miles", maximum=10))
    assert codes(miles, replace(miles, limits=Limits(unit="km", maximum=10))) == [("unit_changed", "starts_new")]
    assert codes(miles, replace(miles, limits=Limits(unit="miles"))) == [("limit_loosened", "safe")]


def test_consent_to_other_words_is_another_consent():
    uses = Question("uses", Kind.CONSENT, "May we?", options=options(("report", "In the report"), ("web", "Online")))
    old, new = made_of(uses), made_of(with_option(uses, "web", label="Online and in newspapers"))
    assert [change.code for change in compare(old, new)] == ["consent_reworded"]
    settled = settle([old], new)
    assert [option.key for option in settled.by_key["uses"].offered] == ["report", "web_2"]
    moved = migrate_answers({"uses": Answer(["report", "web"])}, old, settled)
    assert moved.answers["uses"].value == ["report"]
    assert moved.set_aside["uses"].value == ["report", "web"]
    assert moved.ask_again == ["uses"]


def test_routing_follows_a_question_to_its_new_key():
    use = Question("use", Kind.YES_NO, "Do you use it?", options=options(YES, NO))
    why = Question("why", Kind.LONG_TEXT, "Why?", show_when=when("use", "no"))
    old = made_of(use, why)
    new = settle([old], made_of(replace(use, wording="Do you not use it?"), why))
    assert [question.key for question in new.questions] == ["use_2", "why"]
    assert new.by_key["use_2"].replaces == "use"
    assert visible(new, {"use_2": Answer("no")}) == ["use_2", "why"]
    assert check_definition(new) == []
    moved = migrate_answers({"use": Answer("no"), "why": Answer("Far")}, old, new)
    assert (list(moved.answers), list(moved.set_aside), moved.ask_again) == (["why"], ["use"], ["use_2"])


def test_a_key_is_never_used_again():
    ask = Question("q", Kind.NUMBER, "How far?", limits=Limits(unit="miles"))
    first = made_of(ask)
    second = settle([first], made_of(replace(ask, limits=Limits(unit="km"))))
    third = settle([first, second], made_of(replace(second.by_key["q_2"], limits=Limits(unit="minutes"))))
    assert [edition.questions[0].key for edition in (first, second, third)] == ["q", "q_2", "q_3"]


def test_what_was_removed_long_ago_still_owns_its_key():
    far = Question("far", Kind.NUMBER, "How far?")
    first = made_of(far, TIMES)
    second = made_of(replace(TIMES, options=TIMES.options[:3]))
    late = Option("late", "Later in the year")
    third = settle(
        [first, second],
        made_of(replace(TIMES, options=(*TIMES.options[:3], late)), replace(far, kind=Kind.LONG_TEXT)),
    )
    assert [question.key for question in third.questions] == ["times", "far_2"]
    assert [option.key for option in third.by_key["times"].offered][-1] == "late_2"
    again = settle([first, second], first)
    assert again == first, "the same question and option may come back under their keys"


def test_the_sense_of_words():
    assert compare_words("Evenings, 5pm to 8pm", "evenings 5pm to 8pm.") is Sense.SAME
    assert compare_words("I am a carer", "I am a career") is Sense.UNSURE
    assert compare_words("Likely", "Unlikely") is Sense.OPPOSITE
    assert compare_words("Male", "Female") is Sense.OPPOSITE
    assert compare_words("I can park", "I can't park") is Sense.OPPOSITE
    assert compare_words("In the last 12 months", "In the last 6 months") is Sense.OPPOSITE
    assert compare_words("85+", "85") is not Sense.SAME


@settings(max_examples=150, deadline=None)
@given(filled_in(), definitions())
def test_settling_leaves_nothing_mixed_and_moving_answers_loses_nothing(case, other):
    old, answers = case
    settled = settle([old], other)
    assert unsettled(compare(old, settled)) == []
    assert settle([old], settled) == settled
    moved = migrate_answers(answers, old, settled)
    for key, answer in answers.items():
        assert moved.answers.get(key) == answer or moved.set_aside[key] == answer
    assert set(moved.answers) <= set(settled.by_key)
    counted(settled, moved.answers)
    for change in compare(old, other):
        assert all(change_words(change))
    for finding in check_definition(settled):
        assert finding_words(settled, finding)


def test_every_code_has_its_words():
    import re
    from pathlib import Path

    here = Path(__file__).parent.parent
    found = re.findall(r'_(?:stops|worth)\(\s*"(\w+)"', (here / "rules.py").read_text())
    assert set(found) == set(FINDINGS)
    made = re.findall(r'Change\(\s*"(\w+)"', (here / "editions.py").read_text())
    words = {f"{what}_{how}" for what in ("wording", "option", "row") for how in ("tidied", "changed", "opposite")}
    others = {"made_required", "made_optional", "limit_loosened", "limit_tightened", "consent_reworded"}
    others |= {"option_returned", "option_reused", "point_reworded", "points_moved", "options_moved"}
    assert set(made) | words | others == set(CHANGES)


MOVES = {
    "experience_of_care": (
        "statements",
        lambda q: replace(q, rows=(*q.rows[:-1], *rows(("on_time", "I was seen on time")))),
    ),
    "clinic_times": ("what_is_hard", lambda q: new_meaning(q, "booking", "I cannot book by phone", set())),
    "equality_monitoring": (
        "sex",
        lambda q: replace(q, options=(*q.options, Option("self", "I use another word", own_words=True))),
    ),
    "access_audit": ("room_checks", lambda q: replace(q, rows=(*q.rows, *rows(("signs", "Clear signs"))))),
    "equality_impact": ("effects", lambda q: with_option(q, "none", label="Neither better nor worse")),
}


@pytest.mark.parametrize("name", MOVES)
def test_each_saved_set_moves_to_its_next_edition(name):
    """One likely edit of each; answers come over, and what does not fit is kept and asked again."""
    old = SAVED_SETS[name].definition
    key, edit = MOVES[name]
    edited = replace(
        old,
        sections=tuple(
            replace(section, questions=tuple(edit(q) if q.key == key else q for q in section.questions))
            for section in old.sections
        ),
    )
    new = settle([old], numbered(edited))
    assert from_json(to_json(new)) == new
    assert unsettled(compare(old, new)) == []
    assert not [finding for finding in check_definition(new) if finding.weight == "stops"]
    question = old.by_key[key]
    if question.kind is Kind.MATRIX:
        answer = Answer({row.key: question.options[1].key for row in question.rows})
    elif question.kind is Kind.MULTIPLE:
        answer = Answer(["times", "booking"])
    else:
        answer = Answer(question.options[0].key)
    moved = migrate_answers({key: answer}, old, new)
    assert moved.answers.get(key) == answer or moved.set_aside[key] == answer
