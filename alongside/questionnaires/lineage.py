"""One question through all its editions: which words it had, who could have chosen what, and how many did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .flow import counted, visible
from .types import Answers, Definition, Kind, Option, Row, State, chosen

History = Mapping[int, Definition]
"""Published editions by number."""


@dataclass(frozen=True)
class Part:
    """An option or a row through the editions.

    `labels` has (edition, words) wherever the words changed, oldest first. `editions` are those that
    offered it. `replaces` and `replaced_by` lead to what stood in its place with another meaning.
    """

    key: str
    labels: tuple[tuple[int, str], ...]
    editions: tuple[int, ...]
    replaces: str = ""
    replaced_by: str = ""

    @property
    def label(self) -> str:
        return self.labels[-1][1]

    @property
    def earlier_labels(self) -> tuple[tuple[int, str], ...]:
        return self.labels[:-1]


@dataclass(frozen=True)
class Line:
    """A question through the editions. Options and rows: those offered last in their order, then older ones."""

    key: str
    kind: Kind
    wordings: tuple[tuple[int, str], ...]
    editions: tuple[int, ...]
    options: tuple[Part, ...]
    rows: tuple[Part, ...]
    replaces: str = ""
    replaced_by: str = ""

    @property
    def wording(self) -> str:
        return self.wordings[-1][1]


def lineage(history: History, key: str) -> Line:
    """Raises KeyError when no edition has the question."""
    having = {number: edition.by_key[key] for number, edition in sorted(history.items()) if key in edition.by_key}
    if not having:
        raise KeyError(key)
    latest = having[max(having)]
    others = [question for edition in history.values() for question in edition.questions]
    return Line(
        key=key,
        kind=latest.kind,
        wordings=_when_changed((number, question.wording) for number, question in having.items()),
        editions=tuple(having),
        options=_parts({number: question.options for number, question in having.items()}),
        rows=_parts({number: question.rows for number, question in having.items()}),
        replaces=latest.replaces,
        replaced_by=next((question.key for question in others if question.replaces == key), ""),
    )


def _parts(by_edition: Mapping[int, tuple[Option, ...] | tuple[Row, ...]]) -> tuple[Part, ...]:
    numbers = sorted(by_edition, reverse=True)
    order = list(dict.fromkeys(part.key for number in numbers for part in by_edition[number] if not part.retired))
    replaced_by = {part.replaces: part.key for parts in by_edition.values() for part in parts if part.replaces}
    found = []
    for key in order:
        offered = [
            (number, part)
            for number in reversed(numbers)
            for part in by_edition[number]
            if part.key == key and not part.retired
        ]
        found.append(
            Part(
                key=key,
                labels=_when_changed((number, part.label) for number, part in offered),
                editions=tuple(number for number, _ in offered),
                replaces=offered[-1][1].replaces,
                replaced_by=replaced_by.get(key, ""),
            )
        )
    return tuple(found)


def _when_changed(said: Iterable[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    found: list[tuple[int, str]] = []
    for number, words in said:
        if not found or found[-1][1] != words:
            found.append((number, words))
    return tuple(found)


def bases(line: Line, answered: Mapping[int, int]) -> dict[str, int]:
    """How many people could have chosen each option, or answered each row.

    `answered` is {edition: people who answered this question under it}.
    """
    return {
        part.key: sum(answered.get(edition, 0) for edition in part.editions) for part in (line.rows or line.options)
    }


@dataclass(frozen=True)
class Tally:
    """One question counted over all editions. `counts` and `bases` by option key; states by name.

    `asked` met the question or would have; `not_asked` were routed past it or had an edition without it.
    """

    counts: dict[str, int]
    bases: dict[str, int]
    answered: int
    left_blank: int
    cannot_read: int
    double_ticked: int
    not_asked: int


def tally(history: History, submissions: Iterable[tuple[int, Answers]], key: str) -> Tally:
    """Count one question with options. `submissions` are (edition answered, all stored answers)."""
    line = lineage(history, key)
    counts: Counter[str] = Counter()
    answered: Counter[int] = Counter()
    states: Counter[str] = Counter()
    for number, answers in submissions:
        edition = history[number]
        if key not in visible(edition, answers):
            states["not_asked"] += 1
            continue
        answer = counted(edition, answers).get(key)
        if answer is not None and answer.says_something:
            answered[number] += 1
            counts.update(chosen(edition.by_key[key], answer))
        else:
            states[answer.state if answer is not None else State.LEFT_BLANK] += 1
    return Tally(
        counts={part.key: counts[part.key] for part in line.options},
        bases=bases(line, answered),
        answered=answered.total(),
        left_blank=states[State.LEFT_BLANK] + states[State.ANSWERED],
        cannot_read=states[State.CANNOT_READ],
        double_ticked=states[State.DOUBLE_TICKED],
        not_asked=states["not_asked"],
    )
