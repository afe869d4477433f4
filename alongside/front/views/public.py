"""An organisation's home, help, and the pages about its service."""

from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from alongside.design.remembering import remembered
from alongside.feedback.models import Promise
from alongside.knowledge.spectrums import levels, word_for
from alongside.organisations.access import PublicRequest, open_to_all
from alongside.projects.access import projects_seen_by_all
from alongside.projects.models import Project, State
from alongside.projects.presenters import CARD_FIELDS, card

SHOWN = 3
KEPT_SHOWN = 2
# No organisation has so many projects at once; more would be counted as this many.
MOST_AHEAD = 200


def _opening(project: Project) -> datetime:
    return project.opens_at or datetime.max.replace(tzinfo=UTC)


@require_safe
@remembered
@open_to_all
def home(request: PublicRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate()
    organisation = request.organisation
    ahead = list(
        projects_seen_by_all(request)
        .filter(closes_at__gt=now, answered_at__isnull=True)
        .order_by("closes_at")
        .only(*CARD_FIELDS)[:MOST_AHEAD]
    )
    open_now = [each for each in ahead if each.state_at(now) is State.OPEN]
    coming_up = sorted((each for each in ahead if each.opens_at and each.opens_at > now), key=_opening)
    promises = Promise.objects.filter(organisation=organisation, published_at__isnull=False)
    made = promises.aggregate(all=Count("pk"), late=Count("pk", filter=Q(done_on=None, due_on__lt=today)))
    kept = (
        promises.filter(done_on__isnull=False)
        .select_related("project")
        .only("you_said", "said_by", "words", "did", "done_on", "project__slug", "project__name")
        .order_by("-done_on", "pk")[:KEPT_SHOWN]
        if made["all"]
        else []
    )
    return render(
        request,
        "front/home.html",
        {
            "open_now": [card(each, now) for each in open_now[:SHOWN]],
            "open_count": len(open_now),
            "coming_up": [card(each, now) for each in coming_up[:SHOWN]],
            "kept": list(kept),
            "promises": made,
        },
    )


@require_safe
@remembered
@open_to_all
def help_page(request: PublicRequest) -> HttpResponse:
    return render(request, "front/help.html", {"current": "help"})


# The pages about the service: address and heading. Their texts are in templates/front/pages/.
PAGES = {
    "languages": gettext_lazy("Languages and formats"),
    "accessibility": gettext_lazy("Accessibility statement"),
    "privacy": gettext_lazy("Privacy"),
    "cookies": gettext_lazy("Cookies"),
    "rules": gettext_lazy("Rules for taking part"),
    "data": gettext_lazy("Data sources"),
    "kinds": gettext_lazy("Kinds of involvement"),
}


@require_safe
@remembered
@open_to_all
def page(request: PublicRequest, name: str) -> HttpResponse:
    if name not in PAGES:
        raise Http404
    context: dict[str, Any] = {"heading": PAGES[name]}
    if name == "kinds":
        vocabulary = request.organisation.vocabulary
        context["kinds"] = [(word_for(key, vocabulary), level) for key, level in levels().items()]
    return render(request, f"front/pages/{name}.html", context)
