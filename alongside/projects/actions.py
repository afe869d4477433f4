"""What a team does with a project: start it, fill it in, publish, pause, resume, extend, close, mark answered."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from alongside.core.dates import in_words, with_clock
from alongside.knowledge.spectrums import word_for
from alongside.organisations.models import Organisation
from alongside.plans import consulting, keeping, writing
from alongside.plans.keeping import Words
from alongside.projects import panels, short
from alongside.projects.models import Move, Override, Project, SectionEdit, State
from alongside.projects.rules import Check, Weight
from alongside.projects.sections import SECTIONS, Section
from alongside.record.actions import note


class WrongState(Exception):
    """The project is in a state in which this cannot be done."""

    def __init__(self, state: State) -> None:
        super().__init__(f"This cannot be done while the project is {state.value}.")
        self.state = state


class NotReady(Exception):
    """Checks that stop publishing still stand."""

    def __init__(self, checks: list[Check]) -> None:
        super().__init__(f"{len(checks)} checks stop publishing.")
        self.checks = checks


class ChangedMeanwhile(Exception):
    """Somebody else saved this section after it was opened. ``project`` is as it stands now."""

    def __init__(self, project: Project, edit: SectionEdit | None) -> None:
        super().__init__("Somebody else saved this section meanwhile.")
        self.project = project
        self.edit = edit


class NotLater(Exception):
    """A new closing time must come after the old one, and after now."""


def seen(project: Project, section: Section) -> str:
    """What the section says now, as a short print: a form carries it, so that a stale save is noticed."""
    said = repr([(column, getattr(project, column)) for column in section.columns])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _held(project: Project) -> Project:
    """The project's row as it is now, ours until the transaction ends."""
    return Project.objects.select_for_update().get(pk=project.pk)


def _free_slug(organisation: Organisation, name: str) -> str:
    stem = slugify(name)[:50].strip("-") or "project"
    taken = {"start", *organisation.projects.filter(slug__startswith=stem).values_list("slug", flat=True)}
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


@transaction.atomic
def start(*, organisation: Organisation, values: Mapping[str, Any], by: UUID, id: UUID | None = None) -> Project:
    """A new project, not published. ``values`` are the columns of the section "purpose". ``id`` makes sending the form
    twice the same as once."""
    if id and Project.objects.filter(pk=id).exclude(organisation=organisation).exists():
        id = None  # no form of ours has an identifier of another house
    key = id or uuid4()
    there = organisation.projects.filter(pk=key)
    before = there.first() if id else None
    if before is not None:
        return before
    try:
        with transaction.atomic():
            project = Project.objects.create(
                pk=key,
                organisation=organisation,
                slug=_free_slug(organisation, values["name"]),
                short=short.free(values["name"]),
                lead=by,
                **values,
            )
    except IntegrityError:
        before = there.first()  # the second click at the same moment
        if before is None:
            raise
        return before
    SectionEdit.objects.create(project=project, key="purpose", by=by)
    note(scope=project.pk, by=by, verb="project.started", subject=f"project:{project.pk}")
    return project


# What a new project takes from an earlier one: its words and choices, none of its dates, states and people.
TAKEN = (
    *("summary", "why", "level", "can_change", "cannot_change", "who_decides", "who_it_affects", "topics"),
    *("area_codes", "area_words", "on_paper", "by_phone", "in_person", "as_a_group", "contact_name", "contact_role"),
    *("contact_phone", "contact_email", "content_note", "minutes", "late_rule"),
)


@transaction.atomic
def start_from(
    *,
    organisation: Organisation,
    past: Project | None,
    words: Words,
    called: str,
    name: str,
    question: str,
    by: UUID,
    at: datetime,
    id: UUID,
) -> Project:
    """A new project, not published, that begins with what an earlier one of the same house says, its plan included; or
    with a plan of suggested ``words``. ``called`` is what either is called. ``id`` makes a second click the same as one."""
    there = organisation.projects.filter(pk=id).first()
    if there is not None:
        return there
    values = {column: getattr(past, column) for column in TAKEN} if past else {}
    made = start(organisation=organisation, values={**values, "name": name, "question": question}, by=by, id=id)
    begin_plan(project=made, past=past, words=words, called=called, by=by, at=at)
    return made


@transaction.atomic
def begin_plan(*, project: Project, past: Project | None, words: Words, called: str, by: UUID, at: datetime) -> bool:
    """Begin the plan with that of an earlier project, or with suggested words. False where somebody wrote in it already:
    then nothing is done."""
    if past is not None:
        if not writing.take_from(past=past.pk, scope=project.pk, template="plan", by=by, at=at):
            return False
        verb, subject, detail = "project.taken-from", f"project:{past.pk}", {"past": called}
    elif keeping.begin_with(scope=project.pk, words=words, by=by, at=at):
        verb, subject, detail = "project.begun-with", f"project:{project.pk}", {"template": called}
    else:
        return False
    note(scope=project.pk, by=by, verb=verb, subject=subject, detail=detail)
    return True


