"""A code is made for people, kept as a digest, and outlives a change of the secret key."""

from uuid import uuid4

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from alongside.people.voices.actions import erase, give_code, new_voice, voice_for_code, withdraw
from alongside.people.voices.rules import ALPHABET, make_code, read_code, spaced


@given(st.text())
def test_whatever_is_typed_is_a_code_or_nothing(typed: str) -> None:
    code = read_code(typed)
    assert code is None or (len(code) == 12 and set(code) <= set(ALPHABET))


@given(st.sampled_from([" ", "-", "", "  ", "–", "\t"]), st.booleans())
def test_a_code_is_read_back_however_it_is_spaced(between: str, lower: bool) -> None:
    code = make_code()
    typed = between.join(spaced(code).split())
    assert read_code(typed.lower() if lower else typed) == code


def test_codes_have_no_letters_that_look_alike() -> None:
    assert not set("0O1IL") & set(ALPHABET)
    assert len({make_code() for _ in range(500)}) == 500


@pytest.mark.django_db
def test_a_voice_is_found_by_its_code_alone_and_the_code_is_not_kept() -> None:
    voice, code = new_voice(scope=uuid4())
    assert voice_for_code(spaced(code).lower()) == voice
    assert code not in str(voice.__dict__)
    assert voice_for_code(make_code()) is None
    assert voice_for_code("nonsense") is None


@pytest.mark.django_db
def test_a_new_secret_key_takes_codes_over_and_the_old_one_can_then_go() -> None:
    voice, code = new_voice(scope=uuid4())
    forgotten, lost = new_voice(scope=uuid4())
    with override_settings(SECRET_KEY="newest" * 10, SECRET_KEY_FALLBACKS=["only-for-a-demo-or-a-test-" + "0" * 40]):
        assert voice_for_code(code) == voice
    with override_settings(SECRET_KEY="newest" * 10, SECRET_KEY_FALLBACKS=[]):
        assert voice_for_code(code) == voice
        assert voice_for_code(lost) is None
        assert give_code(voice=forgotten) != lost


@pytest.mark.django_db
def test_withdrawn_can_still_be_looked_at_and_erased_cannot() -> None:
    voice, code = new_voice(scope=uuid4())
    withdraw(voice=voice)
    assert voice_for_code(code).withdrawn_at is not None
    erase(voice=voice)
    assert voice_for_code(code) is None
    voice.refresh_from_db()
    assert voice.code_digest is None
    assert (voice.erased_at.second, voice.erased_at.microsecond) == (0, 0)
