"""pabutools on one case; run by the Python that has it. Knows nothing of ours but the names of cases."""

import json
import os
import resource
import sys
from pathlib import Path

from pabutools import election as kinds
from pabutools import rules

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
SATISFACTIONS = ("cost", "cardinality", "additive")
RULES = [
    "greedy-cost",
    "greedy-cardinality",
    "greedy-additive",
    "phragmen",
    *(f"equal_shares-{s}-{c}" for c in ("none", "greedy", "add1", "add1_greedy") for s in SATISFACTIONS),
]
BOUND = 60


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def spent(instance, profile, rule):
    kind, satisfaction, completion = rule.split("-") + ["cost", "none"][rule.count("-") :]
    additive = {"approval": kinds.Cardinality_Sat, "ordinal": kinds.Additive_Borda_Sat}
    sat = {
        "cost": kinds.Cost_Sat,
        "cardinality": kinds.Cardinality_Sat,
        "additive": additive.get(instance.meta["vote_type"], kinds.Additive_Cardinal_Sat),
    }[satisfaction]
    if kind == "greedy":
        return rules.greedy_utilitarian_welfare(instance, profile, sat_class=sat)
    if kind == "phragmen":
        return rules.sequential_phragmen(instance, profile)
    shares = {"sat_class": sat} | ({"voter_budget_increment": 1} if "add1" in completion else {})
    if "greedy" not in completion:
        return rules.method_of_equal_shares(instance, profile, **shares)
    both = [rules.method_of_equal_shares, rules.greedy_utilitarian_welfare]
    return rules.completion_by_rule_combination(instance, profile, both, [shares, {"sat_class": sat}])


def names(outcome):
    return [project.name for project in outcome]


def in_a_child(instance, profile, rule):
    """The winners, or None where it does not finish in time or does not take such ballots."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (int(cpu()) + BOUND, int(cpu()) + BOUND + 5))
        try:
            os.write(writes, json.dumps(names(spent(instance, profile, rule))).encode())
        finally:
            os._exit(0)
    os.close(writes)
    with os.fdopen(reads) as said:
        text = said.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else None


def main(case):
    sys.setrecursionlimit(100_000)
    what, file, *rule = case.split(":")
    instance, profile = kinds.parse_pabulib(str(FOLDER / FILES[file]))
    if what == "file":
        # As its documentation has it, from the file on.
        return {"seconds": 0.0, "outcome": names(spent(instance, profile, rule[0]))}
    profile = profile.as_multiprofile()
    if what == "all":
        outcome = {rule: in_a_child(instance, profile, rule) for rule in RULES}
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = used.ru_utime + used.ru_stime
        return {"seconds": seconds, "outcome": {rule: won for rule, won in outcome.items() if won is not None}}
    started = cpu()
    outcome = names(spent(instance, profile, rule[0]))
    return {"seconds": cpu() - started, "outcome": outcome}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
