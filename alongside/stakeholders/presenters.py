"""Partners in words for a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.dates import short
from alongside.people.accounts.models import Membership
from alongside.people.accounts.names import names
from alongside.stakeholders.models import Consent, ContactNote, Stakeholder
from alongside.stakeholders.rules import Quadrant, Why

CONSENT_COLOURS = {Consent.YES: "green", Consent.NOT_ASKED: "grey", Consent.NO: "red"}
REASONS = {
    Why.NAME: gettext_lazy("The names are alike"),
    Why.EMAIL: gettext_lazy("The same email address"),
    Why.PHONE: gettext_lazy("The same phone number"),
}
STRATEGIES = {
    Quadrant.TOGETHER: gettext_lazy("Work with them directly"),
    Quadrant.AWARE: gettext_lazy("Make them aware"),
    Quadrant.UPDATED: gettext_lazy("Keep them updated"),
    Quadrant.WATCH: gettext_lazy("Watch for what they need"),
}
WHERE = {
    Quadrant.TOGETHER: gettext_lazy("High influence, high interest"),
    Quadrant.AWARE: gettext_lazy("High influence, low interest"),
    Quadrant.UPDATED: gettext_lazy("Low influence, high interest"),
    Quadrant.WATCH: gettext_lazy("Low influence, low interest"),
}


def consent_words(held: Stakeholder) -> str:
    """Yes, on 3 May 2026, by email."""
    label = str(Consent(held.consent).label)
    if held.consent == Consent.NOT_ASKED or held.consent_on is None:
        return label
    return _("%(answer)s, on %(day)s: %(how)s") % {
        "answer": label,
        "day": short(held.consent_on),
        "how": held.consent_how,
    }


def colleagues(organisation_id: UUID) -> list[tuple[str, str]]:
    """(id, name) of everybody in the team now, for a select."""
    held = Membership.objects.filter(organisation_id=organisation_id, until=None).select_related("person")
    return [(str(each.person.pk), str(each.person)) for each in held.order_by("person__name")]


@dataclass(frozen=True)
class Logged:
    """A line of the contact log."""

    entry: ContactNote
    who: str
    state: str
    colour: str


def logged(entries: Iterable[ContactNote], today: date) -> list[Logged]:
    found = list(entries)
    called = names(each.by for each in found)
    return [Logged(each, called[each.by], *promise_state(each, today)) for each in found]


def promise_state(entry: ContactNote, today: date) -> tuple[str, str]:
    """(words, colour) for the promise of a contact; empty where nothing was promised."""
    if entry.due_on is None:
        return "", ""
    if entry.done_on is not None:
        return _("Done on %(day)s") % {"day": short(entry.done_on)}, ""
    if entry.due_on < today:
        return _("Late"), "red"
    return _("To do"), "blue"
