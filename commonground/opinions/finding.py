"""From votes to groups of opinion: a map of people, groups on it, what they say, and how firmly the groups stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonground.errors import Impossible, Refused
from commonground.narrating import KeepGoing, Narrator, always, quiet
from commonground.opinions.describing import Representative, Valued, consensus, count_votes, divisive, representative
from commonground.opinions.grouping import Grouping, agreement, group_people
from commonground.opinions.mapping import Map, Table, draw_map, table_of
from commonground.opinions.votes import Floats, Places, Votes

MIN_VOTES = 7
_DRAWS = 20


@dataclass(frozen=True)
class Group:
    """representative: what sets it apart, most first. members: their ids, in order."""

    size: int
    members: tuple[str, ...]
    representative: list[Representative]


@dataclass(frozen=True)
class Opinions:
    """clustered: places of the people who voted enough to be put in a group.

    consensus and divisive: statements that all groups share, and that divide them. stability: 1 where groups are the same
    whoever happened to take part, 0 where they are what chance would give; None with one group.
    """

    votes: Votes
    clustered: Places
    map: Map
    grouping: Grouping
    groups: list[Group]
    consensus: list[Valued]
    divisive: list[Valued]
    stability: float | None


def find_opinions(
    votes: Votes,
    *,
    groups: int | None = None,
    min_votes: int = MIN_VOTES,
    smallest: int = 1,
    before: Opinions | None = None,
    bootstrap: bool = True,
    say: Narrator = quiet,
    keep_going: KeepGoing = always,
) -> Opinions:
    """Find groups of opinion.

    groups: so many, instead of what the silhouette says. min_votes: with fewer votes, somebody is on the map and in no
    group (all statements are enough where there are fewer). smallest: no group is smaller, so that a few people are never
    set apart. before: what was found of earlier votes, from which this is soon reached. bootstrap: False leaves out how
    firmly the groups stand.

    Raises Refused for terms that make no sense, and Impossible where nobody can be put in a group.
    """
    _check(votes, groups, min_votes, smallest)
    who = np.flatnonzero(votes.cast >= min(min_votes, len(votes.statements)))
    if len(who) < max(2, groups or 0, smallest):
        words = f"{len(who):,} people cast {min_votes} votes or more: too few to look for groups."
        raise Impossible("too_few", words, clustered=len(who))
    say("Drawing the map", 0.0)
    same = before is not None and before.votes.statements == votes.statements
    table = table_of(votes)
    drawn = draw_map(table, who, before.map.axes if before is not None and same else None)
    say("Looking for groups", 0.5)
    near = before.grouping.centres if before is not None and same else None
    grouping = group_people(drawn.positions[who], groups=groups, smallest=smallest, near=near)
    count = len(grouping.centres)
    counted = count_votes(votes, who, grouping.group, count)
    said = representative(counted, votes.statements)
    held = [
        Group(size, tuple(votes.people[each] for each in who[grouping.group == number]), said[number])
        for number, size in enumerate(grouping.sizes)
    ]
    firm = _stability(table, who, grouping, drawn, say, keep_going) if bootstrap and count > 1 else None
    return Opinions(
        votes,
        who,
        drawn,
        grouping,
        held,
        consensus(counted, votes.statements),
        divisive(counted, votes.statements),
        firm,
    )


def _check(votes: Votes, groups: int | None, min_votes: int, smallest: int) -> None:
    if not votes.people or not votes.statements:
        raise Refused("votes.none", "There are no votes.")
    if groups is not None and groups < 1:
        raise Refused("terms.groups", f"There cannot be {groups} groups; the least is 1.")
    if min_votes < 1:
        raise Refused(
            "terms.min_votes", f"Somebody without a vote cannot be put in a group; the least is 1, not {min_votes}."
        )
    if smallest < 1:
        raise Refused("terms.smallest", f"A group of {smallest} people is none; the least is 1.")


def _stability(
    table: Table, who: Places, grouping: Grouping, drawn: Map, say: Narrator, keep_going: KeepGoing
) -> float | None:
    """The mean agreement of the groups with those of people drawn again, with replacement (Hennig, "Cluster-wise assessment
    of cluster stability", Computational Statistics and Data Analysis 52, 2007). The map is drawn again each time."""
    rng = np.random.default_rng(29)
    count = len(grouping.centres)
    found: list[float] = []
    for draw in range(_DRAWS):
        if not keep_going():
            break
        say("Seeing how firmly the groups stand", draw / _DRAWS)
        again = np.sort(rng.integers(len(who), size=len(who)))
        positions: Floats = draw_map(table, who[again], drawn.axes).positions[who]
        weights = np.bincount(again, minlength=len(who)).astype(float)
        there = weights > 0
        other = group_people(positions[there], weights=weights[there], groups=count)
        found.append(agreement(grouping.group[there], other.group))
    return float(np.mean(found)) if found else None
