"""A project's assessments and other papers together, two of them compared, and sheets as papers in PDF and Word."""

from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.core.addresses import url
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.plans.giving import sheets_of
from alongside.plans.sheets import TEMPLATES
from alongside.projects import papers, sheet_lists, stages
from alongside.projects.models import Project
from alongside.projects.paper_kinds import KINDS

A_PAGE = 50
# Template forms that are no sheets, with the page of a project that holds them.
PLACES = {
    "survey": "survey-team:build",
    "stakeholders": "projects-team:stakeholders",
    "consultation": "projects-team:parts",
    "assurance": "projects-team:assurance",
}


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def difference(request: TeamRequest, project: str) -> HttpResponse:
    """The two equality assessments, before and after people answered: what differs, in words."""
    found = get_object_or_404(request.organisation.projects, slug=project)
    held = sheets_of(found.pk)
    compared = sheet_lists.difference(held.get("equality-before"), held.get("equality-after"))
    context = {**stages.frame(found, request.organisation, timezone.now(), "plan"), **compared}
    return render(request, "projects/team/sheet_difference.html", context)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def paper(request: TeamRequest, project: str, layout: str) -> HttpResponse:
    """The plan as a paper, or a page that says it is being made."""
    return _paper(request, project, "", layout)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def kind(request: TeamRequest, project: str, kind: str, layout: str) -> HttpResponse:
    """A board paper, or the part of the document that begins a project."""
    if kind not in KINDS:
        raise Http404
    return _paper(request, project, kind, layout)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def sheet_paper(request: TeamRequest, project: str, sheet: str, layout: str) -> HttpResponse:
    """One sheet as a paper: an assessment to go with a decision."""
    if sheet not in TEMPLATES:
        raise Http404
    return _paper(request, project, sheet, layout)


def _paper(request: TeamRequest, project: str, template: str, layout: str) -> HttpResponse:
    if layout not in papers.LAYOUTS:
        raise Http404
    return given(request, get_object_or_404(request.organisation.projects, slug=project), template, layout)


def given(request: TeamRequest, found: Project, template: str, layout: str) -> HttpResponse:
    """The file, or a page that says it is being made."""
    found.organisation = request.organisation
    name = papers.kept(found, layout, template)
    if name is None:
        frame = stages.frame(found, request.organisation, timezone.now(), "plan")
        return render(request, "projects/team/paper_soon.html", {**frame, "again": request.path}, status=202)
    with default_storage.open(name) as kept:
        answer = HttpResponse(kept.read(), content_type=papers.READING_LAYOUTS[layout])
    ending = "large-print.pdf" if layout == "large" else layout
    answer["Content-Disposition"] = f'attachment; filename="{template or "plan"}-{found.slug}.{ending}"'
    return answer


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def assessments(request: TeamRequest, project: str) -> HttpResponse:
    """Every assessment of a project: whose it is, how far, signed, and when it is looked at again."""
    found = get_object_or_404(request.organisation.projects, slug=project)
    context = {**stages.frame(found, request.organisation, timezone.now(), "plan"), **sheet_lists.assessments(found)}
    return render(request, "projects/team/assessments.html", context)


@team_page(Permission.EDIT_PROJECTS)
@require_GET
def choose_project(request: TeamRequest, what: str) -> HttpResponse:
    """In which project to begin a template form, or to open what holds it."""
    place = _place(what)
    every = request.organisation.projects.order_by("-created_at").only("organisation", "slug", "name")
    found = Paginator(every, A_PAGE).get_page(request.GET.get("page"))
    template = TEMPLATES.get(what)
    rows = [
        (each.name, url(place, request.organisation.slug, each.slug, *([what] if template else []))) for each in found
    ]
    context = {"current": "projects", "template": template, "rows": rows, "shown": found}
    return render(request, "projects/team/choose_project.html", context)


def _place(what: str) -> str:
    """The name of the page where it is."""
    if what in TEMPLATES:
        return "projects-team:sheet"
    if what not in PLACES:
        raise Http404
    return PLACES[what]
