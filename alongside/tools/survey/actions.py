"""Answering a survey: begin, save, go on under a newer edition, send, withdraw. Each is safe to do twice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alongside.activities import identity
from alongside.activities.actions import contribute
from alongside.activities.actions import withdraw as withdraw_contributions
from alongside.activities.models import Capacity
from alongside.people.voices.actions import new_voice, new_voices
from alongside.people.voices.models import Voice
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.codec import answer_to_json, answers_to_json
from alongside.questionnaires.editions import migrate_answers
from alongside.questionnaires.flow import counted, missing
from alongside.questionnaires.models import Submission
from alongside.questionnaires.types import LEFT_BLANK, Answer, Definition, Kind, Question
from alongside.record.actions import note
from alongside.tools.survey.areas import area_of
from alongside.tools.survey.models import Form, PrintedForm, Response, Sitting, Survey
from alongside.tools.survey.rules import content_of, may_quote, number_of


class NotReady(Exception):
    """Required questions without an answer stand before sending. ``questions`` are their keys."""

    def __init__(self, questions: list[str]) -> None:
        super().__init__("Some required questions have no answer.")
        self.questions = questions


@transaction.atomic
def begin(
    *,
    survey: Survey,
    edition_id: UUID,
    capacity: str = Capacity.SELF,
    group_size: int | None = None,
    language: str = "en-gb",
) -> tuple[Sitting, str]:
    """A voice, its unsent answers, and its code: shown to the person and kept by their browser alone."""
    voice, code = new_voice(scope=survey.activity.project_id)
    submission = questionnaires.open_submission(edition_id=edition_id, voice_id=voice.pk)
    submission.voice = voice
    sitting = Sitting(survey=survey, submission=submission, capacity=capacity, group_size=group_size, language=language)
    sitting.save(force_insert=True)
    return sitting, code


def speak(*, sitting: Sitting, language: str) -> None:
    """They go on in this language; what they send is marked with it."""
    if sitting.language != language:
        sitting.language = language
        sitting.save(update_fields=["language"])


def answers_of(submission: Submission, definition: Definition) -> dict[str, Answer]:
    """Everything answered so far, with what says who somebody is read back from where it is kept."""
    answers = questionnaires.answers_of(submission)
    if any(_kept_apart(question) for question in definition.questions):
        for key, value in identity.kept(submission.voice_id).items():
            question = definition.by_key.get(key)
            if question is not None:
                answers[key] = Answer({"postcode": value} if question.kind is Kind.POSTCODE else value)
    return answers


def _kept_apart(question: Question) -> bool:
    return question.identifying or question.kind is Kind.POSTCODE


def _says_who(question: Question, answer: Answer) -> str:
    """What must not stand with the answers: a name, an address, a whole postcode."""
    if isinstance(answer.value, dict):
        return answer.value.get("postcode", "")
    return str(answer.value) if question.identifying and answer.says_something else ""


@transaction.atomic
def save(*, sitting: Sitting, question: Question, answer: Answer) -> None:
    """Keep one answer. Raises questionnaires.actions.AlreadySent."""
    kept: Answer | None = answer
    if _kept_apart(question):
        value = _says_who(question, answer)
        identity.keep(voice=sitting.submission.voice, question=question.key, value=value)
        kept = None if value else answer
    sitting.submission = questionnaires.save_answer(
        submission=sitting.submission, question_key=question.key, value=kept
    )


@transaction.atomic
def remove_file(*, sitting: Sitting, question: Question) -> None:
    """The answer and the file itself. Raises questionnaires.actions.AlreadySent."""
    save(sitting=sitting, question=question, answer=LEFT_BLANK)
    questionnaires.remove_uploads(submission=sitting.submission, question=question.key)


@dataclass(frozen=True)
class Moved:
    """What a newer edition did to somebody's answers: how many are asked again, how many asked no more."""

    again: int
    gone: int


