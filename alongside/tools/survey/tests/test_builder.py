"""The pure part of building: keys stay, order follows, nothing that has answers is forgotten."""

from hypothesis import given
from hypothesis import strategies as st

from alongside.questionnaires.build import DO_NOT_KNOW, options, when
from alongside.questionnaires.codec import from_json, to_json
from alongside.questionnaires.saved import SAVED_SETS
from alongside.questionnaires.types import Definition, Kind, Question, Section
from alongside.tools.survey import builder

TIMES = options(("morning", "Morning"), ("evening", "Evening"), ("weekend", "Weekend"), DO_NOT_KNOW)


def definition() -> Definition:
    return Definition(
        "Clinics",
        (
            Section(
                "one",
                "One",
                questions=(Question("a", Kind.SINGLE, "When?", options=TIMES), Question("b", Kind.LONG_TEXT, "Why?")),
            ),
            Section(
                "two", "Two", questions=(Question("c", Kind.SHORT_TEXT, "Where?", show_when=when("a", "evening")),)
            ),
        ),
    )


def keys(made: Definition) -> list[str]:
    return [question.key for question in made.questions]


def test_questions_move_one_place_and_across_sections():
    made = definition()
    assert keys(builder.move_question(made, "b", -1)) == ["b", "a", "c"]
    down = builder.move_question(made, "b", 1)
    assert [len(section.questions) for section in down.sections] == [1, 2]
    assert keys(down) == ["a", "b", "c"]
    assert builder.move_question(made, "a", -1) == made
    assert builder.move_question(made, "c", 1) == made
    assert builder.move_question(down, "b", -1) == made


def test_a_copy_has_a_key_that_no_edition_used():
    made, key = builder.copy_question(definition(), "a", {"a_2"})
    assert key == "a_3" and keys(made) == ["a", "a_3", "b", "c"]
    assert [option.number for option in made.by_key["a_3"].options] == [0, 0, 0, 0]


def test_removing_a_question_names_what_depends_on_it():
    assert [each.key for each in builder.depends_on(definition(), "a")] == ["c"]
    assert keys(builder.remove_question(definition(), "a")) == ["b", "c"]


def test_a_key_is_made_of_words():
    assert builder.free_key("How often do you go there?", []) == "how_often_do_you"
    assert builder.free_key("18 to 24", []) == "q_18_to_24"
    assert builder.free_key("আপনি কেমন", []) == "question"
    assert builder.free_key("When?", ["when"]) == "when_2"


def test_joining_a_saved_set_renames_what_is_taken_with_its_routing():
    saved = SAVED_SETS["clinic_times"].definition
    twice = builder.join(saved, saved, [])
    assert len(twice.by_key) == 2 * len(saved.questions)
    assert len({section.key for section in twice.sections}) == len(twice.sections)
    routed = [key for key in twice.conditions if key not in saved.by_key]
    assert routed
    assert from_json(to_json(twice)) == twice


def read(text, old=TIMES, **more):
    return builder.options_from(old, builder.read_lines(text), roles=[DO_NOT_KNOW], **{"kept": True, **more})


def test_what_is_typed_back_unchanged_is_the_same():
    assert read(builder.lines_of(TIMES)) == TIMES


def test_groups_own_words_and_hints_are_typed_in_the_lines():
    text = "# Day\nMorning | 9am to midday\nAnother time (write in)"
    made = builder.read_lines(text)
    assert made == [
        builder.Line("Morning", hint="9am to midday", group="Day"),
        builder.Line("Another time", own_words=True, group="Day"),
    ]
    written = builder.options_from((), made, roles=[], kept=False)
    assert builder.lines_of(written) == text


def test_a_reworded_line_keeps_its_key_unless_it_means_something_else():
    text = "Morning\nAfter 5pm\nWeekend"
    assert builder.rewordings(TIMES, builder.read_lines(text)) == [builder.Reworded("evening", "Evening", "After 5pm")]
    same = read(text)
    assert [option.key for option in same if not option.retired] == ["morning", "evening", "weekend", "do_not_know"]
    other = read(text, new_meaning=["evening"])
    by_key = {option.key: option for option in other}
    assert by_key["evening"].retired and by_key["after_5pm"].replaces == "evening"


def test_what_is_no_longer_offered_is_retired_and_can_come_back():
    without = read("Morning\nWeekend")
    assert [option.key for option in without if option.retired] == ["evening"]
    back = read("Morning\nEvening\nWeekend", old=without)
    assert {option.key for option in back if not option.retired} == {option.key for option in TIMES}
    forgotten = read("Morning\nWeekend", kept=False)
    assert [option.key for option in forgotten] == ["morning", "weekend", "do_not_know"]


def test_statements_keep_their_keys():
    rows = builder.rows_from((), "Parking\nSeats", kept=False)
    again = builder.rows_from(rows, "Parking at the clinic\nSeats\nToilets", kept=True)
    assert [row.key for row in again] == ["parking", "seats", "toilets"]


LABELS = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="#|\r\n"), max_size=12), max_size=6)


@given(LABELS, LABELS, st.booleans(), st.booleans())
def test_any_lines_make_options_with_keys_of_their_own(before, after, kept, meaning):
    first = builder.options_from((), builder.read_lines("\n".join(before)), roles=[], kept=False)
    lines = builder.read_lines("\n".join(after))
    other = [each.key for each in builder.rewordings(first, lines)] if meaning else []
    made = builder.options_from(first, lines, roles=[], new_meaning=other, kept=kept)
    assert len({option.key for option in made}) == len(made)
    assert [option.label for option in made if not option.retired] == [line.label for line in lines]
    if kept:
        assert {option.key for option in first} <= {option.key for option in made}
    question = Question("q", Kind.SINGLE, "?", options=made)
    whole = Definition("t", (Section("s", "", questions=(question,)),))
    assert from_json(to_json(whole)) == whole
