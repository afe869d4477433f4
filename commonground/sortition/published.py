"""A lottery as a file that anyone can check, and the draw from it that anyone can repeat.

The file is CSV in UTF-8 with LF line ends: a header, then a line for each panel: its number from 1, how many tickets it holds,
and the ids of its people. Its SHA-256 is its fingerprint, published before the seed is known.

The draw. Let H be the fingerprint, 64 small hexadecimal digits, S the seed, any text, and N the number of tickets in the file. For
c = 0, 1, 2, …: let D be the SHA-256 of the UTF-8 text "commonground draw 1", H, S, c in decimal, joined by line feeds,
read as a whole number with the first byte largest. Take the first D below the largest multiple of N that is
at most 2**256; the ticket is D mod N. Tickets are counted from 0, panel after panel in the order of the file. There is no float
and no random number generator in it, so every machine and every language finds the same panel.
"""

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass

from commonground.errors import Refused

DOMAIN = "commonground draw 1"


@dataclass(frozen=True)
class Drawn:
    """ticket: from 0. panel: its number in the file, from 1. people: the ids drawn. fingerprint: of the file."""

    ticket: int
    panel: int
    people: tuple[str, ...]
    fingerprint: str


def published(panels: Sequence[Sequence[str]], tickets: Sequence[int]) -> str:
    """The text of the file. panels: ids; tickets: whole numbers above 0."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["panel", "tickets", *(f"person {at + 1}" for at in range(len(panels[0]) if panels else 0))])
    for number, (people, count) in enumerate(zip(panels, tickets, strict=True), start=1):
        writer.writerow([number, count, *people])
    return out.getvalue()


def fingerprint(text: str) -> str:
    """SHA-256 of the file, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_published(text: str) -> tuple[list[tuple[str, ...]], list[int]]:
    """(panels of ids, tickets) of a published file. Refuses what is not one, with its line."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    panels: list[tuple[str, ...]] = []
    tickets: list[int] = []
    try:
        header = next(reader, [])
        if header[:2] != ["panel", "tickets"] or len(header) < 3:
            raise Refused("panels.header", "The file has no columns “panel”, “tickets” and people.", line=1)
        for row in reader:
            line = reader.line_num
            if len(row) != len(header):
                words = f"The line has {len(row)} fields, and the header has {len(header)}."
                raise Refused("panels.fields", words, line=line)
            if row[0] != str(len(panels) + 1):
                raise Refused("panels.number", f"The panel is numbered “{row[0]}”, not {len(panels) + 1}.", line=line)
            if not (row[1].isascii() and row[1].isdigit()) or int(row[1]) < 1:
                raise Refused("panels.tickets", f"“{row[1]}” is not a number of tickets.", line=line, column="tickets")
            if len(set(row[2:])) != len(row) - 2:
                raise Refused("panels.twice", "Somebody is on this panel twice.", line=line)
            panels.append(tuple(row[2:]))
            tickets.append(int(row[1]))
    except csv.Error as problem:
        raise Refused("panels.not_csv", f"The line cannot be read as CSV: {problem}.", line=reader.line_num) from None
    if not panels:
        raise Refused("panels.none", "The file holds no panels.")
    return panels, tickets


def draw_published(text: str, seed: str) -> Drawn:
    """The draw described above."""
    panels, tickets = read_published(text)
    mark = fingerprint(text)
    ticket = left = draw_ticket(mark, seed, sum(tickets))
    for number, (people, count) in enumerate(zip(panels, tickets, strict=True), start=1):
        if left < count:
            return Drawn(ticket, number, people, mark)
        left -= count
    raise AssertionError("A ticket lies beyond the last panel.")


def draw_ticket(mark: str, seed: str, total: int) -> int:
    """A ticket from 0 to total − 1, each as likely as any other."""
    most = 2**256 // total * total
    counter = 0
    while True:
        text = "\n".join([DOMAIN, mark, seed, str(counter)])
        number = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
        if number < most:
            return number % total
        counter += 1
