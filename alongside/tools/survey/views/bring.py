"""Bringing in a spreadsheet: choose it, see what we understood, bring it in or leave it, see what came of it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects.stages import frame
from alongside.questionnaires.actions import definition_by_id
from alongside.tools.survey.importing import actions, incoming, keeping
from alongside.tools.survey.importing.actions import Staged
from alongside.tools.survey.importing.forms import BringForm, FileForm
from alongside.tools.survey.importing.reasons import WHY_LEFT, refusal_words, rejected_words
from alongside.tools.survey.models import Import, IncomingFile, Survey

SHOWN = 100
"""So many rejected rows are listed; the rest are counted."""
State = IncomingFile.State
STATES = {
    State.READING: gettext_lazy("Being read"),
    State.LOOKING: gettext_lazy("To look at"),
    State.BRINGING: gettext_lazy("Being brought in"),
    State.BROUGHT: gettext_lazy("Brought in"),
}


@dataclass(frozen=True)
class Line:
    """One question: how many columns answer it, and how many rows say something there."""

    wording: str
    columns: int
    answered: int


def _survey(request: TeamRequest, project: str) -> Survey:
    return get_object_or_404(
        Survey.objects.select_related("activity__project", "questionnaire"),
        activity__project__organisation=request.organisation,
        activity__project__slug=project,
    )


def _page(request: TeamRequest, template: str, survey: Survey, form: Any, status: int, **context: Any) -> HttpResponse:
    project = survey.activity.project
    shown = {
        **frame(project, request.organisation, timezone.now(), "hear"),
        "form": form,
        "problems": status == 422,
        **context,
    }
    return render(request, f"survey/bring/{template}", shown, status=status)


@team_page(Permission.ENTER_ANSWERS)
def choose(request: TeamRequest, project: str) -> HttpResponse:
    """Choose a file. The worker reads it; what was understood is kept for this person for a day at most."""
    survey = _survey(request, project)
    may_import = actions.may_import(survey)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        if may_import:
            name, content = form.cleaned_data["file"]
            held = incoming.take(survey=survey, name=name, content=content, by=request.user.pk)
            return redirect("survey-team:import-look", request.organisation.slug, project, held.pk)
        form.add_error("file", refusal_words("not_open"))
    return _choose(request, survey, form, may_import)


def _choose(request: TeamRequest, survey: Survey, form: FileForm, may_import: bool) -> HttpResponse:
    mine = survey.incoming_files.filter(by=request.user.pk).exclude(state=State.REFUSED)
    status = 422 if form.is_bound and form.errors else 200
    return _page(
        request, "choose.html", survey, form, status, may_import=may_import, files=list(mine[:5]), states=STATES
    )


@never_cache
@team_page(Permission.ENTER_ANSWERS)
def look(request: TeamRequest, project: str, file: UUID) -> HttpResponse:
    """Where a file is on its way: being read, refused, to be looked at, being brought in, brought in."""
    survey = _survey(request, project)
    held = survey.incoming_files.filter(pk=file, by=request.user.pk).first()
    if held is None:
        messages.info(request, _("That file is no longer here. Choose it again."))
        return redirect("survey-team:import", request.organisation.slug, project)
    held.survey = survey
    if request.method == "POST" and "leave" in request.POST and incoming.leave(file=held):
        messages.info(request, _("Nothing was brought in, and we have not kept the file."))
        return redirect("survey-team:import", request.organisation.slug, project)
    match held.state:
        case State.REFUSED:
            return _refused(request, survey, held)
        case State.LOOKING:
            return _looked_at(request, survey, held)
        case State.BROUGHT:
            return _brought(request, survey, held)
    waits = {"held": held, "failed": incoming.has_failed(held)}
    return _page(request, "waiting.html", survey, None, 200, **waits)


def _refused(request: TeamRequest, survey: Survey, held: IncomingFile) -> HttpResponse:
    """The page to choose a file, with what was wrong with this one at its field."""
    form = FileForm({}, MultiValueDict())
    form.full_clean()
    form.errors.clear()
    form.add_error("file", held.problem)
    return _choose(request, survey, form, actions.may_import(survey))


def _looked_at(request: TeamRequest, survey: Survey, held: IncomingFile) -> HttpResponse:
    staged = incoming.looked_at(held)
    if staged is None:
        messages.info(request, _("That file is no longer here. Choose it again."))
        return redirect("survey-team:import", request.organisation.slug, survey.activity.project.slug)
    form = BringForm(
        request.POST if "bring" in request.POST else None,
        earlier=staged.earlier is not None,
        initial={"seen": staged.against},
    )
    if form.is_bound and staged.rows and form.is_valid():
        said = form.cleaned_data
        incoming.bring(file=held, channel=said["channel"], replacing=said.get("place") == "replace", seen=said["seen"])
        return redirect("survey-team:import-look", request.organisation.slug, survey.activity.project.slug, held.pk)
    status = 422 if form.is_bound and form.errors else 200
    return _page(request, "look.html", survey, form, status, problem=held.problem, **_understood(staged))


def _brought(request: TeamRequest, survey: Survey, held: IncomingFile) -> HttpResponse:
    """What came of it, and the rows that were left out."""
    staged = keeping.staged_of(held.pk)
    found = Import.objects.filter(survey=survey, pk=held.pk).first()
    rows = _rejected(staged) if staged else {}
    return _page(request, "brought.html", survey, None, 200, held=held, brought=found, staged=staged, **rows)


def _understood(staged: Staged) -> dict[str, Any]:
    definition = definition_by_id(staged.edition)
    lines = [
        Line(
            question.wording,
            staged.columns.get(question.key, 0),
            sum(question.key in stored for stored in staged.rows.values()),
        )
        for question in definition.questions
    ]
    return {
        "staged": staged,
        "lines": lines,
        "left": [(each.label, WHY_LEFT[each.why]) for each in staged.left],
        **_rejected(staged),
    }


def _rejected(staged: Staged) -> dict[str, Any]:
    definition = definition_by_id(staged.edition)
    return {
        "rejected": [(each.row, rejected_words(definition, each)) for each in staged.rejected[:SHOWN]],
        "more": max(0, len(staged.rejected) - SHOWN),
    }
