import pytest

from alongside.knowledge.spectrums import levels, spectrums, vocabulary_of, word_for


def test_every_level_has_a_word_in_every_spectrum():
    for level in levels().values():
        assert set(level.names) == {each.key for each in spectrums()}
        assert all(level.names.values())


def test_levels_run_from_least_to_most_influence():
    assert [level.code for level in levels().values()] == ["L1", "L1E", "L2", "L3", "L4", "L5", "L6"]


def test_keys_fit_the_column():
    assert all(len(key) <= 20 for key in levels())


def test_the_organisations_own_word_comes_first():
    assert word_for("consult", {"consult": "Ask"}) == "Ask"
    assert word_for("consult", {"consult": "  "}) == "Consult"
    assert word_for("consult", {}) == "Consult"


def test_deciding_together_offers_payment():
    shared = [level for level in levels().values() if level.decision_power == "shared"]
    assert shared and all(level.pay == "offer" for level in shared)


def test_a_spectrum_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        vocabulary_of("none")
