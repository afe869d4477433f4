"""People and teams: colleagues and their roles; people who keep in touch, without who they are until somebody asks."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.people.accounts import identities, teams
from alongside.people.accounts.access import can, team_page
from alongside.people.accounts.forms.team import ColleagueForm, PurposeForm, RoleForm
from alongside.people.accounts.models import Arrangement, Contact, Membership, Person
from alongside.people.accounts.preferences import line_of
from alongside.people.accounts.roles import ROLES, Permission
from alongside.people.voices.models import Voice

PER_PAGE = 50


def _page(request: Any, template: str, context: dict[str, Any], form: Any = None) -> HttpResponse:
    problems = bool(form is not None and form.errors)
    words = {"current": "people", "form": form, "problems": problems, **context}
    return render(request, f"accounts/team/{template}.html", words, status=422 if problems else 200)


@team_page(Permission.SEE_TEAM_PAGES)
def people(request: Any) -> HttpResponse:
    """The register of colleagues."""
    rows = [(each, ROLES[each.role]) for each in teams.colleagues(request.organisation)]
    may = {
        "manage": can(request.membership, Permission.MANAGE),
        "see_contacts": can(request.membership, Permission.SEE_CONTACTS),
    }
    return _page(request, "people", {"rows": rows, "may": may})


@team_page(Permission.MANAGE)
def add(request: Any) -> HttpResponse:
    form = ColleagueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = teams.add_colleague(organisation=request.organisation, by=request.user, **form.cleaned_data)
        except teams.AlreadyHere:
            form.add_error("email", _("Somebody with this address is in the team already"))
        else:
            get_adapter(request).send_mail(
                "accounts/email/added",
                added.person.email,
                {"organisation": request.organisation, "by": str(request.user), "role": ROLES[added.role].name},
            )
            messages.success(request, _("%(name)s is in the team.") % {"name": added.person})
            return redirect("team:people", request.organisation.slug)
    return _page(request, "colleague", {"roles": ROLES.values()}, form)


def _colleague(request: Any, membership: UUID) -> Membership:
    return get_object_or_404(
        Membership.objects.select_related("person"), pk=membership, organisation=request.organisation, until=None
    )


@team_page(Permission.MANAGE)
def change(request: Any, membership: UUID) -> HttpResponse:
    held = _colleague(request, membership)
    form = RoleForm(request.POST or None, initial={"role": held.role, "job_title": held.job_title})
    if request.method == "POST" and form.is_valid():
        try:
            teams.change_role(membership=held, by=request.user, **form.cleaned_data)
        except teams.LastOwner:
            form.add_error("role", _("Make somebody else an owner first: every organisation keeps one"))
        else:
            messages.success(request, _("Saved. It counts from the next page they open."))
            return redirect("team:people", request.organisation.slug)
    return _page(request, "colleague", {"roles": ROLES.values(), "held": held}, form)


@team_page(Permission.MANAGE)
def remove(request: Any, membership: UUID) -> HttpResponse:
    held = _colleague(request, membership)
    problem = ""
    if request.method == "POST":
        try:
            teams.remove_colleague(membership=held, by=request.user)
        except teams.LastOwner:
            problem = _("Make somebody else an owner first: every organisation keeps one.")
        else:
            messages.success(request, _("%(name)s is no longer in the team.") % {"name": held.person})
            return redirect("team:people", request.organisation.slug)
    words = {"held": held, "problem": problem, "current": "people", "problems": bool(problem)}
    return render(request, "accounts/team/remove.html", words, status=422 if problem else 200)


@require_POST
@team_page(Permission.MANAGE)
def reset(request: Any, membership: UUID) -> HttpResponse:
    """For a colleague who lost the second step. They are told by email, in case it was not they who asked."""
    held = _colleague(request, membership)
    teams.reset_second_factor(membership=held, by=request.user)
    get_adapter(request).send_mail("accounts/email/reset", held.person.email, {})
    messages.success(
        request, _("Reset. %(name)s sets up a new second step at the next log-in.") % {"name": held.person}
    )
    return redirect("team:people", request.organisation.slug)


@team_page(Permission.SEE_CONTACTS)
def contacts(request: Any) -> HttpResponse:
    """Who keeps in touch: how, since when and for what; never who, until somebody says why they need to know."""
    found = Contact.objects.filter(organisation=request.organisation, consents__stopped_at=None).distinct()
    project = None
    if scope := request.GET.get("project"):
        project = get_object_or_404(request.organisation.projects, slug=scope)
        found = found.filter(consents__scope=project.id)
    after = request.GET.get("after", "")
    if after:
        try:
            found = found.filter(pk__gt=UUID(after))
        except ValueError as problem:
            raise Http404 from problem
    # In no order of time, and with the month alone: a moment would line up with what somebody said.
    rows = list(found.defer("name", "address").order_by("pk").prefetch_related("consents")[: PER_PAGE + 1])
    more = rows[PER_PAGE - 1].pk if len(rows) > PER_PAGE else None
    words = {
        "rows": [line_of(each) for each in rows[:PER_PAGE]],
        "more": more,
        "project": project,
        "first": not after,
    }
    return _page(request, "contacts", words)


@never_cache
@team_page(Permission.SEE_CONTACTS)
def identity(request: Any, kind: str, who: UUID) -> HttpResponse:
    """Asks why, writes it down, says so, and then shows who it is. Opening the page again asks again."""
    to: Contact | Voice | Person
    if kind == "contact":
        to = get_object_or_404(Contact.objects.select_related("person"), pk=who, organisation=request.organisation)
    elif kind == "need":
        shared = Arrangement.objects.filter(organisation=request.organisation, need__shared_with_teams=True)
        to = get_object_or_404(shared.select_related("need__person"), pk=who).need.person
    else:
        to = get_object_or_404(Voice, pk=who, scope__in=request.organisation.projects.values("id"))
    form = PurposeForm(request.POST or None, initial={"why": "access" if kind == "need" else None})
    if request.method == "POST" and form.is_valid():
        shown = identities.look(organisation=request.organisation, by=request.user, purpose=form.purpose, to=to)
        return _page(request, "identity", {"shown": shown, "purpose": form.purpose, "kind": kind, "who": who})
    return _page(request, "purpose", {"kind": kind, "who": who}, form)


@team_page(Permission.MANAGE)
def looks(request: Any) -> HttpResponse:
    return _page(request, "looks", {"rows": identities.looks(request.organisation)})
