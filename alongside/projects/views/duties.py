"""Which duties apply to a project: what follows from the answers, and the questions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from alongside.core.addresses import whole
from alongside.core.dates import local
from alongside.knowledge.facts import Facts, facts
from alongside.knowledge.rules import duties_that_apply, level_required
from alongside.library.duties import asked_now as duties_of
from alongside.organisations.models import Organisation
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.plans import actions, presenters
from alongside.plans.forms import DutiesForm
from alongside.plans.models import DutyAssessment
from alongside.projects import staff, stages
from alongside.projects.models import Project


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def duties(request: TeamRequest, project: str) -> HttpResponse:
    """What applies today, by the newest answers."""
    found = get_object_or_404(request.organisation.projects, slug=project)
    newest = actions.newest(found.pk)
    context = stages.frame(found, request.organisation, timezone.now(), "plan")
    if newest is not None:
        context |= _outcome(newest, request.organisation)
    return render(request, "projects/team/duties.html", context)


def _outcome(assessment: DutyAssessment, organisation: Organisation) -> dict[str, Any]:
    asked, answers = duties_of(organisation), assessment.facts
    known = asked.known
    findings = duties_that_apply(answers, known, on=local(timezone.now()).date())
    level = level_required(answers, known)
    who = staff.names([assessment.by, *(each.by for each in (*asked.own.values(), *asked.comments.values()))])
    touched = dict.fromkeys(id for each in findings if each.applies != "no" for id in each.duty.watch)
    return {
        "assessment": assessment,
        "who": who.get(assessment.by),
        "by_answer": {
            applies: [presenters.told_here(each, asked, answers, who) for each in findings if each.applies == applies]
            for applies in ("yes", "unknown", "no")
        },
        "level": presenters.level_words(level),
        "level_open": [_(facts()[key].words) for key in level.unknown],
        "reasons": presenters.level_reasons(answers, known, level),
        "warnings": presenters.warnings(answers, known),
        "changes": [known.changes[id] for id in touched],
    }


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def questions(request: TeamRequest, project: str) -> HttpResponse:
    """The questions. Answers that somebody else saved meanwhile are shown beside one's own."""
    found = get_object_or_404(request.organisation.projects, slug=project)
    newest = actions.newest(found.pk)
    known = newest.facts if newest else _filled_in(found)
    form = DutiesForm(
        request.POST if request.method == "POST" else None, known=known, judgement=newest.judgement if newest else ""
    )
    seen, theirs = newest.number if newest else 0, None
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            actions.assess(
                scope=found.pk,
                facts=form.facts(),
                judgement=form.cleaned_data["judgement"],
                by=request.user.pk,
                at=now,
                on=local(now).date(),
                seen=_number(request.POST.get("seen", "")),
                known=duties_of(request.organisation).known,
            )
        except actions.ChangedMeanwhile as clash:
            seen, theirs = clash.theirs.number, _theirs(clash.theirs, form.facts())
        else:
            messages.success(request, _("Your answers are saved. This is what follows from them today."))
            return redirect("projects-team:duties", request.organisation.slug, found.slug)
    context = {
        **stages.frame(found, request.organisation, timezone.now(), "plan"),
        "form": form,
        "seen": _number(request.POST["seen"]) if form.errors and "seen" in request.POST else seen,
        "theirs": theirs,
        "filled_in": not newest and known,
        "problems": bool(form.errors or theirs),
    }
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "projects/team/duties_questions.html", context, status=status)


def _filled_in(project: Project) -> Facts:
    """What is known already: the project has, or will have, a page on the web."""
    return {"published_online": True}


def _theirs(now: DutyAssessment, mine: Facts) -> dict[str, Any]:
    kept = now.facts
    return {
        "who": staff.names([now.by]).get(now.by),
        "at": now.at,
        "differing": [
            (key, _(fact.words), presenters.value_words(key, kept.get(key)))
            for key, fact in facts().items()
            if kept.get(key) != mine.get(key)
        ],
        "judgement": now.judgement,
    }


def _number(typed: str) -> int:
    return whole(typed)
