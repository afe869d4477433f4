"""How fast is counting, and hiding? Prints one table; run with: python bench/tabulation.py [responses]

The bar: 1,000,000 responses x 30 questions with all cross-tabulations by 6 characteristics in 2 seconds.
Hiding is bounded by how small the numbers are, not by how many responses there are.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable

import numpy as np

from commonground.disclosure import DEFAULT_PROFILE, perturbed_crosstab, protect_counts, ptable_for
from commonground.disclosure.audit import audit
from commonground.disclosure.linked import protect_tables
from commonground.disclosure.tables import Past, Table
from commonground.readability import read
from commonground.tabulation import count_multiple, count_single, crosstabs, number_summary

QUESTIONS = 30
GROUPS = {"age": 9, "sex": 4, "ethnicity": 20, "disability": 4, "carer": 4, "area": 8}


def show(what: str, size: str, work: Callable[[], object], bar: str = "") -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:<58} {size:>22} {wall:>9.3f} {cpu:>9.3f}  {bar}")


def main(people: int) -> None:
    rng = np.random.default_rng(1)
    questions = {f"q{i}": (rng.integers(-1, 5 + i % 3, people).astype(np.int8), 5 + i % 3) for i in range(QUESTIONS)}
    characteristics = {
        name: (rng.choice(n, people, p=rng.dirichlet(np.full(n, 3.0))).astype(np.int8), n) for name, n in GROUPS.items()
    }
    keys = rng.integers(0, 2**64, people, dtype=np.uint64)
    ticks = rng.random((people, 8)) < 0.3
    numbers = rng.normal(50, 20, people)
    first, options = questions["q0"]
    codes, groups = characteristics["ethnicity"]
    noise = ptable_for(DEFAULT_PROFILE)

    print(f"{'work':<58} {'size':>22} {'wall s':>9} {'cpu s':>9}  bar")
    size = f"{people:,}"
    show("one question", size, lambda: count_single(first, options))
    show("one question of several choices, 8 options", size, lambda: count_multiple(ticks))
    show("summary of numbers", size, lambda: number_summary(numbers))
    all_tables = lambda: crosstabs(questions, characteristics)  # noqa: E731
    show("30 questions by 6 characteristics", size, all_tables, "2 s at 1,000,000")
    show("one question by 20 groups, with noise", size, lambda: perturbed_crosstab(
        first, codes, keys, options, groups, ptable=noise
    ))  # fmt: skip

    counts = [int(n) for n in rng.integers(0, 60, 12)]
    show("hide in one question, 12 options, 1,000 times", "", lambda: [
        protect_counts(counts, profile=DEFAULT_PROFILE, base=sum(counts)) for _ in range(1000)
    ])  # fmt: skip
    dates: list[Past] = []
    for n in (1000, 1500, 2000):
        tables = tuple(
            Table("q0", name, tuple(map(tuple, table.counts.tolist())))
            for name, table in (
                (name, crosstabs({"q": (first[:n] % 5, 5)}, {name: (codes[:n], k)})["q", name])
                for name, (codes, k) in characteristics.items()
            )
        )

        def publish(tables: tuple[Table, ...] = tables) -> None:
            dates.append(Past(tables, protect_tables(tables, profile=DEFAULT_PROFILE, earlier=dates)))

        show(f"hide in one question by 6, publication {len(dates) + 1}", f"{n:,}", publish)
    show("audit of all three", "", lambda: audit(
        dates[-1].tables, dates[-1].publication, DEFAULT_PROFILE, earlier=dates[:-1]
    ))  # fmt: skip
    text = "We want to hear from people who use this service. Tell us what works and what does not. " * 500
    show("read a text", f"{len(text.split()):,} words", lambda: read(text))
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
