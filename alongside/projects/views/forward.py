"""The forward plan: who is involving whom on what, month by month, and who asks the same people."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.core.dates import said
from alongside.knowledge.timings import months_before
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects import forward, often

SHOWN = 20


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def plan(request: TeamRequest) -> HttpResponse:
    """Three months at a time, from the one in the address; of one subject, where it is chosen."""
    first = forward.read_month(request.GET.get("from", ""), timezone.localdate())
    months = forward.months_from(first, forward.MONTHS + 1)
    about = request.GET.get("about", "")[:100].replace("\x00", "")
    last = months[-1] - timedelta(days=1)
    found = forward.plans_between(request.organisation, months[0], last, [about] if about else [])
    both = forward.overlaps(found)
    earlier = months_before(first, forward.MONTHS)
    context = {
        "current": "projects",
        "months": [
            (said(month, "F Y"), held[:SHOWN], max(0, len(held) - SHOWN))
            for month, held in forward.by_month(found, months[:-1])
        ],
        "overlaps": both[:SHOWN],
        "more_overlaps": max(0, len(both) - SHOWN),
        "about": about,
        "topics": sorted({topic for each in found for topic in each.topics}, key=str.casefold),
        "earlier": earlier.strftime("%Y-%m"),
        "later": months[-1].strftime("%Y-%m"),
        "count": len(found),
    }
    return render(request, "projects/team/forward.html", context)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def how_often(request: TeamRequest) -> HttpResponse:
    """Places, subjects and partners: who is asked most, and whom nobody asks."""
    today = timezone.localdate()
    asking = often.since(request.organisation, today)
    places = often.by_place(asking, dict(request.organisation.areas.values_list("code", "name")), today)
    partners, on_none = often.partners(request.organisation, asking)
    subjects = often.by_subject(asking, today)
    context = {
        "current": "projects",
        "places": places,
        "subjects": subjects[: often.SUBJECTS],
        "more_subjects": max(0, len(subjects) - often.SUBJECTS),
        "partners": partners,
        "on_none": on_none,
    }
    return render(request, "projects/team/how_often.html", context)
