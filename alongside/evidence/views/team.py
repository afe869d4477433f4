"""Evidence packs: ask, wait or leave, and save."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from alongside.evidence import actions
from alongside.evidence.models import Pack
from alongside.evidence.serving import serve
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects.models import Project
from alongside.projects.stages import frame
from alongside.record import keys
from alongside.record.public_keys import fingerprint

SHOWN = 20


@team_page(Permission.EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def packs(request: TeamRequest, project: str) -> HttpResponseBase:
    found = _project(request, project)
    if request.method == "POST":
        actions.ask_for_pack(project=found, by=request.user.pk)
        return redirect("evidence:packs", request.organisation.slug, found.slug)
    made = list(found.packs.filter(public=False)[:SHOWN])
    newest = made[0] if made else None
    ready = [each for each in made if each.state == Pack.State.READY]
    context = {
        **frame(found, request.organisation, timezone.now(), "learn"),
        "making": newest is not None and newest.state == Pack.State.ASKED,
        "failed": newest is not None and newest.state == Pack.State.FAILED,
        "ready": ready[0] if ready else None,
        "earlier": ready[1:],
        "key": keys.public_key(),
        "fingerprint": fingerprint(keys.public_key()),
        "kept": actions.KEPT.days,
    }
    return render(request, "evidence/packs.html", context)


@team_page(Permission.EXPORT)
@require_safe
def download(request: TeamRequest, project: str, pack: UUID) -> FileResponse:
    """Saved by the browser, never run as a page of ours."""
    found = _project(request, project)
    held = get_object_or_404(found.packs.filter(public=False).exclude(file=""), pk=pack)
    if held.made_at is None:
        raise Http404
    return serve(held)


def _project(request: TeamRequest, slug: str) -> Project:
    found: Project = get_object_or_404(request.organisation.projects, slug=slug)
    return found
