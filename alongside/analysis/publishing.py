"""What is published: a fixed set of cuts, made safe together and after everything published before. Pure.

Every number on the public page is in one of these tables: who took part by channel, each answer, and each answer by
the characteristics that were chosen. Tables share their totals, and questions their people, and readers know it, so
they are protected together (commonground.disclosure.questions): from the public, and from whoever reads the answers in
this house and so knows all but the cut by a characteristic. What is protected is what people said; that somebody
skipped a question is not, and follows from the bases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from alongside.analysis.columns import (
    ABOUT,
    CHANNELS,
    Arrays,
    Layout,
    layouts,
    rows_of,
)
from alongside.questionnaires.lineage import History
from alongside.questionnaires.types import MANY_CHOICES, Kind
from commonground.disclosure import Profile
from commonground.disclosure.alike import Alike, Crowds, alike, few_who_differ
from commonground.disclosure.questions import Cuts, Earlier, protect_questions
from commonground.disclosure.tables import ProtectedTable, Table
from commonground.disclosure.worlds import Ref, Relation
from commonground.tabulation import number_summary

EVERYONE = "everyone"
CHANNEL = "@channel"
NOT_PUBLISHED = frozenset({Kind.EMAIL, Kind.PHONE, Kind.FILE, Kind.CONSENT, Kind.DATE, Kind.POSTCODE})
MOST_CHARACTERISTICS = 2


@dataclass(frozen=True)
class Asked:
    """One thing that is counted: a question, or a statement of a matrix. ``state`` is 0 for who answered; ``codes`` is
    an option each, or ``ticks`` has several. Own words have no options."""

    name: str
    state: npt.NDArray[Any]
    options: int
    codes: npt.NDArray[Any] | None = None
    ticks: npt.NDArray[np.bool_] | None = None

    @property
    def answered(self) -> npt.NDArray[np.bool_]:
        found: npt.NDArray[np.bool_] = self.state == 0
        return found

    def chose(self, option: int) -> npt.NDArray[np.bool_]:
        found: npt.NDArray[np.bool_] = self.answered & (
            self.ticks[:, option] if self.ticks is not None else self.codes == option
        )
        return found

    def crowds(self) -> Crowds:
        chose = np.array([self.chose(option) for option in range(self.options)])
        return Crowds(self.name, self.answered, chose, exclusive=self.ticks is None)


def bands_of(arrays: Arrays, history: History) -> dict[str, list[float]]:
    """The edges of the bands of each number question: fixed at the first publication."""
    found = {}
    for key, layout in layouts(history).items():
        if layout.kind is Kind.NUMBER and key in arrays:
            numbers = arrays[f"{key}#number"][arrays[key] >= 0]
            summary = number_summary(numbers, open_ended=True)
            if summary.bands:
                found[key] = [band.low for band in summary.bands]
    return found


def asked_of(
    arrays: Arrays, history: History, bands: Mapping[str, Sequence[float]], skip: frozenset[str]
) -> list[Asked]:
    """Everything that the public page counts. Own words are counted, never shown; ``skip`` says who somebody is."""
    found: list[Asked] = []
    for key, layout in layouts(history).items():
        if layout.kind in NOT_PUBLISHED or key in skip or key not in arrays:
            continue
        found += _asked(key, layout, arrays, bands.get(key, ()))
    return found


def _asked(key: str, layout: Layout, arrays: Arrays, bands: Sequence[float]) -> list[Asked]:
    codes, n = arrays[key], len(layout.options)
    if layout.kind is Kind.MATRIX:
        return [
            Asked(f"{key}.{row}", np.minimum(codes[:, place], 0), n, np.maximum(codes[:, place], -1))
            for place, row in enumerate(layout.rows)
            if place < codes.shape[1]
        ]
    state = np.minimum(codes, 0)
    if layout.one:
        return [Asked(key, state, n, np.maximum(codes, -1))]
    if layout.kind in MANY_CHOICES:
        ticks = arrays[f"{key}#ticks"]
        return [Asked(key, state, n, ticks=np.pad(ticks, ((0, 0), (0, n - ticks.shape[1]))))]
    if layout.kind is Kind.RANKING:
        first = (arrays[f"{key}#places"] == 0) & (state == 0)[:, None]
        return [Asked(key, state, n, np.where(first.any(axis=1), first.argmax(axis=1), -1))]
    if layout.kind is Kind.NUMBER and bands:
        places = np.clip(np.searchsorted(np.array(bands), arrays[f"{key}#number"], side="right") - 1, 0, len(bands) - 1)
        return [Asked(key, state, len(bands), np.where(state == 0, places, -1))]
    return [Asked(key, state, 0)]


def propose(
    arrays: Arrays,
    asked: Sequence[Asked],
    about: Mapping[str, Layout],
    by: Sequence[str],
    editions: Sequence[int],
    profile: Profile,
) -> Cuts:
    """The true tables. ``by`` are the characteristics chosen; ``editions`` those published so far."""
    tables = [_one_way(CHANNEL, arrays["channel"], len(CHANNELS), rows_of(arrays))]
    links = []
    groups = {key: _groups(about[key], arrays) for key in by}
    for each in asked:
        if not each.options:
            tables.append(_one_way(each.name, np.where(each.answered, 0, -1), 1, int(each.answered.sum())))
            continue
        tables.append(_table(each, EVERYONE, np.zeros(rows_of(arrays), dtype=np.intp), 1))
        tables += [_table(each, key, *groups[key]) for key in by]
        if len(editions) > 1:
            number = np.where(each.answered, np.searchsorted(np.array(editions), arrays["edition"]), -1)
            tables.append(_one_way(f"{each.name}@edition", number, len(editions), int(each.answered.sum())))
            links.append(Relation(Ref(each.name), (Ref(f"{each.name}@edition"),)))
    crowds = [each.crowds() for each in asked if each.options] if by else []
    same = alike(crowds, profile.threshold)
    tables += few_who_differ(same, crowds, groups)
    return Cuts(tuple(tables), tuple(links), tuple(same))


def _one_way(name: str, codes: npt.NDArray[Any], n: int, base: int) -> Table:
    counts = np.bincount(codes[codes >= 0], minlength=n)
    return Table(name, EVERYONE, tuple((int(count),) for count in counts), (base,))


def _groups(layout: Layout, arrays: Arrays) -> tuple[npt.NDArray[np.intp], int]:
    """The group of each person, "not known" last, and how many there are."""
    known = arrays[ABOUT + layout.key].astype(np.intp)
    return np.where(known < 0, len(layout.options), known), len(layout.options) + 1


def _table(each: Asked, by: str, groups: npt.NDArray[np.intp], n: int) -> Table:
    bases = np.bincount(groups[each.answered], minlength=n)
    counts = tuple(
        tuple(np.bincount(groups[each.chose(option)], minlength=n).tolist()) for option in range(each.options)
    )
    return Table(each.name, by, counts, tuple(bases.tolist()), exclusive=each.ticks is None)


class NotSafe(Exception):
    """A number could be placed more tightly than the profile promises. It is not published."""


def known_by_reading(ref: Ref) -> bool:
    """Whoever reads answers can count them; only what a characteristic divides is not theirs to know."""
    return ref.by in (None, EVERYONE)


def protect(proposal: Cuts, profile: Profile, earlier: Sequence[Earlier]) -> list[dict[str, Any]]:
    """The tables as JSON, safe after everything published before, with nothing hidden in them. Raises NotSafe."""
    made = protect_questions(proposal, profile=profile, earlier=earlier, known_exactly=known_by_reading)
    if made.exposed:
        raise NotSafe
    return [_shown(table) for table in made.tables]


def published_before(truth: Mapping[str, Any], shown: Sequence[Mapping[str, Any]]) -> Earlier:
    """What was published at an earlier date, from its true tables and what was shown of them."""
    hidden: set[Ref] = set()
    for table in shown:
        question, by = table["question"], table["by"]
        for option, row in enumerate(table["cells"]):
            for group, count in enumerate(row):
                if count is None:
                    hidden.add(Ref(question, option, by, group))
                    if by == EVERYONE:
                        hidden.add(Ref(question, option))
        hidden.update(Ref(question, None, by, group) for group, base in enumerate(table["bases"]) if base is None)
        if table["base"] is None:
            hidden.add(Ref(question))
    return Earlier(from_json(truth), frozenset(hidden))


def _shown(table: ProtectedTable) -> dict[str, Any]:
    return {
        "question": table.question,
        "by": table.by,
        "cells": [[cell.count for cell in row] for row in table.cells],
        "bases": list(table.bases),
        "base": table.base,
    }


def to_json(proposal: Cuts) -> dict[str, Any]:
    return {
        "tables": [asdict(table) for table in proposal.tables],
        "links": [[list(link.total), [list(part) for part in link.parts], link.kind] for link in proposal.links],
        "alike": [[each.crowd, each.parts] for each in proposal.alike],
    }


def from_json(raw: Mapping[str, Any]) -> Cuts:
    tables = tuple(
        Table(
            each["question"],
            each["by"],
            tuple(tuple(row) for row in each["counts"]),
            tuple(each["bases"]),
            each["exclusive"],
            each.get("behind", False),
        )
        for each in raw["tables"]
    )
    links = tuple(
        Relation(Ref(*total), tuple(Ref(*part) for part in parts), kind) for total, parts, kind in raw["links"]
    )
    same = tuple(Alike(_crowd(crowd), tuple(_crowd(part) for part in parts)) for crowd, parts in raw.get("alike", ()))
    return Cuts(tables, links, same)


def _crowd(raw: Sequence[Any]) -> tuple[str, int | None]:
    question, option = raw
    return question, option
