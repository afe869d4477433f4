"""Forms on paper: what is printed, what staff type, and forms that look alike."""

from dataclasses import replace

from alongside.questionnaires.build import options, own_words, rows
from alongside.questionnaires.lineage import tally
from alongside.questionnaires.messages import after_words, before_words
from alongside.questionnaires.paper import (
    Typed,
    compare_entries,
    layout,
    likeness,
    read_form,
    read_typed,
)
from alongside.questionnaires.saved import SAVED_SETS
from alongside.questionnaires.types import (
    CANNOT_READ,
    LEFT_BLANK,
    Answer,
    Audience,
    Definition,
    Kind,
    Limits,
    Question,
    Section,
    State,
)

CLINIC = SAVED_SETS["clinic_times"].definition
ONE = Question("one", Kind.SINGLE, "One?", options=options(("a", "A"), ("b", "B"), own_words("other", "Other")))
SEVERAL = replace(ONE, key="several", kind=Kind.MULTIPLE, limits=Limits(max_choices=2))


def test_printed_numbers_and_text_become_answers():
    assert read_typed(ONE, "2") == Answer("b")
    assert read_typed(SEVERAL, " 2, 1 ") == Answer(["a", "b"])
    assert read_typed(ONE, "3: by boat") == Answer("other", {"other": "by boat"})
    assert read_typed(Question("t", Kind.LONG_TEXT, "Say"), "Too [?] far\r\nfor me") == Answer("Too [?] far\nfor me")
    assert read_typed(Question("d", Kind.DATE, "When?"), "12/6/2026") == Answer("2026-06-12")


def test_blank_unread_and_ticked_twice_are_three_things():
    stored = [
        read_typed(ONE, "", left_blank=True),
        read_typed(ONE, "", cannot_read=True),
        read_typed(ONE, "1 2"),
        read_typed(ONE, "1"),
    ]
    assert stored == [LEFT_BLANK, CANNOT_READ, Answer(state=State.DOUBLE_TICKED, ticked=("a", "b")), Answer("a")]
    history = {1: Definition("T", (Section("s", "S", questions=(ONE,)),))}
    result = tally(history, [(1, {"one": answer}) for answer in stored], "one")
    assert (result.answered, result.left_blank, result.cannot_read, result.double_ticked) == (1, 1, 1, 1)
    assert result.bases == {"a": 1, "b": 1, "other": 1}


def test_more_ticks_than_allowed_are_kept_as_ticked_twice():
    read = read_typed(SEVERAL, "1 2 3")
    assert read == Answer(state=State.DOUBLE_TICKED, ticked=("a", "b", "other"))


def test_a_typing_slip_is_a_problem_and_nothing_else():
    assert read_typed(ONE, "7")[0].code == "not_printed"
    assert read_typed(ONE, "")[0].code == "nothing_typed"
    assert read_typed(ONE, "1", left_blank=True)[0].code == "one_of_three"
    assert read_typed(ONE, "1: words")[0].code == "words_nowhere"


def test_a_row_of_statements_in_one_go():
    table = Question(
        "m",
        Kind.MATRIX,
        "How?",
        options=options(("good", "Good"), ("bad", "Bad")),
        rows=rows(("a", "A"), ("b", "B"), ("c", "C"), ("d", "D")),
        required=True,
    )
    read = read_typed(table, "1 - ? 1+2")
    assert read == Answer({"a": "good"}, rows={"c": State.CANNOT_READ, "d": State.DOUBLE_TICKED})
    assert read_typed(table, "- - - -") == LEFT_BLANK
    assert read_typed(table, "1 2")[0].code == "rows_typed"


def test_places_written_beside_options():
    ranking = replace(ONE, kind=Kind.RANKING, options=options(("a", "A"), ("b", "B"), ("c", "C")))
    assert read_typed(ranking, "2 1 -") == Answer(["b", "a"])
    assert read_typed(ranking, "1 1 2") == Answer(state=State.DOUBLE_TICKED, ticked=("a", "b", "c"))


