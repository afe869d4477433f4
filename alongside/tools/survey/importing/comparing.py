"""What a corrected file changes: which rows stay as they were, which say something else, which are new or gone. Pure."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """Row numbers. ``same`` and ``changed`` are {row in the new file: row in the earlier file}."""

    same: Mapping[int, int]
    changed: Mapping[int, int]
    added: tuple[int, ...]
    gone: tuple[int, ...]

    @property
    def nothing(self) -> bool:
        return not (self.changed or self.added or self.gone)


def compare(before: Mapping[int, str], now: Mapping[int, str]) -> Difference:
    """Two files as {row: what it says}. A row that moved is the same row: rows are put in and taken out above it.

    What says the same is paired first, in order; of the rest, rows with one number are one row that changed.
    """
    waiting: dict[str, list[int]] = defaultdict(list)
    for row in sorted(before, reverse=True):
        waiting[before[row]].append(row)
    same = {row: waiting[now[row]].pop() for row in sorted(now) if waiting[now[row]]}
    kept = set(same.values())
    changed = {row: row for row in sorted(now) if row not in same and row in before and row not in kept}
    added = tuple(row for row in sorted(now) if row not in same and row not in changed)
    gone = tuple(row for row in sorted(before) if row not in kept and row not in changed)
    return Difference(same, changed, added, gone)
