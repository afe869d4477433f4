"""A lottery in plain English: what was asked, how fair it is and why nothing is fairer, who cannot be drawn, what came out."""

from collections.abc import Sequence

from commonground.sortition.clash import Change
from commonground.sortition.lottery import Clash, Lottery, composition, gini
from commonground.sortition.published import Drawn

AIMS = {
    "leximin": "The chances are as equal as the quotas allow: the smallest chance is as large as it can be, then the "
    "second smallest, and so on.",
    "maximin": "The smallest chance is as large as it can be.",
    "nash": "The product of everyone’s chances is as large as it can be.",
}


def percent(chance: float) -> str:
    """A chance for a reader: 9.1%, 0.34%, under 0.01%."""
    if 0 < chance < 0.0001:
        return "under 0.01%"
    return f"{chance:.2%}" if chance < 0.01 else f"{chance:.1%}"


def report(lottery: Lottery) -> list[str]:
    """Sentences about the lottery, before anybody is drawn."""
    pool, certificate, drawn = lottery.pool, lottery.certificate, lottery.drawn
    said = [
        f"{len(pool.ids):,} people came forward for a panel of {lottery.number}. "
        f"{_many(len(lottery.panels), 'panel')} can be drawn, and each meets every quota."
    ]
    if certificate.proved:
        said.append(AIMS[lottery.method])
    else:
        said.append(
            "The search was stopped before it was proved that the chances are as fair as they can be. "
            "These are the fairest that were found."
        )
    if drawn:
        said.append(
            f"Everyone who can be drawn has a chance of at least {percent(certificate.reached)}; the largest is "
            f"{percent(max(drawn))}. The quotas do not allow a smallest chance above {percent(certificate.bound)}."
        )
        if certificate.gap > 0.00005:
            said.append(f"The smallest chance is {certificate.gap:.2%} below that bound, counted in points of chance.")
        said.append(f"The Gini coefficient of the chances is {gini(drawn):.2f} (0 means that all are equal).")
    if lottery.uncoverable:
        said.append(
            f"{_many(len(lottery.uncoverable), 'person', 'people')} cannot be on any panel that meets the quotas, "
            f"which is proved: {listed(lottery.uncoverable)}."
        )
    if lottery.unsettled:
        said.append(
            f"For {_many(len(lottery.unsettled), 'person', 'people')} no panel has been found yet, and it is not proved "
            f"that there is none: {listed(lottery.unsettled)}. Give the search more time."
        )
    if pool.selected:
        said.append(
            f"{_many(len(pool.selected), 'person has', 'people have')} a place already: {listed(sorted(pool.selected))}."
        )
    if pool.excluded:
        said.append(
            f"{_many(len(pool.excluded), 'person is', 'people are')} left out as asked: {listed(sorted(pool.excluded))}."
        )
    if lottery.loss is not None:
        said.append(
            f"The {len(lottery.panels):,} panels are equally likely. Making them equal has lowered nobody’s chance by more "
            f"than {lottery.loss:.2%}, counted in points of chance."
        )
    return said


def told_draw(drawn: Drawn, seed: str, lottery: Lottery) -> list[str]:
    """Sentences about a draw from the lottery."""
    missed = [
        quota
        for quota, count in composition(lottery.pool, lottery.quotas, drawn.people)
        if not quota.min <= count <= quota.max
    ]
    return [
        f"The seed “{seed}” drew ticket {drawn.ticket:,} of {sum(lottery.tickets):,}, which belongs to panel {drawn.panel:,}.",
        "Every quota is met." if not missed else f"{len(missed)} quotas are missed.",
        f"Anyone can repeat the draw from the file of panels, whose SHA-256 is {drawn.fingerprint}.",
    ]


def told_clash(found: Clash) -> list[str]:
    """Sentences about why there is no panel, and what would help."""
    if found.bounds:
        names = [f"the {_side(each.bound)} of “{each.feature}: {each.value}”" for each in found.bounds]
        said = [
            f"These cannot be met together, and without any one of them they could be: {_and(names)}."
            if len(names) > 1
            else f"{names[0][0].upper()}{names[0][1:]} cannot be met."
        ]
    else:
        said = ["Too many people may not be on a panel together, whatever the quotas."]
    said += [f"It would be enough to change {_and([told_change(each) for each in way])}." for way in found.relaxations]
    if not found.relaxations:
        said.append("No change within the limits of the quotas is enough.")
    return said


def told_change(change: Change) -> str:
    """``the minimum of “age: 16-29” from 5 to 4``"""
    return f"the {_side(change.bound)} of “{change.feature}: {change.value}” from {change.before} to {change.after}"


def listed(names: Sequence[str], most: int = 20) -> str:
    """Names with commas; how many more where there are many."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _many(count: int, one: str, more: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def _side(bound: str) -> str:
    return "minimum" if bound == "min" else "maximum"


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
