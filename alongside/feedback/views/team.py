"""Findings, responses and promises, for the team."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.activities.registry import tool
from alongside.analysis.models import Mark
from alongside.core.addresses import identifier
from alongside.feedback import actions, telling
from alongside.feedback.forms import FindingForm, KeepForm, MoveForm, PromiseForm, ResponseForm
from alongside.feedback.models import Finding, Promise
from alongside.feedback.presenters import (
    LACKS,
    RESPONSE_COLOURS,
    ROUTES,
    evidence_words,
    in_one_sentence,
    late_first,
    show,
    told_words,
)
from alongside.feedback.rules import kept, missing
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects.models import Project
from alongside.projects.stages import frame


def _project(request: TeamRequest, slug: str) -> Project:
    return get_object_or_404(request.organisation.projects, slug=slug)


def _finding(request: TeamRequest, slug: str, number: int) -> Finding:
    found = get_object_or_404(
        Finding.objects.select_related("project", "response"),
        project__organisation=request.organisation,
        project__slug=slug,
        number=number,
    )
    found.project.organisation = request.organisation
    return found


def _page(request: TeamRequest, template: str, project: Project, status: int = 200, **context: Any) -> HttpResponse:
    shown = {
        **frame(project, request.organisation, timezone.now(), "answer"),
        **context,
    }
    return render(request, f"feedback/{template}", shown, status=status)


def _back_to(finding: Finding) -> HttpResponse:
    return redirect("feedback-team:finding", finding.project.organisation.slug, finding.project.slug, finding.number)


@team_page(Permission.SEE_RESULTS)
def findings(request: TeamRequest, project: str) -> HttpResponse:
    found = _project(request, project)
    rows = (
        found.findings.select_related("response")
        .annotate(pieces=Count("evidence", distinct=True), told=Count("tellings", distinct=True))
        .order_by("number")
    )
    people = dict(found.findings.annotate(people=Sum("evidence__people")).values_list("pk", "people"))
    promises = dict(
        found.promises.filter(response__isnull=False).values_list("response__finding").annotate(Count("pk"))
    )
    return _page(
        request,
        "findings.html",
        found,
        rows=[(each, people[each.pk] or 0, told_words(each, each.told), promises.get(each.pk, 0)) for each in rows],
        colours=RESPONSE_COLOURS,
    )


@team_page(Permission.ANSWER)
def write(request: TeamRequest, project: str) -> HttpResponse:
    found = _project(request, project)
    form = FindingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.write(project=found, values=form.cleaned_data, by=request.user.pk)
        return redirect("feedback-team:evidence", request.organisation.slug, found.slug, made.number)
    return _form(request, found, form, _("Write a finding"), _("Save and add evidence"))


def _form(
    request: TeamRequest, project: Project, form: Any, heading: str, button: str, finding: Finding | None = None
) -> HttpResponse:
    wrong = form.is_bound and not form.is_valid()
    return _page(
        request,
        "form.html",
        project,
        status=422 if wrong else 200,
        form=form,
        problems=wrong,
        heading=heading,
        button_words=button,
        finding=finding,
    )


@team_page(Permission.SEE_RESULTS)
def finding(request: TeamRequest, project: str, number: int) -> HttpResponse:
    found = _finding(request, project, number)
    evidence = list(found.evidence.select_related("contribution"))
    reads = can(request.membership, Permission.READ_RESPONSES)
    response = getattr(found, "response", None)
    promised = list(response.promises.prefetch_related("new_dates")) if response else []
    return _page(
        request,
        "finding.html",
        found.project,
        finding=found,
        response=response,
        evidence=[(each, evidence_words(each, reads=reads)) for each in evidence],
        promises=show(promised, timezone.localdate()),
        lacks=[
            LACKS[each.code]
            for each in missing(
                evidence=sum(each.people > 0 for each in evidence),
                response=response is not None,
                independent=found.project.run_by_id is not None,
            )
        ],
        told=told_words(found, found.tellings.count()),
        colours=RESPONSE_COLOURS,
    )


@team_page(Permission.ANSWER)
def change(request: TeamRequest, project: str, number: int) -> HttpResponse:
    found = _finding(request, project, number)
    form = FindingForm(request.POST or None, initial={name: getattr(found, name) for name in FindingForm.base_fields})
    if request.method == "POST" and form.is_valid():
        actions.change(finding=found, values=form.cleaned_data, by=request.user.pk)
        return _back_to(found)
    return _form(request, found.project, form, _("Change what we heard"), _("Save"), found)


@team_page(Permission.ANSWER)
def evidence(request: TeamRequest, project: str, number: int) -> HttpResponse:
    """Choose from starred and quoted answers, and from results; take evidence away again."""
    found = _finding(request, project, number)
    if request.method == "POST":
        if remove := request.POST.get("remove"):
            actions.drop_evidence(evidence=get_object_or_404(found.evidence, pk=identifier(remove)), by=request.user.pk)
        for chosen in request.POST.getlist("mark"):
            mark = get_object_or_404(
                Mark.objects.select_related("contribution"), pk=identifier(chosen), contribution__project=found.project
            )
            actions.rest_on_contribution(
                finding=found,
                contribution=mark.contribution,
                question=mark.question,
                quote=mark.words if mark.kind == Mark.Kind.QUOTE else "",
                by=request.user.pk,
            )
        for chosen in request.POST.getlist("answer"):
            _rest_on_answer(found, chosen, request.user.pk)
        messages.success(request, _("Saved."))
        if request.POST.get("then") == "stay":
            return redirect("feedback-team:evidence", request.organisation.slug, project, number)
        return _back_to(found)
    held = list(found.evidence.select_related("contribution"))
    marks = (
        Mark.objects.filter(
            contribution__project=found.project,
            contribution__withdrawn_at=None,
            kind__in=[Mark.Kind.STAR, Mark.Kind.QUOTE],
        )
        .exclude(contribution__in=[each.contribution_id for each in held if each.contribution_id])
        .select_related("contribution__response")
        .order_by("-at")[:100]
    )
    counted = [
        (activity, tool(activity.tool).closed_questions(activity))  # type: ignore[misc]
        for activity in found.project.activities.all()
        if tool(activity.tool).closed_questions is not None
    ]
    return _page(
        request,
        "evidence.html",
        found.project,
        finding=found,
        held=[(each, evidence_words(each)) for each in held],
        marks=list(marks),
        counted=counted,
        chosen={(each.question, each.option) for each in held},
    )


def _rest_on_answer(found: Finding, chosen: str, by: UUID) -> None:
    """``chosen`` is activity:question:option as the page wrote it; anything else is not found."""
    activity_id, question, option = (*chosen.split(":"), "", "", "")[:3]
    activity = get_object_or_404(found.project.activities, pk=identifier(activity_id))
    listed = tool(activity.tool).closed_questions
    for each in listed(activity) if listed is not None else []:
        for key, label in each.options:
            if (each.key, key) == (question, option):
                actions.rest_on_answer(
                    finding=found,
                    activity=activity,
                    question=question,
                    option=option,
                    words=f"{each.wording} {label}",
                    by=by,
                )


@team_page(Permission.ANSWER)
def respond(request: TeamRequest, project: str, number: int) -> HttpResponse:
    found = _finding(request, project, number)
    held = getattr(found, "response", None)
    first = (
        {name: getattr(held, name) for name in ResponseForm.base_fields}
        if held
        else {"owner": found.project.who_decides, "decided_on": timezone.localdate()}
    )
    form = ResponseForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        actions.respond(finding=found, values=form.cleaned_data, by=request.user.pk)
        return _back_to(found)
    return _form(request, found.project, form, _("Respond to what we heard"), _("Save the response"), found)


@team_page(Permission.ANSWER)
def promise(request: TeamRequest, project: str, number: int) -> HttpResponse:
    found = _finding(request, project, number)
    response = getattr(found, "response", None)
    if response is None:
        return redirect("feedback-team:respond", request.organisation.slug, project, number)
    form = PromiseForm(request.POST or None, initial={"you_said": found.heard, "owner": response.owner})
    if request.method == "POST" and form.is_valid():
        actions.promise(
            organisation=request.organisation,
            project=found.project,
            response=response,
            topic=found.topic,
            by=request.user.pk,
            **form.cleaned_data,
        )
        return _back_to(found)
    return _form(request, found.project, form, _("Make a promise"), _("Make this promise"), found)


@team_page(Permission.PUBLISH)
def publish(request: TeamRequest, project: str, number: int) -> HttpResponse:
    found = _finding(request, project, number)
    if request.method == "POST":
        try:
            actions.publish(finding=found, by=request.user.pk)
        except actions.NotFinished as unfinished:
            for lack in unfinished.lacks:
                messages.error(request, str(LACKS[lack.code]))
        else:
            messages.success(request, _("Published. Now tell the people whose words fed it."))
    return _back_to(found)


@team_page(Permission.SEE_CONTACTS)
def tell(request: TeamRequest, project: str, number: int) -> HttpResponse:
    """Who will be told, how, and with which words; then do it."""
    found = _finding(request, project, number)
    if found.published_at is None or getattr(found, "response", None) is None:
        words = _("Publish the finding first. Then tell people.")
        messages.error(request, _("It is told with its response. There is none yet.") if found.published_at else words)
        return _back_to(found)
    if request.method == "POST":
        telling.tell(finding=found, by=request.user.pk)
        messages.success(request, _("We are telling them now. You can leave this page."))
        return _back_to(found)
    seen = telling.preview(found)
    return _page(
        request,
        "tell.html",
        found.project,
        finding=found,
        preview=seen,
        routes=[(seen.routes[route], words) for route, words in ROUTES.items() if seen.routes.get(route)],
        words=telling.words_for(found),
    )


@team_page(Permission.SEE_RESULTS)
def promises(request: TeamRequest) -> HttpResponse:
    shown = late_first(
        show(
            request.organisation.promises.select_related("project", "response__finding").prefetch_related("new_dates"),
            timezone.localdate(),
        )
    )
    return render(
        request,
        "feedback/promises.html",
        {
            "current": "projects",
            "shown": shown,
            "sentence": in_one_sentence(kept(each.clock for each in shown)),
        },
    )


def _promise(request: TeamRequest, promise: UUID) -> Promise:
    return get_object_or_404(request.organisation.promises.select_related("project"), pk=promise)


def _promise_form(request: TeamRequest, found: Promise, form: Any, heading: str, button: str) -> HttpResponse:
    wrong = form.is_bound and not form.is_valid()
    return render(
        request,
        "feedback/promise_form.html",
        {
            "current": "projects",
            "promise": found,
            "form": form,
            "problems": wrong,
            "heading": heading,
            "button_words": button,
        },
        status=422 if wrong else 200,
    )


@team_page(Permission.ANSWER)
def keep(request: TeamRequest, promise: UUID) -> HttpResponse:
    found = _promise(request, promise)
    form = KeepForm(request.POST or None, initial={"did": found.did, "done_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        done: date = form.cleaned_data["done_on"]
        if done > timezone.localdate():
            form.add_error("done_on", _("The date it was done must be today or in the past"))
        else:
            actions.keep(promise=found, by=request.user.pk, **form.cleaned_data)
            messages.success(request, _("Done. It shows on the public page."))
            return redirect("feedback-team:promises", request.organisation.slug)
    return _promise_form(request, found, form, _("Is this promise done?"), _("Mark as done"))


@team_page(Permission.ANSWER)
def move(request: TeamRequest, promise: UUID) -> HttpResponse:
    found = _promise(request, promise)
    form = MoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(promise=found, by=request.user.pk, **form.cleaned_data)
        except actions.NotADate:
            form.add_error("due_on", _("The new date must be after the date it replaces"))
        else:
            messages.success(request, _("The new date and its reason show on the public page."))
            return redirect("feedback-team:promises", request.organisation.slug)
    return _promise_form(request, found, form, _("Give a new date"), _("Save the new date"))
