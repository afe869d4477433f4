"""`commonground allocate`: spend a shared budget by a rule, and say why each project was funded or not."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from commonground.cli.running import answer, command, now, progress, reading, seconds_since, show_tables, write_page
from commonground.cli.tables import read_text
from commonground.errors import Refused

if TYPE_CHECKING:
    from commonground.budgeting import Amount, Election, Explanation, Fairness, Outcome, Terms

RULE_NAMES = {"equal-shares": "Equal shares", "greedy": "Most votes for the money", "phragmen": "Phragmén"}


def allocate(
    file: Annotated[Path, typer.Argument(help="A Pabulib file (.pb).", show_default=False)],
    rule: Annotated[Literal["equal-shares", "greedy", "phragmen"], typer.Option(help="How to count.")] = "equal-shares",
    satisfaction: Annotated[
        Literal["cost", "cardinality", "additive"],
        typer.Option(help="What a funded project is worth to its supporters: its cost, one, or the points they gave."),
    ] = "cost",
    completion: Annotated[
        Literal["none", "add1", "greedy", "add1-greedy"],
        typer.Option(help="How equal shares go on to spend what is left."),
    ] = "none",
    budget: Annotated[str | None, typer.Option(help="Another budget than the file's.", metavar="AMOUNT")] = None,
    category_limit: Annotated[
        list[str] | None,
        typer.Option(help="The most to spend on a category. Can be given several times.", metavar="NAME=AMOUNT"),
    ] = None,
    min_cost: Annotated[str | None, typer.Option(help="Leave out projects costing less.", metavar="AMOUNT")] = None,
    max_cost: Annotated[str | None, typer.Option(help="Leave out projects costing more.", metavar="AMOUNT")] = None,
    ties: Annotated[
        Literal["id", "cost", "support"],
        typer.Option(help="Who goes first where projects are level: lowest id as text, cheapest, most supporters."),
    ] = "id",
    compare: Annotated[bool, typer.Option("--compare", help="Put other rules beside this one.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page that explains the result.", metavar="FILE")] = None,
) -> None:
    """Spend a shared budget: which projects the votes in FILE fund, who pays what, and why others miss out."""
    started = now()
    with command(as_json=as_json):
        from commonground.budgeting import Index, Terms, read_pabulib

        text = read_text(file)
        with reading(file), _keeping_everything():
            election = read_pabulib(text)
        terms = Terms(
            rule,
            satisfaction,
            completion,
            _amount(budget, "--budget"),
            _amount(min_cost, "--min-cost"),
            _amount(max_cost, "--max-cost"),
            dict(_category_limit(each) for each in category_limit or []),
            ties,
        )
        index = Index(election)
        with progress("Counting") as say:
            result = _count(index, terms, say)
            beside = [_count(index, other, say) for other in _others(terms)] if compare else []
        if html is not None:
            from commonground.cli.allocate_page import allocation_page

            write_page(html, lambda: allocation_page(file.name, election, result, beside))
        if as_json:
            answer(_as_json(election, result, beside, seconds_since(started)))
        elif html is None:
            _show(election, result, beside)


@dataclass(frozen=True)
class Result:
    """An outcome with what is to be said about it."""

    outcome: Outcome
    told: list[Explanation]
    fairness: Fairness

    @property
    def name(self) -> str:
        """What the rule is called for a reader."""
        terms = self.outcome.terms
        more = {"none": "", "add1": ", raised", "greedy": ", then votes", "add1-greedy": ", raised, then votes"}
        return RULE_NAMES[terms.rule] + more[terms.completion]


@contextmanager
def _keeping_everything() -> Iterator[None]:
    """Nothing read is thrown away, and looking for garbage among a hundred thousand ballots takes a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _count(index: Any, terms: Terms, say: Any) -> Result:
    from commonground.budgeting import allocate as spend
    from commonground.budgeting import explain, fairness

    outcome = spend(index, terms, say=say)
    return Result(outcome, explain(index, outcome), fairness(index, outcome))


def _others(terms: Terms) -> list[Terms]:
    """The rules to put beside: each other one, and equal shares both bare and completed."""
    choices: list[tuple[Any, Any]] = [
        ("equal-shares", "none"),
        ("equal-shares", "add1-greedy"),
        ("phragmen", "none"),
        ("greedy", "none"),
    ]
    mine = (terms.rule, terms.completion)
    return [replace(terms, rule=rule, completion=more) for rule, more in choices if (rule, more) != mine]


def _amount(text: str | None, option: str) -> Amount | None:
    from commonground.budgeting import amount

    if text is None:
        return None
    try:
        return amount(text)
    except Refused as refusal:
        raise Refused(refusal.code, f"{option}: {refusal.words}") from None


def _category_limit(text: str) -> tuple[str, Amount]:
    name, equals, most = text.rpartition("=")
    if not equals or not name:
        raise Refused("terms.category_limit", f"--category-limit: “{text}” is not a name, “=” and an amount.")
    return name, _amount(most, "--category-limit") or 0


