"""Keeping columns and tallies up to date with what people say: the worker's chore.

What was sent, corrected or withdrawn since the last time is found by when it happened, with time to spare for what
was still being written; a number that does not fit sends us to compare every identifier. Counting happens outside
any transaction, so it holds up nobody who is answering; writing is one short one.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from alongside.activities.models import Contribution
from alongside.analysis.columns import (
    ABOUT,
    Arrays,
    Layout,
    Row,
    characteristics,
    encode,
    joined,
    picked,
    rows_of,
)
from alongside.analysis.counting import count
from alongside.analysis.models import Columns, Tally
from alongside.analysis.sealing import Unreadable, record_secret, seal, unseal
from alongside.core.dates import local
from alongside.core.work import chore
from alongside.people.monitoring.masks import masks
from alongside.people.monitoring.models import Monitoring
from alongside.questionnaires.actions import definition_by_id
from alongside.questionnaires.lineage import History
from alongside.questionnaires.models import Edition, Submission
from alongside.tools.survey.models import Response, Survey
from commonground.disclosure import record_key

SPARE = timedelta(minutes=2)
SHEET = 10_000  # responses in one row of the table
PASS = 20_000  # new responses taken at once, so that the worker gets to its other work
AT_ONCE = 500  # identifiers in one query
REMEMBERED = 4  # activities a process keeps in memory

NO_ROW = bytes(16)


class ChangedMeanwhile(Exception):
    """Another worker kept the same tally first."""


@dataclass
class Editions:
    """The published editions of a questionnaire by number, which number each identifier has, and when each came."""

    history: History = field(default_factory=dict)
    numbers: dict[UUID, int] = field(default_factory=dict)
    days: dict[int, date] = field(default_factory=dict)


def editions_of(questionnaire: UUID | None) -> Editions:
    """One query; definitions are remembered by the process."""
    if questionnaire is None:
        return Editions()
    found = Edition.objects.filter(questionnaire=questionnaire, published_at__isnull=False).defer("definition")
    numbers = {edition.pk: edition.number for edition in found}
    days = {edition.number: local(edition.published_at).date() for edition in found if edition.published_at}
    return Editions({number: definition_by_id(pk) for pk, number in numbers.items()}, numbers, days)


@dataclass
class Held:
    """Columns in memory, as they were kept at ``upto``. ``places`` and ``masks`` are made when they are needed."""

    upto: datetime | None
    sheets: list[Arrays]
    changed: set[int] = field(default_factory=set)
    places: dict[bytes, tuple[int, int]] = field(default_factory=dict)
    masks: dict[UUID, bytes] = field(default_factory=dict)
    # Equality answers whose response is not here (yet): {row's id: mask}.
    strangers: dict[bytes, UUID] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for sheet in range(len(self.sheets)):
            self._place(sheet)

    def _place(self, sheet: int, start: int = 0) -> None:
        for row, pk in enumerate(self.sheets[sheet]["id"][start:].tolist(), start=start):
            self.places[pk] = (sheet, row)

    @property
    def rows(self) -> int:
        return len(self.places)

    def put(self, more: Arrays) -> None:
        """New responses at the end; known ones in their own place, with what is known about them."""
        fresh = []
        for row, pk in enumerate(more["id"].tolist()):
            known = self.places.get(pk)
            if known is None:
                fresh.append(row)
                continue
            sheet, place = known
            merged = joined([self.sheets[sheet], picked(more, np.array([row]))])
            for name in ("about_id", *(name for name in merged if name.startswith(ABOUT))):
                merged[name][-1] = merged[name][place]
            order = np.arange(rows_of(merged) - 1)
            order[place] = rows_of(merged) - 1
            self.sheets[sheet] = picked(merged, order)
            self.changed.add(sheet)
        self._append(picked(more, np.array(fresh, dtype=np.intp)))

    def _append(self, more: Arrays) -> None:
        start = 0
        while start < rows_of(more):
            if not self.sheets or rows_of(self.sheets[-1]) >= SHEET:
                self.sheets.append(picked(more, np.zeros(0, dtype=np.intp)))
            last = len(self.sheets) - 1
            before = rows_of(self.sheets[last])
            some = picked(more, np.arange(start, min(rows_of(more), start + SHEET - before)))
            self.sheets[last] = joined([self.sheets[last], some])
            self._place(last, before)
            self.changed.add(last)
            start += rows_of(some)

    def remove(self, gone: Iterable[bytes]) -> None:
        by_sheet: dict[int, list[int]] = {}
        for pk in gone:
            found = self.places.pop(pk, None)
            if found is not None:
                by_sheet.setdefault(found[0], []).append(found[1])
        for sheet, rows in by_sheet.items():
            self.sheets[sheet] = picked(self.sheets[sheet], np.delete(np.arange(rows_of(self.sheets[sheet])), rows))
            self._place(sheet)
            self.changed.add(sheet)

    def by_mask(self) -> dict[UUID, bytes]:
        """The contribution behind each mask of a voice."""
        known = set(self.masks.values())
        for sheet in self.sheets:
            for pk, voice in zip(sheet["id"].tolist(), sheet["voice"].tolist(), strict=True):
                if pk not in known:
                    self.masks.update(dict.fromkeys(masks(UUID(bytes=voice)), pk))
        return self.masks


_held: OrderedDict[UUID, Held] = OrderedDict()


def _remember(activity: UUID, held: Held) -> None:
    _held[activity] = held
    _held.move_to_end(activity)
    while len(_held) > REMEMBERED:
        _held.popitem(last=False)


def _recall(activity: UUID, tally: Tally | None) -> Held:
    held = _held.get(activity)
    if held is not None and tally is not None and held.upto == tally.upto and not held.changed:
        return held
    sheets = Columns.objects.filter(activity=activity).values_list("sealed", flat=True) if tally else []
    try:
        return Held(tally.upto if tally else None, [unseal(bytes(each)) for each in sheets])
    except Unreadable:
        return Held(None, [])


@chore("count answers", every=2)
def keep_up() -> int:
    """Follow every survey; how many had something new."""
    surveys = Survey.objects.select_related("activity").filter(activity__project__published_at__isnull=False)
    return sum(follow(survey) for survey in surveys)


def follow(survey: Survey) -> bool:
    """Bring a survey's columns and tally up to date; whether anything had changed. Safe to run twice at once."""
    activity = survey.activity_id
    tally = Tally.objects.filter(activity=activity).first()
    asked, about = editions_of(survey.questionnaire_id), editions_of(survey.monitoring_id)
    seen = _seen(survey, asked)
    if tally is not None and tally.counts.get("seen") == seen:
        return False
    now = timezone.now()
    held = _recall(activity, tally)
    layouts = characteristics(about.history)
    complete = _catch_up(held, survey, asked, layouts, seen["counted"])
    told = (
        tally is not None and held.upto is not None and (tally.counts.get("seen") or {}).get("about") == seen["about"]
    )
    if not told or held.strangers:
        _learn_about(held, survey, about, layouts)
    if len(layouts) and any(ABOUT + key not in sheet for sheet in held.sheets for key in layouts):
        held.sheets = [_with_characteristics(sheet, layouts) for sheet in held.sheets]
        held.changed.update(range(len(held.sheets)))
    everything = joined(held.sheets) if held.sheets else encode([], asked.history, layouts)
    kept = count(everything, asked.history).to_json()
    kept["seen"] = seen if complete else None
    try:
        _write(held, activity, tally, kept, now)
    except ChangedMeanwhile:
        _held.pop(activity, None)
        return False
    _remember(activity, held)
    return True


