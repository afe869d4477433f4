"""The page that explains groups of opinion: what all share first, then the map and what sets each group apart."""

from __future__ import annotations

from commonground.cli.opinions import consensus_table, divisive_table, group_table, in_words
from commonground.cli.page import items, page, picture, section, table, words
from commonground.opinions import Opinions

# Told apart by shape too, for whoever does not see colours.
COLOURS = ("#215a94", "#a2571b", "#00703c", "#6c3d91", "#5d6b73")
WIDE, HIGH, EDGE = 560, 420, 16


def opinions_page(found: Opinions, texts: dict[str, str], min_votes: int) -> str:
    """HTML: what all groups share, the map, each group, what divides, how firmly the groups stand."""
    people, statements = len(found.votes.people), len(found.votes.statements)
    parts = [
        section(
            "What all groups share",
            words(
                "On these, more than half of every group votes the same way. They hold whoever is counted in which group."
            ),
            _rows("Statements that all groups share", consensus_table(found, texts), (2,))
            or words("There is no statement on which more than half of every group votes the same way."),
        ),
        section(
            "Who votes alike",
            words(
                "Each mark is a person. People stand near each other when they vote alike. Left, right, up and down mean "
                "nothing by themselves."
            ),
            _map(found),
            items(in_words(found, None, min_votes)),
        ),
    ]
    for number, group in enumerate(found.groups):
        if group.representative:
            title = f"Group {number + 1}: {group.size:,} people"
            note = "What this group says more than everybody else. The counts are the group’s votes."
            parts.append(section(title, words(note), _rows(title, group_table(found, number, texts), (2, 3, 4))))
    if found.divisive:
        note = "The difference is between the group that agrees most and the one that agrees least."
        parts.append(section("What divides", words(note), _rows("What divides", divisive_table(found, texts), (1,))))
    if found.stability is not None:
        parts.append(
            section(
                "How firmly the groups stand",
                words(
                    f"{found.stability:.2f} of 1. At 1, the groups would be the same whoever happened to take part; at 0, "
                    "they are no more than chance would give. We drew people again 20 times to see."
                ),
            )
        )
    return page("Groups of opinion", f"{people:,} people voted on {statements:,} statements.", parts)


def _rows(title: str, rows: list[list[str]], numbers: tuple[int, ...]) -> str:
    return table(title, rows[0], rows[1:], numbers=numbers) if len(rows) > 1 else ""


def _map(found: Opinions) -> str:
    """People in groups as marks; at most a thousand of each group, evenly through the file."""
    positions = found.map.positions[found.clustered]
    low, high = positions.min(axis=0), positions.max(axis=0)
    size = (high - low).clip(min=1e-9)
    marks = []
    for number, group in enumerate(found.groups):
        those = positions[found.grouping.group == number]
        for x, y in those[:: max(1, len(those) // 1000)]:
            across = EDGE + (WIDE - 2 * EDGE) * float((x - low[0]) / size[0])
            down = EDGE + (HIGH - 2 * EDGE) * float(1 - (y - low[1]) / size[1])
            marks.append(_mark(number, across, down, 3))
        key = HIGH + 24 + 26 * number
        marks.append(_mark(number, 10, key - 5, 6))
        marks.append(f'<text x="26" y="{key}">Group {number + 1}: {group.size:,} people</text>')
    told = "; ".join(f"group {number} has {group.size:,} people" for number, group in enumerate(found.groups, 1))
    return picture("The map of people", told, WIDE, HIGH + 20 + 26 * len(found.groups), "".join(marks))


def _mark(number: int, x: float, y: float, half: float) -> str:
    """A circle, a square, a diamond, a triangle, a cross."""
    fill = f'fill="{COLOURS[number % len(COLOURS)]}"'
    points: tuple[tuple[float, float], ...]
    match number % 5:
        case 0:
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half}" {fill}/>'
        case 1:
            return f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half}" height="{2 * half}" {fill}/>'
        case 2:
            points = ((x, y - 1.4 * half), (x + 1.4 * half, y), (x, y + 1.4 * half), (x - 1.4 * half, y))
        case 3:
            points = ((x, y - 1.3 * half), (x + 1.2 * half, y + half), (x - 1.2 * half, y + half))
        case _:
            across = f"M{x - half:.1f} {y:.1f}h{2 * half}M{x:.1f} {y - half:.1f}v{2 * half}"
            return f'<path d="{across}" stroke="{COLOURS[4]}" stroke-width="{half / 1.5:.1f}"/>'
    return f'<polygon points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in points)}" {fill}/>'
