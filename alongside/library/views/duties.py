"""Law and policy: what comes with Alongside, what the organisation asks of itself, and what it says about either."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from alongside.core.addresses import identifier, url
from alongside.core.dates import in_words, local
from alongside.knowledge.entries import Duty, Superseded, find
from alongside.knowledge.reviewing import due_for_review
from alongside.library import actions, duties, presenters, presenters_own
from alongside.library.forms_own import DutyCommentForm, DutyForm
from alongside.library.models import OWN, OwnEntry
from alongside.library.rules import own_method
from alongside.library.views.catalogue import LONGEST, page
from alongside.library.views.own import free_key, keep
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.names import names
from alongside.people.accounts.roles import Permission

KIND = OwnEntry.Kind.DUTY


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def law(request: TeamRequest) -> HttpResponse:
    """Duties with where they come from and since when they hold; what was superseded is found by its old name."""
    words = request.GET.get("q", "")[:LONGEST].strip()
    on, asked = local(timezone.now()).date(), duties.asked_now(request.organisation)
    found: list[Duty | Superseded] = (
        find(asked.known, words) if words else [*asked.known.duties, *asked.known.superseded]
    )
    who = names(each.by for each in (*asked.own.values(), *asked.comments.values()))
    told = [presenters_own.law(each, on, asked, who) for each in found if isinstance(each, Duty)]
    ended = [each for each in duties.rows(request.organisation) if each.kind == KIND and each.is_own and each.hidden]
    return page(
        request,
        "law.html",
        words=words,
        own=[each for each in told if each.own],
        now=[each for each in told if each.now and not each.own],
        not_now=[each for each in told if not each.now and not each.own],
        old=[presenters.old(each, asked.known) for each in found if isinstance(each, Superseded)],
        ended=[(each.key, each.details["title"]) for each in ended] if not words else [],
        may_change=can(request.membership, Permission.EDIT_PROJECTS),
    )


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def duty(request: TeamRequest, entry: str) -> HttpResponse:
    """One duty, with everything that was ever said or changed about it here."""
    history, told = _look_up(request, entry)
    who = names(each.by for each in history)
    return page(
        request,
        "duty.html",
        duty=told,
        entry_key=entry,
        ended=bool(history and history[0].hidden),
        acts=[presenters_own.act(each, who) for each in history],
        may_change=can(request.membership, Permission.EDIT_PROJECTS),
    )


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def add(request: TeamRequest) -> HttpResponse:
    """Write down something the organisation asks of itself."""
    form = DutyForm(request.POST if request.method == "POST" else None, held={})
    clash = False
    if request.method == "POST" and form.is_valid():
        wanted = form.values()
        same = actions.changes(request.organisation).filter(kind=KIND, key__startswith=OWN, hidden=False)
        made = next((each for each in same if each.details == wanted["details"]), None)  # a second click
        made = made or keep(request, KIND, free_key(request, form.cleaned_data["title"]), form, None)
        if made:
            messages.success(request, _("Saved. It is asked in this organisation’s projects."))
            return redirect("library-team:duty", request.organisation.slug, made.key)
        clash = True  # a colleague took the name at the same moment
    return _form(request, form, _("Add what you ask of yourselves"), clash=clash)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def change(request: TeamRequest, entry: str) -> HttpResponse:
    """Change or end what is one's own, or comment on what comes with Alongside."""
    history, told = _look_up(request, entry)
    now = history[0] if history and history[0].ended_at is None else None
    posted = request.POST if request.method == "POST" else None
    form: Any
    if entry.startswith(OWN):
        form = DutyForm(posted, held={**now.details, "hidden": now.hidden} if now else {})
    else:
        form = DutyCommentForm(posted, initial={"note": now.note if now else ""})
    clash = False
    if posted is not None and form.is_valid():
        if keep(request, KIND, entry, form, identifier(request.POST.get("seen", ""))):
            messages.success(request, _("Saved. Colleagues see what changed, when and why."))
            return redirect("library-team:duty", request.organisation.slug, entry)
        clash = True
        history, told = _look_up(request, entry)
        now = history[0] if history and history[0].ended_at is None else None
    heading = _("Change %(name)s") if entry.startswith(OWN) else _("Comment on %(name)s")
    return _form(request, form, heading % {"name": told.title}, entry=entry, told=told, now=now, clash=clash)


def _look_up(request: TeamRequest, entry: str) -> tuple[list[OwnEntry], presenters.Law]:
    """(every change of it, newest first; what it says), ended ones included."""
    here = request.organisation.library.filter(kind=KIND, key=entry)
    history = list(here.select_related("organisation").order_by("-at"))
    on = local(timezone.now()).date()
    shown = [each for each in history[:1] if not each.hidden]
    asked = duties.asked(shown)
    found = next((each for each in asked.known.duties if entry in (each.id, *_keys(asked, each))), None)
    if found is None and history and history[0].is_own:
        found = duties.own_duty(history[0])
        asked = duties.Asked(asked.known, {found.id: history[0]}, {})
    if found is None:
        raise Http404
    return history, presenters_own.law(found, on, asked, names(each.by for each in history[:1]))


def _keys(asked: duties.Asked, duty: Duty) -> list[str]:
    return [asked.own[duty.id].key] if duty.id in asked.own else []


def _form(request: TeamRequest, form: Any, heading: str, *, clash: bool, **more: Any) -> HttpResponse:
    now, told = more.get("now"), more.get("told")
    return page(
        request,
        "change_duty.html",
        status=409 if clash else 422 if form.errors else 200,
        form=form,
        heading=heading,
        clash=clash,
        theirs=told.said if told else "",
        comment=told.comment if told else "",
        entry_key=more.get("entry", ""),
        title=told.title if told else "",
        seen=request.POST.get("seen", "") if form.errors else now.pk if now else "",
        problems=bool(form.errors or clash),
    )


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def review(request: TeamRequest) -> HttpResponse:
    """What wants looking at again: the organisation's own first, then what comes with Alongside."""
    here, on = request.organisation.slug, local(timezone.now()).date()
    own = []
    for each in actions.changes(request.organisation):
        if not each.is_own or each.hidden:
            continue
        if each.kind == KIND:
            title, due, link = each.details["title"], duties.own_duty(each).review_by, url("library-team:duty", here, each.key)  # fmt: skip
        else:
            title, due, link = each.details["name"], own_method(each).review_by, url("library-team:entry", here, "methods", each.key)  # fmt: skip
        if due <= on:
            own.append((due, title, link))
    return page(
        request,
        "review.html",
        own=[(title, link, in_words(due)) for due, title, link in sorted(own)],
        shipped=[(id, _(title), in_words(due)) for id, title, due in due_for_review(on)],
    )
