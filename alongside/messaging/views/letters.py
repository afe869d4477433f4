"""Letters to print and post: all that wait in one file, or one of them; then marked as posted together."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.messaging import actions, letters, presenters
from alongside.messaging.models import LetterFile, Task
from alongside.people.accounts.access import team_page
from alongside.people.accounts.roles import Permission


def _file(request: Any, pk: UUID) -> LetterFile:
    """Of this organisation, for whoever asked for it."""
    held: LetterFile = get_object_or_404(request.organisation.letter_files, pk=pk, by=request.user.pk)
    return held


def _to(request: Any, made: LetterFile) -> HttpResponse:
    return redirect("messaging-team:letters-file", request.organisation.slug, made.pk)


@never_cache
@team_page(Permission.SEE_CONTACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: Any) -> HttpResponse:
    """How many letters wait, what is being printed already, and the button that makes a file of them all."""
    found = letters.to_post(request.organisation)
    if request.method == "POST":
        if found:
            tasks = found[: letters.MOST]
            return _to(request, actions.make_letters(organisation=request.organisation, tasks=tasks, by=request.user))
        messages.info(request, _("There are no letters to post."))
        return redirect("messaging-team:tasks", request.organisation.slug)
    standing = list(
        request.organisation.letter_files.filter(posted_at=None, asked_at__gt=timezone.now() - letters.KEPT)
    )
    context = {
        "current": "today",
        "letters": len(found),
        "most": letters.MOST,
        "standing": presenters.letter_files(standing, request.user.pk),
    }
    return render(request, "messaging/letters.html", context)


@team_page(Permission.SEE_CONTACTS)
@require_POST
def one(request: Any, task: UUID) -> HttpResponse:
    """One letter as a PDF."""
    held = get_object_or_404(Task, pk=task, organisation=request.organisation, kind=Task.Kind.LETTER)
    if held.done_at is not None or held.envelope is None:
        return redirect("messaging-team:task", request.organisation.slug, held.pk)
    return _to(request, actions.make_letters(organisation=request.organisation, tasks=[held.pk], by=request.user))


@never_cache
@team_page(Permission.SEE_CONTACTS)
@require_safe
def file(request: Any, letters: UUID) -> HttpResponse:
    """It is being made, or it is ready: what is in it, what is not and why, and what to do next."""
    held = _file(request, letters)
    tasks = list(Task.objects.filter(organisation=request.organisation, pk__in=held.left).only("id", "title"))
    context = {
        "current": "today",
        "letters": held,
        "count": len(held.tasks),
        "gone": held.asked_at < timezone.now() - KEPT,
        "left": [(each, presenters.why_not_printed(held.left[str(each.pk)])) for each in tasks],
        "still": Task.objects.filter(organisation=request.organisation, pk__in=held.tasks, done_at=None).count(),
    }
    return render(request, "messaging/letters_file.html", context)


@never_cache
@team_page(Permission.SEE_CONTACTS)
@require_safe
def pdf(request: Any, letters: UUID) -> HttpResponse:
    held = _file(request, letters)
    content = None if held.ready_at is None else _content(held)
    if content is None:
        return _to(request, held)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="letters-{timezone.localdate(held.asked_at):%Y-%m-%d}.pdf"'
    return response


_content, KEPT = letters.content_of, letters.KEPT


@team_page(Permission.SEE_CONTACTS)
@require_POST
def posted(request: Any, letters: UUID) -> HttpResponse:
    held = _file(request, letters)
    if held.ready_at is None:
        return _to(request, held)
    count = actions.letters_posted(letters=held, by=request.user)
    words = ngettext(
        "%(count)s letter is marked as posted. Its words and address are deleted.",
        "%(count)s letters are marked as posted. Their words and addresses are deleted.",
        count,
    )
    messages.success(request, words % {"count": count})
    return redirect("messaging-team:tasks", request.organisation.slug)
