"""Two people's words joined: nothing either wrote is lost. And two texts compared in words."""

from hypothesis import given
from hypothesis import strategies as st

from alongside.plans.joining import compare, join

lines = st.lists(st.sampled_from(["a", "b", "c", "d", "e", ""]), max_size=8).map("\n".join)
new_lines = st.lists(st.sampled_from(["a", "b", "c", "one", "two", "three"]), max_size=8).map("\n".join)


def test_changes_to_different_lines_both_stand() -> None:
    assert join("one\ntwo\nthree", "ONE\ntwo\nthree", "one\ntwo\nTHREE") == "ONE\ntwo\nTHREE"


def test_changes_to_the_same_line_stand_one_after_the_other() -> None:
    assert join("one", "theirs", "mine") == "theirs\nmine"


def test_two_texts_begun_from_nothing_both_stand() -> None:
    assert join("", "Ask the carers", "Ask the café") == "Ask the carers\nAsk the café"


def test_what_one_takes_out_and_the_other_leaves_goes() -> None:
    assert join("one\ntwo", "two", "one\ntwo\nthree") == "two\nthree"


@given(lines, new_lines, new_lines)
def test_every_line_somebody_put_in_is_there(base: str, theirs: str, mine: str) -> None:
    joined = join(base, theirs, mine).splitlines()
    for text in (theirs, mine):
        for line in set(text.splitlines()) - set(base.splitlines()):
            assert line in joined


@given(lines, new_lines)
def test_one_change_alone_is_that_change(base: str, new: str) -> None:
    assert join(base, new, base) == new
    assert join(base, base, new) == new
    assert join(base, new, new) == new


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_comparison_holds_both_texts(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert "".join(each.text for each in pieces if each.what != "in") == old
    assert "".join(each.text for each in pieces if each.what != "out") == new


def test_a_sentence_written_anew_is_one_change() -> None:
    pieces = compare(
        "Half of visitors come by bus. Parking is full.", "Carers told us buses are late. Parking is full."
    )
    said = [(each.what, each.text) for each in pieces]
    assert said == [
        ("out", "Half of visitors come by bus."),
        ("in", "Carers told us buses are late."),
        ("same", " Parking is full."),
    ]


def test_a_word_that_changed_stands_alone() -> None:
    said = [(each.what, each.text) for each in compare("It opens at nine every day.", "It opens at ten every day.")]
    assert said == [("same", "It opens at "), ("out", "nine"), ("in", "ten"), ("same", " every day.")]
