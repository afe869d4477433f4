"""The team's own pages: which organisation, Today, the list of projects, help."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from alongside.front import projects_list
from alongside.front.today import today_for
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.models import Membership
from alongside.people.accounts.roles import ROLES, Permission
from alongside.projects.forms import FilterForm
from alongside.projects.staff import colleagues


class WhichForm(forms.Form):
    organisation = forms.ChoiceField(
        label=_("Which organisation do you want to work in?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Select an organisation"), "invalid_choice": _("Select an organisation")},
    )

    def __init__(self, data: Any = None, *, memberships: list[Membership]) -> None:
        super().__init__(data)
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            (each.organisation.slug, each.organisation.name) for each in memberships
        ]


@require_http_methods(["GET", "POST"])
def start(request: Any) -> HttpResponse:
    """Anyone who is logged in: one organisation opens at once, several are chosen from, none is said so."""
    memberships = list(
        request.user.memberships.filter(until__isnull=True)
        .select_related("organisation")
        .order_by("organisation__name")
    )
    if len(memberships) == 1:
        return redirect(memberships[0].door, memberships[0].organisation.slug)
    form = WhichForm(request.POST if request.method == "POST" else None, memberships=memberships)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["organisation"]
        return redirect(next(each.door for each in memberships if each.organisation.slug == chosen), chosen)
    roles = {each.organisation.slug: ROLES[each.role].name for each in memberships}
    context = {"form": form, "roles": roles, "memberships": memberships, "problems": bool(form.errors)}
    return render(request, "front/team/start.html", context, status=422 if form.errors else 200)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def today(request: TeamRequest) -> HttpResponse:
    shown = today_for(request.membership, request.user.name, timezone.now())
    return render(request, "front/team/today.html", {"current": "today", "shown": shown})


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def projects(request: TeamRequest) -> HttpResponse:
    now = timezone.now()
    asked = projects_list.Asked.read(request.GET)
    page = projects_list.find(request.organisation, asked, request.user.pk, now)
    initial = {"words": asked.words, "state": [str(state) for state in asked.states], "mine": asked.mine}
    context = {
        "current": "projects",
        "asked": asked,
        "form": FilterForm(initial=initial),
        "page": page,
        "lines": projects_list.lines(page, request.organisation, now),
        "may_start": can(request.membership, Permission.EDIT_PROJECTS),
    }
    return render(request, "front/team/projects.html", context)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def help_page(request: TeamRequest) -> HttpResponse:
    everyone = colleagues(request.organisation.pk)
    context = {
        "current": "help",
        "owners": [each for each in everyone if each.role == "owner"],
        "role": ROLES[request.membership.role],
    }
    return render(request, "front/team/help.html", context)
