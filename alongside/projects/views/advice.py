"""Ask the engagement team: requests for advice, who answers them, and how long that takes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.design.once import row
from alongside.knowledge.holidays import working_days_after
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.roles import Permission
from alongside.people.accounts.teams import who_may
from alongside.plans import advising
from alongside.plans.advising_forms import AskForm, GiveForm, ReplyForm
from alongside.plans.models import AdviceRequest
from alongside.projects import staff

SHOWN = 100


@team_page(Permission.SEE_TEAM_PAGES)
@require_http_methods(["GET", "POST"])
def requests(request: TeamRequest) -> HttpResponse:
    """Every request, the open ones first, how much each lead has, and a form to ask."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = advising.ask(
            organisation=request.organisation,
            by=request.user.pk,
            at=timezone.now(),
            id=row(request),
            **form.cleaned_data,
        )
        messages.success(
            request, _("Your request is number %(number)s. You can see the answer here.") % {"number": made.number}
        )
        return redirect("projects-team:advice", request.organisation.slug)
    asked = AdviceRequest.objects.filter(organisation=request.organisation)
    held = list(asked.order_by(F("answered_at").asc(nulls_first=True), "-number")[:SHOWN])
    work = advising.workload(held)
    names = staff.names(person for each in held for person in (each.by, each.lead, each.answered_by))
    rows = [
        (each, working_days_after(timezone.localtime(each.at).date(), advising.PROMISED_DAYS[each.size]))
        for each in held
    ]
    context = {
        "current": "projects",
        "form": form,
        "rows": rows,
        "names": names,
        "work": work,
        "busy": sorted(
            ((names[lead] if lead else _("Nobody yet"), count) for lead, count in work.open.items()),
            key=lambda row: -row[1],
        ),
        "today": timezone.localdate(),
        "problems": bool(form.errors),
    }
    return render(request, "projects/team/advice.html", context, status=422 if form.errors else 200)


@team_page(Permission.SEE_TEAM_PAGES)
@require_http_methods(["GET", "POST"])
def one(request: TeamRequest, advice: UUID) -> HttpResponse:
    """A request, its answer, and for the engagement team: who answers it, and the answer."""
    held = get_object_or_404(AdviceRequest, organisation=request.organisation, pk=advice)
    leads = can(request.membership, Permission.EDIT_PROJECTS)
    people = [(str(each.person_id), str(each.person)) for each in who_may(request.organisation, Permission.EDIT_PROJECTS)] if leads else []  # fmt: skip
    posted = request.POST if request.method == "POST" and leads else None
    give = GiveForm(posted if posted and "give" in posted else None, people=people, initial=held.lead)
    reply = ReplyForm(posted if posted and "reply" in posted else None)
    done = False
    if give.is_bound and give.is_valid():
        lead = UUID(give.cleaned_data["lead"])
        advising.give_to(request=held, lead=lead, by=request.user.pk, at=timezone.now())
        done = True
    elif reply.is_bound and reply.is_valid():
        advising.answer(request=held, words=reply.cleaned_data["words"], by=request.user.pk, at=timezone.now())
        done = True
    if done:
        messages.success(request, _("Saved."))
        return redirect("projects-team:advice-one", request.organisation.slug, held.pk)
    problems = any(form.is_bound and form.errors for form in (give, reply))
    context: dict[str, Any] = {
        "current": "projects",
        "held": held,
        "names": staff.names([held.by, held.lead, held.answered_by]),
        "give": give,
        "reply": reply,
        "leads": leads,
        "problems": problems,
    }
    return render(request, "projects/team/advice_one.html", context, status=422 if problems else 200)
