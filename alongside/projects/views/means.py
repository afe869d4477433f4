"""Budget and team of a project."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from alongside.core.addresses import identifier
from alongside.design.once import row
from alongside.design.seen import changed, seen
from alongside.knowledge.rates import rates
from alongside.library.presenters_own import rate
from alongside.library.values import rates_of
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.roles import Permission
from alongside.plans import means
from alongside.plans.doing import planned
from alongside.plans.filling import drift
from alongside.plans.kinds import TOGETHER
from alongside.plans.means_forms import LineForm, TeamForm
from alongside.plans.models import BudgetLine, TeamMember
from alongside.projects.views.common import plan_page, project_of


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def budget(request: TeamRequest, project: str) -> HttpResponse:
    """Planned, committed and spent, by kind of cost; and what is missing."""
    found = project_of(request, project)
    lines = list(BudgetLine.objects.filter(scope=found.pk).select_related("activity"))
    kinds = {found.level, *planned(found.pk).order_by().values_list("kind", flat=True).distinct()}
    sums, whole = means.sums(lines)
    words = {
        "no-access": _("No access costs are planned: interpreters, transport, respite. Somebody will need them."),
        "no-expenses": _("No expenses are planned. People should not be out of pocket."),
        "no-payments": _("People decide or act together with you, and no payment for their time is planned."),
        "overspent": _("More is spent than was planned."),
    }
    known = {each.id: each for each in rates()}
    missing = means.missing_money(lines, together=not kinds.isdisjoint(TOGETHER))
    return plan_page(
        request,
        "budget",
        found,
        lines=[(each, drift(each), known.get(each.rate)) for each in lines],
        sums=sums,
        whole=whole,
        warnings=[words[key] for key in missing],
    )


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def line(request: TeamRequest, project: str, line: UUID | None = None) -> HttpResponse:
    """Add a line, change one or remove it."""
    found = project_of(request, project)
    back = redirect("projects-team:budget", request.organisation.slug, found.slug)
    if line and "remove" in request.POST and not BudgetLine.objects.filter(scope=found.pk, pk=line).exists():
        messages.info(request, _("It is removed already."))
        return back
    held = get_object_or_404(BudgetLine, scope=found.pk, pk=line) if line else None
    if held is not None and "remove" in request.POST:
        means.drop_line(line=held, by=request.user.pk)
        messages.success(request, _("“%(what)s” is removed.") % {"what": held.what})
        return back
    initial = {name: getattr(held, name) for name in LineForm.base_fields} if held else {}
    form = LineForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        values = changed(form.values(), request.POST.get("seen", "")) if held else form.values()
        kept = means.keep_line(
            scope=found.pk, line=held, values=values, by=request.user.pk, at=timezone.now(), id=row(request)
        )
        messages.success(request, _("“%(what)s” is saved.") % {"what": kept.what})
        return back
    return plan_page(
        request,
        "budget_line",
        found,
        form,
        line=held,
        seen=request.POST.get("seen") or seen(initial),
        rates=[(each, rate(each)) for each in rates_of(request.organisation, timezone.localdate())],
    )


@team_page(Permission.SEE_TEAM_PAGES)
@require_http_methods(["GET", "POST"])
def team(request: TeamRequest, project: str) -> HttpResponse:
    """Who works on it, and who is missing."""
    found = project_of(request, project)
    posted = request.POST if request.method == "POST" and can(request.membership, Permission.EDIT_PROJECTS) else None
    here = redirect("projects-team:plan-team", request.organisation.slug, found.slug)
    if posted and "remove" in posted:
        chosen = identifier(posted["remove"])
        gone = TeamMember.objects.filter(scope=found.pk, pk=chosen).first() if chosen else None
        if gone is not None:
            means.leave_team(member=gone, by=request.user.pk)
            messages.success(request, _("%(name)s is no longer in the team.") % {"name": gone.name})
        return here
    form = TeamForm(posted)
    if form.is_bound and form.is_valid():
        means.join_team(scope=found.pk, by=request.user.pk, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("%(name)s is in the team.") % {"name": form.cleaned_data["name"]})
        return here
    members = list(TeamMember.objects.filter(scope=found.pk))
    words = {
        "no-professional": _("No clinician or care professional yet."),
        "no-lived-experience": _("No lived-experience partner yet."),
    }
    missing = [words[key] for key in means.missing_people(members)]
    return plan_page(request, "plan_team", found, form, members=members, warnings=missing)
