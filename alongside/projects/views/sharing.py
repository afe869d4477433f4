"""Telling people that a project is there: its short address, a code for cameras, posters, the form on paper."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from alongside.design import printing
from alongside.design.languages import SOURCE, spoken_in
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects import poster, short, stages
from alongside.projects.models import Project
from alongside.projects.public_panels import shown_on
from alongside.projects.views.common import project_of


def _leads(request: HttpRequest, name: str, language: str = SOURCE) -> HttpResponse:
    """From the short address to the page, in whatever state the project is."""
    found = Project.objects.published().select_related("organisation").filter(short=name.lower()).first()
    if found is None:
        raise Http404
    return redirect(short.page(found, language.lower()))


_leads.open_to_all = True  # type: ignore[attr-defined]
leads = require_safe(login_not_required(_leads))


def _cannot(request: TeamRequest, project: Project) -> HttpResponse | None:
    """Before it is published there is nothing to tell; afterwards a poster would send people to a closed door."""
    if project.published_at is None:
        messages.info(request, _("Publish the project first. Then its short address and posters are here."))
        return redirect("projects-team:workspace", request.organisation.slug, project.slug)
    if not poster.can_be_put_up(project.state_at(timezone.now())):
        messages.info(
            request, _("The project has closed. Take posters down. The short address still leads to its page.")
        )
        return redirect("projects-team:share", request.organisation.slug, project.slug)
    return None


@team_page(Permission.SEE_TEAM_PAGES)
@require_safe
def share(request: TeamRequest, project: str) -> HttpResponse:
    found = project_of(request, project)
    if found.published_at is None:
        return _cannot(request, found) or HttpResponse()
    now = timezone.now()
    start = shown_on(found).start
    context = {
        **stages.frame(found, request.organisation, now, "ask"),
        "languages": poster.languages(found),
        "put_up": poster.can_be_put_up(found.state_at(now)),
        "form": start.print_link if start else "",
    }
    return render(request, "projects/team/share.html", context)


@team_page(Permission.SEE_TEAM_PAGES)
@require_safe
def poster_page(request: TeamRequest, project: str, language: str) -> HttpResponse:
    """The poster in its own language, to print from the browser, on a page in the language of who looks at it."""
    found = project_of(request, project)
    if cannot := _cannot(request, found):
        return cannot
    with override(spoken_in(language)):
        shown = poster.poster(found, language)
        if shown is None:
            raise Http404
        sheet = render_to_string("projects/poster.html", {"poster": shown}, request)
    sheet = mark_safe(sheet)  # noqa: S308 (a template of ours, which escapes)
    return render(request, "projects/team/poster.html", {"poster": shown, "sheet": sheet, "project": found})


@team_page(Permission.SEE_TEAM_PAGES)
@require_safe
def poster_pdf(request: TeamRequest, project: str, language: str) -> HttpResponse:
    """The PDF, or a page that says it is being made."""
    found = project_of(request, project)
    if cannot := _cannot(request, found):
        return cannot
    if language not in {each.language for each in poster.languages(found)}:
        raise Http404
    name = poster.kept_pdf(found, language)
    if name is None:
        frame: dict[str, Any] = stages.frame(found, request.organisation, timezone.now(), "ask")
        return render(request, "projects/team/poster_soon.html", {**frame, "language": language}, status=202)
    with default_storage.open(name) as kept:
        response = HttpResponse(kept.read(), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="poster-{found.slug}-{language}.pdf"'
    return response


@team_page(Permission.SEE_TEAM_PAGES)
@require_safe
def code(request: TeamRequest, project: str, language: str) -> HttpResponse:
    """The code alone, for leaflets and screens of one's own."""
    found = project_of(request, project)
    if found.published_at is None or language not in {each.language for each in poster.languages(found)}:
        raise Http404
    response = HttpResponse(printing.code_image(short.address(found, language)), content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="code-{found.slug}-{language}.svg"'
    return response
