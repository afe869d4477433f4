"""One table of everything measured: the figure, its bar, and a mark where it is missed.

A bench measured at two sizes has two figures in a row. `make bench` collects the rows of every bench (BENCH_TABLE names
the file) and prints them together.
"""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

WORK, FIGURE = 46, 11


@dataclass
class Row:
    """``same``: the figure may not differ between sizes. Without a bar it is there to be compared with."""

    group: str
    work: str
    unit: str
    bar: float | None = None
    same: bool = False
    figures: dict[str, float] = field(default_factory=dict)

    @property
    def missed(self) -> str:
        over = self.bar is not None and any(round(each, 1) > self.bar for each in self.figures.values())
        grows = self.same and len(set(self.figures.values())) > 1
        return "MISSED" if over else "GROWS" if grows else ""


class Table:
    def __init__(self, title: str) -> None:
        self.title = title
        self.rows: dict[tuple[str, str], Row] = {}

    def put(
        self, size: str, group: str, work: str, figure: float, unit: str, bar: float | None = None, same: bool = False
    ) -> None:
        row = self.rows.setdefault((group, work), Row(group, work, unit, bar, same))
        row.figures[size] = figure
        print(f"  {size:>8}  {work:{WORK}}{shown(figure, unit):>{FIGURE}}  {row.missed}", flush=True)

    def close(self) -> None:
        """Print it, and leave the rows to whoever collects them."""
        rows = list(self.rows.values())
        show(self.title, rows)
        if kept := os.environ.get("BENCH_TABLE"):
            with Path(kept).open("a") as file:
                for row in rows:
                    file.write(json.dumps({"title": self.title, **asdict(row)}) + "\n")


def shown(figure: float, unit: str) -> str:
    number = f"{figure:,.0f}" if figure == int(figure) or figure >= 1000 else f"{figure:,.1f}"
    return f"{number} {unit}".strip()


def show(title: str, rows: list[Row]) -> None:
    sizes = list(dict.fromkeys(size for row in rows for size in row.figures))
    print(f"\n{title}")
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            print(f"\n{group:{WORK}}" + "".join(f"{size:>{FIGURE}}" for size in sizes) + f"{'bar':>{FIGURE}}")
        figures = (shown(row.figures[size], row.unit) if size in row.figures else "" for size in sizes)
        bar = "" if row.bar is None else f"≤ {shown(row.bar, row.unit)}"
        print(
            f"{row.work:{WORK}}" + "".join(f"{each:>{FIGURE}}" for each in figures) + f"{bar:>{FIGURE}}  {row.missed}"
        )
    missed = [row.work for row in rows if row.missed]
    print(f"\nMissed: {'; '.join(missed) or 'none'}", flush=True)


def collected(path: Path) -> dict[str, list[Row]]:
    """{title: rows} of every bench that wrote to this file."""
    found: dict[str, list[Row]] = {}
    for line in path.read_text().splitlines():
        told = json.loads(line)
        found.setdefault(told.pop("title"), []).append(Row(**told))
    return found
