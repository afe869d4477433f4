"""The team's pages of a project: the workspace, its sections, and the way from draft to answered."""

from typing import Any, cast

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.core.addresses import identifier
from alongside.core.dates import in_words, local, with_clock
from alongside.design.once import row
from alongside.knowledge.spectrums import levels
from alongside.library.duties import remember
from alongside.organisations.access import PublicRequest
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects import actions, evidence, facts, kind_advice, news, panels, sections, staff, stages
from alongside.projects.forms import FORMS, DateForm, OverrideForm, PurposeForm, SectionForm, UpdateForm
from alongside.projects.models import Move, Project
from alongside.projects.views.common import project_of
from alongside.projects.views.public import show
from alongside.projects.workspace import date_items, next_step, public_now, task_lists
from alongside.record.timeline import timeline

RECORD_LINES = 3


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def workspace(request: TeamRequest, project: str) -> HttpResponse:
    now = timezone.now()
    org = request.organisation
    found = get_object_or_404(panels.counting(), organisation=org, slug=project)
    found.organisation = org
    remember(org, vars(found)["duties_own"])
    prefetch_related_objects([found], "overrides")
    edits = {edit.key: edit for edit in found.section_edits.all()}
    lines = timeline(found.pk, limit=RECORD_LINES)
    moves = list(Move.objects.filter(project=found)[:5])
    names = staff.names(
        [
            found.lead,
            *(override.by for override in found.overrides.all()),
            *(edit.by for edit in edits.values()),
            *(line.actor for line in lines),
            *(move.by for move in moves),
        ]
    )
    shares = panels.shares(found, org.slug, deep=False)
    checks = facts.checks(found, shares, now, names)
    lists = task_lists(found, org, shares + panels.progress_of(found, org.slug), checks, edits, names)
    return render(
        request,
        "projects/team/workspace.html",
        {
            **stages.frame(found, org, now, "plan"),
            "lists": lists,
            "next": next_step(found, org, lists, now) if can(request.membership, Permission.EDIT_PROJECTS) else None,
            "public_now": public_now(found, now),
            "dates": date_items(found, now),
            "lead": names.get(found.lead) if found.lead else None,
            "lines": lines,
            "moves": moves,
            "names": names,
            "overridden": [check for check in checks if check.overridden],
            "may_edit": can(request.membership, Permission.EDIT_PROJECTS),
            "may_publish": can(request.membership, Permission.PUBLISH),
            "may_meet_needs": can(request.membership, Permission.SEE_CONTACTS),
        },
    )


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def preview(request: TeamRequest, project: str) -> HttpResponse:
    """The public page of a project that is not published, as it would be on the day it is."""
    found = project_of(request, project)
    if found.published_at is not None:
        return redirect("projects:page", request.organisation.slug, found.slug)
    if found.opens_at is None or found.closes_at is None:
        messages.info(request, _("Set the dates first. The page says when it opens."))
        return redirect("projects-team:edit", request.organisation.slug, found.slug, "dates")
    found.organisation = request.organisation
    found.published_at = timezone.now()  # here only: nothing is saved
    messages.info(request, _("This is a preview. Only your team can see it."))
    return show(cast(PublicRequest, request), found)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def start(request: TeamRequest) -> HttpResponse:
    """The first page of ten questions. Saving it makes the project; the rest follow one after another."""
    form = PurposeForm(
        request.POST if request.method == "POST" else None, project=None, organisation=request.organisation
    )
    if request.method == "POST" and form.is_valid():
        made = actions.start(
            organisation=request.organisation, values=form.values(), by=request.user.pk, id=row(request)
        )
        following = reverse("projects-team:edit", args=[request.organisation.slug, made.slug, "decision"])
        return redirect(f"{following}?starting=1")
    context = {"current": "projects", "form": form, "problems": bool(form.errors), "count": len(sections.SECTIONS)}
    return render(request, "projects/team/start.html", context, status=422 if form.errors else 200)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def edit(request: TeamRequest, project: str, section: str) -> HttpResponse:
    found = project_of(request, project)
    part = _section(section)
    starting = bool(request.GET.get("starting"))
    form = FORMS[part.key](
        request.POST if request.method == "POST" else None, project=found, organisation=request.organisation
    )
    seen = actions.seen(found, part)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit(
                project=found,
                section=part.key,
                values=form.values(),
                by=request.user.pk,
                seen_print=request.POST.get("seen", ""),
                at=timezone.now(),
                reason=form.reason,
            )
        except actions.ChangedMeanwhile as clash:
            seen, theirs = actions.seen(clash.project, part), _theirs(form, clash)
        else:
            return _after_saving(request, found, part, starting)
    status = 409 if theirs else 422 if form.errors else 200
    keys = list(sections.SECTIONS)
    context = {
        **stages.frame(found, request.organisation, timezone.now(), part.stage),
        "section": part,
        "form": form,
        "seen": seen,
        "theirs": theirs,
        "starting": starting,
        "number": keys.index(part.key) + 1,
        "count": len(keys),
        "advice": kind_advice.advice(
            found, request.organisation, kind_advice.plan_facts(found), local(timezone.now()).date()
        )
        if part.key == "kind"
        else None,
        "levels": {key: f"{level.meaning} {level.influence}" for key, level in levels().items()},
        "problems": bool(form.errors or theirs),
    }
    return render(request, "projects/team/edit.html", context, status=status)


