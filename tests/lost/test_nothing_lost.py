"""Nothing acknowledged is lost, though server and worker are killed again and again.

LOST_SUBMISSIONS and LOST_KILLS set the size: 120 and 4 by default, to run with the other tests; 2,000 and 20 are the
whole of it. It follows the database that the tests run on: SQLite, or a PostgreSQL database made and dropped here.
"""

import os
import random
import secrets
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import psycopg
import pytest
from aiosmtpd.controller import Controller
from django.conf import settings

from tests.lost.house import House, free_port
from tests.lost.people import GaveUp, Somebody

SUBMISSIONS = int(os.environ.get("LOST_SUBMISSIONS", "120"))
KILLS = int(os.environ.get("LOST_KILLS", "4"))
AT_ONCE = 16
LONGEST = 1500


class Postbox:
    """What the mail server took, as (address, Message-ID)."""

    def __init__(self) -> None:
        self.came: list[tuple[str, str]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content)
        self.came += [(address, str(mail["Message-ID"])) for address in envelope.rcpt_tos]
        return "250 Accepted"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    """A fresh database of the kind that these tests run on."""
    kept = settings.DATABASES["default"]
    if kept["ENGINE"].endswith("sqlite3"):
        yield f"sqlite://{tmp_path / 'alongside.sqlite3'}"
        return
    at = f"{kept['HOST'] or '127.0.0.1'}:{kept['PORT'] or 5432}"
    who = kept["USER"] + (f":{kept['PASSWORD']}" if kept["PASSWORD"] else "")
    name = f"alongside_lost_{secrets.token_hex(4)}"
    with psycopg.connect(f"postgresql://{who}@{at}/postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    yield f"postgresql://{who}@{at}/{name}"
    with psycopg.connect(f"postgresql://{who}@{at}/postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def post() -> Iterator[tuple[Postbox, int]]:
    box, port = Postbox(), free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, port
    server.stop()


@pytest.fixture
def house(tmp_path: Path, database: str, post: tuple[Postbox, int]) -> Iterator[House]:
    made = House(tmp_path, database, post[1])
    made.ask("prepare")
    made.start()
    yield made
    made.kill()


def everybody_answers(house: House) -> tuple[list[Somebody], list[str]]:
    """Many people at once, while everything is killed at random moments; and who gave up."""
    people = [Somebody(number, house.url) for number in range(SUBMISSIONS)]
    waiting: Queue[Somebody] = Queue()
    for each in people:
        waiting.put(each)
    done: list[Somebody] = []
    gave_up: list[str] = []

    def browser() -> None:
        while True:
            try:
                each = waiting.get_nowait()
            except Empty:
                return
            try:
                each.answer(copy=each.number % 3 == 0)
                done.append(each)
            except GaveUp as problem:
                gave_up.append(str(problem))

    threads = [threading.Thread(target=browser, daemon=True) for _number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    moments = sorted(random.uniform(0.02, 0.95) * SUBMISSIONS for _kill in range(KILLS))
    until = time.monotonic() + LONGEST
    for moment in moments:
        while len(done) + len(gave_up) < moment and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(random.uniform(0, 0.3))
        house.kill()
        house.start()
        house.wait_until_alive()
    for thread in threads:
        thread.join(max(1.0, until - time.monotonic()))
    assert not any(thread.is_alive() for thread in threads), "people still wait"
    return people, gave_up


@pytest.mark.slow
@pytest.mark.timeout(LONGEST + 200)
def test_nothing_acknowledged_is_lost(
    house: House, post: tuple[Postbox, int], capsys: pytest.CaptureFixture[str]
) -> None:
    house.wait_until_alive()
    began = time.monotonic()
    people, gave_up = everybody_answers(house)
    took = time.monotonic() - began
    promised = {each.promised for each in people if each.promised}
    # What a killed worker held comes free after five minutes; here at once.
    house.kill()
    held = house.ask("let_time_pass")
    house.start()
    until = time.monotonic() + 120
    while house.ask("waiting") and time.monotonic() < until:
        time.sleep(0.5)
    there = house.ask("count", {each.code: each.words for each in people if each.code})
    came = Counter(address for address, _identifier in post[0].came)
    different = Counter(address for address, _identifier in set(post[0].came))
    figures = (
        f"\n{settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}: {SUBMISSIONS:,} people, server and worker killed "
        f"{house.killed} times in {took:.0f} s, {sum(each.tries for each in people):,} requests. Codes shown "
        f"{sum(bool(each.code) for each in people):,}, found once {there['codes_once']:,}; responses {there['responses']:,}, "
        f"keys {there['keys']:,}; copies promised {len(promised):,}, in the outbox {there['messages']:,}, sent "
        f"{there['messages_sent']:,}, arrived {len(came):,}, of them twice {sum(n > 1 for n in came.values())}; "
        f"held by killed workers at the end {held}.\n"
    )
    with capsys.disabled():
        sys.stdout.write(figures)
    assert not gave_up, gave_up
    assert house.killed > KILLS
    codes = {each.code for each in people}
    assert len(codes) == SUBMISSIONS == there["codes_once"]
    assert there["responses"] == there["keys"] == there["contributions"] == there["leaves"] == SUBMISSIONS
    assert there["unsent_answers_among_them"] == 0
    assert there["messages"] == there["messages_sent"] == len(promised)
    assert set(came) == promised and set(different.values()) == {1}
    assert there["record_problems"] == []
