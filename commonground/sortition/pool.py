"""Who may be drawn, and what the panel has to look like.

Plain data, checked once: a `Pool` of people with a value for each feature, and `Quota`s that say how many people with a
value the panel has at least and at most. `check` refuses what cannot be meant, with the person or the quota in the words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from commonground.errors import Refused


@dataclass(frozen=True)
class Pool:
    """The volunteers.

    ids: one text for each person, all different. features: names. values[i][f]: what person i is, by feature f.
    apart[i]: keys of person i, such as an address; two people who share a key are never on a panel together (empty: no
    keys at all). selected: ids of people who already have a place, and count towards panel and quotas.
    excluded: ids of people who must not be drawn.
    """

    ids: tuple[str, ...]
    features: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    apart: tuple[tuple[str, ...], ...] = ()
    selected: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Quota:
    """At least ``min`` and at most ``max`` people on the panel have this value of this feature.

    min_flex and max_flex: how far the two may be moved when quotas cannot be met (None: as far as it takes).
    """

    feature: str
    value: str
    min: int
    max: int
    min_flex: int | None = None
    max_flex: int | None = None


def check(pool: Pool, quotas: Sequence[Quota], number: int) -> None:
    """Refuse input that contradicts itself, naming the first thing wrong. ``number`` is how many places there are."""
    _check_quotas(quotas)
    _check_people(pool, quotas)
    _check_number(pool, quotas, number)


def _check_quotas(quotas: Sequence[Quota]) -> None:
    if not quotas:
        raise Refused("quotas.none", "There are no quotas.")
    seen = set()
    for at, quota in enumerate(quotas):
        what = f"{quota.feature}: {quota.value}"
        if (quota.feature, quota.value) in seen:
            raise _quota_refused("quota.twice", f"There are two quotas for “{what}”.", at)
        seen.add((quota.feature, quota.value))
        if quota.min < 0:
            raise _quota_refused("quota.negative", f"The minimum for “{what}” is {quota.min}, below zero.", at, "min")
        if quota.max < quota.min:
            words = (
                f"The minimum for “{what}” is {quota.min}, and the maximum is {quota.max}: the minimum is the larger."
            )
            raise _quota_refused("quota.crossed", words, at, "max")
        if quota.min_flex is not None and not 0 <= quota.min_flex <= quota.min:
            words = f"For “{what}”, min_flex is {quota.min_flex}. It has to be from 0 to the minimum, {quota.min}."
            raise _quota_refused("quota.flex", words, at, "min_flex")
        if quota.max_flex is not None and quota.max_flex < quota.max:
            words = f"For “{what}”, max_flex is {quota.max_flex}, less than the maximum, {quota.max}."
            raise _quota_refused("quota.flex", words, at, "max_flex")


def _quota_refused(code: str, words: str, at: int, column: str | None = None) -> Refused:
    return Refused(code, words, column=column, quota=at)


def _person_refused(code: str, words: str, at: int, column: str | None = None) -> Refused:
    return Refused(code, words, column=column, person=at)


def _check_people(pool: Pool, quotas: Sequence[Quota]) -> None:
    if not pool.ids:
        raise Refused("pool.empty", "There is nobody in the pool.")
    seen = set()
    for at, person in enumerate(pool.ids):
        if not person:
            raise _person_refused("person.no_id", "A person has no id.", at)
        if person in seen:
            raise _person_refused("person.twice", f"Two people have the id “{person}”.", at)
        seen.add(person)
    for feature in _in_order(quota.feature for quota in quotas):
        if feature not in pool.features:
            there = ", ".join(f"“{each}”" for each in pool.features)
            words = f"The quotas speak of “{feature}”, and people have no such column. They have {there}."
            raise Refused("feature.unknown", words, column=feature)
        known = {quota.value for quota in quotas if quota.feature == feature}
        at = pool.features.index(feature)
        for place, values in enumerate(pool.values):
            if values[at] not in known:
                value = f"“{values[at]}”" if values[at] else "nothing"
                listed = ", ".join(f"“{each}”" for each in _in_order(q.value for q in quotas if q.feature == feature))
                words = (
                    f"The person “{pool.ids[place]}” has {value} here, which has no quota. The quotas are for {listed}."
                )
                raise _person_refused("value.unknown", words, place, feature)
    for name, group in (("selected", pool.selected), ("excluded", pool.excluded)):
        for person_id in sorted(group - seen):
            raise Refused("person.unknown", f"“{person_id}” is to be {name}, and is not in the pool.", id=person_id)
    for person_id in sorted(pool.selected & pool.excluded):
        raise Refused("person.both", f"“{person_id}” is both selected and excluded.", id=person_id)


def _check_number(pool: Pool, quotas: Sequence[Quota], number: int) -> None:
    if number < 1:
        raise Refused("number.too_small", f"The number of places is {number}. It has to be 1 or more.")
    available = len(pool.ids) - len(pool.excluded)
    if number > available:
        words = f"The panel has {number} places, and the pool has {available} people."
        raise Refused("number.too_large", words, number=number, people=available)
    if len(pool.selected) > number:
        words = f"{len(pool.selected)} people are already selected, and the panel has {number} places."
        raise Refused("selected.too_many", words)
    for feature in _in_order(quota.feature for quota in quotas):
        least = sum(quota.min for quota in quotas if quota.feature == feature)
        most = sum(quota.max for quota in quotas if quota.feature == feature)
        if most < number:
            words = f"The maximums of “{feature}” add up to {most}, so a panel of {number} cannot be reached."
            raise Refused("quotas.too_low", words, feature=feature)
        if least > number:
            words = f"The minimums of “{feature}” add up to {least}, more than the {number} places."
            raise Refused("quotas.too_high", words, feature=feature)


def _in_order(names: Iterable[Any]) -> list[Any]:
    """Each once, in the order in which they come."""
    return list(dict.fromkeys(names))
