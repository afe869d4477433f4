"""Sending a message, and giving a person a task. Both are written with what caused them, or not at all."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.work import enqueue
from alongside.knowledge.holidays import working_days_after
from alongside.messaging.letters import forget_file
from alongside.messaging.models import LetterFile, Message, Task
from alongside.organisations.models import Organisation
from alongside.people.accounts.actions import Address, all_delivered, delivered, envelope_to
from alongside.people.accounts.models import Contact, Envelope, Person
from alongside.people.voices.keys import digest
from alongside.record.actions import note

__all__ = ["Address", "add_task", "finish_task", "send"]

Route = Contact.Route
TASK_OF = {Route.TEXT: Task.Kind.TEXT, Route.LETTER: Task.Kind.LETTER, Route.PHONE: Task.Kind.CALL}


def _kept_once(once: str | None) -> str | None:
    """What callers give may name a voice or a person: only a keyed digest of it is kept."""
    return digest(once.encode(), use=b"once").hex() if once else None


def send(
    *,
    kind: str,
    to: Contact | Person | Address,
    subject: str,
    words: str,
    organisation: Organisation | None = None,
    scope: UUID | None = None,
    once: str | None = None,
    owner: UUID | None = None,
) -> Message | Task:
    """Send plain words to somebody, by the route they chose, in the caller's transaction.

    Email goes to the outbox. A letter, a phone call or a text message becomes a task for a person in the team,
    because no provider sends these for us; it is due within the organisation's promised working days. ``subject``
    is kept, so it names nobody. ``once`` makes asking twice one message. ``owner`` is who does the task.
    """
    route = to.route if isinstance(to, Contact | Address) else Route.EMAIL
    if route != Route.EMAIL:
        if organisation is None:
            raise ValueError("A letter, a call or a text message is a task in an organisation.")
        return add_task(
            organisation=organisation,
            scope=scope,
            kind=TASK_OF[Route(route)],
            title=subject,
            words=words,
            owner=owner,
            to=to,
            once=once,
        )
    kept_once = _kept_once(once)
    message = Message(
        organisation=organisation, scope=scope, kind=kind, route=route, once=kept_once, subject=subject, words=words
    )
    try:
        with transaction.atomic():
            message.envelope = envelope_to(to).id
            message.save(force_insert=True)
    except IntegrityError:
        return Message.objects.get(once=kept_once)
    return message


def add_task(
    *,
    organisation: Organisation,
    kind: str,
    title: str,
    words: str,
    scope: UUID | None = None,
    due_on: date | None = None,
    owner: UUID | None = None,
    to: Contact | Person | Address | None = None,
    envelope: Envelope | None = None,
    once: str | None = None,
) -> Task:
    """Something a person does by a date, in the caller's transaction. ``title`` names nobody; ``words`` may.

    Without ``due_on`` it is due within the organisation's promised working days. ``to`` or ``envelope`` says who it
    is for; without either it is for nobody in particular.
    """
    kept_once = _kept_once(once)
    task = Task(
        organisation=organisation,
        scope=scope,
        kind=kind,
        title=title,
        words=words,
        owner=owner,
        once=kept_once,
        due_on=due_on or working_days_after(timezone.localdate(), organisation.another_way_days),
    )
    try:
        with transaction.atomic():
            held = envelope or (envelope_to(to) if to is not None else None)
            task.envelope = held.id if held else None
            task.save(force_insert=True)
    except IntegrityError:
        return Task.objects.get(once=kept_once)
    return task


class AlreadyDone(Exception):
    """Somebody else finished this task."""


@transaction.atomic
def finish_task(*, task: Task, by: Person, outcome: str, need_met: bool | None) -> None:
    """The task is done: what came of it, and whether the need was met (None when it is not known).

    As with a message that was sent, the words and the address are forgotten.
    """
    changed = Task.objects.filter(pk=task.pk, done_at=None).update(
        done_at=timezone.now(), done_by=by.id, outcome=outcome, need_met=need_met, words=""
    )
    if not changed:
        raise AlreadyDone(_("Somebody else has already finished this task."))
    if task.envelope is not None:
        delivered(task.envelope)
    task.refresh_from_db()
    note(
        scope=task.scope or task.organisation_id,
        by=by.id,
        verb="task.done",
        subject=f"task:{task.id}",
        detail={"kind": task.kind, "met": {None: "not known", True: "yes", False: "no"}[need_met]},
    )


@transaction.atomic
def give_task(*, task: Task, by: Person, owner: Person) -> None:
    """Somebody in the team takes the task on, or gives it to a colleague."""
    Task.objects.filter(pk=task.pk).update(owner=owner.id)
    task.owner = owner.id
    note(
        scope=task.scope or task.organisation_id,
        by=by.id,
        verb="task.given",
        subject=f"task:{task.id}",
        detail={"kind": task.kind},
    )


@transaction.atomic
def make_letters(*, organisation: Organisation, tasks: Sequence[UUID], by: Person) -> LetterFile:
    """Ask the worker for these letters as one PDF. That somebody looked at the addresses is written when it is made."""
    made = LetterFile.objects.create(organisation=organisation, by=by.id, tasks=[str(each) for each in tasks])
    enqueue("messaging.letters", key=str(made.pk), letters=str(made.pk))
    return made


@transaction.atomic
def letters_posted(*, letters: LetterFile, by: Person) -> int:
    """The letters of this file are in the post; how many. What was finished meanwhile stays as it was.

    As with one task that is done, words and addresses are forgotten, and so is the file.
    """
    found = Task.objects.filter(organisation=letters.organisation_id, pk__in=letters.tasks, done_at=None)
    held = list(found.select_for_update().values_list("pk", "envelope"))
    now = timezone.now()
    Task.objects.filter(pk__in=[pk for pk, _envelope in held]).update(
        done_at=now, done_by=by.id, outcome=_("Printed and posted."), words=""
    )
    all_delivered([envelope for _pk, envelope in held if envelope])
    LetterFile.objects.filter(pk=letters.pk).update(posted_at=now)
    if held:
        note(
            scope=letters.organisation_id,
            by=by.id,
            verb="letters.posted",
            subject=f"letters:{letters.pk}",
            detail={"count": len(held)},
        )
    transaction.on_commit(partial(forget_file, letters))
    return len(held)