@transaction.atomic
def bring_up_to_date(*, sitting: Sitting, edition_id: UUID) -> Moved:
    """Go on under the newest edition. What fits is kept as answers; what does not is set aside, not lost."""
    submission = Submission.objects.select_for_update().get(pk=sitting.submission_id)
    before_id = submission.edition_id
    old, new = questionnaires.definition_by_id(before_id), questionnaires.definition_by_id(edition_id)
    migrated = migrate_answers(questionnaires.answers_of(submission), old, new)
    questionnaires.move_to_edition(submission=submission, edition_id=edition_id, answers=migrated.answers)
    sitting.submission = submission
    if migrated.set_aside:
        sitting.set_aside = {**sitting.set_aside, str(before_id): answers_to_json(migrated.set_aside)}
        sitting.save(update_fields=["set_aside"])
    gone = {key for key in migrated.set_aside if key not in new.by_key}
    # What says who somebody is is kept apart, and not kept for a question that is asked no more.
    for key in identity.kept(submission.voice_id):
        if key in old.by_key and key not in new.by_key:
            identity.keep(voice=submission.voice, question=key, value="")
            gone.add(key)
    return Moved(again=len(migrated.ask_again), gone=len(gone))


@transaction.atomic
def send(
    *, survey: Survey, sitting: Sitting, late: bool, person: AbstractBaseUser | None = None, at: datetime | None = None
) -> Response:
    """One response and one contribution for one submission, however often it is asked for. Raises NotReady."""
    now = at or timezone.now()
    submission = Submission.objects.select_for_update().get(pk=sitting.submission_id)
    if submission.sent_at is not None:
        return Response.objects.get(submission=submission)
    sitting.submission = submission
    definition = questionnaires.definition_by_id(submission.edition_id)
    answers = answers_of(submission, definition)
    absent = missing(definition, answers)
    if absent:
        raise NotReady(absent)
    _forget_postcodes(submission, definition, answers)
    contribution = contribute(
        project=survey.activity.project,
        activity=survey.activity,
        voice=submission.voice,
        content=content_of(submission.edition_id, submission.answers),
        capacity=sitting.capacity,
        group_size=sitting.group_size,
        language=sitting.language,
        late=late,
        may_quote=may_quote(definition, counted(definition, answers)),
        at=now,
    )
    response = Response(
        survey=survey,
        contribution=contribution,
        submission=submission,
        number=number_of(submission.pk),
        once=submission.pk.hex,
    )
    response.save(force_insert=True)
    submission.sent_at = submission.saved_at = now
    submission.save(update_fields=["answers", "sent_at", "saved_at"])
    if person is not None:
        identity.link(voice=submission.voice, person=person)
    return response


def _forget_postcodes(submission: Submission, definition: Definition, answers: dict[str, Answer]) -> None:
    """From sending on only the area is kept."""
    for question in definition.questions:
        answer = answers.get(question.key)
        whole = _says_who(question, answer) if question.kind is Kind.POSTCODE and answer is not None else ""
        if whole:
            submission.answers[question.key] = answer_to_json(area_of(whole) or Answer({"postcode": whole}))
            identity.keep(voice=submission.voice, question=question.key, value="")


@transaction.atomic
def withdraw(*, survey: Survey, voice: Voice, at: datetime | None = None) -> None:
    """Take back everything this voice answered here, and delete it: sent or not. Safe to repeat."""
    withdraw_contributions(voice=voice, project=survey.activity.project, at=at)
    for submission in Submission.objects.filter(voice=voice):
        questionnaires.empty(submission=submission)
    Form.objects.filter(response__submission__voice=voice).update(second=None)
    Sitting.objects.filter(survey=survey, submission__voice=voice).update(set_aside={})
    identity.forget(voice=voice)


@transaction.atomic
def print_forms(*, survey: Survey, count: int = 1, by: UUID | None = None) -> list[tuple[PrintedForm, str]]:
    """Paper forms with their numbers and the codes to tear off them: known to the paper alone.

    ``by`` is the colleague who prints a pile; somebody who prints their own form at home is nobody's colleague.
    """
    Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    last = survey.printed_forms.order_by("-number").values_list("number", flat=True).first() or 0
    made = [
        (PrintedForm(survey=survey, number=last + place, voice=voice), code)
        for place, (voice, code) in enumerate(new_voices(scope=survey.activity.project_id, count=count), 1)
    ]
    PrintedForm.objects.bulk_create(form for form, _code in made)
    if by is not None:
        note(
            scope=survey.activity.project_id,
            by=by,
            verb="survey.forms-printed",
            subject=f"survey:{survey.pk}",
            detail={"first": last + 1, "last": last + count},
        )
    return made
