"""Linked cuts against an attacker who knows everything published, at one date and at three."""

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonground.disclosure import PROFILES
from commonground.disclosure.audit import audit, bounds
from commonground.disclosure.linked import protect_tables
from commonground.disclosure.tables import Past, Table
from commonground.disclosure.worlds import Ref, Relation

HES, ONS, TRE, LT5 = PROFILES.values()


def tables_of(ticks, characteristics, exclusive):
    """Cut people (rows of a boolean matrix) by each characteristic: {name: (codes, groups)}."""
    return tuple(
        Table(
            "q",
            name,
            tuple(tuple(int((ticks[:, o] & (codes == g)).sum()) for g in range(groups)) for o in range(ticks.shape[1])),
            bases=tuple(int((codes == g).sum()) for g in range(groups)),
            exclusive=exclusive,
        )
        for name, (codes, groups) in characteristics.items()
    )


def people(seed, n, options, groups, exclusive):
    rng = np.random.default_rng(seed)
    shares = rng.dirichlet(np.ones(options) * 0.7)
    characteristics = {f"c{i}": (rng.choice(k, n, p=rng.dirichlet(np.ones(k))), k) for i, k in enumerate(groups)}
    if exclusive:
        ticks = np.eye(options, dtype=bool)[rng.choice(options, n, p=shares)]
    else:
        ticks = rng.random((n, options)) < shares
        ticks[:, 0] |= ~ticks.any(axis=1)
    return ticks, characteristics


def first(characteristics, n):
    return {name: (codes[:n], groups) for name, (codes, groups) in characteristics.items()}


def check_pages(tables, publication, profile):
    """What is on the page is safe in itself, and is just what the attacker of the audit is given."""

    def check(ref, count, shown):
        low, high = publication.known[ref._replace(date=publication.date)]
        if shown is None:
            assert (low, high) in {(0, math.inf), (profile.smallest_hidden, math.inf)}
        else:
            assert not profile.is_small(count)
            assert shown == profile.shown(count)
            assert (low, high) == profile.possible(count)

    for table, published in zip(tables, publication.tables, strict=True):
        for o, row in enumerate(table.counts):
            check(Ref("q", o), sum(row), published.totals[o].count)
            for g, count in enumerate(row):
                cell = published.cells[o][g]
                check(Ref("q", o, table.by, g), count, cell.count)
                assert cell.suppressed == (cell.count is None)
                assert cell.percent is None or not cell.suppressed
        for g, base in enumerate(table.bases):
            check(Ref("q", None, table.by, g), base, published.bases[g])
        check(Ref("q"), sum(table.bases), published.base)


cases = {
    "seed": st.integers(0, 2**20),
    "options": st.integers(2, 4),
    "groups": st.lists(st.integers(1, 4), min_size=1, max_size=3),
    "exclusive": st.booleans(),
    "profile": st.sampled_from(list(PROFILES.values())),
}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(n=st.integers(0, 250), **cases)
def test_no_small_count_of_linked_cuts_can_be_placed_inside_the_interval(seed, n, options, groups, exclusive, profile):
    ticks, characteristics = people(seed, n, options, groups, exclusive)
    tables = tables_of(ticks, characteristics, exclusive)
    publication = protect_tables(tables, profile=profile)
    assert audit(tables, publication, profile) == ()
    check_pages(tables, publication, profile)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(dates=st.lists(st.integers(0, 120), min_size=3, max_size=3).map(sorted), **cases)
def test_three_publications_together_give_no_small_count_away(seed, dates, options, groups, exclusive, profile):
    ticks, characteristics = people(seed, dates[-1], options, groups[:2], exclusive)
    earlier: tuple[Past, ...] = ()
    for n in dates:
        tables = tables_of(ticks[:n], first(characteristics, n), exclusive)
        publication = protect_tables(tables, profile=profile, earlier=earlier)
        assert audit(tables, publication, profile, earlier=earlier) == ()
        check_pages(tables, publication, profile)
        earlier = (*earlier, Past(tables, publication))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=4, max_size=4), st.sampled_from([HES, LT5, ONS]))
