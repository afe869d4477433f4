"""Formats that members of a group read in: the promise, asking for another, and saying that it was sent."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from alongside.core.dates import in_words
from alongside.people.accounts.access import TeamRequest, no_right, team_page
from alongside.people.accounts.roles import Permission
from alongside.plans import formats
from alongside.plans.assuring_forms import FormatForm, OwnerForm, SentForm
from alongside.plans.models import FormatPromise
from alongside.projects import papers, staff
from alongside.projects.views.assurance import Reading
from alongside.projects.views.common import plan_page, posted, project_of
from alongside.projects.views.papers import given


@team_page(Permission.WORK_TOGETHER)
@require_http_methods(["GET", "POST"])
def ask(request: TeamRequest, project: str, number: int) -> HttpResponse:
    """A member asks for what they read in another format: promised at once, for a day."""
    here = Reading(request, project, number)
    if here.member is None:
        return no_right(request)
    form = FormatForm(posted(request))
    if form.is_bound and form.is_valid():
        made = formats.ask(
            submission=here.submission,
            member=here.member,
            format=form.cleaned_data["format"],
            always=form.cleaned_data["always"],
            at=timezone.now(),
        )
        messages.success(request, _("You get it by %(day)s.") % {"day": in_words(made.due_on)})
        return redirect("projects-team:reading", *here.at)
    return plan_page(request, "reading_format", here.project, form, here=here, at=here.at, submission=here.submission)


@team_page(Permission.WORK_TOGETHER)
@require_GET
def pack(request: TeamRequest, project: str, number: int, layout: str) -> HttpResponse:
    """What a group reads, as a file to keep or to print: PDF, Word, large print."""
    here = Reading(request, project, number)
    if here.shut:
        return no_right(request)
    if layout not in papers.READING_LAYOUTS:
        raise Http404
    return given(request, here.project, f"{papers.READING}{number}", layout)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def sent(request: TeamRequest, project: str, promised: UUID) -> HttpResponse:
    """Say that a format was sent, and what; or who sees to it now."""
    found = project_of(request, project)
    held = get_object_or_404(
        FormatPromise.objects.select_related("submission"), submission__scope=found.pk, pk=promised
    )
    giving = request.method == "POST" and "give" in request.POST
    people = [(str(each.person_id), each.person.name) for each in staff.colleagues(request.organisation.pk)]
    to = OwnerForm(request.POST if giving else None, colleagues=people, held=str(held.owner))
    if giving and to.is_valid():
        formats.give_to(promised=held, owner=UUID(to.cleaned_data["owner"]), by=request.user.pk)
        messages.success(request, _("Saved. They see who it comes from where they read."))
        return redirect("projects-team:assurance", request.organisation.slug, found.slug)
    form = SentForm(None if giving else posted(request))
    if form.is_bound and form.is_valid():
        formats.send(promised=held, words=form.cleaned_data["words"], by=request.user.pk, at=timezone.now())
        messages.success(request, _("Saved. They see it where they read."))
        return redirect("projects-team:assurance", request.organisation.slug, found.slug)
    return plan_page(
        request,
        "assurance_sent",
        found,
        form,
        status=422 if to.errors else 0,
        to=to,
        promised=held,
        reader=staff.names([held.person])[held.person],
    )
