"""Sheets of a project: the plan and its assessments, written together, section by section."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.core.addresses import identifier, whole
from alongside.core.dates import local
from alongside.design.once import row
from alongside.people.accounts.access import TeamRequest, can, no_right, team_page
from alongside.people.accounts.roles import Permission
from alongside.plans import writing
from alongside.plans.joining import compare
from alongside.plans.models import CoAuthor, Comment, Sheet
from alongside.plans.sheet_forms import (
    AnswerForm,
    ApproveForm,
    CoAuthorForm,
    CommentForm,
    OpinionForm,
    asked,
    read_section,
    show_section,
)
from alongside.plans.sheets import TEMPLATES, Template
from alongside.plans.writing import Filled, answers_of
from alongside.projects import forward, kind_advice, known, panels, sheet_lists, staff, stages
from alongside.projects.inviting import invite
from alongside.projects.models import Project
from alongside.projects.paper_kinds import KINDS
from alongside.questionnaires import flow
from alongside.questionnaires.presenters import line_of
from alongside.questionnaires.types import Section

# An invitation and the role that comes with it are made in one go; an older invitation ended when they left.
SAME_MOMENT = timedelta(minutes=1)


class Here:
    """What a page about a sheet stands on. ``mine`` is the invitation of somebody who writes with the team."""

    def __init__(self, request: TeamRequest, project: str, sheet: str, *, with_the_rest: bool = False) -> None:
        if sheet not in TEMPLATES:
            raise Http404
        self.request = request
        self.template: Template = TEMPLATES[sheet]
        # The whole plan lists what every room holds of the project: it comes with their counts, in the one query.
        projects = panels.counting() if with_the_rest and sheet == "plan" else request.organisation.projects.all()
        self.project: Project = get_object_or_404(projects, organisation=request.organisation, slug=project)
        self.sheet = Sheet.objects.filter(scope=self.project.pk, template=sheet).first()
        self.leads = can(request.membership, Permission.EDIT_PROJECTS)
        self.reads = can(request.membership, Permission.SEE_TEAM_PAGES)
        self.mine = (
            CoAuthor.objects.filter(
                sheet=self.sheet, person=request.user.pk, until=None, at__gte=request.membership.since - SAME_MOMENT
            ).first()
            if self.sheet and not self.leads
            else None
        )

    @property
    def shut(self) -> bool:
        return not (self.reads or self.mine)

    @property
    def writes(self) -> bool:
        return self.leads or self.mine is not None

    def may_write(self, section: str) -> bool:
        return self.leads or (self.mine is not None and section in self.mine.sections)

    @cached_property
    def filled(self) -> Filled:
        sheet = self.sheet or Sheet(scope=self.project.pk, template=self.template.key)
        return writing.filled(sheet) if self.sheet else Filled(sheet, self.template, {})

    def begun(self) -> Sheet:
        """The sheet, begun by whoever first writes in it."""
        return self.sheet or writing.begin(
            scope=self.project.pk, template=self.template.key, by=self.request.user.pk, at=timezone.now()
        )

    def section(self, key: str) -> Section:
        found = self.template.section(key)
        if found is None:
            raise Http404
        return found

    @property
    def print(self) -> str:
        """Which editions stand, for a form to say which ones it was shown with."""
        return ",".join(f"{section}.{number}" for section, number in sorted(self.filled.numbers.items()))

    @property
    def at(self) -> list[str]:
        return [self.request.organisation.slug, self.project.slug, self.template.key]

    def show(self, page: str, status: int = 200, **context: Any) -> HttpResponse:
        frame = stages.frame(self.project, self.request.organisation, timezone.now(), "plan")
        context = {**frame, "template": self.template, "sheet": self.sheet, "here": self, "at": self.at, **context}
        return render(self.request, f"projects/team/{page}.html", context, status=status)


@team_page(Permission.WORK_TOGETHER)
@require_http_methods(["GET", "POST"])
def sheet(request: TeamRequest, project: str, sheet: str) -> HttpResponse:
    """Its sections and how far each is, who agrees, and who signed it."""
    here = Here(request, project, sheet, with_the_rest=True)
    if here.shut:
        return no_right(request)
    found = here.filled
    form = OpinionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not here.writes:
        return no_right(request)
    if request.method == "POST" and form.is_valid():
        if here.sheet is None:
            raise Http404
        if request.POST.get("seen") != here.print:
            messages.warning(request, _("It changed while you were here. Look at it again, then say what you think."))
            return redirect("projects-team:sheet", *here.at)
        data = form.cleaned_data
        writing.opine(
            found=found,
            agrees=data["agrees"] == "yes",
            reasons=data["reasons"],
            by=request.user.pk,
            at=timezone.now(),
        )
        messages.success(request, _("Your view is saved. Everyone who can read this sees it."))
        return redirect("projects-team:sheet", *here.at)
    overview = sheet_lists.overview(here.project, found, here.may_write, request.organisation)
    if here.template.key == "plan" and here.reads:
        sheet_lists.with_the_rest(overview, here.project, request.organisation, request.may)
    return here.show(
        "sheet",
        **overview,
        form=form,
        paper_kinds=[("", _("All of it")), *((key, title) for key, (title, _made) in KINDS.items())],
        problems=bool(form.errors),
        status=422 if form.errors else 200,
    )


@team_page(Permission.WORK_TOGETHER)
@require_http_methods(["GET", "POST"])
def section(request: TeamRequest, project: str, sheet: str, section: str) -> HttpResponse:
    """One section: its questions, and what people say about it. Nothing two people write at once is lost."""
    here = Here(request, project, sheet)
    if here.shut:
        return no_right(request)
    part, found = here.section(section), here.filled
    newest = found.newest.get(part.key)
    facts = known.known_of(here.project, request.organisation, sheet, section, timezone.now()) if here.reads else []
    # Where nothing is written yet, what is known stands in the form; saving it makes it theirs.
    start = found.answers if newest else {**found.answers, **known.as_answers(facts)}
    seen, theirs, form = newest.number if newest else 0, None, show_section(here.template, part, start)
    may_write = here.may_write(part.key)
    if request.method == "POST" and not may_write:
        return no_right(request)
    if request.method == "POST":
        form = read_section(here.template, part, found.answers, dict(request.POST.lists()))
        seen = _number(request.POST.get("seen", ""))
        complete = bool(request.POST.get("complete")) and not form.missing
        if not form.errors:
            try:
                writing.keep(
                    sheet=here.begun(),
                    section=part,
                    answers=form.answers,
                    complete=complete,
                    seen=seen,
                    by=request.user.pk,
                    at=timezone.now(),
                )
            except writing.SavedMeanwhile as clash:
                theirs, seen = _theirs(part, clash, form.answers), clash.theirs.number
                form = show_section(here.template, part, {**found.answers, **clash.joined})
            else:
                return _after_saving(here, part, complete, form.missing)
    wrong = theirs is not None or form.errors
    advice, knows = None, (here.template.key, part.key) == ("plan", "known") and here.reads
    if (here.template.key, part.key) == ("plan", "influence") and newest:
        today = local(timezone.now()).date()
        plan_facts = flow.facts(here.template.definition, found.said)
        advice = kind_advice.advice(here.project, request.organisation, plan_facts, today)
    return here.show(
        "sheet_section",
        section=part,
        form=form,
        seen=seen,
        theirs=theirs,
        may_write=may_write,
        complete=bool(request.POST.get("complete")) if wrong else bool(newest and newest.complete),
        newest=newest,
        facts=facts,
        section_words={each.key: each.wording for each in part.questions},
        advice=advice,
        beside=forward.beside(here.project, request.organisation) if knows else [],
        before=forward.asked_before(here.project, request.organisation) if knows else [],
        lines=[line_of(each, found.answers.get(each.key)) for each in asked(here.template, part, found.answers)],
        **sheet_lists.comments(here.sheet, part.key, newest),
        comment_form=CommentForm(),
        problems=wrong,
        status=409 if theirs else 422 if form.errors else 200,
    )


def _after_saving(here: Here, part: Section, complete: bool, missing: list[Any]) -> HttpResponse:
    if here.request.POST.get("complete") and not complete:
        words = _("Saved. It is not complete yet: %(question)s")
        messages.info(here.request, words % {"question": missing[0].wording})
        return redirect("projects-team:sheet-section", *here.at, part.key)
    messages.success(here.request, _("“%(section)s” is saved.") % {"section": part.title})
    return redirect("projects-team:sheet", *here.at)


def _theirs(part: Section, clash: writing.SavedMeanwhile, mine: Mapping[str, Any]) -> dict[str, Any]:
    kept = answers_of(clash.theirs)
    return {
        "who": staff.names([clash.theirs.by]).get(clash.theirs.by),
        "at": clash.theirs.at,
        "differing": [
            (each, line_of(each, kept.get(each.key)), line_of(each, mine.get(each.key)))
            for each in part.questions
            if kept.get(each.key) != mine.get(each.key)
        ],
    }


@team_page(Permission.WORK_TOGETHER)
@require_http_methods(["POST"])
def comment(request: TeamRequest, project: str, sheet: str, section: str) -> HttpResponse:
    here = Here(request, project, sheet)
    if here.shut:
        return no_right(request)
    if here.sheet is None and not here.leads:
        return no_right(request)
    part, form = here.section(section), CommentForm(request.POST)
    if form.is_valid():
        writing.comment(
            sheet=here.begun(),
            section=part.key,
            text=form.cleaned_data["text"],
            by=request.user.pk,
            at=timezone.now(),
            id=row(request),
        )
        messages.success(request, _("Your comment is saved."))
        return redirect("projects-team:sheet-section", *here.at, part.key)
    return here.show("sheet_comment", section=part, form=form, problems=True, status=422)


@team_page(Permission.WORK_TOGETHER)
@require_http_methods(["GET", "POST"])
def answer(request: TeamRequest, project: str, sheet: str, comment: Any) -> HttpResponse:
    """Answer a comment: whoever may write the section."""
    here = Here(request, project, sheet)
    if here.shut:
        return no_right(request)
    held = get_object_or_404(Comment, sheet=here.sheet, pk=comment)
    if not here.may_write(held.section):
        return no_right(request)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        writing.answer(comment=held, text=form.cleaned_data["text"], by=request.user.pk, at=timezone.now())
        messages.success(request, _("Your answer is saved."))
        return redirect("projects-team:sheet-section", *here.at, held.section)
    context = {"section": here.section(held.section), "form": form, "comment": held, "problems": bool(form.errors)}
    return here.show(
        "sheet_comment", who=staff.names([held.by])[held.by], status=422 if form.errors else 200, **context
    )


@team_page(Permission.WORK_TOGETHER)
@require_GET
def editions(request: TeamRequest, project: str, sheet: str, section: str) -> HttpResponse:
    """Every edition of a section, and two of them compared in words."""
    here = Here(request, project, sheet)
    if here.shut:
        return no_right(request)
    part = here.section(section)
    held = list(here.sheet.editions.filter(section=part.key)) if here.sheet else []
    by_number = {each.number: each for each in held}
    newer = by_number.get(_number(request.GET.get("to", ""))) or (held[0] if held else None)
    older = by_number.get(_number(request.GET.get("from", ""))) or (by_number.get(newer.number - 1) if newer else None)
    before, after = answers_of(older), answers_of(newer)
    changed = [
        (each.wording, compare("\n".join(line_of(each, before.get(each.key)).lines), "\n".join(line_of(each, after.get(each.key)).lines)))
        for each in part.questions
        if before.get(each.key) != after.get(each.key)
    ]  # fmt: skip
    names = staff.names(each.by for each in held)
    return here.show("sheet_editions", section=part, held=held, names=names, older=older, newer=newer, changed=changed)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def read(request: TeamRequest, project: str, sheet: str) -> HttpResponse:
    """All of it on one page, to read and to print."""
    here = Here(request, project, sheet)
    found = here.filled
    return here.show("sheet_read", parts=sheet_lists.in_full(found), **sheet_lists.standing(found))


@team_page(Permission.PUBLISH)
@require_http_methods(["GET", "POST"])
def approve(request: TeamRequest, project: str, sheet: str) -> HttpResponse:
    """Sign what stands now, with the day to look again."""
    here = Here(request, project, sheet)
    if here.sheet is None:
        raise Http404
    form = ApproveForm(request.POST if request.method == "POST" else None)
    stale = request.method == "POST" and request.POST.get("seen") != here.print
    if stale:
        messages.warning(request, _("It changed while you were here. Look at it again, then approve it."))
        return redirect("projects-team:sheet-read", *here.at)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["review_on"]
        writing.approve(found=here.filled, review_on=day, by=request.user.pk, at=timezone.now())
        messages.success(request, _("Approved as it stands now."))
        return redirect("projects-team:sheet", *here.at)
    return here.show("sheet_approve", form=form, problems=bool(form.errors), status=422 if form.errors else 200)


@team_page(Permission.PUBLISH)
@require_POST
def publish(request: TeamRequest, project: str, sheet: str) -> HttpResponse:
    """Show it to everyone beside the project's page, or take it off."""
    here = Here(request, project, sheet)
    if here.sheet is None:
        raise Http404
    public = request.POST.get("public") == "yes"
    writing.publish(sheet=here.sheet, public=public, by=request.user.pk, at=timezone.now())
    if public and here.project.published_at is None:
        messages.success(request, _("Everyone can read it once the project is published."))
    else:
        messages.success(request, _("Everyone can read it now.") if public else _("It is off the public pages."))
    return redirect("projects-team:sheet", *here.at)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def authors(request: TeamRequest, project: str, sheet: str) -> HttpResponse:
    """Who writes it together with the team: inviting, and ending an invitation."""
    here = Here(request, project, sheet)
    if request.method == "POST" and "end" in request.POST:
        held = get_object_or_404(CoAuthor, sheet=here.sheet, person=identifier(request.POST["end"]))
        writing.end_invitation(co_author=held, by=request.user.pk, at=timezone.now())
        messages.success(request, _("The invitation has ended. What they wrote stays."))
        return redirect("projects-team:sheet-authors", *here.at)
    form = CoAuthorForm(request.POST if request.method == "POST" else None, sections=here.template.definition.sections)
    if request.method == "POST" and form.is_valid():
        here.project.organisation = request.organisation
        invite(project=here.project, sheet=here.begun(), by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("%(name)s is invited.") % {"name": form.cleaned_data["name"]})
        return redirect("projects-team:sheet-authors", *here.at)
    return here.show(
        "sheet_authors",
        **sheet_lists.standing(here.filled),
        form=form,
        problems=bool(form.errors),
        status=422 if form.errors else 200,
    )


def _number(typed: str) -> int:
    return whole(typed)
