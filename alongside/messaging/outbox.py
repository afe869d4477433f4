"""The outbox: what waits is sent, once, by whichever worker takes it first.

A worker holds a message for a few minutes, and says so in the database before it speaks to the mail server. One that
dies lets go by itself and another takes over. Between the mail server's "accepted" and our line "sent" a dead worker
leaves a message that will be sent again: no outbox can close that gap, so both copies carry the same Message-ID, by
which mailboxes recognise them as one. Everywhere else a message goes exactly once.
"""

import logging
from datetime import timedelta
from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from alongside.core.work import chore
from alongside.messaging.models import Message
from alongside.messaging.rules import next_try
from alongside.people.accounts.actions import delivered, open_envelope

logger = logging.getLogger(__name__)

HOLD = timedelta(minutes=5)
BATCH = 50


def _take(limit: int) -> list[Message]:
    """Hold the messages that have been due longest. Committed before anything is sent."""
    now = timezone.now()
    with transaction.atomic():
        due = Message.objects.filter(
            Q(held_until=None) | Q(held_until__lt=now), state=Message.State.WAITING, due_at__lte=now
        ).order_by("due_at")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, of=("self",))
        taken = list(due.select_related("organisation")[:limit])
        if taken:
            Message.objects.filter(pk__in=[each.pk for each in taken]).update(
                held_until=now + HOLD, attempts=F("attempts") + 1
            )
    for each in taken:
        each.attempts += 1
    return taken


def _gone(message: Message, state: str) -> None:
    """Sent or given up: the words, the address and the minute are forgotten."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    with transaction.atomic():
        delivered(message.envelope)
        Message.objects.filter(pk=message.pk).update(
            state=state,
            words="",
            due_at=today,
            held_until=None,
            sent_on=today.date() if state == Message.State.SENT else None,
        )


def _is_final(problem: Exception) -> bool:
    """The mail server refused for good (a 5xx reply to this message), so trying again cannot help."""
    if isinstance(problem, SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _words in problem.recipients.values())
    return isinstance(problem, SMTPResponseException) and 550 <= problem.smtp_code < 560


def _send(message: Message, line: BaseEmailBackend) -> bool:
    where = open_envelope(message.envelope)
    if where is None:
        # They asked us to forget them while it waited.
        _gone(message, Message.State.FAILED)
        return False
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    name = message.organisation.service_name if message.organisation else "Alongside"
    try:
        EmailMessage(
            subject=" ".join(message.subject.split()),
            body=message.words,
            from_email=f'"{name.replace(chr(34), "")}" <{sender}>',
            to=[where.address],
            reply_to=[message.organisation.email] if message.organisation else None,
            headers={
                "Message-ID": f"<{message.id.hex}@{sender.rpartition('@')[2] or 'alongside'}>",
                "Auto-Submitted": "auto-generated",
            },
            connection=line,
        ).send()
    except Exception as problem:
        # The kind of error alone: a mail server's words quote the address.
        logger.warning(
            "message not sent kind=%s attempt=%s error=%s", message.kind, message.attempts, type(problem).__name__
        )
        wait = None if _is_final(problem) else next_try(message.attempts)
        if wait is None:
            _gone(message, Message.State.FAILED)
        else:
            Message.objects.filter(pk=message.pk).update(due_at=timezone.now() + wait, held_until=None)
        return False
    _gone(message, Message.State.SENT)
    return True


@chore("send messages", every=1)
def send_due() -> int:
    """Send what is due now; how many went."""
    if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend") and not settings.EMAIL_HOST:
        return 0  # No mail server yet: messages wait, and `alongside check` says so.
    sent = 0
    while taken := _take(BATCH):
        line = get_connection()
        try:
            sent += sum([_send(each, line) for each in taken])
        finally:
            line.close()
    return sent
