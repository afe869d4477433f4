"""Beginning with what is there: a project or a plan from a template or an earlier project, and keeping a plan for others."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.core.addresses import identifier
from alongside.core.dates import local
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.plans import keeping, writing
from alongside.plans.models import Sheet
from alongside.plans.scrubbing import Names
from alongside.plans.sheets import TEMPLATES
from alongside.projects import actions, staff, stages
from alongside.projects.begin_forms import BeginForm, KeepForm, StartFromForm
from alongside.projects.models import Project

MOST_EARLIER = 200
PLAN = TEMPLATES["plan"]


def _form(request: TeamRequest, kind: type[BeginForm], without: Project | None = None) -> BeginForm:
    earlier = request.organisation.projects.order_by("-created_at").only("organisation", "slug", "name")
    if without is not None:
        earlier = earlier.exclude(pk=without.pk)
    return kind(
        request.POST if request.method == "POST" else None,
        projects=earlier[:MOST_EARLIER],
        kept=keeping.kept_plans(request.organisation),
        on=local(timezone.now()).date(),
        initial={"past": request.GET.get("with", "")},
    )


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def start_from(request: TeamRequest) -> HttpResponse:
    """A new project that begins with a template, or with what an earlier one says."""
    form = _form(request, StartFromForm)
    once = identifier(request.POST.get("once", "")) or uuid4()
    if request.method == "POST" and form.is_valid():
        chosen = form.beginning()
        made = actions.start_from(
            organisation=request.organisation,
            past=chosen.past,
            words=chosen.words,
            called=chosen.name,
            name=form.cleaned_data["name"],
            question=form.cleaned_data["question"],
            by=request.user.pk,
            at=timezone.now(),
            id=once,
        )
        words = (
            _("It begins with what “%(name)s” says. Look at each part.")
            if chosen.past
            else _("Its plan begins with “%(name)s”. The words are suggestions: replace them.")
        )
        messages.success(request, words % {"name": chosen.name})
        return redirect("projects-team:workspace", request.organisation.slug, made.slug)
    context = {"current": "projects", "form": form, "once": once, "problems": bool(form.errors)}
    return render(request, "projects/team/start_from.html", context, status=422 if form.errors else 200)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def begin_plan(request: TeamRequest, project: str) -> HttpResponse:
    """Begin the plan of a project that is there, while nobody has written in it."""
    found = get_object_or_404(request.organisation.projects, slug=project)
    at = [request.organisation.slug, found.slug, "plan"]
    form = _form(request, BeginForm, found)
    if not keeping.is_blank(found.pk):
        messages.info(request, _("Somebody has written in this plan already."))
        return redirect("projects-team:sheet", *at)
    if request.method == "POST" and form.is_valid():
        chosen = form.beginning()
        begun = actions.begin_plan(
            project=found,
            past=chosen.past,
            words=chosen.words,
            called=chosen.name,
            by=request.user.pk,
            at=timezone.now(),
        )
        if begun:
            messages.success(request, _("The plan has begun. No section is complete yet: look at each."))
        else:
            messages.info(request, _("Somebody has written in this plan already. Nothing was added."))
        return redirect("projects-team:sheet", *at)
    return _page(request, found, "plan_begin.html", form=form)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def keep(request: TeamRequest, project: str) -> HttpResponse:
    """Keep words of this plan for others: ticked sections, without people and dates, read by a colleague first."""
    found = get_object_or_404(request.organisation.projects, slug=project)
    sheet = get_object_or_404(Sheet.objects.prefetch_related("editions"), scope=found.pk, template="plan")
    held = writing.filled(sheet)
    words = keeping.words_of(held, _names(found))
    parts = [each for each in PLAN.definition.sections if each.key in words]
    seen = keeping.digest_of(words)
    other = request.method == "POST" and request.POST.get("seen") != seen
    if other:  # somebody wrote meanwhile: nobody has read these words
        posted = request.POST.copy()
        posted.pop("read", None)
        form = KeepForm(None, sections=parts, initial={**posted.dict(), "sections": posted.getlist("sections")})
    else:
        form = KeepForm(request.POST if request.method == "POST" else None, sections=parts)
    if request.method == "POST" and not other and form.is_valid():
        data = form.cleaned_data
        try:
            kept = keeping.keep_plan(
                organisation=request.organisation,
                name=data["name"],
                what=data["what"],
                words={key: words[key] for key in data["sections"]},
                by=request.user.pk,
                at=timezone.now(),
            )
        except keeping.NameTaken:
            form.name_taken()
        else:
            messages.success(request, _("Kept. Colleagues can begin a plan with it."))
            return redirect("projects-team:kept-plan", request.organisation.slug, kept.pk)
    return _page(request, found, "plan_keep.html", form=form, parts=_shown(words), seen=seen, other=other)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def kept_plan(request: TeamRequest, kept: UUID) -> HttpResponse:
    """What a kept template says, and the button that ends it."""
    if request.method == "POST" and not keeping.kept_plans(request.organisation).filter(pk=kept).exists():
        messages.info(request, _("It is removed already."))
        return redirect("projects-team:start-from", request.organisation.slug)
    found = get_object_or_404(keeping.kept_plans(request.organisation), pk=kept)
    if request.method == "POST":
        keeping.end_plan(kept=found, by=request.user.pk, at=timezone.now())
        messages.success(request, _("It is not offered any more. Plans that began with it stay as they are."))
        return redirect("projects-team:start-from", request.organisation.slug)
    context = {
        "current": "projects",
        "kept": found,
        "who": staff.names([found.by])[found.by],
        "parts": _shown(found.sections),
    }
    return render(request, "projects/team/plan_kept.html", context)


def _shown(words: keeping.Words) -> list[tuple[str, list[tuple[str, str]]]]:
    """(section, [(question, words)]) in the order of the plan."""
    return [
        (
            section.title,
            [
                (each.wording, words[section.key][each.key])
                for each in section.questions
                if each.key in words[section.key]
            ],
        )
        for section in PLAN.definition.sections
        if section.key in words
    ]


def _names(project: Project) -> Names:
    names = Names()
    for of_a_person, name in staff.known_names(project):
        (names.add_people if of_a_person else names.add_groups)([name])
    return names


def _page(request: TeamRequest, project: Project, page: str, **context: Any) -> HttpResponse:
    form = context["form"]
    frame = stages.frame(project, request.organisation, timezone.now(), "plan")
    shown = {**frame, "problems": bool(form.errors), **context}
    status = 409 if context.get("other") else 422 if form.errors else 200
    return render(request, f"projects/team/{page}", shown, status=status)
