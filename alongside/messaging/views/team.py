"""Tasks of the team: letters to post, people to phone, other ways that were asked for."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.messaging import actions, letters
from alongside.messaging.forms import DoneForm, OwnerForm
from alongside.messaging.models import Task
from alongside.messaging.presenters import lines, names, state_of
from alongside.people.accounts import identities
from alongside.people.accounts.access import can, team_page
from alongside.people.accounts.addressing import wishes
from alongside.people.accounts.models import Membership, Person
from alongside.people.accounts.preferences import language_and_format
from alongside.people.accounts.roles import Permission

PER_PAGE = 50
USUAL = ("en-gb", "standard")


@team_page(Permission.SEE_CONTACTS)
def tasks(request: Any) -> HttpResponse:
    """What is to be done, by date; or what was done, newest first."""
    done = request.GET.get("show") == "done"
    found = request.organisation.tasks.filter(done_at__isnull=not done)
    order = ("-done_at", "-pk") if done else ("due_on", "pk")
    if after := request.GET.get("after"):
        last = _task(request, after)
        found = found.filter(
            Q(done_at__lt=last.done_at) | Q(done_at=last.done_at, pk__lt=last.pk)
            if done
            else Q(due_on__gt=last.due_on) | Q(due_on=last.due_on, pk__gt=last.pk)
        )
    rows = list(found.defer("words", "outcome").order_by(*order)[: PER_PAGE + 1])
    context = {
        "current": "today",
        "done": done,
        "rows": lines(rows[:PER_PAGE], timezone.localdate()),
        "more": rows[PER_PAGE - 1].pk if len(rows) > PER_PAGE else None,
        "first": not after,
        "letters": 0 if done else request.organisation.tasks.filter(kind=Task.Kind.LETTER, done_at=None).count(),
    }
    return render(request, "messaging/tasks.html", context)


def _task(request: Any, task: UUID | str) -> Task:
    try:
        return get_object_or_404(Task, pk=UUID(str(task)), organisation=request.organisation)
    except ValueError as problem:
        raise Http404 from problem


def _colleagues(request: Any) -> list[tuple[str, str]]:
    """Who may do tasks here: roles that see how to reach people."""
    held = Membership.objects.filter(organisation=request.organisation, until=None).select_related("person")
    return [(str(each.person.pk), str(each.person)) for each in held if can(each, Permission.SEE_CONTACTS)]


def _wish(held: Task) -> str:
    """The language and format that somebody asked for, where it is not the usual one."""
    language, format = wishes([held.envelope]).get(held.envelope, USUAL) if held.envelope else USUAL
    return language_and_format(language, format) if (language, format) != USUAL else ""


def _show(request: Any, held: Task, form: Any = None, status: int = 200, **more: Any) -> HttpResponse:
    words, colour = state_of(held, timezone.localdate())
    owners = names({one for one in (held.owner, held.done_by) if one})
    context = {
        "current": "today",
        "task": held,
        "state": words,
        "colour": colour,
        "owner": owners.get(held.owner) if held.owner else None,
        "wish": _wish(held),
        "done_by": owners.get(held.done_by) if held.done_by else None,
        "form": form or DoneForm(),
        "owner_form": OwnerForm(colleagues=_colleagues(request), initial={"owner": str(held.owner or "")}),
        "problems": status == 422,
        **more,
    }
    return render(request, "messaging/task.html", context, status=status)


@never_cache
@team_page(Permission.SEE_CONTACTS)
def task(request: Any, task: UUID) -> HttpResponse:
    return _show(request, _task(request, task))


@require_POST
@never_cache
@team_page(Permission.SEE_CONTACTS)
def where(request: Any, task: UUID) -> HttpResponse:
    """Where it goes: shown once, to do the task, and written down. For a letter, ready to print."""
    held = _task(request, task)
    address = None
    if held.envelope is not None and held.done_at is None:
        purpose = _("To do a task: %(task)s") % {"task": held.title}
        address = identities.look_in_envelope(
            organisation=request.organisation, by=request.user, purpose=purpose, envelope=held.envelope
        )
    if address is not None and held.kind == Task.Kind.LETTER and address.route == Task.Kind.LETTER:
        drawn = letters.drawn(letters.Letter(held, address), request.organisation)
        return render(request, "messaging/letter.html", {"task": held, "letter": drawn})
    return _show(request, held, address=address, looked=True)


@require_POST
@team_page(Permission.SEE_CONTACTS)
def give(request: Any, task: UUID) -> HttpResponse:
    """Somebody takes the task on, or gives it to a colleague."""
    held = _task(request, task)
    form = OwnerForm(request.POST, colleagues=_colleagues(request))
    if not form.is_valid():
        return _show(request, held, form=form, status=422)
    owner = Person.objects.get(pk=form.cleaned_data["owner"])
    actions.give_task(task=held, by=request.user, owner=owner)
    messages.success(request, _("%(name)s does this task.") % {"name": owner})
    return redirect("messaging-team:task", request.organisation.slug, held.pk)


@require_POST
@team_page(Permission.SEE_CONTACTS)
def done(request: Any, task: UUID) -> HttpResponse:
    held = _task(request, task)
    form = DoneForm(request.POST)
    if not form.is_valid():
        return _show(request, held, form=form, status=422)
    try:
        actions.finish_task(task=held, by=request.user, outcome=form.cleaned_data["outcome"], need_met=form.met)
    except actions.AlreadyDone as problem:
        messages.info(request, str(problem))
        return redirect("messaging-team:task", request.organisation.slug, held.pk)
    messages.success(request, _("Done. The address and the words are deleted."))
    return redirect("messaging-team:tasks", request.organisation.slug)
