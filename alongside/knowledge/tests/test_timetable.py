"""Backwards from the decision: every phase has its least, nothing overlaps, and a day that is said to work does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.knowledge.holidays import is_working_day, working_days_between
from alongside.knowledge.lead_times import lead_times
from alongside.knowledge.spectrums import levels
from alongside.knowledge.timetable import MEETINGS, Meeting, Plan, timetable
from alongside.knowledge.timings import before_election, election_day, festivals, months_before, timings

DAY = timedelta(days=1)
TODAY = date(2026, 11, 26)
PLAN = Plan(date(2027, 9, 15), "consult", True, (), (), TODAY)


def said(plan: Plan, words: str) -> list[tuple[str, date | None]]:
    return [(each.about, each.works) for each in timetable(plan).warnings if words in each.words]


def test_a_formal_consultation_backwards_by_hand() -> None:
    """Wednesday 15 September 2027, Easy Read wanted: papers ten working days before (1 September), four weeks to analyse
    before that (from 4 August), twelve weeks of consultation before that (from 12 May), fifteen working days for Easy Read
    (from 20 April: 3 May is a holiday), two months to plan (from 12 March)."""
    made = timetable(replace(PLAN, formats=("easy-read",)))
    assert [(each.key, each.start, each.end) for each in made.phases] == [
        ("plan", date(2027, 3, 12), date(2027, 5, 11)),
        ("formats", date(2027, 4, 20), date(2027, 5, 11)),
        ("involve", date(2027, 5, 12), date(2027, 8, 3)),
        ("analyse", date(2027, 8, 4), date(2027, 8, 31)),
        ("papers", date(2027, 9, 1), date(2027, 9, 14)),
        ("decide", date(2027, 9, 15), date(2027, 9, 15)),
        ("feed back", date(2027, 9, 15), date(2027, 10, 26)),
    ]
    assert made.phase("involve").source == "TIM-02" and made.phase("involve").days == 84


plans = st.builds(
    Plan,
    decision=st.dates(date(2026, 6, 1), date(2029, 12, 31)),
    kind=st.sampled_from(sorted(levels())),
    formal=st.booleans(),
    formats=st.lists(st.sampled_from(sorted(lead_times())), max_size=3, unique=True).map(tuple),
    meetings=st.lists(
        st.builds(
            Meeting,
            name=st.just("Meeting"),
            day=st.dates(date(2026, 6, 1), date(2029, 12, 31)),
            purpose=st.sampled_from(sorted(MEETINGS)),
        ),
        max_size=2,
    ).map(tuple),
    today=st.just(TODAY),
)


@settings(max_examples=300, deadline=None)
@given(plans)
def test_every_phase_has_its_least_and_the_next_begins_where_it_ends(plan: Plan) -> None:
    made = timetable(plan)
    planned, involve, analyse, papers = (made.phase(key) for key in ("plan", "involve", "analyse", "papers"))
    assert planned.end + DAY == involve.start and involve.end + DAY == analyse.start
    assert analyse.end + DAY == papers.start and papers.end + DAY == plan.decision
    assert planned.start <= months_before(involve.start, 2)
    assert is_working_day(involve.start) and is_working_day(papers.start)
    least = 12 if plan.formal else {"TIM-01": 4, "TIM-05": 2}[involve.source.split(",")[0]]
    assert involve.days >= least * 7 and analyse.days >= 28
    if plan.kind == "co-produce":
        assert planned.start <= months_before(plan.decision, 6)
    if plan.formats:
        assert working_days_between(papers.start - DAY, plan.decision - DAY) >= 10
        slowest = max(lead_times()[each].days for each in plan.formats)
        assert working_days_between(made.phase("formats").start - DAY, made.phase("formats").end) >= slowest
    else:
        assert papers.days >= 7
    if any(each.purpose == "council" and each.day == plan.decision for each in plan.meetings):
        assert working_days_between(papers.start, plan.decision - DAY) >= 5  # clear days leave out both ends
    assert made.phase("feed back").end <= max(involve.end + timedelta(weeks=12), plan.decision)


@settings(max_examples=150, deadline=None)
@given(plans)
def test_a_day_that_would_work_does_and_none_before_it_would(plan: Plan) -> None:
    late = [
        each for each in timetable(plan).warnings if "had to begin" in each.words or "not in the future" in each.words
    ]
    begins = timetable(plan).phases[0].start
    assert bool(late) == (begins < plan.today or plan.decision <= plan.today)
    for each in late:
        works = each.works
        assert works is not None and is_working_day(works) and works >= plan.decision and works > plan.today

        def moved(day: date) -> date:
            along = tuple(replace(m, day=day) if m.day == plan.decision else m for m in plan.meetings)
            return timetable(replace(plan, decision=day, meetings=along)).phases[0].start

        assert moved(works) >= plan.today
        before = works - DAY
        while before > max(plan.decision, plan.today) and not is_working_day(before):
            before -= DAY
        if before > max(plan.decision - DAY, plan.today) and is_working_day(before):
            assert moved(before) < plan.today


@pytest.mark.parametrize(
    ("plan", "words", "expected"),
    [
        (replace(PLAN, decision=date(2027, 9, 18)), "not a working day", [("decide", date(2027, 9, 20))]),
        (replace(PLAN, decision=date(2027, 10, 11)), "decision is on Yom Kippur", [("decide", date(2027, 10, 12))]),
        (replace(PLAN, decision=date(2027, 4, 21)), "decision falls in the weeks before", [("decide", date(2027, 5, 7))]),
        (replace(PLAN, decision=date(2027, 7, 28)), "opens on 2027-03-25", []),
        (replace(PLAN, decision=date(2027, 8, 6)), "opens in the weeks before", [("involve", date(2027, 5, 7))]),
        (replace(PLAN, decision=date(2027, 6, 3)), "closes in the weeks before", [("involve", date(2027, 5, 7))]),
        (PLAN, "August", [("involve", date(2027, 5, 7))]),
        (PLAN, "No meeting of health scrutiny", [("involve", None)]),
        (replace(PLAN, formal=False), "No meeting of health scrutiny", []),
        (replace(PLAN, kind="engage"), "fixed time", [("involve", None)]),
        (replace(PLAN, kind="co-produce", formal=False), "6 months", [("involve", None)]),
        (replace(PLAN, kind="inform", formal=False), "The least to plan and recruit is 2 months", []),
        (replace(PLAN, kind="co-design", formal=False), "The least to plan and recruit is 2 months", [("plan", None)]),
        (replace(PLAN, decision=date(2029, 2, 1)), "Festivals are known", [("feed back", None)]),
        (replace(PLAN, decision=date(2026, 11, 26)), "not in the future", [("decide", date(2027, 5, 25))]),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_is_said(plan: Plan, words: str, expected: list[tuple[str, date | None]]) -> None:
    assert said(plan, words) == expected


def meet(day: date, purpose: str) -> Plan:
    return replace(PLAN, meetings=(Meeting("Committee", day, purpose),))


@pytest.mark.parametrize(
    ("plan", "words", "works"),
    [
        (meet(date(2027, 5, 19), "assurance"), "Assurance comes first", date(2027, 5, 18)),
        (meet(date(2027, 10, 6), "scrutiny"), "meets after the decision", date(2027, 9, 14)),
        (meet(date(2027, 7, 3), "board"), "not a working day", date(2027, 7, 5)),
        (meet(date(2027, 10, 29), "board"), "falls on Diwali", date(2027, 11, 1)),
        (meet(date(2026, 12, 1), "participants"), "papers had to go out on 2026-11-24", None),
        (meet(date(2026, 12, 3), "council"), "papers had to go out on 2026-11-25", None),
    ],
)
def test_meetings_are_checked(plan: Plan, words: str, works: date | None) -> None:
    assert said(plan, words) == [("meeting: Committee", works)]


def test_a_meeting_in_its_place_is_not_warned_about() -> None:
    for purpose, day in (
        ("assurance", date(2027, 4, 14)),
        ("scrutiny", date(2027, 7, 7)),
        ("board", date(2027, 9, 15)),
    ):
        assert [each for each in timetable(meet(day, purpose)).warnings if each.about.startswith("meeting")] == []


def test_local_elections_and_the_weeks_before() -> None:
    assert [election_day(year) for year in (2025, 2026, 2027, 2028)] == [
        date(2025, 5, 1),
        date(2026, 5, 7),
        date(2027, 5, 6),
        date(2028, 5, 4),
    ]
    poll = date(2027, 5, 6)
    assert before_election(poll) == poll == before_election(poll - timedelta(weeks=6))
    assert before_election(poll + DAY) is None and before_election(poll - timedelta(weeks=6, days=1)) is None


def test_festivals_follow_their_calendars() -> None:
    """Yom Kippur is nine days after the new year begins, and Passover 163 days before the next: fixed in that calendar."""
    days = {(each.title, each.first.year): each.first for each in festivals()}
    for year in (2026, 2027, 2028):
        assert days["Yom Kippur", year] - days["Rosh Hashanah", year] == timedelta(days=9)
        assert days["Rosh Hashanah", year] - days["Passover", year] == timedelta(days=163)
        assert days["Eid al-Fitr", year] - days["Ramadan", year] in (timedelta(days=29), timedelta(days=30))
    assert all(each.first <= each.last for each in festivals())


def test_months_keep_to_the_calendar() -> None:
    assert months_before(date(2027, 3, 31), 1) == date(2027, 2, 28)
    assert months_before(date(2027, 1, 15), 2) == date(2026, 11, 15)
    assert months_before(date(2027, 11, 30), -3) == date(2028, 2, 29)
    assert all(each.value >= 0 and each.source for each in timings().values())
    assert {f"TIM-{number:02}" for number in range(1, 23)} <= set(timings())
