"""Elections for the tests: made by hand, and drawn."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import strategies as some

from commonground.budgeting import BallotBox, Election, Index, Kind, Project, Terms, allocate

EVERY_RULE = [
    *(("greedy", satisfaction, "none") for satisfaction in ("cost", "cardinality", "additive")),
    ("phragmen", "cost", "none"),
    *product(["equal-shares"], ["cost", "cardinality", "additive"], ["none", "add1", "greedy", "add1-greedy"]),
]


def election(
    costs: Sequence[Any],
    ballots: Sequence[Any],
    budget: Any,
    *,
    kind: Kind = "approval",
    categories: Sequence[tuple[str, ...]] = (),
) -> Election:
    """Projects A, B, C, …; a ballot is a text of their names, or {name: points}."""
    names = "ABCDEFGHIJKLMNOP"
    projects = [
        Project(names[at], cost, categories=categories[at] if categories else ()) for at, cost in enumerate(costs)
    ]
    box = BallotBox(projects, kind)
    for ballot in ballots:
        box.add(list(ballot), list(ballot.values()) if isinstance(ballot, dict) else [])
    return Election(tuple(projects), budget, kind, box.ballots, box.cast, box.points)


def winners(made: Election, terms: Terms) -> str:
    return "".join(made.projects[p].id for p in allocate(Index(made), terms).winners)


@some.composite
def elections(draw: some.DrawFn, units: Sequence[Any] = (1, 1, Fraction(1, 4), 1000003)) -> Election:
    kind = draw(some.sampled_from(("approval", "cumulative", "scoring", "ordinal")))
    number = draw(some.integers(1, 6))
    # Few different costs and points, so that ties are many; and at times decimals, so that money is no whole number.
    unit = draw(some.sampled_from(units))
    costs = [unit * each for each in draw(some.lists(some.integers(1, 6), min_size=number, max_size=number))]
    some_projects = some.lists(some.sampled_from("ABCDEF"[:number]), unique=True, max_size=number)
    points = some.sampled_from([0, 1, 1, 2, 3, Fraction(1, 2)])
    ballots = draw(
        some.lists(
            some_projects
            if kind in ("approval", "ordinal")
            else some.dictionaries(some.sampled_from("ABCDEF"[:number]), points, max_size=number),
            min_size=1,
            max_size=8,
        )
    )
    times = draw(some.integers(1, 3))
    sorts = draw(some.lists(some.sampled_from([(), ("park",), ("road",), ("park", "road")]), min_size=6, max_size=6))
    return election(costs, ballots * times, unit * draw(some.integers(0, 20)), kind=kind, categories=sorts)
