"""Weights beside balance (import-balance.org) and samplics (github.com/samplics-org/samplics), on their own examples.

Both sides weigh the same people to the same margins until these are met to eleven places. The weights of all people,
with a mean of 1, or the estimate with its error and its interval, must agree to one part in a million.
"""

import json
import subprocess
import sys
from typing import Any

import numpy as np

from bench.commonground.__main__ import HERE, environment
from bench.commonground.cases import Case, megabytes, timed
from commonground.weighting import estimate, weigh

CASES = [
    Case("rake:balance", "balance’s tutorial: 1,000 people, raked to 2 margins", "rake:balance"),
    Case("rake:samplics", "samplics’ health survey, its weights raked to 3 margins", "rake:samplics"),
    Case("linear:samplics", "… calibrated linearly", "linear:samplics"),
    Case("estimate:samplics", "… a mean with its error and interval", "estimate:samplics"),
    Case("rake:made", "200,000 people raked to 6 margins"),
]


def agreement(case: Case, ours: dict[str, Any], theirs: dict[str, Any]) -> str:
    one, other = np.array(ours["outcome"]), np.array(theirs["outcome"])
    if not case.name.startswith("estimate"):
        other = other / other.mean()
    apart = float(np.abs(one / other - 1).max())
    return f"{len(one):,} numbers, apart by {apart:.0e}: {'yes' if apart <= 1e-6 else 'NO'}"


def told(ours: dict[str, Any]) -> str:
    return f"met to {ours['missed']:.0e} in {ours['iterations']} steps"


def made(people: int) -> tuple[dict[str, list[str]], dict[str, dict[str, float]]]:
    rng = np.random.default_rng(7)
    columns, margins = {}, {}
    for variable, size in (("age", 9), ("sex", 3), ("ethnicity", 20), ("area", 32), ("home", 4), ("work", 6)):
        here, there = rng.dirichlet(np.full(size, 5.0)), rng.dirichlet(np.full(size, 5.0))
        columns[variable] = [str(each) for each in rng.choice(size, people, p=here)]
        margins[variable] = {str(each): float(share) for each, share in enumerate((here + there) / 2)}
    return columns, margins


def measure(name: str) -> dict[str, Any]:
    what, which = name.split(":")
    if which == "made":
        columns, margins = made(200_000)
        seconds, found = timed(lambda: weigh(columns, margins))
        return {
            "seconds": seconds,
            "missed": found.largest_miss,
            "iterations": found.iterations,
            "megabytes": megabytes(),
        }
    theirs = [str(environment("weighting")), str(HERE / "theirs_weighting.py"), f"data:{which}"]
    data = json.loads(subprocess.run(theirs, capture_output=True, check=True, text=True).stdout.splitlines()[-1])
    if what == "estimate":
        weights = np.array(data["base"])
        seconds, (only,) = timed(lambda: estimate("zinc", data["estimate"], weights), 5)
        outcome = [only.weighted, only.standard_error, only.low, only.high]
        return {"seconds": seconds, "outcome": outcome, "megabytes": megabytes()}
    method: Any = "raking" if what == "rake" else "linear"
    seconds, found = timed(lambda: weigh(data["columns"], data["margins"], method=method, base=data["base"]), 5)
    return {"seconds": seconds, "outcome": (found.weights / found.weights.mean()).tolist(), "megabytes": megabytes()}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
