"""Asking for words to be shown, deciding about them, and passing on a worry. Each is one act with a line in the record."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.activities.models import Contribution
from alongside.messaging.actions import send
from alongside.moderation import rules
from alongside.moderation.models import Decision, ShownText, Worry
from alongside.organisations.models import Organisation
from alongside.people.accounts.actions import reach
from alongside.people.accounts.models import Contact, Membership, Person
from alongside.people.accounts.roles import ROLES, Permission
from alongside.record.actions import note

State = ShownText.State
NEEDS_REASON = (State.HIDDEN_WORDS, State.HELD, State.NOT_PUBLISHED)


class DecidedMeanwhile(Exception):
    """A colleague decided about this text since it was opened."""


class NotThere(Exception):
    """Words to hide that are not in the text: ``words``; none when nothing was to be hidden."""

    def __init__(self, words: list[str]) -> None:
        super().__init__("These words are not in the text.")
        self.words = words


class NoReason(Exception):
    """Whoever wrote the words is owed a reason."""


def ask(*, contribution: Contribution, question: str, text: str, by: UUID) -> ShownText:
    """These words of an answer shall be shown: somebody looks at them first. Safe to repeat.

    In the caller's transaction, which has its own line in the record.
    """
    made, _new = ShownText.objects.get_or_create(
        contribution=contribution,
        question=question,
        words=text,
        defaults={"risk": rules.risk(rules.hints(text))},
    )
    return made


def take_back(*, contribution: Contribution, question: str, text: str) -> None:
    """They shall not be shown any more, whatever was decided. In the caller's transaction."""
    ShownText.objects.filter(contribution=contribution, question=question, words=text).delete()


def public_view(text: ShownText, hidden: Iterable[str]) -> str:
    """What the public would read. Raises NotThere."""
    chosen = list(hidden)
    made, absent = rules.hide(text.words, chosen, _("[words hidden]"))
    if absent or not chosen:
        raise NotThere(absent)
    return made


def contact_of(contribution: Contribution) -> Contact | None:
    """How whoever said it can be told about it, if they left a way and agreed."""
    (found,) = reach([contribution.voice_id], scope=contribution.project_id)
    return found.contact


@transaction.atomic
def decide(
    *, text: ShownText, state: str, by: UUID, seen: int, reason: str = "", hidden: Iterable[str] = (), message: str = ""
) -> Decision:
    """Publish, publish with words hidden, hold, or not publish. ``seen`` is how many decisions the colleague saw.

    ``message`` goes to whoever wrote it, if they can be reached. Raises DecidedMeanwhile, NoReason, NotThere.
    """
    held = ShownText.objects.select_for_update().get(pk=text.pk)
    if held.decisions.count() != seen:
        raise DecidedMeanwhile
    if state in NEEDS_REASON and not reason.strip():
        raise NoReason
    held.state = State(state)
    held.public = {State.PUBLISHED: held.words}.get(held.state, "")
    if held.state == State.HIDDEN_WORDS:
        held.public = public_view(held, hidden)
    held.save(update_fields=["state", "public"])
    decision = Decision(text=held, state=state, reason=reason.strip(), by=by)
    decision.save(force_insert=True)
    contribution = held.contribution
    note(scope=contribution.project_id, by=by, verb=f"text.{state}", subject=f"text:{held.pk}")
    contact = contact_of(contribution) if message.strip() else None
    if contact is not None:
        send(
            kind="moderation",
            to=contact,
            subject=_("About what you wrote to us"),
            words=message.strip(),
            organisation=contribution.project.organisation,
            scope=contribution.project_id,
            once=f"moderation:{decision.pk}",
            owner=by,
        )
    text.refresh_from_db()
    return decision


def who_sees_worries(organisation: Organisation) -> list[Person]:
    """Colleagues whose role may reach people."""
    roles = [key for key, role in ROLES.items() if Permission.SEE_CONTACTS in role.permissions]
    held = Membership.objects.filter(organisation=organisation, role__in=roles, until=None).select_related("person")
    return [each.person for each in held.order_by("person__name")]


@transaction.atomic
def worry(*, text: ShownText, words: str, by: UUID) -> Worry:
    """Somebody may not be safe: it leaves moderation for those who can reach people. The text is held."""
    held = ShownText.objects.select_for_update().get(pk=text.pk)
    made = Worry(contribution=held.contribution, question=held.question, words=words.strip(), raised_by=by)
    made.save(force_insert=True)
    decide(text=held, state=State.HELD, by=by, seen=held.decisions.count(), reason=_("Passed on as a safety worry"))
    note(scope=held.contribution.project_id, by=by, verb="worry.raised", subject=f"worry:{made.pk}")
    organisation = held.contribution.project.organisation
    where = settings.SITE_URL + reverse("moderation:one-worry", args=[organisation.slug, made.pk])
    for person in who_sees_worries(organisation):
        send(
            kind="worry",
            to=person,
            subject=_("A safety worry needs you today"),
            words=_("A colleague passed on a worry about somebody’s safety. Read it and say what was done:")
            + f"\n\n{where}",
            organisation=organisation,
            once=f"worry:{made.pk}:{person.pk}",
        )
    text.refresh_from_db()
    return made


@transaction.atomic
def close_worry(*, worry: Worry, outcome: str, by: UUID) -> None:
    """What was done. Closing it twice keeps the first."""
    held = Worry.objects.select_for_update().get(pk=worry.pk)
    if held.closed_at is None:
        held.outcome, held.closed_by, held.closed_at = outcome.strip(), by, timezone.now()
        held.save(update_fields=["outcome", "closed_by", "closed_at"])
        note(scope=held.contribution.project_id, by=by, verb="worry.closed", subject=f"worry:{held.pk}")
    worry.refresh_from_db()
