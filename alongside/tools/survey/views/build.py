"""The survey builder: outline, one question, sections, changes to a published survey, and a look as a person would."""

import json
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects import staff, stages
from alongside.projects.models import Project
from alongside.questionnaires.answers import read_answer
from alongside.questionnaires.codec import DefinitionError, answers_from_json, answers_to_json
from alongside.questionnaires.flow import next_question, position
from alongside.questionnaires.messages_builder import KINDS
from alongside.questionnaires.presenters import Field, field_of
from alongside.questionnaires.rules import can_publish, check_definition
from alongside.questionnaires.saved import STARTING_SETS
from alongside.questionnaires.types import LEFT_BLANK, Answer, Audience, Definition, Kind, Question, Section
from alongside.tools.survey import build_words, builder, building
from alongside.tools.survey.build_forms import QuestionForm, testable
from alongside.tools.survey.building import Bench
from alongside.tools.survey.outline_forms import NoteForm, SectionForm
from alongside.tools.survey.views.public import after_move


def _project(request: TeamRequest, slug: str) -> Project:
    return get_object_or_404(request.organisation.projects, slug=slug)


def _bench(project: Project) -> Bench:
    found = building.bench(project)
    if found is None:
        raise Http404
    return found


def _page(request: TeamRequest, template: str, project: Project, status: int = 200, **context: Any) -> HttpResponse:
    frame = stages.frame(project, request.organisation, timezone.now(), "ask")
    return render(request, f"survey/build/{template}", {**frame, **context}, status=status)


def _outline_page(request: TeamRequest, project: Project) -> HttpResponse:
    return redirect("survey-team:build", request.organisation.slug, project.slug)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def build(request: TeamRequest, project: str) -> HttpResponse:
    """The outline, or ways to start when there is no survey yet."""
    found = _project(request, project)
    bench = building.bench(found)
    may_edit = can(request.membership, Permission.EDIT_PROJECTS)
    if bench is None:
        sets = list(STARTING_SETS.values())
        return _page(request, "start.html", found, sets=sets, may_edit=may_edit)
    return _page(
        request,
        "outline.html",
        found,
        bench=bench,
        outline=build_words.outline(bench),
        sets=list(STARTING_SETS.values()),
        may_edit=may_edit,
        may_publish=can(request.membership, Permission.PUBLISH),
        moved=request.GET.get("moved", ""),
    )


@team_page(Permission.EDIT_PROJECTS)
@require_POST
def start(request: TeamRequest, project: str) -> HttpResponse:
    found = _project(request, project)
    saved = request.POST.get("set", "")
    building.start(project=found, saved=saved if saved in STARTING_SETS else None, by=request.user.pk)
    return _outline_page(request, found)


