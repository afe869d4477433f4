"""Responses as a team reads them: the list, and one response in words. Monitoring answers are never here."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from alongside.activities.models import Channel, Contribution
from alongside.analysis.days import Days, by_day
from alongside.analysis.models import Mark, Tally
from alongside.projects.models import Project
from alongside.questionnaires.actions import answers_of, definition_by_id, definition_of
from alongside.questionnaires.flow import hidden_answers
from alongside.questionnaires.show import Shown, show_answer
from alongside.questionnaires.types import Kind, Question
from alongside.tools.survey.models import Response

PAGE = 50


@dataclass(frozen=True)
class Listed:
    """One response in the list. ``marks`` are (kind, words); ``words`` are the first they wrote as their own."""

    marks: list[tuple[str, str]]
    words: str
    contribution: UUID
    number: str
    received_at: datetime
    late: bool
    channel: str
    capacity: str
    group_size: int | None


@dataclass(frozen=True)
class Page:
    """Newest first; ``older`` is the address part that goes on, empty at the end."""

    responses: list[Listed]
    older: str


@dataclass(frozen=True)
class HowMany:
    """What the worker counted: (key, words, how many) of every channel, in a fixed order, zeros too; and by day."""

    total: int
    channels: list[tuple[str, str, int]]
    days: Days | None
    upto: datetime | None
    behind: bool


def how_many(project: Project) -> HowMany:
    """From the kept tallies: counting everything on each look would cost more with every answer. One query."""
    newer = Contribution.objects.counted().filter(activity=OuterRef("activity"), received_at__gt=OuterRef("upto"))
    tallies = list(
        Tally.objects.filter(activity__project=project)
        .annotate(newer=Exists(newer))
        .values_list("responses", "counts__channels", "counts__days", "upto", "newer")
    )
    counts: Counter[str] = Counter()
    days: Counter[str] = Counter()
    for _responses, channels, came, _upto, _newer in tallies:
        counts.update(channels or {})
        days.update(came or {})
    return HowMany(
        sum(responses for responses, *_others in tallies),
        [(each.value, str(each.label), counts[each.value]) for each in Channel],
        by_day(days),
        min((upto for *_others, upto, _newer in tallies), default=None),
        any(newer for *_others, newer in tallies),
    )


def _filtered(project: Project, chosen: Mapping[str, str]) -> QuerySet[Response]:
    found = Response.objects.filter(contribution__project=project, contribution__withdrawn_at=None)
    if chosen.get("channel"):
        found = found.filter(contribution__channel=chosen["channel"])
    if chosen.get("capacity"):
        found = found.filter(contribution__capacity=chosen["capacity"])
    marks = Mark.objects.filter(project=project)
    if chosen.get("marked"):
        found = found.filter(contribution__in=marks.filter(kind=chosen["marked"]).values("contribution"))
    if chosen.get("tag"):
        tagged = marks.filter(kind=Mark.Kind.TAG, words=chosen["tag"])
        found = found.filter(contribution__in=tagged.values("contribution"))
    if chosen.get("number"):
        found = found.filter(number__istartswith=chosen["number"].strip())
    return found


def page_of(project: Project, chosen: Mapping[str, str], after: str, *, personal: bool) -> Page:
    """Paged by key, so that the tenth thousand costs what the first does. Two queries, and one where an edition is new."""
    found = _filtered(project, chosen).order_by("-contribution__received_at", "-pk")
    if after:
        at, pk = _place(after)
        if at is not None and pk is not None:
            found = found.filter(Q(contribution__received_at__lt=at) | Q(contribution__received_at=at, pk__lt=pk))
    parts = ("received_at", "late", "channel", "capacity", "group_size")
    facts = ("pk", "contribution_id", "number", *(f"contribution__{part}" for part in parts))
    said = ("submission__edition_id", "submission__answers")
    rows: list[Any] = list(found.values_list(*facts, *said)[: PAGE + 1])
    shown = rows[:PAGE]
    older = f"{shown[-1][3].isoformat()}_{shown[-1][0].hex}" if len(rows) > PAGE else ""
    marks = _marks_of([row[1] for row in shown])
    words = [_first_words(*row[-2:], personal=personal) for row in shown]
    return Page(
        [Listed(marks.get(row[1], []), said, *row[1:-2]) for row, said in zip(shown, words, strict=True)], older
    )


def _may_read(question: Question, *, personal: bool) -> bool:
    """What says who somebody is stays with how to reach people; the rest is read by whom the question promised."""
    return not question.identifying and question.who_sees.reads(personal=personal)


def _first_words(edition: UUID, answers: Mapping[str, Any], *, personal: bool) -> str:
    """Of the first question that everyone is asked and that is answered in words: what routing hides is not shown."""
    definition = definition_by_id(edition)
    for question in definition.questions:
        open_to_all = _may_read(question, personal=personal) and question.key not in definition.conditions
        if question.kind is Kind.LONG_TEXT and open_to_all:
            said = answers.get(question.key, {}).get("value")
            if isinstance(said, str) and said.strip():
                return " ".join(said.split())
    return ""


def _marks_of(contributions: list[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    found: dict[UUID, list[tuple[str, str]]] = {}
    for contribution, kind, words in Mark.objects.filter(contribution__in=contributions).values_list(
        "contribution_id", "kind", "words"
    ):
        found.setdefault(contribution, []).append((kind, words))
    return found


YEARS = range(2000, 2200)  # a forged place may be no moment in every time zone


def _place(after: str) -> tuple[datetime | None, UUID | None]:
    at, _underscore, pk = after.partition("_")
    try:
        moment = datetime.fromisoformat(at)
        return (moment if timezone.is_aware(moment) and moment.year in YEARS else None), UUID(pk)
    except ValueError:
        return None, None


@dataclass(frozen=True)
class AnswerShown:
    question: Question
    number: int
    lines: list[Shown]
    hidden_by_routing: bool
    text: str
    marks: list[Mark]

    @property
    def may_be_quoted(self) -> bool:
        """A quote is for everyone: words that were promised to a few are not."""
        return bool(self.text) and self.question.who_sees.reads(personal=False)


def answers_shown(response: Response, *, personal: bool) -> list[AnswerShown]:
    """Every question this reader may see, with its answer; answers that routing hid since are marked as not counted.

    ``personal``: the reader may see personal details. Answers of which only counts are shown are read by nobody.
    """
    definition = definition_of(response.submission.edition)
    answers = answers_of(response.submission)
    hidden = hidden_answers(definition, answers)
    marks: dict[str, list[Mark]] = {}
    for mark in response.contribution.marks.all():
        marks.setdefault(mark.question, []).append(mark)
    shown = []
    for question in definition.questions:
        if not _may_read(question, personal=personal):
            continue
        answer = answers.get(question.key)
        if answer is None and question.key in definition.conditions:
            continue
        is_text = question.kind in (Kind.LONG_TEXT, Kind.SHORT_TEXT)
        text = str(answer.value) if answer is not None and is_text and answer.says_something else ""
        shown.append(
            AnswerShown(
                question,
                definition.numbers[question.key],
                show_answer(question, answer),
                question.key in hidden,
                text,
                marks.get(question.key, []),
            )
        )
    return shown


def tags_of(project: Project) -> list[tuple[str, int]]:
    """(tag, responses) of a project, by name."""
    rows: Any = (
        Mark.objects.filter(project=project, kind=Mark.Kind.TAG)
        .values_list("words")
        .annotate(count=Count("contribution", distinct=True))
        .order_by("words")
    )
    return list(rows)
