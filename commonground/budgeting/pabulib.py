"""Pabulib files (.pb), in and out.

The format of the Pabulib library of participatory budgeting data: Faliszewski et al., "Participatory Budgeting:
Data, Tools, and Analysis", IJCAI 2023. Three parts, META, PROJECTS and VOTES, each a table with ``;`` between
fields. Reading is strict: what cannot be right is refused with its line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import islice, pairwise
from typing import TypeVar

from commonground.budgeting.election import (
    KINDS,
    WITH_POINTS,
    Amount,
    BallotBox,
    Election,
    Kind,
    Limits,
    Project,
    plain,
)
from commonground.errors import Refused

# At most twelve digits and six decimals, so that every sum of money and points stays exact.
_AMOUNT = re.compile(r"[0-9]{1,12}([.,][0-9]{1,6})?")
_PARTS = ("META", "PROJECTS", "VOTES")
_CATEGORY = ("category", "categories")
_ABOUT_POINTS = ("ballot.points_missing", "ballot.points_below_zero", "ballot.points", "ballot.over_limit")

Row = tuple[int, list[str]]
T = TypeVar("T")


def read_pabulib(text: str) -> Election:
    """Read the text of a Pabulib file. Raises Refused with the line and the reason."""
    rows = _Rows(text)
    line, first = next(iter(rows))
    if _title(first) != "META":
        raise Refused("part.missing", "The file does not begin with META. Is it a Pabulib file?", line=line)
    facts, lines = _facts(rows.part("META"))
    kind = _kind(facts, lines)
    budget = _fact(facts, lines, "budget", amount)
    if budget is None:
        raise Refused("meta.missing", "META has no “budget”.", column="budget")
    projects = _projects(rows.part("PROJECTS"), _between(facts, lines, "project_cost"))
    _agrees(facts, lines, "num_projects", len(projects), "projects")
    limits = Limits(
        (_fact(facts, lines, "min_length", _whole), _length(facts, lines, kind)),
        _between(facts, lines, "sum_cost"),
        _between(facts, lines, "points") if kind in WITH_POINTS else (None, None),
        _between(facts, lines, "sum_points") if kind in WITH_POINTS else (None, None),
    )
    box = BallotBox(projects, kind, limits)
    voters = _votes(rows, box)
    _agrees(facts, lines, "num_votes", len(box.cast), "ballots")
    return Election(
        tuple(projects),
        budget,
        kind,
        box.ballots,
        box.cast,
        box.points,
        _category_limits(facts, lines),
        facts,
        voters,
    )


def amount(text: str) -> Amount:
    """An amount of money or points as files write it: digits, with ``.`` or ``,`` before decimals."""
    if not _AMOUNT.fullmatch(text):
        raise Refused("amount.not_a_number", f"“{text}” is not an amount, like 1200 or 1200.50.")
    exact = Fraction(text.replace(",", "."))
    return exact.numerator if exact.denominator == 1 else exact


def write_pabulib(election: Election) -> str:
    """The election as a Pabulib file, which reads back as the same election."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    facts = dict(election.facts)
    facts["num_projects"] = str(len(election.projects))
    facts["num_votes"] = str(len(election.cast))
    facts["budget"] = _written(election.budget)
    facts.setdefault("vote_type", election.kind)
    if election.category_limits:
        facts["categories"] = ",".join(election.category_limits)
        facts["budget_per_category"] = ",".join(str(plain(most)) for most in election.category_limits.values())
    writer.writerows([["META"], ["key", "value"], *([key, value] for key, value in facts.items())])
    more = list(dict.fromkeys(column for project in election.projects for column in project.more))
    named = any(project.name for project in election.projects)
    sorted_by = any(project.categories for project in election.projects)
    writer.writerow(["PROJECTS"])
    writer.writerow(["project_id", "cost", *["name"] * named, *["category"] * sorted_by, *more])
    for each in election.projects:
        described = [*[each.name] * named, *[",".join(each.categories)] * sorted_by]
        writer.writerow([each.id, _written(each.cost), *described, *(each.more.get(column, "") for column in more)])
    _write_votes(writer.writerow, election)
    return out.getvalue()


def _write_votes(write: Callable[[list[str]], object], election: Election) -> None:
    pointed = election.kind in WITH_POINTS
    ids = election.voters.get("voter_id") or [str(at + 1) for at in range(len(election.cast))]
    more = [column for column in election.voters if column != "voter_id"]
    votes = [",".join(election.projects[place].id for place in ballot) for ballot in election.ballots]
    points = [",".join(_written(given) for given in each) for each in election.points]
    write(["VOTES"])
    write(["voter_id", "vote", *["points"] * pointed, *more])
    for at, (id, cast) in enumerate(zip(ids, election.cast, strict=True)):
        given = [points[cast]] if pointed else []
        write([id, votes[cast], *given, *(election.voters[column][at] for column in more)])


def _written(exact: Amount) -> str:
    if exact == int(exact):
        return str(int(exact))
    return f"{float(exact):.6f}".rstrip("0")


