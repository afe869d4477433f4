"""Whatever is posted is answered: kept and read back the same, or refused with what to do."""

import json
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alongside.questionnaires.answers import check_answer, check_file, consents_to, form_data, read_answer
from alongside.questionnaires.build import NONE_OF_THESE, options, own_words
from alongside.questionnaires.codec import answer_from_json, answer_to_json
from alongside.questionnaires.messages import problem_words
from alongside.questionnaires.paper import read_typed
from alongside.questionnaires.show import show_answer
from alongside.questionnaires.text import clean_line, clean_text
from alongside.questionnaires.types import LEFT_BLANK, Answer, DateParts, Kind, Limits, Option, Question, State

from .makers import POSTED, TEXT, TYPED, questions


@settings(max_examples=800, deadline=None)
@given(questions(), POSTED)
def test_nothing_posted_can_break_it_and_what_is_kept_is_read_back_the_same(question, data):
    read = read_answer(question, data)
    if isinstance(read, list):
        assert read
        assert all(problem_words(question, problem) for problem in read)
        return
    stored = json.loads(json.dumps(answer_to_json(read)).encode("utf-8"))
    assert answer_from_json(stored) == read
    assert show_answer(question, read)
    if read.says_something:
        assert read_answer(question, form_data(question, read)) == read
        assert check_answer(question, read) == []
    else:
        assert read == LEFT_BLANK
        assert not question.required


@settings(max_examples=400, deadline=None)
@given(questions(), st.one_of(TYPED, st.text(alphabet="0123456 -?+:,", max_size=8)), st.booleans(), st.booleans())
def test_nothing_typed_from_paper_can_break_it(question, typed, left_blank, cannot_read):
    read = read_typed(question, typed, left_blank=left_blank, cannot_read=cannot_read)
    if isinstance(read, list):
        assert read
        assert all(problem_words(question, problem) for problem in read)
    else:
        assert answer_from_json(json.loads(json.dumps(answer_to_json(read)))) == read
        assert show_answer(question, read)


@settings(max_examples=300)
@given(TEXT)
@example("\u0344\r\u0301")
def test_cleaning_twice_changes_nothing_and_leaves_what_a_database_can_keep(text):
    once = clean_text(text)
    assert clean_text(once) == once
    assert clean_line(clean_line(text)) == clean_line(text)
    assert "\x00" not in once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


@settings(max_examples=200, deadline=None)
@given(
    questions(),
    st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3),
    st.lists(st.text(max_size=5), max_size=3),
)
def test_a_stored_answer_of_another_shape_is_shown_and_judged_without_failing(question, pairs, texts):
    for value in (pairs, texts, "text", 4, 1.5, None, ""):
        answer = Answer(value)
        assert show_answer(question, answer)
        check_answer(question, answer)


def ask(kind: Kind, *parts: Option | tuple[str, str], **more) -> Question:
    return Question("q", kind, "How far?", options=options(*parts), **more)


def error(question: Question, **data: str | list[str]) -> str:
    posted = {name.replace("_", "-"): [value] if isinstance(value, str) else value for name, value in data.items()}
    read = read_answer(question, posted)
    assert isinstance(read, list), read
    return problem_words(question, read[0])


def kept(question: Question, **data: str | list[str]) -> Answer:
    posted = {name.replace("_", "-"): [value] if isinstance(value, str) else value for name, value in data.items()}
    read = read_answer(question, posted)
    assert isinstance(read, Answer), read
    return read


ABC = (("a", "A"), ("b", "B"), ("c", "C"))


def test_the_errors_people_see():
    long = ask(Kind.LONG_TEXT)
    assert error(long, q="x" * 2140) == "Your answer must be 2,000 characters or fewer. You have 140 too many."
    assert error(long, q="x" * 100_000) == "Your answer must be 2,000 characters or fewer. You have 98,000 too many."
    often = ask(Kind.SINGLE, *ABC, required=True, when_missing="Select how often you use the clinic")
    assert error(often) == "Select how often you use the clinic"
    assert error(ask(Kind.SINGLE, *ABC, required=True)) == "Select an answer to “How far?”"
    assert error(often, q="z") == "Select an answer from the list"
    assert error(ask(Kind.MULTIPLE, *ABC, limits=Limits(max_choices=2)), q=["a", "b", "c"]) == "Select up to 2 answers"
    none = ask(Kind.MULTIPLE, *ABC, NONE_OF_THESE)
    assert error(none, q=["a", "none"]) == "Select your answers, or select “None of these”, not both"
    miles = ask(Kind.NUMBER, limits=Limits(unit="miles", minimum=0, maximum=200))
    assert error(miles, q="far") == "Miles must be a number, like 12"
    assert error(miles, q="201") == "Your answer must be between 0 and 200"
    assert error(miles, q="1.5") == "Your answer must be a whole number, like 12"
    assert error(ask(Kind.DATE), q_day="12", q_month="6") == "The date must include a year"
    assert error(ask(Kind.DATE), q_day="31", q_month="2", q_year="2026").startswith("The date must be a real date")
    early = ask(Kind.DATE, limits=Limits(earliest="2026-06-01"))
    assert error(early, q_day="31", q_month="5", q_year="2026") == "The date must be 1 June 2026 or later"
    ranking = ask(Kind.RANKING, *ABC, limits=Limits(rank_at_least=3))
    assert error(ranking, q_rank_a="1") == "Rank at least 3 options"
    assert error(ask(Kind.EMAIL), q="someone") == "Enter an email address, like name@example.com"
    assert error(ask(Kind.POSTCODE), q="SE1") == "Enter a full postcode, like SE1 7PB"
    area = ask(Kind.POSTCODE, ("east", "Eastvale"))
    assert error(area, q="SE1") == "Enter a full postcode, like SE1 7PB, or choose your area"
    photo = ask(Kind.FILE, limits=Limits(max_bytes=10_000_000, file_types=("image/jpeg", "image/png")))
    assert problem_words(photo, check_file(photo, 11_000_000, "image/jpeg")) == "The file must be smaller than 10MB"
    assert "JPEG, PNG" in problem_words(photo, check_file(photo, 1, "text/html"))
    assert check_file(photo, 1, "image/png") is None


