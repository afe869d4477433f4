"""The space of panels: people of one type are exchangeable, so a panel is how many of each type it has.

Two people with the same values, and the same keys that keep them apart from others, are of one type. A panel is then a vector
x with 0 ≤ x[t] ≤ size[t], whole numbers, and every quota is one row: low ≤ A x ≤ high. Panels, chances and proofs are
all worked out on types; `people.py` turns counts of types into people. Sorting people by id and types by value makes
every result the same for any order of rows and columns.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from commonground.sortition.pool import Pool, Quota

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Space:
    """Panels of a pool, on types.

    members[t]: places in pool.ids of the people of type t, by id. sizes[t]: how many they are; least[t]: how many of
    them are in every panel (those already selected). matrix: shape (rows, types); low, high: shape (rows,). The first
    rows are the quotas, in their order; then one row for the number of places; then one for each key that several share.
    excluded: places in pool.ids of the people who must not be drawn, who have no type.
    """

    pool: Pool
    quotas: tuple[Quota, ...]
    number: int
    members: tuple[tuple[int, ...], ...]
    sizes: Counts
    least: Counts
    matrix: sp.csc_array
    low: Floats
    high: Floats

    @property
    def types(self) -> int:
        return len(self.members)

    def is_panel(self, counts: Counts) -> bool:
        """Whether these counts of types, shape (types,), are a panel that meets everything. Exact."""
        got = self.matrix @ counts
        inside = (counts >= self.least).all() and (counts <= self.sizes).all()
        return bool(inside and (got >= self.low).all() and (got <= self.high).all())


def space(pool: Pool, quotas: Sequence[Quota], number: int) -> Space:
    """Sort the pool into types and write the quotas as rows. The input has been checked (`pool.check`)."""
    columns = [pool.features.index(feature) for feature in sorted({quota.feature for quota in quotas})]
    shared = _shared_keys(pool)
    groups: dict[tuple[tuple[str, ...], tuple[str, ...], bool], list[int]] = defaultdict(list)
    for person in sorted(range(len(pool.ids)), key=lambda at: pool.ids[at]):
        if pool.ids[person] not in pool.excluded:
            values = tuple(pool.values[person][at] for at in columns)
            keys = tuple(sorted(set(pool.apart[person]) & shared)) if pool.apart else ()
            groups[values, keys, pool.ids[person] in pool.selected].append(person)
    kinds = sorted(groups)
    sizes = np.array([len(groups[kind]) for kind in kinds], dtype=np.int64)
    least = np.where([selected for _values, _keys, selected in kinds], sizes, 0)
    row_of = {(quota.feature, quota.value): row for row, quota in enumerate(quotas)}
    key_row = {key: len(quotas) + 1 + at for at, key in enumerate(sorted(shared))}
    entries: list[tuple[int, int]] = []
    for at, (values, keys, _selected) in enumerate(kinds):
        entries += [(row_of[pool.features[columns[f]], value], at) for f, value in enumerate(values)]
        entries += [(len(quotas), at)]
        entries += [(key_row[key], at) for key in keys]
    rows, places = np.array(entries).T
    matrix = sp.csc_array((np.ones(len(entries)), (rows, places)), shape=(len(quotas) + 1 + len(key_row), len(kinds)))
    low = np.array([*(quota.min for quota in quotas), number, *(0 for _key in key_row)], dtype=float)
    high = np.array([*(quota.max for quota in quotas), number, *(1 for _key in key_row)], dtype=float)
    return Space(
        pool, tuple(quotas), number, tuple(tuple(groups[kind]) for kind in kinds), sizes, least, matrix, low, high
    )


def _shared_keys(pool: Pool) -> set[str]:
    """Keys of at least two people who may be drawn."""
    count: dict[str, int] = defaultdict(int)
    for person, keys in enumerate(pool.apart):
        if pool.ids[person] not in pool.excluded:
            for key in set(keys):
                if key:
                    count[key] += 1
    return {key for key, people in count.items() if people > 1}
