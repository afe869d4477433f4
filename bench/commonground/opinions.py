"""Groups of opinion beside red-dwarf, which follows Polis (github.com/polis-community/red-dwarf).

From vote records in memory to groups with their representative statements, in both; how firmly the groups stand is ours
alone and not counted. Agreement is with the groups that Polis itself kept, at its number of groups.
"""

import csv
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from bench.commonground.cases import Case, megabytes, timed
from commonground.opinions import Opinions, find_opinions, from_records
from commonground.opinions import agreement as rand_index

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "instances" / "polis"
CONVERSATIONS = {
    "bowling-green": "american-assembly.bowling-green",
    "uberx": "vtaiwan.uberx",
    "land-bank": "ssis.land-bank-farmland.2rumnecbeh.2021-08-01",
    "housing": "scoop-hivemind.affordable-housing",
    "wage": "15-per-hour-seattle",
}
Record = tuple[str, str, int]


def _cases() -> list[Case]:
    cases = []
    for name, folder in CONVERSATIONS.items():
        needs = f"../shared/data/instances/polis/{folder}"
        ratio = 5.0 if name in ("bowling-green", "uberx", "land-bank") else None
        cases.append(Case(f"all:{name}", f"{name}: votes to groups", f"all:{name}", ratio, bound=120, needs=needs))
    cases.append(Case("update:made", "2,000 × 1,000: after 100 new votes", seconds=0.02))
    cases.append(Case("all:made", "50,000 × 1,000: votes to groups", seconds=5, megabytes=1500))
    return cases


CASES = _cases()


def agreement(case: Case, ours: dict[str, Any], theirs: dict[str, Any]) -> str:
    return f"with Polis (ARI) {ours['ari']:.3f}, theirs {theirs['ari']:.3f}"


def told(ours: dict[str, Any]) -> str:
    return f"{ours['groups']} groups"


def records_of(folder: Path) -> tuple[list[Record], dict[str, str], set[str]]:
    """(votes, Polis's group of each participant, statements moderated out)."""
    with (folder / "participants-votes.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    start = head.index("n-disagree") + 1
    votes = [
        (row[0], statement, int(cell))
        for row in rows
        for statement, cell in zip(head[start:], row[start:], strict=True)
        if cell
    ]
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        out = {row["comment-id"] for row in csv.DictReader(file) if row["moderated"] == "-1"}
    return votes, {row[0]: row[1] for row in rows}, out


def made(people: int, statements: int, share: float) -> list[Record]:
    """Three groups that disagree; each person has voted on a share of the statements."""
    rng = np.random.default_rng(5)
    group = rng.integers(3, size=people)
    rows, columns = np.nonzero(rng.random((people, statements)) < share)
    leaning = np.where(columns % 3 == group[rows], 0.8, 0.3)
    vote = np.where(rng.random(len(rows)) < leaning, 1, -1)
    return [(f"p{r}", f"s{c}", int(v)) for r, c, v in zip(rows, columns, vote, strict=True)]


def measure(name: str) -> dict[str, Any]:
    what, which = name.split(":")
    if what == "update":
        records = made(2000, 1000, 0.2)
        before = find_opinions(from_records(records[100:]), bootstrap=False)
        votes = before.votes
        seconds, found = timed(
            lambda: find_opinions(votes.later(records[:100]), before=before, groups=3, bootstrap=False), 5
        )
        return {"seconds": seconds, "groups": len(found.groups), "megabytes": megabytes()}
    if which == "made":
        records = made(50_000, 1000, 0.05)
        seconds, found = timed(lambda: find_opinions(from_records(records), bootstrap=False))
        return {"seconds": seconds, "groups": len(found.groups), "megabytes": megabytes()}
    records, theirs, out = records_of(FOLDER / CONVERSATIONS[which])
    count = len({each for each in theirs.values() if each})

    def work() -> Opinions:
        return find_opinions(from_records(records).without(out), groups=count, bootstrap=False)

    seconds, found = timed(work, 3)
    places = [(at, theirs[found.votes.people[place]]) for at, place in enumerate(found.clustered)]
    both = [(at, int(group)) for at, group in places if group]
    ari = rand_index(found.grouping.group[[at for at, _g in both]], np.array([group for _at, group in both]))
    return {"seconds": seconds, "ari": ari, "outcome": [], "megabytes": megabytes()}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
