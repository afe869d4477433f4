"""Who took part, by group, kept for the page that compares it with who lives here.

Equality answers are read by nobody. What is kept here has the noise that belongs to a set of people (decision 0010),
groups of a few are put together first, and newcomers wait until they are a crowd, as for every other cut.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db.models import F, Q
from django.utils import timezone

from alongside.analysis.access import Results, results_of
from alongside.analysis.columns import ABOUT, CHANNELS, Arrays, Layout, rows_of
from alongside.analysis.counting import by_day
from alongside.analysis.cutting import settled
from alongside.analysis.models import ReachTable, Tally
from alongside.core.work import chore
from alongside.knowledge import postcodes
from alongside.projects.models import Project
from alongside.questionnaires.types import Kind
from alongside.tools.survey.models import Response
from commonground.disclosure import (
    Profile,
    answers_far_apart,
    may_tabulate,
    perturbed_counts,
    perturbed_crosstab,
    ptable_for,
)

Codes = npt.NDArray[np.intp]

AGES = {
    "16_24": ("age_16_17", "age_18_24"),
    "25_34": ("age_25_34",),
    "35_44": ("age_35_44",),
    "45_54": ("age_45_54",),
    "55_64": ("age_55_64",),
    "65_74": ("age_65_74",),
    "75_over": ("age_75_84", "age_85_over"),
}
FIVE = ("asian", "black", "mixed", "white", "other")
FIFTHS = ("1", "2", "3", "4", "5")
GROUPS: dict[str, tuple[str, ...]] = {
    "age": tuple(AGES),
    "sex": ("female", "male"),
    "ethnic_group": FIVE,
    "disabled": ("disabled", "not_disabled"),
    "deprivation": FIFTHS,
}
"""The groups of each characteristic, in the order shown. Those of the Census, joined where it tells more."""


def group_of(characteristic: str, option: str) -> str | None:
    """The group that an option of a question, or a category of the Census, belongs to. None: not compared."""
    if characteristic == "age":
        return next((group for group, options in AGES.items() if option in options), None)
    if characteristic == "ethnic_group":
        return next((group for group in FIVE if option.startswith(group + "_")), None)
    return option if option in GROUPS[characteristic] else None


@dataclass(frozen=True)
class Table:
    """People by group with noise; None is hidden. ``together`` counts all hidden groups; ``told`` is everyone who said.

    ``ways`` is {"online" or "offline": (people, {group: people})}, where that may be seen.
    """

    told: int
    groups: Mapping[str, int | None]
    together: int | None
    ways: Mapping[str, tuple[int, Mapping[str, int]]]


def table_of(
    codes: Codes, keys: npt.NDArray[np.uint64], names: tuple[str, ...], profile: Profile, online: npt.NDArray[np.bool_]
) -> Table:
    """The table of one characteristic. ``codes`` say the group of each person (-1: not known).

    Small groups are counted together. These are counts of the groups, never of what they answered, so it is the
    noise that protects them: no number can be taken from another exactly, and nothing under the threshold is shown.
    """
    ptable = ptable_for(profile)
    told = perturbed_counts(np.where(codes >= 0, 0, -1), keys, 1, ptable=ptable).base
    sizes = np.bincount(codes[codes >= 0], minlength=len(names))
    hidden = {place for place, size in enumerate(sizes) if size < profile.threshold}
    joined = np.where(np.isin(codes, list(hidden)), len(names), codes)
    counts = perturbed_counts(joined, keys, len(names) + 1, ptable=ptable).counts.tolist()
    groups = {name: None if place in hidden else counts[place] for place, name in enumerate(names)}
    return Table(told, groups, counts[-1] if hidden else None, _ways(joined, keys, names, hidden, profile, online))


def _ways(
    codes: Codes,
    keys: npt.NDArray[np.uint64],
    names: tuple[str, ...],
    hidden: set[int],
    profile: Profile,
    online: npt.NDArray[np.bool_],
) -> dict[str, tuple[int, dict[str, int]]]:
    """The same by how people answered. The team knows who answered how, so the rule for answers decides."""
    everyone = {"group": np.where(codes < 0, len(names) + 1, codes)}
    if not may_tabulate(everyone, {}, "group", profile) or not answers_far_apart(online[None], profile).all():
        return {}
    places = np.where(online, 0, 1)
    found = perturbed_crosstab(places, codes, keys, 2, len(names) + 1, ptable=ptable_for(profile))
    return {
        way: (
            int(found.row_totals[place]),
            {name: int(found.counts[place, each]) for each, name in enumerate(names) if each not in hidden},
        )
        for place, way in enumerate(("online", "offline"))
    }


def _codes(arrays: Arrays, about: Mapping[str, Layout], characteristic: str) -> Codes:
    """The group of each person; -1 where it is not known."""
    if characteristic == "disabled":
        return _disabled(arrays, about)
    layout = about.get(characteristic)
    if layout is None or ABOUT + characteristic not in arrays:
        return np.full(rows_of(arrays), -1, dtype=np.intp)
    places = [group_of(characteristic, option) for option in layout.options]
    names = GROUPS[characteristic]
    codes = np.array([-1 if name is None else names.index(name) for name in places] + [-1], dtype=np.intp)
    return codes[arrays[ABOUT + characteristic]]


def _disabled(arrays: Arrays, about: Mapping[str, Layout]) -> Codes:
    """Equality Act 2010, as the harmonised standards measure it: a condition that reduces activities, a lot or a
    little."""
    condition, reduced = about.get("long_condition"), about.get("activities_reduced")
    found = np.full(rows_of(arrays), -1, dtype=np.intp)
    if condition is None or reduced is None or ABOUT + reduced.key not in arrays or ABOUT + condition.key not in arrays:
        return found

    def chose(layout: Layout, *options: str) -> npt.NDArray[np.bool_]:
        wanted = [layout.options.index(option) for option in options if option in layout.options]
        return np.isin(arrays[ABOUT + layout.key], wanted)

    has = chose(condition, "yes")
    found[chose(condition, "no") | (has & chose(reduced, "not_at_all"))] = 1
    found[has & chose(reduced, "a_lot", "a_little")] = 0
    return found


def _fifths(results: Results, arrays: Arrays) -> Codes:
    """The fifth of each person's area, from postcodes that were looked up and deleted when they were sent."""
    found = np.full(rows_of(arrays), -1, dtype=np.intp)
    asked = [
        question.key
        for definition in results.editions.history.values()
        for question in definition.questions
        if question.kind is Kind.POSTCODE
    ]
    if not asked or not postcodes.are_known():
        return found
    rows = Response.objects.filter(survey=results.survey)
    by_id: dict[bytes, str] = {}
    for key in dict.fromkeys(asked):
        path = f"submission__answers__{key}__value__fifth"
        known = rows.filter(**{f"{path}__isnull": False}).values_list("contribution_id", path)
        by_id.update((pk.bytes, str(fifth)) for pk, fifth in known.iterator())
    for place, pk in enumerate(arrays["id"].tolist()):
        fifth = by_id.get(pk)
        if fifth in FIFTHS:
            found[place] = FIFTHS.index(fifth)
    return found


