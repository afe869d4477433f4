"""Putting a plan before a group, and what its members do with it. Declaring an interest ends a member's say."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from alongside.groups.models import Group, Member
from alongside.plans import formats
from alongside.plans.models_assurance import Condition, Exemption, MemberView, Remark, Submission
from alongside.plans.numbering import numbered
from alongside.record.actions import note


class HasAnInterest(Exception):
    """Whoever declared an interest gives no verdict."""


class Concluded(Exception):
    """The group has given its verdict: members' own verdicts stay as they were then."""


class OwnSubmission(Exception):
    """Nobody writes down the verdict on what they put forward themselves."""


class NotTheirs(Exception):
    """Only a group that decides says that it has considered something."""


class NotAMember(Exception):
    """Only members of the group say what they think of it."""


@transaction.atomic
def submit(
    *,
    scope: UUID,
    group: Group,
    stage: str,
    ask: str,
    summary: str,
    paragraphs: Sequence[Mapping[str, str]],
    meeting_on: date | None,
    by: UUID,
    at: datetime,
    id: UUID | None = None,
) -> Submission:
    """Put it before the group as it stands. The same again, undecided, is once; a form sent twice always is."""
    id = id or uuid4()
    held = Submission.objects.select_for_update().filter(scope=scope)
    kept = [dict(each) for each in paragraphs]
    newest = held.first()
    if newest is not None and not newest.verdict:
        same = (newest.group_id, newest.stage, newest.ask, newest.summary, newest.paragraphs, newest.meeting_on)
        if same == (group.pk, stage, ask, summary, kept, meeting_on):
            return newest
    values = {
        "group": group,
        "stage": stage,
        "ask": ask,
        "summary": summary,
        "paragraphs": kept,
        "meeting_on": meeting_on,
    }

    def make(number: int) -> Submission:
        return Submission.objects.create(pk=id, scope=scope, number=number, by=by, at=at, **values)

    made, new = numbered(Submission.objects.filter(scope=scope), make, id)
    if new:
        _note(made, by, "submitted", group=group.name)
    formats.promise_to_members(submission=made, by=by, at=at)
    return made


def member_of(submission: Submission, person: UUID) -> Member | None:
    """With ``interested``: whether they declared an interest in this piece of work. One query."""
    interest = MemberView.objects.filter(submission__scope=submission.scope, person=OuterRef("person"))
    found = Member.objects.filter(group=submission.group_id, person=person, until=None)
    return found.annotate(interested=Exists(interest.exclude(interest=""))).first()


def assures(submission: Submission) -> bool:
    """Whether its verdict is an assurance, and not only advice."""
    return submission.ask != "advise" and submission.group.kind == "assurance"


def verdicts_of(group: Group) -> list[tuple[str, Any]]:
    """What it can say, in its words."""
    considered = (Submission.Verdict.CONSIDERED.value, Submission.Verdict.CONSIDERED.label)
    others = [each for each in Submission.Verdict.choices if each != considered]
    return [considered, *others] if group.kind == Group.Kind.DECISION else others


def _may_say(submission: Submission, verdict: str) -> None:
    if verdict not in dict(verdicts_of(submission.group)):
        raise NotTheirs


def has_interest(submission: Submission, person: UUID) -> bool:
    """Whether somebody declared an interest in this piece of work, here or the last time it was put before the group."""
    held = MemberView.objects.filter(submission__scope=submission.scope, person=person)
    return held.exclude(interest="").exists()


def _view(submission: Submission, person: UUID, at: datetime) -> MemberView:
    if member_of(submission, person) is None:
        raise NotAMember
    view, _fresh = MemberView.objects.select_for_update().get_or_create(
        submission=submission, person=person, defaults={"at": at}
    )
    return view


@transaction.atomic
def remark(*, submission: Submission, paragraph: int, text: str, by: UUID, at: datetime) -> Remark:
    """Comment on a paragraph; reading goes on from there. The same words again are once."""
    view = _view(submission, by, at)
    same = Remark.objects.filter(submission=submission, paragraph=paragraph, text=text, by=by).first()
    made = same or Remark.objects.create(submission=submission, paragraph=paragraph, text=text, by=by, at=at)
    if same is None:
        view.place = paragraph
        view.save(update_fields=["place"])
        _note(submission, by, "remarked", paragraph=paragraph)
    return made


@transaction.atomic
def keep_place(*, submission: Submission, paragraph: int, by: UUID, at: datetime) -> None:
    """Where a member stopped reading. Nobody else's business: not in the record."""
    view = _view(submission, by, at)
    view.place = paragraph
    view.save(update_fields=["place"])


