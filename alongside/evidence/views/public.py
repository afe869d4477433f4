"""The published edition of an evidence pack, for everybody."""

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from alongside.evidence.models import Pack
from alongside.evidence.serving import serve, serve_pdf
from alongside.organisations.access import PublicRequest, open_to_all
from alongside.projects.access import project_or_404


def _published(request: PublicRequest, project: str, public_pack: UUID) -> Pack:
    found = project_or_404(request, project)
    held: Pack = get_object_or_404(
        found.packs.filter(published_at__isnull=False, withdrawn_at=None).exclude(file="").select_related("project"),
        pk=public_pack,
    )
    return held


@require_safe
@open_to_all
def pack_pdf(request: PublicRequest, project: str, public_pack: UUID) -> HttpResponse:
    return serve_pdf(_published(request, project, public_pack))


@require_safe
@open_to_all
def pack_zip(request: PublicRequest, project: str, public_pack: UUID) -> FileResponse:
    return serve(_published(request, project, public_pack))
