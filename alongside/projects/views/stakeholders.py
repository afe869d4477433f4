"""The stakeholder map of a project: who is on it, moving and adding, earlier days, and files of it."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.core.dates import clock, local
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects import staff
from alongside.projects.models import Project
from alongside.projects.views.common import plan_page, project_of
from alongside.stakeholders import map_words, mapping, picture, presenters
from alongside.stakeholders import register as registered
from alongside.stakeholders.actions import Retired
from alongside.stakeholders.map_forms import NEW, AddForm, PlaceForm, QuickForm
from alongside.stakeholders.models import Position, Stakeholder

FOUND, PER_PAGE = 20, 25
FILES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _to_map(request: TeamRequest, project: Project) -> HttpResponse:
    return redirect("projects-team:stakeholders", request.organisation.slug, project.slug)


def _rows(request: TeamRequest, project: Project, at: datetime) -> list[map_words.Row]:
    numbers = mapping.numbers(project.pk)
    return map_words.rows(mapping.standing(project.pk, at), numbers, request.organisation.vocabulary)


def _newest(found: list[map_words.Row]) -> UUID | None:
    """The last move that the page shows."""
    return max(found, key=lambda row: row.position.at).position.pk if found else None


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def stakeholders(request: TeamRequest, project: str) -> HttpResponse:
    """The picture, and its table a page at a time, today or as they were on a day."""
    return _map(request, project_of(request, project), _day(request.GET.get("on", "")))


def _map(request: TeamRequest, project: Project, on: date | None, form: QuickForm | None = None) -> HttpResponse:
    days = mapping.days(project.pk)
    if on is not None and (not days or on >= days[-1]):
        on = None
    now = timezone.now()
    at = now if on is None else timezone.make_aware(datetime.combine(on, time.max))
    found = _rows(request, project, at)
    shown = max((day for day in days if on is None or day <= on), default=None)
    earlier = max((day for day in days if shown is not None and day < shown), default=None)
    later = min((day for day in days if on is not None and day > on), default=None)
    if form is None:
        form = _quick(None, found)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return plan_page(
        request,
        "stakeholders",
        project,
        form,
        rows=page,
        query=f"on={on.isoformat()}" if on else "",
        names=staff.names(row.position.by for row in page),
        missed=[row for row in found if row.missed],
        picture=picture.svg(map_words.markers(found), map_words.picture_words(found)) if found else "",
        reaches=map_words.reaches(found),
        consent_colours=presenters.CONSENT_COLOURS,
        on=on,
        shown=shown,
        earlier=earlier,
        later=later,
        newest=days[-1] if days else None,
    )


def _quick(data: Any, found: list[map_words.Row]) -> QuickForm:
    named = sorted(found, key=lambda row: row.stakeholder.name.casefold())
    who = [(str(row.stakeholder.pk), row.stakeholder.name) for row in named]
    return QuickForm(data, who=who, initial={"seen": _newest(found)})


@team_page(Permission.EDIT_PROJECTS)
@require_POST
def move_here(request: TeamRequest, project: str) -> HttpResponse:
    """The form beneath the map. What was left as it is stays."""
    held = project_of(request, project)
    found = _rows(request, held, timezone.now())
    form = _quick(request.POST, found)
    if not form.is_valid():
        return _map(request, held, None, form)
    row = next(row for row in found if str(row.stakeholder.pk) == form.cleaned_data["who"])
    values = {name: getattr(row.position, name) for name in mapping.PLACE}
    typed = {name: form.cleaned_data[name] for name in ("influence", "interest", "affected")}
    values |= {name: value for name, value in typed.items() if value is not None}
    _move(request, held, row.stakeholder, values, form.cleaned_data["why"], form.cleaned_data["seen"])
    return _to_map(request, held)


def _move(
    request: TeamRequest, project: Project, who: Stakeholder, values: dict[str, Any], why: str, seen: UUID | None
) -> None:
    """Moves, and says what a colleague did meanwhile: both moves are kept."""
    theirs = mapping.moved_since(scope=project.pk, stakeholder=who, seen=seen, by=request.user.pk)
    mapping.place(stakeholder=who, scope=project.pk, values=values, why=why, by=request.user.pk, at=timezone.now())
    if theirs is not None:
        name = staff.names([theirs.by])[theirs.by]
        messages.warning(
            request,
            _(
                "%(colleague)s moved %(name)s at %(time)s, while you had the page open. Both moves are kept, and yours counts now."
            )
            % {"colleague": name, "name": who.name, "time": clock(theirs.at)},
        )
    else:
        messages.success(request, _("%(name)s is moved.") % {"name": who.name})


def _on_this_map(request: TeamRequest, project: Project, stakeholder: UUID) -> tuple[Stakeholder, Position]:
    who = get_object_or_404(Stakeholder, pk=stakeholder, organisation=request.organisation)
    stands = mapping.newest_of(project.pk, who)
    if stands is None:
        raise Http404
    return who, stands


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def move(request: TeamRequest, project: str, stakeholder: UUID) -> HttpResponse:
    """Move one to somewhere else, with everything that is known about where they stand; and how they moved so far."""
    held = project_of(request, project)
    who, stands = _on_this_map(request, held, stakeholder)
    first: dict[str, Any] = {name: getattr(stands, name) for name in mapping.PLACE} | {"seen": stands.pk}
    data = request.POST if request.method == "POST" else None
    form = PlaceForm(data, initial=first, vocabulary=request.organisation.vocabulary)
    if data is not None and form.is_valid():
        values = {name: form.cleaned_data[name] for name in mapping.PLACE}
        if data.get("off"):
            mapping.take_off(
                stakeholder=who, scope=held.pk, why=form.cleaned_data["why"], by=request.user.pk, at=timezone.now()
            )
            messages.success(request, _("%(name)s is off the map. Earlier days still show it.") % {"name": who.name})
        else:
            _move(request, held, who, values, form.cleaned_data["why"], form.cleaned_data["seen"])
        return _to_map(request, held)
    history = list(who.positions.filter(scope=held.pk)[:100])
    return plan_page(
        request,
        "stakeholders_move",
        held,
        form,
        who=who,
        stands=stands,
        history=history,
        names=staff.names(each.by for each in history),
    )


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def add(request: TeamRequest, project: str) -> HttpResponse:
    """Somebody from the register onto the map, or somebody new into both, in one step."""
    held = project_of(request, project)
    words = registered.Asked.read(request.GET).words
    here = mapping.standing(held.pk, timezone.now()).values("stakeholder")
    others = registered.matching(request.organisation, words).exclude(pk__in=here)
    found = list(others.only("name", "kind").order_by("name", "pk")[: FOUND + 1])
    data = request.POST if request.method == "POST" else None
    form = AddForm(
        data,
        found=[(str(each.pk), f"{each.name} ({each.get_kind_display()})") for each in found[:FOUND]],
        initial={"name": words, **({} if found else {"who": NEW})},
        vocabulary=request.organisation.vocabulary,
    )
    if data is not None and form.is_valid():
        typed = form.cleaned_data
        placed = {
            "scope": held.pk,
            "values": {name: typed[name] for name in mapping.PLACE},
            "why": typed["why"],
            "by": request.user.pk,
            "at": timezone.now(),
        }
        try:
            if typed["who"] == NEW:
                partner = {"name": typed["name"], "kind": typed["kind"]}
                mapping.place_new(organisation=request.organisation, partner=partner, once=typed["once"], **placed)
            else:
                who = get_object_or_404(Stakeholder, pk=typed["who"], organisation=request.organisation)
                mapping.place(stakeholder=who, **placed)
        except Retired:
            messages.error(request, _("This partner was joined into another meanwhile. Choose again."))
            return redirect("projects-team:stakeholders-add", request.organisation.slug, held.slug)
        messages.success(request, _("Added to the map."))
        return _to_map(request, held)
    return plan_page(request, "stakeholders_add", held, form, words=words, some=bool(found), more=len(found) > FOUND)


@team_page(Permission.EXPORT)
@require_GET
def file(request: TeamRequest, project: str, layout: str) -> HttpResponse:
    """The map as it is now: a picture to put into a paper, or its table as a spreadsheet. No contact details."""
    if layout not in FILES:
        raise Http404
    held = project_of(request, project)
    found = _rows(request, held, timezone.now())
    if layout == "xlsx":
        content = map_words.to_xlsx(found)
    else:
        words, marks = map_words.picture_words(found), map_words.markers(found)
        content = picture.png(marks, words) if layout == "png" else picture.svg(marks, words, alone=True).encode()
    name = f"{held.slug}-stakeholders-{local(timezone.now()).date().isoformat()}.{layout}"
    answer = HttpResponse(content, content_type=FILES[layout])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
