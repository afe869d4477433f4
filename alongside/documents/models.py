"""A document and its editions: a text or a file, in a language and a format."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.models import Base


class Document(Base):
    """``scope`` is the id of what it belongs to (a project). The English standard edition is the source."""

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="documents")
    scope = models.UUIDField(db_index=True)
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=160)
    position = models.PositiveSmallIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "title"]
        constraints = [models.UniqueConstraint(fields=["scope", "slug"], name="documents_slug_once")]

    def __str__(self) -> str:
        return self.title


class DocumentEdition(Base):
    class Format(models.TextChoices):
        WEB = "web", _("Web page")
        EASY_READ = "easy-read", _("Easy Read")
        BSL = "bsl", _("British Sign Language video")
        LARGE_PRINT = "large-print", _("Large print")
        AUDIO = "audio", _("Audio")
        FILE = "file", _("File")

    document = models.ForeignKey(Document, models.CASCADE, related_name="editions")
    language = models.CharField(max_length=10, default="en-gb")
    format = models.CharField(max_length=12, choices=Format, default=Format.WEB)
    version = models.PositiveIntegerField(default=1)
    # The day of the source's version that this edition was made from; the source has none.
    made_from = models.DateField(null=True, blank=True)
    made_on = models.DateField(default=timezone.localdate)
    # Easy Read is called so only when it was checked with people with learning disabilities.
    checked_with_people_on = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=160, blank=True)
    body = models.TextField(blank=True)
    file = models.FileField(upload_to="documents/%Y/%m/", blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    media_type = models.CharField(max_length=80, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["language", "format", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "language", "format", "version"], name="documents_edition_version"
            )
        ]


class Translation(Base):
    """What belongs to ``scope`` (a project: its page, its questions) in another language.

    Published ones never change; one draft may follow the newest. ``texts`` is {path: words}; ``made_from`` is
    {path: [the English it was made from, the day of that English]}.
    """

    scope = models.UUIDField(db_index=True)
    language = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    texts = models.JSONField(default=dict)
    made_from = models.JSONField(default=dict)
    translated_by = models.CharField(max_length=120, blank=True)
    checked_by = models.CharField(max_length=120, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)
    taken_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["language", "number"]
        constraints = [
            models.UniqueConstraint(fields=["scope", "language", "number"], name="documents_translation_number"),
            models.UniqueConstraint(
                fields=["scope", "language"],
                condition=models.Q(published_at__isnull=True),
                name="documents_one_draft_translation",
            ),
        ]
