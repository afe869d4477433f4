"""Asking for an evidence pack, making it in the worker, and deleting files that are old."""

import hashlib
import tempfile
from datetime import datetime, timedelta
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
from alongside.record.models import Detail

KEPT = timedelta(days=30)
# So many problems of a record are said with a pack; the check of the pack itself names all that the copy shows.
MOST_PROBLEMS = 20
# What is noted about these changes nothing that a public edition holds: packs themselves, and the desk where answers come in.
ELSEWHERE = frozenset({"pack", "contribution", "file", "import", "letters", "look", "text", "worry"})
State = Pack.State


@transaction.atomic
def ask_for_pack(*, project: Project, by: UUID, public: bool = False) -> Pack:
    """The worker makes it. Asking while one is being made is that one; asking when it failed tries it again."""
    Project.objects.select_for_update().get(pk=project.pk)
    newest = Pack.objects.filter(project=project, public=public).first()
    if newest is not None and newest.state == State.ASKED:
        return newest
    if newest is not None and newest.state == State.FAILED:
        newest.state = State.ASKED
        newest.save(update_fields=["state"])
        pack = newest
    else:
        pack = Pack.objects.create(project=project, by=by, public=public)
        verb = "evidence.edition-asked" if public else "evidence.pack-asked"
        note(scope=project.pk, by=by, verb=verb, subject=f"pack:{pack.pk}")
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
        made = making.write_pack(pack.project, path, at=at, problems=problems, public=pack.public)
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
        verb = "evidence.edition-made" if pack.public else "evidence.pack-made"
        note(scope=scope, by=pack.by, verb=verb, subject=f"pack:{pack.pk}", detail=detail)


class ChangedSince(Exception):
    """Something of the project was done after the edition was made: it may hold what is not public any more."""


@transaction.atomic
def publish(*, pack: Pack, by: UUID, at: datetime) -> None:
    """Let everybody have a public edition. Doing it twice is doing it once. Raises ChangedSince."""
    Project.objects.select_for_update().get(pk=pack.project_id)
    held = Pack.objects.select_for_update().get(pk=pack.pk, public=True, state=State.READY)
    if held.published_at is not None:
        return
    if changed_since(held) or not held.file:
        raise ChangedSince
    held.published_at, held.published_by = at, by
    held.save(update_fields=["published_at", "published_by"])
    note(scope=held.project_id, by=by, verb="evidence.edition-published", subject=f"pack:{held.pk}", detail={"sha256": held.sha256})  # fmt: skip


def changed_since(pack: Pack) -> bool:
    """Whether the team did anything since it was made that may change what the public sees."""
    since = Detail.objects.filter(entry__chain__scope=pack.project_id, entry__seq__gt=pack.seq)
    kinds = (subject.partition(":")[0] for subject in since.values_list("subject", flat=True).distinct())
    return any(kind not in ELSEWHERE for kind in kinds)


@transaction.atomic
def withdraw(*, pack: Pack, reason: str, by: UUID, at: datetime) -> None:
    """Take a published edition off, for a reason that stays. Doing it twice is doing it once."""
    held = Pack.objects.select_for_update().get(pk=pack.pk)
    if held.published_at is None or held.withdrawn_at is not None:
        return
    name = str(held.file.name)
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_reason, held.file = at, by, reason, ""
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason", "file"])
    note(scope=held.project_id, by=by, verb="evidence.edition-withdrawn", subject=f"pack:{held.pk}", detail={"reason": reason})  # fmt: skip
    transaction.on_commit(partial(held.file.storage.delete, name))


@chore("forget evidence packs", every=3600)
def forget_old() -> int:
    """Files of packs older than KEPT are deleted, unless they are published; how many. The rows stay, with what the files
    were."""
    old = list(Pack.objects.filter(made_at__lt=timezone.now() - KEPT, published_at=None).exclude(file="")[:200])
    with transaction.atomic():
        Pack.objects.filter(pk__in=[each.pk for each in old]).update(file="")
        for each in old:
            transaction.on_commit(partial(each.file.storage.delete, str(each.file.name)))
    return len(old)
