"""The register of partners: the list, one of them, adding, changing, and the contact log."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.design.seen import changed, seen
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.names import names
from alongside.people.accounts.roles import Permission
from alongside.stakeholders import actions, presenters
from alongside.stakeholders import register as registered
from alongside.stakeholders.forms import ContactForm, FilterForm, RelationForm, StakeholderForm
from alongside.stakeholders.models import ContactNote, Merge, Relation, Stakeholder

PER_PAGE = 25
FOUND = 20


def page(request: TeamRequest, template: str, form: Any = None, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the register; 422 when its form has problems."""
    wrong = form is not None and bool(form.errors)
    words = {"current": "people", "form": form, "problems": wrong, **context}
    return render(request, f"stakeholders/{template}.html", words, status=422 if wrong else status)


def partner(request: TeamRequest, stakeholder: UUID) -> Stakeholder:
    return get_object_or_404(
        Stakeholder.objects.select_related("merged_into"), pk=stakeholder, organisation=request.organisation
    )


def back_to(held: Stakeholder, org: str) -> HttpResponse:
    return redirect("stakeholders-team:one", org, held.pk)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def register(request: TeamRequest) -> HttpResponse:
    asked = registered.Asked.read(request.GET)
    found = registered.find(request.organisation, asked)
    rows = list(found.object_list)
    called = names(each.owner for each in rows)
    return page(
        request,
        "register",
        FilterForm(initial={"words": asked.words, "kind": asked.kind, "community": asked.community}),
        asked=asked,
        found=found,
        rows=[(each, called.get(each.owner) if each.owner else "") for each in rows],
        colours=presenters.CONSENT_COLOURS,
    )


def _form(request: TeamRequest, held: Stakeholder | None) -> StakeholderForm:
    first: dict[str, Any] = {"name": request.GET.get("name", "")[:160]}
    if held is not None:
        first = {name: getattr(held, name) for name in StakeholderForm.base_fields if name != "once"}
        first |= {"communities": "\n".join(held.reaches), "owner": str(held.owner or "")}
    people = presenters.colleagues(request.organisation.pk)
    if held is not None and held.owner and str(held.owner) not in dict(people):
        # Whoever looked after it has left: it is theirs until somebody else is chosen.
        people.append((str(held.owner), _("someone who has left")))
    return StakeholderForm(request.POST if request.method == "POST" else None, initial=first, colleagues=people)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def add(request: TeamRequest) -> HttpResponse:
    form = _form(request, None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        once = values.pop("once")
        made = actions.add(organisation=request.organisation, values=values, once=once, by=request.user.pk)
        messages.success(request, _("%(name)s is in the register.") % {"name": made})
        return back_to(made, request.organisation.slug)
    return page(request, "form", form, heading=_("Add a partner"), button_words=_("Add this partner"))


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def one(request: TeamRequest, stakeholder: UUID) -> HttpResponse:
    held = partner(request, stakeholder)
    number = request.GET.get("page", "1")
    log = Paginator(held.contact_notes.all(), PER_PAGE).get_page(number if number.isdecimal() else 1)
    relations = (
        Relation.objects.filter(Q(stakeholder=held) | Q(other=held), stakeholder__organisation=request.organisation)
        .exclude(Q(stakeholder__merged_into__isnull=False) | Q(other__merged_into__isnull=False))
        .select_related("stakeholder", "other")[:100]
    )
    merges = list(Merge.objects.filter(kept=held, undone_at=None, merged__organisation=request.organisation))
    called = names([held.owner, *(each.by for each in merges)])
    return page(
        request,
        "one",
        held=held,
        owner=called.get(held.owner) if held.owner else "",
        consent=presenters.consent_words(held),
        consent_colour=presenters.CONSENT_COLOURS[held.consent],  # type: ignore[index]
        log=log,
        entries=presenters.logged(log.object_list, timezone.localdate()),
        relations=relations,
        merges=[(each, called[each.by]) for each in merges],
    )


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def change(request: TeamRequest, stakeholder: UUID) -> HttpResponse:
    held = partner(request, stakeholder)
    if held.merged_into is not None:
        return back_to(held, request.organisation.slug)
    form = _form(request, held)
    if request.method == "POST" and form.is_valid():
        try:
            values = {name: value for name, value in form.cleaned_data.items() if name != "once"}
            actions.change(stakeholder=held, values=changed(values, request.POST.get("seen", "")), by=request.user.pk)
        except actions.Retired:
            return back_to(held, request.organisation.slug)
        messages.success(request, _("Saved."))
        return back_to(held, request.organisation.slug)
    shown = request.POST.get("seen") or seen({name: form.initial.get(name) for name in form.fields if name != "once"})
    return page(
        request,
        "form",
        form,
        held=held,
        heading=_("Change what is kept"),
        button_words=_("Save"),
        seen=shown,
    )


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def contact(request: TeamRequest, stakeholder: UUID) -> HttpResponse:
    held = partner(request, stakeholder)
    if held.merged_into is not None:
        return back_to(held, request.organisation.slug)
    form = ContactForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        once = values.pop("once")
        if values["on"] > timezone.localdate():
            form.add_error("on", _("The day must be today or in the past"))
        else:
            try:
                actions.log_contact(stakeholder=held, values=values, once=once, by=request.user.pk, at=timezone.now())
                messages.success(request, _("Written down."))
                return back_to(held, request.organisation.slug)
            except actions.Retired:
                words = _("Somebody joined this partner with another. Copy your words and write them down there")
                form.add_error("said", words)
    return page(request, "form", form, held=held, heading=_("Write down a contact"), button_words=_("Write it down"))


@team_page(Permission.EDIT_PROJECTS)
@require_POST
def promise_done(request: TeamRequest, entry: UUID) -> HttpResponse:
    held = get_object_or_404(ContactNote, pk=entry, stakeholder__organisation=request.organisation)
    actions.keep_promise(entry=held, done_on=timezone.localdate(), by=request.user.pk)
    messages.success(request, _("The promise is marked as done."))
    return redirect("stakeholders-team:one", request.organisation.slug, held.stakeholder_id)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def relation(request: TeamRequest, stakeholder: UUID) -> HttpResponse:
    """Find the other partner by words, then say what the two have to do with each other."""
    held = partner(request, stakeholder)
    if held.merged_into is not None:
        return back_to(held, request.organisation.slug)
    words = registered.Asked.read(request.GET).words
    found = registered.matching(request.organisation, words).exclude(pk=held.pk).only("name", "kind")[:FOUND]
    others = [(str(each.pk), each.name) for each in found] if words else []
    form = RelationForm(request.POST if request.method == "POST" else None, others=others)
    if request.method == "POST" and form.is_valid():
        other = partner(request, UUID(form.cleaned_data["other"]))
        try:
            actions.relate(stakeholder=held, other=other, words=form.cleaned_data["words"], by=request.user.pk)
        except actions.Retired:
            return back_to(held, request.organisation.slug)
        messages.success(request, _("Written down."))
        return back_to(held, request.organisation.slug)
    return page(request, "relation", form, held=held, words=words, others=others)


@team_page(Permission.EDIT_PROJECTS)
@require_POST
def unrelate(request: TeamRequest, stakeholder: UUID, relation: UUID) -> HttpResponse:
    held = partner(request, stakeholder)
    found = get_object_or_404(
        Relation.objects.select_related("stakeholder").filter(stakeholder__organisation=request.organisation),
        Q(stakeholder=held) | Q(other=held),
        pk=relation,
    )
    actions.unrelate(relation=found, by=request.user.pk)
    messages.success(request, _("Removed."))
    return back_to(held, request.organisation.slug)
