"""What a plan's own rows give to its checks."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateTimeField, F, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from alongside.core.dates import local
from alongside.people.accounts.models import Person
from alongside.plans.facts import Confirmed, OptionFact, Said, SheetFact, Step, give
from alongside.plans.models import (
    ChangeOption,
    Confirmation,
    ConsultationPart,
    DatedStep,
    Decision,
    DutyAssessment,
    OptionStanding,
    SectionEdition,
    Sheet,
    Statement,
    TimetableChoice,
)
from alongside.plans.sheets import TEMPLATES
from alongside.plans.writing import Filled
from alongside.questionnaires.flow import facts as facts_of


def _text(words: str) -> Value:
    return Value(words, output_field=TextField())


def _given(scope: UUID) -> dict[str, Any]:
    """Three queries."""
    sheets = sheets_of(scope)
    facts = {key: _sheet(found) for key, found in sheets.items()}
    return {
        "plan_begun": "plan" in sheets,
        "method": bool("plan" in facts and facts["plan"].facts.get("plan.method")),
        "options": tuple(_options(scope)),
        "sheets": facts,
        **_said_and_read(scope),
    }


def sheets_of(scope: UUID) -> dict[str, Filled]:
    """Every sheet in which somebody wrote something, with its newest editions, by template. One query."""
    newest: dict[Sheet, dict[str, SectionEdition]] = {}
    editions = SectionEdition.objects.filter(sheet__scope=scope).select_related("sheet")
    for edition in editions.order_by("sheet__template", "section", "-number"):
        newest.setdefault(edition.sheet, {}).setdefault(edition.section, edition)
    found = {sheet.template: Filled(sheet, TEMPLATES[sheet.template], held) for sheet, held in newest.items()}
    return {key: each for key, each in found.items() if each.said}


def _sheet(found: Filled) -> SheetFact:
    sheet = found.sheet
    says = {key: _plain(each.answers) for key, each in sorted(found.newest.items()) if each.answers}
    return SheetFact(
        begun_on=local(sheet.started_at).date(),
        approved_on=local(sheet.approved_at).date() if sheet.approved_at else None,
        published_on=local(sheet.published_at).date() if sheet.published_at else None,
        facts=facts_of(found.template.definition, found.said),
        prints=sha256(json.dumps(says, sort_keys=True).encode()).hexdigest(),
        changed_since=sheet.approved_at is not None and sheet.approved_editions != found.numbers,
    )


def _plain(answers: Any) -> Any:
    """What is said, without capitals, spaces and marks: putting a full stop is no other answer."""
    if isinstance(answers, dict):
        return {key: _plain(value) for key, value in sorted(answers.items())}
    if isinstance(answers, list):
        return [_plain(each) for each in answers]
    return " ".join(re.findall(r"\w+", answers.casefold())) if isinstance(answers, str) else answers


def _options(scope: UUID) -> Iterable[OptionFact]:
    """In the order of the log, each as it stands. One query: an option has a standing from its first day."""
    needed = [str(words) for words in ChangeOption.NEEDED.values()]
    own = ("title", "origin", "preferred", "provisional", "shaped_by", *ChangeOption.NEEDED)
    columns = ("option", "standing", "on", "reason", *(f"option__{name}" for name in own))
    standings = OptionStanding.objects.filter(option__scope=scope).order_by("option__number", "-on", "-at")
    seen: set[UUID] = set()
    for row in standings.values_list(*columns):
        option, standing, on, reason, title, origin, preferred, provisional, shaped_by, *says = row
        if option in seen:
            continue
        seen.add(option)
        yield OptionFact(
            title=title,
            origin=origin,
            standing=standing,
            standing_on=on,
            reason=reason,
            missing=tuple(words for words, said in zip(needed, says, strict=True) if not said),
            preferred=preferred,
            provisional=bool(provisional),
            shaped_by=bool(shaped_by),
        )


def _said_and_read(scope: UUID) -> dict[str, Any]:
    """Parts, statements and confirmations in one query: rows of the same five columns."""

    def words(value: Any) -> Cast:
        return Cast(value, TextField())

    name = Subquery(Person.objects.filter(pk=OuterRef("by")).values("name")[:1], output_field=CharField())
    at = Cast("at", DateTimeField())
    parts = ConsultationPart.objects.filter(scope=scope).values_list(
        words(Value("part")), words(F("part")), words(F("document")), words(Value("")), at
    )
    said = Statement.objects.filter(scope=scope).values_list(
        words(Cast("shows", TextField())), words(F("item")), words(F("words")), words(Coalesce(name, Value(""))), at
    )
    read = Confirmation.objects.filter(scope=scope).values_list(
        words(Value("read")), words(F("document")), words(F("name")), words(Cast("read_on", TextField())), at
    )
    steps = DatedStep.objects.filter(scope=scope).values_list(
        words(Value("step")),
        words(F("item")),
        words(F("who")),
        words(Concat(Cast("on", TextField()), _text(" "), Coalesce(Cast("told", TextField()), _text("")))),
        at,
    )
    rows: list[tuple[str, str, str, str, datetime]] = list(
        parts.order_by().union(said.order_by(), read.order_by(), steps.order_by(), all=True)
    )
    told = sorted((row for row in rows if row[0] not in ("part", "read", "step")), key=lambda row: row[4], reverse=True)
    return {
        "parts": {part: document for kind, part, document, *_rest in rows if kind == "part" and document},
        "said": tuple(
            Said(item, kind in ("1", "true"), said_words, who, local(when).date())
            for kind, item, said_words, who, when in told
        ),
        "steps": tuple(
            _step(item, who, days)
            for _kind, item, who, days, _when in sorted(
                (row for row in rows if row[0] == "step"),
                key=lambda row: (row[3][:10], row[4]),
                reverse=True,
            )
        ),
        "confirmed": tuple(
            Confirmed(who, document, datetime.fromisoformat(on).date())
            for kind, document, who, on, _when in rows
            if kind == "read"
        ),
    }


def _step(item: str, who: str, days: str) -> Step:
    on, _space, told = days.partition(" ")
    return Step(item, date.fromisoformat(on), who, date.fromisoformat(told) if told else None)


def _facts(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "duties_answered": values["answers"] is not None,
        "formats_wanted": tuple(values["formats"] or ()),
        "decided_on": values["decided_on"],
        "decision_minute": values["minute"] or "",
    }


def _newest(rows: Any, column: str) -> Subquery:
    return Subquery(rows.filter(scope=OuterRef("pk")).values(column)[:1])


give(
    "plans",
    _given,
    {
        "answers": _newest(DutyAssessment.objects.order_by("-number"), "answers"),
        "formats": _newest(TimetableChoice.objects.order_by("-number"), "formats"),
        "decided_on": _newest(Decision.objects.order_by("-decided_on", "-at"), "decided_on"),
        "minute": _newest(Decision.objects.order_by("-decided_on", "-at"), "minute"),
    },
    _facts,
)
