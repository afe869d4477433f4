"""Where a bench runs: a folder and a database of its own, both gone afterwards.

SQLite in that folder, or, with BENCH_DATABASE_URL=postgresql://…, a new database on that server: nobody's data is near.
"""

import atexit
import os
import secrets
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg

FOLDER = Path(tempfile.mkdtemp(prefix="alongside-bench-"))
SERVER = os.environ.get("BENCH_DATABASE_URL", "")
NAME = f"alongside_bench_{secrets.token_hex(4)}"
DATABASE = "PostgreSQL" if SERVER else "SQLite"


def _on_server(statement: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(statement.encode())


def _made() -> str:
    if not SERVER:
        return f"sqlite://{FOLDER / 'bench.sqlite3'}"
    _on_server(f'CREATE DATABASE "{NAME}"')
    atexit.register(_on_server, f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{NAME}"))


def wake() -> None:
    """Django, with the bench's settings, here. The server that is started later inherits the environment."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # told to end, it ends its server and database too
    atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
    (FOLDER / "static").mkdir()
    os.environ |= {
        "ALONGSIDE_DEMO": "1",
        "ALONGSIDE_DATA": str(FOLDER),
        "DATABASE_URL": _made(),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }
    django.setup()
