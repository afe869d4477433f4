"""Answers side by side: one array a question, so that hundreds of thousands are counted in milliseconds. Pure.

Rows are responses that count. A code is the place of an option in ``Layout.options``, which only ever grows: keys
are for ever. Below zero it says why there is no answer. Equality answers stand beside answers here, so arrays are
sealed before they are kept (see ``keeping``): a copy of the tables joins nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
import numpy.typing as npt

from alongside.questionnaires.flow import visible
from alongside.questionnaires.lineage import History
from alongside.questionnaires.types import MANY_CHOICES, ONE_CHOICE, Answer, Definition, Kind, Question, State

Arrays = dict[str, npt.NDArray[Any]]

LEFT_BLANK, NOT_ASKED, CANNOT_READ, DOUBLE_TICKED = -1, -2, -3, -4
_STATES = {State.LEFT_BLANK: LEFT_BLANK, State.CANNOT_READ: CANNOT_READ, State.DOUBLE_TICKED: DOUBLE_TICKED}
NOT_RANKED = -1
ABOUT = "about:"
"""Prefix of the columns with equality answers; -1 is not known."""

CHANNELS = ("web", "paper", "phone", "in-person", "partner")
CAPACITIES = ("self", "with", "for", "group")


class Row(NamedTuple):
    """A response as it is read: whose, how, when, under which edition, and every stored answer."""

    contribution: UUID
    voice: UUID
    key: int
    day: date
    channel: str
    capacity: str
    language: str
    edition: int
    late: bool
    answers: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Layout:
    """The codes of one question: options and rows of all editions, in the order in which they first appeared."""

    key: str
    kind: Kind
    options: tuple[str, ...]
    rows: tuple[str, ...]

    @property
    def one(self) -> bool:
        """Answered with one option (of a postcode question: the area)."""
        return self.kind in ONE_CHOICE or (self.kind is Kind.POSTCODE and bool(self.options))


def layouts(history: History) -> dict[str, Layout]:
    """By question key, in the order of the newest edition, then older questions."""
    found: dict[str, Layout] = {}
    order = [q.key for number in sorted(history, reverse=True) for q in history[number].questions]
    for key in dict.fromkeys(order):
        having = [history[number].by_key[key] for number in sorted(history) if key in history[number].by_key]
        found[key] = Layout(
            key,
            having[-1].kind,
            tuple(dict.fromkeys(option.key for question in having for option in question.options)),
            tuple(dict.fromkeys(row.key for question in having for row in question.rows)),
        )
    return found


def characteristics(history: History) -> dict[str, Layout]:
    """Equality questions that sort everyone into one group each."""
    return {key: layout for key, layout in layouts(history).items() if layout.kind in ONE_CHOICE}


def encode(rows: Sequence[Row], history: History, about: Iterable[str] = ()) -> Arrays:
    """The arrays of some responses. ``about`` names the characteristics: none is known yet."""
    arrays: Arrays = {
        "id": np.array([row.contribution.bytes for row in rows], dtype="V16"),
        "voice": np.array([row.voice.bytes for row in rows], dtype="V16"),
        "key": np.array([row.key for row in rows], dtype=np.uint64),
        "day": np.array([row.day.toordinal() for row in rows], dtype=np.int32),
        "channel": np.array([_place(CHANNELS, row.channel) for row in rows], dtype=np.int8),
        "capacity": np.array([_place(CAPACITIES, row.capacity) for row in rows], dtype=np.int8),
        "language": np.array([row.language.encode() for row in rows], dtype="S10"),
        "edition": np.array([row.edition for row in rows], dtype=np.int16),
        "late": np.array([row.late for row in rows], dtype=np.bool_),
    }
    read = [_read(history[row.edition], row.answers) for row in rows]
    for layout in layouts(history).values():
        arrays.update(_columns(layout, history, [row.edition for row in rows], read))
    arrays["about_id"] = np.zeros(len(rows), dtype="V16")
    for key in about:
        arrays[ABOUT + key] = np.full(len(rows), -1, dtype=np.int8)
    return arrays


def _place(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else -1


def _read(edition: Definition, stored: Mapping[str, Mapping[str, Any]]) -> dict[str, Answer | None]:
    """What counts, by key: an answer, or None where the question was met and passed. Absent: never asked."""
    answers = {
        key: Answer(raw.get("value"), state=State(raw.get("state", State.ANSWERED)), rows=raw.get("rows", {}))
        for key, raw in stored.items()
    }
    shown = visible(edition, answers) if edition.conditions else edition.by_key
    return {key: answers.get(key) for key in shown}


def _state(answer: Answer | None) -> int:
    if answer is None:
        return LEFT_BLANK
    return 0 if answer.says_something else _STATES.get(answer.state, LEFT_BLANK)


def _columns(
    layout: Layout, history: History, editions: Sequence[int], read: Sequence[Mapping[str, Answer | None]]
) -> Arrays:
    key = layout.key
    states = np.array([_state(each[key]) if key in each else NOT_ASKED for each in read], dtype=np.int8)
    values = [
        answer.value if (answer := each.get(key)) is not None and answer.says_something else None for each in read
    ]
    codes = {option: place for place, option in enumerate(layout.options)}
    if layout.one:
        chosen = (value.get("area", "") if isinstance(value, dict) else value for value in values)
        ones = np.array(
            [codes.get(value, LEFT_BLANK) if isinstance(value, str) else LEFT_BLANK for value in chosen], np.int16
        )
        return {key: np.where(states == 0, ones, states).astype(np.int16)}
    if layout.kind is Kind.MATRIX:
        return {key: _matrix(layout, codes, history, editions, states, read)}
    if layout.kind in MANY_CHOICES:
        ticks = np.zeros((len(read), len(codes)), dtype=np.bool_)
        for place, value in enumerate(values):
            for option in value if isinstance(value, list) else ():
                if option in codes:
                    ticks[place, codes[option]] = True
        return {key: states, f"{key}#ticks": ticks}
    if layout.kind is Kind.RANKING:
        places = np.full((len(read), len(codes)), NOT_RANKED, dtype=np.int8)
        for person, value in enumerate(values):
            for place, option in enumerate(value if isinstance(value, list) else ()):
                if option in codes:
                    places[person, codes[option]] = place
        return {key: states, f"{key}#places": places}
    if layout.kind is Kind.NUMBER:
        numbers = [float(value) if isinstance(value, (int, float)) else np.nan for value in values]
        return {key: states, f"{key}#number": np.array(numbers, dtype=np.float64)}
    if layout.kind is Kind.DATE:
        return {key: states, f"{key}#day": np.array([_ordinal(value) for value in values], dtype=np.int32)}
    return {key: states}


def _matrix(
    layout: Layout,
    codes: Mapping[str, int],
    history: History,
    editions: Sequence[int],
    states: npt.NDArray[np.int8],
    read: Sequence[Mapping[str, Answer | None]],
) -> npt.NDArray[np.int16]:
    """A column a statement. One that its edition did not have was not asked."""
    grid = np.full((len(read), len(layout.rows)), NOT_ASKED, dtype=np.int16)
    offered = {
        number: {row.key for row in _question(edition, layout.key).offered_rows}
        for number, edition in history.items()
        if layout.key in edition.by_key
    }
    for person, each in enumerate(read):
        if layout.key not in each:
            continue
        answer = each[layout.key]
        value = answer.value if answer is not None and isinstance(answer.value, dict) else {}
        for place, row in enumerate(layout.rows):
            if row not in offered[editions[person]]:
                continue
            if row in value:
                grid[person, place] = codes.get(value[row], LEFT_BLANK)
            elif answer is not None and row in answer.rows:
                grid[person, place] = _STATES.get(State(answer.rows[row]), LEFT_BLANK)
            else:
                grid[person, place] = min(int(states[person]), LEFT_BLANK)
    return grid


def _question(edition: Definition, key: str) -> Question:
    return edition.by_key[key]


def _ordinal(value: object) -> int:
    """The day of an ISO date; of a month or a year, its first day. 0 where there is none."""
    if not isinstance(value, str):
        return 0
    parts = [int(part) for part in value.split("-")]
    return date(*[*parts, 1, 1][:3]).toordinal()


def rows_of(arrays: Arrays) -> int:
    return len(arrays["id"])


def joined(parts: Sequence[Arrays]) -> Arrays:
    """Some arrays after each other. Options and questions that came later are filled in as not asked."""
    names = dict.fromkeys(name for part in parts for name in part)
    return {name: _stacked(name, parts) for name in names}


def _stacked(name: str, parts: Sequence[Arrays]) -> npt.NDArray[Any]:
    having = [part[name] for part in parts if name in part]
    width = max((array.shape[1] for array in having if array.ndim == 2), default=0)
    filling = _filling(name)
    filled = []
    for part in parts:
        array = part.get(name)
        if array is None:
            shape = (rows_of(part), width) if width else (rows_of(part),)
            array = np.full(shape, filling, dtype=having[0].dtype)
        elif array.ndim == 2 and array.shape[1] < width:
            array = np.pad(array, ((0, 0), (0, width - array.shape[1])), constant_values=filling)
        filled.append(array)
    return filled[0] if len(filled) == 1 else np.concatenate(filled)


def _filling(name: str) -> Any:
    if name.startswith(ABOUT) or name.endswith("#places"):
        return -1
    if "#" not in name:
        return NOT_ASKED
    return {"ticks": False, "number": np.nan, "day": 0}[name.rpartition("#")[2]]


def picked(arrays: Arrays, which: npt.NDArray[Any]) -> Arrays:
    """The responses of a mask or of places."""
    return {name: array[which] for name, array in arrays.items()}
