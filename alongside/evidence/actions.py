"""Asking for an evidence pack, making it in the worker, and deleting files that are old."""

import hashlib
import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from alongside.core.work import chore, enqueue, job
from alongside.evidence import making
from alongside.evidence.models import Pack
from alongside.projects.models import Project
from alongside.record import actions as record
from alongside.record.actions import note

KEPT = timedelta(days=30)
# So many problems of a record are said with a pack; the check of the pack itself names all that the copy shows.
MOST_PROBLEMS = 20
State = Pack.State


@transaction.atomic
def ask_for_pack(*, project: Project, by: UUID) -> Pack:
    """The worker makes it. Asking while one is being made is that one; asking when it failed tries it again."""
    Project.objects.select_for_update().get(pk=project.pk)
    newest = Pack.objects.filter(project=project).first()
    if newest is not None and newest.state == State.ASKED:
        return newest
    if newest is not None and newest.state == State.FAILED:
        newest.state = State.ASKED
        newest.save(update_fields=["state"])
        pack = newest
    else:
        pack = Pack.objects.create(project=project, by=by)
        note(scope=project.pk, by=by, verb="evidence.pack-asked", subject=f"pack:{pack.pk}")
    enqueue("evidence pack", key=str(pack.pk), pack=str(pack.pk))
    return pack


@job("evidence pack")
def make(pack: str) -> None:
    """Safe to run twice. What goes wrong is shown, and tried again by the worker."""
    held = Pack.objects.select_related("project__organisation").filter(pk=pack).first()
    if held is None or held.state == State.READY:
        return
    try:
        _make(held)
    except Exception:
        Pack.objects.filter(pk=held.pk).exclude(state=State.READY).update(state=State.FAILED)
        raise


def _make(pack: Pack) -> None:
    scope, at = pack.project_id, timezone.now()
    # What waits is put into the chain and signed, so that the pack holds all that was said until now.
    record.seal()
    problems = record.verify(scope, limit=MOST_PROBLEMS)
    with tempfile.TemporaryDirectory(prefix="alongside-") as folder:
        path = Path(folder) / "pack.zip"
        made = making.write_pack(pack.project, path, at=at, problems=problems)
        with path.open("rb") as written:
            pack.sha256 = hashlib.file_digest(written, "sha256").hexdigest()
            pack.size = path.stat().st_size
            written.seek(0)
            pack.file.save(f"{pack.pk}.zip", File(written), save=False)
    pack.state, pack.made_at = State.READY, at
    pack.key, pack.seq, pack.hash = made.key, made.seq, made.hash
    pack.problems = [f"{each.seq or ''}: {each.what}. {each.words}".lstrip(": ") for each in problems]
    with transaction.atomic():
        if Pack.objects.select_for_update().get(pk=pack.pk).state == State.READY:
            pack.file.storage.delete(str(pack.file.name))  # another worker was first
            return
        pack.save()
        detail: dict[str, str | int | None] = {"entry": made.seq, "sha256": pack.sha256}
        note(scope=scope, by=pack.by, verb="evidence.pack-made", subject=f"pack:{pack.pk}", detail=detail)


@chore("forget evidence packs", every=3600)
def forget_old() -> int:
    """Files of packs older than KEPT are deleted; how many. The rows stay, with what the files were."""
    old = list(Pack.objects.filter(made_at__lt=timezone.now() - KEPT).exclude(file="")[:200])
    with transaction.atomic():
        Pack.objects.filter(pk__in=[each.pk for each in old]).update(file="")
        for each in old:
            transaction.on_commit(partial(each.file.storage.delete, str(each.file.name)))
    return len(old)
