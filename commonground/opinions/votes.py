"""Who voted how on what: people × statements, most of it empty.

People and statements are put in the order of their ids before anything is computed, so that the order of a file changes
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.errors import Refused

Floats = npt.NDArray[np.float64]
Cells = npt.NDArray[np.int8]
Places = npt.NDArray[np.intp]

AGREE, PASS, DISAGREE = 1, 0, -1
MISSING = 127
"""In a cell: this person has not voted on this statement."""


@dataclass(frozen=True)
class Votes:
    """cells, shape (people, statements): 1 agree, 0 pass, -1 disagree, MISSING not voted."""

    people: tuple[str, ...]
    statements: tuple[str, ...]
    cells: Cells

    @property
    def cast(self) -> Places:
        """How many votes each person cast, shape (people,)."""
        many: Places = (self.cells != MISSING).sum(axis=1)
        return many

    def without(self, statements: Iterable[str]) -> Votes:
        """Leave out statements, those moderated out for one."""
        gone = set(statements)
        kept = [at for at, each in enumerate(self.statements) if each not in gone]
        return Votes(self.people, tuple(self.statements[at] for at in kept), self.cells[:, kept])

    def later(self, records: Sequence[tuple[str, str, int]]) -> Votes:
        """With more votes, (person, statement, vote) in order of time: the last of somebody on something counts.

        Raises Refused for a vote outside -1, 0, 1, with its row.
        """
        for row, (_person, _statement, vote) in enumerate(records):
            _check(vote, row)
        people, statements = (
            _with(self.people, (person for person, _statement, _vote in records)),
            _with(self.statements, (statement for _person, statement, _vote in records)),
        )
        at = {each: place for place, each in enumerate(people)}
        on = {each: place for place, each in enumerate(statements)}
        if (people, statements) == (self.people, self.statements):
            cells = self.cells.copy()
        else:
            cells = np.full((len(people), len(statements)), MISSING, np.int8)
            cells[np.ix_([at[each] for each in self.people], [on[each] for each in self.statements])] = self.cells
        for person, statement, vote in records:
            cells[at[person], on[statement]] = vote
        return Votes(people, statements, cells)


def from_records(records: Sequence[tuple[str, str, int]]) -> Votes:
    """From (person, statement, vote) in order of time. Raises Refused for a vote outside -1, 0, 1, with its row."""
    return Votes((), (), np.empty((0, 0), np.int8)).later(records)


def from_matrix(people: Sequence[str], statements: Sequence[str], rows: Sequence[Sequence[int | None]]) -> Votes:
    """From a row for each person, None where they have not voted. Raises Refused for ids that come twice."""
    for words, ids in (("person", people), ("statement", statements)):
        seen: set[str] = set()
        for row, each in enumerate(ids):
            if each in seen:
                raise Refused(f"votes.{words}_twice", f"The {words} “{each}” comes twice.", row=row)
            seen.add(each)
    cells = np.full((len(people), len(statements)), MISSING, np.int8)
    for row, votes in enumerate(rows):
        for column, vote in enumerate(votes):
            if vote is not None:
                _check(vote, row)
                cells[row, column] = vote
    turn, across = _order(people), _order(statements)
    return Votes(tuple(people[at] for at in turn), tuple(statements[at] for at in across), cells[np.ix_(turn, across)])


def _check(vote: int, row: int) -> None:
    if vote not in (AGREE, PASS, DISAGREE):
        words = f"{vote} is no vote. Votes are 1 for agree, -1 for disagree and 0 for pass."
        raise Refused("votes.not_a_vote", words, row=row)


def _key(each: str) -> tuple[int, int, str]:
    """Whole numbers by size, before all else by letter."""
    return (0, int(each), each) if each.isascii() and each.isdigit() else (1, 0, each)


def _with(ids: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    """Ids in their order, with those that are new among ``more``."""
    new = set(more).difference(ids)
    return tuple(sorted({*ids, *new}, key=_key)) if new else ids


def _order(ids: Sequence[str]) -> list[int]:
    return sorted(range(len(ids)), key=lambda at: _key(ids[at]))
