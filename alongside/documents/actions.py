"""Adding documents, editions and translations. What is published is never changed: a correction is its next version."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from alongside.documents import uploads
from alongside.documents.models import Document, DocumentEdition, Translation
from alongside.documents.rules import SOURCE_FORMAT, SOURCE_LANGUAGE, newest, source_of
from alongside.organisations.models import Organisation
from alongside.record.actions import note


@transaction.atomic
def add_document(
    *, organisation: Organisation, scope: UUID, title: str, by: UUID, slug: str = "", id: UUID | None = None
) -> Document:
    """A document without editions yet, seen by nobody until ``publish_document``. ``id`` makes sending the form twice
    the same as once."""
    before = Document.objects.filter(scope=scope, pk=id).first() if id else None
    if before is not None:
        return before
    wanted = slug or slugify(title)[:50] or "document"
    taken = set(Document.objects.filter(scope=scope).values_list("slug", flat=True))
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    document, new = Document.objects.get_or_create(
        pk=id or uuid4(),
        scope=scope,
        defaults={"organisation": organisation, "title": title, "slug": free, "position": len(taken)},
    )
    if not new:  # the second click at the same moment
        return document
    note(scope=scope, by=by, verb="document.added", subject=f"document:{document.id}", detail={"title": title})
    return document


@transaction.atomic
def add_edition(
    *,
    document: Document,
    by: UUID,
    language: str = SOURCE_LANGUAGE,
    format: str = SOURCE_FORMAT,
    body: str = "",
    title: str = "",
    upload: "UploadedFile[bytes] | None" = None,
    checked_with_people_on: date | None = None,
    made_on: date | None = None,
) -> DocumentEdition:
    """The next version of this language and format. ``uploads.Refused`` when the file cannot be taken.

    An edition that is not the source remembers the day of the source that it was made from.
    """
    accepted = uploads.accept(upload) if upload is not None else None
    Document.objects.select_for_update().get(pk=document.pk)
    editions = list(document.editions.all())
    source = source_of(editions)
    last = next((each for each in newest(editions) if (each.language, each.format) == (language, format)), None)
    is_source = source is None or (source.language, source.format) == (language, format)
    edition = DocumentEdition(
        document=document,
        language=language,
        format=format,
        version=last.version + 1 if last else 1,
        made_on=made_on or timezone.localdate(),
        made_from=None if is_source or source is None else source.made_on,
        checked_with_people_on=checked_with_people_on,
        title=title,
        body=body,
    )
    if accepted is not None:
        edition.file_name, edition.media_type = accepted.name, accepted.media_type
        edition.size, edition.digest = accepted.size, accepted.digest
        # Its own random name: a later version never overwrites an earlier one.
        edition.file.save(f"{edition.id}.{accepted.name.rpartition('.')[2]}", accepted.content, save=False)
    edition.save(force_insert=True)
    note(
        scope=document.scope,
        by=by,
        verb="document.edition",
        subject=f"document:{document.id}",
        detail={"title": document.title, "language": language, "format": format, "version": edition.version},
    )
    return edition


@transaction.atomic
def publish_document(*, document: Document, by: UUID) -> None:
    document.published_at = document.published_at or timezone.now()
    document.save(update_fields=["published_at"])
    note(
        scope=document.scope,
        by=by,
        verb="document.published",
        subject=f"document:{document.id}",
        detail={"title": document.title},
    )


@transaction.atomic
def unpublish_document(*, document: Document, by: UUID, reason: str) -> None:
    """Taken off the page; its editions and the record stay."""
    document.published_at = None
    document.save(update_fields=["published_at"])
    note(
        scope=document.scope,
        by=by,
        verb="document.unpublished",
        subject=f"document:{document.id}",
        detail={"title": document.title, "reason": reason},
    )


class ChangedMeanwhile(Exception):
    """Somebody else saved the draft after this one was opened. ``theirs`` is what they saved."""

    def __init__(self, theirs: Translation) -> None:
        super().__init__("Somebody else saved this translation meanwhile.")
        self.theirs = theirs


class NobodyNamed(Exception):
    """A translation says who made it before it is published."""


def newest_translation(scope: UUID, language: str) -> Translation | None:
    """The draft, or else what was published last."""
    return Translation.objects.filter(scope=scope, language=language).order_by("-number").first()


def translation_on_the_page(scope: UUID, language: str) -> Translation | None:
    """What people can choose now."""
    published = Translation.objects.filter(scope=scope, language=language, published_at__isnull=False)
    newest = published.order_by("-number").first()
    return newest if newest is not None and newest.taken_off_at is None else None


@transaction.atomic
def save_translation(
    *,
    scope: UUID,
    language: str,
    texts: Mapping[str, str],
    made_from: Mapping[str, Sequence[str]],
    by: UUID,
    facts: Mapping[str, object] | None = None,
    seen_change: datetime | None = None,
) -> Translation:
    """Keep a draft: the open one, or a new one after what was published last.

    ``facts`` are who translated, who checked and when. ``seen_change`` is the newest one's ``changed_at`` when it was
    opened, none where there was none; raises ChangedMeanwhile if it has moved on.
    """
    newest = Translation.objects.select_for_update().filter(scope=scope, language=language).order_by("-number").first()
    if newest is not None and newest.changed_at != seen_change:
        raise ChangedMeanwhile(newest)
    draft = newest
    if draft is None or draft.published_at is not None:
        draft = Translation(scope=scope, language=language, number=newest.number + 1 if newest else 1)
        if newest is not None:
            draft.translated_by, draft.checked_by = newest.translated_by, newest.checked_by
            draft.checked_on = newest.checked_on
    draft.texts, draft.made_from = dict(texts), dict(made_from)
    for name, value in (facts or {}).items():
        setattr(draft, name, value)
    draft.save()
    _note(draft, by, "translation.saved", {"count": len(draft.texts)})
    return draft


@transaction.atomic
def publish_translation(*, translation: Translation, by: UUID) -> None:
    """From now on people can choose it. Raises NobodyNamed. Publishing what is published puts it back on."""
    held = Translation.objects.select_for_update().get(pk=translation.pk)
    if not held.translated_by:
        raise NobodyNamed
    held.published_at, held.taken_off_at = held.published_at or timezone.now(), None
    held.save(update_fields=["published_at", "taken_off_at"])
    _note(held, by, "translation.published", {"who": held.translated_by})


@transaction.atomic
def take_off_translation(*, translation: Translation, by: UUID, reason: str) -> None:
    """People can no longer choose it; it is kept, and so is what they answered in it."""
    published = Translation.objects.filter(scope=translation.scope, language=translation.language)
    published.filter(published_at__isnull=False, taken_off_at=None).update(taken_off_at=timezone.now())
    _note(translation, by, "translation.taken-off", {"reason": reason})


def _note(translation: Translation, by: UUID, verb: str, detail: Mapping[str, str | int]) -> None:
    note(
        scope=translation.scope,
        by=by,
        verb=verb,
        subject=f"translation:{translation.id}",
        detail={"language": translation.language, **detail},
    )
