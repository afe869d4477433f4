"""Bringing in a file of partners: choose it, look at what was understood, import it or leave it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from alongside.documents import tables
from alongside.documents.table_files import TableFileField
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.roles import Permission
from alongside.stakeholders import bringing, taking
from alongside.stakeholders.models import Brought, Consent, Kind
from alongside.stakeholders.register import Asked
from alongside.stakeholders.views.team import page

SHOWN = 50


class FileForm(forms.Form):
    file = TableFileField(
        largest=5_000_000,
        label=gettext_lazy("File with the partners"),
        help_text=gettext_lazy("A row for each partner: CSV, Excel (.xlsx) or OpenDocument (.ods), up to 5 MB."),
    )


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def choose(request: TeamRequest) -> HttpResponse:
    posted = request.method == "POST"
    form = FileForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        name, content = form.cleaned_data["file"]
        try:
            found = bringing.read(content, name, request.organisation)
        except bringing.Refused as problem:
            form.add_error("file", str(problem))
        else:
            made = bringing.stage(
                organisation=request.organisation,
                file_name=name,
                found=found,
                by=request.user.pk,
                at=timezone.now(),
            )
            return redirect("stakeholders-team:import-look", request.organisation.slug, made.pk)
    return page(request, "choose", form, heads=list(bringing.HEADS.values()), kinds=[str(each.label) for each in Kind])


@team_page(Permission.EXPORT)
@require_POST
def download(request: TeamRequest) -> HttpResponse:
    """The partners that the list shows, as a file that can be imported again."""
    layout = request.POST.get("layout", "csv")
    if layout not in tables.TYPES:
        raise Http404
    content = taking.take(
        organisation=request.organisation,
        asked=Asked.read(request.GET),
        layout=layout,
        contacts=can(request.membership, Permission.SEE_CONTACTS),
        title=_("Partners"),
        by=request.user.pk,
    )
    answer = HttpResponse(content, content_type=tables.TYPES[layout])
    name = f"{request.organisation.slug}-partners-{timezone.localdate().isoformat()}.{layout}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def look(request: TeamRequest, brought: UUID) -> HttpResponse:
    """What was understood. Imports it when it is asked to and every row is right."""
    held = get_object_or_404(Brought, pk=brought, organisation=request.organisation)
    if request.method == "POST":
        if request.POST.get("leave"):
            bringing.leave(brought=held)
            messages.success(request, _("The file is forgotten. Nothing was imported."))
            return redirect("stakeholders-team:register", request.organisation.slug)
        try:
            count = bringing.bring(brought=held, by=request.user.pk, at=timezone.now())
        except bringing.StillWrong:
            messages.error(request, _("Nothing was imported. Put the rows right in the file, then choose it again."))
            return redirect("stakeholders-team:import-look", request.organisation.slug, held.pk)
        words = ngettext("%(num)s partner imported.", "%(num)s partners imported.", count)
        messages.success(request, words % {"num": count})
        return redirect("stakeholders-team:register", request.organisation.slug)
    found = bringing.staged(held)
    rows = [
        (row, str(Kind(row["kind"]).label), str(Consent(row["consent"]).label))
        for row in (found.rows[:SHOWN] if found else [])
    ]
    return page(request, "look", held=held, found=found, rows=rows, most=SHOWN)