class _Rows:
    """The rows of the file one after another, with their lines."""

    def __init__(self, text: str) -> None:
        if not text.strip():
            raise Refused("file.empty", "The file is empty.")
        if "\0" in text:
            line = text[: text.index("\0")].count("\n") + 1
            raise Refused("file.not_text", "The file holds a NUL character, so it is not text.", line=line)
        self.text = text
        self.reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
        self.read = 0

    def __iter__(self) -> Iterator[Row]:
        try:
            for row in self.reader:
                if row and (len(row) > 1 or row[0].strip()):
                    self.read += 1
                    yield self.reader.line_num, row
        except csv.Error as problem:
            raise self._unreadable(problem) from None

    def _unreadable(self, problem: csv.Error) -> Refused:
        return Refused("file.not_csv", f"The line cannot be read: {problem}.", line=self.reader.line_num)

    def part(self, name: str) -> Iterator[Row]:
        """The rows of one part, its header first; reads up to the title of the next part, and no further."""
        following = dict(pairwise(_PARTS)).get(name)
        line = 0
        for line, row in self:
            title = _title(row)
            if title is None:
                yield line, row
            elif title == following:
                return
            else:
                raise Refused("part.order", f"{title} is out of place: the parts are {', '.join(_PARTS)}.", line=line)
        if following:
            raise Refused("part.missing", f"The file ends without a {following} part.", line=line or None)

    def rest(self) -> tuple[list[list[str]], Callable[[int], int]]:
        """Every row that is left, at once, and what tells the line of the row at a place."""
        before = self.read
        try:
            body = [row for row in self.reader if row and (len(row) > 1 or row[0].strip())]
        except csv.Error as problem:
            raise self._unreadable(problem) from None
        return body, lambda at: next(islice(_Rows(self.text), before + at, None))[0]


def _title(row: list[str]) -> str | None:
    title = row[0].strip().upper()
    return title if title in _PARTS and not any(cell.strip() for cell in row[1:]) else None


def _header(part: Iterator[Row], name: str, *needed: str) -> list[str]:
    line, row = next(part, (None, []))
    header = [cell.strip() for cell in row]
    for column in needed:
        if column not in header:
            raise Refused("column.missing", f"{name} has no column “{column}”.", line=line, column=column)
    for column in header:
        if header.count(column) > 1:
            raise Refused("column.twice", "Two columns have the same name.", line=line, column=column)
    return header


def _long_enough(header: list[str], line: int, row: list[str]) -> None:
    if len(row) != len(header):
        words = f"The line has {len(row)} fields, and the header has {len(header)}."
        raise Refused("line.length", words, line=line)


def _facts(part: Iterator[Row]) -> tuple[dict[str, str], dict[str, int]]:
    _header(part, "META", "key", "value")
    facts: dict[str, str] = {}
    lines: dict[str, int] = {}
    for line, row in part:
        if len(row) != 2:
            raise Refused("line.length", f"The line has {len(row)} fields; META has a key and a value.", line=line)
        key, value = row[0].strip(), row[1].strip()
        if key in facts:
            raise Refused("meta.twice", f"META says “{key}” twice.", line=line, column=key)
        facts[key], lines[key] = value, line
    return facts, lines


def _kind(facts: Mapping[str, str], lines: Mapping[str, int]) -> Kind:
    said = facts.get("vote_type")
    if said is None:
        raise Refused("meta.missing", "META has no “vote_type”.", column="vote_type")
    for kind in KINDS:
        if said in (kind, "choose-1" if kind == "approval" else kind):
            return kind
    words = f"“{said}” is not a type of vote known here; those are {', '.join(KINDS)}."
    raise Refused("meta.vote_type", words, line=lines["vote_type"], column="vote_type")


def _fact(facts: Mapping[str, str], lines: Mapping[str, int], key: str, read: Callable[[str], T]) -> T | None:
    if not facts.get(key):
        return None
    try:
        return read(facts[key])
    except Refused as refusal:
        refusal.line, refusal.column = lines[key], key
        raise


def _whole(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text):
        raise Refused("number.not_whole", f"“{text}” is not a whole number.")
    return int(text)


def _between(facts: Mapping[str, str], lines: Mapping[str, int], what: str) -> tuple[Amount | None, Amount | None]:
    """The least and the most that META allows."""
    least, most = (_fact(facts, lines, f"{end}_{what}", amount) for end in ("min", "max"))
    if least is not None and most is not None and least > most:
        words = f"“min_{what}” is more than “max_{what}”."
        raise Refused("meta.min_over_max", words, line=lines[f"min_{what}"], column=f"min_{what}")
    return least, most


def _length(facts: Mapping[str, str], lines: Mapping[str, int], kind: Kind) -> int | None:
    most = _fact(facts, lines, "max_length", _whole)
    return 1 if most is None and facts["vote_type"] == "choose-1" else most