@team_page(Permission.EDIT_PROJECTS)
@require_POST
def arrange(request: TeamRequest, project: str) -> HttpResponse:
    """Move, copy, add a section, bring in a saved set: the buttons of the outline."""
    found = _project(request, project)
    _bench(found)
    act, _colon, key = request.POST.get("do", "").partition(":")
    acts = {
        "up": ("survey.moved", lambda made, here: builder.move_question(made, key, -1)),
        "down": ("survey.moved", lambda made, here: builder.move_question(made, key, 1)),
        "copy": ("survey.copied", lambda made, here: builder.copy_question(made, key, here.used_keys)[0]),
        "section-up": ("survey.moved", lambda made, here: builder.move_section(made, key, -1)),
        "section-down": ("survey.moved", lambda made, here: builder.move_section(made, key, 1)),
        "section": (
            "survey.section-added",
            lambda made, here: builder.add_section(made, _("New section"))[0],
        ),
        "set": (
            "survey.set-added",
            lambda made, here: builder.join(made, STARTING_SETS[key].definition, here.used_keys),
        ),
    }
    if act in acts and (act != "set" or key in STARTING_SETS):
        verb, how = acts[act]
        building.change(project=found, how=how, verb=verb, detail={"what": key}, by=request.user.pk)
    back = redirect("survey-team:build", request.organisation.slug, found.slug)
    if act in ("up", "down"):
        back["Location"] += f"?moved={key}#question-{key}"
    return back


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def add(request: TeamRequest, project: str, section: str) -> HttpResponse:
    """A new question at the end of a section."""
    found = _project(request, project)
    bench = _bench(found)
    place = next((each for each in bench.definition.sections if each.key == section), None)
    if place is None:
        raise Http404
    blank = Question("new", Kind.SINGLE, "", who_sees=Audience.TEAM)
    keys = [each.key for each in bench.definition.sections]
    before = bench.definition.sections[: keys.index(section) + 1]
    earlier = [question for each in before for question in each.questions]
    form = _form(request, bench, blank, earlier, kept=False)
    if _saving(request) and form.is_valid():
        made = form.result()

        def how(definition: Definition, here: Bench) -> Definition:
            key = builder.free_key(made.wording, here.used_keys | {"new"})
            return builder.add_question(definition, section, replace(made, key=key))

        building.change(
            project=found, how=how, verb="survey.question-added", detail={"question": made.wording}, by=request.user.pk
        )
        messages.success(request, _("The question is added."))
        return _outline_page(request, found)
    return _question_page(request, found, bench, form, blank, adding=True)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def question(request: TeamRequest, project: str, question: str) -> HttpResponse:
    """One question, with what stops it, what might be better, and what an edit does to results."""
    found = _project(request, project)
    bench = _bench(found)
    current = bench.definition.by_key.get(question)
    if current is None:
        raise Http404
    earlier = list(bench.definition.questions[: bench.definition.order[question]])
    form = _form(request, bench, current, earlier, kept=bench.answered(question))
    theirs = None
    if _saving(request) and form.is_valid():
        made = form.result()
        try:
            building.change(
                project=found,
                how=building.only_if_unchanged(
                    question, request.POST.get("seen", ""), lambda now, _here: builder.change_question(now, made)
                ),
                verb="survey.question-changed",
                detail={"question": made.wording},
                by=request.user.pk,
            )
        except building.ChangedMeanwhile as clash:
            if clash.theirs is None:
                raise Http404 from None
            theirs = clash.theirs
        else:
            messages.success(request, _("The question is saved."))
            return _outline_page(request, found)
    return _question_page(request, found, bench, form, current, theirs=theirs)


def _form(
    request: TeamRequest, bench: Bench, question: Question, earlier: list[Question], *, kept: bool
) -> QuestionForm:
    return QuestionForm(
        request.POST if request.method == "POST" else None,
        definition=bench.definition,
        question=question,
        earlier=testable(earlier),
        kept=kept,
    )


def _saving(request: TeamRequest) -> bool:
    """Not only showing other boxes for another kind or another routing."""
    return request.method == "POST" and request.POST.get("do") != "refresh"


def _question_page(
    request: TeamRequest,
    project: Project,
    bench: Bench,
    form: QuestionForm,
    current: Question,
    *,
    adding: bool = False,
    theirs: Question | None = None,
) -> HttpResponse:
    refreshed = request.method == "POST" and not _saving(request)
    if refreshed:
        # Other boxes were asked for: nothing typed is wrong yet.
        form.errors.clear()
    outline = build_words.outline(bench)
    row = next((row for part in outline.parts for row in part.rows if row.key == current.key), None)
    edit = project.section_edits.filter(key=building.QUESTIONS).first() if theirs else None
    status = 409 if theirs else 422 if form.errors else 200
    return _page(
        request,
        "question.html",
        project,
        status,
        bench=bench,
        outline=outline,
        form=form,
        row=row,
        question=current,
        adding=adding,
        seen=building.seen(theirs or current),
        theirs=theirs,
        who=staff.names([edit.by])[edit.by] if edit else "",
        when=edit.at if edit else None,
        changes=[each for each in build_words.said(bench) if row and f" {row.number}:" in each.where],
        problems=bool(form.errors or theirs),
        kinds=KINDS,
    )


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def remove(request: TeamRequest, project: str, question: str) -> HttpResponse:
    found = _project(request, project)
    bench = _bench(found)
    current = bench.definition.by_key.get(question)
    if current is None:
        return _outline_page(request, found)
    if request.method == "POST":
        building.change(
            project=found,
            how=lambda made, _here: builder.remove_question(made, question),
            verb="survey.question-removed",
            detail={"question": current.wording},
            by=request.user.pk,
        )
        messages.success(request, _("The question is removed."))
        return _outline_page(request, found)
    return _page(
        request,
        "remove.html",
        found,
        question=current,
        number=bench.definition.numbers[question],
        answered=bench.answered(question),
        depending=[
            (bench.definition.numbers[each.key], each) for each in builder.depends_on(bench.definition, question)
        ],
    )


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def section(request: TeamRequest, project: str, section: str) -> HttpResponse:
    found = _project(request, project)
    bench = _bench(found)
    current = next((each for each in bench.definition.sections if each.key == section), None)
    if current is None:
        raise Http404
    removing = request.POST.get("do") == "remove" and not current.questions
    form = SectionForm(
        request.POST if request.method == "POST" and not removing else None,
        initial={"title": current.title, "intro": current.intro},
    )
    if removing or (request.method == "POST" and form.is_valid()):
        data = {} if removing else form.cleaned_data
        building.change(
            project=found,
            how=lambda made, _here: (
                builder.remove_section(made, section)
                if removing
                else builder.change_section(made, section, data["title"], data["intro"])
            ),
            verb="survey.section-removed" if removing else "survey.section-changed",
            detail={"section": current.title if removing else data["title"]},
            by=request.user.pk,
        )
        return _outline_page(request, found)
    return _page(
        request,
        "section.html",
        found,
        422 if form.errors else 200,
        form=form,
        section=current,
        problems=bool(form.errors),
        may_remove=not current.questions and len(bench.definition.sections) > 1,
    )


