"""Checks for the people a project wants to hear: what is open, and saying how one is met."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from alongside.core.addresses import whole
from alongside.knowledge.audiences import audiences
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.plans import audience_checks
from alongside.plans.doing import ChangedMeanwhile
from alongside.plans.forms_doing import CheckForm
from alongside.plans.sheets import TEMPLATES
from alongside.projects import staff, stages
from alongside.projects.models import Project


def _page(request: TeamRequest, project: Project, name: str, status: int = 200, **context: Any) -> HttpResponse:
    frame = stages.frame(project, request.organisation, timezone.now(), "plan")
    return render(request, f"projects/team/{name}.html", {**frame, **context}, status=status)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def listed(request: TeamRequest, project: str) -> HttpResponse:
    """Every check of every audience of the plan, with what was said about it."""
    found = get_object_or_404(request.organisation.projects, slug=project)
    standing = audience_checks.standing(found.pk)
    said = audience_checks.newest_answers(found.pk)
    groups = [
        (
            each,
            len(standing.open(each)),
            [(check, said.get((each.key, check.key))) for check in each.checks],
        )
        for each in standing.audiences
    ]
    return _page(
        request,
        found,
        "audiences",
        groups=groups,
        names=staff.names(each.by for each in said.values()),
        sections={each.key: each.title for each in TEMPLATES["plan"].definition.sections},
    )


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def answer(request: TeamRequest, project: str, audience: str, audience_check: str) -> HttpResponse:
    """How one check is met, or why it does not apply. What was said before stays in the plan's history."""
    found = get_object_or_404(request.organisation.projects, slug=project)
    of = audiences().get(audience)
    check = next((each for each in of.checks if each.key == audience_check), None) if of else None
    if of is None or check is None:
        raise Http404
    last = audience_checks.newest_answers(found.pk).get((of.key, check.key))
    initial = {"applies": "yes" if last.applies else "no", "words": last.words, "section": last.section} if last else {}
    form = CheckForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        sections=[(each.key, each.title) for each in TEMPLATES["plan"].definition.sections],
    )
    clash = False
    if form.is_bound and form.is_valid():
        typed = request.POST.get("seen", "")
        try:
            audience_checks.answer(
                scope=found.pk,
                audience=of.key,
                check=check.key,
                seen=whole(typed),
                by=request.user.pk,
                at=timezone.now(),
                **form.values(),
            )
        except ChangedMeanwhile:
            last = audience_checks.newest_answers(found.pk).get((of.key, check.key))
            clash = True
        else:
            messages.success(request, _("It is answered, in your name."))
            return redirect("projects-team:audiences", request.organisation.slug, found.slug)
    status = 409 if clash else 422 if form.errors else 200
    number = last.number if last else 0
    return _page(
        request,
        found,
        "audience_check",
        status,
        audience=of,
        check=check,
        form=form,
        last=last,
        clash=clash,
        seen=request.POST.get("seen", number) if form.errors else number,
        problems=status != 200,
    )
