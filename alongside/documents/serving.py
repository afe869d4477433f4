"""Giving out a stored file so that it cannot do anything: it is downloaded, never run as a page of ours."""

from django.http import FileResponse

from alongside.documents.models import DocumentEdition

# Shown in the browser: they hold no script. Everything else is saved.
SHOWN = {"image/jpeg", "image/png", "image/webp", "audio/mpeg", "video/mp4"}


def serve(edition: DocumentEdition) -> FileResponse:
    response = FileResponse(
        edition.file.open("rb"),
        as_attachment=edition.media_type not in SHOWN,
        filename=edition.file_name,
        content_type=edition.media_type or "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    # An edition never changes: a correction is another edition at another address.
    response["Cache-Control"] = "public, max-age=3600"
    return response
