"""Reports and downloads: ask, wait or leave, and save. The public's downloads are those of published results."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.analysis import files
from alongside.analysis.access import results_of, team_project
from alongside.analysis.actions import last_published
from alongside.analysis.models import MadeFile
from alongside.organisations.access import PublicRequest, open_to_all
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects.access import project_or_404
from alongside.projects.stages import frame

SHOWN = 20


@team_page(Permission.EXPORT)
@require_http_methods(["GET", "POST"])
def listed(request: TeamRequest, project: str) -> HttpResponseBase:
    found = team_project(request, project)
    here = results_of(found)
    if request.method == "POST":
        if request.POST.get("kind") not in files.KINDS:
            raise Http404
        files.ask_for(project=found, kind=request.POST["kind"], by=request.user.pk)
        return redirect("analysis-team:files", request.organisation.slug, found.slug)
    published = here is not None and last_published(here.survey.activity_id) is not None
    kinds = [kind for kind in files.KINDS.values() if published or not kind.public]
    made = [(each, files.KINDS[each.kind]) for each in found.made_files.all()[:SHOWN] if each.kind in files.KINDS]
    context = {
        **frame(found, request.organisation, timezone.now(), "learn"),
        "here": here,
        "kinds": kinds,
        "made": made,
        "making": any(each.ready_at is None and not each.problem for each, _kind in made),
    }
    return render(request, "analysis/files.html", context)


@team_page(Permission.EXPORT)
@require_GET
def download(request: TeamRequest, project: str, file: UUID) -> HttpResponseBase:
    made = get_object_or_404(
        MadeFile.objects.select_related("project"),
        pk=file,
        project__organisation=request.organisation,
        project__slug=project,
        ready_at__isnull=False,
    )
    return files.serve(made)


@open_to_all
@require_GET
def published(request: PublicRequest, project: str, file: UUID) -> HttpResponseBase:
    """A report of the results that stand now. Anything else is as if it were not there."""
    found = project_or_404(request, project)
    here = results_of(found)
    standing = last_published(here.survey.activity_id) if here else None
    made = MadeFile.objects.filter(pk=file, project=found, ready_at__isnull=False).first()
    if standing is None or made is None or made.options.get("published") != standing.number:
        raise Http404
    return files.serve(made)
