"""A file of partners: read, looked at, imported whole or not at all.

What is wrong with a row is said by the form that a partner is typed into. Nothing is imported while a row is wrong,
and the rows that were read are wiped once they are imported, left, or a day old.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.work import chore
from alongside.design.fields import MONTHS
from alongside.organisations.models import Organisation
from alongside.questionnaires.reading.problems import CannotRead
from alongside.questionnaires.reading.sources import read_cells
from alongside.record.actions import note
from alongside.stakeholders.actions import as_columns
from alongside.stakeholders.forms import StakeholderForm
from alongside.stakeholders.models import Brought, Consent, Kind, Stakeholder, Way

MOST_ROWS = 5000
KEPT = timedelta(days=1)

HEADS = {
    "name": gettext_lazy("Name"),
    "kind": gettext_lazy("Kind"),
    "communities": gettext_lazy("Communities"),
    "languages": gettext_lazy("Languages"),
    "barriers": gettext_lazy("Barriers"),
    "contact_name": gettext_lazy("Contact person"),
    "email": gettext_lazy("Email"),
    "phone": gettext_lazy("Phone"),
    "preferred": gettext_lazy("Preferred contact"),
    "consent": gettext_lazy("May we contact them"),
    "consent_on": gettext_lazy("When they said so"),
    "consent_how": gettext_lazy("How they said so"),
}
"""The columns of a file, and what each is called. Name and kind are needed."""


class Refused(Exception):
    """The file cannot be taken at all; the message says why and what to do."""


class StillWrong(Exception):
    """Rows of the file are wrong, so that nothing is imported."""


@dataclass
class Read:
    """What was understood: rows as columns, why rows are wrong (by row number), who is in the register already, and
    columns that nobody knows."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[tuple[int, list[str]]] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def read(content: bytes, file_name: str, organisation: Organisation) -> Read:
    """Raises Refused."""
    lines = _cells(content, file_name)
    start, columns, left = _header(lines)
    found = Read(left=left)
    there = _names(organisation)
    seen: dict[str, int] = {}
    rows = [(number, line) for number, line in enumerate(lines[start + 1 :], start + 2) if any(line)]
    if not rows:
        raise Refused(_("The file has column names but no rows under them. Choose another file"))
    if len(rows) > MOST_ROWS:
        raise Refused(_("The file has more than %(most)s rows. Split it") % {"most": f"{MOST_ROWS:,}"})
    for number, line in rows:
        cells = {name: line[at] if at < len(line) else "" for name, at in columns.items()}
        values, problems = _row(cells)
        key = " ".join(cells["name"].split()).casefold()
        if key and key in seen:
            problems.append(_("Row %(row)s has the same name. Keep one of them") % {"row": seen[key]})
        seen.setdefault(key, number)
        if problems:
            found.wrong.append((number, problems))
        elif key in there:
            found.known.append(values["name"])
        else:
            found.rows.append(values)
    return found


def _names(organisation: Organisation) -> set[str]:
    names = Stakeholder.objects.filter(organisation=organisation, merged_into=None).values_list("name", flat=True)
    return {" ".join(name.split()).casefold() for name in names}