def test_the_directions_printed_with_a_routed_survey():
    printed = {item.question.key: item for section in layout(CLINIC).sections for item in section.questions}
    first = printed["has_tests"]
    assert first.number == 1
    assert after_words(CLINIC, first.directions) == [
        "If you chose 2 No, or leave this blank, go to question 5.",
        "If not, go to question 2.",
    ]
    hard = printed["what_is_hard"]
    assert after_words(CLINIC, hard.directions) == [
        "If you chose 1 The clinic is hard to get to, go to question 4.",
        "If not, go to question 5.",
    ]
    assert before_words(CLINIC, printed["miles"].directions) == ""


def test_a_form_where_routing_skips_needs_no_ticks_for_what_was_skipped():
    typed = {
        "has_tests": Typed("2"),
        "best_time": Typed("3"),
        "matters": Typed(left_blank=True),
        "area": Typed(left_blank=True),
        "change": Typed("More buses"),
    }
    read = read_form(CLINIC, typed)
    assert read.problems == []
    assert list(read.answers) == ["has_tests", "best_time", "matters", "area", "change"]
    del typed["change"]
    assert [problem.code for problem in read_form(CLINIC, typed).problems] == ["nothing_typed"]


def test_what_was_written_in_a_skipped_question_is_kept():
    typed = {"has_tests": Typed("2"), "how_easy": Typed("1")}
    assert read_form(CLINIC, typed).answers["how_easy"] == Answer("very_easy")


def test_names_are_on_the_slip_and_not_on_the_entry_screen():
    email = Question("email", Kind.EMAIL, "Email?", identifying=True, who_sees=Audience.RESTRICTED)
    form = layout(Definition("T", (Section("s", "S", questions=(email, ONE)),)))
    assert [item.question.key for item in form.to_type] == ["one"]
    assert form.sections[0].questions[0].on_slip
    read = read_form(
        Definition("T", (Section("s", "S", questions=(email, ONE)),)),
        {"email": Typed("a@example.com"), "one": Typed("1")},
    )
    assert read.answers == {"one": Answer("a")}


def test_second_entry_shows_only_differences():
    first = {"has_tests": Answer("yes"), "change": Answer("More  buses\nplease"), "how_easy": LEFT_BLANK}
    second = {"has_tests": Answer("yes"), "change": Answer("More buses please"), "how_easy": CANNOT_READ}
    found = compare_entries(CLINIC, first, second)
    assert [(item.key, item.first, item.second) for item in found] == [("how_easy", LEFT_BLANK, CANNOT_READ)]


def test_the_same_form_twice_is_likely_and_the_same_ticks_alone_are_not():
    ticks = {"has_tests": Answer("no"), "best_time": Answer("evenings"), "area": LEFT_BLANK}
    assert not likeness(CLINIC, ticks, ticks).likely_duplicate
    words = {**ticks, "change": Answer("The bus stops half a mile away and the hill is steep in winter.")}
    again = {**ticks, "change": Answer("the bus stops half a mile away, and the hill is steep in winter")}
    other = {**ticks, "change": Answer("Open on Saturdays, when my daughter can drive me there.")}
    assert likeness(CLINIC, words, again).likely_duplicate
    assert not likeness(CLINIC, words, other).likely_duplicate
    assert likeness(CLINIC, {}, {}).share == 0


def test_directions_for_a_table_of_groups_say_once_what_a_reader_may_not_know():
    impact = SAVED_SETS["equality_impact"].definition
    printed = {item.question.key: item for section in layout(impact).sections for item in section.questions}
    before = {key: before_words(impact, printed[key].directions) for key in printed if key.startswith("age_")}
    assert before == {
        "age_evidence": "Answer this only if you chose 1 Better or 3 Worse or 4 I do not know for “Age”"
        " at question 4. If not, go to question 10.",
        "age_size": "",
        "age_measures": "Answer this only if you chose 3 Worse or 4 I do not know for “Age” at question 4."
        " If not, go to question 10.",
        "age_owner": "",
        "age_by": "",
    }
    assert after_words(impact, printed["effects"].directions) == []
