"""The same questionnaire in another language: other words, the same keys."""

import pytest

from alongside.questionnaires.answers import read_answer
from alongside.questionnaires.rules import can_publish, check_definition
from alongside.questionnaires.saved import SAVED_SETS
from alongside.questionnaires.settling import settle
from alongside.questionnaires.translation import in_language, stale, texts_of, untranslated

CLINIC = SAVED_SETS["clinic_times"].definition


@pytest.mark.parametrize("saved", SAVED_SETS.values(), ids=SAVED_SETS)
def test_every_text_is_replaced_and_nothing_else(saved):
    texts = {path: f"[{text}]" for path, text in texts_of(saved.definition).items()}
    other = in_language(saved.definition, "bn", texts)
    assert texts_of(other) == texts
    assert other.language == "bn"
    assert can_publish(check_definition(other))
    assert in_language(other, "en", texts_of(saved.definition)) == saved.definition
    assert untranslated(saved.definition, texts) == []


def test_an_answer_in_another_language_is_the_same_answer():
    other = in_language(CLINIC, "bn", {"questions.best_time.options.evenings.label": "সন্ধ্যা"})
    assert other.by_key["best_time"].option_by_key["evenings"].label == "সন্ধ্যা"
    posted = {"best_time": ["evenings"]}
    assert read_answer(other.by_key["best_time"], posted) == read_answer(CLINIC.by_key["best_time"], posted)


def test_a_changed_source_makes_its_translation_stale():
    changed = in_language(CLINIC, "en", {"questions.change.wording": "What would you change first?"})
    assert stale(CLINIC, settle([CLINIC], changed)) == ["questions.change.wording"]
