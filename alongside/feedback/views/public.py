"""What changed: you said, we decided, we did, late ones first."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.design.remembering import remembered
from alongside.feedback.presenters import in_one_sentence, late_first, show
from alongside.feedback.rules import Clock, kept
from alongside.organisations.access import PublicRequest, open_to_all

STATES = {"late": {Clock.LATE}, "open": {Clock.ON_TIME, Clock.SOON}, "done": {Clock.DONE, Clock.DONE_LATE}}


@require_safe
@remembered
@open_to_all
def what_changed(request: PublicRequest) -> HttpResponse:
    promises = (
        request.organisation.promises.filter(published_at__isnull=False)
        .select_related("response__finding", "project")
        .prefetch_related("new_dates")
    )
    everything = late_first(show(promises, timezone.localdate()))
    chosen = {name: request.GET.get(name, "") for name in ("topic", "area", "state")}
    shown = [
        each
        for each in everything
        if (not chosen["topic"] or each.promise.topic == chosen["topic"])
        and (not chosen["area"] or each.promise.area_words == chosen["area"])
        and (chosen["state"] not in STATES or each.clock in STATES[chosen["state"]])
    ]
    page = Paginator(shown, 20).get_page(request.GET.get("page"))
    return render(
        request,
        "feedback/what_changed.html",
        {
            "current": "changed",
            "sentence": in_one_sentence(kept(each.clock for each in everything)),
            "page": page,
            "chosen": chosen,
            "topics": sorted({each.promise.topic for each in everything} - {""}),
            "areas": sorted({each.promise.area_words for each in everything} - {""}),
        },
    )
