"""The record as the team reads it: a project's, and the organisation's own.

Here and not in ``record``, which stands below the rooms that know colleagues and their names.
"""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects import staff, stages
from alongside.projects.views.common import project_of
from alongside.record import keys, verify
from alongside.record.checking import verify as check
from alongside.record.exporting import copy
from alongside.record.timeline import timeline, told

AT_ONCE = 50
# So many problems of the record are shown.
MOST_PROBLEMS = 20
# So many lines are read for a page: those alike become one.
READ = 300


@team_page(Permission.SEE_TEAM_PAGES)
@require_safe
def of_project(request: TeamRequest, project: str) -> HttpResponse:
    found = project_of(request, project)
    at = [request.organisation.slug, found.slug]
    return _page(
        request,
        "projects/team/record.html",
        scope=found.pk,
        here=reverse("record:timeline", args=at),
        copy_link=reverse("record:copy", args=at),
        context={
            **stages.frame(found, request.organisation, timezone.now(), "learn"),
            "pack_link": reverse("evidence:packs", args=at) if can(request.membership, Permission.EXPORT) else "",
        },
    )


@team_page(Permission.SEE_TEAM_PAGES)
@require_safe
def of_organisation(request: TeamRequest) -> HttpResponse:
    at = [request.organisation.slug]
    return _page(
        request,
        "projects/team/organisation_record.html",
        scope=request.organisation.pk,
        here=reverse("record:organisation", args=at),
        copy_link=reverse("record:organisation-copy", args=at),
        context={"current": "settings"},
    )


def _page(
    request: TeamRequest, template: str, *, scope: UUID, here: str, copy_link: str, context: dict[str, Any]
) -> HttpResponse:
    typed = request.GET.get("before", "")
    before = int(typed) if typed.isdecimal() and len(typed) < 10 else None
    lines = timeline(scope, limit=READ + 1, before=before)
    every = told(lines[:READ], staff.names(line.actor for line in lines))
    shown, more = every[:AT_ONCE], len(every) > AT_ONCE or len(lines) > READ
    context |= {
        "lines": shown,
        "older": f"{here}?before={shown[-1].seq}" if more else "",
        "newest": here if before is not None else "",
        "copy_link": copy_link if can(request.membership, Permission.EXPORT) else "",
        "key": keys.public_key(),
        "check_link": f"{here}?check=yes",
        "checked": "check" in request.GET,
        "problems": check(scope, limit=MOST_PROBLEMS) if "check" in request.GET else [],
    }
    return render(request, template, context)


@team_page(Permission.EXPORT)
@require_safe
def project_copy(request: TeamRequest, project: str) -> StreamingHttpResponse:
    found = project_of(request, project)
    return _copy(found.pk, f"record-{found.slug}.jsonl")


@team_page(Permission.EXPORT)
@require_safe
def organisation_copy(request: TeamRequest) -> StreamingHttpResponse:
    return _copy(request.organisation.pk, f"record-{request.organisation.slug}.jsonl")


def _copy(scope: UUID, name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(copy(scope), content_type="application/jsonl", headers=headers)


@team_page(Permission.SEE_TEAM_PAGES)
@require_safe
def verifier(request: TeamRequest) -> FileResponse:
    """The file that checks a copy, as it runs here."""
    return FileResponse(Path(verify.__file__).open("rb"), as_attachment=True, filename="verify.py")
