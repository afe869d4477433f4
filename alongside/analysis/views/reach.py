"""Reach: who took part, beside who lives here."""

from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.analysis.access import team_project
from alongside.analysis.models import ReachTable, Tally
from alongside.analysis.reach_page import page_of
from alongside.analysis.rules import COMPARED_FROM
from alongside.core.dates import days_left
from alongside.knowledge import census
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects.models import State
from alongside.projects.stages import frame


@team_page(Permission.SEE_RESULTS)
def reach(request: TeamRequest, project: str) -> HttpResponse:
    """Who have we not heard from?"""
    found = team_project(request, project)
    now = timezone.now()
    kept = ReachTable.objects.filter(activity__project=found).first()
    codes = found.area_codes or list(request.organisation.areas.values_list("code", flat=True))
    is_open = found.state_at(now) is State.OPEN and found.closes_at is not None
    context = {
        **frame(found, request.organisation, now, "hear"),
        "shown": page_of(kept, codes),
        "people": Tally.objects.filter(activity__project=found).aggregate(people=Sum("responses"))["people"] or 0,
        "compared_from": COMPARED_FROM,
        "days_left": days_left(found.closes_at, now) if is_open and found.closes_at else None,
        "source": census.source(),
    }
    return render(request, "analysis/reach.html", context)
