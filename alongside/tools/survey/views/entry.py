"""Typing in: choose a batch, then form after form, in the order of the paper."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.activities.models import Channel
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.roles import Permission
from alongside.people.voices.rules import spaced
from alongside.projects.models import State
from alongside.projects.stages import frame
from alongside.questionnaires.actions import definition_of
from alongside.questionnaires.messages import problem_words
from alongside.questionnaires.models import Edition
from alongside.questionnaires.paper import layout, read_form
from alongside.tools.survey import entry
from alongside.tools.survey.entry_screen import Screen, refill, show_side_by_side, typed_from
from alongside.tools.survey.forms import BatchForm, SlipForm
from alongside.tools.survey.models import Batch, Form, Survey

MOST_DIGITS = 9
STANDING = {"response__contribution__withdrawn_at": None}


def _survey(request: TeamRequest, project: str) -> Survey:
    return get_object_or_404(
        Survey.objects.select_related("activity__project", "questionnaire"),
        activity__project__organisation=request.organisation,
        activity__project__slug=project,
    )


def _batch(request: TeamRequest, project: str, number: int) -> Batch:
    return get_object_or_404(
        Batch.objects.select_related("survey__activity__project", "edition"),
        survey__activity__project__organisation=request.organisation,
        survey__activity__project__slug=project,
        number=number,
    )


def _form(request: TeamRequest, project: str, number: int, form: int) -> Form:
    return get_object_or_404(
        Form.objects.select_related(
            "response__submission", "response__contribution", "like__response__submission", "like__batch"
        ),
        batch=_batch(request, project, number),
        number=form,
        response__contribution__withdrawn_at=None,
    )


def _page(request: TeamRequest, template: str, survey: Survey, status: int = 200, **context: Any) -> HttpResponse:
    project = survey.activity.project
    shown = {
        **frame(project, request.organisation, timezone.now(), "hear"),
        "survey": survey,
        "may_see_contacts": can(request.membership, Permission.SEE_CONTACTS),
        **context,
    }
    return render(request, f"survey/entry/{template}", shown, status=status)


@team_page(Permission.ENTER_ANSWERS)
def batches(request: TeamRequest, project: str) -> HttpResponse:
    """Open batches, and a form to open one: channel and batch are chosen once."""
    found = get_object_or_404(request.organisation.projects, slug=project)
    survey = Survey.objects.filter(activity__project=found).select_related("activity", "questionnaire").first()
    if survey is None:
        return render(
            request, "survey/entry/no_survey.html", frame(found, request.organisation, timezone.now(), "hear")
        )
    survey.activity.project = found
    state = found.state_at(timezone.now())
    published = Edition.objects.filter(questionnaire=survey.questionnaire, published_at__isnull=False).exists()
    may_open = published and state not in (State.DRAFT, State.UPCOMING)
    form = BatchForm(request.POST or None, initial={"channel": Channel.PAPER})
    if request.method == "POST" and may_open and form.is_valid():
        made = entry.open_batch(survey=survey, by=request.user.pk, **form.cleaned_data)
        return redirect("survey-team:enter", request.organisation.slug, project, made.number)
    wrong = form.is_bound and not form.is_valid()
    rows = survey.batches.annotate(
        typed=Count("entries", distinct=True),
        again=Count("entries", filter=Q(entries__second_wanted=True, entries__settled_at=None), distinct=True),
        alike=Count("entries", filter=Q(entries__like__isnull=False, entries__like_settled_at=None), distinct=True),
    )[:50]
    return _page(
        request,
        "batches.html",
        survey,
        status=422 if wrong else 200,
        form=form,
        problems=wrong,
        rows=[(each, Channel(each.channel).label) for each in rows],
        may_open=may_open,
    )


@team_page(Permission.ENTER_ANSWERS)
def enter(request: TeamRequest, project: str, number: int) -> HttpResponse:
    """One whole form on one page. After saving, the next empty one, with what was saved said above it."""
    batch = _batch(request, project, number)
    if batch.finished_at is not None:
        return _finished(request, batch)
    definition = definition_of(batch.edition)
    screen = Screen(layout(definition), {}, {}, once=str(uuid.uuid4()))
    if request.method == "POST":
        try:
            screen = _save(request, batch, screen)
        except entry.BatchFinished:
            return _finished(request, batch)
        if not screen.problems:
            return redirect("survey-team:enter", request.organisation.slug, project, number)
    last_five = list(batch.entries.select_related("response__submission", "response__contribution")[:5])
    state = batch.survey.activity.project.state_at(timezone.now())
    return _page(
        request,
        "form.html",
        batch.survey,
        status=422 if screen.problems else 200,
        batch=batch,
        channel=Channel(batch.channel).label,
        screen=screen,
        problems=bool(screen.problems),
        last_five=[each for each in last_five if each.response.contribution.withdrawn_at is None],
        next_form=(last_five[0].number if last_five else 0) + 1,
        late=state in (State.CLOSED, State.ANSWERED),
        again=batch.entries.filter(second_wanted=True, settled_at=None, **STANDING)[:5],
        alike=batch.entries.filter(like__isnull=False, like_settled_at=None, **STANDING).select_related("like__batch")[
            :5
        ],
    )


def _finished(request: TeamRequest, batch: Batch) -> HttpResponse:
    messages.error(
        request, _("Batch %(number)s is finished. Open another one to type in more.") % {"number": batch.number}
    )
    return redirect("survey-team:batches", request.organisation.slug, batch.survey.activity.project.slug)


def _save(request: TeamRequest, batch: Batch, screen: Screen) -> Screen:
    """The screen to show again where something typed cannot be taken; otherwise a message says what was saved."""
    definition = definition_of(batch.edition)
    typed = typed_from(definition, request.POST)
    read = read_form(definition, typed)
    problems = {each.field: problem_words(definition.by_key[each.field], each) for each in read.problems}
    printed_typed = request.POST.get("printed", "").strip()
    if printed_typed and not (printed_typed.isdecimal() and len(printed_typed) < MOST_DIGITS):
        problems["printed"] = _("The number printed on the form must be a number, like 27")
    try:
        once = UUID(request.POST.get("once", ""))
    except ValueError:
        once = uuid.uuid4()
    again = Screen(screen.layout, typed, problems, once=str(once), printed=printed_typed)
    if problems:
        return again
    state = batch.survey.activity.project.state_at(timezone.now())
    try:
        made = entry.enter(
            batch=batch,
            answers=read.answers,
            printed=int(printed_typed) if printed_typed else None,
            once=once,
            late=state in (State.CLOSED, State.ANSWERED),
            by=request.user.pk,
        )
    except entry.NoSuchForm:
        words = _("No form that still waits has this printed number. Check it, or leave it empty")
        return Screen(screen.layout, typed, {"printed": words}, once=str(once), printed=printed_typed)
    except entry.SaidDifferently as said:
        words = _(
            "This screen was saved before, as form %(form)s, with other answers. Save again to add a new form, or correct form %(form)s."
        )
        found = {"printed": words % {"form": said.before.number}}
        return Screen(screen.layout, typed, found, once=str(uuid.uuid4()), printed=printed_typed)
    saved = _("Saved: batch %(batch)s, form %(form)s") % {"batch": batch.number, "form": made.form.number}
    if made.code:
        saved += ". " + _("Tell them their code: %(code)s") % {"code": spaced(made.code)}
    messages.success(request, saved)
    return Screen(screen.layout, {}, {}, once=str(uuid.uuid4()))


@team_page(Permission.ENTER_ANSWERS)
def correct(request: TeamRequest, project: str, number: int, form: int) -> HttpResponse:
    """One of the forms typed in before, as it was typed, to be put right."""
    found = _form(request, project, number, form)
    batch = found.batch
    definition = definition_of(batch.edition)
    screen = Screen(layout(definition), refill(definition, entry.answers_of(found)), {}, once="")
    if request.method == "POST":
        typed = typed_from(definition, request.POST)
        read = read_form(definition, typed)
        problems = {each.field: problem_words(definition.by_key[each.field], each) for each in read.problems}
        if not problems:
            entry.correct(form=found, answers=read.answers, by=request.user.pk)
            messages.success(request, _("Corrected: batch %(batch)s, form %(form)s") % {"batch": number, "form": form})
            return redirect("survey-team:enter", request.organisation.slug, project, number)
        screen = Screen(screen.layout, typed, problems, once="")
    return _one_form(request, batch, found, screen, _("Correct form %(form)s") % {"form": form}, _("Save"))


def _one_form(
    request: TeamRequest, batch: Batch, form: Form, screen: Screen, heading: str, button: str
) -> HttpResponse:
    return _page(
        request,
        "one_form.html",
        batch.survey,
        status=422 if screen.problems else 200,
        batch=batch,
        form=form,
        screen=screen,
        problems=bool(screen.problems),
        heading=heading,
        button_words=button,
    )


@team_page(Permission.ENTER_ANSWERS)
def again(request: TeamRequest, project: str, number: int, form: int) -> HttpResponse:
    """The second entry: the same form, empty, by somebody else."""
    found = _form(request, project, number, form)
    if found.entered_by == request.user.pk:
        messages.error(request, _("You typed this form in. Somebody else types it the second time."))
        return redirect("survey-team:enter", request.organisation.slug, project, number)
    definition = definition_of(found.batch.edition)
    screen = Screen(layout(definition), {}, {}, once="")
    if request.method == "POST":
        typed = typed_from(definition, request.POST)
        read = read_form(definition, typed)
        problems = {each.field: problem_words(definition.by_key[each.field], each) for each in read.problems}
        if not problems:
            if entry.enter_again(form=found, answers=read.answers, by=request.user.pk):
                return redirect("survey-team:differences", request.organisation.slug, project, number, form)
            messages.success(request, _("Both entries of form %(form)s are the same.") % {"form": form})
            return redirect("survey-team:enter", request.organisation.slug, project, number)
        screen = Screen(screen.layout, typed, problems, once="")
    heading = _("Type form %(form)s a second time") % {"form": form}
    return _one_form(request, found.batch, found, screen, heading, _("Compare"))


@team_page(Permission.ENTER_ANSWERS)
def differences(request: TeamRequest, project: str, number: int, form: int) -> HttpResponse:
    """Only what differs: look at the paper, choose which reading stands."""
    found = _form(request, project, number, form)
    definition = definition_of(found.batch.edition)
    differ = entry.differences_of(found) if found.second is not None else []
    missing: list[str] = []
    if request.method == "POST" and found.second is not None:
        chosen = {each.key: request.POST.get(each.key, "") for each in differ}
        missing = [key for key, value in chosen.items() if value not in ("first", "second")]
        if not missing:
            second_for = {key for key, value in chosen.items() if value == "second"}
            entry.settle(form=found, second_for=second_for, by=request.user.pk)
            messages.success(request, _("Settled: form %(form)s") % {"form": form})
            return redirect("survey-team:enter", request.organisation.slug, project, number)
    return _page(
        request,
        "differences.html",
        found.batch.survey,
        status=422 if missing else 200,
        batch=found.batch,
        form=found,
        rows=show_side_by_side(definition, [(each.key, each.first, each.second) for each in differ]),
        missing=missing,
        problems=bool(missing),
    )


@team_page(Permission.ENTER_ANSWERS)
def alike(request: TeamRequest, project: str, number: int, form: int) -> HttpResponse:
    """Two forms that say nearly the same, side by side: two people, or one form typed twice?"""
    found = _form(request, project, number, form)
    other = found.like
    if other is None:
        return redirect("survey-team:enter", request.organisation.slug, project, number)
    if request.method == "POST" and request.POST.get("same") in ("yes", "no"):
        entry.settle_likeness(form=found, same=request.POST["same"] == "yes", by=request.user.pk)
        messages.success(request, _("Saved."))
        return redirect("survey-team:enter", request.organisation.slug, project, number)
    definition = definition_of(found.batch.edition)
    first, second = entry.answers_of(other), entry.answers_of(found)
    keys = [question.key for question in definition.questions if question.key in first or question.key in second]
    return _page(
        request,
        "alike.html",
        found.batch.survey,
        batch=found.batch,
        form=found,
        other=other,
        rows=show_side_by_side(definition, [(key, first.get(key), second.get(key)) for key in keys]),
    )


@team_page(Permission.ENTER_ANSWERS)
def finish(request: TeamRequest, project: str, number: int) -> HttpResponse:
    batch = _batch(request, project, number)
    if request.method == "POST":
        entry.finish_batch(batch=batch, by=request.user.pk)
        messages.success(request, _("Batch %(batch)s is finished.") % {"batch": number})
    return redirect("survey-team:batches", request.organisation.slug, project)


@team_page(Permission.SEE_CONTACTS)
def slip(request: TeamRequest, project: str) -> HttpResponse:
    """A contact slip, apart from the answers and under another permission."""
    survey = _survey(request, project)
    form = SlipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            entry.enter_slip(survey=survey, by=request.user.pk, **form.cleaned_data)
        except entry.NoSuchForm:
            form.add_error("printed", _("No form has this printed number. Check the number on the slip"))
        else:
            messages.success(request, _("Saved. They will be told what happened with this project."))
            return redirect("survey-team:slip", request.organisation.slug, project)
    wrong = form.is_bound and not form.is_valid()
    return _page(request, "slip.html", survey, status=422 if wrong else 200, form=form, problems=wrong)
