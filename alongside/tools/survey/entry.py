"""Typing in paper forms and phone answers: batches, forms, second entry, likely duplicates, contact slips."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from alongside.activities import identity
from alongside.activities.actions import contribute
from alongside.activities.actions import withdraw as withdraw_contributions
from alongside.activities.models import Channel, Contribution
from alongside.activities.taking_back import forget
from alongside.people.voices.actions import give_code, new_voice, new_voice_without_code
from alongside.people.voices.models import Voice
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.codec import answers_from_json, answers_to_json
from alongside.questionnaires.models import Submission
from alongside.questionnaires.paper import Difference, compare_entries, likeness
from alongside.questionnaires.types import Answer, Answers
from alongside.record.actions import note
from alongside.tools.survey.areas import only_areas
from alongside.tools.survey.models import Batch, Form, PrintedForm, Response, Survey
from alongside.tools.survey.rules import content_of, may_quote, number_of

SECOND_ONE_IN = 10
LOOK_BACK = 300


class NoSuchForm(Exception):
    """No form with this printed number, or it has been typed in already; or its answers were taken back."""


class BatchFinished(Exception):
    """No more forms go into a batch that is finished."""


class SaidDifferently(Exception):
    """The same screen was saved before with other answers. ``before`` is the form it became."""

    def __init__(self, before: Form) -> None:
        super().__init__("This screen was saved before with other answers.")
        self.before = before


@dataclass(frozen=True)
class Entered:
    """``code`` is for the person who phoned: shown once, to be told to them."""

    form: Form
    code: str | None = None


@transaction.atomic
def open_batch(*, survey: Survey, channel: str, forms: int | None, by: UUID) -> Batch:
    Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    last = survey.batches.aggregate(last=Max("number"))["last"] or 0
    batch = Batch.objects.create(
        survey=survey,
        number=last + 1,
        channel=channel,
        forms=forms,
        edition=questionnaires.current(survey.questionnaire),
        opened_by=by,
    )
    _note(batch, "survey.batch-opened", by)
    return batch


@transaction.atomic
def finish_batch(*, batch: Batch, by: UUID) -> None:
    if batch.finished_at is None:
        batch.finished_at = timezone.now()
        batch.save(update_fields=["finished_at"])
        _note(batch, "survey.batch-finished", by)


def _note(batch: Batch, verb: str, by: UUID, **detail: int) -> None:
    note(
        scope=batch.survey.activity.project_id,
        by=by,
        verb=verb,
        subject=f"batch:{batch.pk}",
        detail={"batch": batch.number, **detail},
    )


def enter(*, batch: Batch, answers: Answers, printed: int | None, once: UUID, late: bool, by: UUID) -> Entered:
    """One form as typed. ``once`` comes with the screen: the same screen sent again is the same form.

    ``printed`` is the number on the form, which gives it the voice whose code was torn off. Raises NoSuchForm,
    BatchFinished, SaidDifferently.
    """
    answers = only_areas(questionnaires.definition_of(batch.edition), answers)
    before = Form.objects.filter(response__once=once.hex).first()
    if before is not None:
        return _entered_before(before, answers)
    try:
        return _enter(batch, answers, printed, once, late, by)
    except IntegrityError:
        # The other of two requests with the same screen was first: this one added nothing.
        return _entered_before(Form.objects.get(response__once=once.hex), answers)


def _entered_before(form: Form, answers: Answers) -> Entered:
    """Who phoned may not have been told their code: the reply was lost. The newest that is shown is the one that works."""
    if answers_to_json(answers) != form.response.submission.answers:
        raise SaidDifferently(form)
    voice = form.response.contribution.voice
    phoned = form.batch.channel == Channel.PHONE and voice.code_digest is not None and voice.withdrawn_at is None
    return Entered(form, give_code(voice=voice) if phoned else None)


@transaction.atomic
def _enter(batch: Batch, answers: Answers, printed: int | None, once: UUID, late: bool, by: UUID) -> Entered:
    if Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk).finished_at is not None:
        raise BatchFinished
    survey, code = batch.survey, None
    project = survey.activity.project
    if printed is not None:
        voice = _voice_of(survey, printed)
    elif batch.channel == Channel.PHONE:
        voice, code = new_voice(scope=project.pk)
    else:
        voice = new_voice_without_code(scope=project.pk)
    now = timezone.now()
    stored = answers_to_json(answers)
    submission = Submission.objects.create(
        edition=batch.edition, voice=voice, answers=stored, started_at=now, saved_at=now, sent_at=now
    )
    definition = questionnaires.definition_of(batch.edition)
    contribution = contribute(
        project=project,
        activity=survey.activity,
        voice=voice,
        content=content_of(batch.edition_id, stored),
        channel=batch.channel,
        entered_by=by,
        late=late,
        may_quote=may_quote(definition, answers),
        at=now,
    )
    response = Response.objects.create(
        survey=survey,
        contribution=contribution,
        submission=submission,
        number=number_of(submission.pk),
        once=once.hex,
    )
    number = (batch.entries.aggregate(last=Max("number"))["last"] or 0) + 1
    form = Form(batch=batch, number=number, response=response, entered_by=by, like=_like(batch, answers))
    form.second_wanted = hashlib.sha256(form.pk.bytes).digest()[0] % SECOND_ONE_IN == 0
    form.save(force_insert=True)
    _note(batch, "survey.form-entered", by, form=number)
    return Entered(form, code)


def _voice_of(survey: Survey, printed: int) -> Voice:
    found = PrintedForm.objects.select_related("voice").filter(survey=survey, number=printed).first()
    if found is None or Submission.objects.filter(voice=found.voice, sent_at__isnull=False).exists():
        raise NoSuchForm
    return found.voice


def _like(batch: Batch, answers: Answers) -> Form | None:
    """The likeliest earlier form of the survey that says nearly the same, among the newest few hundred."""
    definition = questionnaires.definition_of(batch.edition)
    newest = (
        Form.objects.filter(batch__survey=batch.survey, response__contribution__withdrawn_at=None)
        .select_related("response__submission")
        .order_by("-entered_at")[:LOOK_BACK]
    )
    found = [
        (like.bits, form)
        for form in newest
        if (like := likeness(definition, answers, answers_of(form))).likely_duplicate
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def answers_of(form: Form) -> dict[str, Answer]:
    return answers_from_json(form.response.submission.answers)


@transaction.atomic
def correct(*, form: Form, answers: Answers, by: UUID) -> None:
    """Typed wrongly: what is on the paper takes its place. Raises NoSuchForm once it was taken back."""
    contribution = _standing(form)
    definition = questionnaires.definition_of(form.batch.edition)
    submission = Submission.objects.select_for_update().get(pk=form.response.submission_id)
    answers = only_areas(definition, answers)
    submission.answers = answers_to_json(answers)
    submission.revision += 1
    submission.saved_at = timezone.now()
    submission.save(update_fields=["answers", "revision", "saved_at"])
    form.response.submission = submission
    quotable = may_quote(definition, answers)
    if contribution.may_quote and not quotable:
        forget([contribution.pk])
    if contribution.may_quote != quotable:
        contribution.may_quote = quotable
        contribution.save(update_fields=["may_quote"])
    _note(form.batch, "survey.form-corrected", by, form=form.number)


def _standing(form: Form) -> Contribution:
    """The form's contribution, held, so that it cannot be taken back meanwhile. Raises NoSuchForm."""
    held = Contribution.objects.select_for_update().get(pk=form.response.contribution_id)
    if held.withdrawn_at is not None:
        raise NoSuchForm
    return held


