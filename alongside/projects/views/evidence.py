"""Evidence and gaps: how each item stands, and the pages on which gaps are closed."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.core.addresses import whole
from alongside.core.dates import local
from alongside.design.once import row
from alongside.design.seen import changed, seen
from alongside.documents.models import Document
from alongside.knowledge.entries import Evidence, knowledge
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.plans import consulting
from alongside.plans.consulting_forms import (
    ConfirmationForm,
    DecisionForm,
    OptionForm,
    PartsForm,
    StandingForm,
    StatementForm,
    StepForm,
)
from alongside.plans.evidence.looking import may_be_dated, may_be_said
from alongside.plans.evidence.scrutiny import TOLD
from alongside.plans.models import ChangeOption, Confirmation, ConsultationPart, DatedStep, Decision, Statement
from alongside.projects import actions, evidence, staff
from alongside.projects.models import Project, State
from alongside.projects.views.common import plan_page, posted, project_of

PER_PAGE = 20


def _closed_on(project: Project) -> Any:
    """The day before which a formal consultation is not decided."""
    formal = project.formal_consultation and project.closes_at is not None
    return local(project.closes_at).date() if formal and project.closes_at else None


def _documents(project: Project) -> list[tuple[str, str]]:
    return list(Document.objects.filter(scope=project.pk).values_list("slug", "title"))


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def listed(request: TeamRequest, project: str) -> HttpResponse:
    """Held and gaps, by what fairness asks; who said what, and when."""
    found = project_of(request, project)
    standing = evidence.standing(found, timezone.now())
    states = [result.state for _item, result in standing.results]
    return plan_page(
        request,
        "evidence",
        found,
        groups=evidence.grouped(standing, found, request.organisation.slug),
        held=states.count("held"),
        gaps=states.count("gap") + states.count("unknown"),
        formal=found.formal_consultation,
    )


@team_page(Permission.PUBLISH)
@require_POST
def show(request: TeamRequest, project: str) -> HttpResponse:
    """Show evidence and gaps to the public, or stop showing them."""
    found = project_of(request, project)
    actions.show_evidence(project=found, public=request.POST.get("public") == "yes", by=request.user.pk)
    return redirect("projects-team:evidence", request.organisation.slug, found.slug)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def say(request: TeamRequest, project: str, item: str) -> HttpResponse:
    """What shows an item that only a person can show, or why it does not apply."""
    found = project_of(request, project)
    held = knowledge().evidence.get(item.upper())
    if held is not None and may_be_dated(held):
        return _dated(request, found, held)
    if held is None or not may_be_said(held):
        raise Http404
    form = StatementForm(posted(request))
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        consulting.state(
            scope=found.pk,
            item=held.id,
            shows=data["shows"] == "yes",
            words=data["words"],
            by=request.user.pk,
            at=timezone.now(),
            id=row(request),
        )
        messages.success(request, _("Saved, with your name and today’s date."))
        return redirect("projects-team:evidence", request.organisation.slug, found.slug)
    earlier = list(Statement.objects.filter(scope=found.pk, item=held.id))
    names = staff.names(each.by for each in earlier)
    return plan_page(request, "evidence_say", found, form, item=held, words=_(held.words), earlier=earlier, names=names)


def _dated(request: TeamRequest, project: Project, item: Evidence) -> HttpResponse:
    """A day on which something was done, for an item that is a date."""
    documents = _documents(project)
    form = StepForm(posted(request), documents=documents, telling=item.id in TOLD)
    if form.is_bound and form.is_valid():
        consulting.step(
            scope=project.pk,
            item=item.id,
            values=form.cleaned_data,
            by=request.user.pk,
            at=timezone.now(),
            id=row(request),
        )
        messages.success(request, _("Saved, with your name and today’s date."))
        return redirect("projects-team:evidence", request.organisation.slug, project.slug)
    titles = dict(documents)
    steps = [(each, titles.get(each.document)) for each in DatedStep.objects.filter(scope=project.pk, item=item.id)]
    return plan_page(request, "evidence_date", project, form, item=item, words=_(item.words), steps=steps)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def options(request: TeamRequest, project: str) -> HttpResponse:
    """The log, a page at a time; of those whose title holds the words in the address."""
    found = project_of(request, project)
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    page = Paginator(consulting.options(found.pk, words), PER_PAGE).get_page(request.GET.get("page"))
    query = urlencode({"q": words}) if words else ""
    return plan_page(request, "options", found, options=page, words=words, query=query)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def option(request: TeamRequest, project: str, number: int = 0) -> HttpResponse:
    """Add an option, or change one."""
    found = project_of(request, project)
    held = get_object_or_404(ChangeOption, scope=found.pk, number=number) if number else None
    initial = {name: getattr(held, name) for name in OptionForm.base_fields} if held else {}
    form = OptionForm(posted(request), initial=initial)
    if form.is_bound and form.is_valid():
        now, by = timezone.now(), request.user.pk
        if held is None:
            consulting.add_option(
                scope=found.pk,
                values=form.cleaned_data,
                on=timezone.localdate(),
                by=by,
                at=now,
                id=row(request),
            )
        else:
            consulting.change_option(
                option=held, values=changed(form.cleaned_data, request.POST.get("seen", "")), by=by
            )
        messages.success(request, _("“%(option)s” is saved.") % {"option": form.cleaned_data["title"]})
        return redirect("projects-team:options", request.organisation.slug, found.slug)
    return plan_page(request, "option", found, form, option=held, seen=request.POST.get("seen") or seen(initial))


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def option_stands(request: TeamRequest, project: str, number: int) -> HttpResponse:
    """How an option stands since a day, and why."""
    found = project_of(request, project)
    held = get_object_or_404(ChangeOption.objects.prefetch_related("standings"), scope=found.pk, number=number)
    form = StandingForm(posted(request), initial={"on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        consulting.stand(option=held, by=request.user.pk, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("“%(option)s” is saved.") % {"option": held.title})
        return redirect("projects-team:options", request.organisation.slug, found.slug)
    return plan_page(request, "option_stands", found, form, option=held)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def parts(request: TeamRequest, project: str) -> HttpResponse:
    """The parts of the consultation document, each with the document that holds it."""
    found = project_of(request, project)
    named = dict(ConsultationPart.objects.filter(scope=found.pk).values_list("part", "document"))
    form = PartsForm(posted(request), documents=_documents(found), named=named)
    if form.is_bound and form.is_valid():
        consulting.name_parts(
            scope=found.pk,
            documents=changed(form.cleaned_data, request.POST.get("seen", "")),
            by=request.user.pk,
            at=timezone.now(),
        )
        messages.success(request, _("Saved. A part counts once its document is published."))
        return redirect("projects-team:evidence", request.organisation.slug, found.slug)
    shown = seen({name: named.get(name, "") for name in form.fields})
    return plan_page(request, "parts", found, form, seen=request.POST.get("seen") or shown)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def reading(request: TeamRequest, project: str) -> HttpResponse:
    """Write down that a decision-maker read a document."""
    found = project_of(request, project)
    form = ConfirmationForm(posted(request), documents=_documents(found))
    if form.is_bound and form.is_valid():
        consulting.confirm(scope=found.pk, by=request.user.pk, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("projects-team:decision", request.organisation.slug, found.slug)
    return plan_page(request, "confirmation", found, form)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def decision(request: TeamRequest, project: str) -> HttpResponse:
    """Who read what, what stops a decision, and what was decided."""
    found = project_of(request, project)
    decisions = list(Decision.objects.filter(scope=found.pk))
    return plan_page(
        request,
        "decision",
        found,
        titles=dict(_documents(found)),
        confirmations=list(Confirmation.objects.filter(scope=found.pk)),
        decisions=decisions,
        names=staff.names(each.by for each in decisions),
        gaps=[(_(item.words), result) for item, result in evidence.stops(found, "decide", timezone.now())],
    )


@team_page(Permission.PUBLISH)
@require_http_methods(["GET", "POST"])
def decide(request: TeamRequest, project: str) -> HttpResponse:
    """Record a decision. Where evidence is missing, only with a reason that stays visible."""
    found, now = project_of(request, project), timezone.now()
    if found.formal_consultation and found.state_at(now) not in (State.CLOSED, State.ANSWERED):
        messages.info(request, _("A formal consultation is decided after it has closed."))
        return redirect("projects-team:decision", request.organisation.slug, found.slug)
    gaps = evidence.stops(found, "decide", now)
    today = timezone.localdate()
    initial = {"body": found.who_decides, "decided_on": min(found.decides_on or today, today)}
    form = DecisionForm(
        posted(request), documents=_documents(found), gaps=len(gaps), initial=initial, closed_on=_closed_on(found)
    )
    meanwhile = False
    if form.is_bound and form.is_valid():
        values = dict(form.cleaned_data)
        reason = values.pop("going_ahead", "")
        typed = request.POST.get("seen", "")
        seen_then = whole(typed)
        try:
            actions.decide(
                project=found,
                values=values,
                without=gaps,
                reason=reason,
                seen=seen_then,
                by=request.user.pk,
                at=now,
                id=row(request),
            )
        except consulting.DecidedMeanwhile:
            meanwhile = True
        else:
            messages.success(request, _("The decision is recorded."))
            return redirect("projects-team:decision", request.organisation.slug, found.slug)
    decisions = list(Decision.objects.filter(scope=found.pk))
    # A form with mistakes keeps what it was shown with: a colleague's decision is seen before it is saved.
    shown = request.POST.get("seen", "") if form.errors else len(decisions)
    return plan_page(
        request,
        "decide",
        found,
        form,
        status=409 if meanwhile else 0,
        gaps=[(_(item.words), result) for item, result in gaps],
        seen=shown,
        theirs=decisions[0] if meanwhile else None,
        names=staff.names(each.by for each in decisions[:1]) if meanwhile else {},
    )
