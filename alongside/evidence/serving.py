"""Giving out a pack so that it cannot do anything: the ZIP is saved, its PDF may be read in the browser."""

from django.http import FileResponse, HttpResponse
from django.utils import timezone

from alongside.evidence import inside
from alongside.evidence.models import Pack


def _name(pack: Pack, ending: str) -> str:
    of = f"evidence-public-{pack.project.slug}" if pack.public else f"evidence-{pack.project.slug}"
    return f"{of}-{timezone.localtime(pack.made_at):%Y-%m-%d-%H%M}.{ending}"


def serve(pack: Pack) -> FileResponse:
    """Never kept by anybody between: who may have a pack is decided each time, and a published one can be taken off."""
    made = FileResponse(
        pack.file.open("rb"), as_attachment=True, filename=_name(pack, "zip"), content_type="application/zip"
    )
    made["X-Content-Type-Options"] = "nosniff"
    made["Cache-Control"] = "private, no-store"
    return made


def serve_pdf(pack: Pack) -> HttpResponse:
    made = HttpResponse(inside.pdf(pack), content_type="application/pdf")
    made["Content-Disposition"] = f'inline; filename="{_name(pack, "pdf")}"'
    made["X-Content-Type-Options"] = "nosniff"
    made["Cache-Control"] = "private, no-store"
    return made
