"""Answering: the start, one question a page, saved, check, sent."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from alongside.activities.models import Capacity
from alongside.design.choosing import in_their_language
from alongside.design.remembering import remembered
from alongside.organisations.access import open_to_all
from alongside.people.voices.actions import voice_for_code
from alongside.people.voices.rules import read_code
from alongside.questionnaires.actions import AlreadySent
from alongside.questionnaires.answers import read_answer
from alongside.questionnaires.flow import missing, next_question, next_unmet, position, previous_question, visible
from alongside.questionnaires.presenters import field_of
from alongside.questionnaires.types import LEFT_BLANK, Answer, Kind, Problem, Question
from alongside.tools.survey import actions, languages, presenters, uploads
from alongside.tools.survey.arriving import Arrival, arrive, someone_logged_in, token_problem
from alongside.tools.survey.models import Sitting
from alongside.tools.survey.rules import MOST_PEOPLE, moved, seen

CHECK = "check"


@in_their_language
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
@remembered
@open_to_all
def start(request: Any, project: str) -> HttpResponse:
    """What it is about, who sees it, then: for whom are you answering? Nothing is kept until Continue."""
    here = arrive(request, project)
    problems: dict[str, str] = {}
    if request.method == "POST" and here.door.may_start:
        capacity = request.POST.get("capacity", "")
        size = _group_size(request.POST.get("group_size", "")) if capacity == Capacity.GROUP else None
        if capacity not in Capacity.values:
            problems["capacity"] = _("Select who you are answering for")
        elif capacity == Capacity.GROUP and size is None:
            problems["group_size"] = _("Enter how many people your answers speak for, like 12")
        else:
            sitting, code = actions.begin(
                survey=here.survey,
                edition_id=here.edition_id,
                capacity=capacity,
                group_size=size,
                language=here.language,
            )
            first = next_question(here.definition, {})
            response = here.to("question", first) if first else here.to(CHECK)
            here.keep(response, sitting, code)
            return response
    page = {
        "here": here,
        "project": here.project,
        "problems": problems,
        "capacities": Capacity.choices,
        "posted": request.POST,
        "questions": len(here.definition.questions),
        "languages": languages.offered(here.project, "start"),
        "behind": languages.behind(here),
        "resume": _resume_link(here) if here.sitting and not here.sent else "",
    }
    return render(request, "survey/start.html", page, status=422 if problems else 200)


def _group_size(typed: str) -> int | None:
    digits = typed.strip().replace(",", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 9):
        return None
    return int(digits) if 1 <= int(digits) <= MOST_PEOPLE else None


def _resume_link(here: Arrival) -> str:
    """Where somebody who comes back goes on: the first question not met yet, or the check page."""
    key = next_unmet(here.definition, here.answers)
    org, project = here.request.organisation.slug, here.project.slug
    return reverse("survey:question", args=[org, project, key]) if key else reverse("survey:check", args=[org, project])


@csrf_exempt  # checked below, so that a stale token shows the page again with what was typed
@open_to_all
@in_their_language
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Any, project: str, key: str) -> HttpResponse:
    here = arrive(request, project)
    if request.method == "POST":
        return _answered(here, key)
    if here.sitting is None:
        return _no_answers(here)
    if here.sent:
        return here.to("done")
    if key not in visible(here.definition, here.answers):
        return _onward(here, None)
    asked = here.definition.by_key[key]
    return _show(here, asked, stored=here.answers.get(key))


def _answered(here: Arrival, key: str) -> HttpResponse:
    request, typed = here.request, dict(here.request.POST.lists())
    asked = here.definition.by_key.get(key)
    if token_problem(request):
        words = _("This page was open for a long time. We kept what you typed. Select Continue again.")
        return _show(here, asked, typed=typed, notice=words) if asked else _onward(here, None)
    if here.sitting is None:
        found = _find_answers(here, typed)
        if found is not None:
            return found
    if here.sent:
        return here.to("done")
    if asked is None:
        return _onward(here, None)
    assert here.sitting is not None
    actions.speak(sitting=here.sitting, language=here.language)
    return _keep(here, asked, typed)


def _find_answers(here: Arrival, typed: dict[str, list[str]]) -> HttpResponse | None:
    """This browser no longer says whose answers these are: ask for the code, keeping what was typed.

    None once they are found or begun anew; then ``here`` has them.
    """
    key = here.request.resolver_match.kwargs["key"] if here.request.resolver_match else ""
    asked = here.definition.by_key.get(key)
    code = read_code(here.request.POST.get("code", ""))
    voice = voice_for_code(code) if code else None
    sitting = (
        Sitting.objects.filter(survey=here.survey, submission__voice=voice).select_related("submission__voice").first()
        if voice and voice.withdrawn_at is None
        else None
    )
    if sitting is None and "afresh" in typed and here.door.may_start:
        sitting, code = actions.begin(survey=here.survey, edition_id=here.edition_id, language=here.language)
    if sitting is None or code is None:
        return _show(here, asked, typed=typed, lost=True) if asked else _no_answers(here)
    here.sitting = sitting
    for cached in ("answers", "definition"):
        here.__dict__.pop(cached, None)
    here.found_code = code
    return None


def _keep(here: Arrival, asked: Question, typed: dict[str, list[str]]) -> HttpResponse:
    assert here.sitting is not None
    request, then = here.request, typed.get("then", [""])[-1]
    if f"{asked.key}-move" in typed:
        return _with_cookie(here, _show(here, asked, typed=after_move(asked, typed)))
    problems: list[Problem] = []
    if asked.kind is Kind.FILE:
        problems = uploads.take(request, here.sitting, asked, typed)
        if f"{asked.key}-remove" in typed:
            actions.remove_file(sitting=here.sitting, question=asked)
            return _with_cookie(here, _show(here, asked, stored=LEFT_BLANK))
    read: Answer | list[Problem] = problems or read_answer(asked, typed)
    if isinstance(read, list):
        if then == "save" and all(problem.code == "missing" for problem in read):
            return _with_cookie(here, here.to("saved"))
        return _with_cookie(here, _show(here, asked, typed=typed, problems=read))
    stored = here.answers.get(asked.key)
    if then == "save" and stored is None and read == LEFT_BLANK:
        # Saved for later is not passed over: whoever comes back is asked this question.
        return _with_cookie(here, here.to("saved"))
    shown = typed.get("seen", [seen(stored)])[-1]
    if stored not in (None, read) and shown != seen(stored):
        return _with_cookie(here, _show(here, asked, typed=typed, other=stored))
    if read != stored:
        try:
            actions.save(sitting=here.sitting, question=asked, answer=read)
        except AlreadySent:
            return here.to("done")
        here.answers[asked.key] = read
    return _with_cookie(here, here.to("saved") if then == "save" else _onward(here, asked.key))


def _with_cookie(here: Arrival, response: HttpResponse) -> HttpResponse:
    if here.found_code and here.sitting is not None:
        here.keep(response, here.sitting, here.found_code)
    return response


def after_move(asked: Question, typed: dict[str, list[str]]) -> dict[str, list[str]]:
    """The ranking as it stands after one button, and which button has the focus now."""
    pressed = typed[f"{asked.key}-move"][-1]
    act, _colon, option = pressed.partition(":")
    order = [each.key for each in field_of(asked, posted=typed).ranked]
    if option in asked.option_by_key:
        order = moved(order, act, option)
    places = {f"{asked.key}-rank-{each}": [str(place)] for place, each in enumerate(order, 1)}
    others = {name: values for name, values in typed.items() if not name.startswith(f"{asked.key}-rank-")}
    return {**others, **places, f"{asked.key}-moved": [pressed]}


def _onward(here: Arrival, key: str | None) -> HttpResponse:
    """After a question: the next one; or, when changing an answer, whatever opened because of it, then check."""
    definition, answers = here.definition, here.answers
    checking = here.request.GET.get("from") == CHECK
    following = (
        next_unmet(definition, answers) if checking or key is None else next_question(definition, answers, after=key)
    )
    if following is None:
        return here.to(CHECK)
    response = here.to("question", following)
    if checking:
        response["Location"] += f"?from={CHECK}"
    return response


def _show(
    here: Arrival,
    asked: Question,
    *,
    stored: Answer | None = None,
    typed: dict[str, list[str]] | None = None,
    problems: list[Problem] | None = None,
    notice: str = "",
    other: Answer | None = None,
    lost: bool = False,
) -> HttpResponse:
    """The question's page. ``other`` is what another window said; ``lost`` asks for the code."""
    field = field_of(asked, stored, posted=typed, problems=problems or ())
    earlier = previous_question(here.definition, here.answers, asked.key)
    checking = here.request.GET.get("from") == CHECK
    wrong = bool(problems or notice or other or lost)
    page = {
        "here": here,
        "project": here.project,
        "field": field,
        "place": position(here.definition, here.answers, asked.key),
        "earlier": earlier,
        "checking": checking,
        "problems": wrong,
        "notice": notice,
        "other": presenters.in_words(asked, other) if other else [],
        "lost": lost,
        "code": here.request.POST.get("code", "") if lost else "",
        "seen": seen(other or here.answers.get(asked.key)),
        "intro": presenters.intro_before(here.definition, here.answers, asked),
    }
    return render(here.request, "survey/question.html", page, status=422 if wrong else 200)


