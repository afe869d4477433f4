"""What an organisation asks of itself, beside the duties that come with Alongside: in their shape, judged by the same
rules."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Aggregate, JSONField, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from alongside.knowledge.entries import Clause, Duty, Knowledge, Source, knowledge
from alongside.knowledge.facts import facts
from alongside.library.models import OWN, OwnEntry
from alongside.organisations.models import Organisation

SOFT = ("POL", "GP", "SEED")
"""How hard what one asks of oneself can be: law, statutory guidance and standards are made elsewhere."""
VALUES = (OwnEntry.Kind.TIMING, OwnEntry.Kind.RATE)
ALWAYS: Clause = {"all": []}
REMEMBERED = "own_duties_and_values"


@dataclass(frozen=True)
class Asked:
    """``known`` holds the organisation's own duties after those that come with Alongside; ``own`` and ``comments`` are
    the rows behind the own ones and on the others, by the id of the duty."""

    known: Knowledge
    own: Mapping[str, OwnEntry]
    comments: Mapping[str, OwnEntry]


def rows(organisation: Organisation) -> list[OwnEntry]:
    """Duties that stand, and every value that was set, newest first. One query, remembered with the organisation."""
    found: list[OwnEntry] | None = organisation.__dict__.get(REMEMBERED)
    if found is None:
        wanted = Q(kind__in=VALUES) | Q(kind=OwnEntry.Kind.DUTY, ended_at=None)
        found = list(OwnEntry.objects.filter(wanted, organisation=organisation).order_by("-at"))
        for each in found:
            each.organisation = organisation
        setattr(organisation, REMEMBERED, found)
    return found


class _List(Aggregate):
    """Rows as one list of JSON, on both databases."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **more)


def gathered() -> Subquery:
    """The same rows beside anything that has an ``organisation``, for a page that asks for much already: give what it
    finds to ``remember``."""
    wanted = Q(kind__in=VALUES) | Q(kind=OwnEntry.Kind.DUTY, ended_at=None)
    here = OwnEntry.objects.filter(wanted, organisation=OuterRef("organisation")).order_by().values("organisation")
    row = JSONObject(kind="kind", key="key", hidden="hidden", note="note", details="details", by="by", at="at")
    return Subquery(here.annotate(rows=_List(row)).values("rows"))


def remember(organisation: Organisation, raw: Iterable[Mapping[str, Any]] | None) -> None:
    found = [_row(organisation, each) for each in raw or ()]
    setattr(organisation, REMEMBERED, sorted(found, key=lambda each: each.at, reverse=True))


def _row(organisation: Organisation, raw: Mapping[str, Any]) -> OwnEntry:
    """SQLite keeps days without their zone, and what is JSON as text."""
    at, details = datetime.fromisoformat(raw["at"]), raw["details"]
    return OwnEntry(
        organisation=organisation,
        kind=raw["kind"],
        key=raw["key"],
        hidden=bool(raw["hidden"]),
        note=raw["note"],
        details=json.loads(details) if isinstance(details, str) else details,
        by=UUID(str(raw["by"])),
        at=at if at.tzinfo else at.replace(tzinfo=UTC),
    )


def forget(organisation: Organisation) -> None:
    """Somebody changed something: the next who asks reads it again."""
    organisation.__dict__.pop(REMEMBERED, None)


def asked_now(organisation: Organisation) -> Asked:
    """What is asked in its projects, as it stands now."""
    return asked(rows(organisation))


def asked_at(organisation: Organisation, moment: datetime) -> Asked:
    """What was asked as it stood at a moment: what was added or changed afterwards is not in it. One query."""
    stood = OwnEntry.objects.filter(organisation=organisation, kind=OwnEntry.Kind.DUTY, at__lte=moment)
    return asked(stood.exclude(ended_at__lte=moment).select_related("organisation").order_by("-at"))


def asked(found: Iterable[OwnEntry]) -> Asked:
    duties = sorted((each for each in found if each.kind == OwnEntry.Kind.DUTY), key=lambda each: (each.at, each.key))
    own = {id_of(each): each for each in duties if each.is_own and not each.hidden}
    known = knowledge()
    return Asked(
        replace(known, duties=(*known.duties, *(own_duty(each) for each in own.values()))),
        own,
        {each.key: each for each in duties if not each.is_own and each.note},
    )


def id_of(row: OwnEntry) -> str:
    """As a page and a pack call it: nobody takes it for one that comes with Alongside."""
    return f"OWN-{str(row.key).removeprefix(OWN)}"


def own_duty(row: OwnEntry) -> Duty:
    """What an organisation asks of itself, in the shape of the others. Its days are its own."""
    held: Mapping[str, Any] = row.details
    return Duty(
        id=id_of(row),
        title=held["title"],
        binds=row.organisation.name,
        source=Source(held["source"], held["seen"], "K", held["confidence"]),
        hardness=held["hardness"],
        valid_from=_day(held["valid_from"]),
        valid_to=_day(held["valid_to"]),
        replaced_by=None,
        draft=False,
        requires=held["requires"],
        when=clause(held["join"], held["answers"]),
        unless=None,
        evidence=tuple(each for each in held["evidence"] if each in knowledge().evidence),
        watch=(),
        note="",
        review_by=date.fromisoformat(held["review_by"]),
    )


def clause(join: str, answers: Iterable[str]) -> Clause:
    """The condition of ``key=value`` answers: always, when all hold, or when any holds. Several answers to one question
    are any of them, because no question has two."""
    if join == "always":
        return ALWAYS
    return {join: [_one(key, values) for key, values in by_question(answers).items()]}


def by_question(answers: Iterable[str]) -> dict[str, list[str]]:
    """{fact: its chosen answers}, in the order in which they were chosen."""
    found: dict[str, list[str]] = {}
    for each in answers:
        key, _equals, value = each.partition("=")
        found.setdefault(key, []).append(value)
    return found


def _one(key: str, values: list[str]) -> Clause:
    kind = facts()[key].kind
    if kind == "yes_no":
        return {"fact": key, "is": values == ["yes"]}
    return {"fact": key, "any_of" if kind == "list" else "in": values}


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
