"""Telling those who asked that a project has opened. They asked for one message: afterwards we forget them."""

from copy import copy
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from alongside.core.dates import with_clock
from alongside.core.work import chore
from alongside.design.choosing import link_in
from alongside.design.languages import spoken_in
from alongside.documents.reading import words_in
from alongside.messaging.actions import send
from alongside.organisations.models import Organisation
from alongside.people.accounts.actions import Address, keep_in_touch, stop, waiting_for_opening
from alongside.people.accounts.consents import Purpose
from alongside.people.accounts.models import Contact
from alongside.projects.languages import read_in
from alongside.projects.models import Project

# A worker that was down for longer than this finds out too late to be of use.
TELL_WITHIN = timedelta(days=7)


@transaction.atomic
def ask_to_be_told(*, project: Project, how: dict[str, Any]) -> None:
    """``how``: route, address, name, language and format, as accounts' HowForm gives them."""
    keep_in_touch(organisation=project.organisation, scope=project.pk, purposes=[Purpose.OPENING], **how)


@chore("tell people that a project has opened", every=60)
def tell_who_asked() -> None:
    """Each once, also when two workers come at the same time or one is killed half-way."""
    now = timezone.now()
    opened = Project.objects.open(now).filter(opens_at__gt=now - TELL_WITHIN).select_related("organisation")
    for project in opened:
        for contact in waiting_for_opening(project.pk):
            with transaction.atomic():
                _tell(project, project.organisation, contact)


def _tell(project: Project, organisation: Organisation, contact: Contact) -> None:
    """In the language they asked for: the page's words too, where they are translated."""
    said = copy(project)
    read_in(said, words_in(project.pk, contact.language))
    with override(spoken_in(contact.language)):
        send(
            kind="opened",
            organisation=organisation,
            scope=project.pk,
            to=Address(route=contact.route, address=contact.address, name=contact.name),
            subject=_("Open now: %(question)s") % {"question": said.question},
            words=_words(said, organisation, contact.language),
            once=f"opened:{project.pk}:{contact.pk}",
            owner=project.lead,
        )
    for consent in contact.consents.filter(purpose=Purpose.OPENING, scope=project.pk, stopped_at=None):
        stop(consent=consent)


def _words(project: Project, organisation: Organisation, language: str) -> str:
    facts = {
        "question": project.question,
        "closes": with_clock(project.closes_at) if project.closes_at else "",
        "minutes": project.minutes,
        "link": settings.SITE_URL + link_in(reverse("projects:page", args=[organisation.slug, project.slug]), language),
        "phone": project.contact_phone or organisation.phone,
        "service": organisation.service_name,
    }
    return (
        _(
            "You asked us to tell you when this opens: %(question)s\n\n"
            "It is open now. It closes at %(closes)s. It takes about %(minutes)s minutes.\n\n"
            "%(link)s\n\n"
            "To answer by phone, on paper or in another way, call %(phone)s.\n\n"
            "This is the only message you asked for. We have deleted how to reach you.\n\n"
            "%(service)s"
        )
        % facts
    )
