"""CPU of a real server: public pages warm and cold, the team's, sending, and how much a first visit fetches."""

from collections.abc import Callable

from django.conf import settings
from django.test import Client as InProcess

from alongside.people.accounts.models import Person
from bench.addresses import PUBLIC, QUESTION, START, team
from bench.rows import answer_all
from bench.serving import Client, Server, Spell, beside
from bench.table import Table
from bench.visiting import first_visit
from tests.cast import login

WARM, COLD, TEAM, SENDING = 10, 40, 12, 40
SENT = 200
UNIT = "×"


def measure(table: Table, size: str, lead: Person, *, at_first: bool) -> None:
    server = Server()
    try:
        _public(table, size, server)
        _sending(table, size, server)
        _team(table, size, server, login(InProcess(), lead).cookies[settings.SESSION_COOKIE_NAME].value)
        if at_first:
            _visit(table, size, server)
    finally:
        server.stop()


def _get(client: Client, path: str) -> Callable[[], None]:
    def call() -> None:
        status, _location, _body = client.send("GET", path)
        assert status == 200, (path, status)

    return call


def _public(table: Table, size: str, server: Server) -> None:
    nobody, somebody = Client(server.port), _answering(server)
    empty, forget = _get(nobody, "/bench-empty/"), _get(nobody, "/bench-forget/")
    pages = {name: (nobody, path) for name, path in PUBLIC.items()} | {"a question": (somebody, QUESTION)}
    for name, (client, path) in pages.items():
        _cost, times = beside(server, _get(client, path), empty)
        table.put(size, "CPU, public pages, warm", name, times, UNIT, WARM)
    for name, (client, path) in pages.items():
        page = _get(client, path)
        _cost, times = beside(server, lambda page=page: (forget(), page()), empty, less=forget)
        table.put(size, "CPU, public pages, cold", name, times, UNIT, COLD)


def _answering(server: Server) -> Client:
    """Somebody who has begun."""
    client = Client(server.port)
    client.send("GET", START)
    status, _location, _body = client.send("POST", START, {"capacity": "self"})
    assert status == 302, status
    return client


def _sending(table: Table, size: str, server: Server) -> None:
    """Ten questions are answered; what counts is Send, and asking for a copy by mail."""
    nobody = Client(server.port)
    empty = _get(nobody, "/bench-empty/")
    unit, one = Spell(server), Spell(server)
    waiting: list[Client] = []

    def send() -> None:
        client = waiting.pop()
        for path, form in ((START + "check/", {}), (START + "copy/", {"email": "someone@people.example"})):
            status, _location, _body = client.send("POST", path, form)
            assert status == 302, (path, status)

    for _turn in range(4):
        for _each in range(SENT // 4):
            waiting.append(_answering(server))
            answer_all()
            waiting[-1].connection.close()
        unit.run(empty, seconds=0.5)
        one.run(send, times=SENT // 4)
    times = one.milliseconds / unit.milliseconds
    table.put(size, "CPU, submitting", "send 10 answers, with a copy by mail", times, UNIT, SENDING)
    somebody = _answering(server)
    answers = iter(range(10**9))

    def keep() -> None:
        """Another answer each time, or nothing would be saved."""
        status, _location, _body = somebody.send("POST", QUESTION, {"had_test": ("yes", "no")[next(answers) % 2]})
        assert status == 302, status

    _cost, times = beside(server, keep, empty)
    table.put(size, "CPU, submitting", "answer one question", times, UNIT, SENDING)


def _team(table: Table, size: str, server: Server, session: str) -> None:
    colleague = Client(server.port, {settings.SESSION_COOKIE_NAME: session})
    empty, nobody = _get(colleague, "/bench-empty/"), _get(Client(server.port), "/bench-empty/")
    cost, _times = beside(server, nobody, nobody)
    table.put(size, "The yardstick", "empty view", cost, "ms")
    cost, _times = beside(server, empty, empty)
    table.put(size, "The yardstick", "empty view, logged in", cost, "ms")
    for name, path in team().items():
        _cost, times = beside(server, _get(colleague, path), empty)
        table.put(size, "CPU, team pages", name, times, UNIT, TEAM)


def _visit(table: Table, size: str, server: Server) -> None:
    for name, path in PUBLIC.items():
        everything, script = first_visit(Client(server.port), path)
        table.put(size, "First visit, compressed", name, everything / 1000, "KB", 150)
        table.put(size, "First visit, compressed", f"{name}: script", script / 1000, "KB", 40)
