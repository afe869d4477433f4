"""What is known of the population, and the people of the data sorted by it.

A margin says how large each category of a variable is in the population: as shares that add up to 1, or as counts that
add up to the same total for each variable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.errors import Impossible, Refused

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.intp]

BLANK = ""
"""Who said nothing for a variable."""

# Published shares are rounded, and published counts are at times perturbed.
_ROUNDING = 0.005


@dataclass(frozen=True)
class Sorted:
    """People by category. targets[v][c] is the share of category c of variable v; codes[v][i] the category of person i.

    blank[v]: how many people said nothing for v. They are a category of their own, the last one, that keeps the share
    it has in the data; the targets of the others share the rest.
    """

    variables: list[str]
    categories: list[list[str]]
    targets: list[Floats]
    codes: list[Codes]
    blank: list[int]


def shares(margins: Mapping[str, Mapping[str, float]]) -> tuple[dict[str, dict[str, float]], float | None]:
    """The margins as shares that add up to exactly 1, and the population's size where they are counts.

    Shares may also be per cent. They, and the totals of counts, may be out by half a per cent, for rounding.
    """
    if not margins:
        raise Refused("margins.none", "There are no margins.")
    totals = {variable: float(sum(targets.values())) for variable, targets in margins.items()}
    for variable, targets in margins.items():
        for category, target in targets.items():
            if not np.isfinite(target) or target < 0:
                words = f"The target of “{category}” of “{variable}” is {target:g}, and the least is 0."
                raise Refused("margins.below_zero", words, variable=variable, category=category)
        if not totals[variable] > 0:
            raise Refused("margins.nothing", f"The targets of “{variable}” add up to 0.", variable=variable)
    first, population = next(iter(totals.items()))
    counts = not any(
        all(abs(total - whole) <= _ROUNDING * whole for total in totals.values()) for whole in (1.0, 100.0)
    )
    if counts:
        for variable, total in totals.items():
            if abs(total - population) > _ROUNDING * population:
                words = (
                    f"The margins contradict each other: those of “{first}” add up to {population:,g}, and those of "
                    f"“{variable}” to {total:,g}. Shares add up to 1, and counts to the same population."
                )
                raise Refused("margins.totals", words, variables=[first, variable])
    found = {
        variable: {category: target / totals[variable] for category, target in targets.items()}
        for variable, targets in margins.items()
    }
    return found, population if counts else None


def sort_people(
    columns: Mapping[str, Sequence[str]], targets: Mapping[str, Mapping[str, float]], base: Floats
) -> Sorted:
    """Sort people by the variables of the margins. columns[variable][i] is what person i said; targets are shares."""
    found = Sorted([], [], [], [], [])
    for variable, shares_of in targets.items():
        values = columns[variable]
        place = {category: at for at, category in enumerate(shares_of)}
        if BLANK not in place:
            place[BLANK] = len(place)
        codes = np.fromiter((place.get(value, -1) for value in values), np.intp, len(values))
        if codes.size and codes.min() < 0:
            row = int(codes.argmin())
            words = f"“{values[row]}” of “{variable}” has no margin. The margins have {_listed(shares_of)}."
            raise Refused("data.unknown_value", words, column=variable, row=row)
        want = np.array([*shares_of.values()], np.float64)
        blank = 0 if BLANK in shares_of else int((codes == len(want)).sum())
        if blank:
            keep = float(base[codes == len(want)].sum() / base.sum())
            want = np.append(want * (1 - keep), keep)
        _somebody(variable, [*shares_of, BLANK], want, np.bincount(codes, minlength=len(want)))
        found.variables.append(variable)
        found.categories.append([*shares_of, *[BLANK] * bool(blank)])
        found.targets.append(want)
        found.codes.append(codes)
        found.blank.append(blank)
    return found


def _somebody(variable: str, categories: Sequence[str], want: Floats, people: Codes) -> None:
    """Each category with a target has somebody, and each without one has nobody."""
    for category, target, many in zip(categories, want, people, strict=False):
        if target > 0 and not many:
            words = (
                f"Nobody in the data has “{category}” for “{variable}”, so no weights can make them {target:.1%} of "
                "the whole. Join it with another category, in the margins and in the data."
            )
            raise Impossible("contradictory", words, clash=[{"variable": variable, "category": category}])
        if not target and many:
            words = (
                f"“{category}” of “{variable}” has a target of 0, and {many:,} people of the data are in it. Leave "
                "them out of the data, or give them a share."
            )
            raise Impossible("contradictory", words, clash=[{"variable": variable, "category": category}])


def _listed(categories: Mapping[str, float]) -> str:
    names = [f"“{each}”" for each in categories]
    return ", ".join(names) if len(names) <= 12 else f"{', '.join(names[:12])} and {len(names) - 12} more"
