"""Assurance of a project: putting it before a group, the reading pack, verdicts, and conditions until they are met."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.core.addresses import whole
from alongside.design.once import row
from alongside.groups.models import Group, Member
from alongside.people.accounts.access import TeamRequest, can, no_right, team_page
from alongside.people.accounts.roles import Permission
from alongside.plans import assuring
from alongside.plans.assuring_forms import (
    ConcludeForm,
    ExemptForm,
    InterestForm,
    MetForm,
    RemarkForm,
    SubmitForm,
    VerdictForm,
)
from alongside.plans.models import Condition, FormatPromise, Submission
from alongside.projects import assurance, staff
from alongside.projects.running import put_by_its_group
from alongside.projects.views.common import plan_page, posted, project_of


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def overview(request: TeamRequest, project: str) -> HttpResponse:
    """What was put before whom, what they said, and which conditions are open."""
    found = project_of(request, project)
    submissions = list(Submission.objects.filter(scope=found.pk).select_related("group"))
    conditions = list(Condition.objects.filter(submission__scope=found.pk).select_related("submission"))
    exemption = assuring.standing(found.pk)["exemption"]
    today = timezone.localdate()
    promised = list(FormatPromise.objects.filter(submission__scope=found.pk).select_related("submission"))
    return plan_page(
        request,
        "assurance",
        found,
        submissions=submissions,
        conditions=conditions,
        exemption=exemption,
        formats=[(each, each.late(today)) for each in promised],
        names=staff.names(
            [
                *(who for each in promised for who in (each.person, each.owner)),
                *(each.by for each in submissions),
                *(each.verdict_by for each in submissions),
                exemption.by if exemption else None,
            ]
        ),
        today=today,
    )


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def submit(request: TeamRequest, project: str) -> HttpResponse:
    """Put the project before a group, as it stands now."""
    found, now = project_of(request, project), timezone.now()
    groups = Group.objects.filter(organisation=request.organisation)
    form = SubmitForm(posted(request), groups=groups)
    if form.is_bound and form.is_valid():
        text = assurance.paragraphs(found, request.organisation, now)
        made = assuring.submit(
            scope=found.pk, paragraphs=text, by=request.user.pk, at=now, id=row(request), **form.cleaned_data
        )
        messages.success(request, _("“%(group)s” can read it now.") % {"group": made.group.name})
        return redirect("projects-team:assurance", request.organisation.slug, found.slug)
    return plan_page(request, "assurance_submit", found, form)


@team_page(Permission.PUBLISH)
@require_http_methods(["GET", "POST"])
def exempt(request: TeamRequest, project: str) -> HttpResponse:
    """Say why this need not go before a group."""
    found = project_of(request, project)
    form = ExemptForm(posted(request))
    if form.is_bound and form.is_valid():
        assuring.exempt(scope=found.pk, reason=form.cleaned_data["reason"], by=request.user.pk, at=timezone.now())
        messages.success(request, _("Saved, with your name."))
        return redirect("projects-team:assurance", request.organisation.slug, found.slug)
    return plan_page(request, "assurance_exempt", found, form)


class Reading:
    """A submission and who reads it: a member of its group, or a colleague."""

    def __init__(self, request: TeamRequest, project: str, number: int) -> None:
        self.project = project_of(request, project)
        self.submission = get_object_or_404(
            Submission.objects.select_related("group"), scope=self.project.pk, number=number
        )
        self.member: Member | None = assuring.member_of(self.submission, request.user.pk)
        if self.member is not None and self.member.since < timezone.localdate(request.membership.since):
            self.member = None  # they left since, and came back for something else
        self.shut = self.member is None and not can(request.membership, Permission.SEE_TEAM_PAGES)
        # What the team put forward before it was handed over is not for others to decide any more.
        run = request.run
        self.kept = run is not None and not run.inside and not put_by_its_group(self.project, self.submission)
        self.at = [request.organisation.slug, self.project.slug, number]


@team_page(Permission.WORK_TOGETHER)
@require_GET
def read(request: TeamRequest, project: str, number: int) -> HttpResponse:
    """The reading pack: one page, numbered paragraphs, and what changed since the last time."""
    here = Reading(request, project, number)
    if here.shut:
        return no_right(request)
    views = list(here.submission.views.all())
    remarks = list(here.submission.remarks.all())
    mine = next((each for each in views if each.person == request.user.pk), None)
    paragraphs, gone = assurance.numbered(here.submission)
    formats = list(here.submission.formats.filter(person=request.user.pk)) if here.member else []
    by_paragraph: dict[int, list[Any]] = {}
    for each in remarks:
        by_paragraph.setdefault(each.paragraph, []).append(each)
    return plan_page(
        request,
        "reading_pack",
        here.project,
        here=here,
        at=here.at,
        submission=here.submission,
        member=here.member,
        mine=mine,
        has_interest=getattr(here.member, "interested", False),
        paragraphs=paragraphs,
        gone=gone,
        changed=[each for each in paragraphs if each.new or each.pieces],
        gaps=next((each for each in reversed(paragraphs) if each.heading == _("Gaps")), None),
        remarks=by_paragraph,
        views=views,
        formats=formats,
        conditions=list(here.submission.conditions.all()),
        names=staff.names(
            [
                here.submission.by,
                *(each.owner for each in formats),
                here.submission.verdict_by,
                *(each.person for each in views),
                *(each.by for each in remarks),
            ]
        ),
        may_conclude=_may_conclude(request, here),
    )


def _may_conclude(request: TeamRequest, here: Reading) -> bool:
    """The chair, or whoever leads: the verdict is the group's, they write it down."""
    chairs = here.member is not None and here.member.chairs
    own = here.submission.by == request.user.pk
    return (
        not here.submission.verdict
        and not own
        and not here.kept
        and (chairs or can(request.membership, Permission.PUBLISH))
    )