def _section(key: str) -> sections.Section:
    if key not in sections.SECTIONS:
        raise Http404
    return sections.SECTIONS[key]


def _theirs(form: SectionForm, clash: actions.ChangedMeanwhile) -> dict[str, Any]:
    """Who saved meanwhile, when, and what they wrote where it differs from what was typed here."""
    now_there = type(form)(project=clash.project, organisation=form.organisation)
    differing = []
    for field in now_there:
        mine, saved = form.cleaned_data.get(field.name), field.initial
        if mine != saved:
            shown = in_words(saved) if hasattr(saved, "year") else saved
            differing.append((field.label, str(shown or ""), field.auto_id))
    who = staff.names([clash.edit.by]).get(clash.edit.by) if clash.edit else None
    return {"who": who, "at": clash.edit.at if clash.edit else None, "differing": differing}


def _after_saving(request: TeamRequest, project: Project, part: sections.Section, starting: bool) -> HttpResponse:
    at = [request.organisation.slug, project.slug]
    following = sections.after(part.key) if starting else None
    if following is not None:
        return redirect(reverse("projects-team:edit", args=[*at, following.key]) + "?starting=1")
    messages.success(request, _("“%(section)s” is saved.") % {"section": part.title})
    return redirect("projects-team:workspace", *at)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def dates(request: TeamRequest, project: str) -> HttpResponse:
    """Dates besides opening, closing and deciding: drop-ins, meetings, papers."""
    found = project_of(request, project)
    chosen = identifier(request.POST.get("remove", ""))
    gone = found.dates.filter(pk=chosen).first() if chosen else None
    form = DateForm(request.POST if request.method == "POST" and gone is None else None)
    if gone is not None:
        news.remove_date(day=gone, by=request.user.pk)
    elif request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        news.add_date(
            project=found, on=data["on"], time=data["time"], words=data["words"], by=request.user.pk, id=row(request)
        )
    if request.method == "POST" and (gone is not None or form.is_valid()):
        messages.success(request, _("The dates are saved."))
        return redirect("projects-team:dates", request.organisation.slug, found.slug)
    context = {
        **stages.frame(found, request.organisation, timezone.now(), "plan"),
        "form": form,
        "days": found.dates.all(),
        "problems": bool(form.errors),
    }
    return render(request, "projects/team/dates.html", context, status=422 if form.errors else 200)


