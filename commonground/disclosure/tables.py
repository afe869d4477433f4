"""A question by a characteristic: the true table that goes in, and the one that readers get."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from commonground.disclosure.counts import HIDDEN, Cell, shown_cell
from commonground.disclosure.profiles import Profile
from commonground.disclosure.worlds import Range, Ref, Relation, Worlds

KnownExactly = Callable[[Ref], bool]
"""Which counts a second reader, an insider, knows as they are: who reads answers counts them without any table."""


def nothing(_ref: Ref) -> bool:
    """What somebody knows exactly who has only what is published."""
    return False


@dataclass(frozen=True)
class Table:
    """One question by one characteristic, in true counts of people.

    `counts[option][group]`. `bases[group]` is people of the group who answered; it may be left out when
    each gave one answer. With `exclusive`, people of the base beyond the counts are protected as an option
    that is not shown. Every person has one group, so a group for "not known" belongs in the table:
    tables of one question then agree on its totals.

    A table `behind` what is published is never shown and not protected for its own sake. It is there so that
    links can be said with it: the few people by whom two crowds differ that are nearly the same.
    """

    question: str
    by: str
    counts: tuple[tuple[int, ...], ...]
    bases: tuple[int, ...] | None = None
    exclusive: bool = True
    behind: bool = False

    def group_bases(self) -> tuple[int, ...]:
        if self.bases is not None:
            return self.bases
        if not self.exclusive:
            raise ValueError(f"{self.question} by {self.by}: several choices need bases")
        return tuple(sum(column) for column in zip(*self.counts, strict=True))

    def refs(self) -> tuple[Ref, ...]:
        """Every count of the table that may be shown: cells, totals of options, bases of groups, the base."""
        groups, options = range(len(self.group_bases())), range(len(self.counts))
        return (
            *(Ref(self.question, option, self.by, group) for option in options for group in groups),
            *(Ref(self.question, option) for option in options),
            *(Ref(self.question, None, self.by, group) for group in groups),
            Ref(self.question),
        )


@dataclass(frozen=True)
class ProtectedTable:
    """One table as published: `cells[option][group]`, `totals[option]`, `bases[group]` and `base`."""

    question: str
    by: str
    cells: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...]
    bases: tuple[int | None, ...]
    base: int | None


@dataclass(frozen=True)
class Publication:
    """What is published at one date, and all that a reader then knows (earlier dates included).

    `known` gives the range of each count that follows from its own publication or suppression alone;
    it holds no true count that is not published. `hidden` is what is not shown of this date.
    """

    tables: tuple[ProtectedTable, ...]
    profile: str
    date: int
    hidden: frozenset[Ref]
    known: Mapping[Ref, Range]
    relations: tuple[Relation, ...]
    _worlds: list[Worlds] = field(default_factory=list, repr=False, compare=False)

    def worlds(self) -> Worlds:
        if not self._worlds:
            self._worlds.append(Worlds(self.known, self.relations))
        return self._worlds[0]


@dataclass(frozen=True)
class Past:
    """An earlier publication, with the true tables and the links that it was made from."""

    tables: tuple[Table, ...]
    publication: Publication
    links: tuple[Relation, ...] = ()


@dataclass(frozen=True)
class Exposed:
    """A count that a reader can place more tightly than the profile promises."""

    ref: Ref
    low: float
    high: float
    reader: str = "public"


def as_shown(
    tables: Sequence[Table], profile: Profile, hidden: frozenset[Ref], date: int
) -> tuple[ProtectedTable, ...]:
    """The tables that readers get, with nothing in them that is hidden."""
    return tuple(_as_shown(table, profile, hidden, date) for table in tables if not table.behind)


def _as_shown(table: Table, profile: Profile, hidden: frozenset[Ref], date: int) -> ProtectedTable:
    question, by = table.question, table.by
    true_bases = table.group_bases()

    def shown(ref: Ref, count: int) -> int | None:
        return None if ref in hidden else profile.shown(count)

    def cell(ref: Ref, count: int, base: int | None) -> Cell:
        return HIDDEN if ref in hidden else shown_cell(profile.shown(count), base)

    bases = tuple(shown(Ref(question, None, by, g, date), base) for g, base in enumerate(true_bases))
    base = shown(Ref(question, None, None, None, date), sum(true_bases))
    return ProtectedTable(
        question=question,
        by=by,
        cells=tuple(
            tuple(cell(Ref(question, o, by, g, date), count, bases[g]) for g, count in enumerate(row))
            for o, row in enumerate(table.counts)
        ),
        totals=tuple(cell(Ref(question, o, None, None, date), sum(row), base) for o, row in enumerate(table.counts)),
        bases=bases,
        base=base,
    )
