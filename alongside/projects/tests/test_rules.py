"""Ready to publish?: facts in, checks out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.projects.rules import Facts, Weight, ready, with_overrides

GOOD = Facts(
    today=date(2026, 5, 1),
    can_change=True,
    cannot_change=True,
    who_decides=True,
    decides_on=date(2026, 10, 1),
    contact_name=True,
    contact_route=True,
    ways_offline=2,
    kind=True,
    opens_on=date(2026, 6, 1),
    closes_on=date(2026, 7, 10),
    findings_by=date(2026, 8, 21),
    bank_holidays=frozenset({date(2026, 5, 25), date(2026, 8, 31)}),
)


def found(facts, weight):
    return {check.key for check in ready(facts) if check.weight is weight}


def test_nothing_stops_a_good_project():
    assert found(GOOD, Weight.STOPS) == set()
    assert found(GOOD, Weight.WORTH_FIXING) == set()
    assert len(found(GOOD, Weight.DONE)) >= 7


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"can_change": False}, "what-can-change"),
        ({"cannot_change": False}, "what-can-change"),
        ({"who_decides": False}, "who-decides"),
        ({"decides_on": None}, "decision-date"),
        ({"contact_name": False}, "contact"),
        ({"contact_route": False}, "contact"),
        ({"ways_offline": 0}, "offline"),
        ({"kind": False}, "kind"),
        ({"opens_on": None}, "dates"),
        ({"closes_on": None}, "dates"),
        ({"today": date(2026, 7, 10)}, "closed-already"),
        ({"decides_on": date(2026, 7, 1)}, "decided-first"),
        ({"formal": True, "closes_on": date(2026, 6, 20)}, "too-short"),
    ],
)
def test_each_thing_that_stops(wrong, key):
    assert key in found(replace(GOOD, **wrong), Weight.STOPS)


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"ways_offline": 1}, "one-way"),
        ({"opens_on": date(2026, 8, 3), "closes_on": date(2026, 9, 4), "findings_by": date(2026, 9, 30)}, "august"),
        ({"opens_on": date(2026, 5, 25)}, "opens-holiday"),
        ({"closes_on": date(2026, 8, 31), "findings_by": date(2026, 9, 4)}, "closes-holiday"),
        ({"findings_by": None}, "findings-date"),
        ({"findings_by": date(2026, 12, 25)}, "findings-late"),
        ({"decides_on": date(2026, 7, 20)}, "time-to-read"),
        ({"formal": True}, "shorter-than-usual"),
        ({"formal": True, "formal_reason": True, "closes_on": date(2026, 6, 20)}, "shorter-than-usual"),
        ({"reading_age": 15}, "reading-age"),
    ],
)
def test_each_thing_worth_fixing(wrong, key):
    facts = replace(GOOD, **wrong)
    assert key in found(facts, Weight.WORTH_FIXING)
    assert found(facts, Weight.STOPS) == set()


def test_engagement_may_be_short():
    facts = replace(GOOD, closes_on=GOOD.opens_on + timedelta(days=7))
    assert found(facts, Weight.STOPS) == set()


def test_the_heaviest_come_first():
    weights = [check.weight for check in ready(Facts(today=date(2026, 5, 1)))]
    assert weights == sorted(weights, key=list(Weight).index)


def test_only_what_stops_can_be_overridden_and_it_stays_visible():
    facts = replace(GOOD, ways_offline=0, findings_by=None)
    checks = with_overrides(ready(facts), {"offline": "Priya: a phone line opens on Monday", "findings-date": "x"})
    offline = next(check for check in checks if check.key == "offline")
    assert offline.overridden and not offline.stops and offline.weight is Weight.STOPS
    assert not next(check for check in checks if check.key == "findings-date").overridden


DAYS = st.none() | st.dates(date(2024, 1, 1), date(2029, 1, 1))


@given(DAYS, DAYS, DAYS, DAYS, st.booleans(), st.integers(0, 3))
def test_any_facts_are_judged_with_one_line_a_check(opens, closes, decides, findings, formal, ways):
    facts = Facts(
        today=date(2026, 5, 1),
        opens_on=opens,
        closes_on=closes,
        decides_on=decides,
        findings_by=findings,
        formal=formal,
        ways_offline=ways,
    )
    keys = [check.key for check in ready(facts)]
    assert len(keys) == len(set(keys))