@team_page(Permission.PUBLISH)
@require_http_methods(["GET", "POST"])
def changes(request: TeamRequest, project: str) -> HttpResponse:
    """What publishing the draft does to a survey that people are answering, and the button."""
    found = _project(request, project)
    bench = _bench(found)
    if bench.published is None or not bench.changes:
        return _outline_page(request, found)
    form = NoteForm(request.POST if request.method == "POST" else None, needed=bench.needs_note)
    publishable = can_publish(check_definition(bench.definition))
    if request.method == "POST" and publishable and form.is_valid():
        try:
            building.publish_changes(
                project=found, note=form.cleaned_data["note"], by=request.user.pk, at=timezone.now()
            )
        except building.CannotPublish:
            words = _(
                "An answer that you reworded becomes a new answer, and another question is asked only after the old one. "
                "Open that question, choose again when it is asked, then publish."
            )
            messages.error(request, words)
        else:
            messages.success(request, _("The changes are published. People answer the new edition from now on."))
        return _outline_page(request, found)
    return _page(
        request,
        "changes.html",
        found,
        422 if form.errors else 200,
        bench=bench,
        changes=build_words.said(bench),
        stops=[] if publishable else build_words.outline(bench).stops,
        form=form,
        problems=bool(form.errors),
    )


@team_page(Permission.SEE_TEAM_PAGES)
@require_http_methods(["GET", "POST"])
def preview(request: TeamRequest, project: str) -> HttpResponse:
    """The questions as a person meets them, one a page, with routing. Nothing is kept: answers travel in the form."""
    found = _project(request, project)
    bench = _bench(found)
    definition = bench.definition
    large = request.GET.get("size") == "large"
    try:
        so_far = answers_from_json(json.loads(request.POST.get("so_far", "{}")))
    except (DefinitionError, ValueError, RecursionError):
        so_far = {}
    key = request.POST.get("key") or request.GET.get("question") or next_question(definition, so_far)
    asked = definition.by_key.get(key) if key else None
    field = field_of(asked) if asked is not None else None
    if request.method == "POST" and asked is not None:
        asked, field = _walked(definition, so_far, asked, dict(request.POST.lists()))
    context = {
        "project": found,
        "field": field,
        "section": _section_that_starts_with(definition, asked),
        "place": position(definition, so_far, asked.key) if asked is not None else None,
        "so_far": json.dumps(answers_to_json(so_far)),
        "large": large,
        "problems": bool(field is not None and field.errors),
        "questions": definition.questions,
    }
    status = 422 if field is not None and field.errors else 200
    return render(request, "survey/build/preview.html", context, status=status)


def _walked(
    definition: Definition, so_far: dict[str, Answer], asked: Question, posted: dict[str, list[str]]
) -> tuple[Question | None, Field | None]:
    """The page after Continue: the same one with what is wrong, or the next question; none at the end."""
    if f"{asked.key}-move" in posted:
        return asked, field_of(asked, posted=after_move(asked, posted))
    # A file cannot travel in the form: the preview goes on as if one had been given.
    read = LEFT_BLANK if asked.kind is Kind.FILE else read_answer(asked, posted)
    if isinstance(read, list):
        return asked, field_of(asked, posted=posted, problems=read)
    so_far[asked.key] = read
    following = next_question(definition, so_far, after=asked.key)
    found = definition.by_key[following] if following else None
    return found, field_of(found) if found is not None else None


def _section_that_starts_with(definition: Definition, question: Question | None) -> Section | None:
    if question is None:
        return None
    return next(
        (each for each in definition.sections if each.questions and each.questions[0].key == question.key), None
    )
