"""An installation of its own for one test: a folder, a database, a port, a server and a worker that can be killed.

Everything started here is in process groups of its own, and only those are ever ended.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

BASE = Path(__file__).resolve().parents[2]
LONGEST_START = 90


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class House:
    def __init__(self, folder: Path, database: str, mail_port: int) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.killed = 0
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "DJANGO_"))}
        self.env = {
            **kept,
            "ALONGSIDE_SECRET_KEY": secrets.token_hex(32),
            "ALONGSIDE_DATA": str(folder),
            "DATABASE_URL": database,
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
            "PYTHONPATH": str(BASE),
        }
        self.server: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None

    def ask(self, what: str, told: object = None) -> Any:
        """Run a function of ``tests.lost.inside`` in a process that wakes with this installation's settings."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.lost.inside", what],
            input=json.dumps(told),
            env=self.env,
            cwd=BASE,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def start(self) -> None:
        """As `alongside serve` starts them; each leads a group, so that a kill takes its children along."""
        log = (self.folder / "log").open("ab")
        granian = [str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1"]
        granian += ["--port", str(self.port), "--workers", "2", "--blocking-threads", "4", "--backlog", "512"]
        granian += ["--log-level", "warning", "alongside.config.wsgi:application"]
        common: dict[str, Any] = {"env": self.env, "cwd": BASE, "stdout": log, "stderr": log, "start_new_session": True}
        self.server = subprocess.Popen(granian, **common)
        self.worker = subprocess.Popen([sys.executable, "-m", "alongside.commands", "worker"], **common)
        log.close()

    def kill(self) -> None:
        """As a power cut does: without a word, and everything at once."""
        for process in (self.server, self.worker):
            if process is not None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.server = self.worker = None
        self.killed += 1

    def wait_until_alive(self) -> None:
        deadline = time.monotonic() + LONGEST_START
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/northmere/projects/blood-tests/answer/", timeout=10) as page:
                    if page.status == 200:
                        return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"The server did not start: {(self.folder / 'log').read_text()[-2000:]}")
