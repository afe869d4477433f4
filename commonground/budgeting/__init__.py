"""Shared budgets: what was voted, which projects that funds by which rule, and why.

`read_pabulib` makes an `Election` of a file (`BallotBox` helps to make one of anything else), `Index` turns it into
arrays once, `allocate` spends the budget by a rule, `explain` says why each project was funded or not, and `fairness`
says what the outcome leaves to be wished for.
"""

from commonground.budgeting.allocating import (
    COMPLETIONS,
    RULES,
    TIES,
    Completion,
    Outcome,
    Rule,
    Terms,
    Ties,
    allocate,
)
from commonground.budgeting.election import KINDS, Amount, BallotBox, Election, Kind, Limits, Project, plain, said
from commonground.budgeting.explaining import Explanation, Paid, explain
from commonground.budgeting.fairness import Failure, Fairness, fairness
from commonground.budgeting.index import SATISFACTIONS, Index, Satisfaction
from commonground.budgeting.pabulib import amount, read_pabulib, write_pabulib

__all__ = [
    "COMPLETIONS",
    "KINDS",
    "RULES",
    "SATISFACTIONS",
    "TIES",
    "Amount",
    "BallotBox",
    "Completion",
    "Election",
    "Explanation",
    "Failure",
    "Fairness",
    "Index",
    "Kind",
    "Limits",
    "Outcome",
    "Paid",
    "Project",
    "Rule",
    "Satisfaction",
    "Terms",
    "Ties",
    "allocate",
    "amount",
    "explain",
    "fairness",
    "plain",
    "read_pabulib",
    "said",
    "write_pabulib",
]