@transaction.atomic
def declare(*, submission: Submission, interest: str, by: UUID, at: datetime) -> MemberView:
    """Declare an interest. A verdict that was given before no longer counts; it is taken out."""
    view = _view(submission, by, at)
    if view.interest == interest:
        return view
    view.interest, view.interest_at = interest, at
    if not submission.verdict:  # what the group has concluded stays as it was; the late interest stands beside it
        view.verdict, view.reasons = "", ""
    view.save(update_fields=["interest", "interest_at", "verdict", "reasons"])
    _note(submission, by, "interest-declared")
    return view


@transaction.atomic
def give_verdict(*, submission: Submission, verdict: str, reasons: str, by: UUID, at: datetime) -> MemberView:
    """A member's own verdict. Raises HasAnInterest, NotAMember, NotTheirs."""
    _may_say(submission, verdict)
    view = _view(submission, by, at)
    if has_interest(submission, by):
        raise HasAnInterest
    if submission.verdict:
        raise Concluded
    if (view.verdict, view.reasons) != (verdict, reasons):
        view.verdict, view.reasons, view.at = verdict, reasons, at
        view.save(update_fields=["verdict", "reasons", "at"])
        _note(submission, by, "member-said")
    return view


@transaction.atomic
def conclude(
    *,
    submission: Submission,
    verdict: str,
    reasons: str,
    conditions: Sequence[Mapping[str, Any]],
    by: UUID,
    at: datetime,
) -> Submission:
    """The group's verdict, recorded once. Conditions are promises: {"words", "owner", "due_on"}."""
    held = Submission.objects.select_for_update(of=("self",)).select_related("group").get(pk=submission.pk)
    if held.verdict:
        return held
    _may_say(held, verdict)
    if has_interest(held, by):
        raise HasAnInterest
    if by == held.by:
        raise OwnSubmission
    if not Member.objects.filter(group=held.group_id, until=None).exists():
        raise NotAMember
    held.verdict, held.verdict_reasons, held.verdict_by, held.verdict_at = verdict, reasons, by, at
    held.save(update_fields=["verdict", "verdict_reasons", "verdict_by", "verdict_at"])
    for each in conditions:
        Condition.objects.create(submission=held, by=by, at=at, **each)
    words = str(Submission.Verdict(verdict).label)
    _note(held, by, "concluded", group=held.group.name, verdict=words, conditions=len(conditions))
    return held


@transaction.atomic
def meet_condition(*, condition: Condition, proof: str, on: date, by: UUID) -> Condition:
    held = Condition.objects.select_for_update().select_related("submission").get(pk=condition.pk)
    if held.met_on is None:
        held.met_on, held.proof, held.met_by = on, proof, by
        held.save(update_fields=["met_on", "proof", "met_by"])
        _note(held.submission, by, "condition-met")
    return held


@transaction.atomic
def exempt(*, scope: UUID, reason: str, by: UUID, at: datetime) -> Exemption:
    """Say why this need not go before a group. The same reason again by the same person is once."""
    held = Exemption.objects.select_for_update().filter(scope=scope).first()
    if held is not None and (held.reason, held.by) == (reason, by):
        return held
    made, _fresh = Exemption.objects.update_or_create(scope=scope, defaults={"reason": reason, "by": by, "at": at})
    note(scope=scope, by=by, verb="assurance.exempted", subject=f"exemption:{made.pk}")
    return made


def standing(scope: UUID) -> dict[str, Any]:
    """The newest submission of each stage, conditions still open, and the exemption. Two queries."""
    newest: dict[str, Submission] = {}
    why = Exemption.objects.filter(scope=OuterRef("scope"))
    held = list(Submission.objects.filter(scope=scope).select_related("group").annotate(exempt=Exists(why)))
    refused: dict[UUID, Submission] = {}
    for each in held:
        # Advice asked for afterwards takes no assurance away.
        if each.stage not in newest or (assures(each) and not assures(newest[each.stage])):
            newest[each.stage] = each
        if each.stage == "plan" and each.verdict:
            refused.setdefault(each.group_id, each)
    waiting = Condition.objects.filter(submission__scope=scope, met_on=None).select_related("submission")
    asked = not held or held[0].exempt
    return {
        "newest": newest,
        "refused": [each for each in refused.values() if each.verdict == "not-yet"],
        "open": list(waiting) if held else [],
        "exemption": Exemption.objects.filter(scope=scope).first() if asked else None,
    }


def concluded(scope: UUID) -> list[Submission]:
    """What groups said, first to last, with how many conditions they set and how many are met: what the public may know.
    One query."""
    found = Submission.objects.filter(scope=scope).exclude(verdict="").select_related("group").order_by("number")
    return list(
        found.annotate(
            conditions_all=Count("conditions"),
            conditions_met=Count("conditions", filter=Q(conditions__met_on__isnull=False)),
        )
    )


def _note(submission: Submission, by: UUID, did: str, **detail: str | int) -> None:
    note(
        scope=submission.scope,
        by=by,
        verb=f"assurance.{did}",
        subject=f"submission:{submission.pk}",
        detail={"number": submission.number, **detail},
    )
