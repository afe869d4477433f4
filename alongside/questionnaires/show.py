"""An answer as something to look at: labels instead of keys, for check pages, staff and print."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from .formats import write_number
from .types import Answer, DateParts, Kind, Question, State


@dataclass(frozen=True)
class Shown:
    """One line: what was chosen or typed, the statement or place it belongs to, and own words.

    `state` is set where this line was not simply answered. `date` and `parts` are set for dates, so that
    the page can write them in its language.
    """

    text: str = ""
    label: str = ""
    words: str = ""
    state: State = State.ANSWERED
    date: datetime.date | None = None
    parts: DateParts = DateParts.DAY


def show_answer(question: Question, answer: Answer | None) -> list[Shown]:
    """Lines in printed order; a single line with its state where there is no answer. Never fails."""
    if answer is None:
        return [Shown(state=State.LEFT_BLANK)]
    if question.kind is Kind.MATRIX and (answer.says_something or answer.rows):
        return _statements(question, answer)
    if not answer.says_something:
        ticked = ", ".join(_label(question, key) for key in answer.ticked)
        state = State.LEFT_BLANK if answer.state is State.ANSWERED else answer.state
        return [Shown(text=ticked, state=state)]
    value = answer.value
    if isinstance(value, list):
        places = question.kind is Kind.RANKING
        return [
            Shown(_label(question, key), str(place) if places else "", answer.words.get(key, ""))
            for place, key in enumerate(value, 1)
        ]
    if isinstance(value, dict):
        shown = {name: text for name, text in value.items() if name != "fifth"}
        return [Shown(_label(question, text) if name == "area" else text, name) for name, text in shown.items()]
    if isinstance(value, (int, float)):
        return [Shown(write_number(value), question.limits.unit)]
    text = str(value)
    if question.kind is Kind.DATE:
        return [_date(text)]
    if text in question.option_by_key:
        return [Shown(_label(question, text), words=answer.words.get(text, ""))]
    return [Shown(text)]


def _statements(question: Question, answer: Answer) -> list[Shown]:
    value = answer.value if isinstance(answer.value, dict) else {}
    keys = [row.key for row in question.rows if not row.retired or row.key in value]
    keys += [key for key in value if key not in question.row_by_key]
    lines = []
    for key in keys:
        row = question.row_by_key.get(key)
        state = State.ANSWERED if key in value else answer.rows.get(key, State.LEFT_BLANK)
        text = _label(question, value[key]) if key in value else ""
        lines.append(Shown(text, row.label if row else key, state=state))
    return lines


def _label(question: Question, key: str) -> str:
    option = question.option_by_key.get(key)
    return option.label if option else key


def _date(text: str) -> Shown:
    parts = {4: DateParts.YEAR, 7: DateParts.MONTH}.get(len(text), DateParts.DAY)
    try:
        return Shown(text, date=datetime.date.fromisoformat((text + "-01-01")[:10]), parts=parts)
    except ValueError:
        return Shown(text)
