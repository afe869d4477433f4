"""What is known about a project, gathered for the rules."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.utils import timezone

from alongside.core.dates import local
from alongside.documents.models import DocumentEdition
from alongside.documents.rules import SOURCE_LANGUAGE, newest, source_of, stale
from alongside.knowledge.holidays import bank_holidays
from alongside.library import presenters_own
from alongside.library.values import lengths
from alongside.organisations.lead_times import promised
from alongside.projects import panels, staff
from alongside.projects.giving import editions_of
from alongside.projects.models import Project
from alongside.projects.rules import Check, Facts, FormatFact, in_order, ready, with_overrides
from commonground.readability import read


def facts(project: Project, now: datetime) -> Facts:
    today = local(now).date()
    measured = lengths(project.organisation, today).timings
    public_text = "\n".join(
        [project.summary, project.why, project.can_change, project.cannot_change, project.who_it_affects]
    )
    return Facts(
        today=today,
        can_change=bool(project.can_change),
        cannot_change=bool(project.cannot_change),
        who_decides=bool(project.who_decides),
        decides_on=project.decides_on,
        contact_name=bool(project.contact_name),
        contact_route=bool(project.contact_phone or project.contact_email),
        ways_offline=sum(bool(way) for way in (project.on_paper, project.by_phone, project.in_person)),
        kind=bool(project.level),
        formal=project.formal_consultation,
        formal_reason=bool(project.formal_reason),
        opens_on=local(project.opens_at).date() if project.opens_at else None,
        closes_on=local(project.closes_at).date() if project.closes_at else None,
        findings_by=project.findings_by,
        reading_age=_reading_age(public_text),
        bank_holidays=frozenset(
            day for moment in (project.opens_at, project.closes_at) if moment for day in bank_holidays(moment.year)
        ),
        formats=_formats(project),
        formal_weeks=measured["TIM-02"].value,
        fewest_weeks=measured["TIM-01"].value,
        findings_weeks=measured["TIM-06"].value,
        reading_weeks=measured["TIM-19"].value,
        own={key: said for key, each in measured.items() if (said := presenters_own.timing(each))},
    )


def reading_weeks(project: Project) -> int:
    """The least between closing and deciding, to read what was said."""
    return lengths(project.organisation, timezone.localdate()).timings["TIM-19"].value


@lru_cache(maxsize=1_000)
def _reading_age(text: str) -> int | None:
    """Remembered: a text is looked at much more often than it changes."""
    return read(text).reading_age


def _formats(project: Project) -> tuple[FormatFact, ...]:
    """Formats that a document can have. One is there when some document of the project has it, made from its newest
    words; Easy Read, when it was checked with people."""
    there = set()
    for _document, group in groupby(editions_of(project), key=attrgetter("slug")):
        editions = list(group)
        source = source_of(editions)
        there |= {
            each.format
            for each in newest(editions)
            if each.language == SOURCE_LANGUAGE
            and stale(each, source) is None
            and (each.format != DocumentEdition.Format.EASY_READ or each.checked_with_people_on)
        }
    lead_times = promised(project.organisation)
    return tuple(
        FormatFact(lead_times[key].default.name, lead_times[key].days, key in there)
        for key in DocumentEdition.Format.values
        if key in lead_times
    )


def checks(
    project: Project, shared: list[panels.Share], now: datetime, names: Mapping[UUID, str] | None = None
) -> list[Check]:
    """Today's checks, the project's own and those of rooms upstairs, overrides said where there are any. ``names`` are
    those of who made them, where the caller has asked for them already."""
    overrides = list(project.overrides.all())
    if names is None:
        names = staff.names(each.by for each in overrides)
    every = [*panels.checks(shared), *ready(facts(project, now))]
    says = {check.key: check.said for check in every}
    said = {
        each.check_key: f"{names[each.by]}: {each.reason}"
        for each in overrides
        if project.published_at is not None or not each.said or each.said == says.get(each.check_key)
    }
    return in_order(with_overrides(every, said))