@transaction.atomic
def edit(
    *,
    project: Project,
    section: str,
    values: Mapping[str, Any],
    by: UUID,
    seen_print: str,
    at: datetime,
    reason: str = "",
) -> Project:
    """Save one section. Raises ChangedMeanwhile when it is not as it was when the form was opened. ``reason`` says why
    the kind of involvement changes once the public was told of it."""
    held, part = _held(project), SECTIONS[section]
    if seen_print != seen(held, part):
        raise ChangedMeanwhile(held, held.section_edits.filter(key=section).first())
    changed = [column for column, value in values.items() if getattr(held, column) != value]
    if not changed:
        return held
    level_was = held.level
    for column in changed:
        setattr(held, column, values[column])
    held.save(update_fields=[*changed, "changed_at"])
    if held.published_at is not None and held.level != level_was:
        vocabulary = held.organisation.vocabulary
        words = {"was": word_for(level_was, vocabulary), "becomes": word_for(held.level, vocabulary)}
        _moved(held, "kind", by=by, at=at, reason=reason, levels=(level_was, held.level), detail=words)
    SectionEdit.objects.bulk_create(
        [SectionEdit(project=held, key=section, by=by, at=at)],
        update_conflicts=True,
        unique_fields=["project", "key"],
        update_fields=["by", "at"],
    )
    note(
        scope=held.pk,
        by=by,
        verb="project.edited",
        subject=f"project:{held.pk}",
        detail={"section": str(part.title)},
    )
    return held


@transaction.atomic
def publish(*, project: Project, checks: Iterable[Check], by: UUID, at: datetime) -> Project:
    """Make the page public. ``checks`` are today's, overrides applied. Raises NotReady, WrongState."""
    stopping = [check for check in checks if check.stops]
    if stopping:
        raise NotReady(stopping)
    held = _in(project, {State.DRAFT}, at)
    if held.published_at is not None or held.opens_at is None or held.closes_at is None:
        raise WrongState(State.DRAFT)
    held.published_at = at
    held.save(update_fields=["published_at", "changed_at"])
    panels.tell_published(held, by, at)
    _moved(held, "published", by=by, at=at, becomes=held.opens_at)
    return held


@transaction.atomic
def override(*, project: Project, check: Check, reason: str, by: UUID, at: datetime) -> Override:
    """Take it on oneself that this check does not stop publishing."""
    made, _ = Override.objects.update_or_create(
        project=project, check_key=check.key, defaults={"reason": reason, "said": check.said, "by": by, "at": at}
    )
    note(
        scope=project.pk,
        by=by,
        verb="project.check-overridden",
        subject=f"project:{project.pk}",
        detail={"check": check.words, "reason": reason},
    )
    return made


@transaction.atomic
def go_ahead(
    *, project: Project, without: Iterable[tuple[Any, Any]], stage: str, reason: str, by: UUID, at: datetime
) -> None:
    """Take it on oneself that these gaps in the evidence do not stop closing or deciding: (item, how it stands)."""
    for item, _found in without:
        check = Check(f"{stage}-{item.id.lower()}", Weight.STOPS, item.words)
        override(project=project, check=check, reason=reason, by=by, at=at)


@transaction.atomic
def decide(
    *,
    project: Project,
    values: Mapping[str, Any],
    without: Iterable[tuple[Any, Any]],
    reason: str,
    seen: int,
    by: UUID,
    at: datetime,
    id: UUID,
) -> None:
    """Record a decision, and why it goes ahead without some evidence. Of two at the same moment the second is told of
    the first. Raises consulting.DecidedMeanwhile."""
    _held(project)
    consulting.decide(scope=project.pk, values=values, seen=seen, by=by, at=at, id=id)
    go_ahead(project=project, without=without, stage="decide", reason=reason, by=by, at=at)


@transaction.atomic
def show_evidence(*, project: Project, public: bool, by: UUID) -> None:
    """Whether the public sees evidence and gaps."""
    if Project.objects.filter(pk=project.pk, evidence_public=not public).update(evidence_public=public):
        verb = "project.evidence-shown" if public else "project.evidence-not-shown"
        note(scope=project.pk, by=by, verb=verb, subject=f"project:{project.pk}")


