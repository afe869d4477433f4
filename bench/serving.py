"""A real server in a process of its own, its CPU time, and a browser-like client that keeps its connection."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

TICKS = os.sysconf("SC_CLK_TCK")
ROOT = Path(__file__).parents[1]
IDLE = 5  # seconds: a server does not keep idle connections for ever
TURNS = 4


class Server:
    """granian with one worker on a free port of this machine; ends by itself with ``stop``."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [
                str(Path(sys.executable).parent / "granian"),
                *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)),
                *("--workers", "1", "--blocking-threads", "1", "--log-level", "error"),
                "alongside.config.wsgi:application",
            ],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            start_new_session=True,
        )
        for _moment in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("The server did not start.")

    def _processes(self) -> list[int]:
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                try:
                    fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                except OSError:
                    continue
                if int(fields[2]) == self.process.pid:  # the process group
                    found.append(int(entry.name))
        return found

    def cpu(self) -> float:
        """Seconds of CPU of all its processes so far."""
        used = 0
        for pid in self._processes():
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            used += int(fields[11]) + int(fields[12])
        return used / TICKS

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


class Client:
    """Keeps its connection, as browsers do, and opens it again when the server has closed it meanwhile."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = dict(cookies or {})
        self.used = time.monotonic()

    def send(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, bytes]:
        """(status, location, body). Cookies are kept; redirects are not followed."""
        if time.monotonic() - self.used > IDLE:
            self.connection.close()
        headers = {"Host": "127.0.0.1", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if form is not None:
            body = urlencode({**form, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")})
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        read = answer.read()
        self.used = time.monotonic()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key.strip()] = rest.split(";", 1)[0]
        return answer.status, answer.getheader("Location") or "", read


class Spell:
    """CPU of the server over many calls of the same kind, in several spells."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.used, self.calls = 0.0, 0

    def run(self, call: Callable[[], object], *, seconds: float = 0.0, times: int = 0) -> None:
        """For so long, or so many times."""
        before, until = self.server.cpu(), time.monotonic() + seconds
        done = 0
        while done < times or time.monotonic() < until:
            call()
            done += 1
        self.used += self.server.cpu() - before
        self.calls += done

    @property
    def milliseconds(self) -> float:
        """For one call."""
        return self.used * 1000 / self.calls


def beside(
    server: Server,
    call: Callable[[], object],
    yardstick: Callable[[], object],
    *,
    less: Callable[[], object] | None = None,
) -> tuple[float, float]:
    """(milliseconds of CPU, times the yardstick). Both are measured in turn, so that a busy machine slows both alike.

    ``less`` is a part of the call that is not to count.
    """
    one, unit, part = Spell(server), Spell(server), Spell(server)
    call()
    yardstick()
    for _turn in range(TURNS):
        unit.run(yardstick, seconds=0.4)
        one.run(call, seconds=0.8)
        if less is not None:
            part.run(less, seconds=0.4)
    cost = one.milliseconds - (part.milliseconds if less is not None else 0.0)
    return cost, cost / unit.milliseconds
