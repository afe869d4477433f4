"""What a team does to a survey: start it, change it, publish it and its changes. Each is recorded."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, QuerySet, Subquery
from django.utils import timezone

from alongside.activities.models import Activity
from alongside.plans.doing import link
from alongside.plans.models import PlannedActivity
from alongside.projects.models import Project, SectionEdit
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.codec import to_json
from alongside.questionnaires.editions import Change, Level, compare
from alongside.questionnaires.models import Edition
from alongside.questionnaires.rules import can_publish, check_definition
from alongside.questionnaires.saved import SAVED_SETS
from alongside.questionnaires.settling import settle
from alongside.questionnaires.types import Definition, Question, Section
from alongside.record.actions import note as write_in_record
from alongside.tools.survey.builder import keys_ever
from alongside.tools.survey.models import Survey

EDUCATE = "educate"  # the kind of involvement
MONITORING_SET = "equality_monitoring"
FIRST_SECTION = "questions"
QUESTIONS = "questions"  # the survey's key among the project's section edits


class ChangedMeanwhile(Exception):
    """Somebody else changed this question, or removed it (``theirs`` is none), after it was opened."""

    def __init__(self, theirs: Question | None) -> None:
        super().__init__("Somebody else changed this question meanwhile.")
        self.theirs = theirs


class CannotPublish(Exception):
    """Something in the draft stops publishing, or results need a note."""


@dataclass
class Editions:
    """What a survey has asked, and its draft."""

    history: list[Definition]
    draft: Definition | None
    teaches: bool = False
    """Whether a planned activity says that it is to educate: then it is checked whether that worked."""

    @property
    def definition(self) -> Definition:
        """What the builders work on: the draft, or what is published."""
        return self.draft if self.draft is not None else self.history[-1]

    @property
    def published(self) -> Definition | None:
        return self.history[-1] if self.history else None

    @cached_property
    def changes(self) -> list[Change]:
        """What publishing the draft would change for people who answer and for results."""
        if self.draft is None or self.published is None:
            return []
        return compare(self.published, self.draft)

    @property
    def needs_note(self) -> bool:
        return any(change.level is not Level.SAFE for change in self.changes)

    @cached_property
    def used_keys(self) -> set[str]:
        return keys_ever([*self.history, self.definition])

    def answered(self, key: str) -> bool:
        """Whether answers to this question may exist: it was published."""
        return any(key in definition.by_key for definition in self.history)


@dataclass(kw_only=True)
class Bench(Editions):
    """A survey with its editions, as its builders see it."""

    survey: Survey


def bench(project: Project) -> Bench | None:
    """The project's survey, or none when it has none yet. Two queries."""
    survey = next(iter(_of(project).select_related("questionnaire", "activity")), None)
    if survey is None:
        return None
    survey.activity.project = project
    return _bench(survey)


def editions_of(project: Project) -> Editions | None:
    """The same without the survey itself. One query."""
    asked = _of(project).values("questionnaire")[:1]
    taught = PlannedActivity.objects.filter(
        scope=project.pk, kind=EDUCATE, cancelled_at=None, live__in=_of(project).values("activity")
    )
    found = Edition.objects.filter(questionnaire=Subquery(asked)).annotate(teaches=Exists(taught))
    rows = list(found.order_by("number"))
    history, draft = _read(rows)
    teaches = project.level == EDUCATE or any(each.teaches for each in rows)
    return Editions(history, draft, teaches) if history or draft else None


def _of(project: Project) -> QuerySet[Survey]:
    return Survey.objects.filter(activity__project=project).order_by("pk")


def _bench(survey: Survey) -> Bench:
    return Bench(*_read(survey.questionnaire.editions.order_by("number")), survey=survey)


def _read(editions: Iterable[Edition]) -> tuple[list[Definition], Definition | None]:
    """Published ones in order, and the draft."""
    read = [(edition, questionnaires.definition_of(edition)) for edition in editions]
    return (
        [definition for edition, definition in read if edition.published_at is not None],
        next((definition for edition, definition in read if edition.published_at is None), None),
    )


def seen(question: Question) -> str:
    """What a question says now, as a short print: its form carries it, so that a stale save is noticed."""
    said = json.dumps(to_json(Definition("", (Section("s", "", questions=(question,)),))), sort_keys=True)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@transaction.atomic
