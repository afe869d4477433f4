"""Beginning a plan with words that somebody else wrote, and keeping one's own for others."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from alongside.organisations.models import Organisation
from alongside.plans.models import KeptPlan, SectionEdition, Sheet
from alongside.plans.scrubbing import Names, without_people
from alongside.plans.sheets import TEMPLATES
from alongside.plans.suggesting import suggest
from alongside.plans.writing import Filled, begin
from alongside.questionnaires.codec import answers_to_json
from alongside.questionnaires.types import TEXTS, Answer
from alongside.record.actions import note

PLAN = "plan"
Words = Mapping[str, Mapping[str, str]]
"""{section: {question: words}}"""


class NameTaken(Exception):
    """The organisation keeps another plan under that name."""


def kept_plans(organisation: Organisation) -> QuerySet[KeptPlan]:
    """Those that are offered."""
    return KeptPlan.objects.filter(organisation=organisation, ended_at=None)


def is_blank(scope: UUID) -> bool:
    """Whether nobody has written in the plan yet."""
    return not SectionEdition.objects.filter(sheet__scope=scope, sheet__template=PLAN).exists()


@transaction.atomic
def begin_with(*, scope: UUID, words: Words, by: UUID, at: datetime) -> bool:
    """Begin a plan with suggested words, marked as such. No section is complete. Nothing is done where somebody wrote
    already."""
    sheet = begin(scope=scope, template=PLAN, by=by, at=at)
    Sheet.objects.select_for_update().get(pk=sheet.pk)
    if not is_blank(scope):
        return False
    for section in TEMPLATES[PLAN].definition.sections:
        said = words.get(section.key, {})
        answers = {each.key: Answer(suggest(said[each.key])) for each in section.questions if each.key in said}
        if answers:
            SectionEdition.objects.create(
                sheet=sheet, section=section.key, number=1, answers=answers_to_json(answers), by=by, at=at
            )
    return True


def words_of(found: Filled, names: Names) -> dict[str, dict[str, str]]:
    """What a plan says in words of its own, without people and dates: choices and suggestions are not kept."""
    kept: dict[str, dict[str, str]] = {}
    for section in found.template.definition.sections:
        for question in section.questions:
            answer = found.said.get(question.key)
            if question.kind in TEXTS and answer is not None and isinstance(answer.value, str):
                kept.setdefault(section.key, {})[question.key] = without_people(answer.value, names)
    return kept


def digest_of(words: Words) -> str:
    """By which words that somebody read are known again."""
    plain = json.dumps({key: dict(each) for key, each in words.items()}, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()


@transaction.atomic
def keep_plan(*, organisation: Organisation, name: str, what: str, words: Words, by: UUID, at: datetime) -> KeptPlan:
    """Keep words for others. The same again changes nothing. Raises NameTaken."""
    sections = {key: dict(each) for key, each in words.items()}
    there = kept_plans(organisation).filter(name=name).first()
    if there is None:
        try:
            with transaction.atomic():
                made = KeptPlan.objects.create(
                    organisation=organisation, name=name, what=what, sections=sections, by=by, at=at
                )
        except IntegrityError:  # a colleague took the name at the same moment
            raise NameTaken from None
        _note(made, by, "kept")
        return made
    if (there.what, there.sections) != (what, sections):
        raise NameTaken
    return there


@transaction.atomic
def end_plan(*, kept: KeptPlan, by: UUID, at: datetime) -> None:
    """Offer it no more. Plans that began with it stay as they are."""
    if KeptPlan.objects.filter(pk=kept.pk, ended_at=None).update(ended_at=at):
        _note(kept, by, "ended")


def _note(kept: KeptPlan, by: UUID, did: str) -> None:
    note(
        scope=kept.organisation_id,
        by=by,
        verb=f"plan-template.{did}",
        subject=f"plan-template:{kept.pk}",
        detail={"name": kept.name},
    )
