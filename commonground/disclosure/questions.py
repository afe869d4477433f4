"""Several questions of the same people made safe together, though each is searched by itself.

Nearly everyone answers nearly every question, so what one table tells about the size of a group holds for the
next. One system of everything would be sound and too slow. Instead the sizes of groups come first, as a system
of their own. The search for what to hide of them leaves worlds: backdrops, in which some group is smaller or
larger than it is. Then each question is searched so that every backdrop stays possible, and each of its own
wishes is granted before one of them. Worlds of different questions before the same backdrop fit together, so
nothing that is left open for one question is closed by another.

Questions whose options are nearly the same people (a follow-up asked only of those who chose an option) are one
system.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from commonground.disclosure.alike import Alike
from commonground.disclosure.audit import audit
from commonground.disclosure.hiding import NOT_SHARED, Hiding, Shared
from commonground.disclosure.linked import protect_tables, published_so
from commonground.disclosure.profiles import Profile
from commonground.disclosure.tables import Exposed, KnownExactly, Past, ProtectedTable, Table, nothing
from commonground.disclosure.truth import truth_of
from commonground.disclosure.worlds import Ref, Relation


@dataclass(frozen=True)
class Cuts:
    """Everything that is published at one date, in true counts, and how it hangs together.

    `links` are relations that readers know, as for `protect_tables`; `alike` says which crowds are nearly the
    same, and the tables behind are of the few by whom they differ.
    """

    tables: tuple[Table, ...]
    links: tuple[Relation, ...] = ()
    alike: tuple[Alike, ...] = ()


@dataclass(frozen=True)
class Earlier:
    """Cuts that were published before, and which of their counts were hidden then (written without dates)."""

    cuts: Cuts
    hidden: frozenset[Ref]


@dataclass(frozen=True)
class Protected:
    """The tables that readers get, and what an attack on them found: nothing, as it should be."""

    tables: tuple[ProtectedTable, ...]
    exposed: tuple[Exposed, ...]


def protect_questions(
    cuts: Cuts, *, profile: Profile, earlier: Sequence[Earlier] = (), known_exactly: KnownExactly = nothing
) -> Protected:
    """Make all tables of some questions safe to publish together, and after what was published before.

    The profile, earlier publications and what an insider knows exactly are as for `protect_tables`.
    """
    systems, sizes = _plan([*(each.cuts for each in earlier), cuts])
    shared = _settled(sizes, cuts, _pasts(sizes, earlier, profile), profile, known_exactly) if sizes else NOT_SHARED
    tables: list[ProtectedTable] = []
    exposed: list[Exposed] = []
    for system in systems:
        now, links = system.part_of(cuts)
        if not now:
            continue
        pasts = _pasts(system, earlier, profile)
        publication = protect_tables(
            now,
            profile=profile,
            links=links,
            earlier=pasts,
            known_exactly=known_exactly,
            shared=shared.only(system.questions),
        )
        tables += publication.tables
        exposed += audit(now, publication, profile, links=links, earlier=pasts, known_exactly=known_exactly)
    return Protected(tuple(tables), tuple(exposed))


@dataclass(frozen=True)
class _System:
    """Questions to be protected as one, with what makes their crowds alike; or of those the sizes of groups alone."""

    questions: Set[str]
    alike: Set[Alike]
    sizes_alone: bool = False

    def part_of(self, cuts: Cuts) -> tuple[tuple[Table, ...], tuple[Relation, ...]]:
        alike = {each.name: each for each in cuts.alike if each in self.alike}
        tables = [table for table in cuts.tables if table.question in self.questions or table.question in alike]
        links = [
            relation
            for table in tables
            if table.question in alike
            for relation in alike[table.question].relations(table.by, len(table.group_bases()))
        ]
        if self.sizes_alone:
            return tuple(t if t.behind else replace(t, counts=(), bases=t.group_bases()) for t in tables), tuple(links)
        links += [link for link in cuts.links if {ref.question for ref in link.refs} <= self.questions]
        return tuple(tables), tuple(links)


def _plan(dates: Sequence[Cuts]) -> tuple[list[_System], _System | None]:
    """The systems of questions, and the one of the sizes of groups that they share, if they do."""
    alike = list(dict.fromkeys(each for cuts in dates for each in cuts.alike))
    # Who was asked a follow-up is a crowd of the question before: not a size to settle apart from it.
    follow_ups = {each.crowd[0] for each in alike if not each.bases_alone and each.crowd[1] is None}
    of_bases = {each for each in alike if each.bases_alone and not each.questions & follow_ups}
    ties: list[Set[str]] = [{table.question} for cuts in dates for table in cuts.tables if not table.behind]
    ties += [{ref.question for ref in link.refs} for cuts in dates for link in cuts.links]
    ties += [each.questions for each in alike if each not in of_bases]
    groups = _joined(ties)
    within = {each for each in of_bases if any(each.questions <= group for group in groups)}
    if within == of_bases:
        return [_System(group, {each for each in alike if each.questions <= group}) for group in groups], None
    sizes = _System({question for each in of_bases for question in each.questions}, of_bases, sizes_alone=True)
    return [
        _System(group, {each for each in alike if each.questions <= group and each not in of_bases}) for group in groups
    ], sizes


def _joined(ties: Iterable[Set[str]]) -> list[Set[str]]:
    """Names that are tied, by however many ties, in the order in which they first appear."""
    group_of: dict[str, set[str]] = {}
    for tie in ties:
        merged = set(tie).union(*(group_of[name] for name in tie if name in group_of))
        for name in merged:
            group_of[name] = merged
    found: list[Set[str]] = []
    for group in group_of.values():
        if group not in found:
            found.append(group)
    return found


def _pasts(system: _System, earlier: Sequence[Earlier], profile: Profile) -> tuple[Past, ...]:
    """What was published of a system, as it was published."""
    pasts: tuple[Past, ...] = ()
    for date, each in enumerate(earlier):
        tables, links = system.part_of(each.cuts)
        hidden = {
            ref._replace(date=date)
            for table in tables
            if not table.behind
            for ref in table.refs()
            if ref in each.hidden
        }
        publication = published_so(tables, hidden, profile=profile, links=links, earlier=pasts)
        pasts += (Past(tables, publication, links),)
    return pasts


def _settled(
    sizes: _System, cuts: Cuts, pasts: Sequence[Past], profile: Profile, known_exactly: KnownExactly
) -> Shared:
    """Which sizes of groups are hidden, and the backdrops for all that is searched after.

    Date by date: worlds of a later date stand before a backdrop of the date before, because that is what was
    published then leaves possible.
    """
    tables, links = sizes.part_of(cuts)
    dates = [*((past.tables, past.links) for past in pasts), (tables, links)]
    shared = NOT_SHARED
    for date, (of_date, links_of_date) in enumerate(dates):
        truth = truth_of(of_date, profile, links_of_date, pasts[:date])
        search = Hiding(truth, known_exactly, replace(shared, hidden=frozenset()))
        if profile.secondary:
            search.run()
        shared = search.outcome()
    return shared