@chore("compare who took part", every=20)
def keep_up() -> int:
    """Follow the tallies; how many tables were made again."""
    behind = Tally.objects.filter(
        Q(activity__reach_table=None) | Q(activity__reach_table__upto__lt=F("upto")),
        activity__survey__monitoring__isnull=False,
    ).select_related("activity__project__organisation")
    return sum(follow(tally.activity.project) for tally in behind)


def follow(project: Project) -> bool:
    """Make the table of a project again, if enough people have come. Whether it was."""
    results = results_of(project)
    if results is None or results.tally is None:
        return False
    now = timezone.now()
    source = results.source(now)
    if not source.arrays or not rows_of(source.arrays):
        return False
    mask = settled(source.arrays["day"], source)
    arrays = {name: array[mask] for name, array in source.arrays.items()}
    days = arrays["day"]
    values: dict[str, Any] = {
        "until": date.fromordinal(int(days.max())) if len(days) else None,
        "people": len(days),
    }
    held = ReachTable.objects.filter(activity=results.survey.activity_id).first()
    if held is None or (held.until, held.people) != (values["until"], values["people"]):
        values["tables"] = _tables(results, arrays, source.about)
    ReachTable.objects.update_or_create(
        activity_id=results.survey.activity_id, defaults={**values, "upto": results.tally.upto}
    )
    return "tables" in values


def _tables(results: Results, arrays: Arrays, about: Mapping[str, Layout]) -> dict[str, Any]:
    """{characteristic: table as JSON}, with channels and days, which the team may count exactly."""
    online = arrays["channel"] == CHANNELS.index("web")
    made: dict[str, Any] = {}
    for name, groups in GROUPS.items():
        codes = _fifths(results, arrays) if name == "deprivation" else _codes(arrays, about, name)
        if (codes >= 0).any():
            table = table_of(codes, arrays["key"], groups, results.profile, online)
            made[name] = {
                "told": table.told,
                "groups": table.groups,
                "together": table.together,
                "ways": table.ways,
            }
    return {
        "groups": made,
        "channels": {channel: int((arrays["channel"] == place).sum()) for place, channel in enumerate(CHANNELS)},
        "days": by_day(arrays["day"]),
    }


def table_from(kept: Mapping[str, Any]) -> Table:
    ways = {way: (base, groups) for way, (base, groups) in kept["ways"].items()}
    return Table(kept["told"], kept["groups"], kept["together"], ways)
