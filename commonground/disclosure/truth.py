"""The true counts of some tables, and how every reader knows that they hang together.

Besides what is in a table there is what follows from it: people who did not choose an option, people of the
base in none of the options shown, people who came since the publication before, and people who left. They
are counts like any other, but never published.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Literal

from commonground.disclosure.profiles import Profile
from commonground.disclosure.tables import Past, Publication, Table
from commonground.disclosure.worlds import Range, Ref, Relation

# A group of fewer people than this is too small to be cut by answers, whatever the threshold.
LEAST_GROUP = 10

# The option of those in the base who are in none of the counts shown.
LEFT_OVER = -1


def truth_of(
    tables: Sequence[Table], profile: Profile, links: Iterable[Relation] = (), earlier: Sequence[Past] = ()
) -> Truth:
    """The true counts of tables, and of all earlier ones that readers can relate to them.

    Raises ValueError when tables contradict each other, a link does not hold, or the cuts have changed.
    """
    truth = Truth(profile, len(earlier))
    for table in tables:
        truth.add(table)
    for link in links:
        truth.link(link)
    if earlier:
        last = earlier[-1]
        truth.follow(truth_of(last.tables, profile, last.links, earlier[:-1]), last.publication)
    truth.check()
    return truth


class Truth:
    """True counts by reference, with the relations that readers know."""

    def __init__(self, profile: Profile, date: int) -> None:
        self.profile = profile
        self.date = date
        self.counts: dict[Ref, int] = {}
        self.counts_before: dict[Ref, int] = {}
        self.before: Publication | None = None
        # A dictionary keeps the order and tells a relation that is there already.
        self.relations: dict[Relation, None] = {}
        # Counts that are never published: a reader knows of them only what follows.
        self.unpublished: set[Ref] = set()
        # Tables that are there for links only, at whichever date.
        self.behind: set[str] = set()
        # Cells of an option or a group of too few people, and those that have fallen by a few: all are
        # hidden, zeros too, because zeros that are shown say how many people there are at least.
        self.too_few: set[Ref] = set()
        # Rows, columns, margins. Where zeros are shown, a hidden count is not a zero, unless its line is hidden whole.
        self.lines: dict[tuple[Ref, ...], None] = {}
        # Counts that have fallen by a few since the last publication, with what they were then.
        self.fallen: dict[Ref, int] = {}
        # Whether a reader of the publications cannot tell who came from who left.
        self.some_left = False
        # Questions with one answer a person.
        self._exclusive: set[str] = set()

    @property
    def everything(self) -> dict[Ref, int]:
        """Counts of all dates, the earlier ones first."""
        return {**self.counts_before, **self.counts}

    def add(self, table: Table) -> None:
        if table.behind:
            self._add_behind(table)
            return
        question, by, date = table.question, table.by, self.date
        bases = table.group_bases()
        if any(len(row) != len(bases) for row in table.counts):
            raise ValueError(f"{question} by {by}: rows of different lengths")
        rows = dict(enumerate(table.counts))
        # An option alone is a yes/no question, whichever kind it was asked as.
        exclusive = table.exclusive or len(rows) == 1
        if exclusive and rows:
            self._exclusive.add(question)
            left_over = tuple(
                base - sum(column) for base, column in zip(bases, zip(*table.counts, strict=True), strict=True)
            )
            if any(left_over):
                rows[LEFT_OVER] = left_over
        groups = range(len(bases))
        base = Ref(question, None, None, None, date)
        group_bases = tuple(Ref(question, None, by, g, date) for g in groups)
        options = {o: tuple(Ref(question, o, by, g, date) for g in groups) for o in rows}
        totals = {o: Ref(question, o, None, None, date) for o in rows}
        self._set(base, sum(bases))
        self._set_all(group_bases, bases)
        self.relate(base, group_bases)
        for option, row in rows.items():
            self._set(totals[option], sum(row))
            self._set_all(options[option], row)
            self.relate(totals[option], options[option])
            if self.profile.is_small(sum(row)):
                self.too_few.update(options[option])
        columns = tuple(zip(*options.values(), strict=True))
        for count, cells in zip(bases, columns, strict=False):
            if 0 < count < LEAST_GROUP and self.profile.threshold:
                self.too_few.update(cells)
        if self.profile.is_small(sum(bases)):
            self.too_few.update(group_bases, totals.values(), *options.values())
        if LEFT_OVER in rows:
            self.unpublished.update(options[LEFT_OVER], [totals[LEFT_OVER]])
        shown = [options[o] for o in range(len(table.counts))]
        margins = (tuple(totals[o] for o in range(len(shown))), group_bases, (base,))
        self.lines.update(dict.fromkeys((*shown, *zip(*shown, strict=True), *margins)))
        for within, parts in ((base, tuple(totals.values())), *zip(group_bases, columns, strict=False)):
            if not parts:
                continue
            if exclusive:
                self.relate(within, parts)
            else:
                self._several_choices(within, parts)

    def _add_behind(self, table: Table) -> None:
        self.behind.add(table.question)
        for option, row in enumerate(table.counts):
            refs = tuple(Ref(table.question, option, table.by, g, self.date) for g in range(len(row)))
            total = Ref(table.question, option, None, None, self.date)
            self._set_all(refs, row)
            self._set(total, sum(row))
            self.relate(total, refs)
            self.unpublished.update(refs, [total])

    def _several_choices(self, base: Ref, options: tuple[Ref, ...]) -> None:
        for option in options:
            rest = option._replace(kind="rest")
            self._set(rest, self.counts[base] - self.counts[option])
            self.unpublished.add(rest)
            self.relate(base, (option, rest))
        # That everyone in the base chose something is known to a reader, unless the counts deny it.
        if sum(self.counts[option] for option in options) >= self.counts[base]:
            self.relate(base, options, "cover")

    def link(self, link: Relation) -> None:
        """A relation that readers know besides. It is written without dates."""
        dated = [ref._replace(date=self.date) for ref in link.refs]
        parts = dated[1 + len(link.besides) :]
        relation = Relation(dated[0], tuple(parts), link.kind, besides=tuple(dated[1 : 1 + len(link.besides)]))
        self.relations[relation] = None

    def follow(self, last: Truth, publication: Publication) -> None:
        """Tie each count to the same count at the last publication: who stayed, who left, and who is new.

        While nothing falls, readers know that nobody left. Otherwise they cannot tell who is new from who
        left; but whoever reads answers sees which answers are gone. Of what can have happened, it is taken
        that as many stayed as possible: that ties the dates most tightly.
        """
        if publication.profile != self.profile.id or not set(publication.known) >= set(last.counts):
            raise ValueError("what was published before had other cuts or another profile")
        self.before = publication
        self.counts_before = last.everything
        self.behind |= last.behind
        pairs = {
            ref: before
            for ref in self.counts
            if ref.kind == "count"
            and ref.question not in self.behind
            and (before := ref._replace(date=last.date)) in last.counts
        }
        then = {ref: last.counts[before] for ref, before in pairs.items()}
        self.some_left = any(count > self.counts[ref] for ref, count in then.items())
        for ref, count in then.items():
            if 0 < count - self.counts[ref] < self.profile.threshold:
                self.fallen[ref] = count
                if ref not in self.unpublished:
                    self.too_few.add(ref)
        if not self.some_left:
            for ref, before in pairs.items():
                self._between(ref, "new", self.counts[ref] - then[ref])
                self.relate(ref, (before, ref._replace(kind="new")))
            return
        # Where people were left over and are no more, an option is missing from the sums.
        left_over = {ref.question for ref in last.counts if ref.option == LEFT_OVER}
        left_over -= {ref.question for ref in self.counts if ref.option == LEFT_OVER}
        exclusive = self._exclusive - left_over
        for ref, stayed in _most_who_stayed(then, self.counts, exclusive).items():
            self._between(ref, "stayed", stayed)
            self._between(ref, "left", then[ref] - stayed)
            self._between(ref, "new", self.counts[ref] - stayed)
            self.relate(pairs[ref], (ref._replace(kind="stayed"), ref._replace(kind="left")))
            self.relate(ref, (ref._replace(kind="stayed"), ref._replace(kind="new")))
        for (total, _across), parts in _sums(pairs, exclusive).items():
            self.relate(total._replace(kind="stayed"), tuple(part._replace(kind="stayed") for part in parts))

    def _between(self, ref: Ref, kind: Literal["new", "left", "stayed"], count: int) -> None:
        between = ref._replace(kind=kind)
        self._set(between, count)
        self.unpublished.add(between)

    def relate(self, total: Ref, parts: tuple[Ref, ...], kind: str = "sum") -> None:
        self.relations[Relation(total, parts, "sum" if kind == "sum" else "cover")] = None

    def check(self) -> None:
        everything = self.everything
        for ref, count in self.counts.items():
            if count < 0:
                raise ValueError(f"a count is below 0 or above its base: {ref}")
        for relation in self.relations:
            if not relation.holds(everything):
                raise ValueError(f"counts do not add up: {relation.total}")

    def primary(self) -> set[Ref]:
        """What must be hidden for its own sake."""
        return {
            ref
            for ref, count in self.counts.items()
            if ref not in self.unpublished and (self.profile.is_small(count) or ref in self.too_few)
        }

    def may_be_shown(self) -> set[Ref]:
        return set(self.counts) - self.unpublished

    def is_small(self, ref: Ref) -> bool:
        """Whether a count, of whichever date, is one to protect."""
        count = self.counts[ref] if ref in self.counts else self.counts_before[ref]
        return ref.question not in self.behind and self.profile.is_small(count)

    def known(self, hidden: frozenset[Ref]) -> dict[Ref, Range]:
        """What a reader knows of each count from its own publication, or from its being hidden."""
        least = dict.fromkeys(hidden, self.profile.smallest_hidden)
        for line in self.lines:
            if hidden.issuperset(line):
                least.update(dict.fromkeys(line, 0))
        least.update(dict.fromkeys(self.fallen, 0))
        return {
            ref: (0, math.inf)
            if ref in self.unpublished
            else (least[ref], math.inf)
            if ref in hidden
            else self.profile.possible(count)
            for ref, count in self.counts.items()
        }

    def _set(self, ref: Ref, count: int) -> None:
        if self.counts.setdefault(ref, count) != count:
            raise ValueError(f"tables disagree on {ref}: {self.counts[ref]} and {count}")

    def _set_all(self, refs: Iterable[Ref], counts: Iterable[int]) -> None:
        for ref, count in zip(refs, counts, strict=True):
            self._set(ref, count)


def _sums(refs: Iterable[Ref], exclusive: Set[str]) -> dict[tuple[Ref, str], list[Ref]]:
    """Each total with its parts: across the groups of a characteristic, and across options of one answer."""
    sums: dict[tuple[Ref, str], list[Ref]] = {}
    for ref in refs:
        if ref.by is not None:
            sums.setdefault((ref._replace(by=None, group=None), ref.by), []).append(ref)
        if ref.option is not None and ref.question in exclusive:
            sums.setdefault((ref._replace(option=None), ""), []).append(ref)
    return sums


def _most_who_stayed(then: Mapping[Ref, int], now: Mapping[Ref, int], exclusive: Set[str]) -> dict[Ref, int]:
    """How many of each count can have been there at both dates, at most, so that all of it adds up.

    Tables by several characteristics have to agree on how many stayed: the fewest that one of them allows.
    """
    stayed = {ref: min(count, now[ref]) for ref, count in then.items()}
    sums = _sums(then, exclusive)
    totals = [total for total, across in sums if across]
    # Options before bases: of one answer a person, a base is the sum of its options.
    for total in sorted(dict.fromkeys(totals), key=lambda ref: ref.option is None):
        if total.option is None and total.question in exclusive:
            stayed[total] = sum(stayed[option] for option in sums[total, ""])
            for across in (across for other, across in sums if other == total and across):
                for base in sums[total, across]:
                    stayed[base] = sum(stayed[option] for option in sums[base, ""])
            continue
        parts = [parts for (other, across), parts in sums.items() if other == total and across]
        stayed[total] = min(stayed[total], *(sum(stayed[part] for part in each) for each in parts))
        for each in parts:
            over = sum(stayed[part] for part in each) - stayed[total]
            for part in each:
                less = min(over, stayed[part])
                stayed[part] -= less
                over -= less
    return stayed
