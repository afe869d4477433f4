"""About you: why, then one question a page, then done. Nothing is stored until the last page is passed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alongside.design.choosing import in_their_language, reads
from alongside.documents.reading import Words
from alongside.organisations.access import open_to_all
from alongside.people.monitoring import draft
from alongside.people.monitoring.access import has_answered
from alongside.people.monitoring.actions import keep
from alongside.people.voices.arrivals import Arrival, arrive
from alongside.questionnaires.actions import current
from alongside.questionnaires.answers import read_answer
from alongside.questionnaires.codec import answers_to_json
from alongside.questionnaires.flow import counted, next_question, position, previous_question, visible
from alongside.questionnaires.languages import edition_in
from alongside.questionnaires.models import Edition
from alongside.questionnaires.presenters import Field, field_of
from alongside.questionnaires.types import Answer, Definition


def _here(request: Any, slug: str) -> tuple[Arrival, Edition, Definition] | HttpResponse:
    """What is asked, and of whose voice; or the page that says why it is not."""
    arrival = arrive(request, slug)
    if arrival.monitoring is None or arrival.voice is None:
        return render(request, "monitoring/not_asked.html", {"project": arrival.project, "arrival": arrival})
    edition = current(arrival.monitoring)
    return arrival, edition, edition_in(edition.pk, Words(reads()))


@open_to_all
@in_their_language
@never_cache
def start(request: Any, project: str) -> HttpResponse:
    here = _here(request, project)
    if isinstance(here, HttpResponse):
        return here
    arrival, _edition, definition = here
    assert arrival.voice is not None
    context = {
        "project": arrival.project,
        "first": (first := next_question(definition, {})),
        "count": position(definition, {}, first).about if first else 0,
        "answered": has_answered(arrival.voice.id),
    }
    return render(request, "monitoring/start.html", context)


@open_to_all
@in_their_language
@never_cache
def question(request: Any, project: str, key: str) -> HttpResponse:
    here = _here(request, project)
    if isinstance(here, HttpResponse):
        return here
    arrival, edition, definition = here
    assert arrival.voice is not None
    answers: dict[str, Answer] = draft.read(request, arrival.survey_id, arrival.voice.id)
    asked = definition.by_key.get(key)
    if asked is None or key not in visible(definition, answers):
        raise Http404
    if request.method != "POST":
        return _page(request, arrival, definition, answers, field_of(asked, answers.get(key)))
    posted = {name: request.POST.getlist(name) for name in request.POST}
    read = read_answer(asked, posted)
    if isinstance(read, list):
        return _page(request, arrival, definition, answers, field_of(asked, posted=posted, problems=read))
    answers[key] = read
    following = next_question(definition, answers, after=key)
    if following is None:
        return _finish(request, arrival, edition, definition, answers)
    response = redirect("monitoring:question", request.organisation.slug, project, following)
    try:
        draft.write(response, arrival.survey_id, arrival.voice.id, answers, path=arrival.path)
    except draft.TooMuch:
        too_much = field_of(asked, posted=posted)
        words = _("Use fewer words: your answers so far are more than your browser can keep for us")
        return _page(request, arrival, definition, answers, Field(asked, too_much.data, {asked.key: words}))
    return response


def _finish(
    request: Any, arrival: Arrival, edition: Edition, definition: Definition, answers: dict[str, Answer]
) -> HttpResponse:
    """One row, or none when every question was skipped."""
    assert arrival.voice is not None
    said = {key: each for key, each in counted(definition, answers).items() if each.says_something}
    if said:
        keep(voice=arrival.voice.id, scope=arrival.project.id, edition=edition, answers=answers_to_json(said))
    response = redirect("monitoring:thanks", request.organisation.slug, arrival.project.slug)
    draft.forget(response, arrival.survey_id, path=arrival.path)
    return response


def _page(
    request: Any, arrival: Arrival, definition: Definition, answers: dict[str, Answer], field: Field
) -> HttpResponse:
    earlier = previous_question(definition, answers, field.key)
    context = {
        "project": arrival.project,
        "field": field,
        "position": position(definition, answers, field.key),
        "earlier": earlier,
        "problems": bool(field.errors),
    }
    return render(request, "monitoring/question.html", context, status=422 if field.errors else 200)


@open_to_all
@in_their_language
@never_cache
def thanks(request: Any, project: str) -> HttpResponse:
    arrival = arrive(request, project)
    return render(request, "monitoring/thanks.html", {"project": arrival.project})
