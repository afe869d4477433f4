"""Empty copies of template forms, to print or to write in."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from alongside.library import blank
from alongside.library.rules import forms_of
from alongside.library.views.catalogue import page
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def empty(request: TeamRequest, questions: str, layout: str) -> HttpResponse:
    """The empty form, or a page that says it is being made."""
    template = forms_of().get(questions)
    if template is None or layout not in blank.LAYOUTS:
        raise Http404
    name = blank.kept(questions, layout)
    if name is None:
        return page(request, "blank_soon.html", status=202, again=request.path, shelf="templates", entry=template)
    with default_storage.open(name) as kept:
        answer = HttpResponse(kept.read(), content_type=blank.LAYOUTS[layout])
    answer["Content-Disposition"] = f'attachment; filename="{questions.replace("_", "-")}.{layout}"'
    return answer
