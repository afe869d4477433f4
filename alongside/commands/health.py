"""What `alongside check` looks at, each answered in a sentence."""

import shutil
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from alongside.core.models import Job
from alongside.messaging.models import Message
from alongside.record import actions as record


@dataclass(frozen=True)
class Finding:
    fine: bool
    words: str


def look_at_everything() -> list[Finding]:
    checks: list[Callable[[], Finding]] = [
        configuration,
        database,
        migrations,
        chain,
        triggers,
        work,
        mail,
        outbox,
        disk,
    ]
    found = []
    for each in checks:
        try:
            found.append(each())
        except (DatabaseError, OSError) as problem:
            found.append(Finding(False, f"{each.__name__.capitalize()}: could not look ({type(problem).__name__})."))
    return found


def configuration() -> Finding:
    if settings.DEMO:
        return Finding(True, "Configuration: this is a demo. Never put real people's answers in it.")
    if not settings.HTTPS and settings.HOST not in ("127.0.0.1", "localhost", "::1"):
        return Finding(False, "Configuration: ALONGSIDE_URL is not https, and the server listens beyond this machine.")
    try:
        call_command("check", deploy=settings.HTTPS, fail_level="ERROR", verbosity=0)
    except CommandError as problem:
        return Finding(False, f"Configuration: {str(problem).splitlines()[0]}")
    return Finding(True, "Configuration: in order.")


def database() -> Finding:
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SELECT 1")
            return Finding(True, "Database: PostgreSQL answers.")
        cursor.execute("PRAGMA quick_check")
        result = cursor.fetchone()[0]
    return Finding(result == "ok", f"Database: SQLite says {result}.")


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return Finding(False, f"Migrations: {len(missing)} have not run. Start the server once, or run migrate.")
    return Finding(True, "Migrations: all have run.")


def chain() -> Finding:
    problems = record.verify()
    if problems:
        return Finding(False, f"Record: {len(problems)} places do not match. The first: {problems[0]}.")
    return Finding(True, "Record: every line and every seal matches.")


def triggers() -> Finding:
    if record.triggers_present():
        return Finding(True, "Record: the database refuses to change or remove a line.")
    return Finding(False, "Record: the triggers that protect its lines are missing. Run migrate.")


def work() -> Finding:
    now = timezone.now()
    failed = Job.objects.filter(failed_at__isnull=False).count()
    late = Job.objects.filter(done_at=None, failed_at=None, due_at__lt=now - timedelta(minutes=10)).count()
    if failed or late:
        return Finding(
            False, f"Work: {failed} jobs have failed and {late} have waited over 10 minutes. Is a worker on?"
        )
    return Finding(True, "Work: nothing has failed, nothing is late.")


def mail() -> Finding:
    if settings.DEMO:
        return Finding(True, "Mail: goes to the demo's outbox page.")
    if not settings.EMAIL_HOST:
        return Finding(False, "Mail: EMAIL_URL is not set, so no message and no log-in code can be sent.")
    try:
        with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=5) as server:
            server.noop()
    except (OSError, smtplib.SMTPException) as problem:
        return Finding(False, f"Mail: the mail server does not answer ({type(problem).__name__}).")
    return Finding(True, "Mail: the mail server answers.")


def outbox() -> Finding:
    failed = Message.objects.filter(state=Message.State.FAILED).count()
    late = Message.objects.filter(
        state=Message.State.WAITING, due_at__lt=timezone.now() - timedelta(minutes=10)
    ).count()
    if failed or late:
        return Finding(False, f"Outbox: {failed} messages could not be sent and {late} have waited over 10 minutes.")
    return Finding(True, "Outbox: nothing is stuck.")


def disk() -> Finding:
    folder = Path(settings.DATA)
    free = shutil.disk_usage(folder).free
    gigabytes = free / 1_000_000_000
    return Finding(gigabytes > 1, f"Disk: {gigabytes:.1f} GB free where the data is.")
