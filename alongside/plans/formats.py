"""What members read, in the formats they read in: promised for a day when it is put before them, until it was sent."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.core.dates import local
from alongside.groups.models import Meeting, Member
from alongside.knowledge.holidays import working_days_after
from alongside.library.values import Lengths, lengths
from alongside.plans.models_assurance import FormatPromise, Submission
from alongside.record.actions import note

Format = Member.Format


class NotOffered(Exception):
    """The page itself is there already: nothing has to be made."""


def due_on(
    format: str, *, today: date, meeting_on: date | None, papers_on: date | None, measured: Lengths, another_way: int
) -> date:
    """The day of the meeting's papers; else so long before the meeting as papers take; else so many working days from
    today as the format takes. Never a day that is past: that could not be kept."""
    if meeting_on is not None and meeting_on >= today:
        papers = measured.timings["TIM-12" if format == Format.PAPER else "TIM-12f"].before(meeting_on)
        return max(papers_on or papers, today)
    takes = measured.lead_times.get(format)
    return working_days_after(today, takes.days if takes else another_way)


def promise(
    *, submission: Submission, wanted: Iterable[tuple[UUID, str]], by: UUID, at: datetime
) -> list[FormatPromise]:
    """Promise these formats to these people: {(person, format)}. What is promised already is once. In the caller's
    transaction."""
    held = set(submission.formats.values_list("person", "format"))
    fresh = [each for each in wanted if each[1] != Format.WEB and each not in held]
    if not fresh:
        return []
    today, organisation = local(at).date(), submission.group.organisation
    on = submission.meeting_on
    meeting = Meeting.objects.filter(group=submission.group_id, on=on).first() if on else None
    measured = lengths(organisation, today)
    made = []
    for person, format in fresh:
        due = due_on(
            format,
            today=today,
            meeting_on=submission.meeting_on,
            papers_on=meeting.papers_on if meeting else None,
            measured=measured,
            another_way=organisation.another_way_days,
        )
        values = {"due_on": due, "owner": submission.by, "by": by, "at": at}
        made.append(FormatPromise(submission=submission, person=person, format=format, **values))
    FormatPromise.objects.bulk_create(made)
    _note(submission, by, "promised", count=len(made))
    return made


def promise_to_members(*, submission: Submission, by: UUID, at: datetime) -> None:
    members = Member.objects.filter(group=submission.group_id, until=None).exclude(format=Format.WEB)
    promise(submission=submission, wanted=members.values_list("person", "format"), by=by, at=at)


@transaction.atomic
def ask(*, submission: Submission, member: Member, format: str, always: bool, at: datetime) -> FormatPromise:
    """A member asks for another format of what they read; ``always`` makes it theirs in this group from now on."""
    if format == Format.WEB:
        raise NotOffered
    held = Submission.objects.select_for_update().select_related("group__organisation").get(pk=submission.pk)
    promise(submission=held, wanted=[(member.person, format)], by=member.person, at=at)
    changed = Member.objects.filter(pk=member.pk, until=None).exclude(format=format) if always else None
    if changed is not None and changed.update(format=format):
        detail = {"group": held.group.name}
        note(scope=held.group.organisation_id, by=member.person, verb="group.member-changed", subject=f"group:{held.group_id}", detail=detail)  # fmt: skip
    return FormatPromise.objects.get(submission=held, person=member.person, format=format)


@transaction.atomic
def give_to(*, promised: FormatPromise, owner: UUID, by: UUID) -> FormatPromise:
    """Somebody else sees to it. The same again changes nothing; what was sent stays with who saw to it."""
    held = FormatPromise.objects.select_for_update().select_related("submission").get(pk=promised.pk)
    if held.sent_at is None and held.owner != owner:
        held.owner = owner
        held.save(update_fields=["owner"])
        _note(held.submission, by, "given", format=str(held.get_format_display()))
    return held


@transaction.atomic
def send(*, promised: FormatPromise, words: str, by: UUID, at: datetime) -> FormatPromise:
    """Say that it was sent, and what. Said twice is once: the first stays."""
    held = FormatPromise.objects.select_for_update().select_related("submission").get(pk=promised.pk)
    if held.sent_at is None:
        held.sent_at, held.sent_by, held.sent = at, by, words
        held.save(update_fields=["sent_at", "sent_by", "sent"])
        _note(held.submission, by, "sent", format=str(held.get_format_display()))
    return held


def _note(submission: Submission, by: UUID, did: str, **detail: str | int) -> None:
    note(
        scope=submission.scope,
        by=by,
        verb=f"assurance.format-{did}",
        subject=f"submission:{submission.pk}",
        detail={"number": submission.number, **detail},
    )
