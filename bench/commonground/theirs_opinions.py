"""red-dwarf on the shared conversations: agreement with Polis's groups, and the CPU seconds it took."""

import csv
import json
import resource
import sys
from pathlib import Path

import pandas as pd
from reddwarf.implementations.polis import run_pipeline
from sklearn.metrics import adjusted_rand_score

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "instances" / "polis"
CONVERSATIONS = {
    "bowling-green": "american-assembly.bowling-green",
    "uberx": "vtaiwan.uberx",
    "land-bank": "ssis.land-bank-farmland.2rumnecbeh.2021-08-01",
    "housing": "scoop-hivemind.affordable-housing",
    "wage": "15-per-hour-seattle",
}


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main():
    folder = FOLDER / CONVERSATIONS[sys.argv[1].split(":")[1]]
    with (folder / "participants-votes.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    start = head.index("n-disagree") + 1
    votes = [
        {"participant_id": int(row[0]), "statement_id": int(statement), "vote": int(cell)}
        for row in rows
        for statement, cell in zip(head[start:], row[start:], strict=True)
        if cell
    ]
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        out = [int(row["comment-id"]) for row in csv.DictReader(file) if row["moderated"] == "-1"]
    groups = {int(row[0]): int(row[1]) for row in rows if row[1]}
    before = cpu()
    found = run_pipeline(
        votes=votes, mod_out_statement_ids=out, force_group_count=len(set(groups.values())), random_state=1
    )
    seconds = cpu() - before
    table = found.participants_df
    both = [(each, groups[each]) for each in table.index if each in groups and pd.notna(table.loc[each, "cluster_id"])]
    ari = adjusted_rand_score(
        [table.loc[each, "cluster_id"] for each, _group in both], [group for _each, group in both]
    )
    print(json.dumps({"seconds": seconds, "ari": ari, "outcome": []}))


if __name__ == "__main__":
    main()
