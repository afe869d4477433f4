"""Groups of an organisation: the list, and one group with its members and meetings."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.core.addresses import identifier
from alongside.groups import actions
from alongside.groups.forms import GroupForm, MeetingForm, MemberForm
from alongside.groups.models import Group, Member
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.names import names
from alongside.people.accounts.roles import Permission


@team_page(Permission.SEE_TEAM_PAGES)
@require_http_methods(["GET", "POST"])
def listed(request: TeamRequest) -> HttpResponse:
    """Every group, and a form to make one."""
    may = can(request.membership, Permission.EDIT_PROJECTS)
    form = GroupForm(request.POST if request.method == "POST" and may else None)
    if form.is_bound and form.is_valid():
        made = actions.make(
            organisation=request.organisation, by=request.user.pk, at=timezone.now(), **form.cleaned_data
        )
        return redirect("groups:group", request.organisation.slug, made.pk)
    groups = Group.objects.filter(organisation=request.organisation)
    context = {"current": "people", "groups": groups, "form": form, "problems": bool(form.errors)}
    return render(request, "groups/groups.html", context, status=422 if form.errors else 200)


@team_page(Permission.SEE_TEAM_PAGES)
@require_http_methods(["GET", "POST"])
def group(request: TeamRequest, group: UUID) -> HttpResponse:
    """Its members and meetings; each form on the page saves its own."""
    found = get_object_or_404(Group, organisation=request.organisation, pk=group)
    posted = request.POST if request.method == "POST" and can(request.membership, Permission.EDIT_PROJECTS) else None
    member = MemberForm(posted if posted and "let-in" in posted else None)
    meeting = MeetingForm(posted if posted and "meet" in posted else None, organisation=request.organisation)
    done = ""
    if posted and "let-go" in posted:
        leaving = get_object_or_404(Member, group=found, pk=identifier(posted["let-go"]))
        try:
            actions.let_go(member=leaving, on=timezone.localdate(), by=request.user.pk)
        except actions.LastMember:
            messages.error(
                request, _("This group runs a project. Let somebody else in first, or give the project back.")
            )
            return redirect("groups:group", request.organisation.slug, found.pk)
        done = _("They are no longer a member.")
    elif member.is_bound and member.is_valid():
        made = actions.let_in(group=found, since=timezone.localdate(), by=request.user, **member.cleaned_data)
        # Somebody we know already keeps their own name, whatever was typed.
        done = _("%(name)s is a member.") % {"name": names([made.person])[made.person]}
    elif meeting.is_bound and meeting.is_valid():
        actions.meet(group=found, by=request.user.pk, **meeting.cleaned_data)
        done = _("The meeting is planned.")
    if done:
        messages.success(request, done)
        return redirect("groups:group", request.organisation.slug, found.pk)
    members = list(found.members.filter(until=None))
    called = names(each.person for each in members)
    problems = any(form.is_bound and form.errors for form in (member, meeting))
    context: dict[str, Any] = {
        "current": "people",
        "group": found,
        "members": [(called[each.person], each) for each in members],
        "meetings": found.meetings.all(),
        "member_form": member,
        "meeting_form": meeting,
        "problems": problems,
        "today": timezone.localdate(),
    }
    return render(request, "groups/group.html", context, status=422 if problems else 200)
