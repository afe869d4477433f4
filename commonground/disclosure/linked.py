"""A fixed set of cuts made safe together: the same questions by several characteristics, date after date.

Tables that share totals give each other's hidden counts away, so they are protected as one system (see
`disclosure.worlds`). Whatever is hidden for its own sake, and everything that a reader could reckon from
the rest (people who did not choose an option, people left over, people who came since the last time), is
asked after in turn, and the cheapest further counts are hidden until every answer is wide enough.

Needs scipy; import it by name from where it runs, in the worker.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from commonground.disclosure.hiding import NOT_SHARED, Hiding, Shared
from commonground.disclosure.profiles import Profile
from commonground.disclosure.tables import KnownExactly, Past, Publication, Table, as_shown, nothing
from commonground.disclosure.truth import Truth, truth_of
from commonground.disclosure.worlds import Ref, Relation


def protect_tables(
    tables: Sequence[Table],
    *,
    profile: Profile,
    links: Sequence[Relation] = (),
    earlier: Sequence[Past] = (),
    known_exactly: KnownExactly = nothing,
    shared: Shared = NOT_SHARED,
) -> Publication:
    """Make a set of tables safe to publish together, and after what was published before.

    `links` are further relations between counts of these tables that readers know, written without dates.
    `earlier` is every publication so far of the same tables under the same profile, oldest first.
    `known_exactly` says which counts an insider knows besides all that is published, at every date; from that
    reader too every small count keeps the interval of the profile, as far as such knowledge leaves it.

    Where any count has fallen since the last publication, readers of publications cannot tell who came from
    who left; but no count is shown to have fallen by a few, which would tell about whoever is known to have
    left.

    Raises ValueError when tables contradict each other, a link does not hold, or the cuts have changed.
    """
    truth = truth_of(tables, profile, links, earlier)
    search = Hiding(truth, known_exactly, shared)
    if profile.secondary:
        search.run()
    return _publication(tables, truth, search.hidden, earlier)


def published_so(
    tables: Sequence[Table],
    hidden: Set[Ref],
    *,
    profile: Profile,
    links: Sequence[Relation] = (),
    earlier: Sequence[Past] = (),
) -> Publication:
    """The publication of tables of which just these counts were hidden, whoever decided it."""
    return _publication(tables, truth_of(tables, profile, links, earlier), frozenset(hidden), earlier)


def _publication(tables: Sequence[Table], truth: Truth, hidden: frozenset[Ref], earlier: Sequence[Past]) -> Publication:
    before = earlier[-1].publication if earlier else None
    return Publication(
        as_shown(tables, truth.profile, hidden, truth.date),
        truth.profile.id,
        truth.date,
        hidden,
        {**(before.known if before else {}), **truth.known(hidden)},
        (*(before.relations if before else ()), *truth.relations),
    )
