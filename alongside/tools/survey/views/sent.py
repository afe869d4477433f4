"""After saving or sending: the code, a copy, what happened with what was said, and taking it back."""

import hashlib
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alongside.activities.followups import blocks_for
from alongside.activities.models import Contribution
from alongside.design.choosing import choose, has_chosen, in_their_language
from alongside.design.said import plain
from alongside.messaging.actions import Address, send
from alongside.organisations.access import open_to_all
from alongside.people.voices import cookies
from alongside.people.voices.actions import voice_for_code
from alongside.people.voices.models import Voice
from alongside.people.voices.rules import read_code, spaced
from alongside.projects.models import State
from alongside.questionnaires.actions import definition_by_id
from alongside.questionnaires.flow import next_unmet
from alongside.questionnaires.formats import Wrong, read_email
from alongside.questionnaires.languages import edition_in
from alongside.questionnaires.models import Submission
from alongside.tools.survey import actions, presenters
from alongside.tools.survey.arriving import PART, Arrival, arrive
from alongside.tools.survey.models import Survey
from alongside.tools.survey.views.public import done_page, saved_page

MOST_MAILS = 5
"""So many an hour for one voice: the form is no way to send mail to strangers."""


@open_to_all
@in_their_language
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def use_code(request: Any) -> HttpResponse:
    """Type the code: go on answering, or see what happened."""
    typed = request.POST.get("code", "")
    page = {"typed": typed, "problems": request.method == "POST"}
    if request.method == "POST":
        code = read_code(typed)
        voice = voice_for_code(code) if code else None
        if voice is not None and code is not None:
            return _open(request, voice, code)
    return render(request, "survey/use_code.html", page, status=422 if request.method == "POST" else 200)


def _open(request: Any, voice: Voice, code: str) -> HttpResponse:
    """To the voice's answers, wherever they stand, with the browser keeping the code from now on."""
    survey = (
        Survey.objects.filter(activity__project_id=voice.scope)
        .select_related("activity__project__organisation")
        .order_by("activity__position")
        .first()
    )
    submission = Submission.objects.filter(voice=voice).select_related("sitting").order_by("-saved_at").first()
    if survey is None or submission is None:
        return render(request, "survey/not_yet.html", {"survey": survey})
    project = survey.activity.project
    org = project.organisation.slug
    if submission.sent_at is None and voice.withdrawn_at is not None:
        return redirect("survey:withdrawn", org, project.slug)
    if submission.sent_at is not None:
        response = redirect("survey:follow", org, project.slug)
    else:
        definition = definition_by_id(submission.edition_id)
        unmet = next_unmet(definition, actions.answers_of(submission, definition))
        response = (
            redirect("survey:question", org, project.slug, unmet)
            if unmet
            else redirect("survey:check", org, project.slug)
        )
    cookies.write(
        response,
        survey.pk,
        cookies.Answers(voice.pk, submission.pk, code),
        path=f"/{org}/projects/{project.slug}/",
    )
    sitting = getattr(submission, "sitting", None)
    if sitting is not None and not has_chosen(request):
        choose(response, sitting.language)
    return response


def _mail(here: Arrival, *, kind: str, subject: str, words: str) -> str:
    """Send to the address typed, used once and deleted after; what is wrong with it, or nothing.

    A person is sent the same thing at the same address once, however often they ask.
    """
    assert here.kept is not None
    found = read_email(here.request.POST.get("email", ""))
    if isinstance(found, Wrong):
        return _("Enter an email address, like name@example.com")
    counter = f"survey-mails-{here.kept.submission.hex}"
    if int(cache.get(counter, 0)) >= MOST_MAILS:
        return _("We have sent several emails already. Try again in an hour, or write your code down.")
    cache.set(counter, int(cache.get(counter, 0)) + 1, 3600)
    address = hashlib.sha256(found.casefold().encode()).hexdigest()
    send(
        kind=kind,
        organisation=here.request.organisation,
        scope=here.project.pk,
        to=Address("email", found),
        subject=subject,
        words=words,
        once=f"{kind}:{here.kept.submission}:{address}",
    )
    return ""


