"""The page that explains a fair draw: why nothing is fairer, who was drawn, how to repeat it, what the chances are.

Or, where no panel meets the quotas, why not and what would help.
"""

from collections.abc import Sequence

from commonground.cli.page import bars, items, page, section, table, words
from commonground.sortition import (
    Clash,
    Drawn,
    Lottery,
    composition,
    listed,
    percent,
    report,
    told_clash,
    told_draw,
    why_uncoverable,
)

BANDS = 8
MOST_REASONS = 20
_SIDES = {"min": "Minimum", "max": "Maximum"}


def draw_page(lottery: Lottery, seed: str | None, drawn: Drawn | None) -> str:
    """The whole page."""
    said = report(lottery)
    sections = [section("How fair the lottery is", items(said[1:]))]
    if drawn:
        sections += [_drawn(lottery, drawn), _quotas(lottery, drawn)]
        sections.append(section("How the panel was drawn", words(*told_draw(drawn, seed or "", lottery)), _how()))
    sections.append(_chances(lottery))
    if lottery.uncoverable:
        sections.append(_uncoverable(lottery))
    sections.append(_each(lottery))
    return page(f"A fair draw for a panel of {lottery.number}", said[0], sections)


def clash_page(number: int, found: Clash) -> str:
    """Why no panel meets the quotas, and what would help: each way with what it changes."""
    why, *_ways = told_clash(found)
    sections = [section("Why there is none", words(why))]
    if found.bounds:
        rows = [(f"{each.feature}: {each.value}", _SIDES[each.bound]) for each in found.bounds]
        sections[0] = section(
            "Why there is none", words(why), table("What cannot be met", ["Quota", "Which end"], rows)
        )
    for at, way in enumerate(found.relaxations, start=1):
        changes = [(f"{e.feature}: {e.value}", _SIDES[e.bound], e.before, e.after) for e in way]
        heading = f"What would be enough: way {at}" if len(found.relaxations) > 1 else "What would be enough"
        header = ["Quota", "Which end", "Asked for", "Enough"]
        sections.append(section(heading, table("Quotas to change, all of them", header, changes, numbers=[2, 3])))
    if not found.relaxations:
        sections.append(section("What would be enough", words(*_ways)))
    return page(f"No panel of {number} meets the quotas", "Nobody was drawn.", sections)


def _chances(lottery: Lottery) -> str:
    bands = _bands(lottery.drawn)
    shown = [(name, [(float(count), f"{count:,} {'person' if count == 1 else 'people'}")]) for name, count in bands]
    return section(
        "Everyone’s chance",
        words("How many people have which chance of being drawn, of those who can be on a panel."),
        bars("How many people have which chance", "The same figures are in the table below.", shown),
        table("How many people have which chance", ["Chance", "People"], bands, numbers=[1]),
    )


def _each(lottery: Lottery) -> str:
    rows = [(person, percent(chance)) for person, chance in lottery.chances.items()]
    caption = "In the order of the file of people"
    return section("Each person’s chance", table(caption, ["Person", "Chance"], rows, numbers=[1]))


def _bands(chances: Sequence[float]) -> list[tuple[str, int]]:
    """(a chance or a range of chances, how many people): the chances themselves where few differ, else equal bands."""
    if not chances:
        return []
    rounded = sorted({percent(chance) for chance in chances}, key=lambda text: float(text.split()[-1].rstrip("%")))
    if len(rounded) <= BANDS:
        return [(name, sum(percent(chance) == name for chance in chances)) for name in rounded]
    low, high = min(chances), max(chances)
    edges = [low + (high - low) * at / BANDS for at in range(BANDS + 1)]
    counts = [0] * BANDS
    for chance in chances:
        counts[min(BANDS - 1, int((chance - low) / (high - low) * BANDS))] += 1
    return [(f"{percent(edges[at])} to {percent(edges[at + 1])}", count) for at, count in enumerate(counts) if count]


def _drawn(lottery: Lottery, drawn: Drawn) -> str:
    rows = [(person, percent(lottery.chances[person])) for person in drawn.people]
    return section("Who was drawn", table("People drawn", ["Person", "Chance before the draw"], rows, numbers=[1]))


def _quotas(lottery: Lottery, drawn: Drawn) -> str:
    rows = [
        (f"{quota.feature}: {quota.value}", quota.min, quota.max, count)
        for quota, count in composition(lottery.pool, lottery.quotas, drawn.people)
    ]
    header = ["Quota", "Minimum", "Maximum", "On the panel"]
    return section("The panel beside the quotas", table("The panel beside the quotas", header, rows, numbers=[1, 2, 3]))


def _uncoverable(lottery: Lottery) -> str:
    rows = []
    for person in lottery.uncoverable[:MOST_REASONS]:
        rows.append((person, why_uncoverable(lottery, person)))
    left = lottery.uncoverable[MOST_REASONS:]
    return section(
        "Who cannot be on any panel",
        words("No panel that meets every quota can hold these people, however it is put together."),
        table("Why, for each person", ["Person", "What cannot be met with them"], rows),
        words(f"The same was proved for {listed(left, 200)}.", note=True) if left else "",
    )


def _how() -> str:
    return words(
        "The file of panels is published before the seed is known, so nobody can choose the panels to suit the seed. The "
        "ticket is the SHA-256 of the file’s own SHA-256 and the seed, divided by the number of tickets, the remainder "
        "counted through the panels in the order of the file.",
        note=True,
    )