@team_page(Permission.PUBLISH)
@require_http_methods(["GET", "POST"])
def updates(request: TeamRequest, project: str) -> HttpResponse:
    found = project_of(request, project)
    form = UpdateForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        news.add_update(project=found, by=request.user.pk, at=timezone.now(), id=row(request), **form.cleaned_data)
        messages.success(request, _("The update is on the project’s page."))
        return redirect("projects-team:updates", request.organisation.slug, found.slug)
    context = {
        **stages.frame(found, request.organisation, timezone.now(), "plan"),
        "form": form,
        "published": found.updates.all()[:20],
        "problems": bool(form.errors),
    }
    return render(request, "projects/team/updates.html", context, status=422 if form.errors else 200)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def ready(request: TeamRequest, project: str) -> HttpResponse:
    return _ready_page(request, _before_publishing(request, project))


def _before_publishing(request: TeamRequest, slug: str) -> Project:
    """The project, with what its checks are worked out from."""
    found: Project = get_object_or_404(evidence.before_publishing(), organisation=request.organisation, slug=slug)
    found.organisation = request.organisation
    remember(request.organisation, vars(found)["duties_own"])
    return found


def _ready_page(request: TeamRequest, project: Project, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    checks = facts.checks(project, panels.shares(project, request.organisation.slug), now)
    at = [request.organisation.slug, project.slug]

    def link(check: Any) -> str:
        return check.link or (reverse("projects-team:edit", args=[*at, check.section]) if check.section else "")

    context = {
        **stages.frame(project, request.organisation, now, "ask"),
        "groups": [
            ("stops", _("Stops you"), [(check, link(check)) for check in checks if check.weight == "stops"]),
            ("worth", _("Worth fixing"), [(check, link(check)) for check in checks if check.weight == "worth-fixing"]),
            ("done", _("Done"), [(check, link(check)) for check in checks if check.weight == "done"]),
        ],
        "stopping": [check for check in checks if check.stops],
        "opens": with_clock(project.opens_at) if project.opens_at else "",
        "opens_later": project.opens_at is not None and project.opens_at > now,
        "may_publish": can(request.membership, Permission.PUBLISH),
        "problems": status != 200,
    }
    return render(request, "projects/team/ready.html", context, status=status)


@team_page(Permission.PUBLISH)
@require_http_methods(["GET", "POST"])
def override(request: TeamRequest, project: str, check: str) -> HttpResponse:
    """Publish without one thing: by name, with a reason, visible afterwards."""
    found = _before_publishing(request, project)
    now = timezone.now()
    every = facts.checks(found, panels.shares(found, request.organisation.slug), now)
    chosen = next((each for each in every if each.key == check and each.weight == "stops" and each.waivable), None)
    if chosen is None:
        return redirect("projects-team:ready", request.organisation.slug, found.slug)
    form = OverrideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.override(project=found, check=chosen, reason=form.cleaned_data["reason"], by=request.user.pk, at=now)
        return redirect("projects-team:ready", request.organisation.slug, found.slug)
    context = {
        **stages.frame(found, request.organisation, now, "ask"),
        "check": chosen,
        "form": form,
        "problems": bool(form.errors),
    }
    return render(request, "projects/team/override.html", context, status=422 if form.errors else 200)


@team_page(Permission.PUBLISH)
@require_POST
def publish(request: TeamRequest, project: str) -> HttpResponse:
    found = _before_publishing(request, project)
    now = timezone.now()
    checks = facts.checks(found, panels.shares(found, request.organisation.slug), now)
    try:
        actions.publish(project=found, checks=checks, by=request.user.pk, at=now)
    except actions.NotReady:
        return _ready_page(request, found, status=409)
    except actions.WrongState:
        messages.info(request, _("This project is published already."))
    else:
        messages.success(request, _("The project is published. Everyone can see its page now."))
        return redirect("projects-team:share", request.organisation.slug, found.slug)
    return redirect("projects-team:workspace", request.organisation.slug, found.slug)
