"""Letters on paper: one, or all that wait, as a PDF that is ready to be folded into window envelopes.

The worker makes it, because it takes a while. The file holds names and addresses, so it is sealed, its name says
nothing, only whoever asked can take it, and it is gone when the letters are posted or the day is over.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from markupsafe import Markup

from alongside.core.work import chore, job
from alongside.design import printing
from alongside.design.languages import direction, spoken_in
from alongside.messaging.models import LetterFile, Task
from alongside.organisations.models import Organisation
from alongside.people.accounts import addressing
from alongside.people.accounts.actions import Address
from alongside.people.accounts.models import Contact, Person
from alongside.people.voices.keys import Unreadable, seal, unseal

FOLDER = "letters"
USE = b"letters"
KEPT = timedelta(days=1)
REMEMBERED = timedelta(days=7)
MOST = 200
"""Letters in one file: what one person can fold, and what the worker makes in under a minute."""

NOT_PRINTED = {"easy-read", "audio", "bsl", "braille"}
"""Formats that a printed letter is not: somebody has to make them."""


@dataclass(frozen=True)
class Letter:
    """``language`` is that of our own words in it."""

    task: Task
    address: Address

    @property
    def language(self) -> str:
        return spoken_in(self.address.language)

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def large(self) -> bool:
        return self.address.format == "large-print"


def drawn(letter: Letter, organisation: Organisation) -> Markup:
    """The letter as it is printed, in the language of whoever gets it."""
    with override(letter.language):
        words = {"letter": letter, "task": letter.task, "address": letter.address, "organisation": organisation}
        return Markup(render_to_string("messaging/letter_body.html", words))  # noqa: S704 (the template escapes)


def document(letters: Iterable[Letter], organisation: Organisation) -> str:
    """Letters one after another, each on sheets of its own, as one HTML document with its style inside."""
    context = {
        "organisation": organisation,
        "letters": [drawn(each, organisation) for each in letters],
        "style": printing.style("letter.css"),
    }
    return render_to_string("messaging/letters_pdf.html", context)


def to_post(organisation: Organisation) -> list[UUID]:
    """Every letter that is not posted yet, the most urgent first."""
    waiting = organisation.tasks.filter(kind=Task.Kind.LETTER, done_at=None).exclude(envelope=None)
    return list(waiting.order_by("due_on", "pk").values_list("pk", flat=True))


def why_not(address: Address | None) -> str:
    """Why a letter cannot be printed: a code; empty when it can."""
    if address is None:
        return "gone"
    if address.route != Contact.Route.LETTER:
        return "route"
    return address.format if address.format in NOT_PRINTED else ""


@job("messaging.letters")
def make(letters: str) -> None:
    """Safe to run twice. Everything is read and drawn outside the transaction that says it is ready."""
    held = LetterFile.objects.select_related("organisation").filter(pk=letters, ready_at=None).first()
    if held is None:
        return
    found = held.organisation.tasks.filter(pk__in=held.tasks, kind=Task.Kind.LETTER, done_at=None)
    tasks = list(found.exclude(envelope=None).order_by("due_on", "pk"))
    opened = addressing.addresses([each.envelope for each in tasks if each.envelope])
    ready, left = [], {}
    for task in tasks:
        address = opened.get(task.envelope) if task.envelope else None
        why = why_not(address)
        if why or address is None:
            left[str(task.pk)] = why
        else:
            ready.append(Letter(task, address))
    content = b""
    if ready:
        pages = printing.render(document(ready, held.organisation))
        held.sheets, content = len(pages.pages), pages.write_pdf(pdf_variant="pdf/ua-1")
    by = Person.objects.get(pk=held.by)
    # A file of that name is left by a worker that died here.
    forget_file(held)
    if content:
        default_storage.save(_path(held), ContentFile(seal(b64encode(content).decode(), use=USE).encode()))
    held.tasks, held.left, held.large = [str(each.task.pk) for each in ready], left, sum(each.large for each in ready)
    held.ready_at = timezone.now()
    with transaction.atomic():
        addressing.looked_at(
            organisation=held.organisation,
            by=by,
            purpose=_("To print letters and post them"),
            envelopes=[each.task.envelope for each in ready if each.task.envelope],
        )
        held.save(update_fields=["tasks", "left", "large", "sheets", "ready_at"])


def content_of(letters: LetterFile) -> bytes | None:
    """The PDF; none where it has been forgotten."""
    try:
        with default_storage.open(_path(letters)) as kept:
            return b64decode(unseal(kept.read().decode(), use=USE))
    except (FileNotFoundError, Unreadable):
        return None


def forget_file(letters: LetterFile) -> None:
    with suppress(FileNotFoundError):
        default_storage.delete(_path(letters))


def _path(letters: LetterFile) -> str:
    return f"{FOLDER}/{letters.pk.hex}"


@chore("forget letters", every=3600)
def forget_old() -> int:
    """Files that are a day old; how many. That they were made is remembered for a week."""
    now = timezone.now()
    old = list(LetterFile.objects.filter(asked_at__lt=now - KEPT))
    for each in old:
        forget_file(each)
    LetterFile.objects.filter(asked_at__lt=now - REMEMBERED).delete()
    return len(old)
