"""Keeping questionnaires: drafts and published editions, and what somebody answers to one.

Who acted is recorded by the room that owns the questionnaire: it knows what the questions are for.
"""

from collections import OrderedDict
from datetime import datetime
from functools import partial
from threading import Lock
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from alongside.questionnaires.codec import answer_to_json, answers_from_json, from_json, to_json
from alongside.questionnaires.models import Edition, Questionnaire, Submission
from alongside.questionnaires.paper import numbered
from alongside.questionnaires.rules import Finding, Weight, check_definition
from alongside.questionnaires.types import Answer, Answers, Definition

REMEMBERED = 200


class ChangedMeanwhile(Exception):
    """Somebody else saved the draft after this one was opened. ``edition`` is theirs."""

    def __init__(self, edition: Edition) -> None:
        super().__init__("The draft was saved by somebody else meanwhile.")
        self.edition = edition


class CannotBeAsked(Exception):
    """The draft has ``findings`` that stop it: two options with one key, a question that nobody reaches."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(", ".join(f"{each.question or 'whole'}: {each.code}" for each in findings))
        self.findings = findings


class AlreadySent(Exception):
    """The answers were sent: they are not changed any more."""


@transaction.atomic
def start(*, owner: UUID, title: str, definition: Definition) -> Questionnaire:
    """A new questionnaire with a draft first edition. ``owner`` is the organisation's id."""
    made = Questionnaire.objects.create(owner=owner, title=title)
    Edition.objects.create(questionnaire=made, number=1, definition=to_json(definition))
    return made


@transaction.atomic
def save_draft(*, questionnaire: Questionnaire, definition: Definition, seen_change: datetime | None = None) -> Edition:
    """Keep a draft: the open one, or a new one after the newest published edition.

    ``seen_change`` is the draft's ``changed_at`` when it was opened; raises ChangedMeanwhile if it has moved on.
    """
    Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    draft = questionnaire.editions.filter(published_at__isnull=True).first()
    if draft is None:
        newest = questionnaire.editions.aggregate(Max("number"))["number__max"] or 0
        return Edition.objects.create(questionnaire=questionnaire, number=newest + 1, definition=to_json(definition))
    if seen_change is not None and draft.changed_at != seen_change:
        raise ChangedMeanwhile(draft)
    draft.definition = to_json(definition)
    draft.save(update_fields=["definition", "changed_at"])
    return draft


@transaction.atomic
def publish(*, questionnaire: Questionnaire, note: str = "", at: datetime | None = None) -> Edition:
    """Publish the draft, with printed numbers for its options. Without a draft the newest edition stands.

    Raises CannotBeAsked for a draft that the checks stop: what counts, prints and reports it later relies on them.
    """
    Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    draft = questionnaire.editions.filter(published_at__isnull=True).first()
    if draft is None:
        return current(questionnaire)
    definition = numbered(from_json(draft.definition))
    if stopped := [each for each in check_definition(definition) if each.weight is Weight.STOPS]:
        raise CannotBeAsked(stopped)
    draft.definition = to_json(definition)
    draft.note = note
    draft.published_at = at or timezone.now()
    draft.save()
    return draft


def current(questionnaire: Questionnaire) -> Edition:
    """The newest published edition. Raises Edition.DoesNotExist when there is none."""
    return questionnaire.editions.filter(published_at__isnull=False).latest("number")


def current_id(questionnaire_id: UUID) -> UUID | None:
    """The id of the newest published edition, for who has its definition remembered; None when there is none."""
    published = Edition.objects.filter(questionnaire=questionnaire_id, published_at__isnull=False)
    return published.order_by("-number").values_list("pk", flat=True).first()


def draft_or_current(questionnaire: Questionnaire) -> Edition:
    """What its authors are working on."""
    return questionnaire.editions.latest("number")


_definitions: OrderedDict[UUID, Definition] = OrderedDict()
_lock = Lock()


def definition_of(edition: Edition) -> Definition:
    """Its definition, read once a process: a published edition never changes."""
    return from_json(edition.definition) if edition.published_at is None else definition_by_id(edition.pk, edition)


def definition_by_id(pk: UUID, edition: Edition | None = None) -> Definition:
    """As ``definition_of`` for a published edition, with no query when it is remembered."""
    with _lock:
        found = _definitions.get(pk)
        if found is not None:
            _definitions.move_to_end(pk)
            return found
    raw = edition.definition if edition is not None else Edition.objects.get(pk=pk).definition
    read = from_json(raw)
    with _lock:
        _definitions[pk] = read
        if len(_definitions) > REMEMBERED:
            _definitions.popitem(last=False)
    return read


def open_submission(*, edition_id: UUID, voice_id: UUID) -> Submission:
    """Somebody's answers, none yet."""
    return Submission.objects.create(edition_id=edition_id, voice_id=voice_id)


def answers_of(submission: Submission) -> dict[str, Answer]:
    """Everything kept, hidden answers included; ``flow.counted`` says which count."""
    return answers_from_json(submission.answers)


@transaction.atomic
def save_answer(*, submission: Submission, question_key: str, value: Answer | None) -> Submission:
    """Keep one answer beside the others, whichever window they came from. None forgets it.

    Raises AlreadySent.
    """
    kept = Submission.objects.select_for_update().get(pk=submission.pk)
    if kept.sent_at is not None:
        raise AlreadySent
    if value is None:
        kept.answers.pop(question_key, None)
    else:
        kept.answers[question_key] = answer_to_json(value)
    kept.revision += 1
    kept.saved_at = timezone.now()
    kept.save(update_fields=["answers", "revision", "saved_at"])
    return kept


def move_to_edition(*, submission: Submission, edition_id: UUID, answers: Answers) -> None:
    """Go on under a newer edition with the answers as they read there. The caller holds the row.

    Raises AlreadySent.
    """
    if submission.sent_at is not None:
        raise AlreadySent
    submission.edition_id = edition_id
    submission.answers = {key: answer_to_json(answer) for key, answer in answers.items()}
    submission.revision += 1
    submission.save(update_fields=["edition", "answers", "revision"])


@transaction.atomic
def empty(*, submission: Submission) -> None:
    """Delete what was answered, files included; that something was answered stays."""
    remove_uploads(submission=submission)
    submission.answers, submission.paper = {}, {}
    submission.save(update_fields=["answers", "paper"])


def remove_uploads(*, submission: Submission, question: str = "") -> None:
    """Delete the files of one question, or of all. The caller's transaction decides."""
    found = submission.uploads.filter(question=question) if question else submission.uploads.all()
    for upload in found:
        transaction.on_commit(partial(upload.file.delete, save=False))
    found.delete()
