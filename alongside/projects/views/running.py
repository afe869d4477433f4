"""Who runs a project: its organisation's team, or an independent group."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.groups.models import Group, Member
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects import running
from alongside.projects.models import Project
from alongside.projects.run_forms import GiveBackForm, HandOverForm
from alongside.projects.views.common import plan_page, posted, project_of


@team_page(Permission.SEE_TEAM_PAGES)
@require_http_methods(["GET", "POST"])
def run_by(request: TeamRequest, project: str) -> HttpResponse:
    """Owners hand over; only members give back."""
    found = project_of(request, project)
    here = redirect("projects-team:run-by", request.organisation.slug, found.slug)
    inside = request.run is not None and request.run.inside
    form: GiveBackForm | None = None
    if found.run_by_id is not None:
        form = GiveBackForm(posted(request)) if inside else None
    elif can(request.membership, Permission.MANAGE):
        form = HandOverForm(posted(request), groups=_ready(request))
    if form is not None and form.is_bound and form.is_valid():
        _move(request, found, form)
        return here
    moved = found.moves.filter(to=running.HANDED).first() if found.run_by_id else None
    ready = isinstance(form, HandOverForm) and _ready(request).exists()
    return plan_page(request, "run_by", found, form, group=found.run_by, moved=moved, ready=ready)


def _move(request: TeamRequest, project: Project, form: GiveBackForm) -> None:
    data, at = form.cleaned_data, timezone.now()
    try:
        if isinstance(form, HandOverForm):
            running.hand_over(project=project, group=data["group"], reason=data["reason"], by=request.user.pk, at=at)
            messages.success(request, _("%(group)s runs it from now on.") % {"group": data["group"].name})
        else:
            running.give_back(project=project, reason=data["reason"], by=request.user.pk, at=at)
            messages.success(request, _("%(name)s runs it again.") % {"name": request.organisation.name})
    except (running.RunAlready, running.NotIndependent, running.NotAMember):
        messages.warning(request, _("Somebody changed this meanwhile. Nothing was done: look again."))


def _ready(request: TeamRequest) -> QuerySet[Group]:
    """Independent groups that somebody is in."""
    found = Group.objects.filter(organisation=request.organisation, kind=Group.Kind.INDEPENDENT)
    return found.filter(
        pk__in=Member.objects.filter(group__organisation=request.organisation, until=None).values("group")
    )
