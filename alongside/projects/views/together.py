"""What somebody is invited to, and what their group runs."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.groups.models import Member
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.plans.models import CoAuthor
from alongside.plans.sheets import TEMPLATES
from alongside.projects import assurance
from alongside.projects.views.sheets import SAME_MOMENT


@team_page(Permission.WORK_TOGETHER)
@require_GET
def together(request: TeamRequest) -> HttpResponse:
    """Everything somebody is invited to write, comment on and decide."""
    invited = (
        CoAuthor.objects.filter(person=request.user.pk, until=None, at__gte=request.membership.since - SAME_MOMENT)
        .select_related("sheet")
        .order_by("-at")
    )
    projects = request.organisation.projects.in_bulk([each.sheet.scope for each in invited])
    rows = [
        (TEMPLATES[each.sheet.template], projects[each.sheet.scope], len(each.sections))
        for each in invited
        if each.sheet.scope in projects
    ]
    mine = {each.pk: each for each in request.organisation.projects.filter(pk__in=assurance.scopes_of(request.user.pk))}
    reading = [(each, mine[each.scope]) for each in assurance.waiting(request.user.pk, mine)]
    runs = []
    if request.organisation.independent_work:
        present = Member.objects.filter(person=request.user.pk, until=None)
        runs = list(request.organisation.projects.filter(run_by__in=present.values("group")).order_by("name"))
    context = {"current": "together", "rows": rows, "reading": reading, "runs": runs}
    return render(request, "projects/team/together.html", context)