def _with_characteristics(sheet: Arrays, layouts: dict[str, Layout]) -> Arrays:
    unknown = {ABOUT + key: np.full(rows_of(sheet), -1, dtype=np.int8) for key in layouts}
    return {**unknown, **sheet}


def _seen(survey: Survey, asked: Editions) -> dict[str, Any]:
    """What tells whether anything has changed, cheaply."""
    newest = Submission.objects.filter(edition__in=list(asked.numbers), sent_at__isnull=False).aggregate(
        Max("saved_at")
    )
    saved = newest["saved_at__max"]
    return {
        "counted": Contribution.objects.counted().filter(activity=survey.activity_id).count(),
        "saved": saved.isoformat() if saved else "",
        "about": Monitoring.objects.filter(scope=survey.activity.project_id).count() if survey.monitoring_id else 0,
        "editions": len(asked.numbers),
    }


def _catch_up(held: Held, survey: Survey, asked: Editions, about: dict[str, Layout], counted: int) -> bool:
    """Take in what came, changed or went; whether that is everything."""
    if held.upto is not None:
        since = held.upto - SPARE
        changed = Response.objects.filter(
            survey=survey,
            submission__edition__in=list(asked.numbers),
            submission__sent_at__isnull=False,
            submission__saved_at__gt=since,
            contribution__withdrawn_at=None,
        )
        _take(held, list(changed.values_list("contribution_id", flat=True)[:PASS]), asked, about)
        gone = Contribution.objects.filter(activity=survey.activity_id, withdrawn_at__gt=since)
        held.remove(pk.bytes for pk in gone.values_list("id", flat=True))
    if held.rows == counted:
        return True
    standing = Response.objects.filter(survey=survey, contribution__withdrawn_at=None)
    there = {pk.bytes for pk in standing.values_list("contribution_id", flat=True)}
    held.remove([pk for pk in held.places if pk not in there])
    missing = [UUID(bytes=pk) for pk in there if pk not in held.places]
    _take(held, missing[:PASS], asked, about)
    return len(missing) <= PASS


