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
    """The votes as sparse tables of shape (people, statements): what was said, and 1 wherever something was."""

    said: sp.csr_matrix
    voted: sp.csr_matrix

    def rows(self, who: Places) -> Table:
        return Table(self.said[who], self.voted[who])


def table_of(votes: Votes) -> Table:
    flat = votes.cells.ravel()
    at = np.flatnonzero(flat != MISSING)
    rows, columns = np.divmod(at, max(1, votes.cells.shape[1]))
    ends = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=votes.cells.shape[0]))])
    said = sp.csr_matrix((flat[at].astype(np.float64), columns, ends), shape=votes.cells.shape)
    return Table(said, sp.csr_matrix((np.ones(len(at)), columns, ends), shape=votes.cells.shape))


def draw_map(table: Table, who: Places, start: Floats | None = None) -> Map:
    """The axes are those of the people in ``who`` (their places, some maybe twice); everybody is put on the map.

    start: axes of an earlier map of the same statements, from which the new ones are soon reached.
    """
    part = table.rows(who)
    many = np.asarray(part.voted.sum(axis=0)).ravel()
    means = np.asarray(part.said.sum(axis=0)).ravel() / np.maximum(many, 1)
    axes = _axes(part, means, start)
    statements = table.said.shape[1]
    cast = np.diff(table.voted.indptr)
    stretch = np.sqrt(statements / (cast + PRIOR * statements))
    positions = (table.said @ axes - table.voted @ (means[:, None] * axes)) * stretch[:, None]
    return Map(axes, positions, means)


def _axes(table: Table, means: Floats, start: Floats | None) -> Floats:
    """The two leading right singular vectors of the centred votes, by subspace iteration with Rayleigh and Ritz."""
    said, voted = table.said, table.voted
    statements = said.shape[1]
    # More directions than axes come to the axes sooner; from an earlier map there is not far to go.
    width = min(statements, AXES + (6 if start is None else 2))
    basis = _first(statements, width, start)
    across, across_voted = said.T, voted.T
    before = np.zeros(AXES)
    for _round in range(_ROUNDS):
        people = said @ basis - voted @ (means[:, None] * basis)
        image = across @ people - means[:, None] * (across_voted @ people)
        # The variance along the best directions inside the subspace, and these directions.
        inner = people.T @ people
        sizes, turn = np.linalg.eigh(inner)
        order = np.argsort(sizes)[::-1]
        lead = sizes[order[:AXES]]
        basis = np.linalg.qr(image @ turn[:, order])[0]
        if np.abs(lead - before[: len(lead)]).max(initial=0) <= _CLOSE * max(float(lead.max(initial=0)), 1e-12):
            break
        before = np.pad(lead, (0, AXES - len(lead)))
    people = said @ basis - voted @ (means[:, None] * basis)
    sizes, turn = np.linalg.eigh(people.T @ people)
    axes = (basis @ turn)[:, ::-1][:, :AXES]
    if axes.shape[1] < AXES:
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
