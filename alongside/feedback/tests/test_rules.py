from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alongside.feedback.rules import Clock, clock, kept, missing, safe_count

TODAY = date(2026, 6, 29)


def _clock(due: int, first: int | None = None, done: int | None = None) -> Clock:
    def day(offset: int) -> date:
        return TODAY + timedelta(days=offset)

    return clock(
        due_on=day(due),
        first_due_on=day(due if first is None else first),
        done_on=None if done is None else day(done),
        today=TODAY,
    )


def test_the_clock_of_a_promise() -> None:
    assert _clock(30) is Clock.ON_TIME
    assert _clock(14) is Clock.SOON
    assert _clock(0) is Clock.SOON
    assert _clock(-1) is Clock.LATE
    assert _clock(-10, done=-10) is Clock.DONE


def test_moving_a_date_does_not_hide_that_it_was_done_late() -> None:
    assert _clock(30, first=-30, done=-1) is Clock.DONE_LATE


@given(st.lists(st.sampled_from(list(Clock))))
def test_counts_add_up(clocks: list[Clock]) -> None:
    counts = kept(clocks)
    assert counts.done + counts.on_time + counts.late == counts.made == len(clocks)


def test_a_finding_needs_evidence_and_a_response() -> None:
    assert [each.code for each in missing(evidence=0, response=False)] == ["evidence", "response"]
    assert missing(evidence=1, response=True) == []


@given(st.integers(0, 5000))
def test_few_people_are_never_counted_in_public(people: int) -> None:
    shown = safe_count(people, threshold=10, round_to=5)
    assert (shown is None) == (people < 10)
    assert shown is None or (shown % 5 == 0 and abs(shown - people) <= 3)