def _take(held: Held, contributions: list[UUID], asked: Editions, about: dict[str, Layout]) -> None:
    secret = record_secret()
    for some in _slices(contributions):
        found = Response.objects.filter(contribution__in=some).values_list(
            "contribution_id",
            "contribution__voice_id",
            "contribution__received_at",
            "contribution__channel",
            "contribution__capacity",
            "contribution__language",
            "submission__edition_id",
            "contribution__late",
            "submission__answers",
        )
        rows = [
            Row(
                pk,
                voice,
                record_key(secret, str(voice)),
                local(at).date(),
                channel,
                capacity,
                language,
                asked.numbers[edition],
                late,
                answers,
            )
            for pk, voice, at, channel, capacity, language, edition, late, answers in found
        ]
        if rows:
            held.put(encode(rows, asked.history, about))


def _slices(pks: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(pks), AT_ONCE):
        yield pks[start : start + AT_ONCE]


def _learn_about(held: Held, survey: Survey, about: Editions, layouts: dict[str, Layout]) -> None:
    """Equality answers that are new, and those that are gone."""
    if survey.monitoring_id is None or not held.sheets:
        return
    rows = Monitoring.objects.filter(scope=survey.activity.project_id)
    there = {pk.bytes for pk in rows.values_list("id", flat=True)}
    known = set()
    for number, sheet in enumerate(held.sheets):
        kept = sheet["about_id"].tolist()
        known.update(kept)
        gone = [row for row, pk in enumerate(kept) if pk != NO_ROW and pk not in there]
        if gone:
            sheet["about_id"][gone] = np.zeros(1, dtype="V16")[0]
            for key in layouts:
                if ABOUT + key in sheet:
                    sheet[ABOUT + key][gone] = -1
            held.changed.add(number)
    held.strangers = {pk: mask for pk, mask in held.strangers.items() if pk in there}
    new = [UUID(bytes=pk) for pk in there - known - held.strangers.keys()]
    for some in _slices(new):
        held.strangers.update((pk.bytes, mask) for pk, mask in rows.filter(pk__in=some).values_list("id", "voice"))
    if not held.strangers:
        return
    by_mask = held.by_mask()
    met = {pk: place for pk, mask in held.strangers.items() if (place := held.places.get(by_mask.get(mask, b"")))}
    for some in _slices([UUID(bytes=pk) for pk in met]):
        for pk, answers in rows.filter(pk__in=some).values_list("id", "answers"):
            _tell(held, met[pk.bytes], pk, answers, layouts)
            del held.strangers[pk.bytes]


def _tell(held: Held, place: tuple[int, int], pk: UUID, answers: dict[str, Any], layouts: dict[str, Layout]) -> None:
    number, row = place
    sheet = held.sheets[number]
    if any(ABOUT + key not in sheet for key in layouts):
        sheet = held.sheets[number] = _with_characteristics(sheet, layouts)
    sheet["about_id"][row] = np.frombuffer(pk.bytes, dtype="V16")[0]
    for key, layout in layouts.items():
        value = answers.get(key, {}).get("value")
        sheet[ABOUT + key][row] = layout.options.index(value) if value in layout.options else -1
    held.changed.add(number)


@transaction.atomic
def _write(held: Held, activity: UUID, tally: Tally | None, counts: dict[str, Any], now: datetime) -> None:
    values = {"counts": counts, "responses": held.rows, "upto": now}
    if tally is None:
        made = Tally.objects.bulk_create([Tally(activity_id=activity, **values)], ignore_conflicts=True)
        if not Tally.objects.filter(pk=made[0].pk).exists():
            raise ChangedMeanwhile
        Columns.objects.filter(activity=activity).delete()
    elif not Tally.objects.filter(pk=tally.pk, upto=tally.upto).update(**values):
        raise ChangedMeanwhile
    if held.upto is None:
        Columns.objects.filter(activity=activity).delete()
    for number in sorted(held.changed):
        sheet = held.sheets[number]
        Columns.objects.update_or_create(
            activity_id=activity, number=number, defaults={"rows": rows_of(sheet), "sealed": seal(sheet)}
        )
    held.changed.clear()
    held.upto = now


def columns_of(tally: Tally) -> Arrays:
    """Every counted response of an activity, as its tally counted them. One query, none when remembered."""
    held = _held.get(tally.activity_id)
    if held is None or held.upto != tally.upto:
        held = _recall(tally.activity_id, tally)
        _remember(tally.activity_id, held)
    return joined(held.sheets) if held.sheets else {}
