"""Numbers of who took part, of which none is of a few people."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alongside.activities.counts import NONE, safe
from commonground.disclosure import DEFAULT_PROFILE, PROFILES, UNPROTECTED, Profile

DAY = date(2026, 11, 2)
rows = st.lists(
    st.tuples(
        st.integers(0, 40).map(lambda days: DAY + timedelta(days=days)),
        st.sampled_from(["web", "paper", "phone"]),
        st.integers(1, 30),
    ),
    max_size=30,
)
profiles = st.sampled_from([*PROFILES.values(), UNPROTECTED])


@given(rows, profiles, st.booleans())
def test_no_number_is_of_a_few_people(counted: list[tuple[date, str, int]], profile: Profile, over: bool) -> None:
    found = safe(counted, profile, over=over)
    for stretch in found.stretches:
        true = sum(count for day, _channel, count in counted if stretch.first <= day <= stretch.last)
        assert true >= profile.threshold and stretch.people == profile.shown(true)
    within = [row for row in counted if found.until is not None and row[0] <= found.until]
    channels: Counter[str] = Counter()
    for _day, channel, count in within:
        channels[channel] += count
    if found.people is not None:
        assert found.people == profile.shown(sum(channels.values()))
        if found.channels is not None:
            assert all(count >= profile.threshold for count in channels.values())
            assert found.channels == {channel: profile.shown(count) for channel, count in channels.items()}
    if over and found.people is not None:
        assert len(within) == len(counted)
    days = [day for stretch in found.stretches for day in (stretch.first, stretch.last)]
    assert days == sorted(days)


@given(rows, st.integers(1, 9))
def test_whoever_comes_last_waits_until_they_are_enough(counted: list[tuple[date, str, int]], few: int) -> None:
    """What was counted before does not change, so that two packs give away nobody who came between."""
    before = safe(counted, DEFAULT_PROFILE, over=False)
    later = safe([*counted, (DAY + timedelta(days=60), "web", few)], DEFAULT_PROFILE, over=False)
    waiting = sum(count for day, _channel, count in counted if before.until is None or day > before.until)
    if waiting + few < DEFAULT_PROFILE.threshold:
        assert later == before


def test_nobody_and_a_few() -> None:
    assert safe([], DEFAULT_PROFILE, over=True) == NONE
    assert safe([(DAY, "web", 9)], DEFAULT_PROFILE, over=True) == NONE
    both = [(DAY, "web", 40), (DAY, "paper", 3)]
    assert safe(both, DEFAULT_PROFILE, over=True).channels is None
