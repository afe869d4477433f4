"""Shared budgets beside pabutools, which counts in exact fractions (Rey et al., github.com/COMSOC-Community/pabutools).

Theirs is given equal ballots already merged, and what that takes is not counted, because reading merges them in ours.
"""

import contextlib
import gc
import io
import json
import sys
from pathlib import Path
from typing import Any

from bench.commonground.cases import Case, cpu, megabytes, timed
from commonground.budgeting import Index, Terms, allocate, read_pabulib
from commonground.cli import run

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "instances" / "budgets"
FILES = {
    "mokotow": "poland_warszawa_2021_mokotow.pb",
    "lodz": "poland_lodz_2022_.pb",
    "teofilow": "poland_lodz_2022_teofilow-wielkopolska.pb",
    "gdansk": "poland_gdansk_2020_.pb",
    "wroclaw": "poland_wroclaw_2021_.pb",
    "katowice": "poland_katowice_2020_.pb",
    "krakow": "poland_krakow_2021_.pb",
}
RULES = [
    "greedy-cost",
    "greedy-cardinality",
    "greedy-additive",
    "phragmen",
    *(
        f"equal_shares-{satisfaction}-{completion}"
        for completion in ("none", "greedy", "add1", "add1_greedy")
        for satisfaction in ("cost", "cardinality", "additive")
    ),
]
TIMED = {"greedy-cost": "greedy (cost)", "equal_shares-cost-none": "equal shares (cost)", "phragmen": "Phragmén"}


def _needs(file: str) -> str:
    return f"../shared/data/instances/budgets/{FILES[file]}"


def _cases() -> list[Case]:
    cases = []
    for file in ("mokotow", "lodz"):
        for rule, words in TIMED.items():
            asked = f"rule:{file}:{rule}"
            fresh = Case(
                f"index:{file}:{rule}", f"{file}: index and {words}", asked, 200, bound=120, needs=_needs(file)
            )
            again = Case(f"again:{file}:{rule}", f"{file}: {words}, on the same index", asked, 1000, bound=120)
            cases += [fresh, again]
        rule, most = "equal_shares-cost-add1", 3.0 if file == "mokotow" else 0.3
        words = f"{file}: equal shares (cost), add1"
        cases.append(Case(f"again:{file}:{rule}", words, f"rule:{file}:{rule}", None, most, needs=_needs(file)))
    for rule, words in TIMED.items():
        case = f"file:lodz:{rule}"
        words = f"lodz: file to winners, {words}, whole process"
        cases.append(Case(case, words, case, 15, 1.0, 200, bound=120, whole=True, needs=_needs("lodz")))
    for file in FILES:
        words = f"{file}: all {len(RULES)} rules, the same winners?"
        cases.append(Case(f"all:{file}", words, f"all:{file}", bound=1000, needs=_needs(file)))
    return cases


CASES = _cases()


def agreement(case: Case, ours: dict[str, Any], theirs: dict[str, Any]) -> str:
    """Whether the winners are the same; in order where theirs has one (Phragmén's come sorted)."""
    if case.name.startswith("all:"):
        same = [rule for rule, won in theirs["outcome"].items() if sorted(won) == sorted(ours["outcome"][rule])]
        other = sorted(set(theirs["outcome"]) - set(same))
        more = f"; NOT {', '.join(other)}" if other else ""
        return f"{len(same)} of {len(theirs['outcome'])} that it finishes{more}"
    mine, other = ours["outcome"], theirs["outcome"]
    if "phragmen" in case.name:
        mine, other = sorted(mine), sorted(other)
    return f"same {len(mine)} winners" if mine == other else "DIFFERENT"


def measure(name: str) -> dict[str, Any]:
    """Seconds and winners of one case."""
    what, file, *rule = name.split(":")
    if what == "file":
        return _as_a_command(file, rule[0])
    with open(FOLDER / FILES[file], encoding="utf-8-sig", newline="") as text:
        election = read_pabulib(text.read())
    gc.collect()

    def spent(index: Index, rule: str) -> list[str]:
        kind, satisfaction, completion = _terms(rule)
        terms: Any = Terms(kind, satisfaction, completion)  # type: ignore[arg-type]
        return [election.projects[p].id for p in allocate(index, terms).winners]

    if what == "all":
        started = cpu()
        index = Index(election)
        outcome: Any = {rule: spent(index, rule) for rule in RULES}
        return {"seconds": cpu() - started, "outcome": outcome, "megabytes": megabytes()}
    if what == "index":
        seconds, outcome = timed(lambda: spent(Index(election), rule[0]), 5)
    else:
        index = Index(election)
        spent(index, rule[0])
        seconds, outcome = timed(lambda: spent(index, rule[0]), 1 if "add1" in rule[0] else 5)
    return {"seconds": seconds, "outcome": outcome, "megabytes": megabytes()}


def _as_a_command(file: str, rule: str) -> dict[str, Any]:
    """This process becomes the command, from its first import to its last word."""
    kind, satisfaction, completion = _terms(rule)
    options = ["--rule", kind, "--satisfaction", satisfaction, "--completion", completion, "--json"]
    sys.argv = ["commonground", "allocate", str(FOLDER / FILES[file]), *options]
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        run()
    return {"seconds": 0.0, "outcome": json.loads(said.getvalue())["winners"], "megabytes": megabytes()}


def _terms(rule: str) -> tuple[str, str, str]:
    kind, satisfaction, completion = rule.split("-") + ["cost", "none"][rule.count("-") :]
    return kind.replace("_", "-"), satisfaction, completion.replace("_", "-")


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
