"""The budget, filled in from what is planned."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from alongside.core.addresses import whole
from alongside.library import actions as library
from alongside.library.presenters_own import rate
from alongside.library.rules import shelf_of
from alongside.library.values import rates_of
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.plans import filling
from alongside.plans.doing import ChangedMeanwhile, planned
from alongside.plans.models import BudgetLine
from alongside.projects import stages

A_PAGE = 5


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def fill(request: TeamRequest, project: str) -> HttpResponse:
    """Costs that the planned activities would have: tick them, change them, add them."""
    found = get_object_or_404(request.organisation.projects, slug=project)
    page = Paginator(planned(found.pk), A_PAGE).get_page(request.GET.get("page"))
    shelf = shelf_of("method", library.changes(request.organisation), timezone.localdate())
    ways = {each.entry.key: each.entry.ways for each in shelf}
    there = set(BudgetLine.objects.filter(scope=found.pk, activity__isnull=False).values_list("activity", "category"))
    offered = list(filling.suggestions(page, there, ways))
    rates = rates_of(request.organisation, timezone.localdate())
    form = filling.FillForm(request.POST if request.method == "POST" else None, offered=offered, rates=rates)
    if form.is_bound and form.is_valid():
        made = filling.fill_in(scope=found.pk, lines=form.lines(), by=request.user.pk, at=timezone.now())
        words = ngettext("%(num)s cost is added.", "%(num)s costs are added.", len(made)) % {"num": len(made)}
        messages.success(request, words if made else _("Nothing was ticked that is not in the budget already."))
        return redirect("projects-team:budget", request.organisation.slug, found.slug)
    groups = [(each, [one for one in offered if one.activity.pk == each.pk]) for each in page]
    context = {
        **stages.frame(found, request.organisation, timezone.now(), "plan"),
        "form": form,
        "page": page,
        "groups": groups,
        "rates": [(each, rate(each)) for each in rates],
        "problems": bool(form.errors),
    }
    return render(request, "projects/team/budget_fill.html", context, status=422 if form.errors else 200)


@team_page(Permission.EDIT_PROJECTS)
@require_POST
def update(request: TeamRequest, project: str, line: UUID) -> HttpResponse:
    """Take over what its activity says now, as it was shown."""
    found = get_object_or_404(request.organisation.projects, slug=project)
    held = get_object_or_404(BudgetLine, scope=found.pk, pk=line)
    typed = [request.POST.get(name, "") for name in ("people", "times")]
    seen = [whole(each) for each in typed]
    try:
        filling.bring_up_to_date(line=held, seen=(seen[0], seen[1]), by=request.user.pk)
    except ChangedMeanwhile:
        messages.info(request, _("The activity was changed again meanwhile. Look at it once more."))
    else:
        messages.success(request, _("“%(what)s” is up to date.") % {"what": held.what})
    return redirect("projects-team:budget", request.organisation.slug, found.slug)
