"""What is planned to be done in a project: activities with their tasks."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.core.addresses import identifier, whole
from alongside.knowledge.audiences import audiences
from alongside.knowledge.methods import Method
from alongside.knowledge.spectrums import levels, word_for
from alongside.library import actions as library
from alongside.library.rules import shelf_of
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.plans import doing
from alongside.plans.doing_rules import before, due, steps
from alongside.plans.forms_doing import ActivityForm, CancelForm, TaskForm
from alongside.plans.models_doing import ActivityTask, PlannedActivity
from alongside.projects import doing as shown
from alongside.projects import staff, stages
from alongside.projects.kind_advice import plan_facts
from alongside.projects.models import Project
from alongside.projects.views.common import project_of

A_PAGE = 20
IN_ORDER = (F("first_on").asc(nulls_last=True), "at", "pk")
NEXT_TASKS = 10
MOST_OFF = 500


def _page(request: TeamRequest, project: Project, name: str, status: int = 200, **context: Any) -> HttpResponse:
    frame = stages.frame(project, request.organisation, timezone.now(), "plan")
    return render(request, f"projects/team/{name}.html", {**frame, **context}, status=status)


def _here(request: TeamRequest, project: Project, activity: PlannedActivity) -> HttpResponse:
    return redirect("projects-team:activity", request.organisation.slug, project.slug, activity.pk)


def _methods(request: TeamRequest) -> dict[str, Method]:
    """Every method of the organisation's library, also what it does not offer any more."""
    rows = library.changes(request.organisation)
    return {each.entry.key: each.entry for each in shelf_of("method", rows, timezone.localdate())}


def _colleagues(request: TeamRequest, held: UUID | None) -> list[tuple[str, str]]:
    """Everybody in the team, and who left but is named already."""
    people = [(str(each.person_id), each.person.name) for each in staff.colleagues(request.organisation.pk)]
    if held is not None and str(held) not in dict(people):
        people.append((str(held), staff.names([held])[held]))
    return people


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def listed(request: TeamRequest, project: str) -> HttpResponse:
    """Planned activities by their first day, what is to be done next, and what was called off."""
    found = project_of(request, project)
    now, today = timezone.now(), timezone.localdate()
    every = PlannedActivity.objects.filter(scope=found.pk)
    counted = every.annotate(
        tasks_all=Count("tasks"), tasks_done=Count("tasks", filter=Q(tasks__done_at__isnull=False))
    )
    page = Paginator(counted.filter(cancelled_at=None).order_by(*IN_ORDER), A_PAGE).get_page(request.GET.get("page"))
    called_off = every.exclude(cancelled_at=None)
    many_off, all_off = called_off.count(), request.GET.get("off") == "all"
    off = list(called_off[: MOST_OFF if all_off else A_PAGE])
    left = ActivityTask.objects.filter(scope=found.pk, done_at=None, activity__cancelled_at=None)
    tasks = list(left.select_related("activity")[:NEXT_TASKS])
    names = staff.names(
        [*(each.lead for each in page), *(each.owner for each in tasks), *(each.cancelled_by for each in off)]
    )
    known, facts = _methods(request), plan_facts(found) if page.object_list else {}
    return _page(
        request,
        found,
        "activities",
        now=now,
        page=page,
        activities=[
            (
                each,
                word_for(each.kind, request.organisation.vocabulary),
                each.lead and names.get(each.lead),
                shown.warnings(each, known.get(each.method), facts, found, today),
            )
            for each in page
        ],
        tasks=[
            (each, each.owner and names.get(each.owner), bool(each.due_on and each.due_on < today)) for each in tasks
        ],
        more_off=many_off - len(off),
        off=[(each, each.cancelled_by and names.get(each.cancelled_by)) for each in off],
    )


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def one(request: TeamRequest, project: str, activity: UUID) -> HttpResponse:
    """One planned activity: what it is, what does not fit, its tasks, and what people take part in."""
    found = project_of(request, project)
    held = get_object_or_404(PlannedActivity, scope=found.pk, pk=activity)
    return _one(request, found, held)


