"""Who has come to a survey's page: which survey, how it stands now, and the answers this browser keeps."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.activities.rules import Door, door
from alongside.design.choosing import reads
from alongside.design.languages import SOURCE
from alongside.documents.reading import Words, words_in
from alongside.organisations.access import PublicRequest
from alongside.people.voices import cookies
from alongside.projects.languages import read_in
from alongside.projects.models import Project
from alongside.questionnaires.actions import current_id
from alongside.questionnaires.languages import edition_in
from alongside.questionnaires.types import Answer, Definition
from alongside.tools.survey import actions
from alongside.tools.survey.models import Sitting, Survey

PART = "survey"
"""What the paths of this room's texts begin with."""

REMEMBER_SECONDS = 5

# The columns that these pages read: a project's long texts are not among them.
NEEDED = [
    "questionnaire",
    "monitoring",
    "activity__position",
    *(
        f"activity__project__{name}"
        for name in [
            "organisation",
            "slug",
            "name",
            "question",
            "summary",
            "minutes",
            "content_note",
            "late_rule",
            "who_decides",
            "decides_on",
            "findings_by",
            "opens_at",
            "closes_at",
            "published_at",
            "paused_at",
            "pause_reason",
            "pause_next_on",
            "answered_at",
        ]
    ),
]


@dataclass
class Arrival:
    """``sitting`` is none for a browser that keeps no answers here."""

    request: PublicRequest
    survey: Survey
    edition_id: UUID
    kept: cookies.Answers | None
    sitting: Sitting | None
    door: Door
    # The project's texts in the language they read.
    words: Words
    # The code that was just typed, to be kept by this browser from now on.
    found_code: str = ""

    @property
    def project(self) -> Project:
        return self.survey.activity.project

    @property
    def path(self) -> str:
        """Where the browser sends the cookie: this project's pages, no others."""
        return f"/{self.request.organisation.slug}/projects/{self.project.slug}/"

    @cached_property
    def definition(self) -> Definition:
        edition = self.sitting.submission.edition_id if self.sitting else self.edition_id
        return edition_in(edition, self.words, PART)

    @cached_property
    def answers(self) -> dict[str, Answer]:
        return actions.answers_of(self.sitting.submission, self.definition) if self.sitting else {}

    @property
    def language(self) -> str:
        """What their answers are in: the language in which they are asked."""
        return self.words.language if self.words.part(PART) else SOURCE

    @property
    def sent(self) -> bool:
        return self.sitting is not None and self.sitting.submission.sent_at is not None

    @property
    def withdrawn(self) -> bool:
        return self.sitting is not None and self.sitting.submission.voice.withdrawn_at is not None

    def to(self, name: str, *more: str) -> HttpResponse:
        return redirect(f"survey:{name}", self.request.organisation.slug, self.project.slug, *more)

    def keep(self, response: HttpResponse, sitting: Sitting, code: str) -> None:
        """Let this browser find these answers again."""
        held = cookies.Answers(sitting.submission.voice_id, sitting.submission_id, code)
        cookies.write(response, self.survey.pk, held, path=self.path)

    def forget(self, response: HttpResponse) -> None:
        cookies.forget(response, self.survey.pk, path=self.path)


def survey_or_404(request: PublicRequest, slug: str) -> Survey:
    """The first survey of a published project. One query."""
    survey = _survey_or_404(request, slug)
    survey.activity.project.organisation = request.organisation
    return survey


def _survey_or_404(request: PublicRequest, slug: str) -> Survey:
    found = list(
        Survey.objects.filter(
            activity__project__organisation=request.organisation,
            activity__project__slug=slug,
            activity__project__published_at__isnull=False,
        )
        .select_related("activity__project")
        .only(*NEEDED)
    )
    if not found:
        raise Http404
    return min(found, key=lambda each: each.activity.position)


def edition_or_404(survey: Survey) -> UUID:
    """The newest published edition's id. One query."""
    found = current_id(survey.questionnaire_id)
    if found is None:
        raise Http404
    return found


def asked_now(request: PublicRequest, slug: str) -> tuple[Survey, UUID]:
    """The survey and its newest edition: for a look, some seconds old at most. Whoever sends something asks again."""
    key = f"asked:{request.organisation.pk}:{slug}"
    looks = request.method in ("GET", "HEAD") and settings.REMEMBER_PAGES
    found: tuple[Survey, UUID] | None = cache.get(key) if looks else None
    if found is None:
        survey = _survey_or_404(request, slug)
        found = survey, edition_or_404(survey)
        if settings.REMEMBER_PAGES:
            cache.set(key, found, REMEMBER_SECONDS)
    found[0].activity.project.organisation = request.organisation
    return found


def sitting_of(survey: Survey, kept: cookies.Answers | None) -> Sitting | None:
    """Answers that were taken back before they were sent are nobody's: whoever comes again begins anew."""
    if kept is None:
        return None
    sittings = Sitting.objects.select_related("submission__voice").filter(submission=kept.submission)
    found = next((each for each in sittings if each.survey_id == survey.pk), None)
    gone = found and found.submission.voice.withdrawn_at and found.submission.sent_at is None
    return None if gone else found


def arrive(request: Any, slug: str) -> Arrival:
    """Read the cookie, find the answers, and bring them up to the newest edition if it changed meanwhile."""
    survey, edition = asked_now(request, slug)
    project = survey.activity.project
    kept = cookies.read(request, survey.pk)
    sitting = sitting_of(survey, kept)
    if sitting is not None and sitting.submission.edition_id != edition:
        edition = edition_or_404(survey)  # what was remembered may be the older of the two
    words = words_in(project.pk, reads())
    here = Arrival(request, survey, edition, kept, sitting, door(project, timezone.now()), words)
    read_in(project, words)
    bring_up_to_date(here)
    return here


def bring_up_to_date(here: Arrival) -> None:
    sitting = here.sitting
    if sitting is None or here.sent or sitting.submission.edition_id == here.edition_id:
        return
    moved = actions.bring_up_to_date(sitting=sitting, edition_id=here.edition_id)
    words = [_("We changed this survey while you were answering. Your answers are kept.")]
    if moved.again:
        words.append(
            ngettext(
                "%(number)s question has changed, so we ask it again.",
                "%(number)s questions have changed, so we ask them again.",
                moved.again,
            )
            % {"number": moved.again}
        )
    if moved.gone:
        words.append(
            ngettext(
                "We no longer ask %(number)s question that you answered.",
                "We no longer ask %(number)s questions that you answered.",
                moved.gone,
            )
            % {"number": moved.gone}
        )
    messages.info(here.request, " ".join(words))


def someone_logged_in(request: HttpRequest) -> AbstractBaseUser | None:
    """Who is logged in; a visitor without a session costs no query."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    return request.user


class _Check(CsrfViewMiddleware):
    """The same check as everywhere, answering with the reason instead of a page."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def token_problem(request: HttpRequest) -> bool:
    """Whether the form's token is stale or absent. For views that show the form again with what was typed, which
    are exempt from the middleware's check and must make it themselves."""
    check = _Check(_no_response)
    check.process_request(request)
    return check.process_view(request, _no_response, (), {}) is not None


def _no_response(request: HttpRequest) -> HttpResponse:
    return HttpResponse()
