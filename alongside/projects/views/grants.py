"""Grants to partners of a project: the list, a new one, what it brings, and what came back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects.models import Project
from alongside.projects.views.common import plan_page, project_of
from alongside.stakeholders import granting, mapping
from alongside.stakeholders.actions import Retired
from alongside.stakeholders.grant_forms import DeliverableForm, GrantForm, ReturnForm
from alongside.stakeholders.models import Deliverable, Grant, Stakeholder

PER_PAGE = 50


def _grant(request: TeamRequest, project: Project, grant: UUID) -> Grant:
    return get_object_or_404(
        Grant.objects.select_related("stakeholder"),
        pk=grant,
        scope=project.pk,
        stakeholder__organisation=request.organisation,
    )


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def grants(request: TeamRequest, project: str) -> HttpResponse:
    held = project_of(request, project)
    today = timezone.localdate()
    late = Q(deliverables__returned_on=None, deliverables__due_on__lt=today)
    found = (
        Grant.objects.filter(scope=held.pk)
        .select_related("stakeholder")
        .annotate(
            brings=Count("deliverables"),
            came=Count("deliverables", filter=Q(deliverables__returned_on__isnull=False)),
            late=Count("deliverables", filter=late),
        )
        .order_by("agreed_on", "pk")
    )
    number = request.GET.get("page", "1")
    page = Paginator(found, PER_PAGE).get_page(number if number.isdecimal() else 1)
    total = Grant.objects.filter(scope=held.pk).aggregate(total=Sum("amount"))["total"] or 0
    return plan_page(request, "grants", held, page=page, total=total)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def agree(request: TeamRequest, project: str) -> HttpResponse:
    held = project_of(request, project)
    here = mapping.standing(held.pk, timezone.now()).order_by("stakeholder__name")
    partners = {str(each.stakeholder_id): each.stakeholder for each in here}
    form = GrantForm(
        request.POST if request.method == "POST" else None,
        partners=[(key, each.name) for key, each in partners.items()],
        initial={"agreed_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("amount", "what_for", "agreed_on")}
        who: Stakeholder = partners[form.cleaned_data["who"]]
        try:
            made = granting.agree(
                stakeholder=who,
                scope=held.pk,
                values=values,
                once=form.cleaned_data["once"],
                by=request.user.pk,
                at=timezone.now(),
            )
        except Retired:
            messages.error(request, _("This partner was joined into another meanwhile. Choose again."))
            return redirect("projects-team:grants", request.organisation.slug, held.slug)
        messages.success(request, _("Written down. Now add what it brings."))
        return redirect("projects-team:grant", request.organisation.slug, held.slug, made.pk)
    return plan_page(request, "grant_form", held, form, heading=_("Write down a grant"), nobody=not partners)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def grant(request: TeamRequest, project: str, grant: UUID) -> HttpResponse:
    held = project_of(request, project)
    found = _grant(request, held, grant)
    return plan_page(
        request, "grant", held, grant=found, deliverables=list(found.deliverables.all()), today=timezone.localdate()
    )


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def expect(request: TeamRequest, project: str, grant: UUID) -> HttpResponse:
    held = project_of(request, project)
    found = _grant(request, held, grant)
    form = DeliverableForm(request.POST if request.method == "POST" else None)

    def write() -> None:
        granting.expect(grant=found, by=request.user.pk, **form.cleaned_data)

    return _written(request, held, found, form, _("Add what the grant brings"), write)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def returned(request: TeamRequest, project: str, deliverable: UUID) -> HttpResponse:
    held = project_of(request, project)
    found = get_object_or_404(
        Deliverable.objects.select_related("grant__stakeholder"),
        pk=deliverable,
        grant__scope=held.pk,
        grant__stakeholder__organisation=request.organisation,
    )
    form = ReturnForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()})
    if form.is_bound and form.is_valid() and form.cleaned_data["on"] > timezone.localdate():
        form.add_error("on", _("The day it came must be today or in the past"))

    def write() -> None:
        granting.returned(deliverable=found, by=request.user.pk, **form.cleaned_data)

    return _written(request, held, found.grant, form, _("Mark as returned"), write, what=found.words)


def _written(
    request: TeamRequest,
    project: Project,
    grant: Grant,
    form: Any,
    heading: str,
    write: Callable[[], None],
    what: str = "",
) -> HttpResponse:
    """A form about a grant: shown, or done and back to the grant."""
    if form.is_bound and form.is_valid():
        write()
        messages.success(request, _("Saved."))
        return redirect("projects-team:grant", request.organisation.slug, project.slug, grant.pk)
    return plan_page(request, "grant_form", project, form, heading=heading, grant=grant, what=what)
