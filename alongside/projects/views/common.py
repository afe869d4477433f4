"""What views of a project begin and end with."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from alongside.people.accounts.access import TeamRequest
from alongside.projects import stages
from alongside.projects.models import Project


def project_of(request: TeamRequest, slug: str) -> Project:
    """The project of that address in the house of whoever asks; 404 where there is none."""
    return get_object_or_404(request.organisation.projects, slug=slug)


def posted(request: TeamRequest) -> Any:
    return request.POST if request.method == "POST" else None


def plan_page(
    request: TeamRequest, name: str, project: Project, form: Any = None, *, status: int = 0, **context: Any
) -> HttpResponse:
    """A page of the stage "plan"; 422 when its form has problems."""
    problems = bool(form is not None and form.errors)
    frame = stages.frame(project, request.organisation, timezone.now(), "plan")
    shown = {**frame, "form": form, "problems": problems, **context}
    return render(request, f"projects/team/{name}.html", shown, status=status or (422 if problems else 200))
