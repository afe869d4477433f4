"""What colleagues may do: roles in words, each a list of permissions."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    SEE_TEAM_PAGES = "see team pages"
    EDIT_PROJECTS = "edit projects and surveys"
    PUBLISH = "publish, pause, extend and close"
    ENTER_ANSWERS = "type in and import answers"
    READ_RESPONSES = "read what people wrote"
    SEE_RESULTS = "see results and reach"
    MODERATE = "decide what is shown"
    ANSWER = "write findings, responses and promises"
    SEE_CONTACTS = "see how to reach people"
    EXPORT = "download data"
    MANAGE = "manage people and settings"
    WORK_TOGETHER = "write, comment and decide where they are invited"


@dataclass(frozen=True)
class Role:
    key: str
    name: str | Promise
    description: str | Promise
    permissions: frozenset[Permission]

    @property
    def sees_personal_data(self) -> bool:
        """Such roles log in with a second factor."""
        return Permission.SEE_CONTACTS in self.permissions


P = Permission
ROLES: dict[str, Role] = {
    role.key: role
    for role in [
        Role(
            "owner", _("Owner"), _("Runs the organisation’s house: everything, with people and settings"), frozenset(P)
        ),
        Role(
            "lead",
            _("Engagement lead"),
            _("Runs projects from plan to promise, and can reach the people who take part"),
            frozenset(P) - {P.MANAGE},
        ),
        Role(
            "analyst",
            _("Analyst"),
            _("Reads answers, results and reach, and makes reports. Sees no contact details"),
            frozenset({P.SEE_TEAM_PAGES, P.READ_RESPONSES, P.SEE_RESULTS, P.EXPORT, P.ANSWER, P.WORK_TOGETHER}),
        ),
        Role(
            "moderator",
            _("Moderator"),
            _("Decides what is shown in public, and hides what could hurt someone"),
            frozenset({P.SEE_TEAM_PAGES, P.READ_RESPONSES, P.MODERATE, P.WORK_TOGETHER}),
        ),
        Role(
            "entry",
            _("Data entry"),
            _("Types in paper forms and phone answers. Sees no results"),
            frozenset({P.SEE_TEAM_PAGES, P.ENTER_ANSWERS, P.WORK_TOGETHER}),
        ),
        Role(
            "viewer",
            _("Viewer"),
            _("Sees projects and results, changes nothing"),
            frozenset({P.SEE_TEAM_PAGES, P.SEE_RESULTS, P.WORK_TOGETHER}),
        ),
        Role(
            "partner",
            _("Partner"),
            _("Writes, comments and decides together with the team where invited. Sees nothing else"),
            frozenset({P.WORK_TOGETHER}),
        ),
    ]
}
