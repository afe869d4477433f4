"""Inviting somebody to write a sheet together with the team. Whoever is no colleague gets the role "partner"."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.messaging.actions import send
from alongside.people.accounts import teams
from alongside.people.accounts.models import Person
from alongside.plans import writing
from alongside.plans.models import CoAuthor, Sheet
from alongside.plans.sheets import TEMPLATES
from alongside.projects.models import Project


@transaction.atomic
def invite(
    *, project: Project, sheet: Sheet, name: str, email: str, sections: Iterable[str], by: Person, at: datetime
) -> CoAuthor:
    """They are told once for each set of sections, by email."""
    try:
        person = teams.add_colleague(
            organisation=project.organisation, by=by, email=email, name=name, role="partner"
        ).person
        # What they were invited to before they left ended then: this is a new invitation, and they are told.
        for earlier in CoAuthor.objects.filter(person=person.pk, sheet=sheet, until=None):
            writing.end_invitation(co_author=earlier, by=by.pk, at=at)
    except teams.AlreadyHere:
        person = Person.objects.get(email__iexact=email)
    made = writing.invite(sheet=sheet, person=person.pk, sections=sections, by=by.pk, at=at)
    template, organisation = TEMPLATES[sheet.template], project.organisation
    link = reverse("projects-team:sheet", args=[organisation.slug, project.slug, template.key])
    facts = {"by": str(by), "sheet": template.name, "project": project.name, "link": f"{settings.SITE_URL}{link}"}
    send(
        kind="invited-to-write",
        organisation=organisation,
        scope=project.pk,
        to=person,
        subject=_("Write “%(sheet)s” with us: %(project)s") % facts,
        words=_(
            "%(by)s invites you to write “%(sheet)s” for %(project)s together with the team.\n\n"
            "Log in with this email address. You will get a code:\n%(link)s\n\n"
            "You can write, comment, and say whether you agree. You can stop at any time."
        )
        % facts,
        once=f"invited-to-write:{made.pk}:{','.join(made.sections)}:{made.at.isoformat()}",
    )
    return made