@team_page(Permission.WORK_TOGETHER)
@require_http_methods(["GET", "POST"])
def remark(request: TeamRequest, project: str, number: int, paragraph: int) -> HttpResponse:
    """Comment on a paragraph; afterwards the page opens there."""
    here = Reading(request, project, number)
    if here.member is None:
        return no_right(request)
    held = next((each for each in assurance.numbered(here.submission)[0] if each.number == paragraph), None)
    if held is None:
        raise Http404
    form = RemarkForm(posted(request))
    if form.is_bound and form.is_valid():
        assuring.remark(
            submission=here.submission,
            paragraph=paragraph,
            text=form.cleaned_data["text"],
            by=request.user.pk,
            at=timezone.now(),
        )
        return _back(here, paragraph)
    return plan_page(request, "reading_remark", here.project, form, at=here.at, paragraph=held)


@team_page(Permission.WORK_TOGETHER)
@require_POST
def place(request: TeamRequest, project: str, number: int) -> HttpResponse:
    """Stop here for now: the page opens here next time."""
    here = Reading(request, project, number)
    if here.member is None:
        return no_right(request)
    typed = request.POST.get("paragraph", "")
    chosen = whole(typed)
    paragraph = chosen if chosen <= len(here.submission.paragraphs) else 0
    assuring.keep_place(submission=here.submission, paragraph=paragraph, by=request.user.pk, at=timezone.now())
    messages.success(request, _("Your place is kept. You can leave, and go on from here later."))
    return _back(here, paragraph)


def _back(here: Reading, paragraph: int) -> HttpResponse:
    answer = redirect("projects-team:reading", *here.at)
    answer["Location"] += f"#paragraph-{paragraph}"
    return answer


@team_page(Permission.WORK_TOGETHER)
@require_http_methods(["GET", "POST"])
def interest(request: TeamRequest, project: str, number: int) -> HttpResponse:
    here = Reading(request, project, number)
    if here.member is None:
        return no_right(request)
    form = InterestForm(posted(request))
    if form.is_bound and form.is_valid():
        assuring.declare(
            submission=here.submission,
            interest=form.cleaned_data["interest"],
            by=request.user.pk,
            at=timezone.now(),
        )
        messages.success(request, _("Your interest is declared. You can still comment; you give no verdict."))
        return redirect("projects-team:reading", *here.at)
    return plan_page(request, "reading_interest", here.project, form, at=here.at)


@team_page(Permission.WORK_TOGETHER)
@require_http_methods(["GET", "POST"])
def verdict(request: TeamRequest, project: str, number: int) -> HttpResponse:
    """A member's own verdict."""
    here = Reading(request, project, number)
    if here.member is None or here.kept:
        return no_right(request)
    form = VerdictForm(posted(request), verdicts=assuring.verdicts_of(here.submission.group))
    if form.is_bound and form.is_valid():
        try:
            assuring.give_verdict(
                submission=here.submission, by=request.user.pk, at=timezone.now(), **form.cleaned_data
            )
        except assuring.HasAnInterest:
            messages.error(request, _("You declared an interest, so you give no verdict."))
        except assuring.Concluded:
            messages.error(request, _("The group has given its verdict already."))
        else:
            messages.success(request, _("Thank you. What you said is kept."))
        return redirect("projects-team:reading", *here.at)
    return plan_page(request, "reading_verdict", here.project, form, at=here.at)


@team_page(Permission.WORK_TOGETHER)
@require_http_methods(["GET", "POST"])
def conclude(request: TeamRequest, project: str, number: int) -> HttpResponse:
    """Write down the group's verdict and its conditions."""
    here = Reading(request, project, number)
    if here.shut or not _may_conclude(request, here):
        return no_right(request)
    form = ConcludeForm(posted(request), verdicts=assuring.verdicts_of(here.submission.group))
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            assuring.conclude(
                submission=here.submission,
                verdict=data["verdict"],
                reasons=data["reasons"],
                conditions=list(form.conditions()),
                by=request.user.pk,
                at=timezone.now(),
            )
        except assuring.HasAnInterest:
            messages.error(request, _("You declared an interest, so somebody else writes down the verdict."))
        except assuring.OwnSubmission:
            messages.error(request, _("Somebody else writes down the verdict on what you put forward."))
        except assuring.NotAMember:
            messages.error(request, _("The group has no members, so it has no verdict."))
        else:
            messages.success(request, _("The verdict is recorded."))
        return redirect("projects-team:reading", *here.at)
    return plan_page(request, "reading_conclude", here.project, form, at=here.at, submission=here.submission)


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def condition(request: TeamRequest, project: str, condition: UUID) -> HttpResponse:
    """Say that a condition is met, with what shows it."""
    found = project_of(request, project)
    held = get_object_or_404(Condition, submission__scope=found.pk, pk=condition)
    form = MetForm(posted(request))
    if form.is_bound and form.is_valid():
        assuring.meet_condition(
            condition=held, proof=form.cleaned_data["proof"], on=timezone.localdate(), by=request.user.pk
        )
        messages.success(request, _("The condition is met."))
        return redirect("projects-team:assurance", request.organisation.slug, found.slug)
    return plan_page(request, "assurance_met", found, form, condition=held)