def test_bounds_are_those_of_trying_every_table(cells, profile):
    counts = ((cells[0], cells[1] + 4), (cells[2] + 4, cells[3] + 4))
    table = Table("q", "by", counts)
    publication = protect_tables([table], profile=profile)
    refs = [Ref("q", o, "by", g) for o in (0, 1) for g in (0, 1)]
    totals = {
        Ref("q", 0): (0, 1), Ref("q", 1): (2, 3), Ref("q", None, "by", 0): (0, 2),
        Ref("q", None, "by", 1): (1, 3), Ref("q"): (0, 1, 2, 3),
    }  # fmt: skip
    known, most = publication.known, 30
    worlds = np.stack(np.meshgrid(*(np.arange(known[r][0], min(known[r][1], most) + 1) for r in refs), indexing="ij"))
    fits = np.ones(worlds.shape[1:], dtype=bool)
    for total, parts in totals.items():
        reckoned = worlds[list(parts)].sum(axis=0)
        fits &= (reckoned >= known[total][0]) & (reckoned <= known[total][1])
    for ref, values in zip(refs, worlds, strict=True):
        low, high = bounds(publication, ref)
        assert (low, min(high, most)) == (values[fits].min(), values[fits].max())


def test_one_hidden_cell_takes_others_along_in_its_row_and_column():
    table = Table("q", "age", ((3, 40, 50), (30, 45, 55), (60, 70, 80)))
    published = protect_tables([table], profile=LT5).tables[0]
    hidden = [[cell.suppressed for cell in row] for row in published.cells]
    assert hidden == [[True, True, False], [True, True, False], [False, False, False]]
    assert published.base == 433
    assert not any(cell.suppressed for cell in published.totals)


def test_a_cell_hidden_in_one_cut_is_not_given_away_by_another():
    # 3 people are hidden by age; by itself the cut by sex is safe, and its totals are the same totals.
    by_age = Table("q", "age", ((3, 97), (80, 120)))
    by_sex = Table("q", "sex", ((50, 50), (90, 110)))
    publication = protect_tables([by_age, by_sex], profile=LT5)
    assert audit([by_age, by_sex], publication, LT5) == ()
    assert publication.tables[0].cells[0][0].suppressed
    assert not any(cell.suppressed for row in publication.tables[1].cells for cell in row)


def test_an_audit_finds_what_a_careless_publication_gives_away():
    careless = type(LT5)("careless", "careless", 5, None, False, False, "a test", "L")
    table = Table("q", "age", ((3, 97), (80, 120)))
    exposed = audit([table], protect_tables([table], profile=careless), LT5)
    assert [(e.ref, e.low, e.high) for e in exposed] == [(Ref("q", 0, "age", 0), 3, 3)]


def test_a_second_publication_does_not_undo_the_first():
    # Hidden at first: 3 and, to cover it, something else. A careless second choice would lay both open.
    early = (Table("q", "age", ((3, 20, 30), (30, 20, 40))),)
    late = (Table("q", "age", ((3, 40, 60), (60, 45, 80))),)
    one = protect_tables(early, profile=LT5)
    two = protect_tables(late, profile=LT5, earlier=[Past(early, one)])
    assert audit(late, two, LT5, earlier=[Past(early, one)]) == ()
    low, high = bounds(two, Ref("q", 0, "age", 0, date=0))
    assert low <= 1 and high >= 4


def test_few_newcomers_are_not_counted_out_by_subtraction():
    early = (Table("q", "age", ((50, 60), (70, 80))),)
    late = (Table("q", "age", ((52, 90), (110, 120))),)
    past = Past(early, protect_tables(early, profile=LT5))
    two = protect_tables(late, profile=LT5, earlier=[past])
    low, high = bounds(two, Ref("q", 0, "age", 0, date=1, kind="new"))
    assert high - low + 1 >= LT5.newcomers
    assert two.tables[0].cells[0][0].suppressed


def test_a_few_withdrawals_do_not_show_where_they_were():
    early = (Table("q", "age", ((50, 60), (70, 80))),)
    late = (Table("q", "age", ((49, 90), (110, 120))),)
    past = Past(early, protect_tables(early, profile=LT5))
    two = protect_tables(late, profile=LT5, earlier=[past])
    assert two.tables[0].cells[0][0].suppressed
    assert bounds(two, Ref("q", 0, "age", 0, date=1))[1] >= 50
    assert audit(late, two, LT5, earlier=[past]) == ()


def test_a_count_that_falls_to_nobody_is_hidden_like_any_other_fall():
    early = (Table("q", "age", ((3, 60), (70, 80))),)
    late = (Table("q", "age", ((0, 90), (110, 120))),)
    past = Past(early, protect_tables(early, profile=LT5))
    two = protect_tables(late, profile=LT5, earlier=[past])
    assert two.tables[0].cells[0][0].suppressed
    assert audit(late, two, LT5, earlier=[past]) == ()


