"""Files that take a while: asked for, made by the worker, downloaded by those who may. In the record, both times."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.http import FileResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from alongside.analysis import exporting, stories, whole
from alongside.analysis.access import Results, results_of
from alongside.analysis.models import MadeFile
from alongside.core.work import chore, enqueue, job
from alongside.projects.models import Project
from alongside.record.actions import note

KEPT = timedelta(days=7)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Kind:
    """``write`` makes the file. ``public`` ones say only what is published, and are kept with it."""

    key: str
    name: str | Promise
    hint: str | Promise
    ending: str
    media_type: str
    write: Callable[[Results, Path], None]
    public: bool = False

    @property
    def download(self) -> str:
        """What the public reads of it: name and format; its size stands beside."""
        words = {"pdf": _("Report (PDF, %(size)s)"), "docx": _("Report (Word, %(size)s)")}
        return str(words.get(self.ending, _("Tables (spreadsheet, %(size)s)")))


def _report(story: str, writer: str) -> Callable[[Results, Path], None]:
    """Makers are looked up when they are used: rendering takes a second to load."""

    def write(here: Results, path: Path) -> None:
        from alongside.analysis.reporting import web, word  # noqa: PLC0415 (as the docstring says)

        told = stories.public_story(here) if story == "public" else stories.internal_story(here)
        {"pdf": web.write_story, "docx": word.write_story, "xlsx": stories.write_workbook}[writer](told, path)

    return write


_small = _("Small numbers are not protected. For people who may read the answers.")
_public = _("What is published, with its limits. Safe to share.")
_answers = _("One row a response. No names, no codes, no equality answers.")
KINDS = {
    kind.key: kind
    for kind in [
        Kind("public-pdf", _("Public report (PDF)"), _public, "pdf", "application/pdf", _report("public", "pdf"), True),
        Kind("public-docx", _("Public report (Word)"), _public, "docx", DOCUMENT, _report("public", "docx"), True),
        Kind("public-xlsx", _("Public tables (spreadsheet)"), _public, "xlsx", SHEET, _report("public", "xlsx"), True),
        Kind("internal-pdf", _("Team report (PDF)"), _small, "pdf", "application/pdf", _report("internal", "pdf")),
        Kind("internal-docx", _("Team report (Word)"), _small, "docx", DOCUMENT, _report("internal", "docx")),
        Kind("internal-xlsx", _("Team tables (spreadsheet)"), _small, "xlsx", SHEET, _report("internal", "xlsx")),
        Kind("responses-xlsx", _("Responses (spreadsheet)"), _answers, "xlsx", SHEET, exporting.write_xlsx),
        Kind("responses-csv", _("Responses (CSV)"), _answers, "csv", "text/csv", exporting.write_csv),
        Kind("responses-json", _("Responses (JSON)"), _answers, "json", "application/json", exporting.write_json),
        Kind(
            "project",
            _("The whole project (ZIP)"),
            _("Pages, questions, responses, documents, findings and the record, to keep or to move elsewhere."),
            "zip",
            "application/zip",
            whole.write_zip,
        ),
    ]
}


@transaction.atomic
def ask_for(*, project: Project, kind: str, by: UUID | None, published: int | None = None) -> MadeFile:
    """The worker makes it. Raises KeyError for a kind that we do not make."""
    known = KINDS[kind]
    options = {} if published is None else {"published": published}
    made = MadeFile.objects.create(project=project, kind=known.key, by=by, options=options)
    enqueue("make file", file=str(made.pk))
    if by is not None:
        note(scope=project.pk, by=by, verb="results.downloaded", subject=f"file:{made.pk}", detail={"kind": known.key})
    return made


@job("make published reports")
def make_published(project: str, published: int) -> None:
    """What people can download of published results. Safe to run twice."""
    found = Project.objects.get(pk=project)
    there = set(found.made_files.filter(options={"published": published}).values_list("kind", flat=True))
    for kind in KINDS.values():
        if kind.public and kind.key not in there:
            ask_for(project=found, kind=kind.key, by=None, published=published)


@job("make file")
def make(file: str) -> None:
    """Safe to run twice: a file that is ready is left alone."""
    made = MadeFile.objects.select_related("project__organisation").filter(pk=file, ready_at=None).first()
    if made is None or made.problem:
        return
    kind = KINDS[made.kind]
    here = results_of(made.project)
    with tempfile.TemporaryDirectory(prefix="alongside-") as folder:
        path = Path(folder) / f"file.{kind.ending}"
        try:
            if here is None:
                raise stories.NothingThere
            kind.write(here, path)
        except stories.NothingThere:
            made.problem = "nothing"
            made.save(update_fields=["problem"])
            return
        with path.open("rb") as written:
            made.size = path.stat().st_size
            made.file.save(f"{made.pk}.{kind.ending}", File(written), save=False)
    made.ready_at = timezone.now()
    made.save(update_fields=["file", "size", "ready_at"])


def serve(made: MadeFile) -> FileResponse:
    """Saved by the browser, never run as a page of ours."""
    kind = KINDS[made.kind]
    name = f"{slugify(made.project.name)}-{kind.key}-{timezone.localdate(made.ready_at):%Y-%m-%d}.{kind.ending}"
    response = FileResponse(made.file.open("rb"), as_attachment=True, filename=name, content_type=kind.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


@chore("forget made files", every=3600)
def forget_old() -> int:
    """Downloads for the team go after a week; those of published results stay with them. How many went."""
    old = MadeFile.objects.filter(asked_at__lt=timezone.now() - KEPT, options={})
    gone = list(old[:200])
    with transaction.atomic():
        MadeFile.objects.filter(pk__in=[each.pk for each in gone]).delete()
        for each in gone:
            if each.file.name:
                transaction.on_commit(partial(each.file.storage.delete, each.file.name))
    return len(gone)
