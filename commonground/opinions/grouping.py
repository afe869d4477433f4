"""Groups of people who stand near each other on the map.

k-means (Lloyd, IEEE Transactions on Information Theory 28, 1982) from many fixed beginnings; how many groups is said by the
mean silhouette (Rousseeuw, Journal of Computational and Applied Mathematics 20, 1987), from 2 to 5. Large conversations are
first gathered in at most 100 places, weighted by their people, as Polis does; the groups are then settled on all people.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonground.opinions.votes import Floats, Places

MOST_GROUPS = 5
_PLACES = 100
_BEGINNINGS = 12
_ROUNDS = 100


@dataclass(frozen=True)
class Grouping:
    """group, shape (people,): 0 is the largest. centres, shape (groups, 2). silhouette is None with one group."""

    group: Places
    centres: Floats
    silhouette: float | None

    @property
    def sizes(self) -> list[int]:
        return [int(each) for each in np.bincount(self.group, minlength=len(self.centres))]


def group_people(
    points: Floats,
    *,
    weights: Floats | None = None,
    groups: int | None = None,
    smallest: int = 1,
    near: Floats | None = None,
) -> Grouping:
    """Groups of points, shape (people, 2).

    groups: so many, instead of what the silhouette says. smallest: no group is smaller; there are fewer groups instead.
    near: centres of earlier groups, one more beginning, so that groups do not jump while people vote.
    """
    people = np.ones(len(points)) if weights is None else weights
    places, many = _gather(points, people)
    distinct = len(np.unique(places, axis=0))
    wanted = [groups] if groups else list(range(2, MOST_GROUPS + 1))
    found = []
    for count in wanted:
        if count <= distinct:
            centres = _best(places, many, count, near)
            at = _nearest(points, centres)
            centres, at = _settle(points, people, centres)
            if min(np.bincount(at, people, count)) >= smallest:
                found.append((_silhouette(places, many, _nearest(places, centres)), centres, at))
    if not found:
        if groups and groups > 1 and distinct > 1:
            return group_people(points, weights=weights, groups=groups - 1, smallest=smallest, near=near)
        middle = np.average(points, axis=0, weights=people)[None, :] if len(points) else np.zeros((1, 2))
        return Grouping(np.zeros(len(points), np.intp), middle, None)
    score, centres, at = max(found, key=lambda each: each[0])
    return _largest_first(centres, at, people, score)


def agreement(one: Places, other: Places, weights: Floats | None = None) -> float:
    """The adjusted Rand index of two groupings: 1 the same, 0 as chance would have it (Hubert and Arabie, 1985)."""
    people = np.ones(len(one)) if weights is None else weights
    table = np.zeros((int(one.max()) + 1, int(other.max()) + 1))
    np.add.at(table, (one, other), people)

    def pairs(counts: Floats) -> float:
        return float((counts * (counts - 1) / 2).sum())

    both, left, right, all_pairs = pairs(table), pairs(table.sum(1)), pairs(table.sum(0)), pairs(table.sum())
    chance = left * right / all_pairs if all_pairs else 0.0
    most = (left + right) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)


def _gather(points: Floats, people: Floats) -> tuple[Floats, Floats]:
    """At most so many places with their weights: points that are near each other, by a grid that halves its cells."""
    if len(points) <= _PLACES:
        return points, people
    low, high = points.min(axis=0), points.max(axis=0)
    size = np.maximum(high - low, 1e-12)
    cells = int(np.sqrt(_PLACES)) * 4
    while True:
        grid = np.minimum(((points - low) / size * cells).astype(np.intp), cells - 1)
        _cells, at = np.unique(grid[:, 0] * cells + grid[:, 1], return_inverse=True)
        if at.max() < _PLACES or cells == 1:
            break
        cells = max(1, cells * 4 // 5)
    many: Floats = np.asarray(np.bincount(at, people), np.float64)
    middles: Floats = np.stack([np.bincount(at, people * points[:, axis]) for axis in range(points.shape[1])], axis=1)
    kept = many > 0
    return middles[kept] / many[kept, None], many[kept]


def _best(places: Floats, many: Floats, count: int, near: Floats | None) -> Floats:
    """The centres of least spread over all beginnings. These are drawn from a fixed sequence, so they are always the same."""
    rng = np.random.default_rng(17)
    starts = [_spread_out(places, many, count, rng) for _try in range(_BEGINNINGS)]
    if near is not None and len(near) == count:
        starts.append(near)
    tried = [_settle(places, many, start) for start in starts]
    spreads = [float((many * ((places - centres[at]) ** 2).sum(axis=1)).sum()) for centres, at in tried]
    return tried[int(np.argmin(np.round(spreads, 9)))][0]


def _spread_out(places: Floats, many: Floats, count: int, rng: np.random.Generator) -> Floats:
    """A beginning by k-means++ (Arthur and Vassilvitskii, SODA 2007): each centre likelier the further from the others."""
    chosen = [places[_draw(many, rng)]]
    for _next in range(count - 1):
        far = ((places[:, None] - np.array(chosen)) ** 2).sum(axis=2).min(axis=1) * many
        chosen.append(places[_draw(far if far.sum() > 0 else many, rng)])
    return np.array(chosen)


def _draw(chances: Floats, rng: np.random.Generator) -> int:
    return min(int(np.searchsorted(np.cumsum(chances), rng.random() * chances.sum(), "right")), len(chances) - 1)


def _nearest(points: Floats, centres: Floats) -> Places:
    return np.asarray(((points[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1))


def _settle(points: Floats, people: Floats, centres: Floats) -> tuple[Floats, Places]:
    """Each point to its nearest centre, each centre to the middle of its points, until nothing moves."""
    at = _nearest(points, centres)
    for _round in range(_ROUNDS):
        many = np.bincount(at, people, len(centres))
        sums = np.stack([np.bincount(at, people * points[:, axis], len(centres)) for axis in range(2)], axis=1)
        moved = np.where(many[:, None] > 0, sums / np.maximum(many, 1e-300)[:, None], centres)
        now = _nearest(points, moved)
        centres, same = moved, np.array_equal(now, at)
        at = now
        if same:
            break
    return centres, at


def _silhouette(places: Floats, many: Floats, at: Places) -> float:
    """The mean over people of (b - a) / max(a, b): a is the mean distance within one's group, b to the nearest other."""
    apart = np.sqrt(((places[:, None] - places) ** 2).sum(axis=2))
    count = int(at.max()) + 1
    member = np.zeros((len(places), count))
    member[np.arange(len(places)), at] = many
    sums, sizes = apart @ member, member.sum(axis=0)
    own = sizes[at]
    within = sums[np.arange(len(places)), at] / np.maximum(own - 1, 1)
    others = np.where(sizes > 0, sums / np.maximum(sizes, 1e-300), np.inf)
    others[np.arange(len(places)), at] = np.inf
    nearest = others.min(axis=1)
    most = np.maximum(within, nearest)
    # Somebody alone in a group, or with no other group, stands neither well nor badly.
    fine = (own > 1) & np.isfinite(most) & (most > 0)
    score = np.where(fine, nearest - within, 0.0) / np.where(fine, most, 1.0)
    return float((score * many).sum() / many.sum())


def _largest_first(centres: Floats, at: Places, people: Floats, score: float) -> Grouping:
    sizes = np.bincount(at, people, len(centres))
    order = sorted(range(len(centres)), key=lambda each: (-sizes[each], *centres[each]))
    place = np.empty(len(order), np.intp)
    place[order] = np.arange(len(order))
    return Grouping(place[at], centres[order], score)
