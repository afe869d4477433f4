"""Editions as links in their own language, and the notice that one has fallen behind."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Protocol
from uuid import UUID

from django.db.models.functions import Length
from django.utils import translation
from django.utils.translation import gettext as _

from alongside.core.dates import day_and_month, short
from alongside.design.choosing import ASKED
from alongside.design.languages import direction, own_name, same
from alongside.design.said import Said
from alongside.design.words import file_size
from alongside.documents.models import DocumentEdition
from alongside.documents.reading import Words
from alongside.documents.rules import (
    ABOUT,
    SOURCE_FORMAT,
    SOURCE_LANGUAGE,
    Edition,
    Stale,
    minutes_to_read,
    newest,
    source_of,
    stale,
)

# Where an edition is: the document's slug, language and format to an address.
Address = Callable[[str, str, str], str]


FORMATS = [each.value for each in DocumentEdition.Format]
# In the middle of a line these begin small; the others are names.
SMALL = (DocumentEdition.Format.LARGE_PRINT, DocumentEdition.Format.AUDIO)


class Facts(Edition, Protocol):
    """What words about an edition are made of."""

    @property
    def checked_with_people_on(self) -> date | None: ...
    @property
    def file_name(self) -> str: ...
    @property
    def size(self) -> int: ...


@dataclass(frozen=True)
class EditionLink:
    link: str
    words: str
    language: str
    direction: str
    stale_from: date | None = None
    format: str = ""


def language_links(
    address: str, everything: Mapping[str, Words], reads: str, behind: Callable[[Words], Stale | None]
) -> list[EditionLink]:
    """The page in every other language it is published in; in English too, for somebody who reads another."""
    links = [
        EditionLink(
            f"{address}?{ASKED}={language}",
            own_name(language),
            language,
            direction(language),
            late.of if (late := behind(words)) else None,
        )
        for language, words in everything.items()
        if language != reads
    ]
    if not same(reads, SOURCE_LANGUAGE):
        english = EditionLink(f"{address}?{ASKED}={SOURCE_LANGUAGE}", own_name(SOURCE_LANGUAGE), SOURCE_LANGUAGE, "ltr")
        links.insert(0, english)
    return links


@dataclass(frozen=True)
class DocumentRow:
    """A document in a list: its English page, what to know about it, and its other editions."""

    title: str
    link: str
    about: str
    others: list[EditionLink]


def format_words(edition: Facts) -> str:
    """What an edition is called. Only what was checked with people with learning disabilities is Easy Read."""
    kind = DocumentEdition.Format(edition.format)
    if kind is DocumentEdition.Format.EASY_READ and edition.checked_with_people_on is None:
        return _("A shorter version")
    if kind is DocumentEdition.Format.FILE:
        extension = edition.file_name.rpartition(".")[2].upper()
        return f"{extension or _('File')}, {file_size(edition.size)}"
    return str(kind.label)


def edition_words(edition: Facts) -> str:
    """বাংলা; Easy Read; বাংলা, large print."""
    english = edition.language == SOURCE_LANGUAGE
    if edition.format == DocumentEdition.Format.WEB:
        return own_name(edition.language)
    with translation.override(edition.language if not english else translation.get_language()):
        words = format_words(edition)
        if edition.format in SMALL:
            words = words[:1].lower() + words[1:]
    return words if english else f"{own_name(edition.language)}, {words}"


def edition_links(
    slug: str, editions: Iterable[Facts], address: Address, shown: Facts | None = None
) -> list[EditionLink]:
    """Every newest edition but the one that is ``shown``: the source, if none is named."""
    last = newest(editions)
    source = source_of(last)
    links = []
    for each in sorted(last, key=_turn):
        if each is (shown or source):
            continue
        behind = stale(each, source)
        links.append(
            EditionLink(
                link=address(slug, each.language, each.format),
                words=edition_words(each),
                language=each.language,
                direction=direction(each.language),
                stale_from=behind.of if behind else None,
                format=each.format,
            )
        )
    return links


def _turn(edition: Facts) -> tuple[bool, int, str]:
    """Other languages first, then English in other formats; in the formats' order."""
    return edition.language == SOURCE_LANGUAGE, FORMATS.index(edition.format), edition.language


@dataclass(frozen=True)
class Held:
    """The facts of an edition and its document, without its text."""

    language: str
    format: str
    version: int
    made_on: date
    made_from: date | None
    checked_with_people_on: date | None
    file_name: str
    size: int
    own_title: str
    letters: int
    slug: str
    title: str


def document_rows(
    scope: UUID, address: Address, reads: str = SOURCE_LANGUAGE
) -> tuple[list[EditionLink], list[DocumentRow]]:
    """(editions of the page itself, its other documents) of what is published. One query; texts are not fetched.

    A document is first in the language somebody ``reads``, where it has a web page in it.
    """
    found = (
        DocumentEdition.objects.filter(document__scope=scope, document__published_at__isnull=False)
        .order_by("document__position", "document__title", "document__slug", "version")
        .values_list(
            *("language", "format", "version", "made_on", "made_from", "checked_with_people_on", "file_name", "size"),
            "title",
            Length("body"),
            *("document__slug", "document__title"),
        )
    )
    about: list[EditionLink] = []
    rows = []
    for slug, group in groupby((Held(*row) for row in found), key=lambda held: held.slug):
        editions = list(group)
        source = source_of(editions)
        theirs = [each for each in newest(editions) if each.language == reads and each.format == SOURCE_FORMAT]
        first = theirs[0] if theirs else source
        links = edition_links(slug, editions, address, first)
        if slug == ABOUT:
            about = links
        elif first is not None:
            link = address(slug, first.language, first.format)
            title = Said(first.own_title, first.language) if first.own_title else Said(first.title)
            rows.append(DocumentRow(title, link, _about(first, first.letters), links))
    return about, rows


def _about(edition: Facts, letters: int) -> str:
    if edition.format == DocumentEdition.Format.WEB:
        minutes = minutes_to_read(letters)
        return _("Web page, %(minutes)s min to read. Updated %(day)s.") % {
            "minutes": minutes,
            "day": short(edition.made_on),
        }
    return _("%(format)s. Updated %(day)s.") % {"format": format_words(edition), "day": short(edition.made_on)}


def stale_notice(edition: DocumentEdition, source: DocumentEdition | None) -> str:
    """Empty when the edition is up to date."""
    return behind_words(stale(edition, source), translated=edition.language != SOURCE_LANGUAGE)


def behind_words(behind: Stale | None, *, translated: bool = True) -> str:
    if behind is None:
        return ""
    days = {"of": day_and_month(behind.of), "changed": day_and_month(behind.changed_on)}
    if not translated:
        return _("This is of the %(of)s version. The web page changed on %(changed)s.") % days
    if behind.of == behind.changed_on:
        return _("The English page has changed since this was translated, on %(changed)s.") % days
    return _("This translation is of the %(of)s version. The English page changed on %(changed)s.") % days
