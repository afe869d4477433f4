"""Counting beside a scan written by hand in polars (pola.rs): 30 questions by 6 characteristics.

Both start from columns of small whole numbers in memory, -1 for a blank, and end with a count for every cell of the 180
tables. Threads of polars are as many as the machine has cores; what is compared is CPU seconds, and the bar is of those.
"""

import json
import sys
from typing import Any

from bench.commonground.cases import Case, megabytes, timed
from bench.commonground.crowd import digest, people
from commonground.tabulation import crosstabs

CASES = [
    Case("all:1000000", "1,000,000 × 30 questions by 6 characteristics", "all:1000000", 1 / 1.5, seconds=2),
    Case("all:100000", "100,000 × the same", "all:100000", 1 / 1.5),
]


def agreement(case: Case, ours: dict[str, Any], theirs: dict[str, Any]) -> str:
    same = ours["outcome"] == theirs["outcome"]
    return f"{ours['cells']:,} cells, all the same: {'yes' if same else 'NO'}"


def measure(name: str) -> dict[str, Any]:
    questions, characteristics = people(int(name.split(":")[1]))
    seconds, tables = timed(lambda: crosstabs(questions, characteristics), 3)
    counts = {f"{question} {by}": table.counts.tolist() for (question, by), table in tables.items()}
    cells = sum(len(row) for each in counts.values() for row in each)
    return {"seconds": seconds, "outcome": digest(counts), "cells": cells, "megabytes": megabytes()}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
