"""Only what somebody changed is saved."""

from decimal import Decimal

from alongside.design.seen import changed, seen


def test_what_was_shown_and_left_alone_is_not_changed() -> None:
    shown = seen({"title": "One  site", "each": Decimal("5.00"), "lines": ["a", "b"], "none": None})
    same = {"title": "One site", "each": Decimal("5"), "lines": ("a", "b"), "none": ""}
    assert changed(same, shown) == {}
    assert changed({**same, "title": "Two"}, shown) == {"title": "Two"}


def test_what_cannot_be_read_changes_everything() -> None:
    assert changed({"a": "x"}, "") == changed({"a": "x"}, "[1]") == {"a": "x"}


def test_lists_and_line_breaks_are_told_apart_from_nothing_changed() -> None:
    shown = seen({"who": "Carers\nDeaf people", "why": "one two"})
    assert changed({"who": ["Carers", "Deaf people"], "why": "one two"}, shown) == {}
    assert changed({"who": ["Carers"], "why": "one\r\n\r\ntwo"}, shown) == {
        "who": ["Carers"],
        "why": "one\r\n\r\ntwo",
    }
