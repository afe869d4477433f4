"""The team's documents of a project: adding them, their editions, and putting them on the page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.design.once import row
from alongside.documents import actions, uploads
from alongside.documents.forms import DocumentForm, EditionForm, TakeOffForm
from alongside.documents.models import Document
from alongside.documents.presenters import edition_words
from alongside.documents.rules import newest, source_of, stale
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects.views.common import plan_page, project_of


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: TeamRequest, project: str) -> HttpResponse:
    """Every document, and a form to add one."""
    found = project_of(request, project)
    form = DocumentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = actions.add_document(
            organisation=request.organisation,
            scope=found.pk,
            by=request.user.pk,
            title=form.cleaned_data["title"],
            id=row(request),
        )
        return redirect("projects-team:document", request.organisation.slug, found.slug, made.slug)
    held = Document.objects.filter(scope=found.pk).prefetch_related("editions")
    rows = [(each, len(newest(each.editions.all()))) for each in held]
    return plan_page(request, "documents", found, form, rows=rows)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "HEAD", "POST"])
def document(request: TeamRequest, project: str, document: str) -> HttpResponse:
    """Its editions, which of them have fallen behind, and a form to add one."""
    found = project_of(request, project)
    held = get_object_or_404(Document, scope=found.pk, slug=document)
    form = EditionForm(
        request.POST if request.method == "POST" else None, request.FILES if request.method == "POST" else None
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_edition(document=held, by=request.user.pk, **form.cleaned_data)
        except uploads.Refused as refused:
            form.add_error("upload", str(refused))
        else:
            messages.success(request, _("The edition is added."))
            return redirect("projects-team:document", request.organisation.slug, found.slug, held.slug)
    editions = newest(held.editions.all())
    source = source_of(editions)
    rows = [(each, edition_words(each), stale(each, source)) for each in editions]
    return plan_page(
        request, "document", found, form, document=held, rows=rows, source=source, take_off=TakeOffForm(prefix="off")
    )


@team_page(Permission.PUBLISH)
@require_POST
def publish(request: TeamRequest, project: str, document: str) -> HttpResponse:
    """On the page, or with a reason off it."""
    found = project_of(request, project)
    held = get_object_or_404(Document, scope=found.pk, slug=document)
    if held.published_at is None:
        actions.publish_document(document=held, by=request.user.pk)
        messages.success(request, _("The document is on the project’s page."))
    else:
        form = TakeOffForm(request.POST, prefix="off")
        if not form.is_valid():
            messages.error(request, _("Enter the reason why it comes off the page."))
        else:
            actions.unpublish_document(document=held, by=request.user.pk, reason=form.cleaned_data["reason"])
            messages.success(request, _("The document is off the page. Its editions are kept."))
    return redirect("projects-team:document", request.organisation.slug, found.slug, held.slug)