def _cells(content: bytes, file_name: str) -> list[list[str]]:
    """Every row, from CSV, Excel or OpenDocument. A cell that a spreadsheet guarded against formulas loses its mark."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / (re.sub(r"[^\w .-]", "-", file_name).strip(" .")[-80:] or "file")
        path.write_bytes(content)
        try:
            rows = read_cells(path)
        except CannotRead as problem:
            raise Refused(_(problem.template) % problem.params) from problem
    return [[re.sub(r"^'(?='*[=+\-@])", "", cell.replace("\x00", "")).strip() for cell in row] for row in rows]


def _header(lines: Sequence[Sequence[str]]) -> tuple[int, dict[str, int], list[str]]:
    """(which row names the columns, {column: place}, columns that nobody knows)."""
    known = {_plain(str(words)): name for name, words in HEADS.items()} | {_plain(name): name for name in HEADS}
    for start, line in enumerate(lines[:20]):
        columns: dict[str, int] = {}
        left = []
        for at, cell in enumerate(line):
            name = known.get(_plain(cell))
            if name is None:
                left += [cell] if cell else []
            elif name in columns:
                raise Refused(_("Two columns are called “%(name)s”. Keep one of them") % {"name": cell})
            else:
                columns[name] = at
        if {"name", "kind"} <= columns.keys():
            return start, columns, left
    raise Refused(_("The file needs a column called “Name” and one called “Kind”. Add them, then choose it again"))


def _plain(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words.casefold()).strip()


def _chosen(typed: str, options: Iterable[tuple[str, Any]]) -> str:
    """The key of an option by its key or its words; what is none of them as it was typed, for the form to refuse."""
    by_words = {_plain(each): key for key, words in options for each in (key, str(words), str(words).partition(",")[0])}
    return by_words.get(_plain(typed), typed)


def _row(cells: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """A row as columns, and what is wrong with it, each thing with the cell it is about."""
    data: dict[str, Any] = {name: cells.get(name, "") for name in HEADS if name != "consent_on"}
    data["kind"] = _chosen(data["kind"], Kind.choices)
    data["preferred"] = _chosen(data["preferred"], Way.choices)
    data["consent"] = _chosen(data["consent"] or Consent.NOT_ASKED, Consent.choices)
    # Where something else stands between them, a comma belongs to the words.
    between = "[;|\n]" if re.search("[;|\n]", data["communities"]) else ","
    data["communities"] = re.sub(rf"\s*{between}\s*", "\n", data["communities"])
    problems = []
    if typed := cells.get("consent_on", ""):
        day = day_of(typed)
        if day is None:
            problems.append(_("“%(typed)s” is not a day. Write it like 3 May 2026") % {"typed": typed[:40]})
            day = date(2000, 1, 1)  # the form is not to say it a second time
        data |= {"consent_on_day": day.day, "consent_on_month": day.month, "consent_on_year": f"{day.year:04}"}
    form = StakeholderForm(data, colleagues=[])
    for name, said in form.errors.items():
        shown = str(cells.get(name, ""))[:40]
        for words in said:
            problems.append(_("“%(typed)s”: %(problem)s") % {"typed": shown, "problem": words} if shown else str(words))
    values = {name: form.cleaned_data.get(name) for name in HEADS}
    return values, problems


def day_of(typed: str) -> date | None:
    """A day as people and spreadsheets write it: 2026-05-03, 3/5/2026, 3 May 2026."""
    typed = re.sub(r"[T ]\d{1,2}:\d{2}(:\d{2})?$", "", typed.strip())
    try:
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", typed):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := re.fullmatch(r"(\d{1,2}) ([A-Za-z]{3,9}) (\d{4})", typed):
            return date(int(found[3]), MONTHS.index(found[2][:3].lower()) + 1, int(found[1]))
    except ValueError:
        pass
    return None


@transaction.atomic
def stage(*, organisation: Organisation, file_name: str, found: Read, by: UUID, at: datetime) -> Brought:
    """Keep what was read until somebody has looked at it."""
    kept = json.dumps(asdict(found), default=lambda day: day.isoformat(), ensure_ascii=False)
    return Brought.objects.create(organisation=organisation, file_name=file_name[-120:], rows=kept, by=by, at=at)


def staged(brought: Brought) -> Read | None:
    """What was read; nothing once it was imported, left or forgotten."""
    if not brought.rows:
        return None
    found = Read(**json.loads(brought.rows))
    for row in found.rows:
        row["consent_on"] = date.fromisoformat(row["consent_on"]) if row["consent_on"] else None
    return found


@transaction.atomic
def bring(*, brought: Brought, by: UUID, at: datetime) -> int:
    """Import every row, or none; how many. Safe to repeat. Raises StillWrong.

    Who came into the register meanwhile is not added a second time.
    """
    held = Brought.objects.select_for_update().get(pk=brought.pk)
    found = staged(held)
    if found is None:
        return held.count
    if found.wrong:
        raise StillWrong
    there = _names(held.organisation)
    made = Stakeholder.objects.bulk_create(
        [
            Stakeholder(organisation=held.organisation, **as_columns(row))
            for row in found.rows
            if " ".join(row["name"].split()).casefold() not in there
        ],
        batch_size=500,
    )
    held.rows, held.count, held.done_at = "", len(made), at
    held.save(update_fields=["rows", "count", "done_at"])
    if made:
        note(
            scope=held.organisation_id,
            by=by,
            verb="stakeholder.imported",
            subject=f"brought:{held.pk}",
            detail={"count": len(made)},
        )
    return len(made)


@transaction.atomic
def leave(*, brought: Brought) -> None:
    """Forget a file that is not to be imported."""
    Brought.objects.filter(pk=brought.pk).exclude(rows="").update(rows="")


@chore("forget files of partners that nobody imported", every=3600)
def forget_old() -> None:
    Brought.objects.filter(at__lt=timezone.now() - KEPT).exclude(rows="").update(rows="")
