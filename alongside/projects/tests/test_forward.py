"""Who asks the same people about the same, at the same time. Cases, and what must hold of all plans."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.projects.forward import Plan, by_month, months_from, overlaps, read_month

DAY = date(2027, 1, 11)


def plan(number: int, topics: str = "Dementia", areas: str = "E1", opens: int = 0, days: int = 30) -> Plan:
    begins = DAY + timedelta(days=opens)
    return Plan(f"Plan {number}", "Northmere", True, f"northmere/{number}", frozenset(topics.split(",")), frozenset(areas.split(",")) - {""}, begins, begins + timedelta(days=days), True)  # fmt: skip


def test_the_same_subject_place_and_time_overlap() -> None:
    (found,) = overlaps([plan(1), plan(2, opens=20), plan(3, topics="Teeth")])
    assert (found.one.name, found.other.name, found.topics) == ("Plan 1", "Plan 2", ("dementia",))
    assert (found.first, found.last) == (DAY + timedelta(days=20), DAY + timedelta(days=30))


@pytest.mark.parametrize("other", [plan(2, topics="Teeth"), plan(2, areas="E2"), plan(2, opens=31)])
def test_one_difference_is_enough_not_to(other: Plan) -> None:
    assert not overlaps([plan(1), other])


def test_without_a_place_it_is_everywhere_and_letters_do_not_matter() -> None:
    assert overlaps([plan(1, areas=""), plan(2, topics="DEMENTIA,Teeth")])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "a,b"]),
            st.sampled_from(["E1", "E2", "", "E1,E2"]),
            st.integers(-40, 40),
            st.integers(0, 60),
        ),
        max_size=12,
    )
)
def test_each_pair_is_told_once_and_truly_overlaps(drawn: list[tuple[str, str, int, int]]) -> None:
    plans = [plan(at, *each) for at, each in enumerate(drawn)]
    found = overlaps(plans)
    pairs = [frozenset((each.one.link, each.other.link)) for each in found]
    assert len(pairs) == len(set(pairs))
    for each in found:
        assert each.first <= each.last and each.one.topics & each.other.topics
        assert max(each.one.opens, each.other.opens) == each.first
    expected = sum(
        bool(a.topics & b.topics)
        and a.opens <= b.closes
        and b.opens <= a.closes
        and (not a.areas or not b.areas or bool(a.areas & b.areas))
        for at, a in enumerate(plans)
        for b in plans[at + 1 :]
    )
    assert len(found) == expected


def test_months_hold_what_is_open_in_them() -> None:
    months = months_from(date(2026, 12, 31))
    assert months == [date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]
    assert [[each.name for each in held] for _month, held in by_month([plan(1)], months)] == [
        [],
        ["Plan 1"],
        ["Plan 1"],
    ]


def test_a_strange_month_is_this_one() -> None:
    assert read_month("2026-13", DAY) == read_month("9999-01", DAY) == read_month("x", DAY) == date(2027, 1, 1)
    assert read_month("2026-12", DAY) == date(2026, 12, 1)
