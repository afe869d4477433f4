"""What groups say: the statements that set a group apart, those that all groups share, those that divide them.

All shares have one agreement and one disagreement added, so that few votes say little. A group's share is tested against a
half, and against everybody else's, one-sided at 90 % (Small and others, Recerca 26, 2021, after Polis).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.opinions.votes import AGREE, DISAGREE, PASS, Floats, Places, Votes

SURE = 1.2816
"""One-sided 90 % of the normal distribution."""
MOST = 5


@dataclass(frozen=True)
class Counted:
    """Votes by group and statement, each of shape (groups, statements)."""

    agree: Floats
    disagree: Floats
    passed: Floats

    @property
    def voted(self) -> Floats:
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True)
class Representative:
    """A statement on which a group votes one way, and more so than everybody else. Counts are the group's.

    direction: agree or disagree. z: of the group's share against everybody else's. repness: how representative.
    """

    statement: str
    direction: str
    agree: int
    disagree: int
    passed: int
    z: float
    repness: float


@dataclass(frozen=True)
class Valued:
    """A statement with a value from 0 to 1. direction: the vote that it speaks of."""

    statement: str
    value: float
    direction: str


def count_votes(votes: Votes, who: Places, group: Places, groups: int) -> Counted:
    """Of the people in ``who``, whose groups are ``group``."""
    cells = votes.cells[who]
    tables = [np.zeros((groups, cells.shape[1])) for _vote in range(3)]
    for number in range(groups):
        rows = cells[group == number]
        for table, vote in zip(tables, (AGREE, DISAGREE, PASS), strict=True):
            table[number] = (rows == vote).sum(axis=0)
    return Counted(*tables)


def representative(counted: Counted, statements: tuple[str, ...], *, most: int = MOST) -> list[list[Representative]]:
    """For each group, the most representative statements first. One at least where anybody voted, even if unsure."""
    groups = len(counted.agree)
    if groups < 2:
        return [[] for _group in range(groups)]
    found = []
    for number in range(groups):
        others = np.arange(groups) != number
        n, m = counted.voted[number], counted.voted[others].sum(axis=0)
        both = [_set_apart(each[number], n, each[others].sum(axis=0), m) for each in (counted.agree, counted.disagree)]
        rep, z, sure = (np.concatenate(each) for each in zip(*both, strict=True))
        place = np.tile(np.arange(len(n)), 2)
        against = np.repeat([False, True], len(n))
        order = np.lexsort((against, place, -np.round(z, 9), -np.round(rep, 9), ~sure))
        best = _one_a_statement(order[n[place[order]] > 0], place, most)
        chosen = [at for at in best if sure[at]] or best[:1]
        found.append([_told(counted, number, statements, at, float(z[at]), float(rep[at])) for at in chosen])
    return found


def _set_apart(k: Floats, n: Floats, j: Floats, m: Floats) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    """(repness, z against everybody else, whether both tests are sure): k of n in the group, j of m outside it."""
    share, other = (k + 1) / (n + 2), (j + 1) / (m + 2)
    half = 2 * np.sqrt(n + 1) * ((k + 1) / (n + 1) - 0.5)
    z = _apart(k, n, j, m)
    return share / other * share * np.maximum(half, 0) * np.maximum(z, 0), z, (half > SURE) & (z > SURE)


def _one_a_statement(order: Places, place: Places, most: int) -> list[int]:
    """The first of each statement, so many of them."""
    kept: dict[int, int] = {}
    for at in order:
        kept.setdefault(int(place[at]), int(at))
        if len(kept) == most:
            break
    return list(kept.values())


def _told(counted: Counted, number: int, statements: tuple[str, ...], at: int, z: float, rep: float) -> Representative:
    against, place = divmod(at, len(statements))
    agree, disagree, passed = (int(table[number, place]) for table in (counted.agree, counted.disagree, counted.passed))
    return Representative(statements[place], ("agree", "disagree")[against], agree, disagree, passed, z, rep)


def _apart(k: Floats, n: Floats, j: Floats, m: Floats) -> Floats:
    """z of two shares, k of n and j of m, one added to each."""
    one, other, pooled = (k + 1) / (n + 1), (j + 1) / (m + 1), (k + j + 2) / (n + m + 2)
    spread = np.sqrt(pooled * np.maximum(1 - pooled, 0) * (1 / (n + 1) + 1 / (m + 1)))
    return np.asarray(np.divide(one - other, spread, out=np.zeros_like(spread), where=spread > 0))


def consensus(counted: Counted, statements: tuple[str, ...]) -> list[Valued]:
    """Group-informed consensus: the product over groups of the share that votes so, each above a half. Highest first.

    A large group cannot outvote a small one: what one group is against is never a consensus.
    """
    found: list[tuple[int, Valued]] = []
    voted = counted.voted
    for direction, table in (("agree", counted.agree), ("disagree", counted.disagree)):
        shares = (table + 1) / (voted + 2)
        values = shares.prod(axis=0)
        agreed = (shares > 0.5).all(axis=0) & (voted > 0).all(axis=0)
        found += [(int(at), Valued(statements[at], float(values[at]), direction)) for at in np.flatnonzero(agreed)]
    return _highest(found)


def divisive(counted: Counted, statements: tuple[str, ...], *, most: int = 2 * MOST) -> list[Valued]:
    """The largest difference between two groups' shares that agree, where it is sure at 90 %. Largest first."""
    if len(counted.agree) < 2:
        return []
    voted = counted.voted
    shares = (counted.agree + 1) / (voted + 2)
    top, low = shares.argmax(axis=0), shares.argmin(axis=0)
    across = np.arange(len(statements))
    gap = shares[top, across] - shares[low, across]
    z = _apart(counted.agree[top, across], voted[top, across], counted.agree[low, across], voted[low, across])
    sure = np.flatnonzero(z > SURE)
    first = sure[np.lexsort((sure, -np.round(gap[sure], 9)))][:most]
    return [Valued(statements[at], float(gap[at]), "agree") for at in first]


def _highest(found: list[tuple[int, Valued]]) -> list[Valued]:
    """Highest value first, and among equals the first statement."""
    return [each for _at, each in sorted(found, key=lambda pair: (-round(pair[1].value, 9), pair[0]))]