def _one(request: TeamRequest, project: Project, held: PlannedActivity, form: TaskForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    method = _methods(request).get(held.method)
    tasks = list(held.tasks.all())
    names = staff.names(
        [held.lead, held.by, held.cancelled_by, *(who for each in tasks for who in (each.owner, each.done_by))]
    )
    level = levels().get(held.kind)
    there = {each.words for each in tasks}
    form = form or TaskForm(colleagues=_colleagues(request, None))
    return _page(
        request,
        project,
        "activity",
        422 if form.errors else 200,
        activity=held,
        method=method,
        kind=word_for(held.kind, request.organisation.vocabulary),
        influence=level.influence if level else "",
        people=[(each.key, _(each.name)) for key, each in audiences().items() if key in held.audiences],
        names=names,
        warnings=shown.warnings(held, method, plan_facts(project), project, today) if not held.cancelled_at else [],
        online=shown.live_of(project).online(held, request.organisation.slug, project),
        tasks=[
            (each, each.owner and names.get(each.owner), each.done_by and names.get(each.done_by), _late(each)) for each in tasks
        ],
        advice=[words for words in _advice(held, method) if words not in there],
        form=form,
        problems=bool(form.errors),
    )  # fmt: skip


def _late(task: ActivityTask) -> bool:
    return task.done_at is None and task.due_on is not None and task.due_on < timezone.localdate()


def _advice(held: PlannedActivity, method: Method | None) -> list[str]:
    """What the library says helps with this method and these people, in English."""
    known = audiences()
    said = list(method.access) if method else []
    for key in held.audiences:
        if key in known:
            said += [*known[key].before, *known[key].during, *known[key].after]
    return list(dict.fromkeys(said))


def _form(request: TeamRequest, held: PlannedActivity | None, methods: dict[str, Method] | None) -> ActivityForm:
    vocabulary = request.organisation.vocabulary
    initial = (
        {name: getattr(held, name) for name in doing.FIELDS} if held else {"method": request.GET.get("method", "")}
    )
    return ActivityForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        methods=[(key, _(each.name)) for key, each in methods.items()] if methods is not None else None,
        kinds=[(key, word_for(key, vocabulary)) for key in levels()],
        audiences=[(key, _(each.name)) for key, each in audiences().items()],
        colleagues=_colleagues(request, held.lead if held else None),
    )


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def add(request: TeamRequest, project: str) -> HttpResponse:
    """Plan an activity by hand: a second round of a method, or one that no mix proposed."""
    found = project_of(request, project)
    methods = _methods(request)
    form = _form(request, None, methods)
    once = identifier(request.POST.get("once", "")) or uuid4()
    if form.is_bound and form.is_valid():
        method = methods[form.cleaned_data["method"]]
        made = doing.plan_activity(
            scope=found.pk,
            method=method.key,
            values=form.values(),
            steps=steps(method, shown.days_by_format(request.organisation)),
            by=request.user.pk,
            at=timezone.now(),
            id=once,
        )
        messages.success(request, _("“%(title)s” is in the plan, with its tasks.") % {"title": made.title})
        return _here(request, found, made)
    return _form_page(request, found, form, once=once)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def change(request: TeamRequest, project: str, activity: UUID) -> HttpResponse:
    found = project_of(request, project)
    held = get_object_or_404(PlannedActivity, scope=found.pk, pk=activity)
    if held.cancelled_at is not None and request.method == "GET":
        return _here(request, found, held)
    form = _form(request, held, None)
    clash = held.cancelled_at is not None
    if not clash and form.is_bound and form.is_valid():
        try:
            doing.change(
                activity=held, values=form.values(), seen=_number(request), by=request.user.pk, at=timezone.now()
            )
        except doing.ChangedMeanwhile:
            held.refresh_from_db()
            clash = True
        else:
            messages.success(request, _("“%(title)s” is saved.") % {"title": form.cleaned_data["title"]})
            return _here(request, found, held)
    seen = request.POST.get("seen", held.version) if form.errors else held.version
    return _form_page(request, found, form, activity=held, seen=seen, clash=clash)


def _form_page(
    request: TeamRequest, project: Project, form: ActivityForm, *, clash: bool = False, **context: Any
) -> HttpResponse:
    status = 409 if clash else 422 if form.errors else 200
    context |= {"form": form, "clash": clash, "problems": bool(form.errors or clash)}
    hints = {key: str(level.influence) for key, level in levels().items()}
    return _page(request, project, "activity_form", status, hints=hints, **context)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def cancel(request: TeamRequest, project: str, activity: UUID) -> HttpResponse:
    """Call it off, with a reason that stays."""
    found = project_of(request, project)
    held = get_object_or_404(PlannedActivity, scope=found.pk, pk=activity)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        doing.cancel(activity=held, reason=form.cleaned_data["reason"], by=request.user.pk, at=timezone.now())
        messages.success(request, _("“%(title)s” is called off. It stays in the plan, with the reason.") % {"title": held.title})  # fmt: skip
        return redirect("projects-team:activities", request.organisation.slug, found.slug)
    problems = bool(form.errors)
    return _page(
        request, found, "activity_cancel", 422 if problems else 200, form=form, activity=held, problems=problems
    )


