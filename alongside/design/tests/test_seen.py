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
