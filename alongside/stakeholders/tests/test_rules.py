"""Judgement: quadrants, stricter consent, likely duplicates."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.stakeholders.models import as_lines
from alongside.stakeholders.rules import (
    Entry,
    Quadrant,
    Why,
    digits_of,
    easily_missed,
    likely_duplicates,
    quadrant,
    stricter,
    words_of,
)

CONSENTS = ["yes", "not-asked", "no"]


@pytest.mark.parametrize(
    ("influence", "interest", "where"),
    [
        (10, 10, Quadrant.TOGETHER),
        (5, 5, Quadrant.TOGETHER),
        (5, 4, Quadrant.AWARE),
        (4, 5, Quadrant.UPDATED),
        (0, 0, Quadrant.WATCH),
        (4, 4, Quadrant.WATCH),
    ],
)
def test_a_place_on_the_map_says_what_to_do(influence: int, interest: int, where: Quadrant) -> None:
    assert quadrant(influence=influence, interest=interest) is where


def test_the_most_affected_of_little_influence_are_easily_missed() -> None:
    assert easily_missed(influence=2, affected=9) and easily_missed(influence=4, affected=7)
    assert not easily_missed(influence=5, affected=9) and not easily_missed(influence=2, affected=6)


def test_no_beats_not_asked_beats_yes() -> None:
    assert [stricter("yes", "no"), stricter("not-asked", "yes"), stricter("no", "not-asked")] == [
        "no",
        "not-asked",
        "no",
    ]


@given(st.lists(st.sampled_from(CONSENTS), min_size=1, max_size=6), st.randoms())
def test_in_whatever_order_rows_are_joined_consent_never_grows(given_: list[str], chance: random.Random) -> None:
    strictest = max(given_, key=CONSENTS.index)
    chance.shuffle(given_)
    one = given_[0]
    for other in given_[1:]:
        one = stricter(one, other)
    assert one == strictest


def pairs(*entries: tuple[str, str, str]) -> list[tuple[int, int, tuple[Why, ...]]]:
    rows = [Entry(number, *entry) for number, entry in enumerate(entries)]
    return [(pair.one, pair.other, pair.reasons) for pair in likely_duplicates(rows)]


def test_names_that_differ_by_marks_capitals_or_a_letter_are_alike() -> None:
    assert pairs(("St Jude’s Carers Forum", "", ""), ("ST JUDES CARERS", "", "")) == [(0, 1, (Why.NAME,))]
    assert pairs(("Harbourside Parents", "", ""), ("Harbourside Parnets", "", "")) == [(0, 1, (Why.NAME,))]
    assert pairs(("Café Łódź Trust", "", ""), ("Cafe Łodz", "", "")) == [(0, 1, (Why.NAME,))]
    assert pairs(("Harbourside Parents", "", ""), ("Quayside Cyclists", "", "")) == []


def test_numbers_tell_apart() -> None:
    assert pairs(("Patient group Ward 4", "", ""), ("Patient group Ward 5", "", "")) == []


def test_the_same_address_or_number_is_a_reason_of_its_own() -> None:
    assert pairs(("Mosque", "A@x.example", ""), ("Imam Yusuf", "a@X.example ", "")) == [(0, 1, (Why.EMAIL,))]
    assert pairs(("Mosque", "", "020 7946 0142"), ("Imam", "", "+44 (0)20 79460142")) == [(0, 1, (Why.PHONE,))]
    assert pairs(("Mosque", "", "999"), ("Imam", "", "999")) == [], "too short to tell"
    both = pairs(("Mosque Trust", "a@x.example", ""), ("The Mosque Trust", "a@x.example", ""), ("Mosques", "", ""))
    assert both[0] == (0, 1, (Why.NAME, Why.EMAIL)), "the likeliest comes first"


@given(
    st.lists(st.tuples(st.text(max_size=30), st.sampled_from(["", "a@b.example"]), st.text(max_size=12)), max_size=12)
)
def test_any_rows_make_each_pair_once_and_never_with_itself(rows: list[tuple[str, str, str]]) -> None:
    found = [(one, other) for one, other, _why in pairs(*rows)]
    assert len(found) == len(set(found)) and all(one < other for one, other in found)


@given(st.text(max_size=60))
def test_a_bare_name_stays_bare(name: str) -> None:
    assert words_of(" ".join(words_of(name))) == words_of(name) or not words_of(name)


@given(st.text(max_size=30))
def test_a_phone_number_is_digits_or_nothing(phone: str) -> None:
    assert digits_of(phone) == "" or (digits_of(phone).isdigit() and len(digits_of(phone)) >= 7)


def test_five_thousand_rows_are_looked_through_in_seconds_and_hidden_twins_are_found() -> None:
    chance = random.Random(7)
    places = ["Northmere", "Carrow", "Harbour", "Ashby", "Quay", "Thornbeck", "Eastvale", "Millbrook"]
    who = ["Carers", "Parents", "Elders", "Youth", "Somali", "Polish", "Deaf", "Sight", "Stroke", "Dementia"]
    letters = "bcdfghklmnprstv"
    rows = [
        Entry(
            number,
            f"{chance.choice(places)} {chance.choice(who)} "
            + "".join(chance.choice(letters) + chance.choice("aeiou") for _each in range(4)),
        )
        for number in range(5000)
    ]
    twins = {(number, 5000 + place) for place, number in enumerate(range(0, 5000, 250))}
    rows += [Entry(5000 + place, f"The {rows[number].name} Group") for place, number in enumerate(range(0, 5000, 250))]
    began = time.process_time()
    found = {(pair.one, pair.other) for pair in likely_duplicates(rows)}
    assert time.process_time() - began < 15
    assert twins <= found


def test_communities_are_kept_once_each() -> None:
    assert as_lines(["Unpaid carers", " unpaid  CARERS ", "", "Deaf people"]) == "\nUnpaid carers\nDeaf people\n"
    assert as_lines([" "]) == ""