def test_when_nobody_is_left_everything_is_hidden():
    early = (Table("q", "age", ((6, 0), (3, 0)), bases=(9, 0), exclusive=False),)
    late = (Table("q", "age", ((0, 0), (0, 0)), bases=(0, 0), exclusive=False),)
    past = Past(early, protect_tables(early, profile=LT5))
    two = protect_tables(late, profile=LT5, earlier=[past])
    assert audit(late, two, LT5, earlier=[past]) == ()
    check_pages(late, two, LT5)


def test_many_withdrawals_leave_dates_unrelated():
    early = (Table("q", "age", ((50, 60), (70, 80))),)
    late = (Table("q", "age", ((30, 90), (110, 120))),)
    past = Past(early, protect_tables(early, profile=LT5))
    two = protect_tables(late, profile=LT5, earlier=[past])
    assert [cell.count for cell in two.tables[0].cells[0]] == [30, 90]


def test_dates_after_a_withdrawal_are_followed_again():
    earlier: tuple[Past, ...] = ()
    for a in (50, 49, 52, 70):
        tables = (Table("q", "age", ((a, 60), (70, 80))),)
        publication = protect_tables(tables, profile=LT5, earlier=earlier)
        assert audit(tables, publication, LT5, earlier=earlier) == ()
        earlier = (*earlier, Past(tables, publication))
    assert [past.publication.tables[0].cells[0][0].count for past in earlier] == [50, None, 52, 70]


def test_a_group_under_ten_is_not_cut_whatever_the_threshold():
    published = protect_tables([Table("q", "age", ((7, 100), (0, 100)))], profile=LT5).tables[0]
    assert [row[0].count for row in published.cells] == [None, None]
    assert published.bases[0] == 7


def test_links_between_questions_are_part_of_what_is_known():
    # The two questions were answered by the same people, so their groups have the same sizes.
    one = Table("one", "age", ((3, 97), (80, 120)))
    two = Table("two", "age", ((40, 100), (43, 117)))
    links = [Relation(Ref("one", None, "age", g), (Ref("two", None, "age", g),)) for g in (0, 1)]
    publication = protect_tables([one, two], profile=LT5, links=links)
    assert audit([one, two], publication, LT5, links=links) == ()
    with pytest.raises(ValueError, match="do not add up"):
        protect_tables([one, two], profile=LT5, links=[Relation(Ref("one", 0), (Ref("two", 0),))])


def test_tables_that_contradict_each_other_are_refused():
    with pytest.raises(ValueError, match="disagree"):
        protect_tables([Table("q", "a", ((5, 6),)), Table("q", "b", ((5, 7),))], profile=LT5)
    with pytest.raises(ValueError, match="above its base"):
        protect_tables([Table("q", "a", ((5, 6), (1, 1)), bases=(4, 6), exclusive=False)], profile=LT5)
    with pytest.raises(ValueError, match="need bases"):
        protect_tables([Table("q", "a", ((5, 6),), exclusive=False)], profile=LT5)
    with pytest.raises(ValueError, match="other cuts"):
        early = (Table("q", "age", ((50, 60), (70, 80))),)
        other = Past(early, protect_tables(early, profile=HES))
        protect_tables(early, profile=LT5, earlier=[other])


def test_six_characteristics_of_a_thousand_people_are_one_system():
    rng = np.random.default_rng(1)
    n = 1000
    sizes = (8, 3, 6, 3, 3, 6)
    characteristics = {f"c{i}": (rng.choice(k, n, p=rng.dirichlet(np.ones(k))), k) for i, k in enumerate(sizes)}
    ticks = np.eye(5, dtype=bool)[rng.choice(5, n, p=[0.4, 0.3, 0.2, 0.08, 0.02])]
    tables = tables_of(ticks, characteristics, exclusive=True)
    publication = protect_tables(tables, profile=ONS)
    assert audit(tables, publication, ONS) == ()
    cells = [cell for table in publication.tables for row in table.cells for cell in row]
    counts = [count for table in tables for row in table.counts for count in row]
    small = sum(ONS.is_small(count) for count in counts)
    assert small <= sum(cell.suppressed for cell in cells) <= 1.5 * small
