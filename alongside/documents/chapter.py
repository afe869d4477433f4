"""What documents give to the evidence pack: everything published, as it was published, with its digests."""

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.core.dates import in_words
from alongside.documents.models import DocumentEdition, Translation
from alongside.record.chapters import PATH, Chapter, File, Part, Public, Table, as_json, register

BLOCK = 1 << 20


def _editions(scope: UUID, public: bool) -> "list[DocumentEdition]":
    """Without their words, which may be long. The public finds the newest of each language and format: an earlier one may
    have been put right because it said too much."""
    found = DocumentEdition.objects.filter(document__scope=scope, document__published_at__isnull=False)
    every = list(
        found.select_related("document")
        .defer("body")
        .order_by("document__position", "document__slug", "language", "format", "version")
    )
    if not public:
        return every
    last = {(each.document_id, each.language, each.format): each for each in every}
    return list(last.values())


def _translations(scope: UUID, public: bool) -> "list[Translation]":
    made = list(Translation.objects.filter(scope=scope, published_at__isnull=False).order_by("language", "number"))
    if not public:
        return made
    newest = {each.language: each for each in made}
    return [each for each in newest.values() if each.taken_off_at is None]


def rows(scope: UUID, *, public: bool = False) -> Iterator[File]:
    """With ``public`` what can be read today, without who translated it."""
    listed = []
    for each in _editions(scope, public):
        start = _start(each)
        words, kept = None, None
        if body := DocumentEdition.objects.values_list("body", flat=True).get(pk=each.pk):
            words = File(f"{start}.txt", "text/plain; charset=utf-8", body.encode())
            yield words
        if each.file.name and each.file.storage.exists(each.file.name):
            kept = File(_named(start, each.file.name), each.media_type or "application/octet-stream", _read(each))
            yield kept
        listed.append(_plain(each, words, kept))
    for made in _translations(scope, public):
        name = f"documents/page-in-{made.language.lower()}-{made.number}.json"
        about = {"language": made.language, "number": made.number, "published_at": made.published_at}
        if not public:
            about |= {"translated_by": made.translated_by, "checked_by": made.checked_by}
        about |= {"checked_on": made.checked_on, "taken_off_at": made.taken_off_at}
        yield as_json(name, {**about, "texts": made.texts})
    yield as_json("documents/list.json", listed)


def _start(edition: DocumentEdition) -> str:
    slug = edition.document.slug
    name = slug if PATH.fullmatch(slug) else edition.document_id.hex
    return f"documents/{name}/{edition.language.lower()}-{edition.format}-{edition.version}"


def _named(start: str, stored: str) -> str:
    """With the file's ending, where it is one that a pack can have."""
    wanted = f"{start}-file{PurePosixPath(stored).suffix.lower()}"
    return wanted if PATH.fullmatch(wanted) else f"{start}-file"


def _read(edition: DocumentEdition) -> Iterator[bytes]:
    with edition.file.open("rb") as source:
        while block := source.read(BLOCK):
            yield block


def _plain(each: DocumentEdition, words: File | None, kept: File | None) -> dict[str, Any]:
    return {
        "document": each.document.slug,
        "title": each.title or each.document.title,
        "language": each.language,
        "format": each.format,
        "version": each.version,
        "made_on": each.made_on,
        "made_from_the_words_of": each.made_from,
        "checked_with_people_on": each.checked_with_people_on,
        "document_published_at": each.document.published_at,
        "words": words and words.path,
        "sha256_of_words": words and hashlib.sha256(b"".join(words.blocks())).hexdigest(),
        "file": kept and kept.path,
        "sha256_of_file_when_taken_in": each.digest,
        "file_size_when_taken_in": each.size,
        "file_is_gone": bool(each.file.name) and kept is None,
    }


def tell(scope: UUID, *, public: bool = False) -> Iterator[Part]:
    editions, made = _editions(scope, public), _translations(scope, public)
    if not editions:
        yield Part(_("Documents as published"), [_("No document is published.")])
    else:
        shown = [
            (
                each.title or each.document.title,
                f"{each.language}, {each.get_format_display()}, {each.version}",
                in_words(each.made_on),
                " ".join(each.digest[at : at + 16] for at in range(0, 64, 16)) if each.digest else "–",
            )
            for each in editions
        ]
        heads = [_("Document"), _("Language, format, version"), _("Made on"), _("SHA-256 of its file")]
        yield Part(_("Documents as published"), (), [Table(_("Every edition"), heads, shown)])
    if made:
        rows: list[tuple[str, ...]] = [
            (each.language, str(each.number), in_words(each.published_at), each.translated_by)
            for each in made
            if each.published_at
        ]
        heads = [_("Language"), _("Number"), _("Published on"), _("Translated by")]
        if public:
            heads, rows = heads[:3], [row[:3] for row in rows]
        yield Part(_("The page in other languages"), (), [Table(_("Translations"), heads, rows)])


register(
    Chapter(
        "documents",
        lambda: _("Documents"),
        30,
        rows,
        tell,
        Public(partial(rows, public=True), partial(tell, public=True)),
    )
)
