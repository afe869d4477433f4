"""What is to be shown: the queue, one text side by side, and worries about somebody's safety."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from alongside.moderation import actions, presenters
from alongside.moderation.forms import CloseForm, DecideForm, MessageForm, WorryForm
from alongside.moderation.models import ShownText, Worry
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.roles import Permission

State = ShownText.State
AT_ONCE = 50
SHOWN = {
    "waiting": [State.WAITING],
    "held": [State.HELD],
    "decided": [State.PUBLISHED, State.HIDDEN_WORDS, State.NOT_PUBLISHED],
}
NEEDS_A_LOOK = (State.HIDDEN_WORDS, State.NOT_PUBLISHED)


def _texts(request: TeamRequest) -> QuerySet[ShownText]:
    """Texts of this organisation whose answers still count."""
    return ShownText.objects.filter(
        project__organisation=request.organisation, contribution__withdrawn_at=None
    ).select_related("contribution__project__organisation", "contribution__response__submission")


@team_page(Permission.MODERATE)
@require_GET
def queue(request: TeamRequest) -> HttpResponse:
    """Riskiest first, then oldest. The address says which project and whether waiting, held or decided."""
    show = request.GET.get("show", "waiting")
    show = show if show in SHOWN else "waiting"
    found = _texts(request)
    if project := request.GET.get("project", "")[:60]:
        found = found.filter(project__slug=project)
    counts = dict(found.order_by().values_list("state").annotate(Count("pk")))
    kept = found.filter(state__in=SHOWN[show])
    total = sum(counts.get(state, 0) for state in SHOWN[show])
    page = request.GET.get("page", "1")
    number = max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1
    rows = kept.order_by("-asked_at", "pk") if show == "decided" else kept
    first = (number - 1) * AT_ONCE
    sees_worries = can(request.membership, Permission.SEE_CONTACTS)
    context = {
        "current": "today",
        "show": show,
        "project_slug": project,
        "tabs": [
            ("waiting", _("Waiting"), sum(counts.get(state, 0) for state in SHOWN["waiting"])),
            ("held", _("Held"), sum(counts.get(state, 0) for state in SHOWN["held"])),
            ("decided", _("Decided"), sum(counts.get(state, 0) for state in SHOWN["decided"])),
        ],
        "lines": presenters.lines(rows[first : first + AT_ONCE]),
        "next_page": number + 1 if total > first + AT_ONCE else None,
        "sees_worries": sees_worries,
        "worries": _worries(request).filter(closed_at=None).count() if sees_worries else 0,
    }
    return render(request, "moderation/queue.html", context)


def _text(request: TeamRequest, pk: UUID) -> ShownText:
    return get_object_or_404(_texts(request).prefetch_related("decisions"), pk=pk)


def _hint_words(text: ShownText) -> list[str]:
    return list(dict.fromkeys(each.words for each in presenters.hints_of(text.words)))


@team_page(Permission.MODERATE)
def one(request: TeamRequest, text: UUID) -> HttpResponse:
    """Decide about one text. What the person will be told is looked at before it is sent."""
    held = _text(request, text)
    if request.method != "POST":
        return _show(request, held, _form(held))
    form = _form(held, request.POST)
    if "change" in request.POST:
        return _show(request, held, _form(held, initial=_typed(request)))
    if not form.is_valid():
        return _show(request, held, form, status=422)
    data = form.cleaned_data
    message = MessageForm(request.POST if "checked" in request.POST else None)
    try:
        if data["state"] in NEEDS_A_LOOK and "checked" not in request.POST:
            return _check(request, held, form)
        if message.is_bound and not message.is_valid():
            return _check(request, held, form, message)
        actions.decide(
            text=held,
            state=data["state"],
            by=request.user.pk,
            seen=data["seen"],
            reason=data["reason"],
            hidden=form.hidden() if data["state"] == State.HIDDEN_WORDS else (),
            message=message.cleaned_data["message"] if message.is_bound else "",
        )
    except actions.NotThere as problem:
        form.add_error("words", _("These words are not in the text: %(words)s") % {"words": "; ".join(problem.words)})
        return _show(request, held, form, status=422)
    except actions.DecidedMeanwhile:
        form.add_error(
            None, _("A colleague has decided about this since you opened it. Look at the history, then decide.")
        )
        return _show(request, _text(request, text), form, status=409, again=True)
    return _go_on(request, _("Saved."))


def _typed(request: HttpRequest) -> dict[str, Any]:
    kept = {name: request.POST.get(name, "") for name in ("words", "state", "reason", "seen")}
    return {**kept, "hide": request.POST.getlist("hide")}


def _form(text: ShownText, data: Any = None, initial: dict[str, Any] | None = None) -> DecideForm:
    return DecideForm(
        data, initial=initial or {"seen": len(text.decisions.all())}, hint_words=_hint_words(text), auto_id="%s"
    )


def _show(
    request: TeamRequest,
    text: ShownText,
    form: DecideForm,
    *,
    status: int = 200,
    again: bool = False,
    worry: Any = None,
) -> HttpResponse:
    if again:
        form.data = {**form.data.dict(), "seen": len(text.decisions.all())}  # type: ignore[attr-defined]
    context = {
        "current": "today",
        "text": text,
        "project": text.contribution.project,
        "question": presenters.question_words(text.contribution, text.question),
        "whole": presenters.whole_answer(text.contribution, text.question),
        "hints": presenters.hints_of(text.words),
        "history": presenters.history(text),
        "state_colour": presenters.STATE_COLOURS[State(text.state)],
        "form": form,
        "worry_form": worry or WorryForm(auto_id="%s"),
        "who": [str(each) for each in actions.who_sees_worries(request.organisation)],
        "problems": status != 200,
    }
    return render(request, "moderation/text.html", context, status=status)


def _check(request: TeamRequest, text: ShownText, form: DecideForm, message: MessageForm | None = None) -> HttpResponse:
    """What the public will see and what the person will read. Raises actions.NotThere."""
    data = form.cleaned_data
    hides = data["state"] == State.HIDDEN_WORDS
    public = actions.public_view(text, form.hidden()) if hides else ""
    reachable = actions.contact_of(text.contribution) is not None
    words = presenters.message_for(text, data["state"], data["reason"], public)
    context = {
        "current": "today",
        "text": text,
        "project": text.contribution.project,
        "question": presenters.question_words(text.contribution, text.question),
        "public": public,
        "typed": [
            (name, value)
            for name in ("hide", "words", "state", "reason", "seen")
            for value in request.POST.getlist(name)
        ],
        "form": (message or MessageForm(initial={"message": words}, auto_id="%s")) if reachable else None,
        "problems": message is not None,
    }
    return render(request, "moderation/check.html", context, status=422 if message else 200)


def _go_on(request: TeamRequest, done: str) -> HttpResponse:
    """To the next text that waits, or back to the queue."""
    messages.success(request, done)
    following = _texts(request).filter(state=State.WAITING).first()
    if following is None:
        return redirect("moderation:queue", request.organisation.slug)
    return redirect("moderation:text", request.organisation.slug, following.pk)


@team_page(Permission.MODERATE)
@require_POST
def raise_worry(request: TeamRequest, text: UUID) -> HttpResponse:
    """Out of moderation, to those who can reach people."""
    held = _text(request, text)
    form = WorryForm(request.POST, auto_id="%s")
    if not form.is_valid():
        return _show(request, held, _form(held), status=422, worry=form)
    actions.worry(text=held, words=form.cleaned_data["worry"], by=request.user.pk)
    names = ", ".join(str(each) for each in actions.who_sees_worries(request.organisation))
    return _go_on(request, _("Passed on to %(names)s. The text is held and not shown.") % {"names": names})


def _worries(request: TeamRequest) -> QuerySet[Worry]:
    return Worry.objects.filter(project__organisation=request.organisation)


@team_page(Permission.SEE_CONTACTS)
@require_GET
def worries(request: TeamRequest) -> HttpResponse:
    found = _worries(request).select_related("contribution__project").defer("words", "outcome")
    rows = [*found.filter(closed_at=None), *found.exclude(closed_at=None).order_by("-closed_at")[:AT_ONCE]]
    return render(request, "moderation/worries.html", {"current": "today", "rows": rows})


@team_page(Permission.SEE_CONTACTS)
@never_cache
def one_worry(request: TeamRequest, worry: UUID) -> HttpResponse:
    """What worries, the whole answer, and what was done about it."""
    found = get_object_or_404(
        _worries(request).select_related("contribution__project__organisation", "contribution__response__submission"),
        pk=worry,
    )
    form = CloseForm(request.POST if request.method == "POST" else None, auto_id="%s")
    if form.is_bound and form.is_valid():
        actions.close_worry(worry=found, outcome=form.cleaned_data["outcome"], by=request.user.pk)
        messages.success(request, _("Saved. The worry is closed."))
        return redirect("moderation:worries", request.organisation.slug)
    names = presenters.names_of(filter(None, [found.raised_by, found.closed_by]))
    context = {
        "current": "today",
        "worry": found,
        "project": found.contribution.project,
        "question": presenters.question_words(found.contribution, found.question),
        "whole": presenters.whole_answer(found.contribution, found.question),
        "raised_by": names.get(found.raised_by, ""),
        "closed_by": names.get(found.closed_by, "") if found.closed_by else "",
        "form": form,
        "problems": bool(form.errors),
    }
    return render(request, "moderation/worry.html", context, status=422 if form.errors else 200)