@open_to_all
@in_their_language
@require_POST
def email_code(request: Any, project: str) -> HttpResponse:
    """The code by email: the address is deleted after sending."""
    here = arrive(request, project)
    if here.sitting is None or here.kept is None or here.sent:
        return here.to("saved")
    words = _(
        "Your answers to “%(project)s” are saved.\n\nYour code: %(code)s\n\n"
        "To go on, open %(link)s and enter it. Keep it private."
    ) % {"project": here.project.question, "code": spaced(here.kept.code), "link": code_page(request)}
    problem = _mail(here, kind="survey.code", subject=_("Your code"), words=words)
    if problem:
        return saved_page(here, problem=problem, email=request.POST.get("email", ""))
    messages.success(request, _("Your code is on its way. We delete your address after sending."))
    return here.to("saved")


@open_to_all
@in_their_language
@require_POST
def copy(request: Any, project: str) -> HttpResponse:
    """My answers by email, with the code."""
    here = arrive(request, project)
    if here.sitting is None or here.kept is None or not here.sent or here.withdrawn:
        return here.to("done")
    lines = [_("We have your answers to “%(project)s”.") % {"project": here.project.question}]
    lines.append(_("Your code: %(code)s") % {"code": spaced(here.kept.code)})
    lines.append(
        _("To see what happens, or to withdraw, open %(link)s and enter it. Keep it private.")
        % {"link": code_page(request)}
    )
    for part in presenters.sections(here.definition, here.answers):
        for line in part.lines:
            lines.append("\n".join(map(plain, [line.question.wording, *(line.lines or [_("Not answered")])])))
    problem = _mail(here, kind="survey.copy", subject=_("Your answers"), words="\n\n".join(lines))
    if problem:
        return done_page(here, problem=problem, email=request.POST.get("email", ""))
    messages.success(request, _("A copy is on its way. We delete your address after sending."))
    return here.to("done")


def code_page(request: Any) -> str:
    return str(request.build_absolute_uri(reverse("survey:return", args=[request.organisation.slug])))


@open_to_all
@in_their_language
@never_cache
@require_http_methods(["GET", "HEAD"])
def follow(request: Any, project: str) -> HttpResponse:
    """What happened with what you said."""
    here = arrive(request, project)
    submission = _submission(here)
    if submission is None or submission.sent_at is None:
        return redirect("survey:return", request.organisation.slug) if submission is None else here.to("saved")
    definition = edition_in(submission.edition_id, here.words, PART)
    state = here.project.state_at(timezone.now())
    closed = state in (State.CLOSED, State.ANSWERED)
    page = {
        "here": here,
        "project": here.project,
        "code": here.kept.code if here.kept else "",
        "sent_at": submission.sent_at,
        "withdrawn_at": submission.voice.withdrawn_at,
        "sections": presenters.sections(definition, actions.answers_of(submission, definition)),
        "blocks": blocks_for(request, submission.voice_id),
        "people": Contribution.objects.counted().filter(project=here.project).count() if closed else 0,
        "closed": closed,
    }
    return render(request, "survey/follow.html", page)


@open_to_all
@in_their_language
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Any, project: str) -> HttpResponse:
    """Says what withdrawing does; then does it."""
    here = arrive(request, project)
    submission = _submission(here)
    if submission is None:
        return redirect("survey:return", request.organisation.slug)
    if request.method == "POST":
        actions.withdraw(survey=here.survey, voice=submission.voice)
        return here.to("withdrawn")
    return render(
        request, "survey/withdraw.html", {"here": here, "project": here.project, "sent": submission.sent_at is not None}
    )


@open_to_all
@in_their_language
@require_http_methods(["GET", "HEAD"])
def withdrawn(request: Any, project: str) -> HttpResponse:
    here = arrive(request, project)
    return render(request, "survey/withdrawn.html", {"here": here, "project": here.project})


def _submission(here: Arrival) -> Submission | None:
    """This browser's answers, also those that came on paper and have no sitting."""
    if here.sitting is not None:
        return here.sitting.submission
    if here.kept is None:
        return None
    return (
        Submission.objects.filter(pk=here.kept.submission, voice=here.kept.voice, voice__scope=here.project.pk)
        .select_related("voice")
        .first()
    )
