"""Tell me when it opens."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from alongside.design.choosing import in_their_language
from alongside.organisations.access import PublicRequest, open_to_all
from alongside.people.accounts.forms.public import HowForm
from alongside.people.accounts.preferences import language_read
from alongside.projects.access import project_or_404
from alongside.projects.models import State
from alongside.projects.opening import ask_to_be_told


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
@in_their_language
@never_cache
def tell_me(request: PublicRequest, project: str) -> HttpResponse:
    """Once it has opened there is nothing to wait for: the project's page says so better."""
    found = project_or_404(request, project)
    if found.state_at(timezone.now()) is not State.UPCOMING:
        return redirect("projects:page", request.organisation.slug, found.slug)
    form = HowForm(request.POST or None, initial={"language": language_read()})
    if request.method == "POST" and form.is_valid():
        ask_to_be_told(project=found, how=form.how)
        return redirect("projects:told", request.organisation.slug, found.slug)
    problems = bool(form.errors)
    context = {"project": found, "form": form, "problems": problems}
    return render(request, "projects/tell_me.html", context, status=422 if problems else 200)


@open_to_all
@in_their_language
def told(request: PublicRequest, project: str) -> HttpResponse:
    return render(request, "projects/told.html", {"project": project_or_404(request, project)})
