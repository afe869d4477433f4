"""From columns to questions: groups of columns, kinds, corrections, and warnings where we are not sure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .groups import Group, find_groups
from .joined import split_choices
from .kinds import SURE, Reading, answers_of, infer
from .problems import KIND_NAMES, CannotRead, Kind, Note
from .sources import Table
from .vocabularies import band_order, scale_order


@dataclass(frozen=True)
class Question:
    """One question of an export.

    `columns` are positions in the export's columns; a column of own words belongs to its group and, as text,
    to a question of its own. `reading` says the kind, the reason, and how sure; `group` is set where there
    is a column an option; `corrected` where a person gave the kind.
    """

    label: str
    columns: tuple[int, ...]
    reading: Reading
    group: Group | None = None
    corrected: bool = False

    @property
    def kind(self) -> Kind:
        return self.reading.kind

    @property
    def doubtful(self) -> bool:
        return self.reading.sure < SURE and not self.corrected


def find_questions(table: Table, corrections: Mapping[str, Kind]) -> tuple[list[Question], list[Note]]:
    """The questions of a table in the order of its columns, and what to warn of. Raises `CannotRead`."""
    columns, header = table.columns, table.header
    groups = {group.columns[0]: group for group in find_groups(columns, header)}
    split = _to_take_apart(groups, header.labels, corrections)
    questions: list[Question] = []
    i = 0
    while i < len(columns):
        group = groups.get(i)
        if group is None or group.label in split:
            questions.append(Question(header.labels[i], (i,), infer(columns[i], header.labels[i])))
            i += 1
            continue
        reading = Reading("multiple", group.reason, group.sure, options=group.options)
        questions.append(Question(group.label, group.columns, reading, group))
        for own in sorted(group.own_words):
            words = infer(columns[own], header.labels[own])
            if words.kind not in ("short_text", "long_text", "empty", "identifier"):
                reason = "People wrote their own words for “other”."
                words = Reading("short_text", reason, min(words.sure, 0.8))
            questions.append(Question(header.labels[own], (own,), words))
        i = group.columns[-1] + 1
    questions = _distinct(questions)
    known = {question.label for question in questions}
    for label in corrections:
        if label not in known:
            raise CannotRead("kinds_label", label=label)
    questions = [_corrected(question, table, corrections) for question in questions]
    return questions, [
        Note("kind_doubtful", {"label": q.label, "kind": KIND_NAMES[q.kind], "reason": q.reading.reason})
        for q in questions
        if q.doubtful
    ]


def _to_take_apart(groups: Mapping[int, Group], labels: tuple[str, ...], corrections: Mapping[str, Kind]) -> set[str]:
    """Groups that a correction takes apart: it names one of their columns, or gives another kind."""
    own = {labels[i] for group in groups.values() for i in group.own_words}
    return {
        group.label
        for group in groups.values()
        if corrections.get(group.label, "multiple") != "multiple"
        or any(labels[i] in corrections and labels[i] not in own for i in group.columns)
    }


def _distinct(questions: list[Question]) -> list[Question]:
    """The same questions with labels that are each different."""
    seen: dict[str, int] = {}
    result = []
    for question in questions:
        seen[question.label] = number = seen.get(question.label, 0) + 1
        result.append(question if number == 1 else replace(question, label=f"{question.label} ({number})"))
    return result


def _corrected(question: Question, table: Table, corrections: Mapping[str, Kind]) -> Question:
    kind = corrections.get(question.label)
    if kind is None:
        return question
    reading = replace(question.reading, kind=kind, reason="The kinds file says so.", sure=1.0)
    if question.group is None:
        answers = answers_of(table.columns[question.columns[0]], question.label)
        if kind == "multiple":
            found = split_choices(answers.values, answers.times)
            mark = found.mark if found else max(";,|\n", key=lambda m: sum(m in v for v in answers.values))
            reading = replace(reading, mark=mark, options=found.options if found else ())
        elif kind in ("single", "scale") and not reading.order:
            order = scale_order(answers.values) or band_order(answers.values) or ()
            reading = replace(reading, order=tuple(order))
    return replace(question, reading=reading, corrected=True)
