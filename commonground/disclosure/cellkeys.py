"""Noise for tables that a team cuts as it likes: the cell-key method (Fraser and Wooton 2005).

The idea: every response has a secret random number, its record key. The key of a cell is the sum of its
people's keys, so it depends on who is in the cell and on nothing else: whichever filter, question or date
leads to the same people, the same key falls out, and with it the same noise. Asking again teaches nothing,
and two filters one person apart get unrelated noise. The noise is drawn from a table of probabilities
(p-table): no more than a stated deviation, a stated variance, right on average, nobody stays nobody, and a
count under the threshold is never shown: it becomes 0 or at least the threshold.

What an attacker can still conclude is in docs/decisions/0010-disclosure.md, with figures.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from commonground.disclosure.ptables import PTable

Keys = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.int64]

# Halves of 32 bits are summed as floating point, which is exact up to 2**53: a million people at a time.
BLOCK = 2**20
LOWER_HALF = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True)
class Perturbed:
    """Counts with noise; totals have noise of their own, so that they seldom add up. 0 means few or none."""

    counts: Counts
    base: int


@dataclass(frozen=True)
class PerturbedCrosstab:
    """`counts[a, b]`, each total and the base have noise of their own. 0 means few or none."""

    counts: Counts
    row_totals: Counts
    column_totals: Counts
    base: int


def record_key(secret: bytes, identifier: str) -> int:
    """The key of one response, 0 to 2**64 - 1: HMAC-SHA256 of its identifier.

    The secret must be kept as a password is: with it, the noise can be taken off.
    """
    if not secret:
        raise ValueError("a record key needs a secret")
    return int.from_bytes(hmac.digest(secret, identifier.encode(), hashlib.sha256)[:8])


def cell_key(record_keys: Iterable[int]) -> int:
    """The key of a set of responses: the sum of their keys, modulo 2**64."""
    return sum(int(key) for key in record_keys) % 2**64


def perturb(count: int, key: int, ptable: PTable) -> int:
    """One count with the noise of its cell key."""
    return int(_with_noise(np.array([count]), np.array([key % 2**64], dtype=np.uint64), ptable)[0])


def perturbed_counts(
    codes: Sequence[int] | npt.NDArray[Any],
    record_keys: Sequence[int] | Keys,
    n_options: int,
    *,
    ptable: PTable,
) -> Perturbed:
    """Counts of one answer a person (-1 is a blank), and the base, each with noise."""
    shifted, keys = _checked(codes, n_options), np.asarray(record_keys, dtype=np.uint64)
    exact, sums = _tally(shifted, keys, n_options + 1)
    noisy = _with_noise(
        np.append(exact[1:], exact[1:].sum()), np.append(sums[1:], sums[1:].sum(dtype=np.uint64)), ptable
    )
    return Perturbed(noisy[:-1], int(noisy[-1]))


def perturbed_crosstab(
    codes_a: Sequence[int] | npt.NDArray[Any],
    codes_b: Sequence[int] | npt.NDArray[Any],
    record_keys: Sequence[int] | Keys,
    n_a: int,
    n_b: int,
    *,
    ptable: PTable,
) -> PerturbedCrosstab:
    """One question by another, over people who answered both; cells, totals and base each with noise."""
    a, b = _checked(codes_a, n_a), _checked(codes_b, n_b)
    if a.size != b.size:
        raise ValueError(f"the two questions have {a.size} and {b.size} answers")
    keys = np.asarray(record_keys, dtype=np.uint64)
    exact, sums = _tally(a * (n_b + 1) + b, keys, (n_a + 1) * (n_b + 1))
    noisy = _with_noise(
        _with_totals(exact.reshape(n_a + 1, n_b + 1)), _with_totals(sums.reshape(n_a + 1, n_b + 1)), ptable
    )
    return PerturbedCrosstab(noisy[1:, 1:], noisy[1:, 0], noisy[0, 1:], int(noisy[0, 0]))


def _with_totals(table: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The blanks of the first row and column give way to the totals of the rest."""
    inner = table[1:, 1:]
    result = np.empty_like(table)
    result[1:, 1:] = inner
    result[1:, 0] = inner.sum(axis=1, dtype=table.dtype)
    result[0, 1:] = inner.sum(axis=0, dtype=table.dtype)
    result[0, 0] = inner.sum(dtype=table.dtype)
    return result


def _checked(codes: Sequence[int] | npt.NDArray[Any], n_options: int) -> npt.NDArray[np.intp]:
    array = np.asarray(codes, dtype=np.intp)
    if array.ndim != 1 or (array.size and (array.min() < -1 or array.max() >= n_options)):
        raise ValueError(f"codes must be in one dimension, from -1 to {n_options - 1}")
    return array + 1


def _tally(cells: npt.NDArray[np.intp], keys: Keys, length: int) -> tuple[Counts, Keys]:
    """How many people each cell has, and the sum of their keys modulo 2**64."""
    if cells.size != keys.size:
        raise ValueError(f"{keys.size} record keys for {cells.size} people")
    sums = np.zeros(length, dtype=np.uint64)
    for start in range(0, cells.size, BLOCK):
        some, some_keys = cells[start : start + BLOCK], keys[start : start + BLOCK]
        low = np.bincount(some, weights=some_keys & LOWER_HALF, minlength=length)
        high = np.bincount(some, weights=some_keys >> np.uint64(32), minlength=length)
        sums += low.astype(np.uint64) + (high.astype(np.uint64) << np.uint64(32))
    return np.bincount(cells, minlength=length).astype(np.int64), sums


def _with_noise(counts: npt.NDArray[Any], keys: Keys, ptable: PTable) -> Counts:
    return ptable.apply(counts.astype(np.int64), _scrambled(keys))


def _scrambled(keys: Keys) -> Keys:
    """A one-to-one mixing of 64 bits (the finaliser of SplitMix64, Steele, Lea and Flood 2014).

    Without it the key of a total is the sum of its parts' keys, and noise seen on the parts would tell
    something about the noise on the total.
    """
    mixed = keys.copy()
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return mixed
