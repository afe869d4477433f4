"""Times and rates: what comes with Alongside, and the organisation's own in its place, never silently."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from alongside.core.addresses import identifier
from alongside.core.dates import local, short
from alongside.knowledge.lead_times import source as lead_times_source
from alongside.knowledge.rates import Rate
from alongside.knowledge.timings import Timing
from alongside.library import actions, presenters_own, values
from alongside.library.forms_own import ValueForm
from alongside.library.models import OwnEntry
from alongside.library.presenters_own import LEAD_TIME, Thing
from alongside.library.views.catalogue import page
from alongside.organisations.lead_times import promised
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.names import names
from alongside.people.accounts.roles import Permission

TIMING, RATE = OwnEntry.Kind.TIMING, OwnEntry.Kind.RATE


def _now(request: TeamRequest, on: date) -> dict[tuple[str, str], tuple[Thing, str]]:
    """{(kind, key): (what counts on that day, words where it is the organisation's own)}"""
    here = request.organisation
    timings = values.lengths(here, on).timings
    found: dict[tuple[str, str], tuple[Thing, str]] = {}
    for key in values.offered()[TIMING]:
        found[TIMING, key] = timings[key], presenters_own.timing(timings[key])
    for key, each in promised(here).items():
        own = presenters_own.of(each.default, str(each.days))
        found[LEAD_TIME, key] = own, presenters_own.instead(own, each.default, each.since)
    for rate in values.rates_of(here, on):
        found[RATE, rate.id] = rate, presenters_own.rate(rate)
    return found


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def shelf(request: TeamRequest) -> HttpResponse:
    """Every time and rate that can be the organisation's own, with what counts today."""
    now = _now(request, local(timezone.now()).date())
    titles = {TIMING: _("Times"), LEAD_TIME: _("Until a format is ready"), RATE: _("Rates for people’s time")}
    groups = [
        (title, [(kind, key, presenters_own.name(each), presenters_own.amount(each), said) for (of, key), (each, said) in now.items() if of == kind])
        for kind, title in titles.items()
    ]  # fmt: skip
    return page(request, "values.html", groups=groups, may_change=can(request.membership, Permission.EDIT_PROJECTS))


@team_page(Permission.SEE_TEAM_PAGES)
@require_http_methods(["GET", "POST"])
def value(request: TeamRequest, kind: str, entry: str) -> HttpResponse:
    """One time or rate: what counts, what counted, and setting one's own or going back."""
    shipped, today = _shipped(kind, entry), local(timezone.now()).date()
    may = can(request.membership, Permission.EDIT_PROJECTS)
    posted = request.POST if request.method == "POST" and may else None
    back = posted is not None and "back" in posted
    forms = {
        wanted: ValueForm(posted if posted is not None and back == wanted else None, shipped=shipped, today=today, back=wanted)
        for wanted in (False, True)
    }  # fmt: skip
    form, clash = forms[back], False
    if posted is not None and form.is_valid():
        if _set(request, kind, entry, shipped, form, today):
            messages.success(request, _("Saved. Colleagues see what changed, when and why."))
            return redirect("library-team:value", request.organisation.slug, kind, entry)
        clash = True
    history = list(request.organisation.library.filter(kind=kind, key=entry).order_by("-at"))
    who = names(each.by for each in history)
    now, said = _now(request, today).get((kind, entry), (shipped, ""))
    acts = [presenters_own.act(each, who, shipped) for each in history]
    problems = bool(form.errors or clash)
    return page(
        request,
        "value.html",
        status=409 if clash else 422 if form.errors else 200,
        kind=kind,
        title=presenters_own.name(shipped),
        now=presenters_own.amount(now),
        said=said,
        shipped=presenters_own.amount(shipped),
        shipped_source=_source(shipped),
        acts=acts,
        form=forms[False],
        back_form=forms[True],
        wrong=form if problems else None,
        going_back=back,
        # Also for a value of before there were reasons, and for one whose day has not come.
        may_go_back=bool(said) or bool(history and history[0].details["value"]),
        clash=clash,
        seen=request.POST.get("seen", "") if form.errors else history[0].pk if history else "",
        may_change=may,
        problems=problems,
    )


def _source(shipped: Thing) -> str:
    if isinstance(shipped, Timing):
        return shipped.source
    if isinstance(shipped, Rate):
        return shipped.source.name
    usual = _("Usual: %(least)s to %(most)s.") % dict(zip(("least", "most"), shipped.usual, strict=True)) if shipped.usual else ""  # fmt: skip
    return f"{_(lead_times_source())} {usual}".strip()


def _shipped(kind: str, entry: str) -> Thing:
    found = values.offered().get(kind, {}).get(entry)
    if found is None:
        raise Http404
    return found


def _set(request: TeamRequest, kind: str, entry: str, shipped: Thing, form: Any, today: date) -> Any:
    """What stands now, or nothing where somebody changed it meanwhile."""
    wanted = form.values()
    told = {
        "entry": presenters_own.name(shipped),
        "value": presenters_own.amount(presenters_own.of(shipped, wanted["value"])) if wanted["value"] else "",
        "shipped": presenters_own.amount(shipped),
        "day": short(wanted["since"]),
    }
    try:
        return actions.set_value(
            organisation=request.organisation,
            kind=kind,
            key=entry,
            **wanted,
            reason=form.cleaned_data["reason"],
            by=request.user.pk,
            at=timezone.now(),
            seen=identifier(request.POST.get("seen", "")),
            told=told,
        )
    except actions.ChangedMeanwhile:
        return None
