"""How people want to be reached: languages and formats, in words, and what goes on a contact's line."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from alongside.design.choosing import reads
from alongside.design.languages import SOURCE
from alongside.design.said import Said
from alongside.people.accounts.models import Consent, Contact

FORMATS: dict[str, str | Promise] = {
    "standard": gettext_lazy("Standard"),
    "large-print": gettext_lazy("Large print"),
    "easy-read": gettext_lazy("Easy Read"),
    "audio": gettext_lazy("Audio"),
    "bsl": gettext_lazy("British Sign Language video"),
    "braille": gettext_lazy("Braille"),
}


def languages() -> list[tuple[str, str]]:
    """Each in its own language."""
    return [(code, Said(name, code)) for code, name in settings.LANGUAGES]


def language_read() -> str:
    """The language that somebody reads, where we can write to them in it."""
    language = reads()
    return language if language in dict(settings.LANGUAGES) else SOURCE


def language_and_format(language: str, format: str) -> str:
    name = dict(settings.LANGUAGES).get(language, language)
    return name if format == "standard" else f"{name}, {FORMATS.get(format, format)}"


@dataclass(frozen=True)
class ContactLine:
    """A contact as the team's list shows it: nothing of who it is."""

    id: object
    route: str
    how: str
    purposes: list[str]
    month: str


def line_of(contact: Contact) -> ContactLine:
    present = [each for each in contact.consents.all() if each.stopped_at is None]
    return ContactLine(
        contact.id,
        str(Contact.Route(contact.route).label),
        language_and_format(contact.language, contact.format),
        [str(Consent.Purpose(each.purpose).label) for each in present],
        date_format(localtime(contact.since), "F Y"),
    )
