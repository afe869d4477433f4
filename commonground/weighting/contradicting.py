"""Why margins cannot be met: the few that contradict each other in this data, by name.

Each margin can be right, and all together out of reach: if every young person who answered is a woman, no weights make
the young a half and women a third. Whether some weights of 0 or more meet a set of margins is a linear program over
the sorts of people in the data. Margins are left out one by one as long as the rest cannot be met either; what remains
is irreducible: without any one of them, the others could be met (Chinneck and Dravnieks 1991, the deletion filter).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, eye_array, hstack, vstack

from commonground.weighting.margins import Codes, Floats

# Somebody whose weight could be at most this part of the mean has none to speak of.
LEAST = 1e-6


class Reach:
    """What weights can do: ``people`` of each sort g, as a part of all; codes[v][g]; targets[v] as shares."""

    def __init__(self, people: Floats, codes: Sequence[Codes], targets: Sequence[Floats]) -> None:
        self.people = people
        self.targets = np.concatenate(targets)
        starts = np.cumsum([0, *(len(each) for each in targets)])
        rows = np.concatenate([start + each for start, each in zip(starts, codes, strict=False)])
        sorts = np.tile(np.arange(len(people)), len(codes))
        self.members = coo_array((np.ones(len(rows)), (rows, sorts)), shape=(starts[-1], len(people))).tocsr()

    def can(self, kept: Sequence[int], low: float = LEAST, high: float = np.inf) -> bool:
        """Whether weights between low and high times the mean meet the margins at these places."""
        return self._solve(kept, np.zeros(len(self.people)), [(low * n, high * n) for n in self.people]) is not None

    def can_linearly(self, kept: Sequence[int]) -> bool:
        """Whether any weights do, below 0 as well."""
        everything, want = self._rows(kept)
        dense = everything.toarray()
        found = np.linalg.lstsq(dense, want, rcond=None)[0]
        return float(np.abs(dense @ found - want).max()) <= 1e-9

    def least_high(self, low: float) -> float | None:
        """The least upper bound with which weights of at least ``low`` meet all margins; None if there is none."""
        return self._bound(low, most=False)

    def most_low(self) -> float | None:
        """The largest lower bound with which weights meet all margins, without an upper one."""
        return self._bound(0.0, most=True)

    def _bound(self, low: float, *, most: bool) -> float | None:
        """One more unknown, the bound itself: every weight is at most, or at least, that times the people of its sort."""
        many = len(self.people)
        everything, want = self._rows(range(len(self.targets)))
        sign = -1.0 if most else 1.0
        equal = hstack([everything, csr_array((len(want), 1))])
        under = hstack([sign * eye_array(many), csr_array(-sign * self.people[:, None])])
        bounds = [(low * n, None) for n in self.people] + [(None, None)]
        cost = np.append(np.zeros(many), sign)
        found = linprog(cost, A_ub=under, b_ub=np.zeros(many), A_eq=equal, b_eq=want, bounds=bounds, method="highs")
        return float(found.x[-1]) if found.status == 0 else None

    def clash(self, *, linear: bool = False) -> list[int]:
        """Places of an irreducible set of margins that contradict each other; none if all can be met."""
        can = self.can_linearly if linear else self.can
        kept = list(range(len(self.targets)))
        if can(kept):
            return []
        for place in list(kept):
            without = [each for each in kept if each != place]
            if not can(without):
                kept = without
        return kept

    def _rows(self, kept: Sequence[int]) -> tuple[coo_array, Floats]:
        """The margins at these places, and that all weights are the whole."""
        members = self.members[list(kept)]
        return vstack([members, np.ones((1, len(self.people)))], format="csr"), np.append(self.targets[list(kept)], 1.0)

    def _solve(self, kept: Sequence[int], cost: Floats, bounds: Sequence[tuple[float, float]]) -> Floats | None:
        everything, want = self._rows(kept)
        found = linprog(cost, A_eq=everything, b_eq=want, bounds=bounds, method="highs")
        return found.x if found.status == 0 else None
