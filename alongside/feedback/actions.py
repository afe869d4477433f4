"""Writing findings, responding, promising, publishing. Each act is one transaction with a line in the record."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.activities.models import Activity, Contribution
from alongside.activities.registry import tool
from alongside.core.dates import short
from alongside.feedback.models import Evidence, Finding, NewDate, Promise, Response
from alongside.feedback.rules import Missing, missing
from alongside.organisations.models import Organisation
from alongside.projects.models import Project
from alongside.record.actions import note


class NotFinished(Exception):
    """The finding lacks what publishing needs."""

    def __init__(self, lacks: list[Missing]) -> None:
        super().__init__(f"{len(lacks)} things are missing.")
        self.lacks = lacks


class NotADate(Exception):
    """A new date must be after the one it replaces."""


def _note(finding: Finding, verb: str, by: UUID, **detail: str | int | None) -> None:
    note(
        scope=finding.project_id,
        by=by,
        verb=verb,
        subject=f"finding:{finding.pk}",
        detail={"number": finding.number, **detail},
    )


@transaction.atomic
def write(*, project: Project, values: Mapping[str, Any], by: UUID) -> Finding:
    """A new finding. ``values``: heard, detail, how_sure, against, topic."""
    Project.objects.select_for_update().get(pk=project.pk)  # numbers are given one at a time
    last = project.findings.aggregate(last=Max("number"))["last"] or 0
    finding = Finding.objects.create(project=project, number=last + 1, **values)
    _note(finding, "finding.written", by)
    return finding


@transaction.atomic
def change(*, finding: Finding, values: Mapping[str, Any], by: UUID) -> None:
    for name, value in values.items():
        setattr(finding, name, value)
    finding.save(update_fields=[*values])
    _note(finding, "finding.changed", by)


@transaction.atomic
def rest_on_contribution(
    *, finding: Finding, contribution: Contribution, question: str, quote: str, by: UUID
) -> Evidence:
    """One person's words. A quote is kept only where they said we may quote them."""
    made, new = Evidence.objects.get_or_create(
        finding=finding,
        contribution=contribution,
        question=question,
        defaults={"quote": quote if contribution.may_quote else ""},
    )
    if new:
        _note(finding, "finding.evidence-added", by)
    return made


@transaction.atomic
def rest_on_answer(
    *, finding: Finding, activity: Activity, question: str, option: str, words: str, by: UUID
) -> Evidence:
    """An answer that many gave: everyone who chose the option."""
    people = sum(1 for _pair in _who_said(activity, question, option))
    made, new = Evidence.objects.get_or_create(
        finding=finding,
        activity=activity,
        question=question,
        option=option,
        defaults={"words": words[:200], "people": people},
    )
    if new:
        _note(finding, "finding.evidence-added", by)
    return made


@transaction.atomic
def drop_evidence(*, evidence: Evidence, by: UUID) -> None:
    finding = evidence.finding
    evidence.delete()
    _note(finding, "finding.evidence-removed", by)


@transaction.atomic
def respond(*, finding: Finding, values: Mapping[str, Any], by: UUID) -> Response:
    """What was decided about it. ``values``: kind, reason, owner, decided_on."""
    response, new = Response.objects.update_or_create(
        finding=finding, defaults={**values, "by": by, "at": timezone.now()}
    )
    _note(finding, "response.given" if new else "response.changed", by, kind=Response.Kind(response.kind).label.lower())
    finding.response = response
    return response


@transaction.atomic
def publish(*, finding: Finding, by: UUID) -> None:
    """Shown to everyone, with its response and its promises, if there are any. Safe to repeat."""
    response = Response.objects.filter(finding=finding).first()
    lacks = missing(
        evidence=finding.evidence.filter(people__gt=0).count(),
        response=response is not None,
        independent=finding.project.run_by_id is not None,
    )
    if lacks:
        raise NotFinished(lacks)
    if finding.published_at is not None:
        return
    finding.published_at = timezone.now()
    finding.save(update_fields=["published_at"])
    if response is not None:
        Promise.objects.filter(response=response, published_at=None).update(published_at=finding.published_at)
    _note(finding, "finding.published", by)


@transaction.atomic
def promise(
    *,
    organisation: Organisation,
    project: Project,
    response: Response | None,
    you_said: str,
    words: str,
    owner: str,
    due_on: date,
    by: UUID,
    said_by: str = "",
    topic: str = "",
) -> Promise:
    """We will do this by then. Public as soon as its finding is, or at once when it hangs on none."""
    published = timezone.now() if response is None or response.finding.published_at is not None else None
    made = Promise.objects.create(
        organisation=organisation,
        project=project,
        response=response,
        you_said=you_said,
        said_by=said_by,
        words=words,
        owner=owner,
        due_on=due_on,
        first_due_on=due_on,
        topic=topic,
        area_words=project.area_words[:80],
        published_at=published,
    )
    note(scope=project.pk, by=by, verb="promise.made", subject=f"promise:{made.pk}", detail={"due": short(due_on)})
    return made


def _scope(promise: Promise) -> UUID:
    return promise.project_id or promise.organisation_id


@transaction.atomic
def keep(*, promise: Promise, did: str, proof: str, done_on: date, by: UUID) -> None:
    """Done, with what was done and something that proves it. Safe to repeat."""
    held = Promise.objects.select_for_update().get(pk=promise.pk)
    held.did, held.proof, held.done_on = did, proof, done_on
    held.save(update_fields=["did", "proof", "done_on"])
    note(scope=_scope(held), by=by, verb="promise.kept", subject=f"promise:{held.pk}")


@transaction.atomic
def move(*, promise: Promise, due_on: date, reason: str, by: UUID) -> None:
    """A new date, with its reason, in public. The first date stays."""
    held = Promise.objects.select_for_update().get(pk=promise.pk)
    if due_on <= held.due_on:
        raise NotADate
    NewDate.objects.create(promise=held, was=held.due_on, becomes=due_on, reason=reason, by=by)
    held.due_on = due_on
    held.save(update_fields=["due_on"])
    note(
        scope=_scope(held),
        by=by,
        verb="promise.moved",
        subject=f"promise:{held.pk}",
        detail={"due": short(due_on), "reason": reason},
    )


def _who_said(activity: Activity, question: str, option: str) -> Iterator[tuple[UUID, UUID]]:
    said = tool(activity.tool).who_said
    if said is None:
        raise ValueError(_("This activity has no answers that can be counted."))
    yield from said(activity, question, option)


def voices_of(finding: Finding) -> Iterator[UUID]:
    """Every voice whose words fed the finding, each once, withdrawn ones left out."""
    seen: set[UUID] = set()
    for each in finding.evidence.select_related("contribution", "activity"):
        if each.contribution is not None:
            pairs: Iterator[tuple[UUID, UUID]] = iter(
                [(each.contribution.pk, each.contribution.voice_id)] if each.contribution.withdrawn_at is None else []
            )
        elif each.activity is not None:
            pairs = _who_said(each.activity, each.question, each.option)
        else:
            continue
        for _contribution, voice in pairs:
            if voice not in seen:
                seen.add(voice)
                yield voice
