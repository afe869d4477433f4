"""`alongside serve`: the web server and the worker together; `alongside worker`: a worker alone."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console

from alongside.commands import django_side

console = Console()


def serve(
    demo: Annotated[
        bool, typer.Option(help="Invented organisations and people, mail on a page, on this machine.")
    ] = False,
    workers: Annotated[int, typer.Option(help="Web server processes.")] = 0,
    no_worker: Annotated[bool, typer.Option("--no-worker", help="The web server alone.")] = False,
) -> None:
    """Start the web server and the worker. Ctrl-C ends both."""
    django_side.wake(demo=demo)
    from django.conf import settings

    prepare_database(demo=demo)
    granian = [
        str(Path(sys.executable).parent / "granian"),
        "--interface",
        "wsgi",
        "--host",
        settings.HOST,
        "--port",
        str(settings.PORT),
        "--workers",
        str(workers or min(2, os.cpu_count() or 1)),
        "--blocking-threads",
        "4",
        "--backlog",
        "512",
        "--log-level",
        "warning",
        "--workers-kill-timeout",
        "10",
        "alongside.config.wsgi:application",
    ]
    started = [subprocess.Popen(granian)]  # noqa: S603 (our own server, no shell)
    if not no_worker:
        started.append(subprocess.Popen([sys.executable, "-m", "alongside.commands", "worker"]))
    if demo:
        from alongside.demo.words import welcome

        console.print(welcome(settings.SITE_URL))
    else:
        console.print(f"Alongside is at {settings.SITE_URL}. Ctrl-C ends it.")
    raise SystemExit(_until_one_ends(started))


def _until_one_ends(started: list[subprocess.Popen[bytes]]) -> int:
    """Wait; when one process ends or we are told to stop, end them all. Returns the exit code."""
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    while not stopping and all(process.poll() is None for process in started):
        time.sleep(0.2)
    code = 0 if stopping else 1
    for process in started:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + 15
    for process in started:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
    return code


def worker() -> None:
    """Do background work until stopped: mail, results, exports, the record's seals."""
    django_side.wake()
    from alongside.core.work import work_until

    stopped = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    parent = os.getppid()
    # A worker whose server was killed outright ends too, instead of living on unseen.
    work_until(lambda: stopped or os.getppid() != parent)


def prepare_database(*, demo: bool) -> None:
    """Migrate when the migrations have changed since last time; in the demo, fill an empty database."""
    from django.core.management import call_command

    stamp = django_side.data_folder() / "migrated"
    now = _migrations_digest()
    if not stamp.exists() or stamp.read_text() != now or not _has_tables():
        with console.status("Preparing the database"):
            call_command("migrate", verbosity=0, interactive=False)
        stamp.write_text(now)
    if demo:
        from alongside.demo.seed import seed_if_empty

        seed_if_empty(console)


def _migrations_digest() -> str:
    package = Path(__file__).resolve().parent.parent
    names = sorted(str(path.relative_to(package)) for path in package.glob("**/migrations/*.py"))
    contents = [*names, os.environ.get("DATABASE_URL", "")]
    return hashlib.sha256("\n".join(contents).encode()).hexdigest()


def _has_tables() -> bool:
    from django.db import connection

    return "organisations_organisation" in connection.introspection.table_names()
