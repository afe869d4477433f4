"""The checks of the people a plan wants to hear: whose they are, which are answered, and answering one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import CharField, F, JSONField, Value
from django.db.models.functions import Cast, Concat

from alongside.knowledge.audiences import Audience, Check, audiences
from alongside.plans.doing import ChangedMeanwhile
from alongside.plans.models_doing import AudienceAnswer, PlannedActivity
from alongside.plans.models_methods import ChosenMethod
from alongside.record.actions import note

BETWEEN = "/"
PLANNED, CHOSEN, ANSWERED = "planned", "chosen", "answered"


@dataclass(frozen=True)
class Standing:
    """``kinds`` of the planned activities, ``audiences`` of the plan in the order of the library, ``answered`` as
    (audience, check)."""

    kinds: frozenset[str]
    audiences: tuple[Audience, ...]
    answered: frozenset[tuple[str, str]]

    def open(self, audience: Audience) -> list[Check]:
        return [check for check in audience.checks if (audience.key, check.key) not in self.answered]


def standing(scope: UUID) -> Standing:
    """An audience is in the plan when somebody chose a method for it, or planned an activity for it, and neither was
    taken out. One query: what the three tables say, as (which, words, data)."""
    data = JSONField()
    planned = PlannedActivity.objects.filter(scope=scope, cancelled_at=None).order_by()
    chosen = ChosenMethod.objects.filter(scope=scope, removed_at=None).order_by()
    answered = AudienceAnswer.objects.filter(scope=scope).order_by()
    text = CharField()
    said = planned.values_list(Value(PLANNED, text), Cast(F("kind"), text), "audiences").union(
        chosen.values_list(Value(CHOSEN, text), Cast(F("method"), text), "answers"),
        answered.values_list(
            Value(ANSWERED, text),
            Cast(Concat("audience", Value(BETWEEN), "check_key", output_field=text), text),
            Value([], data),
        ),
    )
    rows: dict[str, list[tuple[str, Any]]] = {PLANNED: [], CHOSEN: [], ANSWERED: []}
    for which, words, found in said:
        rows[which].append((words, found))
    return made_of(rows[PLANNED], (found for _method, found in rows[CHOSEN]), (words for words, _ in rows[ANSWERED]))


def made_of(planned: Iterable[tuple[str, list[str]]], chosen: Iterable[Any], answered: Iterable[str]) -> Standing:
    """From (kind, audiences) of activities, the answers behind methods, and ``audience/check`` of what is answered."""
    held = list(planned)
    wanted = {key for _kind, keys in held for key in keys} | {key for each in chosen for key in each.get("who", ())}
    answers = (each.partition(BETWEEN) for each in answered)
    return Standing(
        frozenset(kind for kind, _keys in held),
        tuple(each for key, each in audiences().items() if key in wanted),
        frozenset((audience, check) for audience, _between, check in answers),
    )


def newest_answers(scope: UUID) -> dict[tuple[str, str], AudienceAnswer]:
    """What holds now, by (audience, check)."""
    found: dict[tuple[str, str], AudienceAnswer] = {}
    for each in AudienceAnswer.objects.filter(scope=scope):  # the newest of each check first
        found.setdefault((each.audience, each.check_key), each)
    return found


@transaction.atomic
def answer(
    *,
    scope: UUID,
    audience: str,
    check: str,
    applies: bool,
    words: str,
    section: str,
    seen: int,
    by: UUID,
    at: datetime,
) -> AudienceAnswer:
    """Say how a check is met, or why it does not apply. ``seen`` is the number of the answer that was shown, 0 for
    none. The same again changes nothing. Raises ChangedMeanwhile."""
    held = AudienceAnswer.objects.filter(scope=scope, audience=audience, check_key=check)
    last = held.order_by("-number").first()
    said = (applies, words, section)
    if last is not None and (last.applies, last.words, last.section) == said:
        return last
    if seen != (last.number if last else 0):
        raise ChangedMeanwhile
    try:
        with transaction.atomic():
            made = AudienceAnswer.objects.create(
                scope=scope,
                audience=audience,
                check_key=check,
                number=seen + 1,
                applies=applies,
                words=words,
                section=section,
                by=by,
                at=at,
            )
    except IntegrityError as clash:  # a colleague answered at the same moment
        raise ChangedMeanwhile from clash
    verb = "plan.check-answered" if applies else "plan.check-not-applicable"
    note(
        scope=scope,
        by=by,
        verb=verb,
        subject=f"audience-check:{made.pk}",
        detail={"check": check, "audience": audience},
    )
    return made