@team_page(Permission.EDIT_PROJECTS)
@require_POST
def link(request: TeamRequest, project: str, activity: UUID) -> HttpResponse:
    """Say that what is on this service already is this planned activity."""
    found = project_of(request, project)
    held = get_object_or_404(PlannedActivity, scope=found.pk, pk=activity)
    online = shown.live_of(found).online(held, request.organisation.slug, found)
    if online is None or online.waits is None or held.live is not None:
        messages.info(request, _("There is nothing to link."))
    elif doing.link(scope=found.pk, live=online.waits, by=request.user.pk, activity=held):
        messages.success(request, _("“%(title)s” is linked.") % {"title": held.title})
    return _here(request, found, held)


@team_page(Permission.EDIT_PROJECTS)
@require_POST
def add_task(request: TeamRequest, project: str, activity: UUID) -> HttpResponse:
    """A task in the team's own words, or one that the library advises."""
    found = project_of(request, project)
    held = get_object_or_404(PlannedActivity, scope=found.pk, pk=activity)
    if held.cancelled_at is not None:
        return _called_off(request, found, held, request.POST.get("words", ""))
    advised = request.POST.get("advised", "")
    if advised:
        ahead = before(advised, shown.days_by_format(request.organisation))
        if advised in _advice(held, _methods(request).get(held.method)):
            values = {"words": advised, "owner": held.lead, "due_on": due(held.first_on, ahead)}
            return _added(request, found, held, values, ahead)
        return _here(request, found, held)
    form = TaskForm(request.POST, colleagues=_colleagues(request, None))
    if not form.is_valid():
        return _one(request, found, held, form)
    return _added(request, found, held, form.values(), None)


def _added(
    request: TeamRequest, project: Project, held: PlannedActivity, values: dict[str, Any], ahead: int | None
) -> HttpResponse:
    try:
        doing.add_task(activity=held, values=values, before=ahead, by=request.user.pk, at=timezone.now())
    except doing.CalledOff:
        return _called_off(request, project, held, values["words"])
    messages.success(request, _("The task is added."))
    return _here(request, project, held)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def task(request: TeamRequest, project: str, planned_task: UUID) -> HttpResponse:
    """Change a task; with ``done`` say that it is done, or not."""
    found = project_of(request, project)
    held = get_object_or_404(ActivityTask.objects.select_related("activity"), scope=found.pk, pk=planned_task)
    if held.activity.cancelled_at is not None:
        return _called_off(request, found, held.activity, request.POST.get("words", ""))
    if request.POST.get("done") in ("yes", "no"):
        try:
            doing.tick(task=held, done=request.POST["done"] == "yes", by=request.user.pk, at=timezone.now())
        except doing.CalledOff:
            return _called_off(request, found, held.activity, "")
        return _here(request, found, held.activity)
    initial = {name: getattr(held, name) for name in doing.TASK_FIELDS}
    form = TaskForm(
        request.POST if request.method == "POST" else None,
        initial={**initial, "words": _(held.words)},
        colleagues=_colleagues(request, held.owner),
    )
    clash = False
    if form.is_bound and form.is_valid():
        values = form.values()
        if values["words"] == _(held.words):  # a text of the library stays one
            values["words"] = held.words
        try:
            doing.change_task(task=held, values=values, seen=_number(request), by=request.user.pk)
        except doing.CalledOff:
            return _called_off(request, found, held.activity, values["words"])
        except doing.TaskThere:
            form.add_error("words", _("This activity has a task with these words already"))
        except doing.ChangedMeanwhile:
            held.refresh_from_db()
            clash = True
        else:
            messages.success(request, _("The task is saved."))
            return _here(request, found, held.activity)
    status = 409 if clash else 422 if form.errors else 200
    seen = request.POST.get("seen", held.version) if form.errors else held.version
    return _page(
        request, found, "activity_task", status, form=form, task=held, seen=seen, clash=clash, problems=status != 200
    )


def _called_off(request: TeamRequest, project: Project, activity: PlannedActivity, typed: str) -> HttpResponse:
    """Nothing is saved; what somebody typed is shown, so that it can be copied."""
    if request.method == "POST":
        words = _("“%(title)s” was called off, so nothing is saved.") % {"title": activity.title}
        messages.warning(request, f"{words} {_('You wrote: %(words)s') % {'words': typed}}" if typed.strip() else words)
    return _here(request, project, activity)


def _number(request: TeamRequest) -> int:
    typed = request.POST.get("seen", "")
    return whole(typed)
