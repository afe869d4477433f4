"""Invented pools of volunteers as hard as the published ones, by a fixed recipe and a fixed seed.

A population of 200,000 has four latent classes; each class has its own share of every value of a feature (drawn from a
Dirichlet distribution, mixed half with a share common to all), so that features hang together as they do in life. Volunteers come
forward unequally: each value of a feature makes a person more or less likely to. Quotas are the population's share of the
panel, rounded down and up, loosened by the slack; a minimum never asks for more people than the pool has. A pool is
accepted only if some panel meets the quotas.
"""

from dataclasses import dataclass

import numpy as np

from commonground.sortition import Pool, Quota, find_panel

POPULATION = 200_000
CLASSES = 4


@dataclass(frozen=True)
class Recipe:
    """people in the pool, places on the panel, how unequally people volunteer, room in each quota, values a feature."""

    people: int
    places: int
    bias: float
    slack: int
    levels: tuple[int, ...]


RECIPES = {
    "hd": Recipe(239, 30, 0.7, 0, (2, 5, 4, 3, 6, 2, 3)),
    "obf": Recipe(321, 30, 0.7, 0, (2, 6, 4, 3, 5, 2, 3, 4)),
    "sf_d": Recipe(404, 40, 0.7, 0, (2, 6, 4, 3, 8, 3)),
    "cca": Recipe(825, 75, 1.0, 1, (3, 5, 26, 4)),
    "sf_e": Recipe(1727, 110, 0.7, 1, (2, 6, 5, 4, 11, 3, 3)),
    "wide": Recipe(2000, 200, 0.5, 1, (2, 6, 9)),
}


def pool(name: str, seed: int = 1) -> tuple[Pool, tuple[Quota, ...], int]:
    """(pool, quotas, places) of a recipe. The seed is moved on until some panel meets the quotas."""
    recipe = RECIPES[name]
    for attempt in range(200):
        people, quotas = _made(recipe, np.random.default_rng([seed, attempt]))
        if find_panel(people, quotas, recipe.places) is not None:
            return people, quotas, recipe.places
    raise ValueError(f"No pool of the recipe {name} has a panel.")


def _made(recipe: Recipe, rng: np.random.Generator) -> tuple[Pool, tuple[Quota, ...]]:
    classes = rng.choice(CLASSES, size=POPULATION, p=rng.dirichlet(np.full(CLASSES, 4.0)))
    columns, weight = [], np.zeros(POPULATION)
    for levels in recipe.levels:
        common = rng.dirichlet(np.full(levels, 2.0))
        shares = 0.5 * common + 0.5 * rng.dirichlet(np.full(levels, 1.0), size=CLASSES)
        column = (rng.random((POPULATION, 1)) > np.cumsum(shares, axis=1)[classes]).sum(axis=1).clip(max=levels - 1)
        columns.append(column)
        weight += rng.normal(0.0, recipe.bias, size=levels)[column]
    # Gumbel's trick: the largest of log-weight plus noise is a draw without replacement by weight.
    came = np.sort(np.argsort(-(weight + rng.gumbel(size=POPULATION)))[: recipe.people])
    features = tuple(f"feature {at + 1}" for at in range(len(recipe.levels)))
    quotas = []
    for feature, levels, column in zip(features, recipe.levels, columns, strict=True):
        share = np.bincount(column, minlength=levels) / POPULATION * recipe.places
        supply = np.bincount(column[came], minlength=levels)
        for value in range(levels):
            low = min(max(0, int(np.floor(share[value])) - recipe.slack), int(supply[value]))
            high = int(np.ceil(share[value])) + recipe.slack
            quotas.append(Quota(feature, f"value {value + 1}", low, high))
    values = tuple(tuple(f"value {column[person] + 1}" for column in columns) for person in came)
    ids = tuple(f"p{number + 1}" for number in range(recipe.people))
    return Pool(ids, features, values), tuple(quotas)