def start(*, project: Project, saved: str | None, by: UUID) -> Survey:
    """A survey from a saved set, or with one empty section. Starting twice is once."""
    held = Project.objects.select_for_update().get(pk=project.pk)
    found = bench(held)
    if found is not None:
        return found.survey
    definition = SAVED_SETS[saved].definition if saved else Definition(project.question, (Section(FIRST_SECTION, ""),))
    # "About you" is the same everywhere and kept apart, so it needs no draft.
    monitoring = questionnaires.start(
        owner=project.organisation_id,
        title=SAVED_SETS[MONITORING_SET].title,
        definition=SAVED_SETS[MONITORING_SET].definition,
    )
    questionnaires.publish(questionnaire=monitoring)
    activity = Activity.objects.create(project=held, tool="survey", title=project.question[:120])
    made = Survey.objects.create(
        activity=activity,
        questionnaire=questionnaires.start(
            owner=project.organisation_id, title=project.question, definition=definition
        ),
        monitoring=monitoring,
    )
    detail = {"set": SAVED_SETS[saved].title} if saved else {}
    _record(made, by, "survey.started-from" if saved else "survey.started", detail)
    link(scope=project.pk, live=activity.pk, by=by, method=activity.tool)
    return made


How = Callable[[Definition, Bench], Definition]


@transaction.atomic
def change(*, project: Project, how: How, verb: str, detail: Mapping[str, str], by: UUID) -> Definition:
    """Change the draft as it is now: two builders at different questions do not overwrite each other."""
    survey = (
        Survey.objects.select_for_update(of=("self",))
        .select_related("questionnaire", "activity")
        .get(activity__project=project)
    )
    now = _bench(survey)
    changed = how(now.definition, now)
    if changed == now.definition:
        return changed
    questionnaires.save_draft(questionnaire=survey.questionnaire, definition=changed)
    _record(survey, by, verb, detail)
    return changed


def only_if_unchanged(key: str, seen_print: str, how: How) -> How:
    """The change, refused with ChangedMeanwhile when the question is not as it was when it was opened."""

    def checked(definition: Definition, here: Bench) -> Definition:
        theirs = definition.by_key.get(key)
        if theirs is None or seen(theirs) != seen_print:
            raise ChangedMeanwhile(theirs)
        return how(definition, here)

    return checked


@transaction.atomic
def publish_changes(*, project: Project, note: str, by: UUID, at: datetime) -> None:
    """The draft becomes what people answer from now on. Raises CannotPublish."""
    found = bench(project)
    if found is None or found.draft is None or not can_publish(check_definition(found.draft)):
        raise CannotPublish
    if found.needs_note and not note:
        raise CannotPublish
    # An answer that becomes a new one may be what another question is asked after: then that no longer holds.
    if not can_publish(check_definition(settle(found.history, found.definition))):
        raise CannotPublish
    _publish(found, note, at)
    _record(found.survey, by, "survey.changes-published", {"note": note, "count": len(found.changes)})


def publish_with_project(project: Project, by: UUID, at: datetime) -> None:
    """Called while the project is being published: the questions' first edition."""
    survey = Survey.objects.select_related("questionnaire").filter(activity__project=project).first()
    if survey is not None:
        questionnaires.publish(questionnaire=survey.questionnaire, at=at)


def _publish(found: Bench, note: str, at: datetime) -> None:
    """Whatever starts something new gets a new key first, so that old and new are never added up."""
    settled = settle(found.history, found.definition)
    if settled != found.definition:
        questionnaires.save_draft(questionnaire=found.survey.questionnaire, definition=settled)
    questionnaires.publish(questionnaire=found.survey.questionnaire, note=note, at=at)


def _record(survey: Survey, by: UUID, verb: str, detail: Mapping[str, str | int | None]) -> None:
    project = survey.activity.project_id
    SectionEdit.objects.bulk_create(
        [SectionEdit(project_id=project, key=QUESTIONS, by=by, at=timezone.now())],
        update_conflicts=True,
        unique_fields=["project", "key"],
        update_fields=["by", "at"],
    )
    write_in_record(scope=project, by=by, verb=verb, subject=f"survey:{survey.pk}", detail=detail)