def _agrees(facts: Mapping[str, str], lines: Mapping[str, int], key: str, number: int, noun: str) -> None:
    announced = _fact(facts, lines, key, _whole)
    if announced is not None and announced != number:
        words = f"META announces {announced:,} {noun}, and the file has {number:,}."
        raise Refused("meta.count", words, line=lines[key], column=key)


def _category_limits(facts: Mapping[str, str], lines: Mapping[str, int]) -> dict[str, Amount]:
    """``budget_per_category`` in step with ``categories``, as the format has them."""
    most = _fact(facts, lines, "budget_per_category", lambda text: [amount(each.strip()) for each in text.split(",")])
    if most is None:
        return {}
    names = [each.strip() for each in facts.get("categories", "").split(",")]
    if len(names) != len(most) or not all(names):
        words = "“budget_per_category” needs one amount for each of “categories”."
        raise Refused("meta.categories", words, line=lines["budget_per_category"], column="budget_per_category")
    return dict(zip(names, most, strict=True))


def _projects(part: Iterator[Row], between: tuple[Amount | None, Amount | None]) -> list[Project]:
    header = _header(part, "PROJECTS", "project_id", "cost")
    described = [at for at, column in enumerate(header) if column not in ("project_id", "cost", "name", *_CATEGORY)]
    id_at, cost_at = header.index("project_id"), header.index("cost")
    name_at = header.index("name") if "name" in header else None
    category_at = next((at for at, column in enumerate(header) if column in _CATEGORY), None)
    projects: list[Project] = []
    seen: set[str] = set()
    for line, row in part:
        _long_enough(header, line, row)
        id = row[id_at].strip()
        if not id or "," in id:
            words = f"“{id}” cannot name a project: ballots could not." if id else "The project has no id."
            raise Refused("project.no_id", words, line=line, column="project_id")
        if id in seen:
            raise Refused("project.twice", f"Two projects have the id “{id}”.", line=line, column="project_id")
        seen.add(id)
        cost = _cost(row[cost_at].strip(), id, line, between)
        name = row[name_at].strip() if name_at is not None else ""
        listed = row[category_at].split(",") if category_at is not None else []
        categories = tuple(dict.fromkeys(each.strip() for each in listed if each.strip()))
        projects.append(Project(id, cost, name, categories, {header[at]: row[at].strip() for at in described}))
    if not projects:
        raise Refused("projects.none", "PROJECTS lists no project.")
    return projects


def _cost(text: str, id: str, line: int, between: tuple[Amount | None, Amount | None]) -> Amount:
    try:
        cost = amount(text) if text else 0
    except Refused as refusal:
        refusal.line, refusal.column = line, "cost"
        raise
    if not cost:
        raise Refused("project.no_cost", f"Project “{id}” has no cost.", line=line, column="cost", project=id)
    least, most = between
    if (least is not None and cost < least) or (most is not None and cost > most):
        words = f"Project “{id}” costs {text}, outside what META allows."
        raise Refused("project.cost_limits", words, line=line, column="cost", project=id)
    return cost


def _votes(rows: _Rows, box: BallotBox) -> dict[str, list[str]]:
    """Fill the box. Returns the other columns, in step with the ballots.

    Files have a hundred thousand ballots and far fewer different ones, so each different text is looked at once, and
    lines are counted only when one has to be named.
    """
    pointed = box.pointed
    header = _header(rows.part("VOTES"), "VOTES", "voter_id", "vote", *["points"] * pointed)
    body, line_of = rows.rest()
    if not body:
        raise Refused("votes.none", "VOTES has no ballot.")
    width = len(header)
    for at in (at for at, row in enumerate(body) if len(row) != width):
        if _title(body[at]):
            raise Refused("part.order", f"{body[at][0]} is out of place: VOTES comes last.", line=line_of(at))
        _long_enough(header, line_of(at), body[at])
    columns = dict(zip(header, map(list, zip(*body, strict=True)), strict=True))
    voters = columns["voter_id"]
    if len(set(voters)) != len(voters):
        first: dict[str, int] = {}
        at = next(at for at, voter in enumerate(voters) if first.setdefault(voter, at) != at)
        words = f"Two ballots have the voter “{voters[at]}”."
        raise Refused("voter.twice", words, line=line_of(at), column="voter_id")
    points = columns.pop("points") if pointed else [""] * len(body)
    texts = list(zip(columns.pop("vote"), points, strict=True))
    places: dict[tuple[str, str], int] = dict.fromkeys(texts, 0)
    for text in places:
        try:
            places[text] = _ballot(box, *text)
        except Refused as refusal:
            refusal.line = line_of(texts.index(text))
            raise
    box.cast[:] = map(places.__getitem__, texts)
    return columns


def _ballot(box: BallotBox, vote: str, points: str) -> int:
    ids = [each.strip() for each in vote.split(",")] if vote.strip() else []
    column = "points"
    try:
        given = [amount(each.strip()) for each in points.split(",")] if points.strip() else []
        column = "vote"
        return box.add(ids, given)
    except Refused as refusal:
        refusal.column = "points" if refusal.code in _ABOUT_POINTS else column
        raise
