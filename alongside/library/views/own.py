"""An organisation's own methods, and what it says about entries that come with Alongside."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.core.addresses import identifier
from alongside.core.dates import local
from alongside.library import actions, presenters
from alongside.library.forms import CommentForm, MethodForm, as_chosen
from alongside.library.models import OWN, OwnEntry
from alongside.library.rules import Shown, shelf_of
from alongside.library.views.catalogue import look_up, page
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def add(request: TeamRequest) -> HttpResponse:
    """Write a method of the organisation's own."""
    form = _method_form(request, None)
    clash = False
    if request.method == "POST" and form.is_valid():
        wanted = form.values()
        same = actions.changes(request.organisation).filter(kind="method", key__startswith=OWN)
        made = next((each for each in same if each.details == wanted["details"]), None)  # a second click
        made = made or keep(request, "method", free_key(request, form.cleaned_data["name"]), form, None)
        if made:
            messages.success(request, _("Saved. It is offered in this organisation from now on."))
            return redirect("library-team:entry", request.organisation.slug, "methods", made.key)
        clash = True  # a colleague took the name at the same moment
    return _form(request, form, _("Add a method"), "methods", None, clash=clash)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def change(request: TeamRequest, shelf: str, entry: str) -> HttpResponse:
    """Change a method of one's own, or comment on and hide what comes with Alongside."""
    shown = look_up(request, shelf, entry)
    if shown.kind not in OwnEntry.Kind.values:
        raise Http404
    now = shown.change
    form: Any
    if now is not None and now.is_own:
        form = _method_form(request, shown)
    else:
        held = {"note": now.note, "hidden": now.hidden} if now else None
        form = CommentForm(request.POST if request.method == "POST" else None, initial=held)
    clash = False
    if request.method == "POST" and form.is_valid():
        if keep(request, shown.kind, entry, form, identifier(request.POST.get("seen", ""))):
            messages.success(request, _("Saved. Colleagues see what changed, when and why."))
            return redirect("library-team:entry", request.organisation.slug, shelf, entry)
        clash, shown = True, look_up(request, shelf, entry)
    return _form(request, form, _("Change %(name)s") % {"name": _(shown.entry.name)}, shelf, shown, clash=clash)


def keep(request: TeamRequest, kind: str, key: str, form: Any, seen: UUID | None) -> Any:
    """What stands now, or nothing where somebody changed it meanwhile."""
    try:
        return actions.keep(
            organisation=request.organisation,
            kind=kind,
            key=key,
            values=form.values(),
            reason=form.cleaned_data["reason"],
            by=request.user.pk,
            at=timezone.now(),
            seen=seen,
        )
    except actions.ChangedMeanwhile:
        return None


def _form(
    request: TeamRequest, form: Any, heading: str, shelf: str, shown: Shown | None, *, clash: bool = False
) -> HttpResponse:
    return page(
        request,
        "change.html",
        status=409 if clash else 422 if form.errors else 200,
        form=form,
        heading=heading,
        shelf=shelf,
        shown=shown,
        changed=presenters.changed(shown, request.organisation) if shown else "",
        clash=clash,
        # After an error what was seen stays what it was: a colleague's change in between is still noticed.
        seen=request.POST.get("seen", "") if form.errors else shown.change.pk if shown and shown.change else "",
        problems=bool(form.errors or clash),
    )


def _method_form(request: TeamRequest, shown: Shown | None) -> MethodForm:
    today = local(timezone.now()).date()
    every = shelf_of("method", actions.changes(request.organisation), today)
    return MethodForm(
        request.POST if request.method == "POST" else None,
        held=as_chosen(shown.change) if shown and shown.change else {},
        vocabulary=request.organisation.vocabulary,
        replaceable=[(each.entry.key, _(each.entry.name)) for each in every if not each.entry.key.startswith(OWN)],
    )


def free_key(request: TeamRequest, name: str) -> str:
    """A key for the address, from the name; with a number where the name is taken."""
    stem = OWN + (slugify(name)[:45].strip("-") or "method")
    taken = set(request.organisation.library.filter(key__startswith=stem).values_list("key", flat=True))
    return next(
        key for number in range(1, len(taken) + 2) if (key := stem if number == 1 else f"{stem}-{number}") not in taken
    )
