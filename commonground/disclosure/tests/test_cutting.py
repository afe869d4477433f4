"""Columns cut by characteristics: right where they are shown, and safe from somebody who has all of it."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from commonground.disclosure import PROFILES, UNPROTECTED, Profile
from commonground.disclosure.cutting import EVERYONE, CutFile, CutTable, cut
from commonground.errors import Refused


def drawn(seed: int, people: int, options: int = 3, groups: int = 3) -> dict[str, list[str]]:
    rng = np.random.default_rng(seed)
    shares = rng.dirichlet(np.ones(options) * 0.6)
    said = [f"o{each}" for each in rng.choice(options, people, p=shares)]
    age = [f"g{each}" for each in rng.choice(groups, people, p=rng.dirichlet(np.ones(groups)))]
    sex = ["" if each == 2 else "fm"[each] for each in rng.choice(3, people, p=[0.5, 0.4, 0.1])]
    return {"said": said, "age": age, "sex": sex}


def table(found: CutFile, question: str, by: str | None) -> CutTable:
    return next(each for each in found.tables if (each.question, each.by) == (question, by))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**20), st.integers(4, 80))
def test_without_protection_every_count_is_what_counting_gives(seed: int, people: int) -> None:
    columns = drawn(seed, people)
    found = cut(columns, ["age", "sex"])
    for question in {each.question for each in found.tables}:
        for by in ("age", "sex"):
            truth = Counter(zip(columns[question], columns[by], strict=True))
            shown = table(found, question, by)
            for cell in shown.cells:
                assert cell.count == truth[cell.category, cell.group]
                base = sum(n for (_said, group), n in truth.items() if group == cell.group)
                assert shown.bases[cell.group or ""] == base
                assert cell.percent == (int(100 * (cell.count or 0) / base + 0.5) if base else None)


def test_weighted_percentages_and_counts_of_people() -> None:
    columns = {"said": ["yes", "yes", "no", "no", ""], "sex": ["f", "m", "f", "m", "f"]}
    found = cut(columns, ["sex"], weights=[3, 1, 1, 1, 9])
    cells = {cell.category: cell for cell in table(found, "said", None).cells}
    assert (cells["yes"].count, cells["yes"].percent) == (2, 67) and table(found, "said", None).weighted
    by = {(cell.category, cell.group): cell.percent for cell in table(found, "said", "sex").cells}
    assert by["yes", "f"] == 75 and by["yes", "m"] == 50 and table(found, "said", "sex").bases == {"f": 2, "m": 2}


def test_own_words_and_names_are_left_out() -> None:
    columns = {"said": ["a", "b"] * 40, "name": [f"n{at}" for at in range(80)], "nothing": [""] * 80}
    found = cut(columns, profile=PROFILES["SDC-LT5"])
    assert [each.question for each in found.tables] == ["said"]
    assert found.left_out == {"name": 80, "nothing": 0}


def test_weights_are_not_used_where_anything_is_hidden() -> None:
    columns = {"said": ["a"] * 60 + ["b"] * 3 + ["c"] * 40, "other": ["x", "y", "y"] * 34 + ["x"]}
    found = cut(columns, profile=PROFILES["SDC-LT5"], weights=[1 + at % 4 for at in range(103)])
    assert not table(found, "said", None).weighted and table(found, "other", None).weighted
    plain = cut(columns, profile=PROFILES["SDC-LT5"])
    assert table(found, "said", None).cells == table(plain, "said", None).cells


def attack(found: CutFile, question: str, profile: Profile) -> dict[tuple[str, str, str], tuple[float, float]]:
    """What a reader of everything about a question can work out of each hidden cell, by linear programs.

    A reader knows the rules, what is shown (and from which counts it may have been rounded), and that tables add up.
    """
    tables = [each for each in found.tables if each.question == question]
    places: dict[tuple[Any, ...], int] = {}
    ranges: list[tuple[float, float]] = []

    def count(name: tuple[Any, ...], shown: int | None) -> int:
        if name not in places:
            places[name] = len(ranges)
            # A nought may be hidden too, to protect another count.
            hidden = (0.0, np.inf)
            ranges.append(hidden if shown is None else tuple(map(float, _possible(shown, profile))))  # type: ignore[arg-type]
        return places[name]

    sums = []
    for each in tables:
        if each.by is None:
            total = count(("base",), each.base)
            sums.append((total, [count((cell.category,), cell.count) for cell in each.cells]))
    for each in tables:
        if each.by is not None:
            sums.append(
                (places["base",], [count(("base", each.by, group), base) for group, base in each.bases.items()])
            )
            cells = {
                (cell.category, cell.group): count((cell.category, each.by, cell.group), cell.count)
                for cell in each.cells
            }
            for group in each.bases:
                column = [at for (_said, of), at in cells.items() if of == group]
                sums.append((places["base", each.by, group], column))
            for category in dict.fromkeys(said for said, _group in cells):
                sums.append((places[category,], [at for (said, _group), at in cells.items() if said == category]))
    lines = np.zeros((len(sums), len(ranges)))
    for row, (whole, parts) in enumerate(sums):
        lines[row, whole] = -1
        lines[row, parts] = 1
    out = {}
    for name, at in places.items():
        if len(name) == 3 and name[0] != "base" and ranges[at][1] == np.inf:
            ends = []
            for sign in (1, -1):
                aim = np.zeros(len(ranges))
                aim[at] = sign
                done = linprog(aim, A_eq=lines, b_eq=np.zeros(len(sums)), bounds=ranges, method="highs")
                assert done.status in (0, 3), done.message
                ends.append(sign * done.fun if done.status == 0 else np.inf)
            out[name] = (ends[0], ends[1])
    return out


def _possible(shown: int, profile: Profile) -> tuple[int, int]:
    if profile.round_to is None or shown == 0:
        return shown, shown
    low = shown - profile.round_to // 2
    return max(low, profile.threshold, 1), low + profile.round_to - 1


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**20),
    people=st.integers(20, 260),
    profile=st.sampled_from(list(PROFILES.values())),
    weighted=st.booleans(),
)
def test_no_hidden_small_count_can_be_placed_inside_the_interval(
    seed: int, people: int, profile: Profile, weighted: bool
) -> None:
    columns = drawn(seed, people)
    weights = np.random.default_rng(seed).uniform(0.3, 3, people) if weighted else None
    found = cut(columns, ["age", "sex"], profile=profile, weights=weights)
    if not found.tables:
        return
    low, high = profile.interval
    truth = {by: Counter(zip(columns["said"], columns[by], strict=True)) for by in ("age", "sex")}
    for (category, by, group), (least, most) in attack(found, "said", profile).items():
        if profile.is_small(truth[by][category, group]):
            assert least <= low + 1e-6 and most >= high - 1e-6, (category, by, group, least, most)
    for each in found.tables:
        assert not (each.weighted and any(cell.suppressed for cell in each.cells))
        for cell in each.cells:
            assert cell.suppressed == (cell.count is None) and (cell.percent is None or cell.count is not None)


def test_what_cannot_be_cut_is_refused() -> None:
    columns = {"said": ["a", "b", "a"], "sex": ["f", "m", "f"]}
    for by, says in (
        (["height"], "no column “height”"),
        (["said", "sex", "x", "y"], "At most 3"),
        ([EVERYONE], "cannot be called"),
    ):
        with pytest.raises(Refused, match=says):
            cut(columns, by)
    with pytest.raises(Refused, match="31 groups"):
        cut({"said": ["a"] * 62, "place": [f"p{at % 31}" for at in range(62)]}, ["place"])
    with pytest.raises(Refused) as problem:
        cut(columns, weights=[1, 0, 1])
    assert problem.value.parameters["row"] == 1
    with pytest.raises(Refused, match="nobody"):
        cut({"said": []}, profile=UNPROTECTED)
