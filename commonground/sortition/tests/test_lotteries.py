"""On small pools every panel can be listed: what is claimed to be fairest is compared with all of them."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from commonground.errors import Impossible, Refused
from commonground.sortition import METHODS, Pool, Quota, check_panels, fair_lottery, find_panel

FEATURES = ("age", "sex", "town")


def all_panels(pool: Pool, quotas: tuple[Quota, ...], number: int) -> list[tuple[str, ...]]:
    """Every panel that meets everything, by trying every set of people."""
    found = []
    for people in combinations(pool.ids, number):
        try:
            check_panels(pool, quotas, number, [people])
        except AssertionError:
            continue
        found.append(people)
    return found


def slow_leximin(pool: Pool, panels: list[tuple[str, ...]]) -> dict[str, float]:
    """Leximin over listed panels, person by person: a linear program to raise, and one for each who might be stuck."""
    people = [person for person in pool.ids if any(person in panel for panel in panels)]
    on = np.array([[float(person in panel) for panel in panels] for person in people])
    known: dict[int, float] = {}

    def most(of: list[int], floor: dict[int, float]) -> float:
        """The largest smallest chance of some people while others have at least their floor."""
        count = len(panels)
        rows = [[*(-on[i]), 1.0] for i in of] + [[*(-on[i]), 0.0] for i in floor]
        limits = [0.0 for _i in of] + [-value + 1e-9 for value in floor.values()]
        found = linprog(
            [0.0] * count + [-1.0], A_ub=rows, b_ub=limits, A_eq=[[1.0] * count + [0.0]], b_eq=[1.0], method="highs"
        )
        return float(-found.fun)

    while len(known) < len(people):
        rest = [i for i in range(len(people)) if i not in known]
        level = most(rest, known)
        floor = known | dict.fromkeys(rest, level)
        stuck = [i for i in rest if most([i], {k: v for k, v in floor.items() if k != i}) < level + 1e-6]
        known |= dict.fromkeys(stuck, level)
    return dict.fromkeys(pool.ids, 0.0) | {people[i]: value for i, value in known.items()}


@st.composite
def pools(draw: st.DrawFn) -> tuple[Pool, tuple[Quota, ...], int]:
    """Up to nine people with up to three features, quotas with room or without, sometimes in households."""
    people = draw(st.integers(3, 9))
    features = FEATURES[: draw(st.integers(1, 3))]
    levels = {feature: draw(st.integers(2, 3)) for feature in features}
    values = tuple(
        tuple(f"{feature} {draw(st.integers(1, levels[feature]))}" for feature in features) for _person in range(people)
    )
    number = draw(st.integers(1, people - 1))
    quotas = []
    for feature in features:
        for level in range(1, levels[feature] + 1):
            low = draw(st.integers(0, max(0, number // levels[feature])))
            quotas.append(Quota(feature, f"{feature} {level}", low, low + draw(st.integers(0, number))))
    homes = draw(st.lists(st.integers(0, 6), min_size=people, max_size=people))
    apart = tuple((f"home {home}",) if home < 3 else () for home in homes) if draw(st.booleans()) else ()
    return Pool(tuple(f"p{i}" for i in range(people)), features, values, apart), tuple(quotas), number


few = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@few
@given(pools())
def test_leximin_is_what_listing_every_panel_gives(case: tuple[Pool, tuple[Quota, ...], int]) -> None:
    pool, quotas, number = case
    try:
        lottery = fair_lottery(pool, quotas, number)
    except Refused:
        # Drawn anew: examples that are put aside do not count, and too many of them would fail the test.
        reject()
    except Impossible:
        assert not all_panels(pool, quotas, number)
        return
    panels = all_panels(pool, quotas, number)
    assert set(lottery.panels) <= set(panels) and lottery.certificate.proved
    slow = slow_leximin(pool, panels)
    assert lottery.chances == pytest.approx(slow, abs=2e-5)
    covered = {person for panel in panels for person in panel}
    assert set(lottery.uncoverable) == set(pool.ids) - covered
    assert lottery.certificate.bound >= min(slow[person] for person in covered) - 1e-9
    assert sum(lottery.chances.values()) == pytest.approx(number)


@few
@given(pools())
def test_maximin_and_nash_are_what_listing_every_panel_gives(case: tuple[Pool, tuple[Quota, ...], int]) -> None:
    pool, quotas, number = case
    try:
        maximin = fair_lottery(pool, quotas, number, method="maximin")
    except (Refused, Impossible):
        reject()
    panels = all_panels(pool, quotas, number)
    slow = slow_leximin(pool, panels)
    covered = [person for person in pool.ids if person not in maximin.uncoverable]
    assert maximin.certificate.reached == pytest.approx(min(slow[person] for person in covered), abs=2e-5)
    nash = fair_lottery(pool, quotas, number, method="nash")
    assert set(nash.panels) <= set(panels)
    # Kuhn and Tucker: no panel's sum of 1/chance is above the number of people who can be drawn.
    most = max(sum(1 / nash.chances[person] for person in panel) for panel in panels)
    assert most <= len(covered) * 1.003


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(pools())
def test_a_clash_is_irreducible_and_changes_are_least(case: tuple[Pool, tuple[Quota, ...], int]) -> None:
    pool, quotas, number = case
    try:
        fair_lottery(pool, quotas, number)
        reject()
    except Refused:
        reject()
    except Impossible as reason:
        clash = reason.details["clash"]
    bounds = {(each.feature, each.value, each.bound) for each in clash.bounds}

    def with_only(kept: set[tuple[str, str, str]]) -> tuple[Quota, ...]:
        return tuple(
            Quota(
                each.feature,
                each.value,
                each.min if (each.feature, each.value, "min") in kept else 0,
                each.max if (each.feature, each.value, "max") in kept else number,
            )
            for each in quotas
        )

    def possible(asked: tuple[Quota, ...]) -> bool:
        return bool(all_panels(pool, asked, number))

    assert not possible(with_only(bounds))
    assert all(possible(with_only(bounds - {each})) for each in bounds)
    for way in clash.relaxations:
        moved = {(each.feature, each.value, each.bound): each.after for each in way}
        changed = tuple(
            Quota(
                each.feature,
                each.value,
                moved.get((each.feature, each.value, "min"), each.min),
                moved.get((each.feature, each.value, "max"), each.max),
            )
            for each in quotas
        )
        assert possible(changed)
    places = [sum(abs(each.after - each.before) for each in way) for way in clash.relaxations]
    assert places == sorted(places)


def test_the_listener_hears_of_progress() -> None:
    pool = Pool(tuple("abcdefgh"), ("sex",), tuple((("f", "m")[at % 2],) for at in range(8)))
    heard: list[str] = []
    fair_lottery(
        pool, (Quota("sex", "f", 2, 2), Quota("sex", "m", 2, 2)), 4, say=lambda what, done=None: heard.append(what)
    )
    assert "Looking for panels" in heard


def hard_pool() -> tuple[Pool, tuple[Quota, ...], int]:
    """Two places, three features of two values, one of each: panels are two people who differ in everything, and none do."""
    values = (("a", "a", "a"), ("b", "b", "a"), ("b", "a", "b"), ("a", "b", "b"))
    quotas = tuple(Quota(feature, value, 1, 1) for feature in FEATURES for value in "ab")
    return Pool(tuple("0123"), FEATURES, values), quotas, 2


def test_no_panel_although_parts_of_people_would_make_one() -> None:
    """Halves of all four meet every quota, and no two people do: it takes whole numbers to see it."""
    pool, quotas, number = hard_pool()
    assert find_panel(pool, quotas, number) is None
    with pytest.raises(Impossible) as caught:
        fair_lottery(pool, quotas, number)
    assert caught.value.code == "infeasible"
    assert caught.value.details["clash"].bounds and len(caught.value.details["clash"].relaxations) >= 2


def test_somebody_whom_only_parts_of_people_would_hold_is_named() -> None:
    pool, quotas, number = hard_pool()
    wider = Pool((*pool.ids, "4"), pool.features, (*pool.values, ("b", "b", "b")))
    lottery = fair_lottery(wider, quotas, number)
    assert lottery.panels == (("0", "4"),) and lottery.uncoverable == ("1", "2", "3")
    assert lottery.certificate.proved and lottery.certificate.reached == 1.0


def test_two_alike_in_one_home_are_never_together() -> None:
    values = (("old",), ("old",), ("old",), ("young",), ("young",))
    apart = (("home",), ("home",), (), (), ("home",))
    lottery = fair_lottery(
        Pool(tuple("abcde"), ("age",), values, apart), (Quota("age", "old", 1, 2), Quota("age", "young", 1, 1)), 2
    )
    assert all(len({"a", "b", "e"} & set(panel)) < 2 for panel in lottery.panels)
    assert lottery.chances["a"] == pytest.approx(lottery.chances["b"], abs=2e-9)


@pytest.mark.parametrize("method", METHODS)
def test_already_selected_and_excluded(method: str) -> None:
    values = tuple(("old" if i % 2 else "young",) for i in range(10))
    pool = Pool(tuple(f"p{i}" for i in range(10)), ("age",), values, (), frozenset({"p0"}), frozenset({"p1", "p2"}))
    lottery = fair_lottery(pool, (Quota("age", "old", 2, 2), Quota("age", "young", 2, 2)), 4, method=method)
    assert lottery.chances["p0"] == 1 and lottery.chances["p1"] == lottery.chances["p2"] == 0
    assert lottery.certificate.reached == pytest.approx(1 / 3, abs=1e-6) and not lottery.uncoverable
    assert len(lottery.drawn) == 7


def test_order_of_people_and_columns_changes_nothing() -> None:
    rng = np.random.default_rng(3)
    values = [tuple(f"{feature}{rng.integers(3)}" for feature in FEATURES) for _person in range(30)]
    quotas = tuple(Quota(feature, f"{feature}{level}", 1, 4) for feature in FEATURES for level in range(3))
    one = fair_lottery(Pool(tuple(f"p{i:02}" for i in range(30)), FEATURES, tuple(values)), quotas, 8)
    order = rng.permutation(30)
    other = Pool(tuple(f"p{i:02}" for i in order), FEATURES[::-1], tuple(values[i][::-1] for i in order.tolist()))
    two = fair_lottery(other, tuple(quotas[i] for i in rng.permutation(9)), 8)
    assert one.chances == pytest.approx(two.chances, abs=1e-6)


def test_stopped_at_once_it_says_so_and_still_meets_the_quotas() -> None:
    rng = np.random.default_rng(5)
    values = tuple(tuple(f"{feature}{rng.integers(4)}" for feature in FEATURES) for _person in range(60))
    quotas = tuple(Quota(feature, f"{feature}{level}", 1, 4) for feature in FEATURES for level in range(4))
    lottery = fair_lottery(Pool(tuple(map(str, range(60))), FEATURES, values), quotas, 10, keep_going=lambda: False)
    assert not lottery.certificate.proved and lottery.certificate.gap > 0
    assert set(lottery.unsettled) == {person for person, chance in lottery.chances.items() if chance == 0}


@pytest.mark.parametrize("count", [50, 1000])
def test_equal_panels_stay_within_their_bound(count: int) -> None:
    rng = np.random.default_rng(8)
    values = tuple(tuple(f"{feature}{rng.integers(3)}" for feature in FEATURES) for _person in range(80))
    quotas = tuple(Quota(feature, f"{feature}{level}", 3, 5) for feature in FEATURES for level in range(3))
    pool = Pool(tuple(map(str, range(80))), FEATURES, values)
    exact, equal = fair_lottery(pool, quotas, 12), fair_lottery(pool, quotas, 12, equal=count)
    assert len(equal.panels) == count and set(equal.tickets) == {1} and equal.loss is not None
    fallen = max(exact.chances[person] - equal.chances[person] for person in pool.ids)
    assert fallen <= equal.loss + 1e-8 <= 3 / count
