"""Real budgets: the winners that pabutools 1.2 finds, in its order, for every rule it finishes in a minute.

winners.json holds them, rule by rule: ids with a space between. Its Phragmén winners come sorted, so order is not
compared there. Amounts below are those that algorithms.md of the shared folder names.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from commonground.budgeting import Index, Terms, allocate, explain, fairness, read_pabulib, write_pabulib

BUDGETS = Path(__file__).parents[4] / "shared" / "data" / "instances" / "budgets"
WINNERS: dict[str, dict[str, str]] = json.loads((Path(__file__).parent / "winners.json").read_text())
FILES = sorted(WINNERS)

pytestmark = pytest.mark.skipif(not BUDGETS.exists(), reason=f"the shared budgets are not in {BUDGETS}")


@cache
def index(file: str) -> Index:
    return Index(read_pabulib((BUDGETS / file).read_bytes().decode("utf-8-sig")))


@pytest.mark.parametrize("file", FILES)
def test_winners_are_those_of_pabutools(file: str) -> None:
    assert len(WINNERS[file]) >= 7
    for rule, theirs in WINNERS[file].items():
        terms: Any = Terms(*rule.split())  # type: ignore[arg-type]
        outcome = allocate(index(file), terms)
        ours = [index(file).election.projects[p].id for p in outcome.winners]
        assert (sorted(ours) if terms.rule == "phragmen" else ours) == theirs.split(), rule


MOKOTOW = "poland_warszawa_2021_mokotow.pb"
LODZ = "poland_lodz_2022_.pb"
TEOFILOW = "poland_lodz_2022_teofilow-wielkopolska.pb"


@pytest.mark.parametrize(
    "file, rule, number, cost",
    [
        (MOKOTOW, "greedy cost none", 22, 7146872),
        (MOKOTOW, "equal-shares cost none", 43, 5264695),
        (MOKOTOW, "equal-shares cardinality none", 56, 4699999),
        (MOKOTOW, "phragmen cost none", 67, 6712886),
        (LODZ, "greedy cost none", 16, 6112868),
        (LODZ, "equal-shares cost none", 29, 2987680),
        (LODZ, "phragmen cost none", 55, 6047180),
        ("poland_gdansk_2020_.pb", "equal-shares cost add1", 14, 3063200),
        (TEOFILOW, "equal-shares cost add1", 8, 786760),
        (TEOFILOW, "equal-shares cardinality add1", 8, 376760),
        ("poland_wroclaw_2021_.pb", "equal-shares cost none", 0, 0),
        ("poland_wroclaw_2021_.pb", "phragmen cost none", 8, 14250000),
        ("poland_wroclaw_2021_.pb", "greedy cost none", 8, 16000000),
        ("poland_katowice_2020_.pb", "equal-shares cost none", 6, 271922),
    ],
)
def test_known_outcomes(file: str, rule: str, number: int, cost: int) -> None:
    outcome = allocate(index(file), Terms(*rule.split()))  # type: ignore[arg-type]
    assert (len(outcome.winners), outcome.cost) == (number, cost)


@pytest.mark.parametrize("file", FILES)
def test_equal_shares_leave_no_group_out_and_payments_add_up(file: str) -> None:
    outcome = allocate(index(file), Terms())
    assert not fairness(index(file), outcome).unjustified_extended
    for each in explain(index(file), outcome):
        if each.paid is not None:
            assert each.paid.most * each.paid.in_full + each.paid.from_those == pytest.approx(float(each.cost))


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES)
def test_files_are_written_as_they_were_read(file: str) -> None:
    made = index(file).election
    again = read_pabulib(write_pabulib(made))
    assert (again.projects, again.ballots, again.points, again.cast) == (
        made.projects, made.ballots, made.points, made.cast,
    )  # fmt: skip
    assert again.voters == made.voters and again.facts == made.facts
