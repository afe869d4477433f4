"""Pausing, resuming, extending, closing and marking answered: a page that asks why, then the act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects import actions, evidence, stages
from alongside.projects.models import Project, State
from alongside.projects.move_forms import (
    CloseForm,
    ExtendForm,
    GoAheadForm,
    NewDateForm,
    PauseForm,
    ReasonForm,
    ResumeForm,
)


@dataclass(frozen=True)
class MovePage:
    """One change of state: its words, when it can be done, its form, and the act."""

    heading: str | Promise
    what_happens: str | Promise
    button: str | Promise
    done: str | Promise
    allowed: frozenset[State]
    refused: str | Promise
    form: type[ReasonForm] | None
    act: Callable[..., Project]
    warning: bool = False
    stage: str = ""
    """The stage that gaps in the evidence of a formal consultation stop: "close" or "decide"."""

    kept_as: str = ""
    """Under which name a reason to go ahead is kept, where several acts are stopped by one stage."""

    def arguments(self, form: Any) -> dict[str, Any]:
        if form is None:
            return {}
        if isinstance(form, ExtendForm):
            return {
                "reason": form.cleaned_data["reason"],
                "closes_at": form.closes_at,
                "findings_by": form.cleaned_data["findings_by"],
            }
        return dict(form.cleaned_data)


PAUSE = MovePage(
    heading=_("Pause this project"),
    what_happens=_(
        "Nobody can start or send answers until you resume. Answers already sent are kept. "
        "The public page shows the reason and the next date. The closing date does not move by itself."
    ),
    button=_("Pause the project"),
    done=_("The project is paused. The public page says why."),
    allowed=frozenset({State.OPEN}),
    refused=_("Only an open project can be paused."),
    form=PauseForm,
    act=actions.pause,
    warning=True,
)
RESUME = MovePage(
    heading=_("Resume this project"),
    what_happens=_("People can answer again at once, until the closing date. If time was lost, extend it too."),
    button=_("Resume the project"),
    done=_("The project is open again."),
    allowed=frozenset({State.PAUSED}),
    refused=_("Only a paused project can be resumed."),
    form=ResumeForm,
    act=actions.resume,
)
EXTEND = MovePage(
    heading=_("Extend this project"),
    what_happens=_("It stays open for longer. The public page shows the new date and the reason."),
    button=_("Extend the project"),
    done=_("The project has a new closing date."),
    allowed=frozenset({State.UPCOMING, State.OPEN, State.PAUSED}),
    refused=_("A project can be extended until it closes."),
    form=ExtendForm,
    act=actions.extend,
)
CLOSE = MovePage(
    heading=_("Close this project early"),
    what_happens=_(
        "Nobody can start any more. People in the middle of answering can still send, and are marked late. "
        "The public page shows the reason. You cannot open it again."
    ),
    button=_("Close the project now"),
    done=_("The project is closed."),
    allowed=frozenset({State.OPEN, State.PAUSED}),
    refused=_("Only a project that is open or paused can be closed early."),
    form=CloseForm,
    act=actions.close,
    warning=True,
    stage="close",
)
NEW_DATE = MovePage(
    heading=_("Give a new date for what you heard"),
    what_happens=_(
        "People were promised a day. The public page says the new one, the one before, and the reason. "
        "If you are late, it says so until you give a new date."
    ),
    button=_("Give this date"),
    done=_("The public page has the new date, with the reason."),
    allowed=frozenset({State.UPCOMING, State.OPEN, State.PAUSED, State.CLOSED}),
    refused=_("A new date can be given from publishing until the project is answered."),
    form=NewDateForm,
    act=actions.promise_anew,
)
ANSWERED = MovePage(
    heading=_("Mark this project as answered"),
    what_happens=_(
        "What you heard, what was decided and your promises come first on the public page. "
        "Publish your findings and responses before you do this."
    ),
    button=_("Mark as answered"),
    done=_("The project is marked as answered."),
    allowed=frozenset({State.CLOSED}),
    refused=_("A project can be marked as answered once it has closed."),
    form=None,
    act=actions.mark_answered,
    stage="decide",
    kept_as="answer",
)


def _page(page: MovePage) -> Callable[..., HttpResponseBase]:
    @team_page(Permission.PUBLISH)
    @require_http_methods(["GET", "POST"])
    def view(request: TeamRequest, project: str) -> HttpResponse:
        now = timezone.now()
        found = get_object_or_404(request.organisation.projects, slug=project)
        if found.state_at(now) not in page.allowed:
            return _refused(request, page, found, now)
        form = (
            page.form(request.POST if request.method == "POST" else None, project=found, now=now) if page.form else None
        )
        gaps = evidence.stops(found, page.stage, now) if page.stage else []
        anyway = GoAheadForm(request.POST if request.method == "POST" else None) if gaps else None
        valid = (form is None or form.is_valid()) and (anyway is None or anyway.is_valid())
        if request.method == "POST" and valid:
            try:
                with transaction.atomic():
                    reason = anyway.cleaned_data["going_ahead"] if anyway else ""
                    actions.go_ahead(
                        project=found,
                        without=gaps,
                        stage=page.kept_as or page.stage,
                        reason=reason,
                        by=request.user.pk,
                        at=now,
                    )
                    page.act(project=found, by=request.user.pk, at=now, **page.arguments(form))
            except actions.WrongState:
                return _refused(request, page, found, now)
            except actions.NotLater:
                # Somebody extended it meanwhile: the form now knows the newer date.
                found.refresh_from_db()
                form = page.form(request.POST, project=found, now=now) if page.form else None
            else:
                messages.success(request, str(page.done))
                return redirect("projects-team:workspace", request.organisation.slug, found.slug)
        return _asked(request, page, found, form, now, gaps, anyway)

    return view


def _asked(
    request: TeamRequest,
    page: MovePage,
    project: Project,
    form: forms.Form | None,
    now: datetime,
    gaps: list[tuple[Any, Any]],
    anyway: forms.Form | None,
) -> HttpResponse:
    problems = any(each is not None and each.errors for each in (form, anyway))
    context = {
        **stages.frame(project, request.organisation, now, "plan"),
        "page": page,
        "form": form,
        "gaps": gaps,
        "anyway": anyway,
        "problems": problems,
    }
    return render(request, "projects/team/move.html", context, status=422 if problems else 200)


def _refused(request: TeamRequest, page: MovePage, project: Project, now: datetime) -> HttpResponse:
    """Polite, and nothing was changed."""
    context = {**stages.frame(project, request.organisation, now, "plan"), "page": page}
    return render(request, "projects/team/move_refused.html", context, status=409)


PAGES = PAUSE, RESUME, EXTEND, CLOSE, NEW_DATE, ANSWERED
pause, resume, extend, close, new_date, answered = (_page(each) for each in PAGES)
