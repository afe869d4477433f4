"""Handing a project over to an independent group, and giving it back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.groups.actions import representing
from alongside.groups.models import Group, Member
from alongside.organisations.models import Organisation
from alongside.plans import writing
from alongside.plans.models import CoAuthor, Submission
from alongside.projects.models import Move, Project
from alongside.record.actions import note

HANDED, GIVEN_BACK = "handed-over", "given-back"


class RunAlready(Exception):
    """Another group runs it: only that group can give it back."""


class NotIndependent(Exception):
    """The group is not an independent one of this organisation, or nobody is in it who can log in."""


class NotAMember(Exception):
    """Only members give back what their group runs."""


@transaction.atomic
def hand_over(*, project: Project, group: Group, reason: str, by: UUID, at: datetime) -> None:
    """From now on only members of the group change it. Twice is once. Raises RunAlready, NotIndependent."""
    held = Project.objects.select_for_update().get(pk=project.pk)
    if held.run_by_id == group.pk:
        return
    if held.run_by_id is not None:
        raise RunAlready
    ours = group.kind == Group.Kind.INDEPENDENT and group.organisation_id == held.organisation_id
    if not ours or not representing(group).exists():
        raise NotIndependent
    held.run_by = group
    held.save(update_fields=["run_by", "changed_at"])
    Organisation.objects.filter(pk=held.organisation_id).update(independent_work=True)
    # Whom the team invited to write, the group did not: it invites whom it wants.
    for each in CoAuthor.objects.filter(sheet__scope=held.pk, until=None).select_related("sheet"):
        writing.end_invitation(co_author=each, by=by, at=at)
    _moved(held, HANDED, group, reason, by, at)


@transaction.atomic
def give_back(*, project: Project, reason: str, by: UUID, at: datetime) -> None:
    """The organisation's own team runs it again. Twice is once. Raises NotAMember."""
    held = Project.objects.select_for_update(of=("self",)).select_related("run_by").get(pk=project.pk)
    group = held.run_by
    if group is None:
        return
    if not Member.objects.filter(group=group, person=by, until=None).exists():
        raise NotAMember
    held.run_by = None
    held.save(update_fields=["run_by", "changed_at"])
    _moved(held, GIVEN_BACK, group, reason, by, at)


def put_by_its_group(project: Project, submission: Submission) -> bool:
    """Whether somebody of the group that runs it put it before others."""
    return Member.objects.filter(group=project.run_by_id, person=submission.by, until=None).exists()


def _moved(project: Project, to: str, group: Group, reason: str, by: UUID, at: datetime) -> None:
    Move.objects.create(project=project, to=to, reason=reason, by=by, at=at)
    detail = {"group": group.name, "reason": reason}
    note(scope=project.pk, by=by, verb=f"project.{to}", subject=f"project:{project.pk}", detail=detail)
