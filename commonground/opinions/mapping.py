"""A map of people by how they voted: two axes along which they differ most.

Principal components of the votes, where somebody who has not voted counts as the mean of those who have (Small, Bjorkegren,
Erkkilä, Shaw and Megill, "Polis: scaling deliberation by mapping high dimensional opinion spaces", Recerca 26, 2021). That
pulls people with few votes to the middle, so each is moved out again by √(statements / votes). With very few votes that
would be mostly chance: as many votes as three in ten of the statements are counted besides, which draws them in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from commonground.opinions.votes import MISSING, Floats, Places, Votes

AXES = 2
PRIOR = 0.3
"""Votes that everybody is taken to have cast besides their own, as a part of the statements."""
_CLOSE = 1e-9
_ROUNDS = 300


@dataclass(frozen=True)
class Map:
    """axes, shape (statements, 2): unit vectors. positions, shape (people, 2). means, shape (statements,)."""

    axes: Floats
    positions: Floats
    means: Floats


@dataclass(frozen=True)
class Table:
    """The votes as a sparse table of shape (people, statements). A pass is stored too, as a nought."""

    said: sp.csr_matrix

    def rows(self, who: Places) -> Table:
        return Table(self.said[who])

    def means(self) -> Floats:
        """Of each statement, over those who voted on it."""
        columns, statements = self.said.indices, self.said.shape[1]
        many = np.bincount(columns, minlength=statements)
        return np.asarray(np.bincount(columns, self.said.data, statements) / np.maximum(many, 1))

    def centred(self, means: Floats) -> sp.csr_matrix:
        """Votes less the means; nothing where nobody voted, which stands for the mean."""
        parts = (self.said.data - means[self.said.indices], self.said.indices, self.said.indptr)
        return sp.csr_matrix(parts, shape=self.said.shape)


def table_of(votes: Votes) -> Table:
    people, statements = votes.cells.shape
    flat = votes.cells.ravel()
    at = np.flatnonzero(flat != MISSING)
    starts = np.arange(people + 1) * statements
    ends = np.searchsorted(at, starts)
    columns = at - np.repeat(starts[:-1], np.diff(ends))
    parts = (flat[at].astype(np.float64), columns.astype(np.int32), ends.astype(np.int32))
    return Table(sp.csr_matrix(parts, shape=(people, statements)))


def draw_map(table: Table, who: Places, start: Floats | None = None) -> Map:
    """The axes are those of the people in ``who`` (their places, some maybe twice); everybody is put on the map.

    start: axes of an earlier map of the same statements, from which the new ones are soon reached.
    """
    everybody = np.array_equal(who, np.arange(table.said.shape[0]))
    part = table if everybody else table.rows(who)
    means = part.means()
    centred = part.centred(means)
    axes = _axes(centred, start)
    statements = table.said.shape[1]
    stretch = np.sqrt(statements / (np.diff(table.said.indptr) + PRIOR * statements))
    shown = centred if everybody else table.centred(means)
    return Map(axes, (shown @ axes) * stretch[:, None], means)


def _axes(votes: sp.csr_matrix, start: Floats | None) -> Floats:
    """The two leading right singular vectors of the centred votes, by subspace iteration with Rayleigh and Ritz."""
    statements = votes.shape[1]
    # More directions than axes come to the axes sooner; from an earlier map there is not far to go.
    basis = _first(statements, min(statements, AXES + (6 if start is None else 2)), start)
    across = votes.T
    before = np.zeros(AXES)
    for _round in range(_ROUNDS):
        people = votes @ basis
        # The variance along the best directions inside the subspace, and these directions.
        sizes, turn = np.linalg.eigh(people.T @ people)
        order = np.argsort(sizes)[::-1]
        lead = np.pad(sizes[order[:AXES]], (0, max(0, AXES - len(sizes))))
        if np.abs(lead - before).max() <= _CLOSE * max(float(lead.max()), 1e-12):
            break
        before = lead
        basis = np.linalg.qr((across @ people) @ turn[:, order])[0]
    axes = (basis @ turn[:, order])[:, :AXES]
    axes = np.pad(axes, ((0, 0), (0, AXES - axes.shape[1])))
    # An axis has no side of its own: the heavier tail of statements points to the right.
    return np.asarray(axes * np.where((axes**3).sum(axis=0) < 0, -1.0, 1.0))


def _first(statements: int, width: int, start: Floats | None) -> Floats:
    """Where the iteration begins: fixed, and in no direction that data is likely to stand square to."""
    places = np.arange(1, statements + 1)[:, None] * np.arange(1, width + 1)[None, :]
    basis = np.cos(places * np.sqrt(2.0)) + np.sin(places * np.sqrt(3.0))
    if start is not None:
        basis[:, : start.shape[1]] = start
    return np.asarray(np.linalg.qr(basis)[0])
