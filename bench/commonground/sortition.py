"""Fair draws beside sortition-algorithms, which practitioners run (github.com/sortitionfoundation/sortition-algorithms).

Ours is measured from people and quotas to the lottery, theirs the same; reading files is in neither. On the invented pools
(`pools.py`) theirs is not run: it does not finish in minutes there.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.commonground.cases import Case, cpu, megabytes, timed
from bench.commonground.pools import pool as invented
from commonground.cli.pools import read_pool, read_quotas
from commonground.sortition import Lottery, Pool, Quota, fair_lottery

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "instances" / "sortition"
FILES = {
    "fixture": ("fixture_150_22/candidates.csv", "fixture_150_22/features.csv", 22),
    "opendlp": ("opendlp_monitoring/respondents.csv", "opendlp_monitoring/categories.csv", 30),
    "small": ("example_small_20/respondents.csv", "example_small_20/categories.csv", 20),
}
RATIO = 8.0
# Their leximin needs a commercial solver. A fifth of what it took with one is the bar: 8.1 CPU seconds, and 6.18 by the
# clock.
LEXIMIN = {"fixture": 8.1 / 5, "opendlp": 6.18 / 5, "small": None}
# Name: CPU seconds, megabytes, and from the bound the least that the smallest chance is to be.
POOLS: dict[str, tuple[float, float | None, Callable[[float], float]]] = {
    "wide": (0.2, None, lambda bound: bound - 1e-4),
    "cca": (10, None, lambda bound: bound - 5e-4),
    "hd": (30, None, lambda bound: 0.98 * bound),
    "obf": (30, None, lambda bound: 0.98 * bound),
    # Everyone who can be covered, and the gap printed: any chance above nought.
    "sf_e": (120, 300, lambda bound: 1e-9),
}


def _cases() -> list[Case]:
    cases = []
    for file in FILES:
        name, needs = f"maximin:{file}", f"../shared/data/instances/sortition/{FILES[file][0]}"
        ratio = RATIO if file == "fixture" else None
        cases.append(Case(name, f"{file}: maximin", name, ratio, bound=150, needs=needs))
        cases.append(Case(f"leximin:{file}", f"{file}: leximin", seconds=LEXIMIN[file], bound=150, needs=needs))
    for name, (seconds, most, _least) in POOLS.items():
        words = f"{name}-like: maximin, certified"
        cases.append(Case(f"maximin:{name}", words, seconds=seconds, megabytes=most, bound=200))
    return cases


CASES = _cases()


def agreement(case: Case, ours: dict[str, Any], theirs: dict[str, Any]) -> str:
    """The smallest chance of both."""
    return f"smallest chance {min(ours['outcome']):.4f}, theirs {min(theirs['outcome']):.4f}"


def told(ours: dict[str, Any]) -> str:
    """How near the bound it came, judged where a pool has a bar for that."""
    words = f"smallest chance {ours['reached']:.5f} of {ours['bound']:.5f} ({ours['reached'] / ours['bound']:.1%})"
    if ours["least"] is None:
        return words
    return f"{words}, bar {ours['least']:.5f} {'yes' if ours['reached'] >= ours['least'] - 1e-9 else 'NO'}"


def measure(name: str) -> dict[str, Any]:
    """Seconds, everyone's chance, and the certificate of one case."""
    method, file = name.split(":")
    people, quotas, places = _given(file)
    limit = 0.9 * POOLS[file][0] if file in POOLS and file != "wide" else 60.0

    def draw() -> Lottery:
        end = cpu() + limit
        return fair_lottery(people, quotas, places, method=method, keep_going=lambda: cpu() < end)

    seconds, lottery = timed(draw, 3 if file in FILES or file == "wide" else 1)
    found = lottery.certificate
    return {
        "seconds": seconds,
        "outcome": list(lottery.chances.values()),
        "reached": found.reached,
        "bound": found.bound,
        "least": POOLS[file][2](found.bound) if file in POOLS else None,
        "megabytes": megabytes(),
    }


def _given(file: str) -> tuple[Pool, tuple[Quota, ...], int]:
    if file in POOLS:
        return invented(file)
    people, quotas, places = FILES[file]
    asked, _lines = read_quotas(FOLDER / quotas)
    features = list(dict.fromkeys(quota.feature for quota in asked))
    read, _lines = read_pool(FOLDER / people, features, id_column=None, household=(), already=None, exclude=None)
    return read, asked, places


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
