"""The form on paper: a page that prints, a PDF, and a form with a code of its own to tear off."""

from typing import Any

from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from markupsafe import Markup

from alongside.activities.rules import door
from alongside.design.choosing import in_their_language, reads
from alongside.design.languages import SOURCE, direction, own_name
from alongside.documents.reading import Words, all_words, words_in
from alongside.organisations.access import open_to_all
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects.stages import frame
from alongside.tools.survey import actions, languages
from alongside.tools.survey import paper as forms
from alongside.tools.survey.arriving import edition_or_404, survey_or_404
from alongside.tools.survey.models import Survey


@open_to_all
@in_their_language
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: Any, project: str) -> HttpResponse:
    """The form to print. Posting makes one with a code to tear off, shown this once."""
    survey = survey_or_404(request, project)
    copy = None
    now_open = door(survey.activity.project, timezone.now()).may_start
    if request.method == "POST" and now_open:
        [(printed, code)] = actions.print_forms(survey=survey)
        copy = forms.Copy(printed.number, code)
    page = forms.context(survey, edition_or_404(survey), _words(request, survey), copy=copy)
    response = render(
        request,
        "survey/paper.html",
        {
            **page,
            "with_code": copy is not None,
            "now_open": now_open,
            "languages": languages.offered(survey.activity.project, "paper"),
        },
    )
    if copy is not None:
        add_never_cache_headers(response)
    return response


@open_to_all
@in_their_language
@require_http_methods(["GET", "HEAD"])
def paper_pdf(request: Any, project: str) -> HttpResponse:
    """The PDF, or a page that says it is being made."""
    survey = survey_or_404(request, project)
    name = forms.kept_pdf(survey, edition_or_404(survey), _words(request, survey))
    if name is None:
        return render(request, "survey/paper_soon.html", {"project": survey.activity.project}, status=202)
    with default_storage.open(name) as kept:
        response = HttpResponse(kept.read(), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{survey.activity.project.slug}.pdf"'
    return response


def _words(request: Any, survey: Survey) -> Words:
    return words_in(survey.activity.project_id, reads())


@team_page(Permission.ENTER_ANSWERS)
@require_http_methods(["GET", "HEAD", "POST"])
def print_run(request: TeamRequest, project: str) -> HttpResponse:
    """A pile of forms for a library or a drop-in, each with a code of its own. The codes are on this page only."""
    survey = get_object_or_404(
        Survey.objects.select_related("activity__project"),
        activity__project__organisation=request.organisation,
        activity__project__slug=project,
    )
    survey.activity.project.organisation = request.organisation
    typed = request.POST.get("copies", "20")
    count = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
    problem = ""
    copies: list[forms.Copy] = []
    published = all_words(survey.activity.project_id)
    words = published.get(request.POST.get("language", ""), Words())
    if request.method == "POST" and 1 <= count <= forms.MOST_COPIES:
        made = actions.print_forms(survey=survey, count=count, by=request.user.pk)
        copies = [forms.Copy(printed.number, code) for printed, code in made]
    elif request.method == "POST":
        problem = _("Enter how many forms, from 1 to %(most)s") % {"most": forms.MOST_COPIES}
    page = {
        **frame(survey.activity.project, request.organisation, timezone.now(), "ask"),
        "copies": copies,
        "pile": Markup(forms.pile(survey, edition_or_404(survey), words, copies)),  # noqa: S704 (a template of ours)
        "spoken": (words.language, direction(words.language)),
        "languages": [(code, own_name(code)) for code in (SOURCE, *published)],
        "wanted": words.language,
        "typed": typed,
        "problems": problem,
    }
    response = render(request, "survey/print_run.html", page, status=422 if problem else 200)
    add_never_cache_headers(response)
    return response
