"""The team's languages of a project: its page and its questions side by side with their translation."""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.design.languages import ALL_NAMES, SOURCE, own_name
from alongside.documents import actions, sheets
from alongside.documents.forms import LanguageForm, SheetForm, TakeOffForm, WhoForm, translated_in
from alongside.documents.models import Translation
from alongside.documents.progress import Progress, newest_of, progress
from alongside.documents.reading import ready_made
from alongside.documents.translating import Row, State, Typed, taken
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects import stages
from alongside.projects.languages import parts
from alongside.projects.models import Project
from alongside.projects.views.common import project_of
from alongside.questionnaires.reading.problems import CannotRead
from alongside.questionnaires.reading.sources import read_cells

SHEETS = {
    "xlsx": (sheets.to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (sheets.to_csv, "text/csv; charset=utf-8"),
}
SHOWN = ("all", State.MISSING.value, State.CHANGED.value)


def _here(request: TeamRequest, slug: str, language: str) -> tuple[Project, Progress]:
    """The newest translation; one that is not kept yet where there is none, begun with our ready-made words."""
    if language not in ALL_NAMES or language == SOURCE:
        raise Http404
    project = project_of(request, slug)
    found = parts(project)
    newest = actions.newest_translation(project.pk, language)
    if newest is None:
        newest = Translation(scope=project.pk, language=language, number=0)
        for part in found:
            for text in part.texts:
                if said := ready_made(text.words, language):
                    newest.texts[text.path] = said
                    newest.made_from[text.path] = [text.words, text.since.isoformat()]
    return project, progress(found, newest)


def _show(request: TeamRequest, template: str, project: Project, *, status: int = 200, **context: Any) -> HttpResponse:
    frame = stages.frame(project, request.organisation, timezone.now(), "plan")
    page = {**frame, "problems": status == 422, **context}
    return render(request, f"projects/team/{template}.html", page, status=status)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "HEAD", "POST"])
def languages(request: TeamRequest, project: str) -> HttpResponse:
    """Every language with how far it is, and a form to add one."""
    found = project_of(request, project)
    form = LanguageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("projects-team:translate", request.organisation.slug, found.slug, form.cleaned_data["language"])
    held = newest_of(Translation.objects.filter(scope=found.pk))
    said = parts(found) if held else []
    rows = [progress(said, each) for each in held]
    return _show(request, "languages", found, status=422 if form.errors else 200, form=form, rows=rows)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: TeamRequest, project: str, language: str) -> HttpResponse:
    """English beside the other language. What is typed is kept, also when somebody else saved meanwhile."""
    found, here = _here(request, project, language)
    if request.method != "POST":
        return _page(request, found, here, who=WhoForm(initial=_who(here.translation)))
    typed = translated_in(request.POST, (row for _part, rows in here.rows for row in rows))
    who = WhoForm(request.POST)
    if not who.is_valid():
        return _page(request, found, here, who=who, typed=typed, status=422)
    try:
        _save(request, found, here, typed, facts=who.cleaned_data)
    except actions.ChangedMeanwhile as meanwhile:
        found, here = _here(request, project, language)
        return _page(request, found, here, who=who, typed=typed, theirs=meanwhile.theirs, status=422)
    messages.success(request, _("The translation is saved."))
    return redirect("projects-team:translate", request.organisation.slug, found.slug, language)


def _who(translation: Translation) -> dict[str, Any]:
    return {name: getattr(translation, name) for name in ("translated_by", "checked_by", "checked_on")}


def _save(
    request: TeamRequest, project: Project, here: Progress, typed: dict[str, Typed], facts: dict[str, Any] | None = None
) -> None:
    held = here.translation
    seen = parse_datetime(request.POST.get("seen", "")) if held.number else None
    every = [row.text for _part, rows in here.rows for row in rows]
    texts, made_from = taken(every, typed, held.texts, held.made_from)
    actions.save_translation(
        scope=project.pk,
        language=held.language,
        texts=texts,
        made_from=made_from,
        by=request.user.pk,
        facts=facts,
        seen_change=seen,
    )


