"""Work that an independent group runs: its members change and publish it, everybody else reads and answers.

One place decides it for every team page: whatever is not named here is closed to those outside the group.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef

from alongside.groups.models import Group, Member
from alongside.people.accounts.access import Run, own_work
from alongside.people.accounts.models import Membership
from alongside.people.accounts.roles import ROLES, Permission
from alongside.projects.models import Project

SAFE = ("GET", "HEAD", "OPTIONS")
# What changes a project. Reading stays with the role, and so does what protects people: moderation under the published
# rules, worries, and how to reach somebody.
CHANGING = frozenset({Permission.EDIT_PROJECTS, Permission.PUBLISH, Permission.ENTER_ANSWERS, Permission.ANSWER})
# What members have here, whatever their role is. How to reach people needs a role, and its second factor.
INSIDE = CHANGING | {
    Permission.SEE_TEAM_PAGES,
    Permission.READ_RESPONSES,
    Permission.SEE_RESULTS,
    Permission.EXPORT,
    Permission.WORK_TOGETHER,
}
# What the organisation does with what the group found; no act of the group.
ANSWERING = frozenset({"feedback-team:respond", "feedback-team:promise", "feedback-team:tell"})
# Sends something and changes nothing: trying the questions.
TRYING = frozenset({"survey-team:preview"})
# Takes in what people bring, by a right that is for something else.
TAKING_IN = frozenset({"survey-team:slip"})
# To take somebody's account away is to put them out of their group.
REMOVING = "team:people-remove"
# What may be sent by those outside all the same: files of one's own, and writing where one is invited.
SENDING = frozenset({Permission.EXPORT, Permission.WORK_TOGETHER})


@own_work
def look(request: Any, permission: Permission, address: Mapping[str, Any]) -> Run | None:
    """One query, on pages of a project or a group."""
    found = _of(request, address)
    if found is None:
        return None
    name, inside = found
    rights = ROLES[request.membership.role].permissions
    if request.resolver_match.view_name in ANSWERING:
        return Run(name, inside, rights)
    if inside:
        return Run(name, True, rights if request.resolver_match.view_name == REMOVING else rights | INSIDE)
    rights -= CHANGING
    route = request.resolver_match.view_name
    sends = request.method not in SAFE and permission not in SENDING and route not in TRYING
    if sends or route in TAKING_IN:
        rights -= {permission}
    return Run(name, False, rights)


def _of(request: Any, address: Mapping[str, Any]) -> tuple[str, bool] | None:
    """(the group, whether whoever asks is in it)"""
    here = request.organisation
    if slug := address.get("project"):
        found = Project.objects.filter(organisation=here, slug=slug, run_by__isnull=False)
        return found.values_list("run_by__name", Exists(_present(request, OuterRef("run_by")))).first()
    if request.resolver_match.view_name == REMOVING:
        them = Membership.objects.filter(organisation=here, pk=address["membership"]).values("person")
        present = Member.objects.filter(person__in=them, until=None).values("group")
        group: Any = Group.objects.filter(organisation=here, runs__isnull=False, pk__in=present).values("pk")[:1]
    else:
        group = address.get("group")
    if group:
        # A group that nobody acts for any more is filled by the organisation again.
        there = Membership.objects.filter(organisation=here, until=None).values("person")
        running = Group.objects.filter(organisation=here, pk=group, runs__isnull=False).distinct()
        running = running.filter(Exists(Member.objects.filter(group=OuterRef("pk"), until=None, person__in=there)))
        return running.values_list("name", Exists(_present(request, OuterRef("pk")))).first()
    return None


def _present(request: Any, group: Any) -> Any:
    return Member.objects.filter(group=group, person=request.user.pk, until=None)
