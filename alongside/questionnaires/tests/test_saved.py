"""The ready-made sets hold together, survive storing and print."""

import json
from dataclasses import replace

import pytest

from alongside.questionnaires.codec import from_json, to_json
from alongside.questionnaires.paper import layout, numbered
from alongside.questionnaires.rules import can_publish, check_definition
from alongside.questionnaires.saved import SAVED_SETS
from alongside.questionnaires.types import Audience, Role

EACH = pytest.mark.parametrize("saved", SAVED_SETS.values(), ids=SAVED_SETS)


@EACH
def test_it_can_be_published_and_has_nothing_worth_fixing(saved):
    found = check_definition(saved.definition)
    assert can_publish(found)
    assert found == []


@EACH
def test_it_is_stored_and_read_back_the_same(saved):
    assert from_json(json.loads(json.dumps(to_json(saved.definition)))) == saved.definition


@EACH
def test_every_option_has_its_printed_number(saved):
    assert numbered(saved.definition) == saved.definition
    assert all(option.number for item in layout(saved.definition).to_type for option in item.options)


def test_monitoring_is_optional_counts_only_and_can_be_refused():
    saved = SAVED_SETS["equality_monitoring"]
    sources = {source.id for source in saved.sources}
    for question in saved.definition.questions:
        assert not question.required
        assert question.who_sees is Audience.COUNTS_ONLY
        assert question.options[-1].role is Role.PREFER_NOT_TO_SAY
        assert question.code_list in sources


def test_a_broken_set_would_be_found():
    saved = SAVED_SETS["clinic_times"].definition
    section = saved.sections[0]
    backwards = replace(saved, sections=(replace(section, questions=section.questions[::-1]), saved.sections[1]))
    assert {finding.code for finding in check_definition(backwards)} == {"routing_later"}