@transaction.atomic
def enter_again(*, form: Form, answers: Answers, by: UUID) -> list[Difference]:
    """The second entry, by somebody else. Without a difference the form is settled at once. Raises NoSuchForm."""
    _standing(form)
    definition = questionnaires.definition_of(form.batch.edition)
    answers = only_areas(definition, answers)
    differences = compare_entries(definition, answers_of(form), answers)
    form.second, form.second_by = answers_to_json(answers), by
    form.settled_at = None if differences else timezone.now()
    form.save(update_fields=["second", "second_by", "settled_at"])
    _note(form.batch, "survey.form-entered-again", by, form=form.number)
    return differences


def differences_of(form: Form) -> list[Difference]:
    definition = questionnaires.definition_of(form.batch.edition)
    return compare_entries(definition, answers_of(form), answers_from_json(form.second or {}))


@transaction.atomic
def settle(*, form: Form, second_for: set[str], by: UUID) -> None:
    """Which of two readings stands, question by question: the second for these, the first for the rest."""
    answers = answers_of(form)
    second = answers_from_json(form.second or {})
    changes: Mapping[str, Answer | None] = {key: second.get(key) for key in second_for}
    for key, answer in changes.items():
        if answer is None:
            answers.pop(key, None)
        else:
            answers[key] = answer
    if changes:
        correct(form=form, answers=answers, by=by)
    form.settled_at = timezone.now()
    form.save(update_fields=["settled_at"])
    _note(form.batch, "survey.form-settled", by, form=form.number)


@transaction.atomic
def settle_likeness(*, form: Form, same: bool, by: UUID) -> None:
    """Two people who agree, or one form typed twice: then the later one stops counting."""
    if same:
        withdraw_contributions(voice=form.response.contribution.voice, project=form.batch.survey.activity.project)
    form.like_settled_at = timezone.now()
    form.save(update_fields=["like_settled_at"])
    _note(form.batch, "survey.form-removed" if same else "survey.form-kept", by, form=form.number)


@transaction.atomic
def enter_slip(*, survey: Survey, printed: int, route: str, name: str, address: str, by: UUID) -> None:
    """A contact slip: how to tell the person whose form has this number. Raises NoSuchForm."""
    found = PrintedForm.objects.select_related("voice").filter(survey=survey, number=printed).first()
    if found is None:
        raise NoSuchForm
    project = survey.activity.project
    identity.keep_in_touch(
        voice=found.voice, organisation=project.organisation, route=route, address=address, name=name
    )
    note(scope=project.pk, by=by, verb="survey.slip-entered", subject=f"survey:{survey.pk}")
