"""Hints and hiding: what rules find, what they leave, and that hidden words are gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.moderation.rules import hide, hints, is_nhs_number, risk

MARK = "[words hidden]"


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("Write to jo.reid@post.example today", "email", "jo.reid@post.example"),
        ("Ring me on 020 7946 0188 please", "phone", "020 7946 0188"),
        ("or +44 7700 900123", "phone", "+44 7700 900123"),
        ("I live at se15 4qx", "postcode", "se15 4qx"),
        ("My number is 943 476 5919", "nhs_number", "943 476 5919"),
        ("I was born on 12 June 1950", "date_of_birth", "12 June 1950"),
        ("since 03/04/1961", "date_of_birth", "03/04/1961"),
        ("Mrs Adeyemi was kind", "titled_name", "Mrs Adeyemi"),
        ("ask for nurse Brannigan", "titled_name", "nurse Brannigan"),
        ("I saw Denise Cole there", "two_capitals", "Denise Cole"),
        ("The parking is shit", "rude", "shit"),
        ("sometimes I want to die", "harm", "want to die"),
        ("he hits me", "harm", "hits me"),
    ],
)
def test_a_rule_finds_what_it_is_for(text: str, rule: str, words: str) -> None:
    assert (rule, words) in [(each.rule, each.words) for each in hints(text)]


@pytest.mark.parametrize(
    "text",
    [
        "I work shifts and every clinic is closed by the time I finish.",
        "The walk from Kings Hospital is steep.",
        "I waited 14 weeks and rang 3 times.",
        "On Monday I went to my GP.",
        "Have somebody who can sign in British Sign Language.",
        "Reference 123 456 7890 was wrong.",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert hints(text) == []


def test_harm_is_looked_at_before_names_and_names_before_nothing() -> None:
    texts = ["he hits me", "ring 020 7946 0188", "Mr Cole", "more buses"]
    assert [risk(hints(each)) for each in texts] == [3, 2, 1, 0]


def test_the_last_digit_of_an_nhs_number_is_checked() -> None:
    assert is_nhs_number("943 476 5919")
    assert not any(is_nhs_number(f"943 476 591{last}") for last in "012345678")


def test_hiding_takes_every_place_in_any_case_and_whole_words_only() -> None:
    made, absent = hide("Ann told ANN\nCole about Annexes", ["ann", "ann cole", "Bob"], MARK)
    assert made == f"{MARK} told {MARK} about Annexes"
    assert absent == ["Bob"]


WORDS = st.text(alphabet="ab1 .\n(é٣", min_size=1, max_size=12)


@given(text=st.lists(WORDS, max_size=8).map("".join), words=st.lists(WORDS, max_size=4))
def test_what_is_hidden_cannot_be_found_again_and_nothing_else_is_lost(text: str, words: list[str]) -> None:
    made, absent = hide(text, words, "\0")
    again, still = hide(made, words, "\0")
    assert again == made
    assert set(absent) <= set(still)
    rest = iter(text)
    assert all(letter in rest for letter in made.replace("\0", ""))


@given(st.text(max_size=400))
def test_no_text_breaks_the_rules(text: str) -> None:
    for each in hints(text):
        assert text[each.start : each.end] == each.words
