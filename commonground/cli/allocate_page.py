"""The page that explains a shared budget to residents."""

from __future__ import annotations

from collections.abc import Sequence

from commonground.budgeting import Election, said
from commonground.cli.allocate import Result, fairness_in_words, side_by_side, summary
from commonground.cli.page import bars, items, page, section, table, words

HOW = {
    "equal-shares": (
        "Everybody who voted was given the same share of the budget: {share}.",
        "A project is bought by the people who voted for it, out of their shares. Each pays the same, or all they have "
        "left if that is less. The project that gives its supporters the most for their money is bought first, and so on, "
        "until no group can pay for anything more.",
    ),
    "greedy": (
        "Projects were put in order of how much satisfaction they give for what they cost.",
        "Going down this order, each project that still fitted into the budget was funded.",
    ),
    "phragmen": (
        "Everybody who voted earned money at the same pace, from nothing.",
        "As soon as the supporters of a project had earned what it costs, they bought it, and began again from nothing. "
        "The count ends when the next project would overspend the budget.",
    ),
}
COMPLETED = {
    "none": "",
    "add1": "To spend more of the budget, everybody's share was raised by {raised}, as far as the budget allowed.",
    "greedy": "What was left was spent on further projects in order of votes for what they cost.",
    "add1-greedy": "To spend more of the budget, everybody's share was raised by {raised}, as far as the budget allowed; "
    "what was left was spent on further projects in order of votes for what they cost.",
}
MEASURED = {
    "cost": "A funded project counts for its supporters as much as it costs.",
    "cardinality": "A funded project counts for one, whatever it costs.",
    "additive": "A funded project counts for each supporter as much as the points they gave it.",
}


def allocation_page(file: str, election: Election, result: Result, beside: Sequence[Result]) -> str:
    """HTML for a resident: what was funded, who has nothing, why each project was funded or not, and how the count works."""
    names = {each.id: f"{each.name} ({each.id})" if each.name else each.id for each in election.projects}
    funded = sorted((each for each in result.told if each.funded), key=lambda each: each.order or 0)
    missed = sorted(
        (each for each in result.told if not each.funded), key=lambda each: (-each.supporters, each.project)
    )
    header = ("Project", "Cost", "Votes", "Why")
    voters = len(election.cast) - result.fairness.blank
    unserved = result.fairness.with_nothing
    served = voters - unserved
    parts = [
        section(
            "What was funded",
            table(
                "Funded projects, in order of selection",
                header,
                [(names[each.project], said(each.cost), f"{each.supporters:,}", each.words) for each in funded],
                numbers=(1, 2),
            )
            if funded
            else words("No project was funded."),
        ),
        _how(file, election, result),
        section(
            "Who got something",
            bars(
                "Voters by what was funded",
                f"{served:,} of {voters:,} have at least one project funded.",
                [
                    ("At least one of their projects is funded", [(served, f"{served:,}")]),
                    ("None of their projects is funded", [(unserved, f"{unserved:,}")]),
                ],
            ),
            items(fairness_in_words(result)),
        ),
    ]
    if beside:
        (_, *rules), *rows = side_by_side([result, *beside])
        figures = table("Figures", ("Figure", *rules), rows, numbers=range(1, len(rules) + 1))
        parts.append(section("Other ways to count the same votes", figures, _who_wins(names, [result, *beside], rules)))
    if missed:
        rows = [[names[each.project], said(each.cost), f"{each.supporters:,}", each.words] for each in missed]
        parts.append(section("What was not funded, and why", table("Other projects", header, rows, numbers=(1, 2))))
    title = election.facts.get("description") or "A shared budget"
    return page(title, summary(election, result), parts)


def _how(file: str, election: Election, result: Result) -> str:
    """How this count works, in the words of its rule."""
    outcome = result.outcome
    share = float(outcome.budget) / len(election.cast)
    terms = outcome.terms
    how = [
        *HOW[terms.rule],
        COMPLETED[terms.completion],
        MEASURED[terms.satisfaction] if terms.rule != "phragmen" else "",
    ]
    said_how = [each.format(share=f"{share:,.2f}", raised=f"{outcome.raised:,}") for each in how if each]
    limits = [
        f"No more than {said(most)} could be spent on “{name}”." for name, most in outcome.category_limits.items()
    ]
    ties = {
        "id": "the lowest id went first",
        "cost": "the cheapest went first",
        "support": "the one with most votes went first",
    }
    return section(
        "How the count works",
        words(*said_how, *limits, f"Where projects were level, {ties[terms.ties]}."),
        words(f"Counted from {file}.", note=True),
    )


def _who_wins(names: dict[str, str], results: Sequence[Result], rules: Sequence[str]) -> str:
    """A row for each project that some rule funds and another does not."""
    funded = [{each.project for each in result.told if each.funded} for result in results]
    differ = {id for id in names if len({id in won for won in funded}) > 1}
    some = sorted(differ, key=lambda id: (-sum(id in won for won in funded), id))
    if not some:
        return words("All fund the same projects.")
    rows = [(names[id], *("funded" if id in won else "not funded" for won in funded)) for id in some]
    return table("Projects on which the rules differ", ("Project", *rules), rows)
