"""How people can take part in a project, and how they hear of it: questions, a mix with reasons, what was chosen, and a
schedule of notices."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.core.addresses import identifier, whole
from alongside.core.dates import local
from alongside.knowledge.mixing import Declined, Mix, Pick, recommend
from alongside.knowledge.picking import Answers, left_out_words, questions
from alongside.library import actions as library
from alongside.library.rules import shelf_of, to_choose_from
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.plans import methods as plan
from alongside.plans import presenters_methods as presenters
from alongside.plans.doing import planned
from alongside.plans.forms_methods import AnswersForm, NoticeForm
from alongside.plans.models_methods import ChosenMethod, ScheduledNotice
from alongside.projects import staff, stages
from alongside.projects.doing import draft_of
from alongside.projects.models import Project
from alongside.projects.views.common import project_of

A_PAGE = 50
# Asked after the others: the project knows its kind, and the rest is fine detail.
FURTHER = ("kind", "people", "groups")


def _page(request: TeamRequest, project: Project, name: str, status: int = 200, **context: Any) -> HttpResponse:
    shown = {**stages.frame(project, request.organisation, timezone.now(), "plan"), **context}
    return render(request, f"projects/team/{name}.html", shown, status=status)


def _overview(request: TeamRequest, project: Project) -> HttpResponse:
    return redirect("projects-team:methods", request.organisation.slug, project.slug)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def methods(request: TeamRequest, project: str) -> HttpResponse:
    """What was chosen, whom all of it leaves out, and the schedule."""
    found = project_of(request, project)
    chosen = list(plan.chosen(found.pk).prefetch_related(Prefetch("planned", planned(found.pk))))
    rows = list(library.changes(request.organisation))
    today = local(timezone.now()).date()
    known = {each.entry.key: each.entry for each in shelf_of("method", rows, today)}
    held = [known[each.method] for each in chosen if each.method in known]
    common = set.intersection(*({*each.leaves_out} for each in held)) if held else set()
    page = Paginator(ScheduledNotice.objects.filter(scope=found.pk), A_PAGE).get_page(request.GET.get("page"))
    names = staff.names([*(each.by for each in chosen), *(each.owner for each in page)])
    channels = {each.entry.key: _(each.entry.name) for each in shelf_of("channel", rows, today)}
    return _page(
        request,
        found,
        "methods",
        chosen=[(each, presenters.led(each.led), names.get(each.by), known.get(each.method)) for each in chosen],
        leaves_out=[_(words) for key, words in left_out_words().items() if key in common],
        needs_internet=bool(held) and all(each.needs_internet for each in held),
        page=page,
        notices=[
            (each, channels.get(each.channel, each.channel), each.owner and names.get(each.owner)) for each in page
        ],
    )


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def find(request: TeamRequest, project: str) -> HttpResponse:
    """The questions, filled in with what the project knows; with answers in the address, the mix."""
    return _find(request, project_of(request, project))


def _find(request: TeamRequest, project: Project, *, none_chosen: bool = False) -> HttpResponse:
    form = _answers_form(request, project)
    context: dict[str, Any] = {
        "form": form,
        "filled_in": not form.is_bound,
        "none_chosen": none_chosen,
        "further": FURTHER,
    }
    wrong = form.is_bound and not form.is_valid()
    context["further_wrong"] = wrong and any(name in form.errors for name in FURTHER)
    if form.is_bound and not wrong:
        answers = form.answers()
        mix = _mix(request, answers)
        context |= {
            "picks": [
                (each.method, presenters.told(each.reasons), presenters.told(each.cautions)) for each in mix.methods
            ],
            "leaves_out": presenters.leaves_out(mix),
            "declined": [(each.method, presenters.told(each.reasons)) for each in mix.declined],
            "ways": [(each.channel, presenters.told(each.reasons)) for each in mix.channels],
            "notes": presenters.told(mix.notes),
            "open": [_(questions()[key].words) for key in mix.unknown],
            "already": set(plan.chosen(project.pk).values_list("method", flat=True)),
            "query": request.GET.urlencode(),
        }
    return _page(
        request, project, "methods_find", 422 if wrong or none_chosen else 200, problems=wrong or none_chosen, **context
    )


def _answers_form(request: TeamRequest, project: Project) -> AnswersForm:
    asked: QueryDict = request.GET
    return AnswersForm(asked if asked else None, known=_known(project), vocabulary=request.organisation.vocabulary)


def _known(project: Project) -> Answers:
    """What was answered last, or what the project says: its kind, and the weeks until the decision."""
    last = plan.chosen(project.pk).last()
    known: dict[str, Any] = (
        {key: tuple(each) if isinstance(each, list) else each for key, each in last.answers.items()} if last else {}
    )
    known["kind"] = project.level
    if project.decides_on is not None:
        known["weeks"] = max(0, (project.decides_on - local(timezone.now()).date()).days // 7)
    return known


def _mix(request: TeamRequest, answers: Answers) -> Mix:
    on = local(timezone.now()).date()
    return recommend(answers, to_choose_from(library.changes(request.organisation), on))


@team_page(Permission.EDIT_PROJECTS)
@require_POST
def choose(request: TeamRequest, project: str) -> HttpResponse:
    """Put what was ticked into the plan, with the answers in the address."""
    found = project_of(request, project)
    form = _answers_form(request, found)
    if not form.is_bound or not form.is_valid():
        return _find(request, found)
    answers = form.answers()
    mix = _mix(request, answers)
    every: list[Pick | Declined] = [*mix.methods, *mix.declined]
    offered = {each.method.key: each for each in every}
    ticked = [offered[key] for key in request.POST.getlist("method") if key in offered]
    if not ticked:
        return _find(request, found, none_chosen=True)
    who, today = answers.get("who", ()), local(timezone.now()).date()
    choices = [
        plan.Choice(
            each.method.key,
            each.method.name,
            tuple(dict.fromkeys(reason.answer for reason in each.reasons)),
            draft_of(each.method, found, request.organisation, who if isinstance(who, tuple) else (), today),
        )
        for each in ticked
    ]
    reason = request.POST.get("reason", "").strip()[:500]
    plan.choose(scope=found.pk, choices=choices, answers=answers, reason=reason, by=request.user.pk, at=timezone.now())
    messages.success(request, _("The methods are in the plan, each with an activity and its tasks."))
    return _overview(request, found)


@team_page(Permission.EDIT_PROJECTS)
@require_POST
def take_out(request: TeamRequest, project: str, chosen: UUID) -> HttpResponse:
    """Take a method out of the plan, with what was planned with it."""
    found = project_of(request, project)
    row = get_object_or_404(ChosenMethod, scope=found.pk, pk=chosen)
    why = request.POST.get("reason", "").strip()[:300]
    plan.take_out(chosen=row, by=request.user.pk, at=timezone.now(), reason=why)
    messages.success(request, _("It is out of the plan, and what was planned with it is called off. Both are kept."))
    return _overview(request, found)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def add_notice(request: TeamRequest, project: str) -> HttpResponse:
    """Put a notice into the schedule."""
    found = project_of(request, project)
    offered = {"channel": request.GET.get("channel", "")}
    form = _notice_form(request, offered)
    if request.method == "POST" and form.is_valid():
        plan.schedule(
            scope=found.pk,
            values=form.values(),
            by=request.user.pk,
            at=timezone.now(),
            id=identifier(request.POST.get("once", "")) or uuid4(),
        )
        messages.success(request, _("It is in the schedule."))
        return _overview(request, found)
    once = identifier(request.POST.get("once", "")) or uuid4()
    return _notice_page(request, found, form, _("Add a notice"), once=once)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def change_notice(request: TeamRequest, project: str, notice: UUID) -> HttpResponse:
    """Change a notice, say that it was sent and how many it reached, or call it off."""
    found = project_of(request, project)
    row = get_object_or_404(ScheduledNotice, scope=found.pk, pk=notice)
    form = _notice_form(request, {name: getattr(row, name) for name in plan.NOTICE_FIELDS})
    clash = False
    if request.method == "POST" and form.is_valid():
        typed = request.POST.get("seen", "")
        seen = whole(typed)
        try:
            plan.change_notice(notice=row, values=form.values(), by=request.user.pk, at=timezone.now(), seen=seen)
        except plan.NoticeChanged:
            row.refresh_from_db()
            clash = True
        else:
            messages.success(request, _("The schedule is changed."))
            return _overview(request, found)
    seen_now = request.POST.get("seen", row.version) if form.errors else row.version
    return _notice_page(request, found, form, _("Change a notice"), notice=row, seen=seen_now, clash=clash)


def _notice_page(
    request: TeamRequest, project: Project, form: NoticeForm, heading: str, *, clash: bool = False, **context: Any
) -> HttpResponse:
    status = 409 if clash else 422 if form.errors else 200
    problems = bool(form.errors or clash)
    return _page(
        request, project, "notice", status, form=form, heading=heading, clash=clash, problems=problems, **context
    )


def _notice_form(request: TeamRequest, initial: dict[str, Any]) -> NoticeForm:
    today = local(timezone.now()).date()
    # Colleagues who left and channels that were hidden stay choosable where a notice names them already.
    shown = [
        each
        for each in shelf_of("channel", library.changes(request.organisation), today)
        if not each.hidden or each.entry.key == initial.get("channel")
    ]
    people = [(str(each.person_id), each.person.name) for each in staff.colleagues(request.organisation.pk)]
    owner = initial.get("owner")
    if owner is not None and str(owner) not in dict(people):
        people += [(str(owner), staff.names([owner])[owner])]
    return NoticeForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        channels=[(each.entry.key, _(each.entry.name)) for each in shown],
        colleagues=people,
        today=today,
    )