@transaction.atomic
def pause(*, project: Project, reason: str, next_on: date, by: UUID, at: datetime) -> Project:
    """Nobody can answer until it is resumed. The reason and the next date are public."""
    held = _in(project, {State.OPEN}, at)
    held.paused_at, held.pause_reason, held.pause_next_on = at, reason, next_on
    held.save(update_fields=["paused_at", "pause_reason", "pause_next_on", "changed_at"])
    _moved(held, "paused", by=by, at=at, reason=reason, detail={"next": in_words(next_on)})
    return held


@transaction.atomic
def resume(*, project: Project, reason: str, by: UUID, at: datetime) -> Project:
    held = _in(project, {State.PAUSED}, at)
    held.paused_at, held.pause_reason, held.pause_next_on = None, "", None
    held.save(update_fields=["paused_at", "pause_reason", "pause_next_on", "changed_at"])
    _moved(held, "resumed", by=by, at=at, reason=reason)
    return held


@transaction.atomic
def extend(
    *, project: Project, reason: str, closes_at: datetime, findings_by: date | None, by: UUID, at: datetime
) -> Project:
    """A later closing time, with its reason. Raises NotLater, WrongState."""
    held = _in(project, {State.UPCOMING, State.OPEN, State.PAUSED}, at)
    was = held.closes_at
    if was is None or closes_at <= was or closes_at <= at:
        raise NotLater
    promised = held.findings_by
    held.closes_at, held.findings_by = closes_at, findings_by
    held.save(update_fields=["closes_at", "findings_by", "changed_at"])
    _moved(held, "extended", by=by, at=at, reason=reason, was=was, becomes=closes_at)
    _promised_anew(held, promised, reason=reason, by=by, at=at)
    return held


@transaction.atomic
def promise_anew(*, project: Project, reason: str, findings_by: date, by: UUID, at: datetime) -> Project:
    """Another day for what was heard, with its reason. Both days are public. Raises WrongState."""
    held = _in(project, {State.UPCOMING, State.OPEN, State.PAUSED, State.CLOSED}, at)
    promised, held.findings_by = held.findings_by, findings_by
    held.save(update_fields=["findings_by", "changed_at"])
    _promised_anew(held, promised, reason=reason, by=by, at=at)
    return held


def _promised_anew(project: Project, was: date | None, *, reason: str, by: UUID, at: datetime) -> None:
    """The day that people were promised moved. Giving the first one breaks no promise."""
    if was is not None and project.findings_by is not None and was != project.findings_by:
        _moved(
            project,
            "promised",
            by=by,
            at=at,
            reason=reason,
            was=_start_of(was),
            becomes=_start_of(project.findings_by),
            detail={"was": in_words(was), "day": in_words(project.findings_by)},
        )


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@transaction.atomic
def close(*, project: Project, reason: str, findings_by: date, by: UUID, at: datetime) -> Project:
    """Close before its time. Answers already started may still be sent; they are marked late."""
    held = _in(project, {State.OPEN, State.PAUSED}, at)
    was, promised = held.closes_at, held.findings_by
    held.closes_at, held.findings_by = at, findings_by
    held.paused_at, held.pause_reason, held.pause_next_on = None, "", None
    held.save(update_fields=["closes_at", "findings_by", "paused_at", "pause_reason", "pause_next_on", "changed_at"])
    _moved(held, "closed", by=by, at=at, reason=reason, was=was, becomes=at)
    _promised_anew(held, promised, reason=reason, by=by, at=at)
    return held


@transaction.atomic
def mark_answered(*, project: Project, by: UUID, at: datetime) -> Project:
    """What was heard and decided is published: the page leads with it from now on."""
    held = _in(project, {State.CLOSED}, at)
    held.answered_at = at
    held.save(update_fields=["answered_at", "changed_at"])
    _moved(held, "answered", by=by, at=at)
    return held


def _in(project: Project, states: set[State], at: datetime) -> Project:
    held = _held(project)
    state = held.state_at(at)
    if state not in states:
        raise WrongState(state)
    return held


def _moved(
    project: Project,
    to: str,
    *,
    by: UUID,
    at: datetime,
    reason: str = "",
    was: datetime | None = None,
    becomes: datetime | None = None,
    levels: tuple[str, str] = ("", ""),
    detail: Mapping[str, str] | None = None,
) -> None:
    Move.objects.create(
        project=project,
        to=to,
        reason=reason,
        was=was,
        becomes=becomes,
        level_was=levels[0],
        level_becomes=levels[1],
        by=by,
        at=at,
    )
    words: dict[str, str | int | None] = {"reason": reason, **(detail or {})}
    if becomes is not None:
        words["becomes"] = with_clock(becomes)
    if was is not None:
        words.setdefault("was", with_clock(was))
    note(scope=project.pk, by=by, verb=f"project.{to}", subject=f"project:{project.pk}", detail=words)
