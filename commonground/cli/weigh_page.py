"""The page that explains weights to people who are asked to believe figures made with them."""

from __future__ import annotations

from commonground.cli.page import bars, heading, items, page, section, table, words
from commonground.cli.weigh import estimates_table, in_words, margins_table, summary
from commonground.weighting import Estimate, Met, Weighed


def weighing_page(file: str, found: Weighed, said: list[Estimate], bounds: tuple[float, float] | None) -> str:
    """HTML: who was heard and who lives there, how weights make up for it, what that costs, and what people said."""
    mean = float(found.weights.mean())
    variables = list(dict.fromkeys(each.variable for each in found.margins))
    parts = [
        section(
            "Who answered, and who lives here",
            words(
                "Some people are easier to reach than others. A group that is two in ten of the people here, and one in "
                "ten of those who answered, is counted twice as much, so that results are what they would be if "
                "everybody had answered alike."
            ),
            *(
                _pairs(variable, [each for each in found.margins if each.variable == variable])
                for variable in variables
            ),
            table("Before and after", *_split(margins_table(found.margins)), numbers=(2, 3, 4)),
        ),
        section(
            "What it costs",
            words(summary(found)),
            bars(
                "How sure the results are",
                f"{found.effective_size:,.0f} of {len(found.weights):,}",
                [
                    ("People who answered", [(len(found.weights), f"{len(found.weights):,}")]),
                    ("As sure as so many with equal weights", [(found.effective_size, f"{found.effective_size:,.0f}")]),
                ],
            ),
            items(_notes(found, bounds, mean)),
        ),
    ]
    if said:
        results = table("With and without weights", *_split(estimates_table(said)), numbers=(2, 3, 4, 5, 6))
        note = (
            "“From” and “to” are what the result would lie between 95 times in 100, if people had been drawn at random. "
            "They do not cover what weights cannot mend: people who differ in something that is not among the margins."
        )
        parts.append(section("What people said", results, words(note, note=True)))
    return page("Weights", f"Weights for {file}.", parts)


def _split(rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    return rows[0], rows[1:]


def _notes(found: Weighed, bounds: tuple[float, float] | None, mean: float) -> list[str]:
    kept = [f"Nobody counts for less than {bounds[0]:g} or more than {bounds[1]:g} people."] if bounds else []
    most = f"The largest weight is {found.weights.max() / mean:.2f} times the mean, the smallest {found.weights.min() / mean:.2f} times."
    return [most, *kept, *in_words(found)]


def _pairs(variable: str, margins: list[Met]) -> str:
    """Two bars a category: among those who answered, and among those who live here."""
    whole = sum(each.target for each in margins)
    rows, told = [], []
    for each in margins:
        name, heard, live = each.category or "said nothing", each.before / whole, each.target / whole
        rows.append((name, [(heard, f"{heard:.0%} answered"), (live, f"{live:.0%} live here")]))
        told.append(f"{name} {heard:.0%} of answers, {live:.0%} of people")
    return heading(variable) + bars(variable, "; ".join(told), rows)
