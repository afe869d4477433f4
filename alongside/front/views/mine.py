"""My Alongside: the list of its pages, and what somebody took part in with what came of it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alongside.activities.followups import blocks_for
from alongside.activities.models import Contribution
from alongside.people.accounts.access import own_page
from alongside.people.accounts.models import VoiceLink


def _contributions(request: Any) -> list[Contribution]:
    """What this person said in this organisation's projects, newest first, one a project. Two queries."""
    voices = list(VoiceLink.objects.filter(person=request.user).values_list("voice", flat=True))
    found = (
        Contribution.objects.filter(voice__in=voices, project__organisation=request.organisation)
        .select_related("project")
        .order_by("-received_at")
    )
    return list({each.project_id: each for each in found}.values())


@never_cache
@own_page
def mine(request: Any) -> HttpResponse:
    return render(request, "front/mine/start.html", {"current": "mine", "took_part": len(_contributions(request))})


@never_cache
@own_page
def took_part(request: Any) -> HttpResponse:
    now = timezone.now()
    rows = [(each, each.project.state_at(now)) for each in _contributions(request)]
    return render(request, "front/mine/took_part.html", {"current": "mine", "rows": rows})


@never_cache
@own_page
def what_came_of_it(request: Any, project: str) -> HttpResponse:
    """The same blocks as behind the code."""
    found = next((each for each in _contributions(request) if each.project.slug == project), None)
    if found is None:
        raise Http404
    context = {
        "current": "mine",
        "contribution": found,
        "project": found.project,
        "blocks": blocks_for(request, found.voice_id),
    }
    return render(request, "front/mine/what_came_of_it.html", context)