def _no_answers(here: Arrival) -> HttpResponse:
    """This browser keeps no answers to this survey: the code finds them."""
    return render(here.request, "survey/no_answers.html", {"here": here, "project": here.project}, status=404)


@open_to_all
@in_their_language
@never_cache
@require_http_methods(["GET", "HEAD"])
def saved(request: Any, project: str) -> HttpResponse:
    """Your answers are saved: the code."""
    here = arrive(request, project)
    if here.sitting is None or here.kept is None:
        return _no_answers(here)
    if here.sent:
        return here.to("done")
    return saved_page(here)


def saved_page(here: Arrival, *, problem: str = "", email: str = "") -> HttpResponse:
    page = {
        "here": here,
        "project": here.project,
        "code": here.kept.code if here.kept else "",
        "resume": _resume_link(here),
        "problems": problem,
        "email": email,
    }
    return render(here.request, "survey/saved.html", page, status=422 if problem else 200)


@csrf_exempt  # checked below: a stale token shows the page again
@open_to_all
@in_their_language
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Any, project: str) -> HttpResponse:
    """Check your answers, then send them."""
    here = arrive(request, project)
    if here.sitting is None:
        return _no_answers(here)
    if here.sent:
        return here.to("done")
    stale = request.method == "POST" and token_problem(request)
    absent = missing(here.definition, here.answers)
    if request.method == "POST" and not stale and here.door.may_send:
        try:
            actions.speak(sitting=here.sitting, language=here.language)
            actions.send(
                survey=here.survey, sitting=here.sitting, late=here.door.late, person=someone_logged_in(request)
            )
            return here.to("done")
        except actions.NotReady as problem:
            absent = problem.questions
    page = {
        "here": here,
        "project": here.project,
        "sections": presenters.sections(here.definition, here.answers),
        "absent": [here.definition.by_key[key] for key in absent],
        "problems": bool(request.method == "POST" and absent),
        "stale": stale,
        "hidden": presenters.hidden_count(here.definition, here.answers),
        "quote": presenters.quote_choice(here.definition, here.answers),
    }
    return render(request, "survey/check.html", page, status=422 if request.method == "POST" else 200)