def test_an_error_points_at_its_field():
    assert read_answer(ask(Kind.DATE), {"q-day": ["12"], "q-month": ["6"]})[0].field == "q-year"


def test_a_matrix_names_the_statement_left_out():
    from alongside.questionnaires.build import rows

    question = ask(Kind.MATRIX, *ABC, rows=rows(("parking", "Parking"), ("food", "Food")), required=True)
    assert error(question, **{"q_row_food": "a"}) == "Select an answer for “Parking”"
    assert kept(question, q_row_food="a", q_row_parking="b").value == {"parking": "b", "food": "a"}


@pytest.mark.parametrize(
    ("typed", "limits", "stored"),
    [
        ("1,120", Limits(), 1120),
        (" 12 miles ", Limits(unit="miles"), 12),
        ("£55.50", Limits(decimals=2, unit="£"), 55.5),
        ("−4", Limits(), -4),
        ("１２", Limits(), 12),
        ("12.0", Limits(), 12),
        ("0.1", Limits(decimals=1), 0.1),
        ("0.000001", Limits(decimals=6), 0.000001),
    ],
)
def test_numbers_as_people_type_them(typed, limits, stored):
    question = ask(Kind.NUMBER, limits=limits)
    answer = kept(question, q=typed)
    assert (answer.value, type(answer.value)) == (stored, type(stored))
    assert read_answer(question, form_data(question, answer)) == answer


@pytest.mark.parametrize("typed", ["1e5", "inf", "nan", "1,12", "--1", "0x1", "1 2", ".", "9" * 400])
def test_what_is_not_a_number(typed):
    assert isinstance(read_answer(ask(Kind.NUMBER), {"q": [typed]}), list)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("se17pb", "SE1 7PB"), ("m1 1ae", "M1 1AE"), (" ec1a-1bb ", "EC1A 1BB"), ("W1A0AX", "W1A 0AX")],
)
def test_postcodes_as_people_type_them(typed, stored):
    assert kept(ask(Kind.POSTCODE), q=typed).value == {"postcode": stored}


@pytest.mark.parametrize(
    "typed",
    [
        "a@b",
        "a b@example.com",
        "@example.com",
        "a@@example.com",
        "a@example..com",
        "a@-x.com",
        "x" * 300 + "@example.com",
    ],
)
def test_what_is_not_an_email_address(typed):
    assert isinstance(read_answer(ask(Kind.EMAIL), {"q": [typed]}), list)


def test_dates_in_parts():
    month = ask(Kind.DATE, limits=Limits(date_parts=DateParts.MONTH))
    assert kept(month, q_month="Sept", q_year="2025").value == "2025-09"
    assert kept(ask(Kind.DATE), q_day="29", q_month="2", q_year="2024").value == "2024-02-29"


def test_line_ends_and_control_characters():
    assert kept(ask(Kind.LONG_TEXT), q="one\r\ntwo\x00\x1b[31m\rthree").value == "one\ntwo[31m\nthree"


def test_forged_and_retired_choices():
    question = ask(Kind.MULTIPLE, *ABC, Option("old", "Old", retired=True))
    assert error(question, q=["a", "old"]) == "Select an answer from the list"
    assert kept(question, q=["c", "a", "a"], other="x").value == ["a", "c"]
    assert error(ask(Kind.SINGLE, *ABC), q=["a", "b"]) == "Select one answer only"


def test_own_words_go_with_their_choice():
    question = ask(Kind.SINGLE, ("a", "A"), own_words("other", "Other"))
    assert kept(question, q="other", q_words_other="by boat") == Answer("other", {"other": "by boat"})
    assert kept(question, q_words_other="by boat").value == "other"
    assert kept(question, q="a", q_words_other="left over") == Answer("a")


def test_consent_is_only_what_was_ticked():
    question = ask(Kind.CONSENT, ("report", "In the report"), ("online", "Online"), NONE_OF_THESE)
    assert kept(question) == LEFT_BLANK
    ticked = kept(question, q=["report"])
    assert consents_to(question, ticked, "report")
    assert not consents_to(question, ticked, "online")
    assert not consents_to(question, kept(question, q=["none"]), "none")
    assert not consents_to(question, Answer(state=State.DOUBLE_TICKED, ticked=("report",)), "report")
