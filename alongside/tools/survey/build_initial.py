"""What the form of a question is filled with at first: the question as it is."""

from typing import Any

from alongside.questionnaires.types import Condition, Op, Question, When
from alongside.tools.survey import builder

MOST_MEGABYTES = 10
KEEP = "keep"


def simple(condition: Condition) -> bool:
    """One test that the boxes can show."""
    return isinstance(condition, When) and not condition.row


def initial(question: Question) -> dict[str, Any]:
    """By the names of its boxes."""
    limits, test = question.limits, question.show_when
    found: dict[str, Any] = {
        "kind": question.kind.value,
        "wording": question.wording,
        "hint": question.hint,
        "background": question.background,
        "why_we_ask": question.why_we_ask,
        "lines": builder.lines_of(question.options, question.right),
        "right": question.right,
        "explanation": question.explanation,
        "rows": "\n".join(row.label for row in question.offered_rows),
        "roles": [role.value for role in builder.role_options(question.options)],
        "required": question.required,
        "required_reason": question.required_reason,
        "identifying": question.identifying,
        "who_sees": question.who_sees.value,
        "max_length": limits.max_length,
        "max_choices": limits.max_choices,
        "rank_at_least": limits.rank_at_least,
        "minimum": limits.minimum,
        "maximum": limits.maximum,
        "decimals": limits.decimals or None,
        "unit": limits.unit,
        "date_parts": limits.date_parts.value,
        "max_megabytes": (limits.max_bytes or MOST_MEGABYTES * 1_000_000) // 1_000_000,
    }
    if isinstance(test, When) and simple(test):
        found |= {
            "depends": test.question,
            "test": (Op.ANY_OF if test.op is Op.IS else test.op).value,
            "values": list(test.values),
            "number": test.number,
        }
    elif test is not None:
        found["depends"] = KEEP
    return found