def _page(
    request: TeamRequest,
    project: Project,
    here: Progress,
    *,
    who: WhoForm,
    sheet: SheetForm | None = None,
    typed: dict[str, Typed] | None = None,
    theirs: Translation | None = None,
    status: int = 200,
) -> HttpResponse:
    show = request.GET.get("show", "")
    show = show if show in SHOWN and not typed else "all"

    def shown(row: Row) -> bool:
        return show == "all" or row.state.value == show

    held = here.translation
    return _show(
        request,
        "translate",
        project,
        here=here,
        groups=[(part, kept) for part, rows in here.rows if (kept := [row for row in rows if shown(row)])],
        show=show,
        typed=typed or {},
        theirs=theirs,
        on_the_page=actions.translation_on_the_page(project.pk, held.language) if held.number else None,
        seen=held.changed_at.isoformat() if held.number else "",
        who=who,
        sheet=sheet or SheetForm(),
        take_off=TakeOffForm(prefix="off"),
        may_publish=can(request.membership, Permission.PUBLISH),
        status=status,
    )


@team_page(Permission.EDIT_PROJECTS)
@require_safe
def sheet(request: TeamRequest, project: str, language: str, layout: str) -> HttpResponse:
    """For a translator who works in a spreadsheet."""
    if layout not in SHEETS:
        raise Http404
    found, here = _here(request, project, language)
    write, media_type = SHEETS[layout]
    response = HttpResponse(
        write([row for _part, rows in here.rows for row in rows], language), content_type=media_type
    )
    response["Content-Disposition"] = f'attachment; filename="{found.slug}-{language}.{layout}"'
    return response


@team_page(Permission.EDIT_PROJECTS)
@require_POST
def bring(request: TeamRequest, project: str, language: str) -> HttpResponse:
    """A filled-in spreadsheet: what it says is saved; what it does not say stays as it was."""
    found, here = _here(request, project, language)
    form = SheetForm(request.POST, request.FILES)
    who = WhoForm(initial=_who(here.translation))
    if not form.is_valid():
        return _page(request, found, here, who=who, sheet=form, status=422)
    try:
        typed = sheets.typed_in(_cells(form.cleaned_data["file"]), language)
        _save(request, found, here, typed)
    except (CannotRead, sheets.NotOurSheet):
        form.add_error("file", _("Choose the spreadsheet that you downloaded here, with its columns as they were"))
        return _page(request, found, here, who=who, sheet=form, status=422)
    except actions.ChangedMeanwhile:
        form.add_error("file", _("Somebody saved this translation after you opened the page. Choose the file again"))
        return _page(request, *_here(request, project, language), who=who, sheet=form, status=422)
    known = sum(1 for _part, rows in here.rows for row in rows if row.text.path in typed)
    words = ngettext(
        "We read %(number)s text from the spreadsheet.", "We read %(number)s texts from the spreadsheet.", known
    ) % {"number": known}
    if unknown := len(typed) - known:
        words += " " + ngettext(
            "%(number)s is no longer on the page.", "%(number)s are no longer on the page.", unknown
        ) % {"number": unknown}
    messages.success(request, words)
    return redirect("projects-team:translate", request.organisation.slug, found.slug, language)


def _cells(given: "UploadedFile[bytes]") -> list[list[str]]:
    """The file is read and forgotten."""
    with NamedTemporaryFile() as kept:
        for chunk in given.chunks():
            kept.write(chunk)
        kept.flush()
        return read_cells(Path(kept.name))


@team_page(Permission.PUBLISH)
@require_POST
def publish(request: TeamRequest, project: str, language: str) -> HttpResponse:
    """The newest on the page; or, with a reason, what is on the page off it."""
    found = project_of(request, project)
    if "off" in request.POST:
        _take_off(request, actions.translation_on_the_page(found.pk, language))
    else:
        _put_on(request, actions.newest_translation(found.pk, language))
    return redirect("projects-team:translate", request.organisation.slug, found.slug, language)


def _put_on(request: TeamRequest, held: Translation | None) -> None:
    if held is None:
        raise Http404
    try:
        actions.publish_translation(translation=held, by=request.user.pk)
        messages.success(request, _("People can now choose %(language)s.") % {"language": own_name(held.language)})
    except actions.NobodyNamed:
        messages.error(request, _("Say who translated it, and save. Then publish it."))


def _take_off(request: TeamRequest, held: Translation | None) -> None:
    if held is None:
        raise Http404
    form = TakeOffForm(request.POST, prefix="off")
    if form.is_valid():
        actions.take_off_translation(translation=held, by=request.user.pk, reason=form.cleaned_data["reason"])
        messages.success(request, _("The translation is off the page. It is kept."))
    else:
        messages.error(request, _("Enter the reason why it comes off the page."))
