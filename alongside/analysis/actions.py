"""Publishing results: propose what the public would see, and publish it. In the record, with who did it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.analysis import keeping, publishing, reach
from alongside.analysis.access import Results, results_of
from alongside.analysis.models import PublishedResult, ReachTable
from alongside.analysis.reach_page import page_of
from alongside.analysis.rules import COMPARED_FROM, Compared
from alongside.core.models import Job
from alongside.core.work import enqueue, job
from alongside.projects.models import Project, State
from alongside.record.actions import note
from commonground.disclosure import PROFILES, Profile, Republication, may_publish_again

MOST_GAPS = 4


class TooEarly(Exception):
    """Results come after the project closes, so that early results do not sway people."""


class NotYet(Exception):
    """Too few new answers since the last time. ``wait`` says how many are missing."""

    def __init__(self, wait: Republication) -> None:
        super().__init__("Too few answers are new since results were last published.")
        self.wait = wait


def last_published(activity: UUID) -> PublishedResult | None:
    return PublishedResult.objects.filter(activity=activity, published_at__isnull=False).first()


def proposal_of(activity: UUID) -> PublishedResult | None:
    """What the public would see, if somebody has asked for it and nothing was published since."""
    newest = PublishedResult.objects.filter(activity=activity).first()
    return newest if newest is not None and newest.published_at is None else None


def may_publish(results: Results) -> Republication:
    before = last_published(results.survey.activity_id)
    now = results.tally.responses if results.tally else 0
    return may_publish_again(before.responses if before else 0, now, results.profile)


@transaction.atomic
def ask_for_proposal(*, results: Results, by_characteristics: list[str], by: UUID) -> None:
    """The worker makes it: protecting many tables takes a while. Raises NotYet."""
    wait = may_publish(results)
    if not wait.allowed:
        raise NotYet(wait)
    before = last_published(results.survey.activity_id)
    # The cuts are fixed: others, later, would give away what these protect.
    chosen = before.tables["by"] if before else by_characteristics[: publishing.MOST_CHARACTERISTICS]
    PublishedResult.objects.filter(activity=results.survey.activity_id, published_at=None).delete()
    enqueue("propose results", key=str(results.project.pk), project=str(results.project.pk), chosen=chosen, by=str(by))


@job("propose results")
def propose(project: str, chosen: list[str], by: str) -> None:
    """Safe to run twice: the newer proposal stands."""
    found = Project.objects.select_related("organisation").get(pk=project)
    results = _counted(found)
    if results is None or results.tally is None or not may_publish(results).allowed:
        return
    activity = results.survey.activity_id
    earlier = list(PublishedResult.objects.filter(activity=activity, published_at__isnull=False).order_by("number"))
    tables = _tables(results, chosen, earlier)
    with transaction.atomic():
        PublishedResult.objects.filter(activity=activity, published_at=None).delete()
        PublishedResult.objects.create(
            activity_id=activity,
            number=len(earlier) + 1,
            profile=profile_of(results, earlier).id,
            responses=results.tally.responses,
            tables=tables,
            by=UUID(by),
        )


def _counted(project: Project) -> Results | None:
    """Results with equality answers counted: who is missing is part of what is published."""
    results = results_of(project)
    if results is None:
        return None
    keeping.follow(results.survey)
    if results.survey.monitoring_id is not None:
        reach.follow(project)
    return results_of(project)


def profile_of(results: Results, earlier: list[PublishedResult]) -> Profile:
    """The rules of the first publication stand: other rules, later, would give away what those protected."""
    return PROFILES.get(earlier[0].profile, results.profile) if earlier else results.profile


def _tables(results: Results, chosen: list[str], earlier: list[PublishedResult]) -> dict[str, Any]:
    source = results.source(timezone.now())
    history = source.history
    bands = earlier[0].tables["bands"] if earlier else publishing.bands_of(source.arrays, history)
    who = frozenset(q.key for edition in history.values() for q in edition.questions if q.identifying)
    asked = publishing.asked_of(source.arrays, history, bands, who)
    by = [key for key in chosen if key in source.characteristics]
    profile = profile_of(results, earlier)
    proposal = publishing.propose(source.arrays, asked, source.characteristics, by, sorted(history), profile)
    before = [publishing.published_before(each.tables["truth"], each.tables["shown"]) for each in earlier]
    compared, missing = _who_is_missing(results)
    counts = results.counts
    assert counts is not None
    return {
        "by": by,
        "bands": bands,
        "compared": compared,
        "missing": missing,
        "first": counts.first,
        "last": counts.last,
        "shown": publishing.protect(proposal, profile, before),
        "truth": publishing.to_json(proposal),
    }


def _who_is_missing(results: Results) -> tuple[Compared, list[str]]:
    """The groups that are short of their share, largest gap first; and, where there are none, why."""
    if results.survey.monitoring_id is None:
        return Compared.NOT_ASKED, []
    kept = ReachTable.objects.filter(activity=results.survey.activity_id).first()
    if kept is None:
        return Compared.NOT_YET, []
    page = page_of(kept, results.project.area_codes)
    if page.gaps:
        return Compared.GAPS, [gap.people for gap in page.gaps[:MOST_GAPS]]
    if any(not each.problem for each in page.figures):
        return Compared.NO_GAP, []
    enough = any(each["told"] >= COMPARED_FROM for each in kept.tables["groups"].values())
    return (Compared.NO_CENSUS if enough else Compared.TOO_FEW), []


def work_on(project: Project) -> str:
    """Whether a proposal is being made ("making") or could not be made safe ("failed")."""
    newest = Job.objects.filter(kind="propose results", key=str(project.pk)).order_by("-due_at").first()
    if newest is None or newest.done_at is not None:
        return ""
    return "failed" if newest.failed_at is not None or newest.failure else "making"


@transaction.atomic
def publish(*, results: Results, number: int, by: UUID, at: datetime) -> PublishedResult:
    """Make a proposal public, as it was seen. Raises TooEarly, NotYet, PublishedResult.DoesNotExist."""
    if results.project.state_at(at) not in (State.CLOSED, State.ANSWERED):
        raise TooEarly
    wait = may_publish(results)
    if not wait.allowed:
        raise NotYet(wait)
    made = PublishedResult.objects.select_for_update().get(
        activity=results.survey.activity_id, number=number, published_at=None
    )
    made.published_at, made.by = at, by
    made.save(update_fields=["published_at", "by"])
    note(
        scope=results.project.pk,
        by=by,
        verb="results.published",
        subject=f"results:{made.pk}",
        detail={"number": made.number},
    )
    enqueue("make published reports", project=str(results.project.pk), published=made.number)
    return made
