"""Which tables with noise a team may see at all.

Noise that belongs to a set of people has a price: two sets that are the same show the same number. Let one
person in a town be 90, and compare the answers of everyone with the answers of everyone under 90: the numbers
are equal for every answer but hers. So a table is refused when it sets a small group apart, or leaves one
out, on any way of reaching it. Whoever can be left out is then a crowd.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from commonground.disclosure.profiles import Profile

Characteristics = Mapping[str, npt.NDArray[Any]]


def may_cut(group_sizes: Iterable[int], profile: Profile) -> bool:
    """Whether people may be set apart by a characteristic whose groups, "not known" too, have these sizes."""
    return all(size == 0 or size >= profile.threshold for size in group_sizes)


def may_tabulate(
    characteristics: Characteristics, filters: Mapping[str, int], by: str | None, profile: Profile
) -> bool:
    """Whether answers may be tabulated for the people whom filters keep, by a characteristic or as a whole.

    `characteristics` holds everyone's groups, shape (people,) each, numbered from 0, "not known" a group
    like any other; `filters` gives the group kept of each characteristic that is filtered on.

    Every step that leads to a cell of the table is looked at: with some of its conditions already applied,
    in any order, cutting by the next one must not make a small group.
    """
    kept = _kept(characteristics, filters)
    columns: list[dict[str, int]] = [dict(filters)]
    if by is not None:
        columns = [{**filters, by: int(group)} for group in np.unique(characteristics[by][kept])]
    steps = {step for conditions in columns for step in _steps(conditions)}
    return all(
        may_cut(np.bincount(characteristics[name][_kept(characteristics, dict(before))]), profile)
        for before, name in steps
    )


def answers_far_apart(answer_sets: npt.NDArray[np.bool_], profile: Profile) -> npt.NDArray[np.bool_]:
    """Which sets of people may have a line in tables by a characteristic, for readers who know the sets.

    `answer_sets` has shape (sets, people), one for each answer to each question, blanks too. A team that
    reads responses knows exactly who is in each. Were one set another and one person more, all but that
    person's groups would show the same numbers for both. So, in the order given, a set is refused when it
    is small, or differs from everyone or from a set already allowed by fewer people than the threshold.
    """
    allowed = np.zeros(len(answer_sets), dtype=np.bool_)
    # Packed, a pair of sets of 20,000 people is compared in a microsecond or two.
    packed = np.packbits(answer_sets, axis=1)
    seen = [np.zeros_like(packed[:1]), np.packbits(np.ones_like(answer_sets[:1]), axis=1)]
    for i in range(len(packed)):
        differences = [int(np.bitwise_count(packed[i] ^ other).sum()) for other in seen]
        if may_cut(differences, profile):
            allowed[i] = True
            seen.append(packed[i : i + 1])
    return allowed


def _steps(conditions: Mapping[str, int]) -> Iterator[tuple[frozenset[tuple[str, int]], str]]:
    """Every set of conditions with one that may come next."""
    for name in conditions:
        others = [(other, group) for other, group in conditions.items() if other != name]
        for size in range(len(others) + 1):
            for before in combinations(others, size):
                yield frozenset(before), name


def _kept(characteristics: Characteristics, filters: Mapping[str, int]) -> npt.NDArray[np.bool_]:
    kept = np.ones(len(next(iter(characteristics.values()), ())), dtype=np.bool_)
    for name, group in filters.items():
        kept &= characteristics[name] == group
    return kept
