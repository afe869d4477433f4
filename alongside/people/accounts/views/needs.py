"""Access needs, for those who meet them: who needs what in a project, and what is done about it.

Nothing here says who somebody is, nor stands beside what anybody said. To arrange something with the person, a
colleague says why they need to know, and that is written down.
"""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from alongside.knowledge.holidays import working_days_after
from alongside.organisations.lead_times import promised
from alongside.people.accounts import needs
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.forms.team import ArrangementForm
from alongside.people.accounts.models import Arrangement, Person
from alongside.people.accounts.roles import Permission

PER_PAGE = 50
State = Arrangement.State
COLOURS = {State.TO_DO: "orange", State.NOT_MET: "red", State.IN_HAND: "white", State.MET: ""}


def _tabs(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    return [
        ("to-meet", _("To meet"), sum(counts.get(state, 0) for state in needs.UNMET)),
        ("in-hand", _("In hand"), counts.get(State.IN_HAND, 0)),
        ("met", _("Met"), counts.get(State.MET, 0)),
    ]


def _shared(request: TeamRequest) -> QuerySet[Arrangement]:
    """What people let this organisation's teams see, in projects that are not over."""
    running = request.organisation.projects.filter(answered_at=None)
    return Arrangement.objects.filter(
        organisation=request.organisation, scope__in=running.values("id"), need__shared_with_teams=True
    )


@never_cache
@team_page(Permission.SEE_CONTACTS)
@require_GET
def of_everybody(request: TeamRequest) -> HttpResponse:
    """Needs of people who take part, in no order of time."""
    found = _shared(request)
    project = None
    if slug := request.GET.get("project"):
        project = get_object_or_404(request.organisation.projects, slug=slug)
        found = found.filter(scope=project.pk)
    counts = dict(found.order_by().values_list("state").annotate(each=Count("pk")))
    tabs = _tabs(counts)
    shown = next((key for key, _words, _count in tabs if key == request.GET.get("show")), "to-meet")
    rows = found.filter(state__in=needs.UNMET if shown == "to-meet" else [shown])
    if after := request.GET.get("after", ""):
        try:
            rows = rows.filter(pk__gt=UUID(after))
        except ValueError as problem:
            raise Http404 from problem
    page = list(rows.select_related("need").order_by("pk")[: PER_PAGE + 1])
    names = dict(request.organisation.projects.filter(pk__in={each.scope for each in page}).values_list("pk", "name"))
    lines = [
        (each, needs.words_of(each.need), names[each.scope], COLOURS[State(each.state)]) for each in page[:PER_PAGE]
    ]
    context = {
        "current": "people",
        "project": project,
        "tabs": tabs,
        "show": shown,
        "lines": lines,
        "more": page[PER_PAGE - 1].pk if len(page) > PER_PAGE else None,
        "first": not after,
        "nothing_yet": not counts,
    }
    return render(request, "accounts/team/needs.html", context)


@never_cache
@team_page(Permission.SEE_CONTACTS)
@require_http_methods(["GET", "POST"])
def one(request: TeamRequest, arrangement: UUID) -> HttpResponse:
    """One need in one project, and what is done about it."""
    held = get_object_or_404(_shared(request).select_related("need"), pk=arrangement)
    project = request.organisation.projects.get(pk=held.scope)
    initial = {"state": held.state, "note": held.note}
    form = ArrangementForm(request.POST if request.method == "POST" else None, initial=initial, auto_id="%s")
    if form.is_bound and form.is_valid():
        needs.arrange(arrangement=held, by=request.user.pk, **form.cleaned_data)
        messages.success(request, _("Saved: %(state)s.") % {"state": held.get_state_display()})
        return redirect(f"{reverse('team:people-needs', args=[request.organisation.slug])}?project={project.slug}")
    format = needs.FORMAT_OF.get(held.need.need)
    days = promised(request.organisation)[format].days if format else None
    by = Person.objects.filter(memberships__organisation=request.organisation, pk=held.by).first() if held.by else None
    context = {
        "current": "people",
        "held": held,
        "words": needs.words_of(held.need),
        "colour": COLOURS[State(held.state)],
        "project": project,
        "days": days,
        "ready": working_days_after(timezone.localdate(), days) if days else None,
        "by": by,
        "form": form,
        "problems": bool(form.errors),
    }
    return render(request, "accounts/team/need.html", context, status=422 if form.errors else 200)
