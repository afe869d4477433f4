"""Responses: how many by channel, the list, one response with stars, tags and quotes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.activities.models import Capacity, Channel
from alongside.analysis import marks, reading, responses
from alongside.analysis.forms import ReadForm
from alongside.analysis.models import Mark
from alongside.analysis.reporting.bars import DESK, PHONE
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects.models import Project
from alongside.projects.stages import frame
from alongside.tools.survey.models import Response

FILTERS = ("channel", "capacity", "marked", "tag", "number")


def _project(request: TeamRequest, slug: str) -> Project:
    return get_object_or_404(request.organisation.projects, slug=slug)


def _unread(project: Project) -> dict[str, Any]:
    newest = reading.newest(project.pk)
    return {"newest": newest, "count": reading.unread(project.pk, newest), "now": timezone.now().isoformat()}


def _personal(request: TeamRequest) -> bool:
    return can(request.membership, Permission.SEE_CONTACTS)


def _page(request: TeamRequest, template: str, project: Project, **context: Any) -> HttpResponse:
    shown = {
        **frame(project, request.organisation, timezone.now(), "hear"),
        **context,
    }
    return render(request, f"analysis/{template}", shown)


@team_page(Permission.SEE_TEAM_PAGES)
def listed(request: TeamRequest, project: str) -> HttpResponse:
    """Everyone in the team sees how many; who may read responses sees the list."""
    found = _project(request, project)
    may_read = can(request.membership, Permission.READ_RESPONSES)
    chosen = {name: request.GET.get(name, "")[:60] for name in FILTERS}
    after = request.GET.get("after", "")
    page = responses.page_of(found, chosen, after, personal=_personal(request)) if may_read else None
    return _page(
        request,
        "responses.html",
        found,
        counted=responses.how_many(found),
        phone=PHONE,
        desk=DESK,
        may_read=may_read,
        unread=_unread(found) if may_read else None,
        page=page,
        chosen=chosen,
        # Translated once, and not in each of fifty rows.
        channels={key: str(words) for key, words in Channel.choices},
        capacities={key: str(words) for key, words in Capacity.choices},
        tags=responses.tags_of(found) if may_read else [],
    )


@team_page(Permission.READ_RESPONSES)
@require_POST
def read(request: TeamRequest, project: str) -> HttpResponse:
    """Everything that was received when the page was shown has been read."""
    found, form = _project(request, project), ReadForm(request.POST)
    if form.is_valid():
        upto = min(form.cleaned_data["upto"], timezone.now())
        reading.read(project=found, upto=upto, how=form.cleaned_data["how"], by=request.user.pk)
        messages.success(request, _("Saved. Answers that come later are unread."))
    else:
        messages.error(request, _("Enter who read them, and how"))
    return redirect("analysis-team:responses", request.organisation.slug, found.slug)


def _response(request: TeamRequest, project: str, contribution: UUID) -> Response:
    return get_object_or_404(
        Response.objects.select_related("contribution__project", "submission__edition").prefetch_related(
            "contribution__marks"
        ),
        contribution=contribution,
        contribution__project__organisation=request.organisation,
        contribution__project__slug=project,
        contribution__withdrawn_at=None,
    )


@team_page(Permission.READ_RESPONSES)
def one(request: TeamRequest, project: str, contribution: UUID) -> HttpResponse:
    response = _response(request, project, contribution)
    shown = responses.answers_shown(response, personal=_personal(request))
    if request.method == "POST":
        _mark(request, response, {each.question.key: each for each in shown})
        return redirect("analysis-team:response", request.organisation.slug, project, contribution)
    return _page(
        request,
        "response.html",
        response.contribution.project,
        response=response,
        contribution=response.contribution,
        answers=shown,
        starred_whole=any(
            each.kind == Mark.Kind.STAR and not each.question for each in response.contribution.marks.all()
        ),
    )


def _mark(request: TeamRequest, response: Response, answers: dict[str, responses.AnswerShown]) -> None:
    """One of: star, unstar, tag, quote, remove. A question that is not there changes nothing."""
    contribution, by = response.contribution, request.user.pk
    question, act = request.POST.get("question", ""), request.POST.get("act", "")
    words = request.POST.get("words", "").strip()
    if question and question not in answers:
        return
    if act in ("star", "unstar"):
        marks.star(contribution=contribution, question=question, on=act == "star", by=by)
    elif act == "tag" and words:
        marks.tag(contribution=contribution, question=question, words=words, by=by)
    elif act == "tag":
        messages.error(request, _("Enter a tag"))
    elif act == "quote" and question and answers[question].may_be_quoted:
        said = answers[question].text
        try:
            marks.quote(contribution=contribution, question=question, words=words, answer=said, by=by)
        except marks.MayNotQuote:
            messages.error(request, _("This person did not say that we may quote them."))
        except marks.NotTheirWords:
            messages.error(request, _("A quote must be their own words, as they wrote them."))
        else:
            messages.success(request, _("Kept as a quote. It is shown in public only after moderation."))
    elif act == "remove":
        for mark in contribution.marks.all():
            if str(mark.pk) == request.POST.get("mark"):
                marks.remove(mark=mark, by=by)
