"""Every method, channel, audience and standard: its shape, what it points to, and that every choice can be served."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from alongside.knowledge.audiences import audiences
from alongside.knowledge.catalogue import catalogue, due_for_review, find
from alongside.knowledge.channels import channels
from alongside.knowledge.entries import DATA
from alongside.knowledge.methods import methods
from alongside.knowledge.picking import left_out_words, questions
from alongside.knowledge.practice import Practice, holding
from alongside.knowledge.spectrums import levels
from alongside.knowledge.standards import standards

SCHEMAS = Path(__file__).parents[1] / "schemas"
FILES = ["methods", "channels", "audiences", "standards", "templates", "plan_templates"]
EVERY = [each for shelf in catalogue().values() for each in shelf.values()]


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in texts(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in texts(each))


@pytest.mark.parametrize("name", FILES)
def test_entries_have_the_shape_of_their_schema(name: str) -> None:
    raw = read(DATA / f"{name}.json")
    checker = Draft202012Validator(
        read(SCHEMAS / "catalogue.schema.json"), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    assert [problem.message for problem in checker.iter_errors(raw)] == []
    for one in ("id", "key"):
        assert len({each[one] for each in raw["entries"]}) == len(raw["entries"])


def test_a_wrong_entry_is_found() -> None:
    raw = read(DATA / "methods.json")
    raw["entries"][0]["purposes"] = ["to be seen to ask"]
    assert list(Draft202012Validator(read(SCHEMAS / "catalogue.schema.json")).iter_errors(raw))


def test_there_is_enough_of_each() -> None:
    assert (len(methods()) >= 24, len(channels()) >= 14, len(audiences()) >= 12) == (True, True, True)
    assert {key: len(each.parts) for key, each in standards().items()} == {
        "six-principles": 6,
        "minimum-standards": 3,
        "four-principles": 4,
        "eight-elements": 8,
        "4pi": 5,
        "five-values": 5,
        "seven-steps": 7,
    }


@pytest.mark.parametrize("each", methods().values(), ids=lambda each: each.key)
def test_a_method_points_to_what_is_there_and_its_spans_run_upwards(each: Any) -> None:
    assert set(each.beside) <= set(methods()) - {each.key}
    assert set(each.levels) <= set(levels())
    assert set(each.leaves_out) <= set(left_out_words())
    assert set(each.purposes) <= set(questions()["why"].choices)
    for span in (each.group, each.people, each.weeks):
        assert 0 < span.least <= span.most
    assert each.needs_internet == ("no-internet" in each.leaves_out), "who has no internet is left out by what needs it"


@pytest.mark.parametrize("each", audiences().values(), ids=lambda each: each.key)
def test_an_audience_points_to_methods_and_its_checks_are_short(each: Any) -> None:
    assert set(each.suits) | set(each.care) <= set(methods())
    assert not set(each.suits) & set(each.care)
    assert all(len(check.words) <= 100 and not check.words.endswith(".") for check in each.checks)
    assert len({check.key for check in each.checks}) == len(each.checks)


def test_age_groups_have_no_gap_and_no_overlap_and_say_that_the_source_has() -> None:
    bands = [each for each in audiences().values() if each.ages]
    assert [(each.ages.least, each.ages.most) for each in bands if each.ages] == [(0, 4), (5, 11), (12, 17), (18, 25)]
    assert all("leave out age 5" in each.note and "18 twice" in each.note for each in bands)


def test_channels_that_are_for_some_only_name_audiences() -> None:
    for each in channels().values():
        assert set(each.only_for) <= set(audiences())
    assert any(each.offline for each in channels().values()) and any(not each.offline for each in channels().values())


def test_every_question_can_be_answered_by_something() -> None:
    served = {purpose for each in methods().values() for purpose in each.purposes}
    assert served == set(questions()["why"].choices)
    assert {level for each in methods().values() for level in each.levels} == set(levels())
    assert set(questions()["kind"].choices) == set(levels())
    assert set(questions()["who"].choices) == {"population", "demographics", "experience", *audiences()}
    for purpose in served:
        with_it = [each for each in methods().values() if purpose in each.purposes]
        assert any(not each.needs_internet for each in with_it), purpose
    assert {key for each in methods().values() for key in each.leaves_out} == set(left_out_words())


def test_every_indicator_is_asked_of_somebody_or_read_from_the_record() -> None:
    for each in standards().values():
        for part in each.parts:
            assert part.indicators, part.key
    asked = {one.asked for each in standards().values() for part in each.parts for one in part.indicators}
    assert asked == {"record", "people", "staff"}


@pytest.mark.parametrize("name", [*FILES, "picking"])
def test_the_words_are_those_of_the_house(name: str) -> None:
    for text in texts(read(DATA / f"{name}.json")):
        assert "!" not in text and "  " not in text and text == text.strip()
        assert not re.search(
            r"compliant|service user|hard to reach|vulnerable|participate\b|utilise|telephone", text, re.I
        )
        assert "'" not in text, f"a straight apostrophe: {text}"


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.id)
def test_every_entry_has_a_source_and_a_day_to_look_again(each: Practice) -> None:
    assert each.source.confidence in ("H", "M", "L") and each.source.name
    assert each.review_by > date(2026, 11, 27)
    ids = {other.id for other in EVERY}
    assert each.replaced_by is None or each.replaced_by in ids
    assert each.in_force(date(2026, 11, 27))


def test_what_has_ended_or_not_begun_is_not_shown() -> None:
    from dataclasses import replace

    survey, today = methods()["survey"], date(2026, 11, 27)
    ended = replace(survey, valid_to=today)
    coming = replace(survey, valid_from=today + timedelta(days=1))
    assert holding([ended, coming], today) == [ended]
    assert holding([ended, coming], today + timedelta(days=1)) == [coming]


def test_what_is_due_for_review() -> None:
    last = max(each.review_by for each in EVERY)
    assert due_for_review(min(each.review_by for each in EVERY) - timedelta(days=1)) == []
    assert len(due_for_review(last)) == len(EVERY)


def test_finding_by_name_comes_before_finding_by_description() -> None:
    assert [(kind, each.key) for kind, each in find("citizens jury")] == [("method", "citizens-jury")]
    first = find("focus group")[0]
    assert (first[0], first[1].key) == ("method", "focus-group")
    assert ("standard", "4pi") in [(kind, each.key) for kind, each in find("4Pi")]
    assert find("   ") == [] and find("zebra crossing") == []
