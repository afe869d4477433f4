"""The public edition of an evidence pack: prepare it, look at it, publish it, take it off."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.evidence import actions, inside
from alongside.evidence.forms import PublishForm, WithdrawForm
from alongside.evidence.models import Pack
from alongside.evidence.serving import serve, serve_pdf
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.names import names
from alongside.people.accounts.roles import Permission
from alongside.projects.models import Project
from alongside.projects.stages import frame
from alongside.projects.views.common import project_of

SHOWN = 50


@team_page(Permission.EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def editions(request: TeamRequest, project: str) -> HttpResponse:
    """What is published, what waits to be looked at, and the button that makes a new one."""
    found = project_of(request, project)
    if request.method == "POST":
        if found.published_at is not None:
            actions.ask_for_pack(project=found, by=request.user.pk, public=True)
        return redirect("evidence:editions", request.organisation.slug, found.slug)
    return _page(request, found, PublishForm())


def _page(request: TeamRequest, project: Project, form: PublishForm, *, changed: bool = False) -> HttpResponse:
    held = list(project.packs.filter(public=True)[:SHOWN])
    newest = held[0] if held else None
    waiting = newest if newest and newest.state == Pack.State.READY and newest.published_at is None else None
    if waiting is not None and not waiting.file:
        waiting = None  # nobody published it in time
    published = [each for each in held if each.published_at]
    who = names(each for pack in published for each in (pack.published_by, pack.withdrawn_by) if each)
    changed = changed or bool(waiting and actions.changed_since(waiting))
    context = {
        **frame(project, request.organisation, timezone.now(), "learn"),
        "making": newest is not None and newest.state == Pack.State.ASKED,
        "failed": newest is not None and newest.state == Pack.State.FAILED,
        "waiting": waiting,
        "changed": changed,
        "contents": inside.contents(waiting) if waiting else [],
        "published": [
            (each, each.published_by and who.get(each.published_by), each.withdrawn_by and who.get(each.withdrawn_by))
            for each in published
        ],
        "form": form,
        "problems": bool(form.errors),
        "may_publish": can(request.membership, Permission.PUBLISH),
    }
    status = 409 if changed and form.is_bound else 422 if form.errors else 200
    return render(request, "evidence/editions.html", context, status=status)


@team_page(Permission.EXPORT)
@require_safe
def edition_pdf(request: TeamRequest, project: str, public_pack: UUID) -> HttpResponseBase:
    """To look at it before everybody can."""
    held = get_object_or_404(project_of(request, project).packs.filter(public=True).exclude(file=""), pk=public_pack)
    return serve_pdf(held)


@team_page(Permission.EXPORT)
@require_safe
def edition_zip(request: TeamRequest, project: str, public_pack: UUID) -> FileResponse:
    held = get_object_or_404(project_of(request, project).packs.filter(public=True).exclude(file=""), pk=public_pack)
    return serve(held)


@team_page(Permission.PUBLISH)
@require_POST
def publish(request: TeamRequest, project: str, public_pack: UUID) -> HttpResponse:
    found = project_of(request, project)
    ready = found.packs.filter(public=True, state=Pack.State.READY, withdrawn_at=None).exclude(file="")
    held = get_object_or_404(ready, pk=public_pack)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        actions.publish(pack=held, by=request.user.pk, at=timezone.now())
    except actions.ChangedSince:
        return _page(request, found, form, changed=True)
    messages.success(request, _("Published. Everybody finds it on “How this was run”."))
    return redirect("evidence:editions", request.organisation.slug, found.slug)


@team_page(Permission.PUBLISH)
@require_http_methods(["GET", "POST"])
def withdraw(request: TeamRequest, project: str, public_pack: UUID) -> HttpResponse:
    """Take it off with a reason, which stays for everybody to read."""
    found = project_of(request, project)
    held = get_object_or_404(found.packs.filter(published_at__isnull=False), pk=public_pack)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if held.withdrawn_at is not None or (form.is_bound and form.is_valid()):
        if held.withdrawn_at is None:
            reason = form.cleaned_data["reason"]
            actions.withdraw(pack=held, reason=reason, by=request.user.pk, at=timezone.now())
        messages.success(request, _("It is taken off. The day, the reason and its SHA-256 stay."))
        return redirect("evidence:editions", request.organisation.slug, found.slug)
    context = {"pack": held, "form": form, "problems": bool(form.errors)}
    context |= frame(found, request.organisation, timezone.now(), "learn")
    return render(request, "evidence/withdraw.html", context, status=422 if form.errors else 200)
