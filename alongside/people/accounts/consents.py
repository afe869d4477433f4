"""The words in which somebody agrees to something, and what for. Kept with each consent as they were shown."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.people.accounts.models import Consent

Purpose = Consent.Purpose

# Purposes about one project; the others are about the organisation.
ABOUT_A_PROJECT = frozenset({Purpose.PROJECT, Purpose.OPENING})

WORDING: dict[str, str | Promise] = {
    Purpose.PROJECT: _("Tell me what happened with this project"),
    Purpose.TOPICS: _("Tell me about new projects on topics I choose"),
    Purpose.PANEL: _("Invite me to the people’s panel"),
    Purpose.OPENING: _("Tell me when it opens"),
    Purpose.PROFILE: _("You may use what I say here to choose what to invite me to, and for nothing else"),
}
