"""A file's way in: chosen, read by the worker, looked at, brought in by the worker, settled; or left.

Reading and bringing in take a while, so no page waits for them. Each step can be done twice: a worker that dies leaves
it to another. What is written is written by the same action as the command's.
"""

import tempfile
import time
from datetime import timedelta
from pathlib import Path, PurePath
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.models import Job
from alongside.core.work import chore, enqueue, job
from alongside.design.words import number
from alongside.questionnaires.reading import CannotRead, read_export
from alongside.tools.survey.importing import actions, keeping
from alongside.tools.survey.importing.actions import CannotImport, Staged, Told
from alongside.tools.survey.importing.reasons import refusal_words
from alongside.tools.survey.models import Import, IncomingFile, Survey

State = IncomingFile.State
KEPT = timedelta(days=1)
REMEMBERED = timedelta(days=7)
MOST_ROWS = 20_000
"""In one transaction, on whatever database: people who answer write between two of them. The command takes more."""


class _TooMany(Exception):
    """More rows than a page may bring in."""


def take(*, survey: Survey, name: str, content: bytes, by: UUID) -> IncomingFile:
    """A file was chosen: keep it, sealed, until the worker has read it."""
    held = IncomingFile(survey=survey, by=by, file_name=safe_name(name))
    keeping.keep_file(held.pk, content)
    with transaction.atomic():
        held.save(force_insert=True)
        enqueue("survey.read-file", key=str(held.pk), file=str(held.pk))
    return held


def safe_name(name: str) -> str:
    """A name that is a name and nothing else."""
    named = PurePath(name.replace("\\", "/")).name
    safe = "".join(letter if letter.isalnum() or letter in " -_.()" else "-" for letter in named)
    return safe.strip(" .-")[-100:] or "file"


@job("survey.read-file")
def read(file: str) -> None:
    held = _held(file, State.READING)
    if held is None:
        return
    content = keeping.file_of(held.pk)
    if content is None:
        _refuse(held, _("That file is no longer here. Choose it again"))
        return
    try:
        staged = _understood(held, content)
    except _TooMany:
        words = _("The file has more than %(rows)s rows. Split it, or ask whoever runs Alongside to bring it in.")
        _refuse(held, words % {"rows": number(MOST_ROWS)})
    except CannotRead as problem:
        _refuse(held, _(problem.template) % problem.params)
    except CannotImport as problem:
        _refuse(held, refusal_words(problem.code))
    else:
        keeping.keep(held.pk, staged)
        _settle(held, State.READING, State.LOOKING)
    keeping.forget_file(held.pk)


def _understood(held: IncomingFile, content: bytes) -> Staged:
    with tempfile.TemporaryDirectory(prefix="alongside-") as folder:
        path = Path(folder) / held.file_name
        path.write_bytes(content)
        export = read_export(path)
    if export.responses > MOST_ROWS:
        raise _TooMany
    IncomingFile.objects.filter(pk=held.pk).update(rows=export.responses)
    return actions.stage(survey=held.survey, export=export, told=_tell(held))


def looked_at(held: IncomingFile) -> Staged | None:
    """What was understood, against what the survey holds now; none where it is gone."""
    staged = keeping.staged_of(held.pk)
    return actions.look_again(held.survey, staged) if staged else None


@transaction.atomic
def bring(*, file: IncomingFile, channel: str, replacing: bool, seen: str) -> None:
    """Ask the worker to bring it in, as it was looked at. Asking twice is asking once."""
    found = IncomingFile.objects.filter(pk=file.pk, state=State.LOOKING)
    asked = found.update(state=State.BRINGING, channel=channel, replacing=replacing, seen=seen, problem="", done=0)
    if asked:
        enqueue("survey.bring-in", key=str(file.pk), file=str(file.pk))


@job("survey.bring-in")
def bring_in(file: str) -> None:
    held = _held(file, State.BRINGING)
    if held is None:
        return
    staged = keeping.staged_of(held.pk)
    if staged is None:
        if not _is_in(held):
            _refuse(held, _("That file is no longer here. Choose it again"))
        return
    try:
        if not _is_in(held):
            _write(held, actions.look_again(held.survey, staged))
    except CannotImport as problem:
        IncomingFile.objects.filter(pk=held.pk, state=State.BRINGING).update(
            state=State.LOOKING, problem=refusal_words(problem.code)
        )
        return
    keeping.keep_rejected(held.pk, staged)
    _settle(held, State.BRINGING, State.BROUGHT)


def _is_in(held: IncomingFile) -> bool:
    """A worker that died afterwards had brought it in: the import has the file's id."""
    return Import.objects.filter(pk=held.pk).exists()


def _write(held: IncomingFile, staged: Staged) -> None:
    # The very same file adds nothing, whatever the survey held when they looked.
    if staged.already is None and staged.against != held.seen:
        raise CannotImport("changed_meanwhile")
    actions.bring_in(
        survey=held.survey,
        staged=staged,
        channel=held.channel,
        replacing=held.replacing,
        by=held.by,
        key=held.pk,
        told=_tell(held),
    )


def has_failed(file: IncomingFile) -> bool:
    """The worker tried until it gave up. Nothing was written."""
    return Job.objects.filter(kind__startswith="survey.", key=str(file.pk), failed_at__isnull=False).exists()


def leave(*, file: IncomingFile) -> bool:
    """Nothing is brought in and nothing is kept; false where the worker has it in hand."""
    found = IncomingFile.objects.filter(pk=file.pk)
    gone, _each = (found if has_failed(file) else found.exclude(state=State.BRINGING)).delete()
    if gone:
        keeping.forget(file.pk)
    return bool(gone)


def _held(file: str, state: str) -> IncomingFile | None:
    found = IncomingFile.objects.filter(pk=file, state=state)
    return found.select_related("survey__activity__project__organisation", "survey__questionnaire").first()


def _settle(held: IncomingFile, was: str, becomes: str) -> None:
    IncomingFile.objects.filter(pk=held.pk, state=was).update(state=becomes, settled_at=timezone.now())


def _refuse(held: IncomingFile, words: str) -> None:
    keeping.forget(held.pk)
    IncomingFile.objects.filter(pk=held.pk).update(state=State.REFUSED, problem=words, settled_at=timezone.now())


def _tell(held: IncomingFile) -> Told:
    """Write how far it is, once a second."""
    last = time.monotonic()

    def told(done: int) -> None:
        nonlocal last
        if time.monotonic() - last >= 1:
            last = time.monotonic()
            IncomingFile.objects.filter(pk=held.pk).update(done=done)

    return told


@chore("forget incoming files", every=3600)
def forget_old() -> int:
    """What is kept of files that are a day old; how many. That they came is remembered for a week."""
    now = timezone.now()
    old = IncomingFile.objects.filter(chosen_at__lt=now - KEPT).exclude(state=State.BRINGING)
    for pk in old.values_list("pk", flat=True):
        keeping.forget(pk)
    old.exclude(state=State.BROUGHT).delete()
    return IncomingFile.objects.filter(chosen_at__lt=now - REMEMBERED).exclude(state=State.BRINGING).delete()[0]