def _as_json(election: Election, result: Result, beside: Sequence[Result], seconds: float) -> dict[str, Any]:
    from commonground.budgeting import plain

    outcome = result.outcome
    found = {
        **_in_short(election, outcome),
        "budget": plain(outcome.budget),
        "ties": outcome.terms.ties,
        "share": round(float(outcome.budget) / len(election.cast), 6),
        "raised": outcome.raised,
        "ballots": len(election.cast),
        "projects": len(election.projects),
        "explanations": {each.project: _explained(each) for each in result.told},
        "fairness": _rounded(asdict(result.fairness)),
        "seconds": seconds,
    }
    if beside:
        figures = ("with_nothing", "share_with_nothing", "mean_funded")
        found["comparison"] = [
            {
                **_in_short(election, each.outcome),
                **{figure: _rounded(getattr(each.fairness, figure)) for figure in figures},
            }
            for each in beside
        ]
    return found


def _in_short(election: Election, outcome: Outcome) -> dict[str, Any]:
    from commonground.budgeting import plain

    return {
        "winners": [election.projects[p].id for p in outcome.winners],
        "cost": plain(outcome.cost),
        "rule": outcome.terms.rule,
        "satisfaction": outcome.terms.satisfaction,
        "completion": outcome.terms.completion,
    }


def _explained(each: Explanation) -> dict[str, Any]:
    from commonground.budgeting import plain

    told: dict[str, Any] = _rounded(asdict(each) | {"cost": plain(each.cost)})
    del told["project"]
    return told


def _rounded(found: Any) -> Any:
    """Floats to a millionth, all the way down."""
    if isinstance(found, dict):
        return {key: _rounded(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_rounded(value) for value in found]
    return round(found, 6) if isinstance(found, float) else found


def _show(election: Election, result: Result, beside: Sequence[Result]) -> None:
    from rich.markup import escape
    from rich.table import Table

    from commonground.budgeting import said

    outcome = result.outcome
    funded = Table(title=summary(election, result), title_justify="left", title_style="bold")
    missed = Table(title="Not funded", title_justify="left", title_style="bold")
    for table in (funded, missed):
        for title, justify in (("Project", "left"), ("Cost", "right"), ("Votes", "right"), ("Why", "left")):
            table.add_column(title, justify=justify)  # type: ignore[arg-type]
    names = {project.id: project.name for project in election.projects}
    for each in sorted(result.told, key=lambda each: (each.order or 0, -each.supporters, each.project)):
        name = f"{each.project} {names[each.project]}".strip()
        row = (escape(name), said(each.cost), f"{each.supporters:,}", escape(each.words))
        (funded if each.funded else missed).add_row(*row)
    tables = [funded, missed] if len(outcome.winners) < len(election.projects) else [funded]
    if beside:
        rules = Table(title="Side by side", title_justify="left", title_style="bold")
        for title, *rest in side_by_side([result, *beside]):
            if not rules.columns:
                for heading in (title, *rest):
                    rules.add_column(heading, justify="left" if heading == title else "right")
            else:
                rules.add_row(title, *rest)
        tables.append(rules)
    show_tables(*tables, *(escape(line) for line in fairness_in_words(result)))


def summary(election: Election, result: Result) -> str:
    """One sentence of what came out."""
    from commonground.budgeting import said

    outcome = result.outcome
    raised = f", with shares raised by {outcome.raised:,}" if outcome.raised else ""
    return (
        f"{result.name}: {len(outcome.winners):,} of {len(election.projects):,} projects funded, for "
        f"{said(outcome.cost)} of {said(outcome.budget)}, by {len(election.cast):,} ballots{raised}."
    )


def fairness_in_words(result: Result) -> list[str]:
    """What the outcome leaves to be wished for."""
    figures = result.fairness
    said = [
        f"Voters with none of their projects funded: {figures.with_nothing:,} ({figures.share_with_nothing:.1%}). "
        f"On average {figures.mean_funded:.2f} of a voter's projects are funded."
    ]
    if figures.blank:
        said.append(f"{figures.blank:,} ballots were blank.")
    if figures.unjustified:
        worst = max(figures.unjustified, key=lambda each: each.people)
        said.append(
            f"Justified representation fails: for example, {worst.people:,} supporters of {worst.project} have nothing, "
            f"and their part of the budget, {worst.money:,.0f}, would pay for it."
        )
    else:
        said.append("Justified representation holds: no group with nothing could pay for a project with its part.")
    if figures.unjustified_extended:
        worst = max(figures.unjustified_extended, key=lambda each: each.people)
        said.append(
            f"Extended justified representation (EJR+ up to any project) fails for {len(figures.unjustified_extended):,} "
            f"projects: for example, for {worst.people:,} supporters of {worst.project}."
        )
    else:
        said.append("Extended justified representation (EJR+ up to any project) holds.")
    return said


def side_by_side(results: Sequence[Result]) -> list[list[str]]:
    """Rules as columns: a header, and figures below."""
    from commonground.budgeting import said

    return [
        ["", *(each.name for each in results)],
        ["Projects funded", *(f"{len(each.outcome.winners):,}" for each in results)],
        ["Spent", *(said(each.outcome.cost) for each in results)],
        ["People with nothing", *(f"{each.fairness.share_with_nothing:.1%}" for each in results)],
        ["Funded projects for a voter", *(f"{each.fairness.mean_funded:.2f}" for each in results)],
        ["Groups left out unjustly", *(f"{len(each.fairness.unjustified_extended):,}" for each in results)],
    ]