@open_to_all
@in_their_language
@never_cache
@require_http_methods(["GET", "HEAD"])
def done(request: Any, project: str) -> HttpResponse:
    """We have your answers: the code, what happens next, a copy, About you."""
    here = arrive(request, project)
    if here.sitting is None or here.kept is None:
        return _no_answers(here)
    if here.withdrawn:
        return here.to("follow")
    if not here.sent:
        return here.to(CHECK)
    return done_page(here)


def done_page(here: Arrival, *, problem: str = "", email: str = "") -> HttpResponse:
    page = {
        "here": here,
        "project": here.project,
        "code": here.kept.code if here.kept else "",
        "steps": presenters.what_next(here.project),
        "understood": presenters.understood(here.definition, here.answers) if here.sent else [],
        "about_you": presenters.about_you(here.survey),
        "problems": problem,
        "email": email,
    }
    return render(here.request, "survey/done.html", page, status=422 if problem else 200)


@open_to_all
@in_their_language
@require_POST
def leave(request: Any, project: str) -> HttpResponse:
    """For a computer that others use: this browser forgets the answers; the code still finds them."""
    here = arrive(request, project)
    response = here.to("left")
    here.forget(response)
    # Pages that Back would bring out of the browser's memory go too.
    response["Clear-Site-Data"] = '"cache"'
    return response


@open_to_all
@in_their_language
@require_http_methods(["GET", "HEAD"])
def left(request: Any, project: str) -> HttpResponse:
    here = arrive(request, project)
    return render(request, "survey/left.html", {"here": here, "project": here.project})
